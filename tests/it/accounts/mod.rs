//! Who may log in, and what whoever logged in may: attacked as somebody outside and as somebody inside would.

mod attacks;
mod door;
mod kept;
mod killed;
mod offered;
mod phone;
mod roles;
mod sessions;
mod squads;
mod visit;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    door::facts(facts);
    sessions::facts(facts);
    attacks::facts(facts);
    kept::facts(facts);
    killed::facts(facts);
    roles::facts(facts);
    squads::facts(facts);
    offered::facts(facts);
    phone::facts(facts);
}
