//! `/me`: one's own page.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::let_in::{gone, refused_inside};
use super::welcome::written_twice;
use crate::app::accounts::{DoFirst, OwnSession, TokenLine, told_grants};
use crate::app::{App, AppError, Desk};
use crate::http::frame::Now;
use crate::http::frame::door::Visitor;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};

/// What the form of the password sends.
pub const SAID: [FormField; 3] = [("before", "现在的密码"), ("password", "新密码"), ("again", "再写一次")];

/// What the form of a token sends.
pub const OF_TOKEN: [FormField; 1] = [("id", "令牌的编号")];

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    shell: Shell,
    login: String,
    name: String,
    grants: String,
    sessions: Vec<OwnSession>,
    tokens: Vec<TokenLine>,
    has_factor: bool,
    wrong: Option<String>,
}

/// Shows it.
pub async fn show(Now(desk): Now, State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Failure> {
    let is_old = visitor.first == Some(DoFirst::Password);
    let told = is_old.then(|| ("密码用了 90 天，请先换一个。".to_owned(), StatusCode::OK));
    shown(&desk, &app, told).await
}

async fn shown(desk: &Desk, app: &App, wrong: Option<(String, StatusCode)>) -> Result<Response, Failure> {
    let sessions = desk.store_desk().own_sessions().await?;
    let tokens = desk.store_desk().own_tokens().await?;
    let person = desk.person().ok_or_else(Failure::log_in_first)?;
    let has_factor = app.door().factor(person).await?.is_some();
    let (login, name, grants) = (person.login.clone(), person.name.clone(), told_grants(&person.grants));
    let shell = Shell::new(desk, &name, Some(("", "me")), &Standpoint::default())?;
    let (wrong, status) = wrong.map_or((None, StatusCode::OK), |(told, status)| (Some(told), status));
    Ok((status, page(&MePage { shell, login, name, grants, sessions, tokens, has_factor, wrong })?).into_response())
}

/// Sets another password, and leads to the log-in: every session ended.
pub async fn change_password(
    Now(desk): Now,
    State(app): State<Arc<App>>,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let person = visitor.person().ok_or_else(Failure::log_in_first)?;
    let before = fields.sent("before").unwrap_or_default();
    let wrong = match written_twice(&fields) {
        Err(told) => (told.to_owned(), StatusCode::BAD_REQUEST),
        Ok(new) => match app.door().change_password(person, (before, new), &visitor.whence()).await {
            Ok(Ok(())) => return Ok(gone(&visitor)),
            Ok(Err(why)) => refused_inside(why),
            Err(AppError::BadRequest(told)) => (told, StatusCode::BAD_REQUEST),
            Err(error) => return Err(error.into()),
        },
    };
    shown(&desk, &app, Some(wrong)).await
}

/// Ends every session of one's own.
pub async fn out(Now(desk): Now, visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    Fields::of(sent)?;
    desk.store_desk().own_out().await?;
    Ok(gone(&visitor))
}

/// Revokes a token of one's own.
pub async fn revoke(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    desk.store_desk().own_token_revoke(fields.text("id")).await?;
    Ok(see("/me"))
}
