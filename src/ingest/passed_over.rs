//! What lies in an import folder and is not read: each entry is told, with why, and whether it looks like data.

use std::path::{Path, PathBuf};

use super::encoding::detect;
use super::file_names::{extension, file_name, is_json, is_text, is_workbook};
use super::rows::{FileFault, open_file};
use super::separator::is_table;
use crate::model::failure_told;

/// How deep, and at how many entries, subfolders are looked through for data.
const DEEPEST: usize = 4;
const MOST_ENTRIES: usize = 2_000;

/// An entry of a folder that is not read.
#[derive(Debug)]
pub struct PassedOver {
    /// Why, in Chinese, with its name.
    pub told: String,
    /// Whether somebody may have meant it to be read.
    pub data: bool,
}

impl PassedOver {
    /// Why nobody reads this entry of a folder that imports canonical files.
    pub fn of(path: &Path) -> Self {
        let (name, kind) = (file_name(path), extension(path));
        if path.is_dir() || is_temporary(&name) {
            return Self::folder_or_temporary(path, &name);
        }
        let data = looks_like_data(path);
        let told = match kind.as_str() {
            kind if is_archive(kind) => format!("{name} 是压缩包，未导入；请先解压"),
            kind if is_json(kind) => format!("{name} 未导入：JSON 要有映射才能导入，请用 --mapping 单独导入这个文件"),
            _ if data => format!("{name} 不是规范文件名，未导入；若要导入，请单独指定这个文件"),
            _ => format!("{name} 不是表格，未导入"),
        };
        Self { told, data }
    }

    /// Why a mapping does not read this entry.
    pub fn by_mapping(path: &Path, mapping: &str) -> Self {
        let name = file_name(path);
        if path.is_dir() || is_temporary(&name) {
            return Self::folder_or_temporary(path, &name);
        }
        Self { told: format!("{name} 不在映射 {mapping} 里，未导入"), data: looks_like_data(path) }
    }

    fn folder_or_temporary(path: &Path, name: &str) -> Self {
        if !path.is_dir() {
            return Self { told: format!("{name} 是软件的临时文件，未导入"), data: false };
        }
        let mut left = MOST_ENTRIES;
        let found = data_below(path, DEEPEST, &mut left);
        let inside = found.as_deref().map(|file| format!("，里面有 {}", file_name(file))).unwrap_or_default();
        let told = format!("子文件夹 {name} 未导入{inside}；若要导入，请单独指定这个文件夹");
        Self { told, data: found.is_some() }
    }
}

/// The entries of a folder, by name.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, FileFault> {
    let unreadable =
        |error: std::io::Error| FileFault::new(format!("文件夹不能读取：{}", failure_told(&error)), "请检查路径和权限");
    let found = std::fs::read_dir(folder).map_err(unreadable)?.map(|entry| entry.map(|entry| entry.path()));
    let mut found = found.collect::<Result<Vec<PathBuf>, _>>().map_err(unreadable)?;
    found.sort();
    Ok(found)
}

/// Whether an office suite or a system laid a file there for itself.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(['.', '~']) || ["thumbs.db", "desktop.ini"].contains(&name.to_lowercase().as_str())
}

fn is_archive(kind: &str) -> bool {
    matches!(kind, "zip" | "rar" | "7z" | "gz" | "tar" | "tgz" | "bz2" | "xz")
}

fn looks_like_data(path: &Path) -> bool {
    let kind = extension(path);
    match kind.as_str() {
        "txt" | "dat" | "" => holds_a_table(path),
        "dbf" | "mdb" | "accdb" | "parquet" => true,
        kind => is_text(kind) || is_workbook(kind) || is_json(kind) || is_archive(kind),
    }
}

/// Whether a text is one of cells and not of words.
fn holds_a_table(path: &Path) -> bool {
    let Ok(mut file) = open_file(path) else { return true };
    if !file.metadata().is_ok_and(|found| found.is_file()) {
        return false;
    }
    detect(&mut file, None).is_ok_and(|encoding| is_table(&file, encoding).unwrap_or(true))
}

/// The first file below a folder that looks like a list; JSON there may be anything, and no folder is read for it.
fn data_below(folder: &Path, deep: usize, left: &mut usize) -> Option<PathBuf> {
    let found = entries(folder).ok()?;
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        found.into_iter().filter(|path| !is_temporary(&file_name(path))).partition(|path| path.is_dir());
    let looked_at = files.len().min(*left);
    *left -= looked_at;
    let is_list = |path: &PathBuf| !is_json(&extension(path)) && looks_like_data(path);
    files.into_iter().take(looked_at).find(is_list).or_else(|| {
        let below = deep.checked_sub(1)?;
        folders.iter().find_map(|folder| data_below(folder, below, left))
    })
}
