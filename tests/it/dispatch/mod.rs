//! Dispatch (调度): the worked cases of the design, through import; what is refused; what stays as it was.

mod bad_input;
mod commands;
mod fixtures;
mod frozen;
mod kept;
mod ledgers;
mod logged;
mod pages;
mod papers;
mod parts;
mod projects;
pub mod served;
mod trips_page;
mod walk;
mod worked_city;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    fixtures::facts(facts);
    bad_input::facts(facts);
    commands::facts(facts);
    kept::facts(facts);
    ledgers::facts(facts);
    logged::facts(facts);
    projects::facts(facts);
    trips_page::facts(facts);
    frozen::facts(facts);
    papers::facts(facts);
    parts::facts(facts);
    pages::facts(facts);
    walk::facts(facts);
}
