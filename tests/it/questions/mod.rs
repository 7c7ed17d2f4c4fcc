//! What is answered: the worked cases of the design, and each question as people ask it.

mod alike;
mod any_order;
mod brief;
mod fixtures;
mod funds;
mod introduction;
mod names;
mod on_it;
mod reasons;
mod relatedness;
mod targets;
mod trend;
mod unlocated;

use crate::support::{City, Facts};

/// The day the questions are about.
const AS_OF: &str = "2026-11-23";

/// The answer of a command of that day as JSON.
fn ask(city: &City, command: &str, options: &[&str]) -> serde_json::Value {
    city.json(&[&[command, "--as-of", AS_OF], options].concat())
}

pub fn facts(facts: &mut Facts) {
    alike::facts(facts);
    any_order::facts(facts);
    brief::facts(facts);
    fixtures::facts(facts);
    funds::facts(facts);
    targets::facts(facts);
    trend::facts(facts);
    unlocated::facts(facts);
    introduction::facts(facts);
    names::facts(facts);
    on_it::facts(facts);
    reasons::facts(facts);
    relatedness::facts(facts);
}
