//! The service: its addresses over HTTP, and its pages in a real browser.

mod accessible;
mod assume;
mod atlas;
mod branch;
mod brief;
mod cards;
mod counts;
pub mod data;
mod edit;
mod http;
mod look;
mod map;
mod one_version;
mod page;
mod printed;
mod search;
mod steady;
mod tables;
mod walk;
mod weights;

pub use accessible::is_accessible;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    http::facts(facts);
    look::facts(facts);
    data::facts(facts);
    edit::facts(facts);
    one_version::facts(facts);
    map::facts(facts);
    page::facts(facts);
    printed::facts(facts);
    search::facts(facts);
    steady::facts(facts);
    accessible::facts(facts);
    assume::facts(facts);
    atlas::facts(facts);
    branch::facts(facts);
    brief::facts(facts);
    cards::facts(facts);
    counts::facts(facts);
    walk::facts(facts);
    tables::facts(facts);
    weights::facts(facts);
}
