//! Pictures, the pages they stand in, and documents take turns: each takes both a core and much memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::Request;
use axum::http::Extensions;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::app::App;
use crate::http::frame::failure::Failure;

/// So many are made at once.
const AT_ONCE: usize = 2;
/// So many more may wait.
const MOST_WAITING: usize = 64;

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);
static WAITING: Waiting = Waiting(AtomicUsize::new(0));

/// An address of pictures, pages around one, or documents: at most two are made at once in this process, whatever the
/// address; others wait.
pub fn in_turn(route: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    route.layer(from_fn(wait))
}

async fn wait(mut request: Request, next: Next) -> Response {
    let turn = match Turn::waited_for(request.extensions()).await {
        Ok(turn) => turn,
        Err(failure) => return failure.into_response(),
    };
    request.extensions_mut().insert(turn.clone());
    let response = next.run(request).await;
    drop(turn);
    response
}

/// The turn of one request, until it is dropped.
#[derive(Debug, Clone)]
pub struct Turn {
    _held: Arc<SemaphorePermit<'static>>,
}

impl Turn {
    /// The turn that a request has, else the next one.
    ///
    /// # Errors
    /// As many as may wait do so already.
    pub async fn waited_for(request: &Extensions) -> Result<Self, Failure> {
        if let Some(turn) = request.get::<Self>() {
            return Ok(turn.clone());
        }
        let Some(place) = WAITING.place() else { return Err(Failure::too_many_documents()) };
        let turn = TURNS.acquire().await.map_err(|_| Failure::internal("the turns ended"))?;
        drop(place);
        Ok(Self { _held: Arc::new(turn) })
    }
}

/// How many wait.
struct Waiting(AtomicUsize);

/// One that waits, until it is dropped.
struct Place<'w>(&'w AtomicUsize);

impl Waiting {
    fn place(&self) -> Option<Place<'_>> {
        let place = Place(&self.0);
        (self.0.fetch_add(1, Ordering::Relaxed) < MOST_WAITING).then_some(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_wait_and_no_more() {
        let waiting = Waiting(AtomicUsize::new(0));
        let mut places: Vec<_> = (0..MOST_WAITING).map(|_| waiting.place().expect("room")).collect();
        assert!(waiting.place().is_none());
        places.pop();
        assert!(waiting.place().is_some(), "who was refused does not count");
    }
}
