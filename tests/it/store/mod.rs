//! What stays true of a store while it is written, followed, looked back on and put back.

mod contacts;
mod disk;
mod doctor;
mod files;
mod journal;
mod older_store;
mod several;
mod steps;
mod traces;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    older_store::facts(facts);
    journal::facts(facts);
    doctor::facts(facts);
    several::facts(facts);
    steps::facts(facts);
    disk::facts(facts);
    files::facts(facts);
    contacts::facts(facts);
    traces::facts(facts);
}
