//! Mappings that people kept under a name, for the next file with that head. They are files as the command line takes
//! them, in a folder beside the store.

use std::path::{Path, PathBuf};

use super::file_mapping::reads;
use crate::access::{Right, Scope};
use crate::app::out_file::{self, Existing};
use crate::app::{AppError, StoreDesk};
use crate::app::{FileMapping, UploadedFile};
use crate::ingest::Mapping;
use crate::model::failure_told;

/// How the folder beside the store is called.
const FOLDER: &str = "-mappings";
/// The most mappings that are looked at.
const MOST: usize = 500;
/// The most letters of a name.
const LONGEST: usize = 40;

/// A mapping under its name.
#[derive(Debug, Clone)]
pub struct KeptMapping {
    pub name: String,
    pub text: String,
    pub mapping: Mapping,
}

impl StoreDesk {
    /// Every mapping that was kept, by name; one that cannot be read any more is passed over, as it is offered to nobody.
    ///
    /// # Errors
    /// The caller may not bring anything in.
    pub fn kept_mappings(&self) -> Result<Vec<KeptMapping>, AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        let Some(folder) = at.store().beside(FOLDER) else { return Ok(Vec::new()) };
        let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).take(MOST).collect();
        paths.sort();
        Ok(paths.iter().filter_map(|path| kept(path)).collect())
    }

    /// Keeps a mapping under a name, in place of the one that had it.
    ///
    /// # Errors
    /// The caller may not, the name says nothing, or the disk cannot take it.
    pub fn keep_mapping(&self, name: &str, text: &str) -> Result<String, AppError> {
        let at = self.may(Right::EditSource, Scope::City)?;
        let name = file_name(name).ok_or_else(|| AppError::BadRequest("映射的名称要有字母、数字或汉字".into()))?;
        let nowhere = || AppError::BadRequest("这个库没有文件，存不下映射".into());
        let folder = at.store().beside(FOLDER).ok_or_else(nowhere)?;
        let failed = |error: std::io::Error| AppError::file(&folder, format!("不能写入：{}", failure_told(&error)));
        crate::app::private_folder(&folder).map_err(failed)?;
        out_file::write(&folder.join(format!("{name}.toml")), Existing::GivesWay, text.as_bytes())?;
        Ok(name)
    }
}

fn kept(path: &Path) -> Option<KeptMapping> {
    let name = path.file_name()?.to_str()?.strip_suffix(".toml")?.to_owned();
    let text = crate::ingest::read_text(path, 1 << 20).ok()?;
    let mapping = Mapping::parse(&format!("映射“{name}”"), &text).ok()?;
    Some(KeptMapping { name, text, mapping })
}

/// A name as a file has it: letters, digits, `-` and blanks; none where nothing is left.
fn file_name(name: &str) -> Option<String> {
    let fit = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '（' | '）') { c } else { ' ' };
    let words: String = name.chars().map(fit).collect();
    let name: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
    name.chars().any(char::is_alphanumeric).then(|| name.trim().to_owned())
}

/// The kept mapping that reads a file and speaks of most of its columns.
pub fn fitting(file: &UploadedFile, kept: &[KeptMapping]) -> Option<FileMapping> {
    let reads = kept.iter().filter(|kept| reads(file, &kept.mapping));
    let speaks_of = |kept: &&KeptMapping| kept.mapping.tables.iter().map(|rule| rule.headers().count()).sum::<usize>();
    let KeptMapping { name, text, mapping } = reads.max_by_key(speaks_of)?.clone();
    Some(FileMapping { text, parts: None, mapping, kept_as: Some(name), before: None, looked_at: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        for (given, name) in [
            ("统计局 月报", Some("统计局 月报")),
            ("../../x", Some("x")),
            (" 发改委/2026.年 ", Some("发改委 2026 年")),
            ("../..", None),
            ("", None),
        ] {
            assert_eq!(file_name(given).as_deref(), name, "{given}");
        }
    }
}
