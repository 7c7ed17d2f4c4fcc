//! Dispatch (调度): the worked cases of the design, through import; what is refused; what stays as it was.

mod bad_input;
mod commands;
mod fixtures;
mod frozen;
mod kept;
mod pages;
mod parts;
pub mod served;
mod worked_city;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    fixtures::facts(facts);
    bad_input::facts(facts);
    commands::facts(facts);
    kept::facts(facts);
    frozen::facts(facts);
    parts::facts(facts);
    pages::facts(facts);
}
