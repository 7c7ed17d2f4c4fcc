//! What was just written in a ledger, and who takes it back.

use super::ledger::Ledger;
use super::part::whose;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, EditLine};
use crate::model::{Journal, Kind};

/// Rows of a change that are looked at: it has its own and few notes.
const ROWS: usize = 16;

impl Desk {
    /// What was written in a ledger with a number; none where that is none of it, or is not the caller's to change.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, or the store fails.
    pub async fn ledger_done(&self, ledger: Ledger, number: u64) -> Result<Option<EditLine>, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let may = self.holds(ledger.right(), Scope::Somewhere) && at.writes_row(ledger, Journal(number)).await?;
        if may { at.edit_numbered(number).await } else { Ok(None) }
    }

    /// Asks for the right to take back what was written in a ledger; none where rows of the kind are in none.
    pub(in crate::app) async fn may_take_row_back(
        &self,
        number: Journal,
        kind: Kind,
    ) -> Result<Option<GraphPermit<'_>>, AppError> {
        let Some(ledger) = Ledger::ALL.into_iter().find(|ledger| ledger.kind() == kind) else { return Ok(None) };
        let at = self.may(ledger.right(), Scope::Somewhere)?;
        if at.writes_row(ledger, number).await? { Ok(Some(at)) } else { Err(AppError::Forbidden(ledger.right())) }
    }
}

impl GraphPermit<'_> {
    /// Whether a row that was written with a number is the caller's to write, as it stood before and as it was written.
    async fn writes_row(&self, ledger: Ledger, number: Journal) -> Result<bool, AppError> {
        let rows = self.store().batch_rows(number, None, ROWS).await?;
        let Some(row) = rows.into_iter().find(|row| row.key.kind == ledger.kind()) else { return Ok(false) };
        let city = self.city_work().await?;
        let reach = self.ledger_reach(ledger.right(), &city);
        let mut stood = Vec::new();
        for at in [Journal(number.0.saturating_sub(1)), number] {
            let lines = self.ledger_lines(ledger, &city, at).await?;
            stood.extend(lines.into_iter().filter(|line| line.rows.contains(&row.key)));
        }
        Ok(!stood.is_empty() && stood.iter().all(|line| reach.reaches(&whose(ledger, (self.graph(), &city), line))))
    }
}
