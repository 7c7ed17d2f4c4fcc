//! What moves on a connection, so that one on which nothing does can make room.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

/// When bytes last moved on a connection, and whether it is being answered.
#[derive(Debug)]
pub struct Activity {
    began: Instant,
    /// Milliseconds after it began.
    moved: AtomicU64,
    answering: AtomicUsize,
}

impl Activity {
    /// That of a connection that begins now.
    pub fn begun() -> Arc<Self> {
        Arc::new(Self { began: Instant::now(), moved: AtomicU64::new(0), answering: AtomicUsize::new(0) })
    }

    /// How long nothing has moved; none while a request is being answered.
    pub fn quiet(&self) -> Option<Duration> {
        let moved = self.began + Duration::from_millis(self.moved.load(Ordering::Relaxed));
        (self.answering.load(Ordering::Relaxed) == 0).then(|| moved.elapsed())
    }

    /// Returns once it has been quiet for so long.
    pub async fn quiet_for(&self, patience: Duration) {
        loop {
            let wait = patience.saturating_sub(self.quiet().unwrap_or_default());
            if wait.is_zero() {
                return;
            }
            sleep(wait).await;
        }
    }

    /// A request that is being answered until the value is dropped.
    pub fn answering(activity: &Arc<Self>) -> Answering {
        activity.answering.fetch_add(1, Ordering::Relaxed);
        Answering(Arc::clone(activity))
    }

    fn moves(&self) {
        let since = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.moved.store(since, Ordering::Relaxed);
    }
}

/// A request is being answered as long as this is there.
#[derive(Debug)]
pub struct Answering(Arc<Activity>);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.moves();
        self.0.answering.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A stream that notes when bytes move.
#[derive(Debug)]
pub struct Watched {
    stream: TcpStream,
    activity: Arc<Activity>,
}

impl Watched {
    /// A stream whose moves are noted.
    pub fn new(stream: TcpStream, activity: Arc<Activity>) -> Self {
        Self { stream, activity }
    }

    fn note<T>(&self, polled: Poll<T>) -> Poll<T> {
        if polled.is_ready() {
            self.activity.moves();
        }
        polled
    }
}

impl AsyncRead for Watched {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.note(polled)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.note(polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.note(polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_being_answered_is_not_quiet() {
        let activity = Activity::begun();
        assert!(activity.quiet().is_some());
        let (one, other) = (Activity::answering(&activity), Activity::answering(&activity));
        drop(one);
        assert!(activity.quiet().is_none(), "another request is still being answered");
        drop(other);
        assert!(activity.quiet().is_some());
    }
}
