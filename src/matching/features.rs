//! What speaks for and against two names being one firm's, as numbers between 0 and 1.

use super::align::{Letter, NamePart, align, letters, stands_for};
use super::peel::Peeled;

/// What two names are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// How much of what the short name says stands in the long one, in its order.
    Covered,
    /// What of the short name's brand is missing in the long one.
    Missing,
    /// What of the short name's trade is missing.
    TradeMissing,
    /// How much of the long name's brand is met.
    BrandMet,
    /// How much of the long name's trade is met.
    TradeMet,
    /// How many letters that follow each other do so in both.
    Joined,
    /// Whether the first letter of the brand is met by the first.
    Start,
    /// Whether the brands are the same.
    SameBrand,
    /// Whether the names are the same but for their forms.
    SameCore,
    /// Whether the short name stands in the long one as it is.
    Inside,
    /// How rare what they have in common is.
    Rare,
    /// How much of the short name stands in the long one letter for letter, whatever the order.
    Letters,
    /// Whether a form of the short name (集团, 股份) is one of the long one's.
    Form,
    /// How many of the letters that are met, and do not follow one that is, begin a word of the long name.
    Heads,
    /// How few letters the long name has beside those that are met.
    Short,
    /// Whether nothing of the short name is missing.
    Whole,
    /// Whether what is met ends where a word of the long name does.
    Tail,
}

/// How many features there are.
pub const FEATURES: usize = 17;

impl Feature {
    /// Every feature, in the order of its numbers, with its key in the file of weights.
    pub const ALL: [(Self, &'static str); FEATURES] = [
        (Self::Covered, "covered"),
        (Self::Missing, "missing"),
        (Self::TradeMissing, "trade_missing"),
        (Self::BrandMet, "brand_met"),
        (Self::TradeMet, "trade_met"),
        (Self::Joined, "joined"),
        (Self::Start, "start"),
        (Self::SameBrand, "same_brand"),
        (Self::SameCore, "same_core"),
        (Self::Inside, "inside"),
        (Self::Rare, "rare"),
        (Self::Letters, "letters"),
        (Self::Form, "form"),
        (Self::Heads, "heads"),
        (Self::Short, "short"),
        (Self::Whole, "whole"),
        (Self::Tail, "tail"),
    ];
}

/// The features of two names, the shorter one first.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// Each feature's value, in the order of [`Feature::ALL`].
    pub values: [f64; FEATURES],
    /// The letters of the short name that the long one has, in their order.
    pub met: String,
    /// Those it has not.
    pub missing: String,
}

/// A name as it is compared: its parts, its letters, and what is left of it without forms.
#[derive(Debug, Clone)]
pub struct Spelt<'a> {
    pub name: &'a Peeled,
    letters: Vec<Letter>,
    core: String,
}

impl<'a> Spelt<'a> {
    /// A name with what each of its letters says.
    pub fn of(name: &'a Peeled, rarity: impl Fn(char) -> f64) -> Self {
        Self { name, letters: letters(name, rarity), core: name.core() }
    }
}

/// Compares two names; the one with fewer letters is looked for in the other.
pub fn compared(one: &Spelt<'_>, other: &Spelt<'_>) -> Compared {
    if (one.letters.len(), &one.name.whole) <= (other.letters.len(), &other.name.whole) {
        of_short_and_long(one, other)
    } else {
        of_short_and_long(other, one)
    }
}

fn of_short_and_long(short: &Spelt<'_>, long: &Spelt<'_>) -> Compared {
    let (mine, yours) = (&short.letters, &long.letters);
    let (core, long_core) = (&short.core, &long.core);
    let (short, long) = (short.name, long.name);
    let places = align(mine, yours);
    let met = |at: usize| places[at].is_some() || stands_for(mine[at].letter, long);
    let mut back = vec![false; yours.len()];
    places.iter().flatten().for_each(|at| back[*at] = true);
    let common = sum(mine, |at, _| met(at));
    let known = mine.iter().filter(|letter| yours.iter().any(|known| known.letter == letter.letter)).count();
    let values = [
        share(common, sum(mine, |_, _| true)),
        (sum(mine, |at, part| !met(at) && part != NamePart::Trade) / 10.0).min(1.0),
        (sum(mine, |at, part| !met(at) && part == NamePart::Trade) / 10.0).min(1.0),
        met_of(yours, &back, NamePart::Brand),
        met_of(yours, &back, NamePart::Trade),
        joined(&places),
        truth(starts_alike(mine, yours, &places)),
        truth(short.doubtful_brand() == long.doubtful_brand() && !short.brand.is_empty()),
        truth(core == long_core),
        truth(long_core.contains(core.as_str())),
        (common / 40.0).min(1.0),
        share(known as f64, mine.len() as f64),
        truth(short.forms.iter().any(|form| long.forms.iter().any(|known| known.0 == form.0))),
        heads(yours, &places),
        share(back.iter().filter(|met| **met).count() as f64, yours.len() as f64),
        truth((0..mine.len()).all(met)),
        truth(places.iter().flatten().max().is_some_and(|at| yours.get(at + 1).is_none_or(|next| next.head))),
    ];
    let told = |keep: bool| {
        let letters = mine.iter().enumerate().filter(|(at, _)| met(*at) == keep);
        letters.map(|(_, letter)| letter.letter).collect()
    };
    Compared { values, met: told(true), missing: told(false) }
}

/// What the letters say that a question keeps.
fn sum(letters: &[Letter], keep: impl Fn(usize, NamePart) -> bool) -> f64 {
    letters.iter().enumerate().filter(|(at, letter)| keep(*at, letter.part)).map(|(_, letter)| letter.weight).sum()
}

/// How much of one part of the long name is met.
fn met_of(yours: &[Letter], back: &[bool], part: NamePart) -> f64 {
    share(sum(yours, |at, own| back[at] && own == part), sum(yours, |_, own| own == part))
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn truth(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// The share of neighbours in the short name that are neighbours in the long one.
fn joined(places: &[Option<usize>]) -> f64 {
    if places.len() < 2 {
        return f64::from(u8::from(places.iter().all(Option::is_some)));
    }
    let together = places.windows(2).filter(|pair| matches!(pair, [Some(a), Some(b)] if a + 1 == *b)).count();
    together as f64 / (places.len() - 1) as f64
}

/// The share of the beginnings of what is met that begin a word.
fn heads(yours: &[Letter], places: &[Option<usize>]) -> f64 {
    let mut before = None;
    let (mut all, mut good) = (0_u32, 0_u32);
    for place in places.iter().flatten().copied() {
        if before.is_none_or(|before: usize| before + 1 != place) {
            all += 1;
            good += u32::from(yours[place].head);
        }
        before = Some(place);
    }
    if all == 0 { 0.0 } else { f64::from(good) / f64::from(all) }
}

/// Whether the first letter of the short name, or of its brand, is the first of the long one's brand or of all of it.
fn starts_alike(mine: &[Letter], yours: &[Letter], places: &[Option<usize>]) -> bool {
    let first = |letters: &[Letter]| letters.iter().position(|letter| letter.part == NamePart::Brand).unwrap_or(0);
    let (own, other) = (first(mine), first(yours));
    [0, own].iter().filter_map(|at| places.get(*at).copied().flatten()).any(|at| at == 0 || at == other)
}
