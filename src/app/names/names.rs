//! What people's work names: chains, segments, squads, recruiters, regions, and those enterprises that are asked for.

use std::sync::Arc;

use super::few::{FEW, Few};
use super::parties;
use super::reached::{Beginning, reached};
use crate::app::{AppError, Held};
use crate::graph::{FirmIx, Graph};
use crate::model::{Journal, Kind, NodeId, NodeName, Way};
use crate::normalize::text;

/// The names of things, as the one fold gives them: of a graph held whole, or of the records that were read for it.
///
/// Invariant: an enterprise that is in here has all its records, so that its id and name are those of the whole graph.
#[derive(Debug)]
pub struct Names {
    graph: Arc<Graph>,
    /// What is read so far; none where the graph holds everything.
    few: Option<Few>,
}

impl From<Arc<Graph>> for Names {
    fn from(graph: Arc<Graph>) -> Self {
        Self { graph, few: None }
    }
}

impl Names {
    /// Reads all but enterprises.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn read(store: &crate::store::Store) -> Result<Self, AppError> {
        let few = Few::read(store).await?;
        Ok(Self { graph: Arc::new(few.with(&[]).await?), few: Some(few) })
    }

    /// The same with the enterprises whose records stand under these nodes, and those that may be meant by what people give.
    /// Where one of these means none, all enterprises are read, so that what is near it can be told.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn with_firms(self, nodes: Vec<NodeId>, given: &[&str]) -> Result<Self, AppError> {
        let Some(few) = self.few else { return Ok(self) };
        let beginning = beginning(&few, nodes, given).await?;
        let Some(records) = reached(&few.store, few.at, Kind::Enterprise, &beginning).await? else {
            return Self::whole(&few).await;
        };
        let graph = few.with(&records).await?;
        if given.iter().any(|given| matches!(parties::firm(&graph, given), Err(AppError::NotFound { .. }))) {
            return Self::whole(&few).await;
        }
        Ok(Self { graph: Arc::new(graph), few: Some(few) })
    }

    /// The names of everything, where a part will not do.
    async fn whole(few: &Few) -> Result<Self, AppError> {
        Ok(Self { graph: held(&few.store, Some(few.at)).await?.graph, few: None })
    }

    /// The names of everything as it is now, with all enterprises.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn held(store: &crate::store::Store) -> Result<Held, AppError> {
        held(store, None).await
    }

    /// The enterprise with this id or exact name, of those that were asked for.
    ///
    /// # Errors
    /// None goes by it, or several do.
    pub fn firm(&self, given: &str) -> Result<FirmIx, AppError> {
        parties::firm(&self.graph, given)
    }

    /// The graph of what is read so far.
    pub fn graph(&self) -> &Arc<Graph> {
        &self.graph
    }
}

/// A graph of what people's work names, all of it.
async fn held(store: &crate::store::Store, at: Option<Journal>) -> Result<Held, AppError> {
    Held::load_kinds(store, FEW.into_iter().chain([Kind::Enterprise]).collect(), at).await
}

/// The records behind some nodes, and those that what people give may mean.
async fn beginning(few: &Few, mut nodes: Vec<NodeId>, given: &[&str]) -> Result<Beginning, AppError> {
    let given: Vec<String> = given.iter().map(|given| text::folded(given)).collect();
    let ids = given.iter().flat_map(|given| [Some(&**given), given.strip_prefix("enterprise:")]).flatten();
    let ids = ids.map(|id| NodeName { kind: Kind::Enterprise, text: id.to_owned() }).collect();
    nodes.extend(few.store.find_nodes(ids).await?.into_iter().flatten());
    let names = given.iter().filter_map(|given| Some((Way::Name, Way::Name.form(given)?))).collect();
    Ok(Beginning { nodes, names })
}
