//! How files come in: what is read of them, in whatever order, and what is said of bad ones.

mod bad_input;
mod bureau;
mod decorated;
mod field;
mod formats;
mod guessing;
mod mapping;
mod mapping_page;
mod mapping_refused;
mod order;
mod shapes;
mod snapshot;
mod snapshot_refused;
mod templates;
mod whole_firms;
mod words;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    bad_input::facts(facts);
    bureau::facts(facts);
    decorated::facts(facts);
    field::facts(facts);
    guessing::facts(facts);
    formats::facts(facts);
    mapping::facts(facts);
    mapping_page::facts(facts);
    shapes::facts(facts);
    whole_firms::facts(facts);
    words::facts(facts);
    mapping_refused::facts(facts);
    templates::facts(facts);
    order::facts(facts);
    snapshot::facts(facts);
    snapshot_refused::facts(facts);
}
