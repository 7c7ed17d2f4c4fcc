//! Who reads contacts stands in the journal.

use std::path::Path;

use super::super::target_list::change::person;
use super::super::{App, AppError, question, random_id};
use super::DocumentQuestion;
use crate::model::Deed;
use crate::store::NewBatch;

impl App {
    /// Writes in the journal that a document tells contacts, and to which file; its number. Before the file is written:
    /// a note of what was never handed out does no harm.
    ///
    /// # Errors
    /// The chain is unknown, or `who` is no name.
    pub async fn contacts_handed_out(&self, asked: &DocumentQuestion, out: &Path, who: &str) -> Result<u64, AppError> {
        let held = self.held_at(asked.map.question.known_at).await?;
        let chain = question::chain(&held.graph, &asked.map.question.chain)?;
        let file = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let deed = Deed::Contacts { chain: held.graph.chain(chain).id.clone(), file };
        let batch = NewBatch { id: random_id(), who: person(who)?, when: self.clock.now(), deed };
        Ok(self.store.apply(batch, Vec::new(), Vec::new()).await?.0)
    }
}
