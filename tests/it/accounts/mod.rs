//! Who may log in, and what whoever logged in may: attacked as somebody outside and as somebody inside would.

pub mod at_browser;
mod attacks;
mod claims;
mod codes;
mod dengbao;
mod door;
mod files;
mod kept;
mod killed;
mod offered;
mod reached;
pub mod roles;
mod sessions;
mod squads;
mod tokens;
pub mod visit;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    door::facts(facts);
    files::facts(facts);
    sessions::facts(facts);
    attacks::facts(facts);
    kept::facts(facts);
    killed::facts(facts);
    reached::facts(facts);
    codes::facts(facts);
    dengbao::facts(facts);
    tokens::facts(facts);
    roles::facts(facts);
    squads::facts(facts);
    claims::facts(facts);
    offered::facts(facts);
    at_browser::facts(facts);
}
