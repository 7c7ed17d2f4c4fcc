//! Verdicts, priorities and explanations over a graph: pure, exact definitions in the design's gaps.md.

mod answer;
mod candidacies;
mod engine;
mod explain;
mod explain_priority;
mod explain_verdict;
mod findings;
mod funds;
mod greedy;
mod home;
mod introduction;
mod introduction_rules;
mod notices;
mod overrule;
mod plan;
mod presence;
mod priority;
mod rules;
#[cfg(test)]
mod sample_city;
mod sources;
mod summary;
mod survey;
mod verdict;

pub use answer::{Assessed, Factors, GapAnswer, SegmentAnswer, SegmentFirms, Summary, VerdictCounts};
pub use candidacies::Candidacies;
pub use engine::gaps;
pub use explain::{ExplainError, Explanation, NamedSegment, Step, explain};
pub use findings::Question;
pub use funds::{FundCoverage, Partner, Reach, Reached, fund_coverage, group_of, holdings};
pub use home::Home;
pub use introduction::{Introduction, Introductions};
pub use introduction_rules::{IntroductionRules, MOST_PATHS};
pub use notices::too_small;
pub use plan::{Choice, Plan, plan};
pub use presence::{Presence, Viewpoint, Whereabouts};
pub use rules::{FundRules, PriorityRules, RelatednessRules, Rules, RulesError, SummaryRules, VerdictRules};
pub use sources::is_near;
