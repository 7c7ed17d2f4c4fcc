//! `/login` and `/logout`.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Deserialize;

use super::code;
use super::let_in::{entered, gone, refused};
use super::outside::Outside;
use crate::access::Caller;
use crate::app::App;
use crate::app::accounts::LetIn;
use crate::http::frame::door::{Visitor, way_back};
use crate::http::frame::failure::Failure;
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

/// Asks who comes; whoever is let in, or signed on before the proxy, goes on.
pub async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    QueryOf(query): QueryOf<LogInQuery>,
) -> Result<Response, Failure> {
    let next = way_back(query.next.given().unwrap_or("/"));
    if visitor.caller.is_some() {
        return Ok(see(&next));
    }
    let mut told = query.set.given().map(|_| "密码设好了，请登录。");
    if let Some(login) = &visitor.signed_on {
        match app.door().signed_on(login, &visitor.whence()).await? {
            Some(LetIn::Session(session)) => return entered(&app, &visitor, &session, &next).await,
            Some(LetIn::CodeNext(half)) => return code::asked(&visitor, &half, &next),
            None => told = Some("统一登录送来的账号在这里没有，或已停用：请找系统管理员。"),
        }
    }
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

/// Ends the session.
pub async fn leave(State(app): State<Arc<App>>, visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    Fields::of(sent)?;
    if let Some(secret) = &visitor.secret {
        app.door().log_out(secret).await?;
    }
    Ok(gone(&visitor))
}
