//! What closes gaps together: the fund group of a chain, and plans of enterprises, by one greedy.

mod candidacies;
mod coverage;
mod greedy;
mod plan;

pub use candidacies::Candidacies;
pub use coverage::{FundCoverage, Partner, Reach, ReachedGap, fund_coverage, group_of, holdings};
pub use plan::{Plan, PlanChoice, plan};
