//! Sums as people write them: `100×(0.30×7/17+1)/(1+lg(19/10))`.

use std::iter::Peekable;
use std::str::Chars;

/// What a sum comes to.
pub fn value(sum: &str) -> f64 {
    let text: String = sum.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = text.chars().peekable();
    let value = terms(&mut rest);
    assert!(rest.next().is_none(), "{sum} is no sum");
    value
}

fn terms(rest: &mut Peekable<Chars>) -> f64 {
    let mut sum = factors(rest);
    loop {
        match rest.next_if(|c| ['+', '-'].contains(c)) {
            Some('+') => sum += factors(rest),
            Some(_) => sum -= factors(rest),
            None => return sum,
        }
    }
}

fn factors(rest: &mut Peekable<Chars>) -> f64 {
    let mut product = factor(rest);
    loop {
        match rest.next_if(|c| ['×', '/'].contains(c)) {
            Some('×') => product *= factor(rest),
            Some(_) => product /= factor(rest),
            None => return product,
        }
    }
}

fn factor(rest: &mut Peekable<Chars>) -> f64 {
    if rest.next_if_eq(&'l').is_some() {
        assert_eq!(rest.next(), Some('g'));
        return factor(rest).log10();
    }
    if rest.next_if_eq(&'(').is_some() {
        let inside = terms(rest);
        assert_eq!(rest.next(), Some(')'));
        return inside;
    }
    let mut digits = String::new();
    while let Some(digit) = rest.next_if(|c| c.is_ascii_digit() || ['.'].contains(c)) {
        digits.push(digit);
    }
    digits.parse().unwrap_or_else(|_| panic!("no number before {}", rest.collect::<String>()))
}
