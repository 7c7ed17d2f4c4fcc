//! Which facts may have changed, by the kinds of records that did.

use super::things::label;
use crate::graph::{Fold, STATED};
use crate::model::{Kind, NodeId};

/// Some kinds of facts, or all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    All,
    /// Facts of these kinds of edges, and what is derived from them; where nodes are named, only of edges that begin at
    /// the things behind them.
    Edges(Vec<Kind>, Option<Vec<NodeId>>),
}

/// Edges that say something of themselves and of [`Tie::Does`](crate::publish::Tie::Does) at most.
const ALONE: [Kind; 6] =
    [Kind::Member, Kind::Supply, Kind::FundGroup, Kind::Investment, Kind::AssociationMember, Kind::Office];
/// Kinds that are not published at all.
const ELSEWHERE: [Kind; 5] = [Kind::Squad, Kind::Recruiter, Kind::Assignment, Kind::Assessment, Kind::Contact];

impl Scope {
    /// What may have changed where records of these kinds did. A thing or a source that changed may change anything.
    pub fn of(touched: &[Kind]) -> Self {
        let edges: Vec<Kind> = touched.iter().copied().filter(|kind| !ELSEWHERE.contains(kind)).collect();
        if edges.iter().all(|kind| ALONE.contains(kind)) { Self::Edges(edges, None) } else { Self::All }
    }

    /// Whether facts of this kind are in it.
    pub fn has(&self, kind: Kind) -> bool {
        match self {
            Self::All => true,
            Self::Edges(kinds, _) => kinds.contains(&kind),
        }
    }

    /// Whether these facts rest on records of a kind: where a work is done also rests on sites.
    fn rests_on(&self, kind: Kind) -> bool {
        self.has(kind) || (kind == Kind::Site && self.has(Kind::Member))
    }

    /// The kinds to be read for these facts: who says so, what edges join, and what the facts rest on.
    pub fn read(&self) -> Vec<Kind> {
        let published = Kind::records().filter(|kind| *kind != Kind::Contact && !kind.is_work());
        let joined = |kind: Kind| label(kind).is_some() && kind != Kind::Site;
        let told_of = |kind: Kind| matches!(kind, Kind::Source | Kind::Region) || joined(kind);
        published.filter(|kind| told_of(*kind) || self.rests_on(*kind)).collect()
    }

    /// The fold that keeps all that these facts say.
    pub fn fold(&self) -> Fold {
        let of = match self {
            Self::All => None,
            Self::Edges(_, of) => of.clone(),
        };
        Fold::stating(&self.stated(), of)
    }

    fn stated(&self) -> Vec<Kind> {
        STATED.into_iter().filter(|kind| self.rests_on(*kind)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_edges_that_stand_alone_are_looked_at_alone() {
        assert_eq!(Scope::of(&[Kind::Supply, Kind::Assessment]), Scope::Edges(vec![Kind::Supply], None));
        assert_eq!(Scope::of(&[Kind::Contact]), Scope::Edges(Vec::new(), None));
        for kind in [Kind::Enterprise, Kind::Source, Kind::Feed, Kind::Site, Kind::Region, Kind::Fund] {
            assert_eq!(Scope::of(&[Kind::Supply, kind]), Scope::All, "{kind}");
        }
        let members = Scope::Edges(vec![Kind::Member], None);
        assert_eq!(members.stated(), [Kind::Site, Kind::Member]);
        assert!(members.read().contains(&Kind::Site) && !members.read().contains(&Kind::Supply));
    }
}
