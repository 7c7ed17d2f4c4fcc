//! The sorted rows of a table, key by key: doubles are settled, and what a snapshot no longer lists is found in the same
//! walk, beside the stored rows.
//!
//! Invariant: **A snapshot closes in the same walk** (`app/intake/import/key_walk.rs`, `snapshots/`): the sorted rows
//! of a table pass by its stored rows page by page; what no row names is staged as closed, in key order with the
//! others. Keys of rejected rows are kept as hashes. *Deliberately absent:* a list of keys in memory, and a second
//! pass.

use super::admission::Admission;
use super::contradiction::Contradiction;
use super::file_reader::spill_failed;
use super::snapshots::StoredRows;
use crate::app::AppError;
use crate::ingest::{RowCounts, Sorted};
use crate::model::{NewRow, Origin, RowKey, Values, Version};
use crate::normalize::text;

/// Rows compared and staged at a time: small writers get their turn between two chunks.
const CHUNK: usize = 5_000;

/// The one row of a key, and the other files that say the same.
#[derive(Debug)]
pub struct AgreedRow {
    pub row: NewRow,
    pub also_in: Vec<u16>,
}

/// What becomes of one key.
#[derive(Debug)]
pub enum KeyOutcome {
    /// The files say this.
    Agreed(AgreedRow),
    /// A snapshot no longer lists it.
    Gone(Version),
}

/// A walk along the keys of a table, in order.
#[derive(Debug)]
pub struct KeyWalk {
    rows: Sorted,
    /// The first row of the next key.
    next: Option<NewRow>,
    /// The key the walk stands at, once its rows have been read: the key alone where they contradict each other.
    here: Option<Result<AgreedRow, RowKey>>,
    /// What a snapshot is held against.
    stored: Option<StoredRows>,
}

impl KeyWalk {
    /// A walk along sorted rows and, where there is a snapshot, along what it is held against.
    pub fn along(mut rows: Sorted, stored: Option<StoredRows>) -> Result<Self, AppError> {
        let next = rows.next_row().map_err(|error| spill_failed(&error))?;
        Ok(Self { rows, next, here: None, stored })
    }

    /// What becomes of the next keys, in key order; nothing at the end.
    pub fn next_chunk(&mut self, admission: &mut Admission) -> Result<Vec<KeyOutcome>, AppError> {
        let mut chunk = Vec::new();
        while chunk.len() < CHUNK {
            let Some(outcome) = self.next_outcome(admission)? else { break };
            chunk.push(outcome);
        }
        Ok(chunk)
    }

    fn next_outcome(&mut self, admission: &mut Admission) -> Result<Option<KeyOutcome>, AppError> {
        loop {
            if self.here.is_none() {
                self.here = self.read_key(admission)?;
            }
            if let Some(version) = self.next_gone(admission)? {
                return Ok(Some(KeyOutcome::Gone(version)));
            }
            match self.here.take() {
                Some(Ok(agreed)) => return Ok(Some(KeyOutcome::Agreed(agreed))),
                Some(Err(_)) => {}
                None => return Ok(None),
            }
        }
    }

    /// The next stored row, up to the key the walk stands at or to the end, that the list no longer holds.
    fn next_gone(&mut self, admission: &mut Admission) -> Result<Option<Version>, AppError> {
        let Some(stored) = &mut self.stored else { return Ok(None) };
        let (bound, agreed) = match &self.here {
            Some(Ok(agreed)) => (Some(&agreed.row.key), true),
            Some(Err(key)) => (Some(key), false),
            None => (None, false),
        };
        while let Some(version) = stored.next_until(bound)? {
            let listed = agreed && bound == Some(&version.key);
            if admission.snapshots.closes(&version, listed) {
                return Ok(Some(version));
            }
        }
        Ok(None)
    }

    /// The rows of the next key: one if they agree, with the files that say the same; if they differ, all are rejected.
    fn read_key(&mut self, admission: &mut Admission) -> Result<Option<Result<AgreedRow, RowKey>>, AppError> {
        let Some(row) = self.next.take() else { return Ok(None) };
        let mut doubles = Vec::new();
        loop {
            self.next = self.rows.next_row().map_err(|error| spill_failed(&error))?;
            match self.next.take_if(|next| next.key == row.key) {
                Some(double) => doubles.push(double),
                None => return Ok(Some(settled(row, &doubles, admission))),
            }
        }
    }
}

/// Whether two texts differ in nothing but the width of their letters.
fn written_alike(one: &str, other: &str) -> bool {
    text::folded(one) == text::folded(other)
}

/// What rows of one key say together; two of them where both say something else of the same.
fn said_together<'a>(row: &'a NewRow, doubles: &'a [NewRow]) -> Result<Values, (&'a NewRow, &'a NewRow)> {
    let nothing = Values::default();
    let mut all = row.values.clone().unwrap_or_default();
    for (at, double) in doubles.iter().enumerate() {
        let values = double.values.as_ref().unwrap_or(&nothing);
        let Some(more) = all.together(values, written_alike) else {
            let contradicts =
                |one: &&NewRow| one.values.as_ref().is_some_and(|one| one.together(values, written_alike).is_none());
            let before = std::iter::once(row).chain(&doubles[..at]).find(contradicts);
            return Err((before.unwrap_or(row), double));
        };
        all = more;
    }
    Ok(all)
}

/// Rows of one key that do not say the same make one where a list tells of a firm on several rows: it says what it knows
/// on one of them and leaves it blank on the others. All others are rejected.
fn settled(mut row: NewRow, doubles: &[NewRow], admission: &mut Admission) -> Result<AgreedRow, RowKey> {
    if let Some(differing) = doubles.iter().find(|double| double.values != row.values) {
        let file = row.origin.file;
        let told_on_several =
            admission.job.inputs.tells_on_several_rows(file) && doubles.iter().all(|double| double.origin.file == file);
        let together = said_together(&row, doubles);
        if let (true, Ok(values)) = (told_on_several, &together) {
            row.values = Some(values.clone());
        } else {
            let origins: Vec<Origin> = std::iter::once(&row).chain(doubles).map(|row| row.origin).collect();
            admission.snapshots.keep(&row.key);
            let (one, other) = together.err().unwrap_or((&row, differing));
            let told = Contradiction::of_rows(one, other, &admission.resolver.known.dictionary);
            admission.report.reject_doubles(&origins, told);
            return Err(row.key);
        }
    }
    let mut also_in = Vec::new();
    for file in doubles.iter().map(|double| double.origin.file) {
        admission.report.count(file, RowCounts { repeated: 1, ..RowCounts::default() });
        if file != row.origin.file && !also_in.contains(&file) {
            also_in.push(file);
        }
    }
    Ok(AgreedRow { row, also_in })
}
