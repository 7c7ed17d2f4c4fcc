//! A change in place: rows of a form go the way of an import, with a deed of their own and a note beside them.
//!
//! Invariant: **An edit is an import of what was typed.** It has no reader, no identity and no words of refusal of its
//! own; what it adds is the version its writer saw, the note why, and that it waits for nobody's files.

use super::{ImportOptions, OnError};
use crate::app::AppError;
use crate::ingest::Inputs;
use crate::model::{Deed, EditNote, Journal, Kind, NewRow, NodeId, Origin, Rest, RowKey};
use crate::store::{ListFilter, Store};

/// What a form changes, beside its rows.
#[derive(Debug, Clone)]
pub struct TypedEdit {
    /// What the journal calls it.
    pub deed: Deed,
    /// The record whose last version its writer saw; none where something is added.
    pub seen: Option<SeenRecord>,
    /// Why.
    pub note: EditNote,
    /// Things under which the note stands too, since it is told there.
    pub beside: Vec<NodeId>,
}

/// A record as the writer of a form saw it: when the last of its rows was written.
#[derive(Debug, Clone)]
pub struct SeenRecord {
    /// The table its rows are of.
    pub kind: Kind,
    /// Under which its rows stand.
    pub nodes: Vec<NodeId>,
    /// The number of the last one.
    pub version: Journal,
}

impl SeenRecord {
    /// The number of the last row of a record, of whatever source.
    pub async fn version_of(store: &Store, kind: Kind, nodes: &[NodeId]) -> Result<Journal, AppError> {
        let filter = |node: &NodeId| ListFilter { kind, a: Some(*node), after: None, limit: usize::MAX };
        let rows = store.lists(nodes.iter().map(filter).collect(), None).await?;
        Ok(rows.iter().flatten().map(|row| row.number).max().unwrap_or_default())
    }
}

/// The rows of a note, in key order: one under each thing that was written of, and under those beside, so that it is told
/// where any of them is.
pub fn note_rows(note: &EditNote, batch: &str, written: &RowKey, beside: &[NodeId]) -> Vec<NewRow> {
    let mut things = [&[written.a, written.b], beside].concat();
    things.retain(|node| *node != NodeId::NONE);
    things.sort_unstable();
    things.dedup();
    let key = |a| RowKey { kind: Kind::Edit, a, b: NodeId::NONE, rest: Rest::new([batch], "") };
    let row = |a| NewRow { key: key(a), values: Some(note.values()), origin: Origin::default() };
    things.into_iter().map(row).collect()
}

/// Options of an edit: all or nothing, and names may change, since somebody says so.
pub fn options(who: &str) -> ImportOptions {
    ImportOptions {
        inputs: Inputs::default(),
        dry_run: false,
        on_error: OnError::Abort,
        confirm_removals: false,
        accept_renames: true,
        rejected: None,
        encoding: None,
        who: who.to_owned(),
    }
}
