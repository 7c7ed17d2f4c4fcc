//! Pictures and documents as files.

mod drawing;
mod map_document;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    drawing::facts(facts);
    map_document::facts(facts);
}
