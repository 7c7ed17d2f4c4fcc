//! What people's work names: chains, segments, squads, recruiters, regions, and those enterprises that are asked for.

use std::sync::Arc;

use super::super::introduction::firm as firm_named;
use super::super::{AppError, Held, question};
use super::few::{FEW, Few};
use super::reached::{Beginning, reached};
use crate::graph::{Chain, ChainIx, FirmIx, Graph, Recruiter, Segment, SegmentIx, Squad};
use crate::model::{Adcode, Kind, NodeId, NodeName, Way};
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

impl From<&Held> for Names {
    fn from(held: &Held) -> Self {
        Self { graph: Arc::clone(&held.graph), few: None }
    }
}

impl Names {
    /// Reads all but enterprises.
    pub async fn read(store: &crate::store::Store) -> Result<Self, AppError> {
        let few = Few::read(store).await?;
        Ok(Self { graph: Arc::new(few.with(&[]).await?), few: Some(few) })
    }

    /// The same with the enterprises whose records stand under these nodes, and those that may be meant by what people give.
    /// Where one of these means none, all enterprises are read, so that what is near it can be told.
    pub async fn with_firms(self, nodes: Vec<NodeId>, given: &[&str]) -> Result<Self, AppError> {
        let Some(few) = self.few else { return Ok(self) };
        let beginning = beginning(&few, nodes, given).await?;
        let Some(records) = reached(&few.store, few.at, Kind::Enterprise, &beginning).await? else {
            return Self::whole(&few).await;
        };
        let graph = few.with(&records).await?;
        if given.iter().any(|given| matches!(firm_named(&graph, given), Err(AppError::NotFound { .. }))) {
            return Self::whole(&few).await;
        }
        Ok(Self { graph: Arc::new(graph), few: Some(few) })
    }

    /// The names of everything, where a part will not do.
    async fn whole(few: &Few) -> Result<Self, AppError> {
        let kinds = FEW.into_iter().chain([Kind::Enterprise]).collect();
        let held = Held::load_kinds(&few.store, kinds, Some(few.at)).await?;
        Ok(Self { graph: held.graph, few: None })
    }

    /// The chain with this id or name.
    pub fn chain(&self, given: &str) -> Result<ChainIx, AppError> {
        question::chain(&self.graph, given)
    }

    /// What is known of a chain.
    pub fn chain_at(&self, chain: ChainIx) -> &Chain {
        self.graph.chain(chain)
    }

    /// The segment of a chain with this id or name.
    pub fn segment(&self, chain: ChainIx, given: &str) -> Result<SegmentIx, AppError> {
        question::segment(&self.graph, chain, given)
    }

    /// What is known of a segment.
    pub fn segment_at(&self, segment: SegmentIx) -> &Segment {
        self.graph.segment(segment)
    }

    /// Every segment of every chain.
    pub fn segments(&self) -> &[Segment] {
        &self.graph.segments
    }

    /// The id of the squad with this id or name.
    pub fn squad(&self, given: &str) -> Result<String, AppError> {
        let known = self.squads().iter().map(|squad| (squad.id.as_str(), squad.id.as_str(), squad.name.as_str()));
        question::one("招商队", given, known.collect()).map(str::to_owned)
    }

    /// The squad with this id.
    pub fn squad_with_id(&self, id: &str) -> Option<&Squad> {
        self.squads().iter().find(|squad| squad.id == id)
    }

    /// The id of a recruiter of a squad, by id or name; blank for none.
    pub fn recruiter(&self, squad: &str, given: &str) -> Result<String, AppError> {
        let given = text::folded(given);
        if given.is_empty() {
            return Ok(given);
        }
        let Some(squad) = self.squad_with_id(squad) else {
            return Err(AppError::BadRequest(format!("还没有派给招商队，不能写招商员「{given}」")));
        };
        let known = squad.recruiters.iter().map(|r| (r.id.as_str(), r.id.as_str(), r.name.as_str()));
        question::one("招商员", &given, known.collect()).map(str::to_owned).map_err(|error| match error {
            AppError::NotFound { text, .. } => {
                AppError::BadRequest(format!("招商队「{}」没有招商员「{text}」", squad.name))
            }
            other => other,
        })
    }

    /// Every squad with its recruiters, by id.
    pub fn squads(&self) -> &[Squad] {
        &self.graph.squads
    }

    /// Every recruiter of every squad.
    pub fn recruiters(&self) -> impl Iterator<Item = &Recruiter> {
        self.graph.squads.iter().flat_map(|squad| &squad.recruiters)
    }

    /// The region with this code or name.
    pub fn region(&self, given: &str) -> Result<Adcode, AppError> {
        question::region(&self.graph, given)
    }

    /// The enterprise with this id or exact name, of those that were asked for.
    pub fn firm(&self, given: &str) -> Result<FirmIx, AppError> {
        firm_named(&self.graph, given)
    }

    /// The enterprise of a record, by the text of its key.
    pub fn firm_of(&self, record: &str) -> Option<FirmIx> {
        self.graph.firm_with_id(record)
    }

    /// The id of an enterprise.
    pub fn firm_id(&self, firm: FirmIx) -> &str {
        self.graph.firm_id(firm)
    }

    /// The name an enterprise is shown by.
    pub fn firm_name(&self, firm: FirmIx) -> &str {
        self.graph.firm_name(firm)
    }
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
