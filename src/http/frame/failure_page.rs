//! What a failure becomes: JSON for programs, a page for people.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::door::log_in_first;
use super::failure::{Failed, Failure};
use super::failure_code::FailureCode;
use super::form::see;
use super::query::Standpoint;
use super::shell::{Shell, page};
use crate::access::Caller;
use crate::app::App;

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    shell: Shell,
    failure: &'a Failure,
}

/// A failure in the frame of every page, where one can be made.
async fn in_a_page(app: &App, caller: Caller, failure: &Failure) -> Response {
    let desk = app.desk(caller, None).await;
    let shell = desk.and_then(|desk| Shell::new(&desk, "出错了", None, &Standpoint::default()));
    match shell.map(|shell| page(&FailurePage { shell, failure })) {
        Ok(Ok(page)) => page,
        _ => failure.message.clone().into_response(),
    }
}

/// Writes the failures of handlers as JSON under `/api/`, and as a page elsewhere.
pub async fn tell(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let for_programs = request.uri().path().starts_with("/api/");
    let asked = (request.method() == Method::GET).then(|| request.uri().clone());
    let caller = request.extensions().get::<Caller>().cloned();
    let mut response = next.run(request).await;
    let failure = response.extensions_mut().remove::<Failure>();
    // A page that says itself what is wrong with its form is answered as it is.
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let of_router = || Failure::of_address(response.status()).filter(|_| !is_page);
    let Some(failure) = failure.or_else(of_router) else { return response };
    let body = if for_programs {
        Json(serde_json::json!(Failed { error: &failure })).into_response()
    } else {
        match (caller, asked) {
            (Some(caller), _) => in_a_page(&app, caller, &failure).await,
            (None, Some(asked)) if failure.code == FailureCode::LogInFirst => return see(&log_in_first(&asked)),
            (None, _) => failure.to_string().into_response(),
        }
    };
    (failure.code.status(), body).into_response()
}
