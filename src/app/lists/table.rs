//! 目标清单 as a table that comes back: every field in words, and the key by which `return` knows each row again. What is
//! blank stays blank, and amounts stand as they were given.

use crate::access::{Right, Scope};
use crate::app::columns::{ENTERPRISE, FIRM, LEAF};
use crate::app::lists::listed::{EntryLine, ListAnswer};
use crate::app::lists::rows::TakenBy;
use crate::app::{AppError, Desk};
use crate::draw::{Cell, Column, Table};
use crate::model::{EntryField, Holds};
use crate::work::list_key;

/// Which stands in the table only where a firm on the list is claimed.
const CLAIM: Column = Column::text("claim", "认领");

/// What people see without asking for more.
const SHOWN: [EntryField; 7] = [
    EntryField::Segment,
    EntryField::State,
    EntryField::Squad,
    EntryField::Recruiter,
    EntryField::Next,
    EntryField::Due,
    EntryField::Note,
];

impl ListAnswer {
    /// The entries as a table.
    pub fn table(&self) -> Table {
        let empty = if self.total == 0 { "清单还是空的。" } else { "没有符合条件的目标。" };
        let claimed = self.entries.iter().any(|entry| entry.claim.is_some());
        let fields = EntryField::columns().into_iter().map(column);
        let columns: Vec<Column> =
            [ENTERPRISE, FIRM].into_iter().chain(fields).chain(claimed.then_some(CLAIM)).collect();
        let mut table = Table::new("list", "目标清单", columns, empty);
        for entry in &self.entries {
            let firm = [Cell::text(&entry.enterprise), Cell::enterprise(&entry.name, &entry.record)];
            let fields = entry.cells.iter().map(|(field, text)| self.cell(entry, *field, text));
            table.push(
                list_key(&self.chain, &entry.record, entry.version),
                cells(firm, fields, claimed.then(|| claim(entry))),
            );
        }
        table
    }

    fn cell(&self, entry: &EntryLine, field: EntryField, text: &str) -> Cell {
        match (field, entry.segment.as_deref()) {
            (EntryField::Segment, Some(segment)) => Cell::segment(text, &self.chain, segment),
            _ => plain_cell(entry, field, text),
        }
    }
}

fn cells(firm: [Cell; 2], fields: impl Iterator<Item = Cell>, claim: Option<Cell>) -> Vec<Cell> {
    firm.into_iter().chain(fields).chain(claim).collect()
}

/// Who claimed the firm, and until when.
fn claim(entry: &EntryLine) -> Cell {
    Cell::text(entry.claim.as_ref().map(TakenBy::told).unwrap_or_default())
}

/// A field of an entry that leads nowhere.
pub(in crate::app) fn plain_cell(entry: &EntryLine, field: EntryField, text: &str) -> Cell {
    match (field, entry.amount) {
        (EntryField::State, _) => Cell::word(entry.state_name, entry.state.code(), entry.state as usize),
        (EntryField::Amount, Some(amount)) => Cell::Money(amount),
        _ => Cell::text(text),
    }
}

/// The column of a field of an entry.
pub(in crate::app) fn column(field: EntryField) -> Column {
    let (key, word) = (field.code(), field.zh());
    let column = match field.schema().holds {
        _ if field == EntryField::Segment => LEAF,
        Holds::Word(..) => Column::rank(key, word),
        Holds::Money => Column::money(key, word.strip_suffix("（万元）").unwrap_or(word)).exact(),
        _ => Column::text(key, word),
    };
    if SHOWN.contains(&field) { column } else { column.hidden() }
}

impl Desk {
    /// The city that runs the chain of a list, blank where it is not known.
    ///
    /// # Errors
    /// The caller may not see the list.
    pub fn list_city(&self, answer: &ListAnswer) -> Result<String, AppError> {
        let graph = self.may(Right::SeeList, Scope::Part(&answer.chain))?.graph();
        let chain = graph.chains.iter().find(|chain| chain.id == answer.chain);
        Ok(chain.and_then(|chain| chain.adcode).map(|home| graph.regions.name(home)).unwrap_or_default())
    }
}
