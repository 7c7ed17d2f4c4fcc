//! Introductions (以商招商) as people ask for them: the paths to one target, and whom one party can reach.

mod best;
mod call;
mod contacts;
mod path;
mod path_reader;
mod paths;
mod paths_table;
mod picture;
mod reach;
mod reach_table;
mod rows;
mod sentence;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, Question};
pub(in crate::app) use best::BestPaths;
pub(in crate::app) use contacts::ContactsAlong;
pub use path::{CallFirst, IntroductionPath, IntroductionStep};
pub use paths::{IntroductionSource, PathsAnswer};
pub use reach::{ReachAnswer, ReachedTarget};

impl Desk {
    /// Introductions are facts, of a chain that the caller may see.
    fn may_introduce(&self, question: &Question) -> Result<GraphPermit<'_>, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        Ok(at)
    }
}
