//! The service: its addresses over HTTP, and its pages in a real browser.

mod assume;
mod atlas;
mod branch;
mod brief;
mod cards;
mod counts;
pub mod data;
mod edit;
mod home;
mod http;
mod map;
mod one_version;
mod page;
mod search;
mod seen;
mod steady;
mod tables;
mod weights;

pub use seen::is_accessible;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    http::facts(facts);
    data::facts(facts);
    edit::facts(facts);
    home::facts(facts);
    one_version::facts(facts);
    map::facts(facts);
    page::facts(facts);
    search::facts(facts);
    seen::facts(facts);
    steady::facts(facts);
    assume::facts(facts);
    atlas::facts(facts);
    branch::facts(facts);
    brief::facts(facts);
    cards::facts(facts);
    counts::facts(facts);
    tables::facts(facts);
    weights::facts(facts);
}
