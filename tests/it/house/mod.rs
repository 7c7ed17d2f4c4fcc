//! What holds of the code itself.

mod circles;
mod modules;
mod tidy;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    tidy::facts(facts);
    circles::facts(facts);
}
