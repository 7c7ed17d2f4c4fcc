//! What is taken away as a file stands in the journal, before anybody has it.

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, names, random_id};
use crate::model::Deed;
use crate::normalize::text;
use crate::store::NewBatch;

impl Desk {
    /// Writes in the journal that a file is taken away: its name, and the chain it is about by id or name.
    ///
    /// # Errors
    /// The caller may take nothing away, or the journal cannot be written: then the file stays here.
    pub async fn exported(&self, chain: Option<&str>, file: &str) -> Result<(), AppError> {
        let at = self.may(Right::Export, Scope::Somewhere)?;
        let known = chain.and_then(|chain| names::chain(at.graph(), chain).ok());
        let chain = known.map(|chain| at.graph().chain(chain).id.clone()).unwrap_or_default();
        let deed = Deed::Export { chain, file: text::one_line(file).into_owned() };
        let batch = NewBatch { id: random_id(), who: at.who(None)?, when: at.clock().now(), deed };
        at.store().apply(batch, Vec::new(), Vec::new()).await?;
        Ok(())
    }
}
