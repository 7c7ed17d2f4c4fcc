
mod journal;
mod together;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    journal::facts(facts);
    together::facts(facts);
}
