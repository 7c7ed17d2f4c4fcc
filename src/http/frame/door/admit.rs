//! Says who asks, and lets nobody in particular through to what is not public.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::cookie::CookieName;
use crate::access::Caller;
use crate::app::App;
use crate::http::frame::failure::Failure;

/// Notes who asks with the request; of nobody in particular, nothing.
pub async fn admit(State((app, name)): State<(Arc<App>, CookieName)>, mut request: Request, next: Next) -> Response {
    let secret = name.value(request.headers());
    let caller = match app.door().caller(secret.as_deref()).await {
        Ok(caller) => caller,
        Err(error) => return told(Failure::from(error)),
    };
    request.extensions_mut().insert(name);
    caller.map(|caller| request.extensions_mut().insert(caller));
    next.run(request).await
}

/// Who asks is not known, so there is no page to tell it in.
fn told(failure: Failure) -> Response {
    let (status, text) = (failure.status(), failure.to_string());
    (status, text).into_response()
}

/// Lets through whoever is known.
pub async fn required(request: Request, next: Next) -> Response {
    match request.extensions().get::<Caller>() {
        Some(_) => next.run(request).await,
        None => Failure::log_in_first().into_response(),
    }
}
