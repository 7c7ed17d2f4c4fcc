//! A table as JSON: `{name, title, notes, columns: [{key, word, unit}], groups: [{key, word, title}], rows: [{key, group,
//! cells}]}`; a table without groups has none, and its rows name none. Numbers are numbers, everything else is its words.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Cell, Column, Row, Table};

#[derive(Serialize)]
struct RowWritten<'a> {
    key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'static str>,
    cells: Vec<Value>,
}

#[derive(Serialize)]
struct ColumnWritten {
    key: &'static str,
    word: &'static str,
    unit: &'static str,
}

#[derive(Serialize)]
struct GroupWritten<'a> {
    key: &'static str,
    word: &'static str,
    title: &'a str,
}

impl Row {
    /// Its cells as JSON.
    pub fn values(&self, columns: &[Column]) -> Vec<Value> {
        self.cells.iter().zip(columns).map(|(cell, column)| value(cell, column)).collect()
    }
}

/// Whole numbers stand without a point.
pub(super) fn value(cell: &Cell, column: &Column) -> Value {
    match cell.number() {
        Some(number) if column.decimals == Some(0) || is_exact_whole(number, column) => Value::from(number as i64),
        Some(number) => Value::from(number),
        None => Value::from(cell.plain(column)),
    }
}

/// Whether a number that stands as people gave it is a whole one, and small enough to be just that.
fn is_exact_whole(number: f64, column: &Column) -> bool {
    column.decimals.is_none() && number.fract() == 0.0 && number.abs() < 1e15
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let groups = self.groups.iter().filter(|_| self.tells_groups());
        let groups = groups.map(|group| GroupWritten { key: group.key, word: group.word, title: &group.title });
        let columns = self.columns.iter().map(|column| {
            let Column { key, word, unit, .. } = *column;
            ColumnWritten { key, word, unit }
        });
        let rows = self.groups.iter().flat_map(|group| {
            group.rows.iter().map(|row| RowWritten {
                key: &row.key,
                group: self.tells_groups().then_some(group.key),
                cells: row.values(&self.columns),
            })
        });
        let mut table = serializer.serialize_struct("Table", 6)?;
        table.serialize_field("name", self.name)?;
        table.serialize_field("title", self.title)?;
        table.serialize_field("notes", &self.notes)?;
        table.serialize_field("columns", &columns.collect::<Vec<_>>())?;
        table.serialize_field("groups", &groups.collect::<Vec<_>>())?;
        table.serialize_field("rows", &rows.collect::<Vec<_>>())?;
        table.end()
    }
}
