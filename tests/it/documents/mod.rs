//! Pictures and documents as files.

mod body;
mod drawing;
pub mod map_document;
mod odd_maps;
mod pack;
mod read;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    body::facts(facts);
    drawing::facts(facts);
    map_document::facts(facts);
    odd_maps::facts(facts);
    pack::facts(facts);
    read::facts(facts);
}
