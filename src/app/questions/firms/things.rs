//! What else goes by a text: chains, segments, funds, people, associations and squads.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::graph::{AssociationIx, Chain, ChainIx, FundIx, Graph, PersonIx, SquadIx};
use crate::model::Kind;

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
        let (graph, names) = (self.graph(), self.held().names(self.store()).await?);
        let seen = OTHERS.into_iter().filter(|(_, right)| self.desk().may(*right, Scope::City).is_ok());
        let found = seen.map(|(kind, _)| {
            let hits = names.find(kind, wanted, MOST);
            let asked = told.kind.is_none_or(|asked| asked == kind);
            let shown = hits.iter().skip(told.skip).take(if asked { told.limit } else { 0 });
            let things = shown.filter_map(|hit| thing(graph, kind, hit.thing as usize, near)).collect();
            FoundKind { kind, total: hits.len(), things }
        });
        Ok(found.filter(|found| found.total > 0).collect())
    }
}

fn thing(graph: &Graph, kind: Kind, at: usize, near: Option<ChainIx>) -> Option<FoundThing> {
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
            (&one.id, &one.name, one.manager.clone(), nearest(&graph.fund_groups, |of| of == fund, near))
        }
        Kind::Association => {
            let one = &graph.associations[at];
            let about = one.adcode.map(|adcode| graph.regions.full_name(adcode));
            (&one.id, &one.name, about.unwrap_or_default(), association_chain(graph, at))
        }
        Kind::Squad => {
            let one = &graph.squads[at];
            let squad = SquadIx::from_position(at);
            (&one.id, &one.name, one.kind.zh().to_owned(), nearest(&graph.assignments, |of| of == squad, near))
        }
        _ => return None,
    };
    let any = (!graph.chains.is_empty()).then(|| ChainIx::from_position(0));
    let chain = chain.or(near).or(any).map(|chain| graph.chain(chain).id.clone());
    Some(FoundThing { id: id.clone(), name: name.clone(), about, chain })
}

/// The chain of those tied to something that is nearest: the one asked from where it is among them, else the first.
fn nearest<T: Copy>(ties: &[(ChainIx, T)], is_it: impl Fn(T) -> bool, near: Option<ChainIx>) -> Option<ChainIx> {
    let mut chains = ties.iter().filter(|(_, tied)| is_it(*tied)).map(|(chain, _)| *chain);
    let first = chains.next();
    if first == near || chains.any(|chain| Some(chain) == near) { near } else { first }
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
