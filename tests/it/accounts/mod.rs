//! Who may log in, and what whoever logged in may: attacked as somebody outside and as somebody inside would.

mod attacks;
mod door;
mod kept;
mod killed;
mod roles;
mod sessions;
pub mod visit;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    door::facts(facts);
    sessions::facts(facts);
    attacks::facts(facts);
    kept::facts(facts);
    killed::facts(facts);
    roles::facts(facts);
}
