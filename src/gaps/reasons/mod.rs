//! Why a segment has its verdict and its priority, step by step, as Chinese sentences.

mod explain;
mod priority_steps;
mod step;
mod verdict_steps;

pub use explain::{ExplainError, VerdictReasoning, explain};
pub use step::{NamedSegment, Step, firm_names, listed};
