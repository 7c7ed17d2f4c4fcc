//! Merged areas of a sheet: all their cells show what the first one holds.

use calamine::Dimensions;

use super::rows::{FileFault, SourceCell, SourceRow};

/// The areas of a sheet, as rows go by.
#[derive(Debug, Default)]
pub struct MergedAreas {
    /// Those that have not begun, the last first. Rows and columns count from 0.
    ahead: Vec<Dimensions>,
    /// Those that the row at hand may lie in, with what they show.
    open: Vec<(Dimensions, SourceCell)>,
}

impl MergedAreas {
    /// The areas of a sheet.
    pub fn new(mut areas: Vec<Dimensions>) -> Self {
        areas.sort_unstable_by_key(|area| std::cmp::Reverse(area.start));
        Self { ahead: areas, open: Vec::new() }
    }

    /// Takes note of a cell above the rows that are read: its area may reach down to row `header`, counted from 1.
    pub fn note_above(&mut self, row: u32, column: u32, cell: &SourceCell, header: u64) {
        // The last begins first.
        let found = self.ahead.binary_search_by(|area| (row, column).cmp(&area.start));
        let area = found.ok().map(|at| self.ahead[at]).filter(|area| u64::from(area.end.0) + 1 >= header);
        self.open.extend(area.map(|area| (area, cell.clone())));
    }

    /// The first columns of the areas that the row at hand may lie in.
    pub fn open_columns(&self) -> impl Iterator<Item = u32> + '_ {
        self.open.iter().map(|(area, _)| area.start.1)
    }

    /// How many cells a row (from 1) has, from column `first` on, with the areas that begin in it or lie over it.
    pub fn width_at(&self, row: u64, first: u32) -> usize {
        const WIDEST: u32 = 1_000;
        let here = self.ahead.iter().filter(|area| u64::from(area.start.0) + 1 == row);
        let over = self.open.iter().map(|(area, _)| area).filter(|area| u64::from(area.end.0) + 1 >= row);
        let ends = here.chain(over).map(|area| (area.end.1 + 1).saturating_sub(first));
        ends.filter(|width| *width <= WIDEST).max().unwrap_or_default() as usize
    }

    /// Fills the blank cells of a row that lie in an area; `first` is the column its cells begin with. Rows come in order.
    pub fn fill(&mut self, row: &mut SourceRow, first: u32) -> Result<(), FileFault> {
        // Areas of a sheet do not overlap, so a row lies in no more of them than it has columns.
        const MOST_OPEN: usize = 16_384;
        let place = u32::try_from(row.number.saturating_sub(1)).unwrap_or(u32::MAX);
        self.open.retain(|(area, _)| area.end.0 >= place);
        while let Some(area) = self.ahead.pop_if(|area| area.start.0 <= place) {
            let shown = (area.start.0 == place).then(|| cell_at(row, area.start.1, first)).flatten();
            if let Some(shown) = shown.filter(|cell| !cell.text.is_empty() || cell.broken.is_some()) {
                self.open.push((area, shown.clone()));
            }
            if self.open.len() > MOST_OPEN {
                return Err(FileFault::new("合并单元格互相重叠", "请取消合并后再导入").at(row.number));
            }
        }
        for (area, shown) in &self.open {
            for (column, cell) in (first..).zip(&mut row.cells) {
                let inside = area.start.1 <= column && column <= area.end.1;
                if inside && cell.text.is_empty() && cell.broken.is_none() {
                    *cell = shown.clone();
                }
            }
        }
        Ok(())
    }
}

fn cell_at(row: &SourceRow, column: u32, first: u32) -> Option<&SourceCell> {
    row.cells.get(column.checked_sub(first)? as usize)
}
