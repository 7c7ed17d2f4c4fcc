//! Why a segment has its verdict and its priority, step by step, as Chinese sentences.

mod explain;
mod headline;
mod need;
mod priority_steps;
mod second_line;
mod step;
mod verdict_steps;
mod way;
pub mod wording;

pub use explain::{ExplainError, VerdictReasoning, explain};
pub use headline::headline;
pub use second_line::{Supply, away, second_line};
pub use step::{NamedSegment, Step, firm_names, listed};

#[cfg(test)]
#[path = "cases_tests.rs"]
mod cases;
