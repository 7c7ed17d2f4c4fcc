//! What a file is, by what it begins with rather than by what it is called.

use std::io::Read;
use std::path::Path;

use super::file_names::{extension, is_json, is_workbook};
use super::rows::{FileFault, open_file};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// Cells with something between them.
    Text,
    Json,
    Workbook,
}

/// A zip, of which XLSX, XLSB and ODS are made; and the compound file of XLS.
pub const ZIP: &[u8] = b"PK\x03\x04";
pub const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

impl FileForm {
    /// The form of a file. One that cannot be opened is what its name says: its reader tells why.
    pub fn of(path: &Path) -> Result<Self, FileFault> {
        let kind = extension(path);
        let mut begin = Vec::new();
        let read = open_file(path).map(|file| file.take(4_096).read_to_end(&mut begin));
        if matches!(read, Ok(Ok(_))) {
            if begin.starts_with(ZIP) || begin.starts_with(OLE) {
                return Ok(Self::Workbook);
            }
            if !is_json(&kind) {
                refuse_other(&begin)?;
            }
        }
        // Many systems call a text with tabs, or one with commas, .xls.
        let text_at_heart = matches!(kind.as_str(), "xls" | "et") && !begin.is_empty();
        match () {
            () if is_json(&kind) => Ok(Self::Json),
            () if is_workbook(&kind) && !text_at_heart => Ok(Self::Workbook),
            () => Ok(Self::Text),
        }
    }
}

/// A web page, XML or a PDF is no table, whatever its name says.
fn refuse_other(begin: &[u8]) -> Result<(), FileFault> {
    let text: String = String::from_utf8_lossy(begin).chars().filter(|c| *c != '\0').collect();
    let text = text.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start().to_lowercase();
    let found = match () {
        () if text.starts_with("<?xml") => "XML 文件",
        () if text.starts_with('<') => "网页（HTML）",
        () if text.starts_with("%pdf-") => "PDF 文件",
        () => return Ok(()),
    };
    Err(FileFault::new(format!("这是{found}，不是工作簿，也不是 CSV"), "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入"))
}
