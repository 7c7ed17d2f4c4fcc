//! `/login/code`: the second step of a log-in, where the account has a second factor.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::let_in::{entered, refused};
use super::outside::Outside;
use crate::app::App;
use crate::app::accounts::NotLetIn;
use crate::http::frame::door::{Visitor, way_back};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::shell::page;

/// What the form sends.
pub const SAID: [FormField; 3] = [
    ("half", "上一步给的，五分钟内有效"),
    ("code", "验证码：验证器上的六位数字，或一个恢复码"),
    ("next", "登录后去哪一页"),
];

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage<'a> {
    outside: Outside,
    half: &'a str,
    next: &'a str,
    told: Option<&'static str>,
    /// Whether the log-in must begin anew.
    over: bool,
}

/// Asks for the code; `half` leads back to the log-in.
pub fn asked(visitor: &Visitor, half: &str, next: &str) -> Result<Response, Failure> {
    shown(visitor, (half, next), None)
}

/// Lets somebody in.
pub async fn enter(State(app): State<Arc<App>>, visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let (half, next) = (fields.text("half"), way_back(fields.text("next")));
    match app.door().enter_code(half, fields.text("code"), &visitor.whence()).await? {
        Ok(session) => entered(&app, &visitor, &session, &next).await,
        Err(why) => shown(&visitor, (half, &next), Some(why)),
    }
}

fn shown(visitor: &Visitor, (half, next): (&str, &str), why: Option<NotLetIn>) -> Result<Response, Failure> {
    let outside = Outside::of(visitor.person().map(|person| &**person));
    let (told, status) = why.map(refused).map_or((None, StatusCode::OK), |(told, code)| (Some(told), code.status()));
    let page = page(&CodePage { outside, half, next, told, over: why == Some(NotLetIn::Over) })?;
    Ok((status, page).into_response())
}
