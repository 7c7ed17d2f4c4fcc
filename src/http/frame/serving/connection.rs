//! One connection from its first byte to its last.

use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use super::activity::{Activity, Watched};
use crate::http::frame::door::Peer;
use crate::http::frame::site::Tls;

/// How long the head of a request is waited for, the first and every further one.
const HEAD: Duration = Duration::from_secs(10);
/// How long a client has to agree on TLS.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// The most bytes of a head; also what is held of a body that nobody takes yet.
const LONGEST_HEAD: usize = 64 << 10;
/// How long nothing may move while nothing is being answered: a reader that does not read. A form that stops half way is
/// told before.
const QUIET: Duration = Duration::from_secs(40);
/// The same once the service is to stop.
const QUIET_AT_THE_END: Duration = Duration::from_secs(1);

/// What a connection is answered by.
#[derive(Debug, Clone)]
pub struct Talk {
    /// The pages.
    pub pages: Router,
    /// Under which they are sent, where it ends here.
    pub tls: Option<Tls>,
    /// Changes when the service is to stop.
    pub stopping: watch::Receiver<()>,
}

/// Answers what comes in on a stream until it ends, nothing moves any more, or the service stops and what is under way is
/// done.
pub async fn hold((stream, from): (TcpStream, IpAddr), activity: Arc<Activity>, talk: Talk) {
    let Talk { pages, tls, mut stopping } = talk;
    let peer = Peer(from);
    let stream = Watched::new(stream, Arc::clone(&activity));
    let Some(tls) = tls else { return answer(stream, peer, activity, pages, stopping).await };
    // Who does not get so far has the time of a half request, and makes room as one does.
    let agreed = tokio::select! {
        agreed = timeout(HANDSHAKE, tls.acceptor().accept(stream)) => agreed,
        _ = stopping.changed() => return,
    };
    if let Ok(Ok(stream)) = agreed {
        answer(stream, peer, activity, pages, stopping).await;
    }
}

async fn answer(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: Peer,
    activity: Arc<Activity>,
    pages: Router,
    mut stopping: watch::Receiver<()>,
) {
    let io = TokioIo::new(stream);
    let pages = TowerToHyperService::new(pages);
    let of_requests = Arc::clone(&activity);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Arc::clone(&of_requests));
        request.extensions_mut().insert(peer);
        pages.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(io, service);
    let mut connection = pin!(connection);
    // A peer that went away or wrote no HTTP is nobody's concern: the connection ends either way.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = activity.quiet_for(QUIET) => return,
        _ = stopping.changed() => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = connection => {}
        () = activity.quiet_for(QUIET_AT_THE_END) => {}
    }
}
