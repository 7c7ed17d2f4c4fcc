//! Files beside the store that may name a person: mappings that were kept, whose samples give way to an alias; uploads nobody
//! finished, which go; and copies of the store, which are somebody's to delete and are named.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::app::AppError;
use crate::app::out_file::{self, Existing};
use crate::model::failure_told;
use crate::store::{Store, folder_of};

/// What folders beside the store are called.
const MAPPINGS: &str = "-mappings";
const UPLOADS: &str = "-uploads";
/// Bytes of a mapping, at most: longer ones are nobody's.
const LONGEST: u64 = 1 << 20;
/// Files that are looked at.
const MOST: usize = 1_000;
/// What every store begins with.
const STORE: &[u8] = b"SQLite format 3\0";

/// What stands in files beside the store, a sentence each; and how many of them would be written over.
pub(super) fn told(store: &Store, names: &[String]) -> (Vec<String>, u64) {
    let mappings = mappings(store).iter().filter(|path| is_named(path, names)).count();
    let written = mappings as u64;
    let mappings = (mappings > 0).then(|| format!("留下的读法里有 {mappings} 个提到此人：抹去时换成代号"));
    let uploads = entries(store, UPLOADS).is_empty();
    let uploads =
        (!uploads).then(|| "网页上还有没导入的上传，里面可能有此人：抹去时一并清掉，要用的请重新上传".to_owned());
    let copies = copies(store).join("、");
    let copies = (!copies.is_empty()).then(|| format!("数据库旁边的备份 {copies} 不会动，里面可能有此人：请另行删除"));
    ([mappings, uploads, copies].into_iter().flatten().collect(), written)
}

/// Puts an alias in the place of the names in the mappings that were kept; how many had them.
///
/// # Errors
/// One that has them cannot be written.
pub(super) fn erase(store: &Store, names: &[String], alias: &str) -> Result<usize, AppError> {
    let named: Vec<PathBuf> = mappings(store).into_iter().filter(|path| is_named(path, names)).collect();
    for path in &named {
        let without = |text: &str| names.iter().fold(text.to_owned(), |text, name| text.replace(name.as_str(), alias));
        let failed =
            |error: std::io::Error| AppError::file(path, format!("还提到此人，不能改写：{}", failure_told(&error)));
        let to = path.with_file_name(without(&path.file_name().unwrap_or_default().to_string_lossy()));
        out_file::write(&to, Existing::GivesWay, without(&read(path)).as_bytes())?;
        if to != *path {
            std::fs::remove_file(path).map_err(failed)?;
        }
    }
    Ok(named.len())
}

fn is_named(path: &Path, names: &[String]) -> bool {
    let (called, text) = (path.to_string_lossy(), read(path));
    names.iter().any(|name| called.contains(name.as_str()) || text.contains(name.as_str()))
}

fn read(path: &Path) -> String {
    let mut bytes = Vec::new();
    let _ = std::fs::File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

fn mappings(store: &Store) -> Vec<PathBuf> {
    entries(store, MAPPINGS).into_iter().filter(|path| path.is_file()).collect()
}

fn entries(store: &Store, ending: &str) -> Vec<PathBuf> {
    let entries = store.beside(ending).and_then(|folder| std::fs::read_dir(folder).ok());
    entries.into_iter().flatten().flatten().map(|entry| entry.path()).take(MOST).collect()
}

/// What copies of the store in its folder are called. Its own files are not looked into, see [`Store::owns`].
fn copies(store: &Store) -> Vec<String> {
    let Some(own) = store.beside("") else { return Vec::new() };
    let entries = std::fs::read_dir(folder_of(&own)).into_iter().flatten().flatten().take(MOST);
    let paths = entries.map(|entry| entry.path()).filter(|path| !store.owns(path));
    let mut copies: Vec<String> = paths
        .filter(|path| is_store(path))
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    copies.sort();
    copies
}

fn is_store(path: &Path) -> bool {
    let mut begins = [0; STORE.len()];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut begins));
    path.is_file() && read.is_ok() && begins == *STORE
}
