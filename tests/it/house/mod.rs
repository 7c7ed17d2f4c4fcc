//! What holds of the code itself, and of what is written about it.

mod circles;
mod citations;
mod definitions;
mod modules;
pub mod openapi;
mod tidy;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    tidy::facts(facts);
    circles::facts(facts);
    definitions::facts(facts);
    citations::facts(facts);
    openapi::facts(facts);
}
