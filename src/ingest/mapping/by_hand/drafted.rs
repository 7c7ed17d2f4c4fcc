//! What was guessed, for a person to correct.

use super::{CellsByHand, ColumnByHand, ColumnGoes, TableByHand};
use crate::ingest::mapping::guess::{ColumnDraft, TableDraft};
use crate::model::CanonicalColumn;

impl From<&TableDraft> for TableByHand {
    fn from(draft: &TableDraft) -> Self {
        let hashed = draft.table.columns.iter().any(|column| draft.hashes(column));
        let column = |column: &ColumnDraft| {
            let level = draft.levels.contains(&column.header);
            let is_name = column.field.is_some_and(|field| field.name == "name");
            let cells = CellsByHand { in_id: hashed && is_name, ..cells(column) };
            ColumnByHand {
                header: column.header.clone(),
                goes: if level { ColumnGoes::Level } else { goes(column.field, column.ignored) },
                cells,
                sureness: Some(column.sureness),
                reason: without_lines(&column.reason),
                samples: column.samples.clone(),
            }
        };
        Self {
            table: draft.table,
            sheet: draft.sheet.clone(),
            rows: draft.rows.clone(),
            header_row: draft.header_row,
            header_rows: draft.header_rows,
            source: String::new(),
            seen: String::new(),
            namespace: String::new(),
            snapshot: false,
            blank: draft.blank.clone(),
            rest_left_out: false,
            group: draft.group.clone(),
            conditions: Vec::new(),
            constants: Vec::new(),
            columns: draft.columns.iter().map(column).collect(),
            doubts: draft.doubts.clone(),
            also: draft.also.clone(),
        }
    }
}

fn goes(field: Option<&'static CanonicalColumn>, ignored: bool) -> ColumnGoes {
    match field {
        Some(field) => ColumnGoes::Field(field),
        None if ignored => ColumnGoes::Nowhere,
        None => ColumnGoes::Extra,
    }
}

/// A reason without what it says in the language of mappings: on a page a menu does that.
fn without_lines(reason: &str) -> String {
    let clauses = reason.split_inclusive(['；', '，']).filter(|clause| !clause.contains(" = "));
    clauses.collect::<String>().trim_end_matches(['；', '，']).to_owned()
}

/// The steps of a guess are keys of the language, each a text.
fn cells(column: &ColumnDraft) -> CellsByHand {
    let mut cells = CellsByHand { unit: column.unit.clone().unwrap_or_default(), ..CellsByHand::default() };
    for (key, value) in column.steps.iter().filter_map(|step| step.split_once(" = ")) {
        let value = value.trim_matches('"').to_owned();
        match key {
            "split" => cells.split = value,
            "date" => cells.date = value,
            "link" => cells.link = value,
            "take" => cells.take = true,
            _ => {}
        }
    }
    cells
}
