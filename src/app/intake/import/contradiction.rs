//! In what two rows of one key differ, as a clerk would say it: the key by its own columns, then both values.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::{Draft, DraftValue};
use crate::model::{CanonicalColumn, CanonicalTable, CreditCode, Field, Holds, Kind, NewRow, Role};
use crate::resolve::Dictionary;

/// More columns than these are not told.
const MOST: usize = 3;

/// Two rows of one key that do not say the same.
#[derive(Debug)]
pub struct Contradiction {
    /// The columns of the key and what stands in them.
    pub key: Vec<(&'static str, String)>,
    /// Columns in which the rows differ, three at most, and what each says.
    pub said: Vec<(&'static str, [String; 2])>,
    /// The same of columns that are kept beside those of the table, as the source calls them.
    pub beside: Vec<(String, [String; 2])>,
}

impl Contradiction {
    /// What is told of two rows; nothing of contacts.
    pub fn of_rows(x: &NewRow, y: &NewRow, dictionary: &Dictionary) -> Option<Self> {
        let table = CanonicalTable::of(x.key.kind);
        if table.kind == Kind::Contact {
            return None;
        }
        let said = |row: &NewRow, field: Field, column: &CanonicalColumn| -> String {
            let Some(values) = &row.values else { return String::new() };
            if !matches!(column.holds, Holds::Reference(_) | Holds::References(_)) {
                return values.view().text(field).unwrap_or_default().to_owned();
            }
            let name = |to| dictionary.name(to).map_or("", |(_, text)| text);
            values.view().references(field).iter().map(|r| name(r.to)).collect::<Vec<_>>().join("；")
        };
        let name = |node| dictionary.name(node).map(|(_, text)| text.to_owned());
        let key = match name(x.key.b) {
            // Two records, and what else keeps their ties apart.
            Some(second) => {
                let texts = [name(x.key.a).unwrap_or_default(), second];
                let references =
                    table.columns.iter().filter(|c| matches!(c.holds, Holds::Reference(_)) && c.role.in_key());
                references.map(|column| column.name).zip(texts).collect()
            }
            None => key_of(table, &name(x.key.a)?, |column, field| said(x, field, column)),
        };
        Self::of(table, key, beside(x, y), |column, field| [said(x, field, column), said(y, field, column)])
    }

    /// What is told of two drafts.
    pub fn of_drafts(x: &Draft, y: &Draft) -> Option<Self> {
        let table = CanonicalTable::of(x.kind);
        let said = |draft: &Draft, field: Field| {
            let found = draft.fields.iter().find(|(own, _)| *own == field);
            match found.map(|(_, value)| value) {
                Some(DraftValue::Text(text)) => text.clone(),
                Some(DraftValue::References(all)) => all.iter().map(|g| g.text.as_str()).collect::<Vec<_>>().join("；"),
                None => String::new(),
            }
        };
        let key = key_of(table, x.id.as_deref()?, |_, field| said(x, field));
        Self::of(table, key, Vec::new(), |_, field| [said(x, field), said(y, field)])
    }

    fn of(
        table: &'static CanonicalTable,
        key: Vec<(&'static str, String)>,
        beside: Vec<(String, [String; 2])>,
        said: impl Fn(&CanonicalColumn, Field) -> [String; 2],
    ) -> Option<Self> {
        let both = (0..).zip(table.columns).map(|(field, column)| (column.name, said(column, field)));
        let mut said: Vec<_> = both.filter(|(_, [x, y])| x != y).collect();
        // A blank cell is told behind what both say differently.
        said.sort_by_key(|(_, [x, y])| x.is_empty() || y.is_empty());
        said.truncate(MOST);
        let any = !said.is_empty() || !beside.is_empty();
        any.then_some(Self { key, said, beside })
    }
}

/// What two rows say differently in columns that the table does not know, three at most.
fn beside(x: &NewRow, y: &NewRow) -> Vec<(String, [String; 2])> {
    let extras = |row: &NewRow| -> BTreeMap<String, String> {
        let pairs = row.values.iter().flat_map(|values| values.view().extras());
        pairs.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
    };
    let (x, y) = (extras(x), extras(y));
    let names: BTreeSet<&String> = x.keys().chain(y.keys()).collect();
    let said = |of: &BTreeMap<String, String>, name: &String| of.get(name).cloned().unwrap_or_default();
    let both = names.into_iter().map(|name| (name.clone(), [said(&x, name), said(&y, name)]));
    both.filter(|(_, [x, y])| x != y).take(MOST).collect()
}

/// The column whose text a record is known by: its id, or what stands in for one.
fn key_of(
    table: &'static CanonicalTable,
    id: &str,
    said: impl Fn(&CanonicalColumn, Field) -> String,
) -> Vec<(&'static str, String)> {
    let given = |column: &&'static str| {
        let field = table.field(column)?;
        let text = said(&table.columns[usize::from(field)], field);
        let same =
            text == id || (*column == "credit_code" && text.parse::<CreditCode>().is_ok_and(|c| c.to_string() == id));
        same.then_some((*column, text))
    };
    let stand_ins: &[&'static str] = if table.kind == Kind::Enterprise { &["credit_code", "stock_code"] } else { &[] };
    if let Some((column, text)) = stand_ins.iter().find_map(given) {
        return vec![(column, text)];
    }
    let hashed =
        id.strip_prefix('n').is_some_and(|rest| rest.len() == 16 && rest.bytes().all(|b| b.is_ascii_hexdigit()));
    let name = table.field("name").filter(|_| hashed && table.kind == Kind::Enterprise);
    match name {
        Some(field) => vec![("name", said(&table.columns[usize::from(field)], field))],
        None => {
            let column = table.columns.iter().find(|c| matches!(c.role, Role::Id | Role::OptionalId));
            column.map(|column| vec![(column.name, id.to_owned())]).unwrap_or_default()
        }
    }
}
