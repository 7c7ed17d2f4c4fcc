//! What the firms of a version are called, read from the store: all of them, or those that may be called otherwise than in the
//! version before.

use std::collections::HashSet;
use std::sync::Arc;

use super::called::FirmsCalled;
use super::firms::FirmsAlike;
use super::known::{FirmsShown, KnownFirms};
use super::owners::Owners;
use super::threads::apart;
use crate::app::AppError;
use crate::graph::{FirmIx, Graph};
use crate::model::{Journal, Kind, NodeId};
use crate::store::{ListFilter, Store};

/// Where one firm in so many may be called otherwise, all are read: by ones it would take as long.
const MANY: usize = 40;

/// Whatever moved of these may give a firm another name or place, though no record of it moved.
const EVERYWHERE: [Kind; 2] = [Kind::Source, Kind::Region];

impl FirmsAlike {
    /// The firms of a graph as known at a number; `before`: those of an earlier version.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn read(
        store: &Store,
        graph: Arc<Graph>,
        at: Journal,
        before: Option<Arc<KnownFirms>>,
    ) -> Result<Self, AppError> {
        let before = before.filter(|before| before.regions().are_those_of(&graph.regions));
        let moved = match &before {
            Some(before) => records_moved(store, before.at(), at).await?,
            None => None,
        };
        let (own, known) = (Arc::clone(&graph), before.clone());
        let (owners, shown) = apart(move || {
            let owners = Owners::of(&own);
            let heads = owners.heads(&own);
            let moved = known.zip(moved).map(|(known, moved)| known.moved(&heads, &moved));
            let among = moved.filter(|moved| moved.len() * MANY <= own.firm_count());
            (Arc::new(owners), FirmsShown { at, heads, among })
        })
        .await?;
        let firms = match &shown.among {
            Some(heads) => {
                let firms: HashSet<FirmIx> = heads.iter().filter_map(|head| owners.owner(*head)).collect();
                firms_called(store, &graph, &firms.into_iter().collect::<Vec<_>>(), at).await?
            }
            None => {
                let called = FirmsCalled::new(Arc::clone(&graph), Arc::clone(&owners));
                store.scan(vec![Kind::Enterprise], Some(at), called, FirmsCalled::row).await?.0
            }
        };
        apart(move || Self::of(graph, owners, &firms.told(), shown, before)).await
    }
}

/// What some firms are called, as known at a number.
///
/// # Errors
/// The store cannot be read.
pub async fn firms_called(
    store: &Store,
    graph: &Arc<Graph>,
    firms: &[FirmIx],
    at: Journal,
) -> Result<FirmsCalled, AppError> {
    let filter = |a| ListFilter { kind: Kind::Enterprise, a: Some(a), after: None, limit: usize::MAX };
    let filters = firms.iter().flat_map(|firm| graph.nodes_of(*firm)).copied().map(filter).collect();
    let rows = store.lists(filters, Some(at)).await?;
    let owners = Owners::among(graph, firms.iter().copied());
    let mut called = FirmsCalled::new(Arc::clone(graph), Arc::new(owners));
    rows.iter().flatten().for_each(|row| called.row(row.view()));
    Ok(called)
}

/// The records that were written between two numbers; none where every firm may be called otherwise since.
async fn records_moved(store: &Store, since: Journal, until: Journal) -> Result<Option<Vec<NodeId>>, AppError> {
    if store.touched(since).await?.iter().any(|kind| EVERYWHERE.contains(kind)) {
        return Ok(None);
    }
    Ok(Some(store.moved(Kind::Enterprise, since, until).await?))
}
