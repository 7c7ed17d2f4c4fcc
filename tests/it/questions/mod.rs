//! What is answered: the worked cases of the design, and each question as people ask it.

mod fixtures;
mod funds;
mod introduction;
mod relatedness;
mod targets;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    fixtures::facts(facts);
    funds::facts(facts);
    targets::facts(facts);
    introduction::facts(facts);
    relatedness::facts(facts);
}
