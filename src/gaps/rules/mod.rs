//! The numbers a city may set, of every room.

mod error;
mod introduction;
mod rule_set;
mod target;

pub use error::RulesError;
pub use introduction::{IntroductionRules, MOST_PATHS};
pub use rule_set::{FundRules, PriorityRules, RelatednessRules, Rules, SummaryRules, VerdictRules};
pub use target::TargetRules;
