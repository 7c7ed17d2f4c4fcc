//! The whole service: what each room answers, and what stands around every answer.

use std::sync::Arc;

use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::any;
use axum::{Extension, Router};

use crate::app::App;
use crate::http::frame::door::{CookieName, admit, admit_again, required};
use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::openapi::{Access, ApiDocument, Routes, json, show};
use crate::http::frame::serving::{on_a_thread, received};
use crate::http::frame::{Listening, Website, exported, failure_page, guard, health, statics};
use crate::http::{
    accounts, claims, dispatch, edits, evidence, intake, judging, ledgers, lists, projects, questions, sharing, trips,
    upkeep,
};

/// The whole service; `site` is what Host and Origin must name.
pub fn router(app: Arc<App>, site: &Website) -> Router {
    if site.is_open() {
        // Whoever reaches it need not be at the machine.
        app.door().close();
    }
    let (pages, health) = (pages(), health());
    let document = ApiDocument::of(pages.operations().iter().chain(health.operations()));
    let asking = (Arc::clone(&app), CookieName::of(site));
    let pages = pages
        .router()
        .fallback(any(async || Failure::no_page()).layer(from_fn(required)))
        .with_state(Arc::clone(&app))
        .layer(Extension(Arc::new(document)))
        .layer(from_fn(on_a_thread))
        .layer(from_fn_with_state(asking.clone(), admit_again))
        .layer(from_fn(received))
        .layer(from_fn_with_state(Arc::clone(&app), exported::journaled))
        .layer(from_fn_with_state(Arc::clone(&app), failure_page::tell))
        .layer(from_fn_with_state(asking, admit));
    health
        .router()
        .with_state(app)
        .fallback_service(pages)
        .layer(from_fn_with_state(Arc::new(site.clone()), guard::check))
}

impl Listening {
    /// Serves pages and JSON until Ctrl-C or SIGTERM; requests under way then have 3 s.
    pub async fn serve(self, app: Arc<App>) {
        let pages = router(app, self.site());
        self.serve_pages(pages).await;
    }
}

/// What every room answers.
fn pages() -> Routes {
    let kept = json("页面用的文件", Access::Public).answers(&statics::KINDS).fails(FailureCode::PageNotFound);
    Routes::new()
        .merge(questions::routes())
        .merge(edits::routes())
        .merge(lists::routes())
        .merge(claims::routes())
        .merge(judging::routes())
        .merge(trips::routes())
        .merge(projects::routes())
        .merge(evidence::routes())
        .merge(dispatch::routes())
        .merge(ledgers::routes())
        .merge(intake::routes())
        .merge(sharing::routes())
        .merge(accounts::routes())
        .merge(upkeep::routes())
        .get("/static/{*name}", kept, statics::show)
        .get("/api/v1/openapi.json", json("本文档", Access::Public), show)
}

/// Whether the service runs is asked beside whatever it works on.
fn health() -> Routes {
    Routes::new().get("/healthz", json("服务是否在运行", Access::Public), health::check)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpStream};

    use super::*;
    use crate::app::Clock;
    use crate::gaps::Rules;
    use crate::http::frame::serve;
    use crate::store::Store;

    /// A service over an empty store.
    async fn service() -> SocketAddr {
        let store = Store::in_memory().await.unwrap();
        let app = Arc::new(App::open(store, Rules::default(), Clock::System).await.unwrap());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let site = Website::loopback(address.port());
        let pages = router(app, &site);
        tokio::spawn(async move { serve(listener, &site, pages, std::future::pending()).await });
        address
    }

    /// What the service answers to a request line, with a right Host unless another is given.
    async fn ask(address: SocketAddr, line: &str, host: Option<&str>) -> String {
        let host = host.map_or_else(|| address.to_string(), str::to_owned);
        let request = format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let talk = move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        tokio::task::spawn_blocking(talk).await.unwrap()
    }

    #[tokio::test]
    async fn an_empty_store_says_how_to_begin() {
        let address = service().await;
        let page = ask(address, "GET /", None).await;
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("liantu import"), "{page}");
        let health = ask(address, "GET /healthz", None).await;
        assert!(health.ends_with(r#"{"journal":0,"status":"ok"}"#), "{health}");
        assert!(ask(address, "GET /api/v1/chains", None).await.ends_with(r#"{"chains":[]}"#));
    }

    #[tokio::test]
    async fn what_is_not_there_is_told_in_the_callers_form() {
        let address = service().await;
        for (path, status, form) in [
            ("/nothing", 404, "<h1>没有这个页面</h1>"),
            ("/static/nothing", 404, "data-code=\"page_not_found\""),
            ("/chains/x/atlas", 404, "data-code=\"not_found\""),
            ("/chains/%FF/gaps", 400, "data-code=\"bad_address\""),
            ("/chains/x/gaps?as_of=soon", 400, "data-code=\"bad_parameter\""),
            ("/api/v1/chains/x/gaps", 404, r#""code":"not_found""#),
            ("/api/v1/chains/x/atlas.svg?width=5", 400, r#""code":"bad_parameter""#),
        ] {
            let answer = ask(address, &format!("GET {path}"), None).await;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}")) && answer.contains(form), "{path}: {answer}");
        }
    }

    #[tokio::test]
    async fn every_answer_is_guarded() {
        let address = service().await;
        for (line, host, status) in [
            ("GET /", None, 200),
            ("HEAD /", None, 200),
            ("POST /", None, 405),
            ("GET /", Some("evil.example"), 421),
            ("GET /static/liantu.css", None, 200),
        ] {
            let answer = ask(address, line, host).await;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{line}: {answer}");
            for header in ["content-security-policy: default-src 'none'", "nosniff", "no-referrer", "cache-control: "] {
                assert!(answer.contains(header), "{line} without {header}");
            }
        }
    }

    #[tokio::test]
    async fn markup_in_an_address_is_not_markup_in_the_page() {
        let address = service().await;
        let page = ask(address, "GET /chains/%3Cscript%3E/gaps?home=%22%3E%3Cscript%3E", None).await;
        assert!(!page.contains("<script>") && page.contains("&#60;script&#62;"), "{page}");
    }
}
