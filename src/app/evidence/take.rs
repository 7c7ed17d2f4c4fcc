//! A file of evidence, taken away.

use super::thing::EvidenceThing;
use super::write::kept_told;
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, random_id};
use crate::model::{EvidenceDeed, EvidenceForm};
use crate::store::NewBatch;

/// A file that is handed over.
#[derive(Debug, Clone)]
pub struct TakenEvidence {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub form: EvidenceForm,
    /// What is in it.
    pub content: Vec<u8>,
}

impl Desk {
    /// A file, by its id, once the journal says who took it away.
    ///
    /// # Errors
    /// There is none that the caller may see, or the journal cannot be written: then the file stays here.
    pub async fn evidence_taken(&self, id: &str) -> Result<TakenEvidence, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let missing = || AppError::NotFound { what: "依据文件", text: id.to_owned(), near: Vec::new() };
        let kept = at.store().evidence(None).await?.into_iter().find(|kept| kept.id == id).ok_or_else(missing)?;
        let city = at.city_work().await?;
        at.thing_seen(&city, &EvidenceThing::of_kept(&kept)).await.map_err(|_| missing())?;
        let deed = kept_told(EvidenceDeed::Take, &kept);
        let batch = NewBatch { id: random_id(), who: at.who(None)?, when: at.clock().now(), deed };
        let content = at.store().take_evidence(batch, id).await?.ok_or_else(missing)?;
        Ok(TakenEvidence { name: kept.name, form: kept.form, content })
    }
}
