//! Which letters of a short name stand in a long one, in their order.

use super::peel::Peeled;
use super::units::{is_digest, is_word, number, units};
use super::words::{ABBREVIATIONS, OrgForm};
use crate::model::Adcode;

/// What a letter is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamePart {
    /// The brand, or a place that may be one.
    Brand,
    /// A region.
    Region,
    /// A trade word.
    Trade,
}

/// A letter of a name, what it is part of, and what it says.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// The letter; a Latin word is one.
    pub letter: &'a str,
    /// The same as a number.
    number: u32,
    /// What it is part of.
    pub part: NamePart,
    /// How much it says: more the rarer it is.
    pub weight: f64,
    /// Whether a region, the brand or a trade word begins with it.
    pub head: bool,
}

impl Letter<'_> {
    /// Whether both are the same letter.
    pub fn is(&self, other: &Letter<'_>) -> bool {
        self.number == other.number && (!is_digest(self.number) || self.letter == other.letter)
    }
}

/// The letters of a name without its forms, but that of an institute: regions, brand, trades.
pub fn letters<'a>(name: &'a Peeled, rarity: impl Fn(&str) -> f64) -> Vec<Letter<'a>> {
    let mut all = Vec::new();
    let mut push = |text: &'a str, part: NamePart, factor: f64| {
        all.extend(units(text).enumerate().map(|(at, letter)| Letter {
            letter,
            number: number(letter),
            part,
            weight: factor * rarity(letter),
            head: at == 0 || is_word(letter),
        }));
    };
    for place in &name.regions {
        let (part, factor) = if place.doubtful { (NamePart::Brand, 0.8) } else { (NamePart::Region, 0.35) };
        push(&place.text, part, factor);
    }
    // Short names have the region in front.
    name.inner.iter().for_each(|place| push(&place.text, NamePart::Region, 0.35));
    push(&name.brand, NamePart::Brand, 1.0);
    let institutes = name.forms.iter().rev().filter(|(form, _)| *form == OrgForm::Institute).map(|(_, word)| word);
    name.trades.iter().chain(institutes).for_each(|trade| push(trade, NamePart::Trade, 0.4));
    all
}

/// Where each letter of the short name stands in the long one, rising, so that what is met says most; letters one after the other
/// in both say half as much again.
pub fn align(short: &[Letter<'_>], long: &[Letter<'_>]) -> Vec<Option<usize>> {
    let width = long.len() + 1;
    // Best sum of the tails from (i, j), and of those that meet at (i, j).
    let mut best = vec![0.0_f64; (short.len() + 1) * width];
    let mut met = vec![f64::NEG_INFINITY; (short.len() + 1) * width];
    for i in (0..short.len()).rev() {
        for j in (0..long.len()).rev() {
            let here = i * width + j;
            if short[i].is(&long[j]) {
                let weight = meeting(short[i], long[j]);
                let next = here + width + 1;
                met[here] = weight + greater(best[next], met[next] + 0.5 * weight);
            }
            best[here] = greater(met[here], greater(best[here + 1], best[here + width]));
        }
    }
    walk(short, long, &best, &met)
}

/// The greater of two numbers; neither is none.
fn greater(one: f64, other: f64) -> f64 {
    if one > other { one } else { other }
}

/// What it says that two letters meet: more where a word begins.
fn meeting(short: Letter<'_>, long: Letter<'_>) -> f64 {
    let weight = short.weight.min(long.weight).max(0.3 * long.weight);
    if long.head { 1.2 * weight } else { weight }
}

fn walk(short: &[Letter<'_>], long: &[Letter<'_>], best: &[f64], met: &[f64]) -> Vec<Option<usize>> {
    let width = long.len() + 1;
    let mut places = vec![None; short.len()];
    let (mut i, mut j, mut joined) = (0, 0, false);
    while i < short.len() && j < long.len() {
        let here = i * width + j;
        let meets = met[here].is_finite() && (joined || met[here] >= best[here]);
        if meets {
            places[i] = Some(j);
            let weight = meeting(short[i], long[j]);
            let next = here + width + 1;
            joined = met[next] + 0.5 * weight >= best[next];
            (i, j) = (i + 1, j + 1);
        } else if best[here + 1] >= best[here + width] {
            j += 1;
        } else {
            i += 1;
        }
    }
    places
}

/// Which letters of a short name stand for a region of the long one: 湘 for 湖南.
pub fn standing_for(short: &[Letter<'_>], long: &Peeled) -> Vec<bool> {
    let codes = || long.regions.iter().chain(&long.inner).flat_map(|place| &place.codes);
    let named = codes().next().is_some();
    let stands =
        |own: &Letter<'_>| named && regions_of(own.letter).any(|meant| codes().any(|code| lies_in(*code, meant)));
    short.iter().map(stands).collect()
}

/// The regions that a letter may stand for.
fn regions_of(letter: &str) -> impl Iterator<Item = u32> {
    let mut letters = letter.chars();
    let alone = letters.next().filter(|_| letters.next().is_none());
    ABBREVIATIONS.iter().filter(move |(short, _)| Some(*short) == alone).map(|(_, region)| *region)
}

fn lies_in(code: Adcode, region: u32) -> bool {
    let part = if region.is_multiple_of(10_000) { 10_000 } else { 100 };
    code.number() / part == region / part
}
