//! Real files with real mistakes: nothing overwritten, nothing mis-measured, nothing hidden.

mod bounds;
mod cures;
mod dittos;
mod identity;
mod money;
mod references;
mod regions;
mod reported;
mod rows;
mod sheets;

use crate::support::{City, Facts};

pub fn facts(facts: &mut Facts) {
    bounds::facts(facts);
    cures::facts(facts);
    dittos::facts(facts);
    identity::facts(facts);
    money::facts(facts);
    references::facts(facts);
    regions::facts(facts);
    reported::facts(facts);
    rows::facts(facts);
    sheets::facts(facts);
}

/// The history of a record as people read it.
fn told(city: &City, id: &str) -> String {
    city.run(&["history", id]).out()
}
