//! Listening, on this machine only, until told to stop.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;

use crate::app::App;
use crate::http::frame::router::router;

/// Why the pages cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// There are no accounts yet, so nobody else on the network may read the pages.
    #[error("在 {0} 监听会把页面暴露给网络；有账户之前只允许 127.0.0.1 或 [::1]")]
    NotLoopback(SocketAddr),
    /// The port is taken or not allowed.
    #[error("不能在 {0} 监听：{1}；请用 --listen 换一个端口")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// The listening socket failed.
    #[error("网页服务出错：{0}")]
    Serve(#[source] std::io::Error),
}

/// A socket that listens; the pages are there once [`Listening::serve`] runs.
#[derive(Debug)]
pub struct Listening {
    listener: TcpListener,
    address: SocketAddr,
}

/// Listens at `address`; port 0 takes any free one.
///
/// # Errors
/// An address that is no loopback address, a port that cannot be had.
pub async fn listen(address: SocketAddr) -> Result<Listening, ServeError> {
    if !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback(address));
    }
    let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Listen(address, error))?;
    let address = listener.local_addr().map_err(|error| ServeError::Listen(address, error))?;
    Ok(Listening { listener, address })
}

impl Listening {
    /// Where the pages are.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves pages and JSON until Ctrl-C or SIGTERM; requests under way are finished first.
    ///
    /// # Errors
    /// The socket failed.
    pub async fn serve(self, app: Arc<App>) -> Result<(), ServeError> {
        let router = router(app, self.address.port());
        axum::serve(self.listener, router).with_graceful_shutdown(stop()).await.map_err(ServeError::Serve)
    }
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
