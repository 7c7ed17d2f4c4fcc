//! Introductions (以商招商) as people ask for them: the paths to one target, and whom one party can reach.

mod call;
mod named;
mod paths;
pub(in crate::app) mod paths_table;
mod reach;
mod reach_table;
mod rows;
mod sentence;
mod teller;

pub use call::CallFirst;
pub(in crate::app) use named::firm;
pub use paths::{IntroductionSource, PathsAnswer};
pub use reach::{ReachAnswer, ReachedTarget};
pub use teller::{EdgeTold, PathTold};
