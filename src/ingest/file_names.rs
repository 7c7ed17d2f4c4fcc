//! What the name of a file says.

use std::path::Path;

/// The last part of a path, which is what people call the file.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A file name without its extension.
pub fn stem(name: &str) -> String {
    Path::new(name).file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

/// The extension of a path in small letters; blank where there is none.
pub fn extension(path: &Path) -> String {
    path.extension().map_or_else(String::new, |e| e.to_string_lossy().to_lowercase())
}

/// Whether an extension is that of a workbook.
pub fn is_workbook(extension: &str) -> bool {
    matches!(extension, "xlsx" | "xlsm" | "xls" | "et" | "xlsb" | "ods")
}

/// Whether an extension is that of a text of cells.
pub fn is_text(extension: &str) -> bool {
    matches!(extension, "csv" | "tsv" | "txt")
}

/// Whether an extension is that of JSON: one value, or one object a line.
pub fn is_json(extension: &str) -> bool {
    matches!(extension, "json" | "jsonl" | "ndjson")
}
