//! Rows of a sheet of an XLSX workbook.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};

use super::rows::{Broken, Cell, FileFault, Row, open_file};
use crate::normalize::text;

/// The most a workbook may unpack to. It is read whole, so this bounds memory.
const LARGEST: u64 = 512 << 20;

/// Reads a sheet row by row.
pub struct SheetRows {
    range: Range<Data>,
    next: usize,
}

impl SheetRows {
    /// Opens one sheet of a workbook; its header is the first row in use, or the one that is said.
    pub fn open(path: &Path, sheet: &str, header_row: Option<u64>) -> Result<Self, FileFault> {
        let mut workbook = workbook(path)?;
        let range = workbook.worksheet_range(sheet).map_err(|error| unreadable(&error))?;
        let said = header_row.and_then(|row| u32::try_from(row.saturating_sub(1)).ok());
        if let Some(header) = said.or(range.start().map(|(row, _)| row)) {
            refuse_merged_header(&mut workbook, sheet, header)?;
        }
        Ok(Self { range, next: 0 })
    }

    /// The next row.
    pub fn next_row(&mut self) -> Option<Row> {
        let (first, _) = self.range.start()?;
        let cells = self.range.rows().nth(self.next)?;
        self.next += 1;
        let number = u64::from(first) + self.next as u64;
        Some(Row { number, cells: cells.iter().map(cell).collect() })
    }
}

/// The names of a workbook's sheets that hold anything.
pub fn sheets(path: &Path) -> Result<Vec<String>, FileFault> {
    let mut workbook = workbook(path)?;
    let names = workbook.sheet_names();
    let mut filled = Vec::new();
    for name in names {
        let range = workbook.worksheet_range(&name).map_err(|error| unreadable(&error))?;
        if range.used_cells().next().is_some() {
            filled.push(name);
        }
    }
    Ok(filled)
}

fn workbook(path: &Path) -> Result<Xlsx<BufReader<File>>, FileFault> {
    refuse_bomb(open_file(path)?)?;
    open_workbook(path).map_err(|error: calamine::XlsxError| unreadable(&error))
}

fn unreadable(error: &calamine::XlsxError) -> FileFault {
    FileFault::new(format!("不是可读的 XLSX 工作簿：{error}"), "请在 Excel 或 WPS 中另存为 .xlsx 后再导入")
}

/// Unpacks every entry to nowhere, counting, before anything is kept: sizes in the directory may lie.
fn refuse_bomb(file: File) -> Result<(), FileFault> {
    let broken = |error: zip::result::ZipError| {
        FileFault::new(format!("不是可读的 XLSX 工作簿：{error}"), "请在 Excel 或 WPS 中另存为 .xlsx 后再导入")
    };
    let too_large =
        || FileFault::new(format!("工作簿解压后超过 {} MB", LARGEST >> 20), "请把数据另存为 CSV 再导入；CSV 不限大小");
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(broken)?;
    let mut total = 0u64;
    for i in 0..archive.len() {
        total = total.saturating_add(archive.by_index(i).map_err(broken)?.size());
    }
    if total > LARGEST {
        return Err(too_large());
    }
    let mut left = LARGEST;
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).map_err(broken)?.take(left + 1);
        let unpacked = std::io::copy(&mut entry, &mut std::io::sink())
            .map_err(|error| FileFault::new(format!("工作簿已损坏：{error}"), "请重新取得这个文件"))?;
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
    }
    Ok(())
}

/// A header of merged cells would leave columns without a name.
fn refuse_merged_header(workbook: &mut Xlsx<BufReader<File>>, sheet: &str, header: u32) -> Result<(), FileFault> {
    let merged = workbook.merge_cells_by_sheet_name(sheet).map_err(|error| unreadable(&error))?;
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

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::default(),
        Data::String(value) => Cell { text: text::trimmed(value).to_owned(), ..Cell::default() },
        Data::Int(value) => Cell { text: value.to_string(), numeric: true, broken: None },
        Data::Float(value) => Cell { text: plain(*value), numeric: true, broken: None },
        Data::Bool(value) => Cell { text: value.to_string(), ..Cell::default() },
        Data::DateTime(value) if value.is_datetime() => {
            let (year, month, day, ..) = value.to_ymd_hms_milli();
            Cell { text: format!("{year:04}-{month:02}-{day:02}"), ..Cell::default() }
        }
        Data::DateTime(value) => Cell { text: plain(value.as_f64()), numeric: true, broken: None },
        Data::DateTimeIso(value) => {
            Cell { text: value.split('T').next().unwrap_or(value).to_owned(), ..Cell::default() }
        }
        Data::DurationIso(value) => Cell { text: value.clone(), ..Cell::default() },
        Data::Error(error) => Cell { text: error.to_string(), numeric: false, broken: Some(Broken::Formula) },
    }
}

/// A number without a needless fraction: 340100, not 340100.0.
fn plain(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_sheets_name_them() {
        assert_eq!([0, 25, 26, 51, 702].map(column_name), ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
