//! The records of a kind that some nodes and names lead to, with all that may be one entity with them.

use crate::app::AppError;
use crate::model::{Journal, Kind, NodeId, RowView, Values, Version, Way};
use crate::resolve::{Closure, Identity, Judgements};
use crate::store::{ListFilter, Store};

/// Nodes that are read for a few names at most; behind a name that more bear, all records are read at once.
const MOST: usize = 2_000;

/// A record as it stands, and what it said when it was last open.
#[derive(Debug)]
pub struct Record {
    version: Version,
    last: Option<Values>,
}

impl Record {
    /// The same as a scan hands it over.
    pub fn view(&self) -> RowView<'_> {
        let view = self.version.view();
        RowView { last: self.last.as_ref().map_or(view.last, Values::view), ..view }
    }
}

/// Where to begin.
#[derive(Debug, Default)]
pub struct Beginning {
    pub nodes: Vec<NodeId>,
    /// In the form of [`Way::form`].
    pub names: Vec<(Way, String)>,
}

/// The records of a kind that a beginning leads to, as they stood at a number, in the order of a scan; none where they are so
/// many that it is better to read all.
pub async fn reached(
    store: &Store,
    at: Journal,
    kind: Kind,
    beginning: &Beginning,
) -> Result<Option<Vec<Record>>, AppError> {
    let said = if kind == Kind::Enterprise { judgements(store, at).await? } else { Judgements::default() };
    let mut closure = Closure::following(&said);
    beginning.nodes.iter().for_each(|node| closure.reach(*node));
    beginning.names.iter().for_each(|(way, form)| closure.ask(*way, form));
    let most = MOST.max(4 * beginning.nodes.len());
    let mut records = Vec::new();
    loop {
        let bearers = store.bearers(kind, closure.unasked()).await?;
        bearers.into_iter().flatten().for_each(|node| closure.reach(node));
        if closure.count() > most {
            return Ok(None);
        }
        let nodes = closure.unread();
        if nodes.is_empty() {
            break;
        }
        for record in read(store, at, kind, nodes).await? {
            let view = record.view();
            closure.read(&Identity::of(kind, view.a, record.version.key.rest.source(), view.last));
            records.push(record);
        }
    }
    records.sort_by(|x, y| x.version.key.cmp(&y.version.key));
    Ok(Some(records))
}

/// What people said of which records are one firm, as it stood at a number.
pub async fn judgements(store: &Store, at: Journal) -> Result<Judgements, AppError> {
    let filter = ListFilter { kind: Kind::Judgement, a: None, after: None, limit: usize::MAX };
    let mut judgements = Judgements::default();
    store.list(filter, Some(at)).await?.iter().for_each(|row| judgements.take(&row.view()));
    Ok(judgements)
}

/// The records under some nodes.
async fn read(store: &Store, at: Journal, kind: Kind, nodes: Vec<NodeId>) -> Result<Vec<Record>, AppError> {
    let filter = |node| ListFilter { kind, a: Some(node), after: None, limit: usize::MAX };
    let lists = store.lists(nodes.into_iter().map(filter).collect(), Some(at)).await?;
    let mut records = Vec::new();
    for version in lists.into_iter().flatten() {
        let last = if version.values.is_none() { last(store, at, &version).await? } else { None };
        records.push(Record { version, last });
    }
    Ok(records)
}

/// What a closed record said when it was last open.
async fn last(store: &Store, at: Journal, closed: &Version) -> Result<Option<Values>, AppError> {
    let mut versions = store.versions(closed.key.clone()).await?;
    versions.retain(|version| version.number <= at);
    Ok(versions.into_iter().rev().find_map(|version| version.values))
}
