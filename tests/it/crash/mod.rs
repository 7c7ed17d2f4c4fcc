//! kill -9 at any instant: nothing acknowledged is lost, nothing is torn.

mod claims;
mod copies;
mod imports;
mod judging;
mod kill;
mod rounds;
mod twins;
mod undo;

pub use kill::{kill_at, stopped_at};

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    imports::facts(facts);
    copies::facts(facts);
    claims::facts(facts);
    judging::facts(facts);
    undo::facts(facts);
    rounds::facts(facts);
}
