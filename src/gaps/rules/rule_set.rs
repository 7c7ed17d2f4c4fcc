//! The numbers of docs/definitions.md that a city may set, and the label that tells which were used.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::RulesError;
use super::introduction::IntroductionRules;
use super::target::TargetRules;
use crate::graph::LeastKnown;

static BUILT_IN: &str = include_str!("../../../presets/rules.toml");

/// The rules of one computation; [`Rules::default`] are the built-in ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The number a city raises with every change; it begins the label of every answer.
    pub version: u32,
    /// docs/definitions.md#结论.
    pub verdict: VerdictRules,
    /// docs/definitions.md#优先级.
    pub priority: PriorityRules,
    /// docs/definitions.md#产业相关.
    pub relatedness: RelatednessRules,
    /// docs/definitions.md#一条链的汇总.
    pub summary: SummaryRules,
    /// docs/definitions.md#引荐路径.
    pub introduction: IntroductionRules,
    /// docs/definitions.md#基金招商组.
    pub fund: FundRules,
    /// docs/definitions.md#目标得分.
    pub target: TargetRules,
}

/// How many local firms make a segment present and strong (docs/definitions.md#结论).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictRules {
    /// Present from so many local firms on; at least 1.
    pub present_min: usize,
    /// Strong without a sound local anchor from so many local firms on,
    pub strong_min: usize,
    /// of which so many are sound and anchor or leading.
    pub strong_leaders_min: usize,
}

/// The weights of the factors of a priority, and the counts at which two of them reach one half.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityRules {
    /// Weight of 关联; no weight is negative, and what is unknown leaves the weighing.
    pub linkage: f64,
    /// Weight of 本地配套.
    pub adjacency: f64,
    /// Weight of 产业相关.
    pub relatedness: f64,
    /// Weight of 重点环节.
    pub key: f64,
    /// Weight of 可招.
    pub supply: f64,
    /// The local firms in neighbouring segments at which 本地配套 is one half; above 0.
    pub adjacency_half: f64,
    /// The candidates at which 可招 is one half; above 0.
    pub supply_half: f64,
}

/// The least a table of regions and leaves must hold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelatednessRules {
    /// With fewer regions that do something, relatedness is unknown.
    pub regions_min: usize,
    /// With fewer enterprises whose region is known, relatedness is unknown.
    pub enterprises_min: usize,
}

/// The least pairs of supplier and customer for a local supply share.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryRules {
    /// With fewer pairs, the share is unknown.
    pub pairs_min: usize,
}

/// How many partners outside the fund group are recommended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundRules {
    /// The most of them, 1–100.
    pub recommended: usize,
}

impl Default for Rules {
    fn default() -> Self {
        toml::from_str(BUILT_IN).expect("invariant: the built-in rules are valid, as a test shows")
    }
}

impl Rules {
    /// Reads a `rules.toml`; what it leaves out is as built in.
    ///
    /// # Errors
    /// The text is no TOML, names an unknown key, or gives a value that makes no sense.
    pub fn from_toml(text: &str) -> Result<Self, RulesError> {
        let mut table: toml::Table = toml::from_str(BUILT_IN)?;
        lay_over(&mut table, toml::from_str(text)?);
        let rules: Rules = table.try_into()?;
        rules.check()?;
        Ok(rules)
    }

    /// The version with the first 8 digits of the SHA-256 of all values: `1-3fa9c2d1`. The same values have the same
    /// label, however they were written.
    pub fn label(&self) -> String {
        let mut label = format!("{}-", self.version);
        for byte in &Sha256::digest(self.values())[..4] {
            let _ = write!(label, "{byte:02x}");
        }
        label
    }

    /// Every value by name, in the order of the built-in file.
    fn values(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("invariant: rules hold only finite numbers under text keys")
    }

    /// What a table of relatedness must hold at least.
    pub fn least_known(&self) -> LeastKnown {
        LeastKnown { regions: self.relatedness.regions_min, enterprises: self.relatedness.enterprises_min }
    }

    fn check(&self) -> Result<(), RulesError> {
        let p = &self.priority;
        for (name, value) in [("adjacency_half", p.adjacency_half), ("supply_half", p.supply_half)] {
            if !value.is_finite() || value <= 0.0 {
                return Err(RulesError::Half { name, value });
            }
        }
        for (name, value) in p.weights() {
            if !value.is_finite() || value.is_sign_negative() {
                return Err(RulesError::Weight { name, value });
            }
        }
        if p.weights().iter().all(|(_, weight)| *weight <= 0.0) {
            return Err(RulesError::NoWeight);
        }
        self.introduction.check()?;
        if !(1..=100).contains(&self.fund.recommended) {
            return Err(RulesError::Recommended(self.fund.recommended));
        }
        if self.verdict.present_min == 0 { Err(RulesError::PresentMin) } else { self.target.check() }
    }
}

impl PriorityRules {
    /// The weights by the name of their factor.
    pub fn weights(&self) -> [(&'static str, f64); 5] {
        [
            ("linkage", self.linkage),
            ("adjacency", self.adjacency),
            ("relatedness", self.relatedness),
            ("key", self.key),
            ("supply", self.supply),
        ]
    }
}

/// Puts the values of `own` over those of `base`, table by table.
fn lay_over(base: &mut toml::Table, own: toml::Table) {
    for (key, value) in own {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => lay_over(below, above),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rules_are_valid_and_fill_in_what_a_file_leaves_out() {
        let rules = Rules::default();
        assert!(rules.check().is_ok());
        assert_eq!(Rules::from_toml(BUILT_IN).unwrap(), rules);
        assert_eq!(Rules::from_toml("").unwrap(), rules);
        assert!(rules.label().starts_with("1-") && rules.label().len() == 10, "{}", rules.label());
    }

    #[test]
    fn the_label_depends_on_values_and_not_on_their_writing() {
        let label = |text: &str| Rules::from_toml(text).unwrap().label();
        assert_eq!(label("[priority]\nkey=0.150\nadjacency_half = 5.0"), Rules::default().label());
        assert_ne!(label("[priority]\nkey = 0.2"), Rules::default().label());
        assert_ne!(label("version = 2"), Rules::default().label());
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_name() {
        for (text, named) in [
            ("[priority]\nkeys = 1", "keys"),
            ("present_min = 1", "present_min"),
            ("[priority]\nkey = -0.1", "key is -0.1"),
            ("[priority]\nlinkage = nan", "linkage is NaN"),
            ("[priority]\nsupply = inf", "supply is inf"),
            ("[priority]\nsupply_half = 0", "supply_half is 0"),
            ("[priority]\nlinkage = 0\nadjacency = 0\nrelatedness = 0\nkey = 0\nsupply = 0", "every weight"),
            ("[verdict]\npresent_min = 0", "present_min is 0"),
            ("[verdict]\nstrong_min = -1", "-1"),
            ("[introduction]\noffice = 1.1", "office is 1.1"),
            ("[introduction]\nnative = nan", "native is NaN"),
            ("[introduction]\nshare_percent = -1", "share_percent is -1"),
            ("[introduction]\ncrowd = 0", "crowd is 0"),
            ("[introduction]\nmax_edges = 7", "max_edges is 7"),
            ("[introduction]\npaths = 0", "paths is 0"),
            ("[fund]\nrecommended = 0", "recommended is 0"),
            ("[fund]\nrecommended = 101", "recommended is 101"),
            ("[fund]\nrecommended = -1", "-1"),
            ("[target]\nstanding = 0.3", "sum up to 1.05"),
            ("[target]\nfund = -0.1\nbreadth = 0.3", "fund is -0.1"),
            ("[target]\nanchor = 1.5", "anchor is 1.5"),
            ("[target]\nexpansion_half = 0", "expansion_half is 0"),
            ("[target]\nlimit = 0", "limit of target"),
            ("[target]\nstale_months = -1", "-1"),
            ("version = ", "version"),
        ] {
            let error = Rules::from_toml(text).unwrap_err().to_string();
            assert!(error.contains(named), "{text}: {error}");
        }
    }
}
