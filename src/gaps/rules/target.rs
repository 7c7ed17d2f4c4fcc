//! The numbers that targets are ranked with: the section `[target]` of the rules.

use serde::{Deserialize, Serialize};

use super::error::RulesError;
use crate::model::Standing;

/// The weights of the factors of a target, what they are worth, and how far back they look.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetRules {
    pub standing: f64,
    pub expansion: f64,
    pub linkage: f64,
    pub introduction: f64,
    pub fund: f64,
    pub breadth: f64,
    pub anchor: f64,
    pub leading: f64,
    pub champion: f64,
    pub specialised: f64,
    pub ordinary: f64,
    pub expansion_half: f64,
    pub linkage_half: f64,
    pub breadth_half: f64,
    pub same_manager: f64,
    pub expansion_months: u16,
    pub stale_months: u16,
    pub limit: usize,
}

/// How far the sum of the weights may be from 1.
const ROUNDING: f64 = 1e-9;

impl TargetRules {
    /// The weights by the name of their factor, in the order of docs/definitions.md#目标得分.
    pub fn weights(&self) -> [(&'static str, f64); 6] {
        [
            ("standing", self.standing),
            ("expansion", self.expansion),
            ("linkage", self.linkage),
            ("introduction", self.introduction),
            ("fund", self.fund),
            ("breadth", self.breadth),
        ]
    }

    /// What a standing is worth.
    pub fn worth(&self, standing: Standing) -> f64 {
        match standing {
            Standing::Anchor => self.anchor,
            Standing::Leading => self.leading,
            Standing::Champion => self.champion,
            Standing::Specialised => self.specialised,
            Standing::Ordinary => self.ordinary,
        }
    }

    /// # Errors
    /// A value makes no sense; the error names it.
    pub fn check(&self) -> Result<(), RulesError> {
        for (name, value) in self.weights() {
            if !value.is_finite() || value.is_sign_negative() {
                return Err(RulesError::Weight { name, value });
            }
        }
        let sum: f64 = self.weights().iter().map(|(_, weight)| weight).sum();
        if (sum - 1.0).abs() > ROUNDING {
            return Err(RulesError::WeightSum { value: sum });
        }
        for (name, value) in self.shares() {
            if !(0.0..=1.0).contains(&value) {
                return Err(RulesError::Share { name, value });
            }
        }
        for (name, value) in self.halves() {
            if !value.is_finite() || value <= 0.0 {
                return Err(RulesError::Half { name, value });
            }
        }
        if self.limit == 0 { Err(RulesError::TargetLimit) } else { Ok(()) }
    }

    fn shares(&self) -> [(&'static str, f64); 6] {
        [
            ("anchor", self.anchor),
            ("leading", self.leading),
            ("champion", self.champion),
            ("specialised", self.specialised),
            ("ordinary", self.ordinary),
            ("same_manager", self.same_manager),
        ]
    }

    fn halves(&self) -> [(&'static str, f64); 3] {
        [
            ("expansion_half", self.expansion_half),
            ("linkage_half", self.linkage_half),
            ("breadth_half", self.breadth_half),
        ]
    }
}
