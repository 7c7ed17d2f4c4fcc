//! How files were read, for the next one of the same person with the same head. Only what was said of their columns is kept.

use std::collections::VecDeque;
use std::sync::Arc;

use super::upload::{FileMapping, PartByHand};
use crate::ingest::{ColumnByHand, TableByHand};

/// So many are kept, of everybody together.
const MOST: usize = 256;

/// How one file was read.
#[derive(Debug, Clone)]
pub struct ReadBefore {
    who: String,
    /// What the file was called.
    pub name: String,
    /// Its mapping.
    pub mapping: Arc<FileMapping>,
}

/// How files were read, the last first.
#[derive(Debug, Default)]
pub struct ReadFiles(VecDeque<ReadBefore>);

impl ReadFiles {
    /// Takes note of how a file of `who` is read, in place of the last one of theirs with that head.
    pub fn remember(&mut self, who: &str, name: &str, mapping: &Arc<FileMapping>) {
        let own = heads(mapping);
        if own.is_empty() {
            return;
        }
        self.0.retain(|one| one.who != who || heads(&one.mapping) != own);
        self.0.push_front(ReadBefore { who: who.to_owned(), name: name.to_owned(), mapping: without_cells(mapping) });
        self.0.truncate(MOST);
    }

    /// Those of `who`.
    pub fn of(&self, who: &str) -> Vec<ReadBefore> {
        self.0.iter().filter(|one| one.who == who).cloned().collect()
    }
}

impl ReadBefore {
    /// How a part with the head of this one was read.
    pub fn part(&self, now: &PartByHand) -> Option<&PartByHand> {
        self.mapping.parts.iter().flatten().find(|part| head(part) == head(now))
    }
}

/// The heads of the columns of a part, and what stands between its rows.
type Head<'a> = (Vec<&'a str>, Option<&'a str>);

/// The heads of all parts.
fn heads(mapping: &FileMapping) -> Vec<Head<'_>> {
    mapping.parts.iter().flatten().map(head).collect()
}

fn head(part: &PartByHand) -> Head<'_> {
    let table = part.tables.first();
    let columns = table.iter().flat_map(|table| &table.columns).map(|column| column.header.as_str()).collect();
    (columns, table.and_then(|table| table.group.as_deref()))
}

/// The mapping without the examples of cells.
fn without_cells(mapping: &FileMapping) -> Arc<FileMapping> {
    let mut mapping = mapping.clone();
    let tables = mapping.parts.iter_mut().flatten().flat_map(|part| &mut part.tables);
    let columns = tables.flat_map(|table: &mut TableByHand| &mut table.columns);
    columns.for_each(|column: &mut ColumnByHand| column.samples.clear());
    Arc::new(mapping)
}
