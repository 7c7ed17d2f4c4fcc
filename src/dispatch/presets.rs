//! The limits of dispatch that a city may set, and the label that tells which were used.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::{DutyPost, ProjectNode, SquadKind};

static BUILT_IN: &str = include_str!("../../presets/dispatch.toml");

/// The limits of one computation; [`Presets::default`] are the built-in ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presets {
    /// The number a city raises with every change; it begins the label of every answer.
    pub version: u32,
    /// 五未: from one stage to another.
    stall: Vec<StallText>,
    /// 健康度.
    pub health: HealthLimits,
    /// What is odd, open or coming.
    pub limit: OddLimits,
    duty: Vec<DutyText>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StallText {
    from: String,
    to: String,
    days: i32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DutyText {
    post: Option<String>,
    squad: Option<String>,
    count: u32,
    least: f64,
}

/// When a project is not well.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HealthLimits {
    /// Signed for more days and not started.
    pub not_started_days: i32,
    /// Started, and nothing invested in so many whole months.
    pub standing_months: i32,
}

/// What is odd, open or coming.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OddLimits {
    /// A trip without return counts so many days after it began.
    pub open_days: i32,
    /// Nodes planned within so many days are coming.
    pub coming_days: i32,
    /// So many times the median of a chain is told.
    pub amount_times: f64,
    /// Amounts are near where their difference is at most this share of the larger.
    pub repeat_share: f64,
    /// Percent from which an investment makes two enterprises one.
    pub control_percent: f64,
}

/// From one stage to another in so many days at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StallLimit {
    /// The stage it begins with.
    pub from: ProjectNode,
    /// The stage that must be reached.
    pub to: ProjectNode,
    /// More days are a stall.
    pub days: i32,
}

/// A duty as it is suggested.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DutyPreset {
    /// Of whom.
    pub of: DutyOf,
    /// How many projects.
    pub count: u32,
    /// Of at least so much, 万元.
    pub least: f64,
}

/// Whom a duty is suggested to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyOf {
    /// Recruiters of a post.
    Post(DutyPost),
    /// Squads of a kind.
    Squads(SquadKind),
}

/// Why a text gives no presets.
#[derive(Debug, thiserror::Error)]
pub enum PresetsError {
    /// No TOML, an unknown key, or a value of another type.
    #[error("{0}")]
    Format(#[from] toml::de::Error),
    /// A limit that is not above nought.
    #[error("{name} 是 {value}，必须大于 0")]
    Limit {
        /// Key in the presets.
        name: &'static str,
        /// What stands there.
        value: f64,
    },
    /// A word that names no stage, post or kind of squad.
    #[error("不认识「{0}」：stall 的 from、to 写节点，duty 的 post 写任务档次，squad 写招商队类型，二者写一个")]
    Word(String),
}

impl Default for Presets {
    fn default() -> Self {
        toml::from_str(BUILT_IN).expect("invariant: the built-in presets are valid, as a test shows")
    }
}

impl Presets {
    /// Reads a `dispatch.toml`; what it leaves out is as built in. A list (`[[stall]]`, `[[duty]]`) stands in place of the whole
    /// list that is built in.
    ///
    /// # Errors
    /// The text is no TOML, names an unknown key, or gives a value that makes no sense.
    pub fn from_toml(text: &str) -> Result<Self, PresetsError> {
        let mut table: toml::Table = toml::from_str(BUILT_IN)?;
        for (key, value) in toml::from_str::<toml::Table>(text)? {
            match (table.get_mut(&key), value) {
                (Some(toml::Value::Table(below)), toml::Value::Table(above)) => below.extend(above),
                (_, value) => {
                    table.insert(key, value);
                }
            }
        }
        let presets: Presets = table.try_into()?;
        presets.check()?;
        Ok(presets)
    }

    /// The version with the first 8 digits of the SHA-256 of all values, as of the rules of verdicts.
    pub fn label(&self) -> String {
        let values = serde_json::to_vec(self).expect("invariant: presets hold only finite numbers under text keys");
        let mut label = format!("{}-", self.version);
        for byte in &Sha256::digest(values)[..4] {
            let _ = write!(label, "{byte:02x}");
        }
        label
    }

    /// The limits from stage to stage.
    pub fn stalls(&self) -> impl Iterator<Item = StallLimit> + '_ {
        self.stall.iter().filter_map(|stall| {
            Some(StallLimit { from: stall.from.parse().ok()?, to: stall.to.parse().ok()?, days: stall.days })
        })
    }

    /// The duties that are suggested.
    pub fn duties(&self) -> impl Iterator<Item = DutyPreset> + '_ {
        self.duty.iter().filter_map(|duty| Some(DutyPreset { of: duty.of()?, count: duty.count, least: duty.least }))
    }

    fn check(&self) -> Result<(), PresetsError> {
        let days = |name, value: i32| (name, f64::from(value));
        let limits = [
            days("health.not_started_days", self.health.not_started_days),
            days("health.standing_months", self.health.standing_months),
            days("limit.open_days", self.limit.open_days),
            days("limit.coming_days", self.limit.coming_days),
            ("limit.amount_times", self.limit.amount_times),
            ("limit.repeat_share", self.limit.repeat_share),
            ("limit.control_percent", self.limit.control_percent),
        ];
        let stalls = self.stall.iter().map(|stall| days("stall.days", stall.days));
        let duties =
            self.duty.iter().flat_map(|duty| [("duty.count", f64::from(duty.count)), ("duty.least", duty.least)]);
        for (name, value) in limits.into_iter().chain(stalls).chain(duties) {
            if !value.is_finite() || value <= 0.0 {
                return Err(PresetsError::Limit { name, value });
            }
        }
        let is_stage = |word: &str| word.parse().is_ok_and(ProjectNode::is_stage);
        let words = self.stall.iter().flat_map(|stall| [&stall.from, &stall.to]);
        if let Some(word) = words.into_iter().find(|word| !is_stage(word)) {
            return Err(PresetsError::Word(word.clone()));
        }
        match self.duty.iter().find(|duty| duty.of().is_none()) {
            Some(duty) => Err(PresetsError::Word(duty.post.clone().or(duty.squad.clone()).unwrap_or_default())),
            None => Ok(()),
        }
    }
}

impl DutyText {
    fn of(&self) -> Option<DutyOf> {
        match (&self.post, &self.squad) {
            (Some(post), None) => post.parse().ok().map(DutyOf::Post),
            (None, Some(squad)) => squad.parse().ok().map(DutyOf::Squads),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_presets_are_valid_and_fill_in_what_a_file_leaves_out() {
        let presets = Presets::default();
        assert!(presets.check().is_ok());
        assert_eq!(Presets::from_toml("").unwrap(), presets);
        assert_eq!((presets.stalls().count(), presets.duties().count()), (5, 5));
        let own = Presets::from_toml("version = 2\n[health]\nnot_started_days = 300").unwrap();
        assert_eq!((own.health.not_started_days, own.health.standing_months), (300, 3));
        assert_ne!(own.label(), presets.label());
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_name() {
        for (text, named) in [
            ("[limit]\nopen_days = 0", "limit.open_days 是 0，必须大于 0"),
            ("[health]\nnot_started_days = -1", "not_started_days"),
            ("[limit]\nrepeat_share = nan", "repeat_share"),
            ("[[stall]]\nfrom = \"signed\"\nto = \"land\"\ndays = 0", "stall.days 是 0"),
            ("[[stall]]\nfrom = \"tender\"\nto = \"land\"\ndays = 9", "tender"),
            ("[[duty]]\npost = \"boss\"\ncount = 1\nleast = 1", "boss"),
            ("[[duty]]\npost = \"chief\"\ncount = 0\nleast = 1", "duty.count"),
            ("[limits]\nopen_days = 1", "limits"),
        ] {
            let error = Presets::from_toml(text).unwrap_err().to_string();
            assert!(error.contains(named), "{text}: {error}");
        }
    }
}
