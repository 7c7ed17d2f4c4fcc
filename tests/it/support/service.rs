//! The service in the test's own process, over a store that the test writes to. It shows another version only when told
//! to, so that a test can change what is shown while a page is being made.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use liantu::app::{App, Clock};
use liantu::gaps::Rules;
use liantu::http::{Website, router, serve};
use liantu::store::Store;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::request::{Answer, Reach, send};

/// A service; it ends with this value.
pub struct Service {
    app: Arc<App>,
    address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Service {
    /// Serves a store at any free port; its day is 2026-11-23.
    pub async fn over(store: &Store) -> Self {
        let clock = Clock::Fixed("2026-11-23T04:00:00Z".parse().expect("a time"));
        let app = Arc::new(App::open(store.clone(), Rules::default(), clock).await.expect("a graph"));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let site = Website::loopback(address.port());
        let pages = router(Arc::clone(&app), &site);
        let serving = tokio::spawn(async move { serve(listener, &site, pages, std::future::pending()).await });
        Self { app, address, serving }
    }

    /// Shows what was written since.
    pub async fn follow(&self) {
        self.app.follow_once().await.expect("a graph");
    }

    /// Gets a path.
    pub async fn get(&self, path: &str) -> Answer {
        let (address, head) = (self.address, format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.address));
        tokio::task::spawn_blocking(move || send(address, &Reach::Here, &head, b"").expect("an answer"))
            .await
            .expect("a thread")
    }

    /// Gets a path again and again while `write` is called so many times, each time shown at once; all that was answered.
    pub async fn get_while(&self, path: &str, times: usize, mut write: impl AsyncFnMut(usize)) -> Vec<Answer> {
        let done = AtomicBool::new(false);
        let asking = async {
            let mut answers = Vec::new();
            while !done.load(Ordering::Relaxed) {
                answers.push(self.get(path).await);
            }
            answers
        };
        let writing = async {
            for nth in 0..times {
                write(nth).await;
                self.follow().await;
            }
            done.store(true, Ordering::Relaxed);
        };
        tokio::join!(asking, writing).0
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
