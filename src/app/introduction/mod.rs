//! Introductions (以商招商) as people ask for them: the paths to one target, and whom one party can reach.

mod call;
mod named;
mod paths;
pub(super) mod paths_table;
mod reach;
mod reach_table;
mod rows;
mod sentence;
mod teller;

pub use call::CallFirst;
pub(super) use named::firm;
pub use paths::{PathsAnswer, Source};
pub use reach::{ReachAnswer, Reached};
pub use teller::{EdgeTold, PathTold};
