//! Rows of a sheet of an XLSX workbook.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{DataRef, Reader, Style, Xlsx, XlsxError, open_workbook};

use super::header_lines::HeaderPlace;
use super::rows::{FileFault, SourceRow, open_file};
use super::sheet_cell::{self, shown};
use super::sheet_shape::Shape;

/// The most a workbook may unpack to. Its shared texts are read whole, so this bounds memory.
const LARGEST: u64 = 512 << 20;

/// Rows read ahead.
const AHEAD: usize = 64;

/// Reads a sheet row by row. A thread of its own reads, since the reader borrows the workbook; it ends with the last
/// row, or when nobody takes the next one.
pub struct SheetRows {
    /// Ends with `None`: a channel that closes before has lost its reader.
    rows: Receiver<Result<Option<SourceRow>, FileFault>>,
}

impl SheetRows {
    /// Opens one sheet of a workbook; its header stands where it is said.
    pub fn open(path: &Path, sheet: &str, header: HeaderPlace) -> Result<Self, FileFault> {
        let (mut workbook, path, sheet) = (workbook(path)?, path.to_owned(), sheet.to_owned());
        let (sender, rows) = sync_channel(AHEAD);
        std::thread::spawn(move || {
            let last = send_rows(&mut workbook, &path, &sheet, header, &sender).map(|()| None);
            // Who went away needs no end.
            let _ = sender.send(last);
        });
        Ok(Self { rows })
    }

    /// The next row.
    pub fn next_row(&mut self) -> Result<Option<SourceRow>, FileFault> {
        self.rows.recv().unwrap_or_else(|_| Err(broken("读取中断")))
    }
}

/// Sends the rows that hold anything; only these take memory, wherever the sheet says they stand.
fn send_rows(
    workbook: &mut Xlsx<BufReader<File>>,
    path: &Path,
    sheet: &str,
    header: HeaderPlace,
    sender: &SyncSender<Result<Option<SourceRow>, FileFault>>,
) -> Result<(), FileFault> {
    let merged = workbook.merge_cells_by_sheet_name(sheet).map_err(|error| broken(&error))?;
    let since_1904 = workbook.has_1904_epoch();
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| broken(&error))?;
    let percents: Vec<bool> = cells.styles().iter().map(is_percent).collect();
    let mut uncomputed = Uncomputed { path, sheet, places: None };
    let mut shape = Shape::new(merged, header);
    let mut send = |row: SourceRow| sender.send(Ok(Some(row))).is_ok();
    let mut row = SourceRow::default();
    while let Some((found, style)) = cells.next_cell_with_style_id().map_err(|error| broken(&error))? {
        let (place, column) = found.get_position();
        let percent = percents.get(style).copied().unwrap_or_default();
        let mut cell = shown(found.get_value(), percent, since_1904);
        let number = u64::from(place) + 1;
        if shape.is_above(place, column, &cell) {
            continue;
        }
        if cell.text.is_empty() && cell.broken.is_none() {
            if !uncomputed.at(place, column)? {
                continue;
            }
            cell = sheet_cell::uncomputed();
        }
        if number < row.number {
            return Err(broken("行的次序是乱的").at(number));
        }
        if number > row.number {
            if row.number > 0 && !shape.end_row(row, &mut send)? {
                return Ok(());
            }
            row = SourceRow { number, cells: Vec::new() };
        }
        shape.put(&mut row, column, cell)?;
    }
    // Who went away needs no last row.
    let wanted = row.number == 0 || shape.end_row(row, &mut send)?;
    if wanted {
        shape.end_header(&mut send)?;
    }
    Ok(())
}

fn is_percent(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}

/// Where formulas stand whose values were never stored; looked for when the first cell without a value is met.
struct Uncomputed<'a> {
    path: &'a Path,
    sheet: &'a str,
    /// Rows and columns count from 0.
    places: Option<HashSet<(u32, u32)>>,
}

impl Uncomputed<'_> {
    fn at(&mut self, row: u32, column: u32) -> Result<bool, FileFault> {
        let places = match &mut self.places {
            Some(places) => places,
            None => self.places.insert(uncomputed_formulas(self.path, self.sheet)?),
        };
        Ok(places.contains(&(row, column)))
    }
}

fn uncomputed_formulas(path: &Path, sheet: &str) -> Result<HashSet<(u32, u32)>, FileFault> {
    let mut workbook = workbook(path)?;
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| broken(&error))?;
    let mut found = HashSet::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| broken(&error))? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            found.insert(cell.pos);
        }
    }
    Ok(found)
}

/// Where formulas stand in a sheet, as row (from 1) and column (from 0); told for at most `limit` of them.
pub fn formulas(path: &Path, sheet: &str, limit: usize) -> Result<Vec<(u64, usize)>, FileFault> {
    let mut workbook = workbook(path)?;
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| broken(&error))?;
    let mut found = Vec::new();
    while let Some(cell) = cells.next_formula().map_err(|error| broken(&error))? {
        if !cell.get_value().is_empty() {
            let (row, column) = cell.get_position();
            found.push((u64::from(row) + 1, column as usize));
        }
        if found.len() >= limit {
            break;
        }
    }
    Ok(found)
}

/// The names of a workbook's sheets that hold anything.
pub fn sheets(path: &Path) -> Result<Vec<String>, FileFault> {
    let mut workbook = workbook(path)?;
    let mut filled = Vec::new();
    for name in workbook.sheet_names() {
        if holds_anything(&mut workbook, &name).map_err(|error| broken(&error))? {
            filled.push(name);
        }
    }
    Ok(filled)
}

fn holds_anything(workbook: &mut Xlsx<BufReader<File>>, sheet: &str) -> Result<bool, XlsxError> {
    let mut cells = match workbook.worksheet_cells_reader(sheet) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(false),
        cells => cells?,
    };
    while let Some(found) = cells.next_cell()? {
        if *found.get_value() != DataRef::Empty {
            return Ok(true);
        }
    }
    Ok(false)
}

fn workbook(path: &Path) -> Result<Xlsx<BufReader<File>>, FileFault> {
    refuse_bomb(open_file(path)?)?;
    open_workbook(path).map_err(|error: XlsxError| broken(&error))
}

fn broken(why: impl std::fmt::Display) -> FileFault {
    FileFault::new(format!("不是可读的 XLSX 工作簿：{why}"), "请在 Excel 或 WPS 中另存为 .xlsx 后再导入")
}

/// Unpacks every entry to nowhere, counting, before anything is kept: sizes in the directory may lie.
fn refuse_bomb(file: File) -> Result<(), FileFault> {
    let too_large =
        || FileFault::new(format!("工作簿解压后超过 {} MB", LARGEST >> 20), "请把数据另存为 CSV 再导入；CSV 不限大小");
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|error| broken(&error))?;
    let mut total = 0u64;
    for i in 0..archive.len() {
        total = total.saturating_add(archive.by_index(i).map_err(|error| broken(&error))?.size());
    }
    if total > LARGEST {
        return Err(too_large());
    }
    let mut left = LARGEST;
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).map_err(|error| broken(&error))?.take(left + 1);
        let unpacked = std::io::copy(&mut entry, &mut std::io::sink())
            .map_err(|error| FileFault::new(format!("工作簿已损坏：{error}"), "请重新取得这个文件"))?;
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
    }
    Ok(())
}

/// A, B, …, Z, AA, … as the sheet shows it.
pub fn column_name(mut index: u32) -> String {
    let mut name = Vec::new();
    loop {
        name.push(b'A' + u8::try_from(index % 26).unwrap_or_default());
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    name.reverse();
    String::from_utf8_lossy(&name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_sheets_name_them() {
        assert_eq!([0, 25, 26, 51, 702].map(column_name), ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
