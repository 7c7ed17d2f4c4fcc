//! Which facts may have changed, by the kinds of records that did.

use crate::graph::STATED;
use crate::model::Kind;

/// Some kinds of facts, or all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    All,
    /// Facts of these kinds of edges, and what is derived from them.
    Edges(Vec<Kind>),
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
        if edges.iter().all(|kind| ALONE.contains(kind)) { Self::Edges(edges) } else { Self::All }
    }

    /// Whether facts of this kind are in it.
    pub fn has(&self, kind: Kind) -> bool {
        match self {
            Self::All => true,
            Self::Edges(kinds) => kinds.contains(&kind),
        }
    }

    /// The kinds of which everything must be known: where a work is done also rests on sites.
    pub fn stated(&self) -> Vec<Kind> {
        let sites = self.has(Kind::Member);
        STATED.into_iter().filter(|kind| self.has(*kind) || (sites && *kind == Kind::Site)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_edges_that_stand_alone_are_looked_at_alone() {
        assert_eq!(Scope::of(&[Kind::Supply, Kind::Assessment]), Scope::Edges(vec![Kind::Supply]));
        assert_eq!(Scope::of(&[Kind::Contact]), Scope::Edges(Vec::new()));
        for kind in [Kind::Enterprise, Kind::Source, Kind::Feed, Kind::Site, Kind::Region, Kind::Fund] {
            assert_eq!(Scope::of(&[Kind::Supply, kind]), Scope::All, "{kind}");
        }
        assert_eq!(Scope::Edges(vec![Kind::Member]).stated(), [Kind::Site, Kind::Member]);
    }
}
