//! Files that the program makes for people: never over one that is there.

use std::io::{ErrorKind, Write};
use std::path::Path;

use super::AppError;

/// Writes a file that is not there yet.
///
/// # Errors
/// There is one already, or it cannot be written.
pub fn write_new(path: &Path, content: &[u8]) -> Result<(), AppError> {
    let fault = |reason: String| AppError::File { path: path.display().to_string(), reason };
    let written = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    written.and_then(|mut file| file.write_all(content)).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => fault("已有这个文件，没有覆盖".into()),
        _ => fault(format!("不能写入：{error}")),
    })
}
