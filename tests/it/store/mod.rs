//! What stays true of a store while it is written, followed, looked back on and put back.

mod contacts;
mod disk;
mod doctor;
mod every_write;
mod files;
mod journal;
mod older_store;
mod several;
mod steps;
mod traces;
mod ways;

pub use older_store::layout_2;
pub use ways::Office;

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
    every_write::facts(facts);
}
