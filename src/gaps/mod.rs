//! Verdicts, priorities and explanations over a graph: pure, exact definitions in the design's gaps.md.

mod answer;
mod engine;
mod explain;
mod explain_priority;
mod explain_verdict;
mod findings;
mod home;
mod notices;
mod overrule;
mod presence;
mod priority;
mod ranking;
mod rules;
#[cfg(test)]
mod sample_city;
mod shown_targets;
mod summary;
mod survey;
mod tally;
mod target_answer;
mod target_flags;
mod target_question;
mod target_reasons;
mod target_rules;
mod target_score;
mod verdict;

pub use answer::{Assessed, Factors, GapAnswer, SegmentAnswer, SegmentFirms, Summary, VerdictCounts};
pub use engine::gaps;
pub use explain::{ExplainError, Explanation, NamedSegment, Step, explain};
pub use findings::Question;
pub use home::Home;
pub use notices::too_small;
pub use presence::{Presence, Viewpoint, Whereabouts};
pub use ranking::{Candidate, Ranking};
pub use rules::{PriorityRules, RelatednessRules, Rules, RulesError, SummaryRules, VerdictRules};
pub use tally::{FundTie, Tally};
pub use target_answer::{Apart, Target, TargetAnswer, TargetScope, targets};
pub use target_question::NoGap;
pub use target_reasons::{ReasonGrounds, TargetReason, investor_name};
pub use target_rules::TargetRules;
pub use target_score::TargetFactors;
