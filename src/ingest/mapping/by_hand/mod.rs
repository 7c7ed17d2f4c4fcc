//! A mapping as a person sees and corrects it on a page: everything the language can say of a table, by its columns.

mod drafted;
mod kept;
mod written;

use std::collections::BTreeMap;

use super::guess::Sureness;
use super::rule::is_list;
use crate::ingest::AmountRule;
use crate::ingest::contact_columns::is_contact;
use crate::ingest::header::inherits;
use crate::model::{CanonicalColumn, CanonicalTable, Holds, Kind, Role};

pub use written::mapping_text;

/// One table that a part of a file (a sheet, an array) feeds.
#[derive(Debug, Clone)]
pub struct TableByHand {
    /// The table it feeds.
    pub table: &'static CanonicalTable,
    /// The sheet of a workbook; none for any other file.
    pub sheet: Option<String>,
    /// Where in a JSON file the array stands, as RFC 6901 writes it.
    pub rows: Option<String>,
    /// Row the header begins in, from 1; none where it is the first that is not blank.
    pub header_row: Option<u64>,
    /// How many rows the header has.
    pub header_rows: usize,
    /// Id of the source of every row; blank where nothing is said.
    pub source: String,
    /// The day the source said so; blank where nothing is said.
    pub seen: String,
    /// Stands before ids; blank for none.
    pub namespace: String,
    /// The list holds all rows of its source: what it does not hold is closed.
    pub snapshot: bool,
    /// What stands for blank beside the usual words.
    pub blank: Vec<String>,
    /// Columns that go into no field are left out, not kept.
    pub rest_left_out: bool,
    /// Under what name the titles between the rows stand; the last of the columns is theirs.
    pub group: Option<String>,
    /// Which rows are read.
    pub conditions: Vec<RowCondition>,
    /// Fields that every row has alike.
    pub constants: Vec<(&'static CanonicalColumn, String)>,
    /// One for each named column of the source, in its order.
    pub columns: Vec<ColumnByHand>,
    /// What is not sure of the table as a whole, in Chinese.
    pub doubts: Vec<String>,
    /// Further tables that the same rows are likely to feed.
    pub also: Vec<&'static CanonicalTable>,
}

/// Rows are read only where a column is like a pattern, or only where it is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowCondition {
    /// The source's header.
    pub header: String,
    /// With `*` and `?`; one of them must fit, or none.
    pub patterns: Vec<String>,
    /// Whether it must fit.
    pub wanted: bool,
}

/// What one column of the source is, and how its cells are read.
#[derive(Debug, Clone)]
pub struct ColumnByHand {
    /// The source's header; names of groups above it stand before it.
    pub header: String,
    /// Where it goes.
    pub goes: ColumnGoes,
    /// How its cells are read.
    pub cells: CellsByHand,
    /// How sure a guess is that it goes there; none where a person or a mapping said so.
    pub sureness: Option<Sureness>,
    /// Why, in Chinese.
    pub reason: String,
    /// Three values at most, shortened.
    pub samples: Vec<String>,
}

/// Where a column goes.
#[derive(Debug, Clone, Copy, Default)]
pub enum ColumnGoes {
    /// Kept beside the fields, under its header.
    #[default]
    Extra,
    /// Not taken.
    Nowhere,
    /// A level of a chain's segments, the highest first.
    Level,
    /// Into a field; several columns that go into one are joined.
    Field(&'static CanonicalColumn),
}

/// How the cells of a column are read. What does not fit where the column goes says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellsByHand {
    /// Of amounts without one, as a mapping writes it; blank as the header says.
    pub unit: String,
    /// Signs between the items of a cell; blank for the usual ones.
    pub split: String,
    /// Stands between this column and the next that goes into the same field; blank for a space.
    pub join: String,
    /// How dates are written, several forms with `；` between; blank for the usual ways.
    pub date: String,
    /// The one number in a text, or the region an address begins with.
    pub take: bool,
    /// Of `[text](url)`: `url` or `text`; blank for all of it.
    pub link: String,
    /// 元 for one of a foreign currency, by its name.
    pub rates: BTreeMap<String, String>,
    /// What texts mean; a blank meaning stands for blank.
    pub values: BTreeMap<String, String>,
    /// A value that does not fit is kept beside the fields instead of rejecting its row.
    pub misfit: bool,
    /// The text as given is kept too.
    pub keep: bool,
    /// A blank cell says what the one above it says.
    pub down: bool,
    /// The row's id is made of it.
    pub in_id: bool,
}

impl ColumnByHand {
    /// Whether it holds amounts of money.
    pub fn is_money(&self) -> bool {
        self.goes.field().is_some_and(|field| matches!(field.holds, Holds::Money))
    }

    /// Whether its header leaves open in which unit its amounts are, and cells do, too.
    pub fn leaves_unit_open(&self) -> bool {
        let bare = |text: &String| text.ends_with(|c: char| c.is_numeric());
        self.is_money() && AmountRule::of_header(&self.header).is_none() && self.samples.iter().any(bare)
    }
}

impl ColumnGoes {
    /// The field, where it goes into one.
    pub fn field(self) -> Option<&'static CanonicalColumn> {
        if let Self::Field(field) = self { Some(field) } else { None }
    }
}

impl PartialEq for ColumnGoes {
    fn eq(&self, other: &Self) -> bool {
        let field = |goes: &Self| goes.field().map(|field| field.name);
        std::mem::discriminant(self) == std::mem::discriminant(other) && field(self) == field(other)
    }
}

/// What can be said of the cells of a field, in the words of a mapping.
///
/// One word for each key of the language that fits it.
pub fn keys_for(field: &CanonicalColumn) -> Vec<&'static str> {
    let holds = &field.holds;
    let number = matches!(holds, Holds::Money | Holds::Count | Holds::Percent | Holds::Degrees(_));
    let reference = matches!(holds, Holds::Reference(_) | Holds::References(_));
    let all = [
        ("unit", matches!(holds, Holds::Money)),
        ("rate", matches!(holds, Holds::Money)),
        ("date", matches!(holds, Holds::Date)),
        ("split", is_list(field) || field.role.in_key()),
        ("take", number || matches!(holds, Holds::Region)),
        ("link", matches!(holds, Holds::Url | Holds::Text | Holds::Reference(_))),
        ("misfit", !reference && field.role == Role::Optional),
    ];
    all.into_iter().filter(|(_, fits)| *fits).map(|(key, _)| key).collect()
}

impl TableByHand {
    /// The column that holds the row's own id.
    pub fn id(&self) -> Option<&'static CanonicalColumn> {
        self.table.columns.iter().find(|column| column.role.is_id())
    }

    /// Whether the id is made of columns.
    pub fn makes_id(&self) -> bool {
        let given = |id: &CanonicalColumn| self.gives(id.name);
        self.id().is_some_and(|id| !given(id)) && self.columns.iter().any(|column| column.cells.in_id)
    }

    /// Whether levels of a chain's segments stand in the rows.
    pub fn has_levels(&self) -> bool {
        self.table.kind == Kind::Segment && self.columns.iter().any(|column| column.goes == ColumnGoes::Level)
    }

    /// Columns of whom to call that are not taken, since they stand in contacts alone.
    pub fn leaves_contacts(&self) -> Vec<&str> {
        let left = |column: &&ColumnByHand| {
            column.goes == ColumnGoes::Nowhere && is_contact(&column.header) && !column.samples.is_empty()
        };
        self.columns.iter().filter(left).map(|column| column.header.as_str()).collect()
    }

    /// The table with the columns that go into its fields, and no other.
    #[must_use]
    pub fn fields_alone(mut self) -> Self {
        let others = self.columns.iter_mut().filter(|column| column.goes.field().is_none());
        others.for_each(|column| column.goes = ColumnGoes::Nowhere);
        Self { rest_left_out: true, ..self }
    }

    fn gives(&self, name: &str) -> bool {
        let by_column = self.columns.iter().filter_map(|column| column.goes.field()).any(|field| field.name == name);
        by_column || self.constants.iter().any(|(field, _)| field.name == name)
    }

    /// Fields that must be given and that nothing gives.
    pub fn missing(&self) -> Vec<&'static CanonicalColumn> {
        let levels = self.has_levels();
        let has = |name: &str| {
            let by_level = levels && ["segment", "name", "parent"].contains(&name);
            by_level || self.gives(name) || (self.makes_id() && self.id().is_some_and(|id| id.name == name))
        };
        let must = |c: &&CanonicalColumn| c.role.must_be_given() && !has(c.name) && !inherits(self.table, c, &has);
        self.table.columns.iter().filter(must).collect()
    }
}
