//! `GET /taken` and `/api/v1/taken`: whether a firm is taken, for any name anybody types.

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::claims::TakenAnswer;
use crate::app::{AppError, Desk};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};

/// Which firm is asked about.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TakenQuery {
    /// Its id or any name of it.
    target: Required,
}

#[derive(Template)]
#[template(path = "taken.html")]
struct TakenPage {
    shell: Shell,
    typed: String,
    answer: Option<TakenAnswer>,
    /// Which firms the name may mean, or that nothing was typed.
    wrong: Option<String>,
    /// The squads of the reader's that may claim it.
    squads: Vec<(String, String)>,
}

/// The same answer as the command line's.
pub async fn answer(Now(desk): Now, QueryOf(query): QueryOf<TakenQuery>) -> Result<Json<TakenAnswer>, Failure> {
    Ok(Json(desk.taken(query.target.read("target", "企业的编号或名称")?).await?))
}

/// Shows it.
pub async fn show(Now(desk): Now, QueryOf(query): QueryOf<TakenQuery>) -> Result<Response, Failure> {
    let typed = query.target.read("target", "企业的编号或名称")?.to_owned();
    let (answer, wrong) = match desk.taken(&typed).await {
        Ok(answer) => (Some(answer), None),
        Err(error @ (AppError::Ambiguous { .. } | AppError::BadRequest(_))) => (None, Some(error.to_string())),
        Err(error) => return Err(error.into()),
    };
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let squads = squads(&desk, answer.as_ref()).await?;
    let shell = Shell::new(&desk, "有没有人认领", Some(("", "claims")), &Standpoint::default())?;
    let mut page = page(&TakenPage { shell, typed, answer, wrong, squads })?;
    *page.status_mut() = status;
    Ok(page)
}

/// The squads of the reader's that may claim a firm that nobody has.
async fn squads(desk: &Desk, answer: Option<&TakenAnswer>) -> Result<Vec<(String, String)>, AppError> {
    match answer {
        Some(TakenAnswer { enterprise: Some(id), taken: None, .. }) => desk.may_claim_for(id).await,
        _ => Ok(Vec::new()),
    }
}
