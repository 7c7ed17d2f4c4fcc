//! What a failure becomes: JSON for programs, a page for people.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::address::part;
use super::door::log_in_first;
use super::failure::{Failed, Failure, LacksHome};
use super::failure_code::FailureCode;
use super::form::see;
use super::query::Standpoint;
use super::shell::{Shell, page};
use crate::access::Caller;
use crate::app::{App, Desk};

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    shell: Shell,
    failure: &'a Failure,
}

/// Asks from which city to look, where nobody said so.
#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    shell: Shell,
    failure: &'a Failure,
    /// The page that was asked for, and what else it was asked.
    page: &'a str,
    keeps: Vec<(String, String)>,
    /// Where the city of the chain is written down for good, for whoever may.
    city: Option<String>,
}

/// A failure in the frame of every page, where one can be made.
async fn in_a_page(app: &App, caller: Caller, failure: &Failure, asked: Option<&Uri>) -> Response {
    let made = app.desk(caller, None).await.map_err(Failure::from);
    let made = made.and_then(|desk| match (&failure.lacks_home, asked) {
        (Some(lacks), Some(asked)) => home_asked(&desk, failure, lacks, asked),
        _ => page(&FailurePage { shell: Shell::new(&desk, "出错了", None, &Standpoint::default())?, failure }),
    });
    made.unwrap_or_else(|_| failure.message.clone().into_response())
}

fn home_asked(desk: &Desk, failure: &Failure, lacks: &LacksHome, asked: &Uri) -> Result<Response, Failure> {
    let chain = lacks.chain.as_deref().unwrap_or_default();
    let keeps: Vec<(String, String)> =
        serde_urlencoded::from_str(asked.query().unwrap_or_default()).unwrap_or_default();
    let shell = Shell::new(desk, "从哪个城市看", Some((chain, "")), &Standpoint::default())?;
    page(&HomePage {
        city: shell.may.segments.then(|| format!("/chains/{}/city", part(chain))),
        shell,
        failure,
        page: asked.path(),
        keeps: keeps.into_iter().filter(|(name, _)| name != "home").collect(),
    })
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
            (Some(caller), asked) => in_a_page(&app, caller, &failure, asked.as_ref()).await,
            (None, Some(asked)) if failure.code == FailureCode::LogInFirst => return see(&log_in_first(&asked)),
            (None, _) => failure.to_string().into_response(),
        }
    };
    (failure.code.status(), body).into_response()
}
