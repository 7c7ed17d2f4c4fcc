//! What stays true of a store while it is written, followed, looked back on and put back.

mod doctor;
mod journal;
mod older_store;
mod several;
mod steps;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    older_store::facts(facts);
    journal::facts(facts);
    doctor::facts(facts);
    several::facts(facts);
    steps::facts(facts);
}
