//! Claims on firms: granted to one squad at a time, kept by work, decided where two want one firm.

mod attacks;
mod deciding;
mod holding;
mod leads;
mod town;

pub use town::{FIRST, Town, takes};

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    holding::facts(facts);
    deciding::facts(facts);
    leads::facts(facts);
    attacks::facts(facts);
}
