//! Who reads contacts stands in the journal.

use crate::access::{Right, Scope};
use std::path::Path;

use crate::app::sharing::investment_map::DocumentQuestion;
use crate::app::{AppError, Desk, names, random_id};
use crate::model::Deed;
use crate::store::NewBatch;

impl Desk {
    /// Writes in the journal that a document tells contacts, and to which file; its number. Before the file is written:
    /// a note of what was never handed out does no harm.
    ///
    /// # Errors
    /// The chain is unknown, or `who` is no name.
    pub async fn contacts_handed_out(
        &self,
        asked: &DocumentQuestion,
        out: &Path,
        who: Option<&str>,
    ) -> Result<u64, AppError> {
        let at = self.may(Right::ExportContacts, Scope::Chain(&asked.map.question.chain))?;
        let chain = names::chain(at.graph(), &asked.map.question.chain)?;
        let file = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let deed = Deed::Contacts { chain: at.graph().chain(chain).id.clone(), file };
        let batch = NewBatch { id: random_id(), who: at.who(who)?, when: at.clock().now(), deed };
        Ok(at.store().apply(batch, Vec::new(), Vec::new()).await?.0)
    }
}
