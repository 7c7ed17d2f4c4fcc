//! The imports that were made, as people read them.

use std::collections::HashMap;

use serde::Serialize;

use crate::app::{AppError, to_the_minute};
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

    /// Its files as a person names them: `名单.csv`, `12 个文件 · chains.csv 等`.
    pub fn told_files(&self) -> String {
        let mut names: Vec<&str> = self.files.iter().map(String::as_str).collect();
        names.dedup();
        let last = |name: &&str| name.rsplit('/').next().unwrap_or(name).to_owned();
        match names.as_slice() {
            [] => "没有文件".to_owned(),
            [one] => last(one),
            [first, ..] => format!("{} 个文件 · {} 等", names.len(), last(first)),
        }
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
