//! The numbers introductions are weighed with.

use serde::{Deserialize, Serialize};

use super::error::RulesError;
use crate::graph::Trusts;

/// How far each kind of edge is trusted, and which paths are told (docs/definitions.md#引荐路径).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntroductionRules {
    /// 0–1: a person holds an office in an enterprise.
    pub office: f64,
    /// 0–1: a manager runs a fund.
    pub manages: f64,
    /// 0–1: a fund has invested in an enterprise.
    pub fund_invests: f64,
    /// 0–1: one enterprise supplies another.
    pub supplies: f64,
    /// 0–1: an enterprise is a member of an association.
    pub association_member: f64,
    /// 0–1: an enterprise holds so much of another that it decides; see [`Self::majority_percent`].
    pub majority: f64,
    /// 0–1: an enterprise holds a share of another that counts; see [`Self::share_percent`].
    pub share: f64,
    /// 0–1: an enterprise holds less of another, or nobody knows how much.
    pub little: f64,
    /// 0–100: the share from which on an enterprise decides in another.
    pub majority_percent: f64,
    /// 0–100: the share from which on it counts.
    pub share_percent: f64,
    /// 0–1: what a path begins with at a person who only comes from near home; every other one begins with 1.
    pub native: f64,
    /// Who has more neighbours than this is damped when passed through.
    pub crowd: u32,
    /// The most edges of a path.
    pub max_edges: usize,
    /// The most paths told of a target, the strongest first.
    pub paths: usize,
}

/// More edges would take a search through everybody and introduce nobody.
const MOST_EDGES: usize = 6;
/// More paths would be more than a picture may draw.
pub const MOST_PATHS: usize = 50;

impl IntroductionRules {
    /// The numbers as the network takes them.
    pub fn trusts(&self) -> Trusts {
        Trusts {
            of_kind: self.shares().map(|(_, trust)| trust),
            majority_percent: self.majority_percent,
            share_percent: self.share_percent,
            crowd: self.crowd,
        }
    }

    /// The trust in each kind, in the order of `TieKind::ALL`.
    fn shares(&self) -> [(&'static str, f64); 8] {
        [
            ("office", self.office),
            ("manages", self.manages),
            ("fund_invests", self.fund_invests),
            ("supplies", self.supplies),
            ("association_member", self.association_member),
            ("majority", self.majority),
            ("share", self.share),
            ("little", self.little),
        ]
    }

    /// Refuses what makes no sense.
    pub(super) fn check(&self) -> Result<(), RulesError> {
        for (name, value) in self.shares().into_iter().chain([("native", self.native)]) {
            if !(0.0..=1.0).contains(&value) {
                return Err(RulesError::Share { name, value });
            }
        }
        for (name, value) in [("majority_percent", self.majority_percent), ("share_percent", self.share_percent)] {
            if !(0.0..=100.0).contains(&value) {
                return Err(RulesError::Percent { name, value });
            }
        }
        let counts = [
            ("crowd", self.crowd as usize, 1, usize::MAX),
            ("max_edges", self.max_edges, 1, MOST_EDGES),
            ("paths", self.paths, 1, MOST_PATHS),
        ];
        for (name, value, least, most) in counts {
            if !(least..=most).contains(&value) {
                return Err(RulesError::Count { name, value, least, most });
            }
        }
        Ok(())
    }
}
