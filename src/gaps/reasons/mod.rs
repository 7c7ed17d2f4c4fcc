//! Why a segment has its verdict and its priority, step by step, as Chinese sentences.

mod explain;
mod priority_steps;
mod verdict_steps;

pub use explain::{ExplainError, NamedSegment, Step, VerdictReasoning, explain, firm_names, listed};
