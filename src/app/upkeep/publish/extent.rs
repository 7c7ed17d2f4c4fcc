//! Which facts may have changed, by the kinds of records that did.

use std::collections::BTreeSet;

use crate::app::upkeep::publish::shapes::{label, tie};
use crate::graph::{FirmIx, Fold, Graph, STATED, Statement, Statements};
use crate::model::{Adcode, Kind, NodeId};

/// Some kinds of facts, or all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// Anything may have changed.
    All,
    /// Facts of these kinds, and what is derived from them; where nodes are named, only of the things behind them and of
    /// edges that begin there.
    Part(Vec<Kind>, Option<Vec<NodeId>>),
}

impl Extent {
    /// The published kinds among these, where records of each say something of themselves and of
    /// [`Tie::Does`](crate::publish::Tie::Does) at most; of enterprises that holds only while [`Extent::wider`] finds nothing
    /// else. None where there are others: another thing, a feed or a source that changed may change anything.
    pub fn alone(touched: &[Kind]) -> Option<Vec<Kind>> {
        let kinds: Vec<Kind> = touched.iter().copied().filter(|kind| tells(*kind)).collect();
        let is_alone = |kind: &Kind| *kind == Kind::Enterprise || (tie(*kind).is_some() && *kind != Kind::Feed);
        kinds.iter().all(is_alone).then_some(kinds)
    }

    /// What may have changed where records of such kinds did, if only at these nodes; too many or unknown are none.
    pub fn part(kinds: Vec<Kind>, nodes: Option<Vec<NodeId>>) -> Self {
        let named = nodes.is_some() || !kinds.contains(&Kind::Enterprise);
        if named { Self::Part(kinds, nodes) } else { Self::All }
    }

    /// What to look at instead, where enterprises changed in a way that others feel: a record joins or leaves another's
    /// entity, or a region comes or goes. None where this is enough.
    pub fn wider(&self, before: (&Graph, &Statements), now: (&Graph, &Statements)) -> Option<Self> {
        let Self::Part(kinds, Some(nodes)) = self else { return None };
        if !kinds.contains(&Kind::Enterprise) {
            return None;
        }
        let stays =
            |(key, firm)| now.0.firm_with_id(key).is_some_and(|same| now.0.firm_id(same) == before.0.firm_id(firm));
        if !before.0.firm_keys().all(stays) || regions(before.0) != regions(now.0) {
            return Some(Self::All);
        }
        let unseen = unseen(now, before).chain(unseen(before, now));
        let unseen: Vec<NodeId> = unseen.flatten().copied().collect();
        (!unseen.is_empty()).then(|| {
            let all: BTreeSet<NodeId> = nodes.iter().copied().chain(unseen).collect();
            Self::Part(kinds.clone(), Some(all.into_iter().collect()))
        })
    }

    /// Whether facts of this kind are in it.
    pub fn has(&self, kind: Kind) -> bool {
        match self {
            Self::All => true,
            Self::Part(kinds, _) => kinds.contains(&kind),
        }
    }

    /// Whether it tells where works are done: of enterprises, their memberships and their sites.
    pub fn has_works(&self) -> bool {
        self.has(Kind::Member) || self.has(Kind::Enterprise)
    }

    /// Whether these facts rest on records of a kind.
    fn rests_on(&self, kind: Kind) -> bool {
        self.has(kind) || (self.has_works() && matches!(kind, Kind::Site | Kind::Member))
    }

    /// The kinds to be read for these facts: who says so, what edges join, and what the facts rest on.
    pub fn read(&self) -> Vec<Kind> {
        let joined = |kind: Kind| label(kind).is_some() && kind != Kind::Site;
        let needed = |kind: Kind| !STATED.contains(&kind) || joined(kind) || self.rests_on(kind);
        Kind::stored().filter(|kind| tells(*kind) && needed(*kind)).collect()
    }

    /// The fold that keeps all that these facts say.
    pub fn fold(&self) -> Fold {
        let of = match self {
            Self::All => None,
            Self::Part(_, of) => of.clone(),
        };
        Fold::stating(&self.stated(), of)
    }

    fn stated(&self) -> Vec<Kind> {
        STATED.into_iter().filter(|kind| self.rests_on(*kind)).collect()
    }
}

/// Whether records of a kind tell anything of what is published: a fact, or how sources, regions and what people said of
/// which records are one firm stand behind it.
fn tells(kind: Kind) -> bool {
    STATED.contains(&kind) || matches!(kind, Kind::Source | Kind::Region | Kind::Judgement)
}

/// The nodes, in one graph, of firms that it does not tell of and the other does.
fn unseen<'a>(
    (other, told): (&'a Graph, &'a Statements),
    (graph, known): (&'a Graph, &'a Statements),
) -> impl Iterator<Item = &'a [NodeId]> {
    let known: BTreeSet<FirmIx> = firms(known).collect();
    let here = firms(told).filter_map(|firm| graph.firm_with_id(other.firm_id(firm)));
    here.filter(move |firm| !known.contains(firm)).map(|firm| graph.nodes_of(firm))
}

fn firms(statements: &Statements) -> impl Iterator<Item = FirmIx> {
    let enterprises = statements.iter().filter(|(kind, _)| *kind == Kind::Enterprise);
    enterprises.flat_map(|(_, all)| all).filter_map(Statement::firm)
}

/// The regions that firms name.
fn regions(graph: &Graph) -> BTreeSet<Adcode> {
    (0..graph.firm_count()).filter_map(|firm| graph.firm(FirmIx::from_position(firm)).adcode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_alone_is_looked_at_alone() {
        let at =
            |touched: &[Kind], nodes| Extent::alone(touched).map_or(Extent::All, |kinds| Extent::part(kinds, nodes));
        let of = |touched: &[Kind]| at(touched, None);
        assert_eq!(of(&[Kind::Supply, Kind::Assessment]), Extent::Part(vec![Kind::Supply], None));
        assert_eq!(of(&[Kind::Contact, Kind::Entry]), Extent::Part(Vec::new(), None));
        for kind in [Kind::Enterprise, Kind::Source, Kind::Feed, Kind::Site, Kind::Region, Kind::Fund] {
            assert_eq!(of(&[Kind::Supply, kind]), Extent::All, "{kind}");
        }
        let firms = at(&[Kind::Enterprise], Some(vec![NodeId(1)]));
        assert_eq!(firms, Extent::Part(vec![Kind::Enterprise], Some(vec![NodeId(1)])));
        for scope in [of(&[Kind::Member]), firms] {
            assert!(scope.stated().ends_with(&[Kind::Site, Kind::Member]), "{scope:?}");
            assert!(scope.read().contains(&Kind::Site) && !scope.read().contains(&Kind::Supply), "{scope:?}");
        }
    }
}
