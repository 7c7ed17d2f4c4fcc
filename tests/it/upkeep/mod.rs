//! Keeping the store well: the journal.

mod journal;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    journal::facts(facts);
}
