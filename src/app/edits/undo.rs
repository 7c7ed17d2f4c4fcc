//! Taking a change in place back, from where it was made.

use super::EditLine;
use super::subject::right_to_edit;
use super::told::ROWS;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, chains_about, scope_to_write, undo_batch};
use crate::model::{Deed, Journal, Kind};

impl Desk {
    /// Whether the caller may take a change in place back, on a page about a chain, by id; blank: about no chain.
    pub fn offers_undo(&self, edit: &EditLine, chain: &str) -> bool {
        let Some(kind) = Kind::ALL.iter().find(|kind| kind.code() == edit.note.table) else { return false };
        let right = right_to_edit(*kind);
        let of_none = scope_to_write(*kind, None);
        self.holds(right, of_none) || !chain.is_empty() && self.holds(right, Scope::Chain(chain))
    }

    /// Takes a change in place back, by its id: it needs the right its form needed, over the chain that
    /// it was about, where that is known.
    ///
    /// # Errors
    /// The caller may not, there is no such change, it was taken back before, what it said was changed since, or files are
    /// imported meanwhile.
    pub async fn undo_edit(&self, edit: &str) -> Result<u64, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let batches = at.store().batches(Journal(0), usize::MAX).await?;
        let found = batches.into_iter().find(|batch| batch.id == edit);
        let (number, table, who) = match found.map(|batch| (batch.number, batch.deed, batch.who)) {
            Some((number, Deed::Edit { table, .. }, who)) => (number, table, who),
            Some((number, Deed::Assessment { .. }, who)) => (number, Kind::Assessment, who),
            _ => return Err(AppError::NotFound { what: "改动", text: edit.to_owned(), near: Vec::new() }),
        };
        let chain = at.chain_changed(Journal(number)).await?;
        let of_a_ledger = self.may_take_row_back(Journal(number), table).await?;
        let at = match (of_a_ledger, right_to_edit(table)) {
            (Some(at), _) => at,
            (_, Right::LogWork) => self.may_take_work_back(Journal(number), &who).await?,
            (_, Right::EditProject) => self.may_take_project_back(Journal(number)).await?,
            (_, right) => self.may(right, scope_to_write(table, chain.as_deref()))?,
        };
        let report = undo_batch(at.store(), edit, at.who(None)?, at.clock()).await?;
        if table == Kind::Visit && report.undo.is_some() && report.left.is_empty() {
            at.visit_taken_back(edit).await;
        }
        at.follow().await;
        match report.undo {
            Some(number) if report.left.is_empty() => Ok(number),
            _ => Err(AppError::BadRequest("这一处后来又改过，没有撤销；请先撤销后面那一次".into())),
        }
    }
}

impl GraphPermit<'_> {
    /// Of some changes those that the caller may be told of: of a chain and its parts where they may see it; of what is gone
    /// nobody knows which chain it was of.
    pub(super) async fn edits_seen(&self, edits: Vec<EditLine>) -> Result<Vec<EditLine>, AppError> {
        if self.holds(Right::SeeChain, Scope::City) {
            return Ok(edits);
        }
        let of_a_chain = [Kind::Member, Kind::Segment, Kind::Feed, Kind::Assessment].map(Kind::code);
        let mut seen = Vec::new();
        for edit in edits {
            let is_told = match self.chain_changed(Journal(edit.number)).await? {
                Some(chain) => self.holds(Right::SeeChain, Scope::Chain(&chain)),
                None => !of_a_chain.contains(&&*edit.note.table),
            };
            seen.extend(Some(edit).filter(|_| is_told));
        }
        Ok(seen)
    }

    /// The id of the chain that a change was about, where its rows say that.
    async fn chain_changed(&self, number: Journal) -> Result<Option<String>, AppError> {
        let rows = self.store().batch_rows(number, None, ROWS).await?;
        let Some(row) = rows.into_iter().find(|row| row.key.kind != Kind::Edit) else { return Ok(None) };
        Ok(chains_about(self.graph(), self.store(), &row).await?.into_iter().next().flatten())
    }
}
