//! What else goes by a text: chains, segments, funds, people, associations and squads.

use schemars::JsonSchema;
use serde::Serialize;

use super::positions::chains_of;
use crate::access::{Right, Scope};
use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::graph::{AssociationIx, Chain, ChainIx, FundIx, Graph, Investor, Party, PersonIx, SquadIx};
use crate::model::{Kind, NodeId};

/// The kinds that are looked through beside enterprises, by whose right.
const OTHERS: [(Kind, Right); 6] = [
    (Kind::Segment, Right::SeeChain),
    (Kind::Chain, Right::SeeChain),
    (Kind::Person, Right::SeePeople),
    (Kind::Fund, Right::SeeFunds),
    (Kind::Association, Right::SeeFacts),
    (Kind::Squad, Right::SeeChain),
];
/// Things of one kind that match before the search gives up.
const MOST: usize = 2_000;

/// Things of one kind that go by a text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FoundKind {
    /// What they are.
    pub kind: Kind,
    /// How many match.
    pub total: usize,
    /// Those told, that match best first; none where another kind was asked for.
    pub things: Vec<FoundThing>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FoundThing {
    /// Id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What tells it from others of that name, in Chinese; blank where nothing more is known.
    pub about: String,
    /// Id of the chain whose pages tell of it; none: there is no chain.
    pub chain: Option<String>,
}

/// Which part of what is found is told: of which kinds, the first left out, how many.
#[derive(Debug, Clone, Copy)]
pub(super) struct ToldPart {
    pub kind: Option<Kind>,
    pub skip: usize,
    pub limit: usize,
}

impl GraphPermit<'_> {
    /// What goes by a text beside enterprises, kind by kind; kinds that the caller may not see are left out, and such without
    /// a hit. Where a thing is told of in several chains, `near` is preferred.
    pub(super) async fn others_called(
        &self,
        wanted: &str,
        near: Option<ChainIx>,
        told: ToldPart,
    ) -> Result<Vec<FoundKind>, AppError> {
        let names = self.held().names(self.store()).await?;
        let seen = OTHERS.into_iter().filter(|(_, right)| self.desk().may(*right, Scope::Somewhere).is_ok());
        let near = near.filter(|chain| self.sees(*chain));
        let found = seen.map(|(kind, _)| {
            let mut hits = names.find(kind, wanted, MOST);
            hits.retain(|hit| self.shows(kind, hit.thing as usize));
            let asked = told.kind.is_none_or(|asked| asked == kind);
            let shown = hits.iter().skip(told.skip).take(if asked { told.limit } else { 0 });
            let things = shown.filter_map(|hit| self.thing(kind, hit.thing as usize, near)).collect();
            FoundKind { kind, total: hits.len(), things }
        });
        Ok(found.filter(|found| found.total > 0).collect())
    }

    /// Whether the caller may see a thing: what is of chains alone, where they may see one of these.
    pub(super) fn shows(&self, kind: Kind, at: usize) -> bool {
        let graph = self.graph();
        let any = |right, chains: Vec<ChainIx>| {
            chains.into_iter().any(|chain| self.desk().holds(right, Scope::Chain(&graph.chain(chain).id)))
        };
        match kind {
            Kind::Segment => self.sees(graph.segments[at].chain),
            Kind::Chain => self.sees(ChainIx::from_position(at)),
            Kind::Association => association_chain(graph, at).is_none_or(|chain| self.sees(chain)),
            Kind::Person if self.desk().holds(Right::SeePeople, Scope::City) => true,
            Kind::Person => any(Right::SeePeople, self.chains_of_person(PersonIx::from_position(at))),
            Kind::Fund if self.desk().holds(Right::SeeFunds, Scope::City) => true,
            Kind::Fund => any(Right::SeeFunds, tied(&graph.fund_groups, FundIx::from_position(at))),
            Kind::Squad if self.desk().holds(Right::SeeChain, Scope::City) => true,
            Kind::Squad => any(Right::SeeChain, tied(&graph.assignments, SquadIx::from_position(at))),
            _ => false,
        }
    }

    /// Whether a party is told of in a question about a chain.
    pub(in crate::app::questions) fn tells(&self, chain: ChainIx, party: Party) -> bool {
        let is_told = |fund| self.tells_fund(chain, fund);
        !self.left_out(chain).has(party) && !matches!(party, Party::Fund(fund) if !is_told(fund))
    }

    /// Whether a fund is told of in a question about a chain whose funds the caller sees: it is in the group of such a chain, or
    /// holds a firm of this one.
    pub(in crate::app::questions) fn tells_fund(&self, chain: ChainIx, fund: FundIx) -> bool {
        let graph = self.graph();
        let held =
            || graph.investments_by(Investor::Fund(fund)).any(|held| chains_of(graph, held.firm).contains(&chain));
        self.shows(Kind::Fund, fund.at()) || held()
    }

    /// Whether the caller may see anything of a kind that stands under one of these nodes.
    pub(in crate::app) fn shows_any(&self, kind: Kind, nodes: &[NodeId]) -> bool {
        let graph = self.graph();
        let is_it = |own: &[NodeId]| own.iter().any(|node| nodes.contains(node));
        match kind {
            Kind::Person => (0..graph.people.len())
                .any(|at| is_it(graph.nodes_of_person(PersonIx::from_position(at))) && self.shows(kind, at)),
            Kind::Fund => (0..graph.funds.len())
                .any(|at| is_it(graph.nodes_of_fund(FundIx::from_position(at))) && self.shows(kind, at)),
            _ => false,
        }
    }

    /// The chains in which firms do something where somebody has an office.
    pub(in crate::app) fn chains_of_person(&self, person: PersonIx) -> Vec<ChainIx> {
        let held = self.graph().offices.iter().filter(|(holder, ..)| *holder == person);
        held.flat_map(|(_, firm, _)| chains_of(self.graph(), *firm)).collect()
    }

    fn thing(&self, kind: Kind, at: usize, near: Option<ChainIx>) -> Option<FoundThing> {
        let graph = self.graph();
        let (id, name, about, chain) = match kind {
            Kind::Segment => {
                let one = &graph.segments[at];
                let below = if one.leaf { "" } else { " · 有下级环节" };
                let about = format!("{} · {}{below}", graph.chain(one.chain).name, one.stage.zh());
                (&one.id, &one.name, about, Some(one.chain))
            }
            Kind::Chain => {
                let one = &graph.chains[at];
                (&one.id, &one.name, city(graph, one), Some(ChainIx::from_position(at)))
            }
            Kind::Person => {
                let one = &graph.people[at];
                (&one.id, &one.name, offices(graph, PersonIx::from_position(at)), None)
            }
            Kind::Fund => {
                let one = &graph.funds[at];
                let fund = FundIx::from_position(at);
                (&one.id, &one.name, one.manager.clone(), self.nearest(&graph.fund_groups, |of| of == fund, near))
            }
            Kind::Association => {
                let one = &graph.associations[at];
                let about = one.adcode.map(|adcode| graph.regions.full_name(adcode));
                (&one.id, &one.name, about.unwrap_or_default(), association_chain(graph, at))
            }
            Kind::Squad => {
                let one = &graph.squads[at];
                let squad = SquadIx::from_position(at);
                (&one.id, &one.name, one.kind.zh().to_owned(), self.nearest(&graph.assignments, |of| of == squad, near))
            }
            _ => return None,
        };
        let any = self.chains(Right::SeeChain).next();
        let chain = chain.or(near).or(any).map(|chain| graph.chain(chain).id.clone());
        Some(FoundThing { id: id.clone(), name: name.clone(), about, chain })
    }
}

/// The chains tied to something.
fn tied<T: Copy + PartialEq>(ties: &[(ChainIx, T)], to: T) -> Vec<ChainIx> {
    ties.iter().filter(|(_, tied)| *tied == to).map(|(chain, _)| *chain).collect()
}

impl GraphPermit<'_> {
    /// The chain of those tied to something that is nearest: the one asked from where it is among them, else the first.
    fn nearest<T: Copy>(
        &self,
        ties: &[(ChainIx, T)],
        is_it: impl Fn(T) -> bool,
        near: Option<ChainIx>,
    ) -> Option<ChainIx> {
        let tied = ties.iter().filter(|(chain, tied)| is_it(*tied) && self.sees(*chain));
        let mut chains = tied.map(|(chain, _)| *chain);
        let first = chains.next();
        if first == near || chains.any(|chain| Some(chain) == near) { near } else { first }
    }
}

fn city(graph: &Graph, chain: &Chain) -> String {
    chain.adcode.map_or_else(String::new, |adcode| graph.regions.name(adcode))
}

fn association_chain(graph: &Graph, at: usize) -> Option<ChainIx> {
    graph.associations[AssociationIx::from_position(at).at()].chain
}

/// Where somebody holds which office; the region they come from where no office is known.
fn offices(graph: &Graph, person: PersonIx) -> String {
    let held = graph.offices.iter().filter(|(holder, ..)| *holder == person);
    let told: Vec<String> =
        held.take(2).map(|(_, firm, title)| format!("{}{title}", graph.firm_short(*firm))).collect();
    let native = || graph.people[person.at()].native.map(|region| format!("籍贯{}", graph.regions.full_name(region)));
    if told.is_empty() { native().unwrap_or_default() } else { told.join("、") }
}
