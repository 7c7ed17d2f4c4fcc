//! The imports that were made, as people read them.

use std::collections::HashMap;

use serde::Serialize;

use crate::app::{AppError, is_made, to_the_minute};
use crate::model::{BatchRecord, Deed, Journal};
use crate::store::{Store, Written};

/// Imports whose rows are counted apart, the last ones.
const COUNTED: usize = 50;

/// One import.
#[derive(Debug, Clone, Serialize)]
pub struct ImportLine {
    /// Its id.
    pub import: String,
    /// Its journal number.
    pub number: u64,
    /// Who did it, as in the journal.
    pub who: String,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// What it read, in order.
    pub files: Vec<String>,
    /// Rows written: new and changed ones, and closed ones.
    pub rows: u64,
    /// The journal number of what took it back, where it was taken back.
    pub undone: Option<u64>,
    /// What it wrote, counted; none of large and of old ones.
    #[serde(skip)]
    pub written: Option<Written>,
}

impl ImportLine {
    /// When, to the minute, as people read it.
    pub fn told_when(&self) -> String {
        to_the_minute(&self.when)
    }

    /// Its files as a person names them: `名单.csv`, `12 个文件 · chains.csv 等`. A workbook is one, however many of its sheets
    /// are read; what was made beside a list is none of them.
    pub fn told_files(&self) -> String {
        let all = self.each_file();
        let brought: Vec<&str> = all.iter().map(|(name, _)| *name).filter(|name| !is_made(name)).collect();
        let last = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
        match (brought.as_slice(), all.first()) {
            ([], None) => "没有文件".to_owned(),
            ([], Some((made, _))) => last(made),
            ([one], _) => last(one),
            ([first, ..], _) => format!("{} 个文件 · {} 等", brought.len(), last(first)),
        }
    }

    /// Each of its files once, with how many tables were read of it.
    pub fn each_file(&self) -> Vec<(&str, usize)> {
        let mut each: Vec<(&str, usize)> = Vec::new();
        for name in &self.files {
            match each.iter_mut().find(|(known, _)| known == name) {
                Some((_, tables)) => *tables += 1,
                None => each.push((name, 1)),
            }
        }
        each
    }

    /// How many files, and how many tables where these are more: `1 个文件，3 张表`.
    pub fn told_count(&self) -> String {
        let (files, tables) = (self.each_file().len(), self.files.len());
        let more = if tables > files { format!("，{tables} 张表") } else { String::new() };
        format!("{files} 个文件{more}")
    }

    /// What it wrote: `新增 3，改 1`; of a large or old one only how many rows.
    pub fn told_rows(&self) -> String {
        let Some(Written { new, changed, closed }) = self.written else { return format!("{} 行", self.rows) };
        let parts = [("新增", new), ("改", changed), ("关闭", closed)].into_iter().filter(|(_, count)| *count > 0);
        parts.map(|(word, count)| format!("{word} {count}")).collect::<Vec<_>>().join("，")
    }
}

/// All imports, oldest first.
pub(super) async fn imports(store: &Store) -> Result<Vec<ImportLine>, AppError> {
    let batches = store.batches(Journal(0), usize::MAX).await?;
    let undone = undone(&batches);
    let mut lines = Vec::new();
    for batch in batches.iter().filter(|b| matches!(b.deed, Deed::Import { .. })) {
        let files = store.files(Journal(batch.number)).await?;
        lines.push(ImportLine {
            import: batch.id.clone(),
            number: batch.number,
            who: batch.who.clone(),
            when: batch.when.clone(),
            files: files.into_iter().map(|f| f.name).collect(),
            rows: batch.rows,
            undone: undone.get(batch.id.as_str()).copied(),
            written: None,
        });
    }
    for line in lines.iter_mut().rev().take(COUNTED) {
        line.written = store.written(Journal(line.number)).await?;
    }
    Ok(lines)
}

/// The ids of imports that were taken back, with the number of what did.
pub(super) fn undone(batches: &[BatchRecord]) -> HashMap<&str, u64> {
    let mut undone = HashMap::new();
    for batch in batches {
        if let Deed::Undo { import } = &batch.deed {
            undone.insert(import.as_str(), batch.number);
        }
    }
    undone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(files: &[&str]) -> ImportLine {
        let files = files.iter().map(|name| (*name).to_owned()).collect();
        let (import, who, when) = Default::default();
        ImportLine { import, number: 1, who, when, files, rows: 0, undone: None, written: None }
    }

    #[test]
    fn files_are_counted_as_people_count_them_and_tables_apart() {
        let book = ["名录.xlsx"; 4];
        for (files, told, count) in [
            (&["名单.csv"][..], "名单.csv", "1 个文件"),
            (&book, "名录.xlsx", "1 个文件，4 张表"),
            (
                &["新建的产业链.csv", "新建的环节.csv", "名录.xlsx", "新建的环节2.csv", "名录.xlsx"],
                "名录.xlsx",
                "4 个文件，5 张表",
            ),
            (&["a/chains.csv", "a/members.csv", "a/chains.csv"], "2 个文件 · chains.csv 等", "2 个文件，3 张表"),
            (&["新建的环节.csv"], "新建的环节.csv", "1 个文件"),
            (&[], "没有文件", "0 个文件"),
        ] {
            assert_eq!((line(files).told_files(), line(files).told_count()), (told.to_owned(), count.to_owned()));
        }
    }
}
