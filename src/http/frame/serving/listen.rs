//! Listening until told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::activity::Activity;
use super::connection::{Talk, hold};
use super::connections::Connections;
use crate::http::frame::site::{ReachedBy, Tls, Website};

/// How long requests under way have once the service is to stop.
const END: Duration = Duration::from_secs(3);
/// How soon a socket is asked again that gave an error, or whose places were all taken.
const AGAIN: Duration = Duration::from_millis(50);
/// How often it is looked whether the certificate is another one.
const RENEWED: Duration = Duration::from_secs(10);

/// Why the pages cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// What is sent over the network would not be encrypted.
    #[error(
        "在 {0} 监听会把没有加密的页面暴露给网络；只给本机用，请写 127.0.0.1 或 [::1]；给别人用，请加 --tls-cert 证书 --tls-key 私钥，或放在反向代理后面：--behind-proxy https://名称"
    )]
    NotLoopback(SocketAddr),
    /// The port is taken or not allowed.
    #[error("不能在 {0} 监听：{1}；请用 --listen 换一个端口")]
    Listen(SocketAddr, #[source] std::io::Error),
}

/// A socket that listens; the pages are there once [`Listening::serve_pages`] runs.
#[derive(Debug)]
pub struct Listening {
    listener: TcpListener,
    address: SocketAddr,
    site: Website,
}

/// Listens at `address` for what comes that way; port 0 takes any free one.
///
/// # Errors
/// An address that is no loopback address where nothing is encrypted, a port that cannot be had.
pub async fn listen(address: SocketAddr, way: ReachedBy) -> Result<Listening, ServeError> {
    let in_the_clear = matches!(way, ReachedBy::Loopback);
    if in_the_clear && !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback(address));
    }
    let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Listen(address, error))?;
    let address = listener.local_addr().map_err(|error| ServeError::Listen(address, error))?;
    Ok(Listening { listener, address, site: Website::new(way, address.port()) })
}

impl Listening {
    /// Where the pages are, without a path.
    pub fn told(&self) -> String {
        self.site.told(self.address)
    }

    /// Where a proxy is to send what it is asked; none where there is none.
    pub fn from_proxy(&self) -> Option<SocketAddr> {
        self.site.is_behind_proxy().then_some(self.address)
    }

    /// The service as browsers will know it.
    pub fn site(&self) -> &Website {
        &self.site
    }

    /// Serves pages until Ctrl-C or SIGTERM; requests under way then have 3 s.
    pub async fn serve_pages(self, pages: Router) {
        serve(self.listener, &self.site, pages, stop()).await;
    }
}

/// Serves pages at a socket until told to stop.
pub async fn serve(listener: TcpListener, site: &Website, pages: Router, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    let mut connections = Connections::new();
    let (go_on, stopping) = watch::channel(());
    let talk = Talk { pages, tls: site.tls().cloned(), stopping };
    let mut renewing = std::pin::pin!(renewing(site.tls().cloned()));
    loop {
        let room = connections.has_room();
        tokio::select! {
            // In this order: before anybody is served, whoever tells it to stop is heard.
            biased;
            () = &mut stop => break,
            () = &mut renewing => {}
            Some(()) = connections.ended() => {}
            accepted = listener.accept(), if room => match accepted {
                Ok((stream, from)) => {
                    let activity = Activity::begun();
                    let connection = hold((stream, from.ip()), Arc::clone(&activity), talk.clone());
                    connections.take(activity, connection);
                }
                Err(error) => {
                    // Out of descriptors, or a peer that went away before it was taken.
                    tracing::warn!(%error, "a connection could not be taken");
                    connections.make_room();
                    sleep(AGAIN).await;
                }
            },
            () = sleep(AGAIN), if !room => {}
        }
    }
    drop(listener);
    drop(go_on);
    connections.all_ended(END).await;
}

/// Looks at the certificate now and then, and when told to (SIGHUP): whoever connects after it was renewed gets the new one.
async fn renewing(tls: Option<Tls>) {
    let Some(tls) = tls else { return std::future::pending().await };
    let mut told = Told::new();
    loop {
        let _ = timeout(RENEWED, told.again()).await;
        let looked = tls.clone();
        match tokio::task::spawn_blocking(move || looked.renew()).await {
            Ok(Ok(true)) => tracing::info!(names = ?tls.names(), "the certificate was renewed"),
            Ok(Err(error)) => {
                tracing::error!(%error, "the new certificate cannot be used; the one of before is served on")
            }
            Ok(Ok(false)) | Err(_) => {}
        }
    }
}

/// Told to look at files again.
struct Told {
    #[cfg(unix)]
    hangup: Option<tokio::signal::unix::Signal>,
}

impl Told {
    fn new() -> Self {
        #[cfg(unix)]
        let told = Self { hangup: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok() };
        #[cfg(not(unix))]
        let told = Self {};
        told
    }

    async fn again(&mut self) {
        #[cfg(unix)]
        if let Some(hangup) = &mut self.hangup {
            hangup.recv().await;
            return;
        }
        std::future::pending().await
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
