//! Verdicts, priorities and explanations over a graph: pure; every formula stands in docs/definitions.md.
//!
//! Rooms import each other through the lists here only: `rules ← verdict ← {reasons, introduction, funds} ← targets`.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod funds;
mod introduction;
mod reasons;
mod rules;
#[cfg(test)]
mod sample_city;
mod targets;
mod verdict;

pub use funds::{
    Candidacies, FundCoverage, Partner, Plan, PlanChoice, Reach, ReachedGap, fund_coverage, group_of, holdings, plan,
};
pub use introduction::{Introduction, Introductions, is_near};
pub use reasons::{ExplainError, NamedSegment, Step, VerdictReasoning, explain};
pub use rules::{
    FundRules, IntroductionRules, MOST_PATHS, PriorityRules, RelatednessRules, Rules, RulesError, SummaryRules,
    TargetRules, VerdictRules,
};
pub use targets::{
    Apart, Candidate, FirmTally, FundTie, NoGap, Ranking, ReasonGrounds, Target, TargetAnswer, TargetFactors,
    TargetReason, TargetScope, investor_name, target_line, targets,
};
pub use verdict::{
    Assessed, Factors, GapAnswer, GapQuestion, HeadlineParts, Home, LeftOut, Presence, Reason, SegmentAnswer,
    SegmentFirms, Summary, VerdictCounts, Viewpoint, Whereabouts, gaps, too_small,
};

use reasons::{Supply, away, firm_names, headline, listed, second_line, wording};
use verdict::{ChainFindings, LocalFirms, Unlooked, co_inputs, engine, is_strong, linked, shown_at};
