//! The score of a target: what the known facts guarantee, and how much is known (docs/definitions.md#目标得分).

use schemars::JsonSchema;
use serde::Serialize;

use super::tally::{FirmTally, FundTie};
use crate::gaps::TargetRules;
use crate::model::Standing;

/// The factors of a target, each 0–1; none is unknown (docs/definitions.md#目标得分).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct TargetFactors {
    /// 能级: what its standing is worth; none where it is not recorded.
    pub standing: Option<f64>,
    /// 扩张: x/(x+half) of x recent investments and new sites elsewhere; none where nothing dated is recorded.
    pub expansion: Option<f64>,
    /// 供需: x/(x+half) of the x local firms it supplies or buys from; none where no supply is recorded.
    pub linkage: Option<f64>,
    /// 引荐: the strength of its best path from home; none where it has no ties.
    pub introduction: Option<f64>,
    /// 基金: how near its investors are to the fund group; none where no investor is recorded, and for whoever may not see funds.
    pub fund: Option<f64>,
    /// 一企多环: g/(g+half) of the g gaps of the chain it is a candidate of; always known.
    pub breadth: Option<f64>,
}

impl TargetFactors {
    /// The factors of a firm by what is counted of it.
    pub fn of(standing: Option<Standing>, tally: &FirmTally, rules: &TargetRules) -> Self {
        Self {
            standing: standing.map(|standing| rules.worth(standing)),
            expansion: tally.expansion.map(|count| saturating(count, rules.expansion_half)),
            linkage: tally.linkage.map(|count| saturating(count, rules.linkage_half)),
            introduction: tally.introduction,
            fund: tally.fund.map(|tie| worth(tie, rules)),
            breadth: Some(saturating(tally.breadth, rules.breadth_half)),
        }
    }

    /// The values in the order of [`TargetRules::weights`].
    pub fn values(&self) -> [Option<f64>; 6] {
        [self.standing, self.expansion, self.linkage, self.introduction, self.fund, self.breadth]
    }

    /// 100 · Σ w f over the known factors, 0 to 100.
    pub fn score(&self, rules: &TargetRules) -> f64 {
        100.0 * self.known(rules).map(|(weight, value)| weight * value).sum::<f64>()
    }

    /// Σ w over the known factors, 0 to 1.
    pub fn evidence(&self, rules: &TargetRules) -> f64 {
        self.known(rules).map(|(weight, _)| weight).sum()
    }

    fn known(&self, rules: &TargetRules) -> impl Iterator<Item = (f64, f64)> {
        let weighed = rules.weights().into_iter().zip(self.values());
        weighed.filter_map(|((_, weight), value)| Some((weight, value?)))
    }
}

/// What a tie to the fund group is worth.
pub fn worth(tie: FundTie, rules: &TargetRules) -> f64 {
    match tie {
        FundTie::InGroup => 1.0,
        FundTie::SameManager => rules.same_manager,
        FundTie::Apart => 0.0,
    }
}

/// n / (n + half).
fn saturating(count: u32, half: f64) -> f64 {
    f64::from(count) / (f64::from(count) + half)
}
