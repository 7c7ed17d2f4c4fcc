//! `/welcome/{secret}`: a one-time link, by which whoever has it sets the password of an account.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::outside::Outside;
use crate::app::accounts::Invited;
use crate::app::{App, AppError};
use crate::http::frame::door::Visitor;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::shell::page;

/// What the form sends.
pub const SAID: [FormField; 2] = [("password", "新密码"), ("again", "再写一次")];

#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage {
    outside: Outside,
    guest: Option<Invited>,
    wrong: Option<String>,
}

/// Asks for a password; looking at the page does not use the link.
pub async fn show(
    State(app): State<Arc<App>>,
    Path(secret): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    shown(&visitor, app.door().invited(&secret).await?, None)
}

/// Sets the password, and leads to the log-in.
pub async fn accept(
    State(app): State<Arc<App>>,
    Path(secret): Path<String>,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let told = match written_twice(&fields) {
        Ok(password) => match app.door().accept(&secret, password).await {
            Ok(Some(_)) => return Ok(see("/login?set=1")),
            Ok(None) => None,
            Err(AppError::BadRequest(told)) => Some(told),
            Err(error) => return Err(error.into()),
        },
        Err(told) => Some(told.to_owned()),
    };
    shown(&visitor, app.door().invited(&secret).await?, told)
}

/// The new password, where both fields hold it.
pub fn written_twice(fields: &Fields) -> Result<&str, &'static str> {
    let (password, again) = (fields.sent("password").unwrap_or_default(), fields.sent("again").unwrap_or_default());
    if password == again { Ok(password) } else { Err("两次写的不一样") }
}

fn shown(visitor: &Visitor, guest: Option<Invited>, wrong: Option<String>) -> Result<Response, Failure> {
    let status = match (&guest, &wrong) {
        (None, _) => StatusCode::NOT_FOUND,
        (_, Some(_)) => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    let outside = Outside::of(visitor.person().map(|person| &**person));
    Ok((status, page(&WelcomePage { outside, guest, wrong })?).into_response())
}
