//! Where the table stands in a sheet: its header's first column, its width, and what merged cells show.

use calamine::Dimensions;

use super::advice::Advice;
use super::book::column_name;
use super::header_lines::HeaderPlace;
use super::merged::MergedAreas;
use super::rows::{FileFault, SourceCell, SourceRow};

/// What to do about a header with cells that are merged.
const MERGED_HEADER: Advice = Advice::Fixed(&[
    "表头若有两三行，请在映射里写 header_row（从第几行起）和 header_rows（共几行），liantu mapping guess 会写好；\
     若这是标题行，请用映射的 header_row 写明表头在第几行；不用映射时，请取消合并，让表头占一行、每列一个名称",
    "请在“各列是什么”里写明表头在第几行、共几行；或取消合并，让表头占一行、每列一个名称",
]);

/// More columns than any sheet has.
const MOST_COLUMNS: u32 = 16_384;

/// The shape of a table, as its rows go by.
#[derive(Debug)]
pub struct Shape {
    header: HeaderPlace,
    /// The header's first column, once all rows of the header have been read.
    first: Option<u32>,
    /// Rows of the header until then, with the columns of their cells.
    held: Vec<(u64, Vec<(u32, SourceCell)>)>,
    /// The header's width, once it has been read.
    width: usize,
    merged: Vec<Dimensions>,
    /// What shows in cells that hold nothing themselves.
    areas: MergedAreas,
}

impl Shape {
    /// The shape of a sheet with these merged areas.
    pub fn new(merged: Vec<Dimensions>, header: HeaderPlace) -> Self {
        // Where the header is looked for, rows below the first may begin further left.
        let first = (header.row == Some(0)).then_some(0);
        let shown = if header == HeaderPlace::SOUGHT_AS_STORED { Vec::new() } else { merged.clone() };
        let areas = MergedAreas::new(shown);
        Self { header, first, held: Vec::new(), width: 0, merged, areas }
    }

    /// Whether a cell stands above the header; merged with cells of the header, it shows there. Rows count from 0.
    pub fn is_above(&mut self, row: u32, column: u32, cell: &SourceCell) -> bool {
        let above = self.header.row.is_some_and(|said| u64::from(row) + 1 < said);
        if above {
            self.areas.note_above(row, column, cell, self.header.row.unwrap_or_default());
        }
        above
    }

    /// Puts a cell into the row at hand.
    pub fn put(&mut self, row: &mut SourceRow, column: u32, cell: SourceCell) -> Result<(), FileFault> {
        let Some(first) = self.first else {
            if self.held.last().is_none_or(|(number, _)| *number != row.number) {
                self.refuse_merged_header(row.number)?;
                self.held.push((row.number, Vec::new()));
            }
            self.held.iter_mut().last().into_iter().for_each(|(_, cells)| cells.push((column, cell.clone())));
            return Ok(());
        };
        let Some(place) = column.checked_sub(first) else {
            let reason = format!("{} 列在表头左边，没有列名", column_name(column));
            return Err(FileFault::new(reason, "请补上列名，或删去这一格").at(row.number));
        };
        if place >= MOST_COLUMNS {
            let reason = format!("表头右边超过 {MOST_COLUMNS} 列的地方还有内容");
            let fix = "请删去远处的内容，或在 Excel、WPS 中另存为 .xlsx 后再导入";
            return Err(FileFault::new(reason, fix).at(row.number));
        }
        let place = place as usize;
        if row.cells.len() <= place {
            row.cells.resize(place + 1, SourceCell::default());
        }
        row.cells[place] = cell;
        Ok(())
    }

    /// Hands over a row that is complete, or holds it until the header is; `take` says whether more are wanted.
    pub fn end_row(&mut self, row: SourceRow, take: &mut dyn FnMut(SourceRow) -> bool) -> Result<bool, FileFault> {
        if self.first.is_some() {
            let row = self.filled(row)?;
            return Ok(take(row));
        }
        if self.held.len() < self.header.lines { Ok(true) } else { self.end_header(take) }
    }

    /// Hands over the rows of the header; those of one that the sheet ends in too.
    pub fn end_header(&mut self, take: &mut dyn FnMut(SourceRow) -> bool) -> Result<bool, FileFault> {
        let held = std::mem::take(&mut self.held);
        let own = held.iter().flat_map(|(_, cells)| cells.iter().map(|(column, _)| *column));
        let Some(first) = own.chain(self.areas.open_columns()).min() else { return Ok(true) };
        self.first = Some(first);
        let mut lines = Vec::with_capacity(held.len());
        for (number, cells) in held {
            let mut row = SourceRow { number, cells: Vec::new() };
            cells.into_iter().try_for_each(|(column, cell)| self.put(&mut row, column, cell))?;
            // An area may reach further right than its first cell.
            self.width = self.width.max(row.cells.len()).max(self.areas.width_at(number, first));
            lines.push(self.filled(row)?);
        }
        Ok(lines.into_iter().all(take))
    }

    fn filled(&mut self, mut row: SourceRow) -> Result<SourceRow, FileFault> {
        if row.cells.len() < self.width {
            row.cells.resize(self.width, SourceCell::default());
        }
        self.areas.fill(&mut row, self.first.unwrap_or_default())?;
        Ok(row)
    }

    /// Merged cells may join rows of a header, and name a group above several columns; one name for several columns, or an
    /// area that reaches into the values, would leave columns without a name.
    fn refuse_merged_header(&self, row: u64) -> Result<(), FileFault> {
        let lines = self.header.lines.saturating_sub(self.held.len()).max(1);
        let last = u32::try_from(row + lines as u64 - 2).unwrap_or(u32::MAX);
        let wrong = |area: &&Dimensions| {
            let inside = area.start.0 <= last && u64::from(area.end.0) + 1 >= row;
            inside && (area.end.0 > last || (area.end.0 == last && area.start.1 != area.end.1))
        };
        let Some(area) = self.merged.iter().find(wrong) else { return Ok(()) };
        let columns = (column_name(area.start.1), column_name(area.end.1));
        let reason = format!("表头行有合并单元格（{}–{} 列）", columns.0, columns.1);
        Err(FileFault::new(reason, MERGED_HEADER).at(row))
    }
}
