//! Where rejected rows are written to.

use std::path::{Path, PathBuf};

use crate::app::AppError;
use crate::app::out_file::{Existing, OutFile};
use crate::ingest::Input;
use crate::model::Kind;

/// Refuses, before anything is loaded, a file that cannot be written: the folder must be there, and no file that is itself
/// read may be replaced, or its good rows would be by the bad ones.
pub fn refuse_target(path: &Path, inputs: &[Input]) -> Result<(), AppError> {
    let read: Vec<PathBuf> = inputs.iter().filter_map(|input| input.path.canonicalize().ok()).collect();
    let targets = std::iter::once(path.to_owned()).chain(Kind::records().map(|kind| beside(path, kind)));
    for target in targets {
        if target.canonicalize().is_ok_and(|real| read.contains(&real)) {
            let message = format!("--rejected 会写 {}，而它正在被导入，会被覆盖；请写另一个文件名", target.display());
            return Err(AppError::BadRequest(message));
        }
    }
    OutFile::new(path, Existing::GivesWay).map(drop)
}

/// The file of one table where there are several.
pub fn beside(path: &Path, kind: Kind) -> PathBuf {
    let stem = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    path.with_file_name(format!("{stem}.{}.csv", kind.code()))
}

/// The rejected rows could not be written.
pub fn not_written(target: &Path, error: &dyn std::fmt::Display) -> AppError {
    AppError::file(target, format!("被拒绝的行不能写入：{error}"))
}
