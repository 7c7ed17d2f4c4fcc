//! Amounts of money as people write them, in 万元.

use crate::normalize::text;

/// A text that is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("金额“{0}”读不懂；请写万元数，如 5000，或带单位，如 1.2亿")]
pub struct AmountError(pub String);

/// Reads 万元, or a number with its unit (元, 万, 亿), as a plain number of 万元; blank stays blank.
pub fn amount(given: &str) -> Result<String, AmountError> {
    let folded = text::folded(given);
    if folded.is_empty() {
        return Ok(folded);
    }
    let wrong = || AmountError(given.to_owned());
    let bare = folded.strip_suffix('元').unwrap_or(&folded);
    let (number, times) = match (bare.strip_suffix('亿'), bare.strip_suffix('万')) {
        (Some(number), _) => (number, 1e4),
        (_, Some(number)) => (number, 1.0),
        _ if bare.len() < folded.len() => (bare, 1e-4),
        _ => (bare, 1.0),
    };
    let number = text::number(number.trim()).filter(|n| *n >= 0.0 && *n < 1e12).ok_or_else(wrong)?;
    Ok(format!("{}", (number * times * 1e6).round() / 1e6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_apart() {
        let cases = [
            ("5000", "5000"),
            ("1.2亿", "12000"),
            ("３亿元", "30000"),
            ("800 万元", "800"),
            ("50000元", "5"),
            (" ", ""),
        ];
        for (given, expected) in cases {
            assert_eq!(amount(given).as_deref(), Ok(expected), "{given}");
        }
        for given in ["-1", "亿", "约5000", "=1+1", "1e400"] {
            assert!(amount(given).is_err(), "{given}");
        }
    }
}
