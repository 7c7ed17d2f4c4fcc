//! What a mapping says: which file feeds which table, and how each column is taken.

use std::collections::BTreeMap;

use super::error::At;
use super::pattern::fits;
use crate::ingest::amount::{AmountRule, Unit};
use crate::ingest::date_form::DateForm;
use crate::ingest::header::SOURCE;
use crate::ingest::header_lines::HeaderPlace;
use crate::model::{CanonicalColumn, Field, Holds, Kind, LOCAL};
use crate::normalize::text;

/// One `[[table]]` of a mapping.
#[derive(Debug, Clone)]
pub struct TableRule {
    /// The mapping's own file, for messages.
    pub mapping: String,
    /// The line it begins on, from 1.
    pub line: usize,
    /// The table it feeds.
    pub kind: Kind,
    /// A pattern for the file's name; none for every file given.
    pub file: Option<String>,
    /// The sheet of a workbook; none where it has only one.
    pub sheet: Option<String>,
    /// Where its header stands, and how many rows it has.
    pub header: HeaderPlace,
    /// Under what name the titles of groups inside the list stand beside the rows below them.
    pub group: Option<At<String>>,
    /// Headers of a chain's levels, the highest first: each row gives a segment for each.
    pub levels: Vec<At<String>>,
    /// Where in a JSON file the array stands; none for the file as a whole.
    pub rows: Option<String>,
    /// Stands before ids, and is tried before references.
    pub namespace: Option<String>,
    /// Whether a file holds all rows of its source.
    pub mode: Mode,
    /// Cells that count as blank.
    pub blank: Vec<String>,
    /// Headers left out on purpose.
    pub ignore: Vec<At<String>>,
    /// Every header not named is left out on purpose.
    pub ignore_rest: bool,
    /// Headers that another table takes out of the same rows: they are not kept here a second time.
    pub elsewhere: Vec<String>,
    /// A row must meet all of them.
    pub conditions: Vec<Condition>,
    /// One for each column of the table that is filled.
    pub columns: Vec<ColumnRule>,
}

/// What happens to rows of the source that a file no longer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// They stay.
    #[default]
    Upsert,
    /// They are closed.
    Snapshot,
}

/// Which rows a table takes.
#[derive(Debug, Clone)]
pub struct Condition {
    pub header: At<String>,
    pub patterns: Vec<String>,
    /// Whether a row must fit, or must not.
    pub wanted: bool,
}

/// How one canonical column is filled.
#[derive(Debug, Clone)]
pub struct ColumnRule {
    pub line: usize,
    pub field: Field,
    pub column: &'static CanonicalColumn,
    pub from: From,
    pub steps: Steps,
    /// A value the column cannot hold becomes an extra value instead of a fault of its row.
    pub misfit: bool,
    /// The source's text stays beside as an extra value.
    pub keep: bool,
    /// A blank cell says what the one above it says.
    pub down: bool,
}

/// Columns of a segment that the levels of a chain give, and how they are called.
pub const LEVEL_COLUMNS: [(&str, &str); 3] =
    [("segment", "各级环节的散列"), ("name", "各级环节"), ("parent", "上级环节的散列")];

/// Where a column's text comes from.
#[derive(Debug, Clone)]
pub enum From {
    /// Columns of the source, joined where there are several.
    Headers(Vec<String>),
    Constant(String),
}

/// What is done to a text, in this order.
#[derive(Debug, Clone, Default)]
pub struct Steps {
    /// Stands between the texts of several headers.
    pub join: String,
    pub split: Vec<char>,
    pub link: Option<LinkPart>,
    /// Texts that stand for others.
    pub values: BTreeMap<String, String>,
    pub take: Option<Take>,
    pub unit: Option<Unit>,
    /// 元 for one of a foreign currency, by its name.
    pub rates: BTreeMap<String, f64>,
    pub dates: Vec<DateForm>,
    /// A hash of the texts instead of them: an id for sources that have none.
    pub hash: bool,
}

/// Which part of `[text](url)` is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPart {
    Url,
    Text,
}

/// What is taken out of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// The one number in it.
    Number,
    /// The region an address begins with.
    Region,
}

impl TableRule {
    /// Whether this table is fed by a file of this name.
    pub fn reads(&self, file: &str) -> bool {
        self.file.as_deref().is_none_or(|pattern| fits(pattern, file))
    }

    /// The one source of every row, unless a column of the file tells it row by row.
    pub fn constant_source(&self) -> Option<String> {
        let rule = self.columns.iter().find(|rule| rule.field == SOURCE);
        match rule.map(|rule| &rule.from) {
            None => Some(LOCAL.to_owned()),
            Some(From::Constant(source)) if source.is_empty() => Some(LOCAL.to_owned()),
            Some(From::Constant(source)) => Some(text::folded(source)),
            Some(From::Headers(_)) => None,
        }
    }

    /// The source's name of a canonical column, as messages give it.
    pub fn source_column(&self, column: &str) -> Option<String> {
        let rule = self.columns.iter().find(|rule| rule.column.name == column)?;
        Some(match &rule.from {
            From::Headers(headers) if headers.len() > 3 => format!("{}等 {} 列（{column}）", headers[0], headers.len()),
            From::Headers(headers) if headers.iter().all(|header| header == column) => column.to_owned(),
            From::Headers(headers) => format!("{}（{column}）", headers.join("＋")),
            From::Constant(_) => format!("{column}（{} 第 {} 行的固定值）", self.mapping, rule.line),
        })
    }

    /// Whether the text under a header goes into a column.
    pub fn takes(&self, header: &str) -> bool {
        self.columns.iter().any(|rule| rule.taken().iter().any(|own| own == header))
    }

    /// Names of columns that are put before the source's own.
    pub fn added(&self) -> impl Iterator<Item = &str> {
        let of_levels = if self.levels.is_empty() { &[][..] } else { &LEVEL_COLUMNS };
        self.group.iter().map(|at| at.value.as_str()).chain(of_levels.iter().map(|(_, header)| *header))
    }

    /// Every header of the source that the mapping speaks of, with the line where it does.
    pub fn headers(&self) -> impl Iterator<Item = At<&str>> {
        let of_columns = self.columns.iter().flat_map(|rule| {
            let headers = if let From::Headers(headers) = &rule.from { headers.as_slice() } else { &[] };
            headers.iter().map(|header| At { value: header.as_str(), line: rule.line })
        });
        let at = |header: &'_ At<String>| header.line;
        let ignored = self.ignore.iter().map(move |h| At { value: h.value.as_str(), line: at(h) });
        let asked = self.conditions.iter().map(move |c| At { value: c.header.value.as_str(), line: at(&c.header) });
        let levels = self.levels.iter().map(move |level| At { value: level.value.as_str(), line: at(level) });
        let added = |header: &At<&str>| self.added().any(|name| name == header.value);
        of_columns.chain(ignored).chain(asked).chain(levels).filter(move |header| !added(header))
    }
}

impl ColumnRule {
    /// A column that is taken as it stands.
    pub fn plain(line: usize, field: Field, column: &'static CanonicalColumn, from: From) -> Self {
        let (misfit, keep, down) = (false, false, false);
        let steps = Steps { join: usual_join(column).to_owned(), ..Steps::default() };
        Self { line, field, column, from, steps, misfit, keep, down }
    }

    /// A column that a header of this name gives.
    pub fn of_header(field: Field, column: &'static CanonicalColumn, header: &str) -> Self {
        Self::plain(0, field, column, From::Headers(vec![header.to_owned()]))
    }

    /// Headers whose text goes into the column; one that is only hashed is still to be kept elsewhere.
    pub fn taken(&self) -> &[String] {
        match &self.from {
            From::Headers(headers) if !self.steps.hash => headers,
            _ => &[],
        }
    }

    /// Whether each part of a cell makes a row of its own.
    pub fn makes_rows(&self) -> bool {
        !self.steps.split.is_empty() && !self.is_list()
    }

    /// Whether the column holds several texts.
    pub fn is_list(&self) -> bool {
        is_list(self.column)
    }

    /// How the source calls the column, as far as it has one name for it.
    pub fn title(&self) -> String {
        match &self.from {
            From::Headers(headers) if headers.len() == 1 => headers[0].clone(),
            _ => self.column.name.to_owned(),
        }
    }

    /// How its amounts are read: what the mapping says goes before what the header says.
    pub fn amounts(&self) -> AmountRule {
        let header = if let From::Headers(headers) = &self.from { headers.first() } else { None };
        let of_header = header.and_then(|header| AmountRule::of_header(header)).unwrap_or_default();
        AmountRule {
            unit: self.steps.unit.unwrap_or(of_header.unit),
            said: of_header.said || self.steps.unit.is_some(),
            rates: self.steps.rates.clone(),
            ..of_header
        }
    }
}

/// What stands between the texts of several headers where a mapping does not say.
pub fn usual_join(column: &CanonicalColumn) -> &'static str {
    if is_list(column) { "；" } else { " " }
}

/// Whether a column holds several texts.
pub fn is_list(column: &CanonicalColumn) -> bool {
    matches!(column.holds, Holds::Texts | Holds::References(_) | Holds::Regions)
}
