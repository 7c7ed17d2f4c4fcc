//! Rows of segments that wait for those above them.

use crate::ingest::{Draft, DraftValue};
use crate::model::{CanonicalTable, Origin};

/// A row of a segment that may still be accepted.
#[derive(Debug)]
pub struct HeldRow {
    pub draft: Draft,
    pub origin: Origin,
}

/// The text of a draft's field; of a reference, as given.
pub fn text_of<'a>(draft: &'a Draft, name: &str) -> &'a str {
    let field = CanonicalTable::of(draft.kind).field(name);
    match draft.fields.iter().find(|(f, _)| Some(*f) == field) {
        Some((_, DraftValue::Text(text))) => text,
        Some((_, DraftValue::References(all))) => all.first().map_or("", |given| given.text.as_str()),
        None => "",
    }
}
