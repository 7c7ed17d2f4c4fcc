//! What holds of the code itself.

mod tidy;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    tidy::facts(facts);
}
