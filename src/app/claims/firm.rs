//! A firm as those who claim it look at it: the claim that holds now, and the entries a squad may claim it by.

use std::collections::HashMap;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, lists, names};
use crate::graph::{ChainIx, FirmIx};
use crate::model::{EntryField, Kind, NodeId, NodeName, RowKey, TargetState};
use crate::work::Entry;

impl GraphPermit<'_> {
    /// The squad somebody claims for: the one they name, else the only one that is granted to them; by id.
    pub(super) fn squad_meant(&self, right: Right, given: Option<&str>) -> Result<String, AppError> {
        let graph = self.graph();
        let named = names::given(given).map(|given| names::squad(graph, given)).transpose()?;
        let Some(person) = self.desk().person() else {
            return named.ok_or_else(|| AppError::BadRequest("没有写明替哪支招商队（--squad）".to_owned()));
        };
        let own: Vec<&str> = person.squads().collect();
        match (named, own.as_slice()) {
            (Some(named), own) if own.contains(&&*named) => Ok(named),
            (Some(_), _) | (None, []) => Err(AppError::Forbidden(right)),
            (None, [one]) => Ok((*one).to_owned()),
            (None, several) => {
                let names: Vec<&str> = several.iter().map(|id| self.squad_called(id)).collect();
                Err(AppError::BadRequest(format!("您在几支招商队里：{}；请选一支", names.join("、"))))
            }
        }
    }

    /// The squads, by id, whose claims the caller looks at as their own: those granted to them; whoever has no account names one.
    pub(super) fn acting(&self, given: Option<&str>) -> Result<Vec<String>, AppError> {
        let given = names::given(given);
        match (self.desk().person(), given) {
            (Some(person), None) => Ok(person.squads().map(str::to_owned).collect()),
            (None, None) => Ok(Vec::new()),
            (_, Some(given)) => Ok(vec![self.squad_meant(Right::Claim, Some(given))?]),
        }
    }

    /// Whether a squad, by id, is assigned to a chain.
    pub(super) fn is_assigned(&self, squad: &str, chain: ChainIx) -> bool {
        self.chains_of_squad(squad).contains(&chain)
    }

    /// What people call a squad; its id where nobody knows it any more.
    pub(super) fn squad_called<'s>(&'s self, id: &'s str) -> &'s str {
        self.graph().squads.iter().find(|known| known.id == id).map_or(id, |known| &known.name)
    }

    /// The chains that a squad, by id, is assigned to.
    pub(super) fn chains_of_squad(&self, squad: &str) -> Vec<ChainIx> {
        let graph = self.graph();
        let own = graph.assignments.iter().filter(|(_, sent)| graph.squads[sent.at()].id == squad);
        own.map(|(chain, _)| *chain).collect()
    }

    /// The claim on a firm that holds at this moment.
    pub(in crate::app) async fn claim_on(&self, firm: FirmIx) -> Result<Option<lists::ClaimRow>, AppError> {
        let today = self.claim_day().await?;
        let rows = self.claims_now(self.graph().nodes_of(firm)).await?;
        let holding = rows.into_iter().filter(|row| row.claim.holds(today));
        Ok(holding.min_by(|x, y| (x.claim.since, &x.key).cmp(&(y.claim.since, &y.key))))
    }

    /// The founding record of a firm.
    pub(super) async fn founder_of(&self, firm: FirmIx) -> Result<NodeId, AppError> {
        let founder = self.node(Kind::Enterprise, self.graph().firm_id(firm)).await?;
        founder.ok_or_else(|| AppError::Internal("an enterprise without a node".into()))
    }

    /// Asks whether a squad may claim a firm: it has an open entry of it, or one that no squad was given, on a chain that it is
    /// assigned to.
    ///
    /// # Errors
    /// It may not. Of entries that other squads have nothing is told.
    pub(super) async fn may_claim(&self, firm: FirmIx, squad: &str) -> Result<(), AppError> {
        let graph = self.graph();
        let held = |chain: &ChainIx| self.holds(Right::Claim, Scope::Squad { chain: &graph.chain(*chain).id, squad });
        let chains: Vec<ChainIx> = self.chains_of_squad(squad).into_iter().filter(held).collect();
        let chain_names = chains.iter().map(|chain| self.chain_named(*chain)).collect();
        let nodes = self.store().find_nodes(chain_names).await?.into_iter().flatten();
        let key = |chain: NodeId| graph.nodes_of(firm).iter().map(move |record| lists::entry_key(chain, *record));
        let mut keys: Vec<RowKey> = nodes.flat_map(key).collect();
        keys.sort_unstable();
        let found = self.store().current(keys).await?.into_iter().flatten();
        let mut entries = found.filter_map(|(_, values)| Some(Entry::read(values?.view())));
        let claimable = entries.any(|entry| {
            let open = !matches!(entry.state(), TargetState::Signed | TargetState::Dropped);
            open && ["", squad].contains(&entry.get(EntryField::Squad))
        });
        if claimable {
            return Ok(());
        }
        let (name, squad) = (graph.firm_name(firm), self.squad_called(squad));
        let text = "要有一条派给本队、或还没派出的目标，才能认领；请先报新线索，或请工作组列入清单";
        Err(AppError::BadRequest(format!("「{name}」不在{squad}可以认领的清单上：{text}")))
    }

    fn chain_named(&self, chain: ChainIx) -> NodeName {
        NodeName { kind: Kind::Chain, text: self.graph().chain(chain).id.clone() }
    }

    /// Chains by the node that keys of their entries begin with.
    pub(super) async fn chains_by_node(&self) -> Result<HashMap<NodeId, ChainIx>, AppError> {
        let all: Vec<ChainIx> = (0..self.graph().chains.len()).map(ChainIx::from_position).collect();
        let named = all.iter().map(|chain| self.chain_named(*chain)).collect();
        let nodes = self.store().find_nodes(named).await?;
        Ok(nodes.into_iter().zip(all).filter_map(|(node, chain)| Some((node?, chain))).collect())
    }
}
