//! A row of a ledger, taken out: whatever source said it, its rows are closed, and the note beside says why.

use super::ledger::Ledger;
use crate::access::Scope;
use crate::app::{AppError, Desk, EditRefused, Edited, note_rows, random_id};
use crate::model::{Deed, EditNote, NewRow, Origin};
use crate::normalize::text;
use crate::store::NewBatch;

/// The most characters of a reason.
const LONGEST: usize = 500;

/// Which row is to go.
#[derive(Debug, Clone)]
pub struct LedgerRemoval {
    /// Of which ledger.
    pub ledger: Ledger,
    /// Its key.
    pub key: String,
    /// The version of it that was seen.
    pub version: Option<u64>,
    /// Why.
    pub reason: String,
    /// By default the caller.
    pub who: Option<String>,
}

impl Desk {
    /// Closes every row that says a line of a ledger, in one batch with the note why.
    ///
    /// # Errors
    /// The caller may not, there is no such row, files are imported meanwhile, or the store fails.
    pub async fn ledger_remove(&self, given: &LedgerRemoval) -> Result<Result<Edited, EditRefused>, AppError> {
        let ledger = given.ledger;
        let at = self.may(ledger.right(), Scope::Somewhere)?;
        let city = at.city_work().await?;
        let lines = at.ledger_lines(ledger, &city, at.work_number().await?).await?;
        let line = match at.row_seen((ledger, &city), &lines, &given.key, given.version)? {
            Ok(line) => line,
            Err(refused) => return Ok(Err(refused)),
        };
        let reason = text::one_line(&given.reason).into_owned();
        if reason.is_empty() {
            return Ok(Err(EditRefused::of("reason", "请写理由")));
        }
        if reason.chars().count() > LONGEST || text::forbidden(&reason).is_some() {
            return Ok(Err(EditRefused::of("reason", format!("理由超过 {LONGEST} 个字，或含有控制字符"))));
        }
        let Some(first) = line.rows.first() else {
            return Ok(Err(EditRefused::whole("没有这一行，没有改动")));
        };
        let (edit, when, who) = (random_id(), at.clock().now(), at.who(given.who.as_deref())?);
        let deed = Deed::Edit { table: ledger.kind(), thing: line.key.clone() };
        let batch = NewBatch { id: edit.clone(), who, when, deed };
        let note = EditNote {
            reason,
            source: String::new(),
            table: ledger.kind().code().to_owned(),
            what: format!("删去{}", ledger.kind().zh()),
            before: line.text(ledger.heading()).to_owned(),
            after: String::new(),
        };
        let close = |key: &crate::model::RowKey| NewRow { key: key.clone(), values: None, origin: Origin::default() };
        let notes = note_rows(&note, &edit, first, &[]).into_iter();
        // A digest is made of rows in the order of their keys.
        let mut rows: Vec<NewRow> = notes.chain(line.rows.iter().map(close)).collect();
        rows.sort_by(|x, y| x.key.cmp(&y.key));
        let number = at.written(batch, rows).await?;
        at.follow().await;
        Ok(Ok(Edited { edit, number }))
    }
}
