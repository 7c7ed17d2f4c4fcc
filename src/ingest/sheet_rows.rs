//! Rows of a sheet of a workbook.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};

use calamine::Dimensions;

use super::book::{Book, PlacedCell, SheetLayout, SheetTitle, column_name};
use super::merged::MergedAreas;
use super::rows::{FileFault, SourceCell, SourceRow};

/// Said for the header's row of a sheet that is only looked at.
pub const NO_HEADER: u64 = 0;

/// More columns than any sheet has.
const MOST_COLUMNS: u32 = 16_384;

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
    /// Opens one sheet of a workbook; its header is the first row in use, or the one that is said.
    pub fn open(path: &Path, sheet: &str, header_row: Option<u64>) -> Result<Self, FileFault> {
        let (mut book, sheet) = (Book::open(path)?, sheet.to_owned());
        let (sender, rows) = sync_channel(AHEAD);
        let hidden = Arc::new(OnceLock::new());
        let told = Arc::clone(&hidden);
        std::thread::spawn(move || {
            let last = send_rows(&mut book, &sheet, header_row, &sender, &told).map(|()| None);
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
    header_row: Option<u64>,
    sender: &SyncSender<Result<Option<SourceRow>, FileFault>>,
    told: &OnceLock<String>,
) -> Result<(), FileFault> {
    let layout = book.layout(sheet)?;
    let merged = layout.merged.clone();
    // A sheet that is only looked at may begin further left below.
    let first = (header_row == Some(NO_HEADER)).then_some(0);
    let mut shape = Shape { first, areas: MergedAreas::new(merged.clone()), ..Shape::default() };
    let (mut row, mut hidden) = (SourceRow::default(), Hidden::of(layout));
    let mut wanted = true;
    book.each_cell(sheet, &mut |PlacedCell { row: place, column, cell, .. }| {
        let number = u64::from(place) + 1;
        if header_row.is_some_and(|said| number < said) {
            return Ok(true);
        }
        if number < row.number {
            let reason = "工作簿里行的次序是乱的";
            return Err(FileFault::new(reason, "请在 Excel 或 WPS 中另存为 .xlsx 后再导入").at(number));
        }
        if number > row.number {
            let begun = std::mem::replace(&mut row, SourceRow { number, cells: Vec::new() });
            wanted = begun.number == 0 || sender.send(Ok(Some(shape.filled(begun)?))).is_ok();
        }
        if shape.first.is_none() && header_row != Some(NO_HEADER) {
            refuse_merged_header(&merged, place)?;
        }
        hidden.met(place, column);
        shape.put(&mut row, column, cell)?;
        Ok(wanted)
    })?;
    if wanted && row.number > 0 {
        // Who went away needs no last row.
        let _ = sender.send(Ok(Some(shape.filled(row)?)));
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

/// Where the header stands: every row has its columns.
#[derive(Debug, Default)]
struct Shape {
    /// The header's first column.
    first: Option<u32>,
    /// The header's width, once it has been read.
    width: usize,
    /// What shows in cells that hold nothing themselves.
    areas: MergedAreas,
}

impl Shape {
    fn put(&mut self, row: &mut SourceRow, column: u32, cell: SourceCell) -> Result<(), FileFault> {
        let first = *self.first.get_or_insert(column);
        let Some(place) = column.checked_sub(first) else {
            let reason = format!("{} 列在表头左边，没有列名", column_name(column));
            return Err(FileFault::new(reason, "请补上列名，或删去这一格").at(row.number));
        };
        if place >= MOST_COLUMNS {
            let reason = format!("表头右边超过 {MOST_COLUMNS} 列的地方还有内容");
            return Err(
                FileFault::new(reason, "请删去远处的内容，或在 Excel、WPS 中另存为 .xlsx 后再导入").at(row.number)
            );
        }
        let place = place as usize;
        if row.cells.len() <= place {
            row.cells.resize(place + 1, SourceCell::default());
        }
        row.cells[place] = cell;
        Ok(())
    }

    fn filled(&mut self, mut row: SourceRow) -> Result<SourceRow, FileFault> {
        if self.width == 0 {
            self.width = row.cells.len();
        } else if row.cells.len() < self.width {
            row.cells.resize(self.width, SourceCell::default());
        }
        self.areas.fill(&mut row, self.first.unwrap_or_default())?;
        Ok(row)
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

/// A header of merged cells would leave columns without a name. Rows count from 0 here.
fn refuse_merged_header(merged: &[Dimensions], header: u32) -> Result<(), FileFault> {
    match merged.iter().find(|region| region.start.0 <= header && header <= region.end.0) {
        None => Ok(()),
        Some(region) => {
            let last = column_name(region.end.1);
            let reason = format!("表头行有合并单元格（{}–{last} 列）", column_name(region.start.1));
            Err(FileFault::new(
                reason,
                "请取消合并，让表头占一行、每列一个名称；若这是标题行，请用映射的 header_row 写明表头在第几行",
            )
            .at(u64::from(header) + 1))
        }
    }
}
