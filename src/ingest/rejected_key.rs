//! What can still be told of a rejected row: which record it speaks of. A snapshot must not take it for gone.

use super::CellReader;
use super::cells::says_nothing;
use super::draft::{Draft, DraftValue, given, identify, refuse_ragged};
use super::header::{FileHeader, Meaning, SOURCE};
use super::rows::{SourceCell, SourceRow};
use crate::model::{CanonicalColumn, Field, Holds, Kind, LOCAL, Role};
use crate::normalize::text;

/// What a firm without an id is known by.
const FIRM: [&str; 4] = ["name", "credit_code", "stock_code", "adcode"];

/// A draft that holds the key of a row and no more; `None` where a cell of the key cannot be read.
pub fn rejected_key(header: &FileHeader, row: &SourceRow, reader: &mut CellReader) -> Option<Draft> {
    refuse_ragged(header.columns.len(), &row.cells).ok()?;
    let mut draft = Draft::new(header.table.kind, LOCAL);
    let mut cells: Vec<Option<&SourceCell>> = vec![None; header.table.columns.len()];
    for (meaning, cell) in header.columns.iter().zip(&row.cells) {
        let Meaning::Known { field, column } = meaning else { continue };
        if *field == SOURCE && !is_blank(cell) {
            draft.source = text::folded(readable(cell)?);
        } else if usize::from(*field) < cells.len() {
            let nothing = says_nothing(Some(column), &cell.text) && cell.broken.is_none();
            cells[usize::from(*field)] = Some(cell).filter(|_| !nothing);
        }
    }
    let has_id = header.table.columns.iter().zip(&cells).any(|(column, cell)| column.role.is_id() && cell.is_some());
    let of_firm = |column: &CanonicalColumn| draft.kind == Kind::Enterprise && FIRM.contains(&column.name);
    let wanted: Vec<usize> = (0..cells.len())
        .filter(|i| {
            let column = &header.table.columns[*i];
            if has_id { column.role.is_id() } else { column.role.in_key() || of_firm(column) }
        })
        .collect();
    for i in wanted {
        take(&mut draft, header, i, cells[i], reader)?;
    }
    let known = draft.id.is_some() || draft.kind == Kind::Enterprise || !draft.references.is_empty();
    identify(&mut draft);
    known.then_some(draft)
}

/// Takes one column of the key into the draft.
fn take(
    draft: &mut Draft,
    header: &FileHeader,
    i: usize,
    cell: Option<&SourceCell>,
    reader: &mut CellReader,
) -> Option<()> {
    let column = &header.table.columns[i];
    let Some(cell) = cell else {
        if column.role.in_key() {
            draft.rest.push(String::new());
        }
        return (column.role != Role::Key && column.name != "name").then_some(());
    };
    let text = readable(cell)?;
    if let Holds::Reference(kinds) = column.holds {
        draft.references.push(given(header, column, text, kinds));
        return Some(());
    }
    if matches!(column.holds, Holds::StockCode) && reader.canonical(column, cell).is_err() {
        return Some(());
    }
    let canonical = reader.canonical(column, cell).ok()?;
    match column.role {
        role if role.is_id() => draft.id = Some(text::folded(&canonical)),
        role if role.in_key() => draft.rest.push(canonical),
        _ => draft.fields.push((Field::try_from(i).ok()?, DraftValue::Text(canonical))),
    }
    Some(())
}

fn is_blank(cell: &SourceCell) -> bool {
    says_nothing(None, &cell.text) && cell.broken.is_none()
}

fn readable(cell: &SourceCell) -> Option<&str> {
    (cell.broken.is_none() && text::forbidden(&cell.text).is_none()).then_some(&cell.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CanonicalTable;
    use crate::normalize::Regions;

    fn key(kind: Kind, names: &[&str], cells: &[&str]) -> Option<Draft> {
        let cell = |text: &&str| SourceCell { text: (*text).to_owned(), ..SourceCell::default() };
        let header = SourceRow { number: 1, cells: names.iter().map(cell).collect() };
        let header = FileHeader::read(CanonicalTable::of(kind), &header).unwrap();
        let row = SourceRow { number: 2, cells: cells.iter().map(cell).collect() };
        rejected_key(&header, &row, &mut CellReader::new(Regions::default()))
    }

    #[test]
    fn a_key_is_told_whatever_else_is_wrong() {
        let firm = ["enterprise", "name", "adcode", "revenue", "source"];
        let told = key(Kind::Enterprise, &firm, &["e1", "", "何处", "负", "甲源"]).unwrap();
        assert_eq!((told.id.as_deref(), told.source.as_str()), (Some("e1"), "甲源"));
        let by_name = key(Kind::Enterprise, &["name", "adcode", "revenue"], &["甲有限公司", "合肥", "负"]).unwrap();
        assert!(by_name.id.unwrap().starts_with('n'));
        let edge = key(Kind::Member, &["enterprise", "segment", "product"], &["没有的", "s1", "甲"]).unwrap();
        assert_eq!((edge.references.len(), edge.rest), (2, vec![String::new(), "甲".to_owned()]));
    }

    #[test]
    fn a_key_that_cannot_be_read_is_not_guessed() {
        assert!(key(Kind::Enterprise, &["name", "adcode"], &["甲有限公司", "何处"]).is_none());
        assert!(key(Kind::Enterprise, &["name", "adcode"], &["", "合肥"]).is_none());
        assert!(key(Kind::Enterprise, &["name", "adcode"], &["甲有限公司"]).is_none(), "cells may have moved");
        assert!(key(Kind::Member, &["enterprise", "segment"], &["", "s1"]).is_none());
        assert!(key(Kind::Segment, &["segment", "chain", "name", "stage"], &["", "c1", "甲", "upstream"]).is_none());
    }
}
