//! Verdicts, priorities and explanations over a graph: pure, exact definitions in the design's gaps.md.

mod answer;
mod engine;
mod findings;
mod home;
mod notices;
mod overrule;
mod presence;
mod priority;
mod rules;
mod summary;
mod survey;
mod verdict;

pub use answer::{Assessed, Factors, GapAnswer, SegmentAnswer, SegmentFirms, Summary, VerdictCounts};
pub use engine::gaps;
pub use findings::Question;
pub use home::Home;
pub use presence::{Presence, Viewpoint, Whereabouts};
pub use rules::{PriorityRules, RelatednessRules, Rules, RulesError, SummaryRules, VerdictRules};
