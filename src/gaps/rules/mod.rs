//! The numbers a city may set, of every room.

mod introduction;
mod rule_set;
mod target;

pub use introduction::{IntroductionRules, MOST_PATHS};
pub use rule_set::{FundRules, PriorityRules, RelatednessRules, Rules, RulesError, SummaryRules, VerdictRules};
pub use target::TargetRules;
