//! What was changed in place of a thing, for people.

use crate::app::desk::Permit;
use crate::app::{AppError, to_the_minute};
use crate::model::{EditNote, Journal, Kind, NodeId, Version};
use crate::store::ListFilter;

/// Rows of a change that are looked at: it has its own and few notes.
pub(super) const ROWS: usize = 16;

/// One change in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditLine {
    /// Its id, to take it back by.
    pub edit: String,
    /// Its journal number.
    pub number: u64,
    /// Who, as in the journal.
    pub who: String,
    /// When, to the minute.
    pub when: String,
    /// What was changed, from what to what, why.
    pub note: EditNote,
    /// Whether it was taken back.
    pub undone: bool,
}

impl EditLine {
    /// Why and by what, as typed; blank where neither was.
    pub fn grounds(&self) -> String {
        let said = [("理由", &self.note.reason), ("依据", &self.note.source)];
        let said = said.into_iter().filter(|(_, said)| !said.is_empty()).map(|(word, said)| format!("{word}：{said}"));
        said.collect::<Vec<_>>().join("；")
    }
}

/// How many of some changes still hold.
pub fn in_force(edits: impl AsRef<[EditLine]>) -> usize {
    edits.as_ref().iter().filter(|edit| !edit.undone).count()
}

impl Permit<'_> {
    /// Every change in place under these nodes, the last first.
    pub(super) async fn edits_of(&self, nodes: &[NodeId]) -> Result<Vec<EditLine>, AppError> {
        let filter = |node: &NodeId| ListFilter { kind: Kind::Edit, a: Some(*node), after: None, limit: usize::MAX };
        let seen = self.seen().await?;
        let lists = self.store().lists(nodes.iter().map(filter).collect(), Some(seen)).await?;
        let rows: Vec<Version> = lists.into_iter().flatten().collect();
        let batches = self.store().batches_numbered(rows.iter().map(|row| row.first).collect()).await?;
        let mut lines = Vec::new();
        for (row, batch) in rows.into_iter().zip(batches) {
            let Some(batch) = batch else { continue };
            let undone = row.values.is_none();
            let note = self.note_of(row).await?;
            let when = to_the_minute(&batch.when);
            lines.push(EditLine { edit: batch.id, number: batch.number, who: batch.who, when, note, undone });
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.number));
        Ok(lines)
    }

    /// The change in place with this number; none where that number is none.
    pub(in crate::app) async fn edit_numbered(&self, number: u64) -> Result<Option<EditLine>, AppError> {
        let rows = self.store().batch_rows(Journal(number), None, ROWS).await?;
        let Some(note) = rows.into_iter().find(|row| row.key.kind == Kind::Edit) else { return Ok(None) };
        let edits = self.edits_of(&[note.key.a]).await?;
        Ok(edits.into_iter().find(|edit| edit.number == number))
    }

    /// What the note of a change said when it was made.
    async fn note_of(&self, row: Version) -> Result<EditNote, AppError> {
        let first: Journal = row.first;
        let values = match row.values {
            Some(values) => Some(values),
            None => {
                let versions = self.store().versions(row.key).await?;
                versions.into_iter().find(|version| version.number == first).and_then(|version| version.values)
            }
        };
        Ok(values.map(|values| EditNote::read(values.view())).unwrap_or_default())
    }
}
