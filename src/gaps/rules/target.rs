//! The numbers that targets are ranked with: the section `[target]` of the rules.

use serde::{Deserialize, Serialize};

use super::error::RulesError;
use crate::model::Standing;

/// The weights of the factors of a target, what they are worth, and how far back they look.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetRules {
    /// Weight of 能级, as of each factor 0–1, all six together 1 (docs/definitions.md#目标得分).
    pub standing: f64,
    /// Weight of 扩张.
    pub expansion: f64,
    /// Weight of 供需.
    pub linkage: f64,
    /// Weight of 引荐.
    pub introduction: f64,
    /// Weight of 基金.
    pub fund: f64,
    /// Weight of 一企多环.
    pub breadth: f64,
    /// 0–1: what 链主 is worth.
    pub anchor: f64,
    /// 0–1: what 龙头 is worth.
    pub leading: f64,
    /// 0–1: what 单项冠军 is worth.
    pub champion: f64,
    /// 0–1: what 专精特新 is worth.
    pub specialised: f64,
    /// 0–1: what 一般 is worth.
    pub ordinary: f64,
    /// The investments and sites at which 扩张 is one half; above 0.
    pub expansion_half: f64,
    /// The local partners in supply at which 供需 is one half; above 0.
    pub linkage_half: f64,
    /// The gaps at which 一企多环 is one half; above 0.
    pub breadth_half: f64,
    /// 0–1: what an investor is worth whose manager also manages a fund of the group.
    pub same_manager: f64,
    /// Months before the day asked about in which an expansion counts.
    pub expansion_months: u16,
    /// Months after which what is known of a firm is old (docs/definitions.md#目标的标记).
    pub stale_months: u16,
    /// How many targets, and how many firms already here, are told unless asked otherwise; at least 1.
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
