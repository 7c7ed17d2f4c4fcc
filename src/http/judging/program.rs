//! `POST /api/v1/judgements`, `…/unmerge`, `…/undo`, `…/refuse`: the same deeds, answered in JSON.

use axum::Json;
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::AppError;
use crate::app::judging::JudgeDone;
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::judging::change::{judged, number, refused, taken_out};

/// What taking a judgement back did.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JudgementUndone {
    /// The journal number of the undo.
    number: u64,
    /// What it did, a sentence each.
    told: Vec<String>,
}

/// Says of one pair whether both are one.
pub async fn judge(Now(desk): Now, sent: Sent) -> Result<Json<JudgeDone>, Failure> {
    let asked = judged(&Fields::of(sent)?)?;
    let [asked] = asked.as_slice() else {
        return Err(AppError::BadRequest("一次判断一对；几对请分几次".to_owned()).into());
    };
    Ok(Json(desk.judge(asked).await?))
}

/// Takes records out of their firm.
pub async fn unmerge(Now(desk): Now, sent: Sent) -> Result<Json<JudgeDone>, Failure> {
    Ok(Json(desk.unmerge(&taken_out(&Fields::of(sent)?)).await?))
}

/// Takes a judgement back.
pub async fn undo(Now(desk): Now, sent: Sent) -> Result<Json<JudgementUndone>, Failure> {
    let (number, told) = desk.judgement_undo(number(&Fields::of(sent)?)?).await?;
    Ok(Json(JudgementUndone { number, told }))
}

/// Does not accept a proposal.
pub async fn refuse(Now(desk): Now, sent: Sent) -> Result<Json<JudgeDone>, Failure> {
    Ok(Json(desk.proposal_refuse(&refused(&Fields::of(sent)?)).await?))
}
