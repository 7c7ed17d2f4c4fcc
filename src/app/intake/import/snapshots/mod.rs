//! What snapshots speak for: which rows are closed because their list no longer holds them, and how many that are
//! (docs/definitions.md#快照与关闭).

mod removals;
mod stored_rows;

pub use removals::report_removals;
pub use stored_rows::StoredRows;

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::ingest::Input;
use crate::model::{Kind, RowKey, Version};

/// The snapshots of an import, by table. All files of a table count together.
#[derive(Debug, Default)]
pub struct Snapshots(BTreeMap<Kind, Snapshot>);

/// What the files of one table hold whole.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The mapping that says so.
    pub mapping: String,
    /// The sources it speaks for: the one of the mapping, or those its rows name.
    pub sources: BTreeMap<String, SourceCounts>,
    /// Hashes of keys that rejected rows speak of: they are still in the list. Two keys of one hash keep a row too many.
    kept: HashSet<u64>,
    /// Rejected rows that may speak of any record. While there is one, nothing is closed.
    pub unidentified: u64,
}

/// Rows of one source, as stored.
#[derive(Debug, Default)]
pub struct SourceCounts {
    /// Open before the import.
    pub open: u64,
    /// No longer in the list.
    pub removed: u64,
    /// Only in rejected rows of the list: left as they are.
    pub kept: u64,
}

impl SourceCounts {
    /// Whether so many are only closed when that is confirmed: more than 10 %.
    pub fn needs_confirmation(&self) -> bool {
        self.removed * 10 > self.open
    }
}

impl Snapshots {
    /// What the mapping says of these files.
    pub fn of(inputs: &[Input]) -> Self {
        let mut all = Self::default();
        for input in inputs {
            let Some(rule) = input.snapshot() else { continue };
            let snapshot = all.0.entry(rule.kind).or_default();
            snapshot.mapping.clone_from(&rule.mapping);
            if let Some(source) = rule.constant_source() {
                snapshot.sources.entry(source).or_default();
            }
        }
        all
    }

    /// The snapshot of a table.
    pub fn get(&self, kind: Kind) -> Option<&Snapshot> {
        self.0.get(&kind)
    }

    /// Whether there is a snapshot of any table.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// A row of a snapshot's file is from this source.
    pub fn speak_for(&mut self, kind: Kind, source: &str) {
        if let Some(snapshot) = self.0.get_mut(&kind).filter(|s| !s.sources.contains_key(source)) {
            snapshot.sources.insert(source.to_owned(), SourceCounts::default());
        }
    }

    /// A rejected row speaks of this key.
    pub fn keep(&mut self, key: &RowKey) {
        if let Some(snapshot) = self.0.get_mut(&key.kind) {
            snapshot.kept.insert(hash(key));
        }
    }

    /// A rejected row may speak of any record.
    pub fn keep_all(&mut self, kind: Kind) {
        if let Some(snapshot) = self.0.get_mut(&kind) {
            snapshot.unidentified += 1;
        }
    }

    /// Whether an open record would be closed, unless an accepted row has its key.
    pub fn misses(&self, key: &RowKey) -> bool {
        let speaks = |s: &&Snapshot| s.unidentified == 0 && s.sources.contains_key(key.rest.source());
        self.get(key.kind).filter(speaks).is_some_and(|snapshot| !snapshot.kept.contains(&hash(key)))
    }

    /// Counts a stored row, and says whether it is to be closed. `listed`: an accepted row has its key.
    pub fn closes(&mut self, version: &Version, listed: bool) -> bool {
        let key = &version.key;
        let missed = !listed && version.values.is_some() && self.misses(key);
        let Some(snapshot) = self.0.get_mut(&key.kind) else { return false };
        let kept = !listed && snapshot.kept.contains(&hash(key));
        let Some(counts) = snapshot.sources.get_mut(key.rest.source()).filter(|_| version.values.is_some()) else {
            return false;
        };
        counts.open += 1;
        counts.removed += u64::from(missed);
        counts.kept += u64::from(kept);
        missed
    }
}

fn hash(key: &RowKey) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(key)
}
