//! `/login` and `/logout`.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Deserialize;

use super::code;
use super::outside::Outside;
use crate::access::Caller;
use crate::app::App;
use crate::app::accounts::{BegunSession, LetIn, NotLetIn};
use crate::http::frame::door::{Visitor, ended, kept, way_back};
use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{Parameter, QueryOf};
use crate::http::frame::shell::page;

/// What the form sends.
pub const SAID: [FormField; 3] = [("login", "账号"), ("password", "密码"), ("next", "登录后去哪一页")];

/// The way here.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LogInQuery {
    /// The page of this service that was asked for; by default the first one.
    next: Parameter<String>,
    /// Whether a password was just set: `1`.
    set: Parameter<String>,
}

#[derive(Template)]
#[template(path = "login.html")]
struct LogInPage<'a> {
    outside: Outside,
    told: Option<&'static str>,
    wrong: bool,
    login: &'a str,
    next: &'a str,
}

/// Asks who comes; whoever is let in goes on.
pub async fn show(visitor: Visitor, QueryOf(query): QueryOf<LogInQuery>) -> Result<Response, Failure> {
    let next = way_back(query.next.given().unwrap_or("/"));
    if visitor.caller.is_some() {
        return Ok(see(&next));
    }
    let told = query.set.given().map(|_| "密码设好了，请登录。");
    page(&LogInPage { outside: Outside::of(None), told, wrong: false, login: "", next: &next })
}

/// Lets somebody in: the session of before ends, a new one begins.
pub async fn enter(State(app): State<Arc<App>>, visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let (login, next) = (fields.text("login"), way_back(fields.text("next")));
    if visitor.caller == Some(Caller::Local) {
        return Ok(see(&next));
    }
    let password = fields.sent("password").unwrap_or_default();
    match app.door().log_in(login, password, &visitor.whence()).await? {
        Ok(LetIn::Session(session)) => entered(&app, &visitor, &session, &next).await,
        Ok(LetIn::CodeNext(half)) => code::asked(&visitor, &half, &next),
        Err(why) => {
            let (told, code) = refused(why);
            let outside = Outside::of(visitor.person().map(|person| &**person));
            let page = page(&LogInPage { outside, told: Some(told), wrong: true, login, next: &next })?;
            Ok((code.status(), page).into_response())
        }
    }
}

/// Leads whoever was let in on; the session of before ends, the browser keeps the new one.
pub async fn entered(app: &App, visitor: &Visitor, session: &BegunSession, next: &str) -> Result<Response, Failure> {
    if let Some(before) = &visitor.secret {
        app.door().log_out(before).await?;
    }
    let mut response = see(next);
    for cookie in kept(&visitor.cookie, session) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// What is said to whoever is in already and does not know their password or code.
pub fn refused_inside(why: NotLetIn) -> (String, StatusCode) {
    let (told, code) = refused(why);
    (told.replace("账号或密码", "现在的密码"), code.status())
}

/// What is said to whoever is not let in.
pub fn refused(why: NotLetIn) -> (&'static str, FailureCode) {
    match why {
        NotLetIn::Wrong => ("账号或密码不对。", FailureCode::NotLetIn),
        NotLetIn::WrongCode => ("验证码不对，或用过了：请等验证器换下一个再输。", FailureCode::NotLetIn),
        NotLetIn::Over => ("这次登录过了五分钟，或已经完成。", FailureCode::NotLetIn),
        NotLetIn::TooOften => ("试错太多次，请十分钟后再试，或找系统管理员。", FailureCode::TooOften),
    }
}

/// Ends the session.
pub async fn leave(State(app): State<Arc<App>>, visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    Fields::of(sent)?;
    if let Some(secret) = &visitor.secret {
        app.door().log_out(secret).await?;
    }
    Ok(gone(&visitor))
}

/// Leads to the log-in; the browser forgets its session.
pub fn gone(visitor: &Visitor) -> Response {
    let mut response = see("/login");
    response.headers_mut().insert(SET_COOKIE, ended(&visitor.cookie));
    response
}
