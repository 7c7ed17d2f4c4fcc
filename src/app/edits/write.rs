//! Writing a form: what was typed goes the way of an import, and whoever asks next sees it.

use super::grounds::{EditRefused, Edited};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, TypedEdit, write_edit};
use crate::ingest::{ImportReport, Input};

impl GraphPermit<'_> {
    /// Writes what was typed in one batch; what is wrong with it comes back for the form.
    pub(in crate::app) async fn write(
        &self,
        who: &str,
        typed: Input,
        edit: TypedEdit,
    ) -> Result<Result<Edited, EditRefused>, AppError> {
        let done = outcome(write_edit(**self, who, vec![typed], edit).await?);
        if done.is_ok() {
            self.follow().await;
        }
        Ok(done)
    }
}

/// What an import of one form came to.
fn outcome(report: ImportReport) -> Result<Edited, EditRefused> {
    match (report.problems.first(), report.number) {
        (Some(problem), _) => Err(EditRefused::by(problem)),
        (None, Some(number)) => Ok(Edited { edit: report.import, number }),
        (None, None) => Err(EditRefused::whole("和已有的一样，没有改动")),
    }
}
