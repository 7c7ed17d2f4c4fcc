//! Rows of a sheet of a workbook.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};

use super::book::{Book, PlacedCell, SheetLayout, SheetTitle, column_name};
use super::header_lines::HeaderPlace;
use super::rows::{FileFault, SourceRow};
use super::sheet_shape::Shape;

/// Rows read ahead.
const AHEAD: usize = 64;

/// Reads a sheet row by row. A thread of its own reads, since the reader borrows the workbook; it ends with the last
/// row, or when nobody takes the next one.
pub struct SheetRows {
    /// Ends with `None`: a channel that closes before has lost its reader.
    rows: Receiver<Result<Option<SourceRow>, FileFault>>,
    /// What was hidden of what was read, once all was.
    hidden: Arc<OnceLock<String>>,
}

impl SheetRows {
    /// Opens one sheet of a workbook; its header stands where it is said.
    pub fn open(path: &Path, sheet: &str, header: HeaderPlace) -> Result<Self, FileFault> {
        let (mut book, sheet) = (Book::open(path)?, sheet.to_owned());
        let (sender, rows) = sync_channel(AHEAD);
        let hidden = Arc::new(OnceLock::new());
        let told = Arc::clone(&hidden);
        std::thread::spawn(move || {
            let last = send_rows(&mut book, &sheet, header, &sender, &told).map(|()| None);
            // Who went away needs no end.
            let _ = sender.send(last);
        });
        Ok(Self { rows, hidden })
    }

    /// The next row.
    pub fn next_row(&mut self) -> Result<Option<SourceRow>, FileFault> {
        let stopped = || Err(FileFault::new("工作簿的读取中断了", "请在 Excel 或 WPS 中另存为 .xlsx 后再导入"));
        self.rows.recv().unwrap_or_else(|_| stopped())
    }

    /// What should be known of how the sheet was read, once it has been read.
    pub fn told(&self) -> Option<String> {
        self.hidden.get().cloned()
    }
}

/// Sends the rows that hold anything; only these take memory, wherever the sheet says they stand.
fn send_rows(
    book: &mut Book,
    sheet: &str,
    header: HeaderPlace,
    sender: &SyncSender<Result<Option<SourceRow>, FileFault>>,
    told: &OnceLock<String>,
) -> Result<(), FileFault> {
    let layout = book.layout(sheet)?;
    let mut shape = Shape::new(layout.merged.clone(), header);
    let mut send = |row: SourceRow| sender.send(Ok(Some(row))).is_ok();
    let (mut row, mut hidden) = (SourceRow::default(), Hidden::of(layout));
    let mut wanted = true;
    book.each_cell(sheet, &mut |PlacedCell { row: place, column, cell, .. }| {
        let number = u64::from(place) + 1;
        if shape.is_above(place, column, &cell) {
            return Ok(true);
        }
        if number < row.number {
            let reason = "工作簿里行的次序是乱的";
            return Err(FileFault::new(reason, "请在 Excel 或 WPS 中另存为 .xlsx 后再导入").at(number));
        }
        if number > row.number {
            let begun = std::mem::replace(&mut row, SourceRow { number, cells: Vec::new() });
            wanted = begun.number == 0 || shape.end_row(begun, &mut send)?;
        }
        hidden.met(place, column);
        shape.put(&mut row, column, cell)?;
        Ok(wanted)
    })?;
    // Who went away needs no last row.
    if wanted && (row.number == 0 || shape.end_row(row, &mut send)?) {
        shape.end_header(&mut send)?;
    }
    if let Some(said) = hidden.told() {
        told.set(format!("工作表「{sheet}」{said}")).unwrap_or_default();
    }
    Ok(())
}

/// Which rows and columns that hold something are hidden.
struct Hidden {
    layout: SheetLayout,
    rows: Vec<u32>,
    columns: BTreeSet<u32>,
}

impl Hidden {
    fn of(mut layout: SheetLayout) -> Self {
        layout.hidden_rows.sort_unstable();
        layout.hidden_columns.sort_unstable();
        Self { layout, rows: Vec::new(), columns: BTreeSet::new() }
    }

    fn met(&mut self, row: u32, column: u32) {
        let within = |ranges: &[(u32, u32)], place: u32| {
            let first = ranges.partition_point(|(_, to)| *to < place);
            ranges.get(first).is_some_and(|(from, _)| *from <= place)
        };
        if self.rows.last() != Some(&row) && within(&self.layout.hidden_rows, row) {
            self.rows.push(row);
        }
        if within(&self.layout.hidden_columns, column) {
            self.columns.insert(column);
        }
    }

    fn told(&self) -> Option<String> {
        const SHOWN: usize = 10;
        let list = |names: Vec<String>| {
            let more = if names.len() > SHOWN { format!("等 {} 处", names.len()) } else { String::new() };
            names[..names.len().min(SHOWN)].join("、") + &more
        };
        let rows = list(self.rows.iter().map(|row| (row + 1).to_string()).collect());
        let columns = list(self.columns.iter().map(|column| column_name(*column)).collect());
        let what = match (self.rows.is_empty(), self.columns.is_empty()) {
            (true, true) => return None,
            (false, true) => format!("第 {rows} 行是隐藏的"),
            (true, false) => format!("{columns} 列是隐藏的"),
            (false, false) => format!("第 {rows} 行、{columns} 列是隐藏的"),
        };
        Some(format!("{what}，一样读取了；若不要，请先删除"))
    }
}

/// Where formulas stand in a sheet, as row (from 1) and column (from 0); told for at most `limit` of them.
pub fn formulas(path: &Path, sheet: &str, limit: usize) -> Result<Vec<(u64, usize)>, FileFault> {
    Book::open(path)?.formulas(sheet, limit)
}

/// A workbook's sheets that hold anything.
pub fn sheets(path: &Path) -> Result<Vec<SheetTitle>, FileFault> {
    Book::open(path)?.filled()
}
