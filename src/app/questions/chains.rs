//! The chains there are.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::graph::ChainIx;
use crate::model::Adcode;

/// A chain in one line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChainLine {
    /// Id.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub name: String,
    /// The city that runs it, the home of questions that name none; none: nobody wrote it.
    pub adcode: Option<Adcode>,
    /// Name of that city.
    pub home_name: Option<String>,
    /// Leaf segments.
    pub segments: usize,
    /// 链长; blank where nobody wrote it.
    pub leader: String,
    /// 牵头单位; blank where nobody wrote it.
    pub lead_unit: String,
}

impl Desk {
    /// Whether there are chains, and the caller sees none of them.
    ///
    /// # Errors
    /// The caller may see chains nowhere.
    pub fn sees_no_chain(&self) -> Result<bool, AppError> {
        let at = self.may(Right::SeeChain, Scope::Somewhere)?;
        Ok(!at.graph().chains.is_empty() && at.chains(Right::SeeChain).next().is_none())
    }

    /// The chains that the caller may see, by id.
    ///
    /// # Errors
    /// The caller may see none.
    pub fn chains(&self) -> Result<Vec<ChainLine>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Somewhere)?;
        let graph = at.graph();
        let line = |ix: ChainIx| {
            let chain = graph.chain(ix);
            ChainLine {
                chain: chain.id.clone(),
                name: chain.name.clone(),
                adcode: chain.adcode,
                home_name: chain.adcode.map(|home| graph.regions.name(home)),
                segments: graph.leaves_of(ix).count(),
                leader: chain.leader.clone(),
                lead_unit: chain.lead_unit.clone(),
            }
        };
        Ok(at.chains(Right::SeeChain).map(line).collect())
    }

    /// How many firms are known, to whoever may see facts; nought to others.
    pub fn firm_count(&self) -> usize {
        self.may(Right::SeeFacts, Scope::City).map_or(0, |at| at.graph().firm_count())
    }
}
