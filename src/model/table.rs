//! A canonical file: its kind and its columns.

use super::column::CanonicalColumn;
use super::values::{Field, ValuesView};
use super::{Kind, Way};

/// One canonical file.
#[derive(Debug, Clone, Copy)]
pub struct CanonicalTable {
    /// What its rows are records of.
    pub kind: Kind,
    /// What a row of it says, in Chinese, for who fills it in.
    pub note: &'static str,
    /// In the order of a template; a column's place is its field number on disk, so new ones go to the end.
    pub columns: &'static [CanonicalColumn],
}

impl CanonicalTable {
    /// The field number of a column.
    pub fn field(&self, name: &str) -> Option<Field> {
        self.columns.iter().position(|c| c.name == name).and_then(|i| Field::try_from(i).ok())
    }

    /// The ways, beside its id, in which a record of the table is named by what it says, with the texts as they are compared.
    pub fn names_in(&self, values: ValuesView<'_>) -> impl Iterator<Item = (Way, String)> {
        let fields = (0..).zip(self.columns).filter_map(|(field, column)| Some((field, column.way?)));
        fields.filter_map(move |(field, way)| Some((way, way.form(values.text(field)?)?)))
    }

    /// Whether its records are named by anything beside their id.
    pub fn is_named(&self) -> bool {
        self.columns.iter().any(|column| column.way.is_some())
    }

    /// The column with this field number.
    pub fn column(&self, field: Field) -> Option<&'static CanonicalColumn> {
        self.columns.get(usize::from(field))
    }

    /// The file's name without its ending.
    pub fn file(&self) -> &'static str {
        self.kind.code()
    }
}
