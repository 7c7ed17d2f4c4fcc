//! The way through the content of an ODS file to one sheet, and along its rows.

use quick_xml::events::{BytesStart, Event};

use super::cell::OpenCell;
use crate::ingest::book::xml::{attribute, entity, number};
use crate::ingest::rows::{FileFault, SourceCell};

/// What a sheet has at most.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;
/// Blanks that one element may stand for.
const MOST_BLANKS: usize = 1_000;

/// What is found on the way.
pub enum SheetPart {
    /// Rows or columns that are not shown, both ends included.
    Hidden { columns: bool, from: u32, to: u32 },
    /// A row, from which on so many are alike.
    Row { number: u32, repeated: u32, cells: Vec<RowCell> },
}

/// A cell that holds something or begins an area, from which on so many are alike.
#[derive(Debug)]
pub struct RowCell {
    pub column: u32,
    pub repeated: u32,
    /// Rows and columns of the area.
    pub spans: (u32, u32),
    pub cell: SourceCell,
    pub formula: bool,
}

impl RowCell {
    /// Whether it holds nothing.
    pub fn is_blank(&self) -> bool {
        self.cell.text.is_empty() && self.cell.broken.is_none()
    }
}

/// What takes the rows; false ends.
pub type TakePart<'a> = dyn FnMut(SheetPart) -> Result<bool, FileFault> + 'a;

/// Where the walk stands.
pub struct SheetWalk<'a> {
    sheet: &'a str,
    inside: bool,
    /// Tables inside cells.
    nested: u32,
    /// Notes at a cell, whose paragraphs are not its own.
    notes: u32,
    in_paragraph: u32,
    next_column: u32,
    /// The row at hand, and how often it stands there.
    row: u32,
    repeated: u32,
    /// The next cell's column.
    column: u32,
    cells: Vec<RowCell>,
    cell: Option<OpenCell>,
}

impl<'a> SheetWalk<'a> {
    /// To this sheet.
    pub fn to(sheet: &'a str) -> Self {
        Self {
            sheet,
            inside: false,
            nested: 0,
            notes: 0,
            in_paragraph: 0,
            next_column: 0,
            row: 0,
            repeated: 0,
            column: 0,
            cells: Vec::new(),
            cell: None,
        }
    }

    /// One step; false once the sheet ends.
    pub fn step(&mut self, event: &Event<'_>, take: &mut TakePart<'_>) -> Result<bool, FileFault> {
        match event {
            Event::Start(element) => self.begin(element, take),
            Event::End(element) => self.end(element.name().into_inner(), take),
            other => {
                match other {
                    Event::Text(text) => self.said(&text.xml10_content()),
                    Event::CData(text) => self.said(&text.xml10_content()),
                    Event::GeneralRef(reference) => self.said(&entity(reference)),
                    _ => {}
                }
                Ok(true)
            }
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, take: &mut TakePart<'_>) -> Result<bool, FileFault> {
        let name = element.name().into_inner();
        if name == "table:table" {
            self.nested += u32::from(self.inside);
            self.inside |= attribute(element, "table:name").as_deref() == Some(self.sheet);
            return Ok(true);
        }
        if !self.inside || self.nested > 0 {
            return Ok(true);
        }
        match name {
            "table:table-column" => {
                let (from, count) = (self.next_column, repeats(element, "table:number-columns-repeated", MOST_COLUMNS));
                self.next_column = from.saturating_add(count);
                return hidden(element, true, from, count, take);
            }
            "table:table-row" => {
                self.row = self.row.saturating_add(self.repeated);
                let left = MOST_ROWS.saturating_sub(self.row);
                self.repeated = repeats(element, "table:number-rows-repeated", left);
                self.column = 0;
                return hidden(element, false, self.row, self.repeated, take);
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell = Some(OpenCell::of(element)),
            "office:annotation" => self.notes += 1,
            "text:p" => {
                self.in_paragraph += 1;
                let own = self.notes == 0;
                self.cell.iter_mut().filter(|_| own).for_each(OpenCell::paragraph);
            }
            "text:s" => {
                let blanks = number::<usize>(element, "text:c").unwrap_or(1).min(MOST_BLANKS);
                self.said(&" ".repeat(blanks));
            }
            "text:tab" => self.said("\t"),
            "text:line-break" => self.said("\n"),
            _ => {}
        }
        Ok(true)
    }

    fn end(&mut self, name: &str, take: &mut TakePart<'_>) -> Result<bool, FileFault> {
        match name {
            "table:table" if self.nested > 0 => self.nested -= 1,
            "table:table" => return Ok(!self.inside),
            _ if !self.inside || self.nested > 0 => {}
            "office:annotation" => self.notes = self.notes.saturating_sub(1),
            "text:p" => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => self.close_cell(),
            "table:table-row" => {
                let cells = std::mem::take(&mut self.cells);
                if !cells.is_empty() {
                    return take(SheetPart::Row { number: self.row, repeated: self.repeated, cells });
                }
            }
            _ => {}
        }
        Ok(true)
    }

    fn close_cell(&mut self) {
        let Some(open) = self.cell.take() else { return };
        let (cell, column) = (open.shown(), self.column);
        let repeated = open.repeated.min(MOST_COLUMNS.saturating_sub(column));
        self.column += repeated;
        let cell = RowCell { column, repeated, spans: open.spans, cell, formula: open.formula };
        if repeated > 0 && (!cell.is_blank() || open.spans != (1, 1)) {
            self.cells.push(cell);
        }
    }

    fn said(&mut self, text: &str) {
        if self.notes == 0 && self.in_paragraph > 0 && self.nested == 0 {
            self.cell.iter_mut().for_each(|cell| cell.push(text));
        }
    }
}

fn repeats(element: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    number::<u32>(element, name).unwrap_or(1).min(most)
}

fn hidden(
    element: &BytesStart<'_>,
    columns: bool,
    from: u32,
    count: u32,
    take: &mut TakePart<'_>,
) -> Result<bool, FileFault> {
    let seen = attribute(element, "table:visibility").is_none_or(|said| said == "visible");
    if seen || count == 0 { Ok(true) } else { take(SheetPart::Hidden { columns, from, to: from + count - 1 }) }
}
