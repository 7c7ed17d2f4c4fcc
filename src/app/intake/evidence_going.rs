//! Files of evidence that would go with an import that is taken back.

use std::collections::BTreeSet;

use crate::app::AppError;
use crate::app::intake::taken_back::TakenBack;
use crate::model::{BatchRecord, EvidenceOf, Journal};
use crate::store::{ListFilter, Store};

/// An import is not taken back in silence where files of evidence would go with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvidenceGoes {
    /// The journal number of the import.
    pub import: u64,
    /// How many files.
    pub files: u64,
}

impl From<EvidenceGoes> for AppError {
    fn from(EvidenceGoes { import, files }: EvidenceGoes) -> Self {
        Self::BadRequest(format!(
            "导入 {import} 带来的走访、出行或节点附有 {files} 份依据文件，撤销会把它们一起删除，不能恢复；没有撤销。\
             确实要连同文件撤销，请在这次导入的页上勾选，或加 --with-evidence"
        ))
    }
}

/// How many files of evidence show what an import alone says, and said first.
pub(super) async fn evidence_going(
    store: &Store,
    import: &BatchRecord,
    batches: &[BatchRecord],
) -> Result<u64, AppError> {
    let (number, files) = (Journal(import.number), store.evidence(None).await?);
    let things: BTreeSet<&EvidenceOf> = files.iter().map(|file| &file.of).collect();
    let taken_back = TakenBack::of(batches);
    let mut going = BTreeSet::new();
    for of in things {
        let filter = ListFilter { kind: of.kind, a: Some(of.a), after: None, limit: usize::MAX };
        let rows = store.list(filter, None).await?;
        let said: Vec<_> =
            rows.iter().filter(|row| row.values.is_some() && row.key.rest.columns_text() == of.part).collect();
        let mut goes = !said.is_empty();
        for row in said {
            let versions = store.versions(row.key.clone()).await?;
            let before = versions.iter().rev().find(|version| version.number < number);
            let is_new = before.is_none_or(|version| version.values.is_none());
            goes &= is_new && taken_back.origin(store, &row.key, row.number).await? == number;
        }
        if goes {
            going.insert(of);
        }
    }
    Ok(files.iter().filter(|file| going.contains(&file.of)).count() as u64)
}
