//! Cells with their places, and what else a sheet says.

use calamine::Dimensions;

use crate::ingest::rows::{FileFault, SourceCell};

/// A cell of a sheet. Rows and columns count from 0.
#[derive(Debug)]
pub struct PlacedCell {
    pub row: u32,
    pub column: u32,
    pub cell: SourceCell,
    /// What it shows was computed; not told of XLSX, where it costs a second reading.
    pub formula: bool,
}

impl PlacedCell {
    /// Whether it shows nothing.
    pub fn is_blank(&self) -> bool {
        self.cell.text.is_empty() && self.cell.broken.is_none()
    }
}

/// What takes the cells of a sheet; false ends.
pub type TakeCell<'a> = dyn FnMut(PlacedCell) -> Result<bool, FileFault> + 'a;

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetTitle {
    pub name: String,
    /// Nobody sees it who opens the workbook.
    pub hidden: bool,
}

/// What a sheet says beside its cells. Rows and columns count from 0.
#[derive(Debug, Default)]
pub struct SheetLayout {
    pub merged: Vec<Dimensions>,
    /// From and to, in order, both included.
    pub hidden_rows: Vec<(u32, u32)>,
    pub hidden_columns: Vec<(u32, u32)>,
}

impl SheetLayout {
    /// Notes that a row, or a column, is hidden; they come in order.
    pub fn hide(ranges: &mut Vec<(u32, u32)>, from: u32, to: u32) {
        match ranges.last_mut() {
            Some(last) if last.1.checked_add(1) == Some(from) => last.1 = to,
            _ => ranges.push((from, to)),
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

/// The fault of a workbook that cannot be read; `kind` is what people call its format. What a parser says of it in its own
/// words goes to the log.
pub fn broken(kind: &str, why: &dyn std::fmt::Display) -> FileFault {
    let why = why.to_string();
    let told = if why.is_ascii() { "它已损坏，或不是这种文件" } else { &why };
    tracing::debug!(kind, why, "workbook cannot be read");
    FileFault::new(format!("不是可读的 {kind} 工作簿：{told}"), "请在 Excel 或 WPS 中另存为 .xlsx 后再导入")
}

/// The fault of another document.
pub fn other(what: &str) -> FileFault {
    FileFault::new(format!("这是{what}，不是工作簿"), "请把里面的表复制到 Excel 或 WPS 表格，另存为 .xlsx 后再导入")
}

/// The fault of a zip in which there is no workbook's own part.
pub fn packed() -> FileFault {
    FileFault::new("这是压缩包，不是工作簿", "请先解压，再导入里面的表")
}

/// The fault of a workbook that needs a password.
pub fn locked() -> FileFault {
    FileFault::new("工作簿加了密码", "请在 Excel 或 WPS 中去掉密码、另存为 .xlsx 后再导入")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_sheets_name_them() {
        assert_eq!([0, 25, 26, 51, 702].map(column_name), ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
