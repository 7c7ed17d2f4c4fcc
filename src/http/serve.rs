//! Listening, on this machine only, until told to stop.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;

use super::router::router;
use crate::app::App;

/// Why the pages cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// There are no accounts yet, so nobody else on the network may read the pages.
    #[error("listening on {0} would show the pages to the network; only 127.0.0.1 and [::1] are allowed")]
    NotLoopback(SocketAddr),
    /// The port is taken or not allowed.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// The listening socket failed.
    #[error("serving the pages failed: {0}")]
    Serve(#[source] std::io::Error),
}

/// Serves pages and JSON at `listen` until Ctrl-C or SIGTERM; requests under way are finished first.
///
/// # Errors
/// An address that is no loopback address, a port that cannot be had, a socket that fails.
pub async fn serve(app: Arc<App>, listen: SocketAddr) -> Result<(), ServeError> {
    if !listen.ip().is_loopback() {
        return Err(ServeError::NotLoopback(listen));
    }
    let listener = TcpListener::bind(listen).await.map_err(|error| ServeError::Listen(listen, error))?;
    let bound = listener.local_addr().map_err(|error| ServeError::Listen(listen, error))?;
    tracing::info!(address = %format!("http://{bound}/"), "serving pages");
    let stopped = axum::serve(listener, router(app, bound.port())).with_graceful_shutdown(stop());
    stopped.await.map_err(ServeError::Serve)
}

async fn stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
