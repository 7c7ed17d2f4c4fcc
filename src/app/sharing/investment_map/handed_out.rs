//! Who reads contacts stands in the journal.

use std::path::Path;

use crate::app::lists::change::person;
use crate::app::questions::question;
use crate::app::sharing::investment_map::DocumentQuestion;
use crate::app::{App, AppError, random_id};
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
        let why = format!("map {} {file}，含联系方式", held.graph.chain(chain).id);
        let batch = NewBatch { id: random_id(), who: person(who)?, when: self.clock.now(), why };
        Ok(self.store.apply(batch, Vec::new(), Vec::new()).await?.0)
    }
}
