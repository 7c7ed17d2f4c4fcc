//! `GET /evidence/{evidence}`: a file, to keep and never to be shown among the pages of this service.

use axum::extract::Path;
use axum::response::Response;

use crate::http::frame::Now;
use crate::http::frame::download::{JPEG, PDF, PNG, file};
use crate::http::frame::failure::Failure;
use crate::model::EvidenceForm;

/// Hands a file over.
pub async fn take(Now(desk): Now, Path(evidence): Path<String>) -> Result<Response, Failure> {
    let taken = desk.evidence_taken(&evidence).await?;
    let kind = match taken.form {
        EvidenceForm::Pdf => PDF,
        EvidenceForm::Jpeg => JPEG,
        EvidenceForm::Png => PNG,
    };
    Ok(file(taken.content, kind, &taken.name))
}
