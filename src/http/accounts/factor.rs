//! `/me/factor`: one's second factor.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::let_in::{gone, refused_inside};
use crate::access::LoggedIn;
use crate::app::accounts::OfferedFactor;
use crate::app::{App, AppError, Desk};
use crate::http::frame::Now;
use crate::http::frame::door::Visitor;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};

/// What the forms send.
pub const SAID: [FormField; 3] =
    [("form", "做什么：set、drop"), ("password", "密码"), ("code", "验证码；取消时也可以是恢复码")];

#[derive(Template)]
#[template(path = "factor.html")]
struct FactorPage {
    shell: Shell,
    wrong: Option<String>,
    /// The recovery codes, told this once.
    codes: Vec<String>,
    /// How many are left, where a second factor is set.
    left: Option<u32>,
    offered: Option<OfferedFactor>,
}

/// Shows it, or what may be set.
pub async fn show(Now(desk): Now, State(app): State<Arc<App>>) -> Result<Response, Failure> {
    shown(&desk, &app, None).await
}

/// Sets it, and tells the recovery codes; or takes it away.
pub async fn change(
    Now(desk): Now,
    State(app): State<Arc<App>>,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let person = visitor.person().ok_or_else(Failure::log_in_first)?;
    let session = visitor.secret.as_deref().ok_or_else(Failure::log_in_first)?;
    let given = (fields.sent("password").unwrap_or_default(), fields.text("code"));
    let (door, whence) = (app.door(), visitor.whence());
    let done = match fields.text("form") {
        "set" => door.set_factor(person, session, given, &whence).await,
        "drop" => match door.drop_factor(person, given, &whence).await {
            Ok(Ok(())) => return Ok(gone(&visitor)),
            Ok(Err(why)) => Ok(Err(why)),
            Err(error) => Err(error),
        },
        other => Err(AppError::BadRequest(format!("不认识“{other}”，没有写入；请刷新后重填"))),
    };
    match done {
        Ok(Ok(codes)) => told(&desk, codes),
        Ok(Err(why)) => shown(&desk, &app, Some(refused_inside(why))).await,
        Err(AppError::BadRequest(told)) => shown(&desk, &app, Some((told, StatusCode::BAD_REQUEST))).await,
        Err(error) => Err(error.into()),
    }
}

async fn shown(desk: &Desk, app: &App, wrong: Option<(String, StatusCode)>) -> Result<Response, Failure> {
    let person = person(desk)?;
    let left = app.door().factor(person).await?.map(|factor| factor.codes_left);
    let offered = if left.is_none() { Some(app.door().offered_factor(person)?) } else { None };
    let (wrong, status) = wrong.map_or((None, StatusCode::OK), |(told, status)| (Some(told), status));
    let page = page(&FactorPage { shell: shell(desk)?, wrong, codes: Vec::new(), left, offered })?;
    Ok((status, page).into_response())
}

fn told(desk: &Desk, codes: Vec<String>) -> Result<Response, Failure> {
    page(&FactorPage { shell: shell(desk)?, wrong: None, codes, left: None, offered: None })
}

fn person(desk: &Desk) -> Result<&LoggedIn, Failure> {
    desk.person().ok_or_else(Failure::log_in_first)
}

fn shell(desk: &Desk) -> Result<Shell, AppError> {
    Shell::new(desk, "登录验证码", Some(("", "me")), &Standpoint::default())
}
