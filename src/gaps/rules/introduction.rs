//! The numbers introductions are weighed with.

use serde::{Deserialize, Serialize};

use super::error::RulesError;
use crate::graph::Trusts;

/// How far each kind of edge is trusted, and which paths are told.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntroductionRules {
    pub office: f64,
    pub manages: f64,
    pub fund_invests: f64,
    pub supplies: f64,
    pub association_member: f64,
    pub majority: f64,
    pub share: f64,
    pub little: f64,
    /// Percent.
    pub majority_percent: f64,
    pub share_percent: f64,
    /// Start factor of a person who comes from near home.
    pub native: f64,
    pub crowd: u32,
    pub max_edges: usize,
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
