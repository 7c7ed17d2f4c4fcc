//! What a changed row says otherwise than the one that stands, for people.

use std::collections::BTreeSet;

use super::takeover::said;
use crate::ingest::{ChangedCell, RowChange, shortened};
use crate::model::values::{A_TO, B_TO, EXTRA, SEEN, SOURCE_URL};
use crate::model::{CanonicalTable, Field, RowKey, Values};
use crate::resolve::Dictionary;

/// The columns that differ, with what was said and what is. What the file does not mention and where it was seen is no
/// news.
pub fn row_change(key: &RowKey, old: &Values, new: &Values, dictionary: &Dictionary) -> RowChange {
    let table = CanonicalTable::of(key.kind);
    let own = |field: &Field| ![A_TO, B_TO, EXTRA, SEEN, SOURCE_URL].contains(field);
    let fields: BTreeSet<Field> =
        [old, new].into_iter().flat_map(|values| values.view().fields()).map(|(field, _)| field).filter(own).collect();
    let mut columns = Vec::new();
    for field in fields {
        let Some(column) = table.column(field) else { continue };
        let [before, after] =
            [old, new].map(|values| said(Some(column), field, values, dictionary).unwrap_or_default());
        if before != after {
            columns.push(ChangedCell { column: column.header(), before: shortened(&before), after: shortened(&after) });
        }
    }
    let name = table.field("name").and_then(|field| new.view().text(field)).map(str::to_owned);
    RowChange {
        table: table.kind.code(),
        what: name.unwrap_or_else(|| key_words(key, dictionary)),
        columns,
        ..RowChange::default()
    }
}

/// A row as it will stand: every value that it says, under its column.
pub fn landing(key: &RowKey, values: &Values, dictionary: &Dictionary) -> RowChange {
    row_change(key, &Values::default(), values, dictionary)
}

/// A key as people read it.
fn key_words(key: &RowKey, dictionary: &Dictionary) -> String {
    let nodes = [key.a, key.b].into_iter().filter_map(|node| dictionary.name(node)).map(|(_, text)| text);
    let parts: Vec<&str> = nodes.chain(key.rest.columns()).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
