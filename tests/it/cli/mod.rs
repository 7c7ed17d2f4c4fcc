//! The command line: exit codes, formats, and what each command tells.

mod answers;
mod assess;
mod cities;
mod doctor;
mod examples;
mod tables;
mod usage;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    usage::facts(facts);
    answers::facts(facts);
    assess::facts(facts);
    cities::facts(facts);
    doctor::facts(facts);
    examples::facts(facts);
    tables::facts(facts);
}
