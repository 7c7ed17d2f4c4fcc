//! Where answers are worked out: on threads of their own, so that the async ones only carry bytes.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::activity::Activity;
use crate::http::frame::failure::Failure;
use crate::http::frame::guard::takes_files;

/// How long a form is waited for.
const FORM: Duration = Duration::from_secs(30);
/// The most bytes of a form.
const LARGEST_FORM: usize = 256 << 10;

/// Receives a form whole before anybody works on it; files are written to disk as they come, by who takes them.
pub async fn received(request: Request, next: Next) -> Response {
    if request.method() != Method::POST || takes_files(request.uri().path()) {
        return next.run(request).await;
    }
    let (head, body) = request.into_parts();
    match timeout(FORM, to_bytes(body, LARGEST_FORM)).await {
        Ok(Ok(form)) => next.run(Request::from_parts(head, Body::from(form))).await,
        Ok(Err(_)) => Failure::bad_form().into_response(),
        Err(_) => Failure::slow_form().into_response(),
    }
}

/// Answers on a thread where it may take its time. Where the client goes away, the answer is given up at its next wait.
pub async fn on_a_thread(request: Request, next: Next) -> Response {
    let _answering = request.extensions().get::<Arc<Activity>>().map(Activity::answering);
    let (mut answer, answered) = oneshot::channel();
    let runtime = Handle::current();
    let work = async move {
        tokio::select! {
            biased;
            () = answer.closed() => {}
            response = next.run(request) => drop(answer.send(response)),
        }
    };
    spawn_blocking(move || runtime.block_on(work));
    answered.await.unwrap_or_else(|_| Failure::internal("the thread of a request ended").into_response())
}
