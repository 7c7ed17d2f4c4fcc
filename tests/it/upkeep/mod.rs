//! Keeping the store well: the journal, two people at one thing, a person erased.

mod erased;
mod everywhere;
mod fuzzed;
mod journal;
mod together;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    erased::facts(facts);
    everywhere::facts(facts);
    fuzzed::facts(facts);
    journal::facts(facts);
    together::facts(facts);
}
