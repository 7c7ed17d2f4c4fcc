//! Says who asks, and lets nobody in particular through to what is not public.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::cookie::CookieName;
use crate::access::Caller;
use crate::app::App;
use crate::app::accounts::{Comes, DoFirst};
use crate::http::frame::failure::Failure;

/// Marks the requests of programs, which come with a token: no browser sends one by itself, so their forms need no secret.
#[derive(Debug, Clone, Copy)]
pub struct ByToken;

/// Notes who asks with the request; of nobody in particular, nothing.
pub async fn admit(State((app, name)): State<(Arc<App>, CookieName)>, mut request: Request, next: Next) -> Response {
    let (token, secret) = (bearer(request.headers()).map(str::to_owned), name.value(request.headers()));
    let asked = match &token {
        Some(token) => app.door().bearer(token).await.map(|caller| caller.map(|caller| Comes { caller, first: None })),
        None => app.door().caller(secret.as_deref()).await,
    };
    let comes = match asked {
        Ok(comes) => comes,
        Err(error) => return told(Failure::from(error)),
    };
    let notes = request.extensions_mut();
    notes.insert(name);
    notes.remove::<Caller>();
    if let Some(Comes { caller, first }) = comes {
        notes.insert(caller);
        first.map(|first| notes.insert(first));
    }
    token.map(|_| notes.insert(ByToken));
    next.run(request).await
}

/// Says once more who asks, now that a form has arrived: whoever was shut out meanwhile is.
pub async fn admit_again(state: State<(Arc<App>, CookieName)>, request: Request, next: Next) -> Response {
    if request.method() == Method::POST { admit(state, request, next).await } else { next.run(request).await }
}

/// The token a program comes with: it alone counts then, whatever cookie comes beside it.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Who asks is not known, so there is no page to tell it in.
fn told(failure: Failure) -> Response {
    let (status, text) = (failure.status(), failure.to_string());
    (status, text).into_response()
}

/// What somebody may come to who must do something first: where it is done, and the way out.
fn is_of_oneself(path: &str) -> bool {
    ["/me", "/me/factor", "/me/password", "/me/out", "/logout"].contains(&path)
}

fn put_first(first: DoFirst, request: &Request) -> Response {
    let is_page = request.method() == Method::GET && !request.uri().path().starts_with("/api/");
    match first {
        DoFirst::Factor if is_page => Redirect::to("/me/factor").into_response(),
        DoFirst::Password if is_page => Redirect::to("/me").into_response(),
        DoFirst::Factor => Failure::first("要先开登录验证码").into_response(),
        DoFirst::Password => Failure::first("密码过期了，要先换").into_response(),
    }
}

/// Lets through whoever is known, and has nothing to do first.
pub async fn required(request: Request, next: Next) -> Response {
    if request.extensions().get::<Caller>().is_none() {
        return Failure::log_in_first().into_response();
    }
    match request.extensions().get::<DoFirst>() {
        Some(first) if !is_of_oneself(request.uri().path()) => put_first(*first, &request),
        _ => next.run(request).await,
    }
}
