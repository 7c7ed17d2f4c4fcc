//! The targets of a gap: every candidate of a chain ranked once, with its score, its flags and its reasons.

mod answer;
mod apart;
mod candidate;
mod flags;
mod gap_reasons;
mod line;
mod no_gap;
mod ranking;
mod reasons;
mod score;
mod shown;
mod tally;

pub use answer::{Apart, Target, TargetAnswer, TargetScope, targets};
pub use candidate::Candidate;
pub use line::target_line;
pub use no_gap::NoGap;
pub use ranking::Ranking;
pub use reasons::{ReasonGrounds, TargetReason, investor_name};
pub use score::TargetFactors;
pub use tally::{FirmTally, FundTie};
