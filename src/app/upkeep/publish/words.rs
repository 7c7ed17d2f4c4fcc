//! The values of a statement as properties, in the words of the canonical files.

use crate::graph::{STATED, Statement};
use crate::model::{Adcode, CanonicalColumn, CanonicalTable, Holds, Kind};
use crate::normalize::{Regions, text};
use crate::publish::{Properties, Value};

/// Who says it and when.
pub const PROVENANCE: [&str; 3] = ["source", "source_url", "seen"];

/// All values of a statement that are no references, with who says it and when; ascending by name.
pub fn properties(regions: &Regions, kind: Kind, statement: &Statement) -> Properties {
    let table = CanonicalTable::of(kind);
    let mut keys = statement.columns.split('\u{1f}');
    let mut found: Properties = Vec::with_capacity(table.columns.len() + 3);
    for (field, column) in (0u8..).zip(table.columns) {
        if !is_property(column) {
            continue;
        }
        let key = if column.role.in_key() { keys.next().filter(|key| !key.is_empty()) } else { None };
        let given = key.or_else(|| statement.values.view().text(field));
        found.extend(given.and_then(|given| Some((column.name, value(regions, column, given)?))));
    }
    let provenance = [Some(&*statement.source), statement.source_url(), statement.seen()];
    let provenance = PROVENANCE.into_iter().zip(provenance);
    found.extend(provenance.filter_map(|(name, t)| Some((name, Value::Text(t?.to_owned())))));
    sorted(found)
}

/// Every name that [`properties`] gives a value.
pub fn names() -> Vec<&'static str> {
    let columns =
        STATED.into_iter().flat_map(|kind| CanonicalTable::of(kind).columns).filter(|column| is_property(column));
    columns.map(|column| column.name).chain(PROVENANCE).collect()
}

/// Properties in order of their names.
pub fn sorted(mut properties: Properties) -> Properties {
    properties.sort_by_key(|(name, _)| *name);
    properties
}

/// A text as a property.
pub fn text_of(name: &'static str, text: impl Into<String>) -> (&'static str, Value) {
    (name, Value::Text(text.into()))
}

/// The text of a property.
pub fn text_in<'a>(properties: &'a Properties, name: &str) -> Option<&'a str> {
    properties.iter().find(|(n, _)| *n == name).and_then(|(_, value)| match value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

fn is_property(column: &CanonicalColumn) -> bool {
    !matches!(column.holds, Holds::Reference(_) | Holds::References(_)) && !column.role.is_id()
}

fn value(regions: &Regions, column: &CanonicalColumn, given: &str) -> Option<Value> {
    let in_force = |code: &str| code.parse::<Adcode>().ok().map(|adcode| regions.in_force(adcode).to_string());
    match column.holds {
        Holds::Texts => Some(Value::Texts(text::list(given).map(str::to_owned).collect())),
        Holds::Regions => Some(Value::Texts(text::list(given).filter_map(in_force).collect())),
        Holds::Region | Holds::NewRegion => in_force(given).map(Value::Text),
        Holds::YesNo => Some(Value::Truth(given == "1")),
        Holds::Money | Holds::Percent | Holds::Number | Holds::Degrees(_) => given.parse().ok().map(Value::Real),
        Holds::Count => given.parse().ok().map(Value::Whole),
        Holds::Text
        | Holds::ErasableText
        | Holds::Word(..)
        | Holds::Date
        | Holds::Year
        | Holds::Period
        | Holds::CreditCode
        | Holds::StockCode
        | Holds::Url
        | Holds::Country => Some(Value::Text(given.to_owned())),
        Holds::Reference(_) | Holds::References(_) => None,
    }
}
