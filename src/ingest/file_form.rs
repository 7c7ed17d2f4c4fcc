//! What a file is, by what it begins with rather than by what it is called.

use std::io::Read;
use std::path::Path;

use super::file_names::{extension, is_json, is_workbook};
use super::rows::{FileFault, empty, open_file};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// Cells with something between them.
    Text,
    /// Objects, in an array or a line each.
    Json,
    /// Sheets, of whatever office suite.
    Workbook,
}

/// A zip, of which XLSX, XLSB and ODS are made; and the compound file of XLS.
pub const ZIP: &[u8] = b"PK\x03\x04";
pub const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// What is to be done with a file that only an office suite reads.
const SAVE_AS: &str = "请用 Excel 或 WPS 打开它，另存为 .xlsx（类型选“Excel 工作簿”），再导入另存的文件";
const UNPACK: &str = "请先解压，再导入里面的表";
const TABLE: &str = "请导入原来的表；只有这一份时，请把里面的表复制到 Excel 或 WPS 表格，另存为 .xlsx 后再导入";

/// Beginnings of files that are no tables, what they are, and what to do.
const OTHERS: [(&[u8], &str, &str); 12] = [
    (b"%PDF-", "PDF 文件", TABLE),
    (b"{\\rtf", "Word 文档（RTF）", TABLE),
    (b"\x89PNG", "图片", TABLE),
    (b"\xff\xd8\xff", "图片", TABLE),
    (b"\x1f\x8b", "压缩包（gzip）", UNPACK),
    (b"Rar!", "压缩包（RAR）", UNPACK),
    (b"7z\xbc\xaf", "压缩包（7z）", UNPACK),
    (b"PK\x05\x06", "空的压缩包", UNPACK),
    (b"\x09\x08", "很旧的 Excel 文件（95 以前）", SAVE_AS),
    (b"\x09\x04", "很旧的 Excel 文件（95 以前）", SAVE_AS),
    (b"\x09\x02", "很旧的 Excel 文件（95 以前）", SAVE_AS),
    (b"\x09\x00", "很旧的 Excel 文件（95 以前）", SAVE_AS),
];

impl FileForm {
    /// The form of a file. One that cannot be opened is what its name says: its reader tells why.
    ///
    /// # Errors
    /// It is no table, by what it begins with.
    pub fn of(path: &Path) -> Result<Self, FileFault> {
        let kind = extension(path);
        let by_name = if is_json(&kind) {
            Self::Json
        } else if is_workbook(&kind) {
            Self::Workbook
        } else {
            Self::Text
        };
        let mut begin = Vec::new();
        let read = open_file(path).map(|file| file.take(4_096).read_to_end(&mut begin));
        if !matches!(read, Ok(Ok(_))) {
            return Ok(by_name);
        }
        if begin.starts_with(ZIP) || begin.starts_with(OLE) {
            return Ok(Self::Workbook);
        }
        let opening = opening(&begin);
        if by_name == Self::Json {
            return if looks_like_text(&begin) && is_no_json(&opening) { Err(no_json()) } else { Ok(Self::Json) };
        }
        refuse_other(&begin, &opening)?;
        match by_name {
            Self::Workbook if begin.is_empty() => Err(empty()),
            // Many systems call a text with tabs, or one with commas, .xls.
            Self::Workbook if looks_like_text(&begin) => Ok(Self::Text),
            form => Ok(form),
        }
    }

    /// What should be known of a file that is read as what it is, and not as what it is called.
    pub fn misnamed(self, path: &Path, name: &str) -> Option<String> {
        let kind = extension(path);
        let what = match self {
            Self::Workbook if !is_workbook(&kind) => "工作簿",
            Self::Text if is_workbook(&kind) => "文本（CSV 或用 Tab 分隔）",
            Self::Workbook => other_workbook(path, &kind)?,
            _ => return None,
        };
        Some(format!("{name} 叫 .{kind}，内容是{what}，照内容读取"))
    }
}

/// The kind of workbook that a file is, where it is called by another.
fn other_workbook(path: &Path, kind: &str) -> Option<&'static str> {
    let mut begin = Vec::new();
    open_file(path).ok()?.take(4).read_to_end(&mut begin).ok()?;
    match (begin == OLE, kind) {
        (false, "xls") => Some(" .xlsx 一类的工作簿"),
        (true, "xlsx" | "xlsm" | "xlsb" | "ods") => Some(" .xls 工作簿"),
        _ => None,
    }
}

/// How a text begins, in small letters, whatever its encoding.
fn opening(begin: &[u8]) -> String {
    let text: String = String::from_utf8_lossy(begin).chars().filter(|c| *c != '\0').collect();
    text.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start().to_lowercase()
}

/// Whether bytes are those of a text: no signs that only machines write.
fn looks_like_text(begin: &[u8]) -> bool {
    let wide = begin.starts_with(&[0xff, 0xfe]) || begin.starts_with(&[0xfe, 0xff]);
    let written = |byte: &u8| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    !begin.is_empty() && (wide || begin.iter().all(written))
}

/// A web page, XML, a picture or a PDF is no table, whatever its name says.
fn refuse_other(begin: &[u8], opening: &str) -> Result<(), FileFault> {
    let other = OTHERS.iter().find(|(magic, ..)| begin.starts_with(magic)).map(|(_, what, fix)| (*what, *fix));
    let (what, fix) = match other {
        Some(found) => found,
        None if is_xml_spreadsheet(opening) => ("XML 表格（Excel 2003 的 .xml）", SAVE_AS),
        None if opening.starts_with("<?xml") => ("XML 文件", SAVE_AS),
        None if opening.starts_with('<') => ("网页（HTML），许多系统把它叫作 .xls", SAVE_AS),
        None if opening.starts_with("mime-version:") => ("网页存档（MHTML），许多系统把它叫作 .xls", SAVE_AS),
        None if is_json_of_objects(opening) => {
            ("JSON", "请把文件名改成以 .json 结尾，用 mapping guess 写出映射，再用映射导入")
        }
        None => return Ok(()),
    };
    Err(FileFault::new(format!("这是{what}，不是工作簿，也不是 CSV"), fix))
}

fn is_xml_spreadsheet(opening: &str) -> bool {
    opening.starts_with("<?xml")
        && ["urn:schemas-microsoft-com:office:spreadsheet", "excel.sheet"].iter().any(|word| opening.contains(word))
}

/// `[{` or `{"`, however they are spaced.
fn is_json_of_objects(opening: &str) -> bool {
    let next = |sign: char| opening.strip_prefix(sign).map(str::trim_start);
    next('[').is_some_and(|rest| rest.starts_with('{')) || next('{').is_some_and(|rest| rest.starts_with('"'))
}

/// Whether a text begins as no value of JSON does.
fn is_no_json(opening: &str) -> bool {
    opening.chars().next().is_some_and(|first| !first.is_ascii())
}

fn no_json() -> FileFault {
    FileFault::new("文件叫 .json，内容却不是 JSON", "若它是 CSV，请把文件名改成以 .csv 结尾")
}
