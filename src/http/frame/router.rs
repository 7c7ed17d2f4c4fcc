//! Which address is answered by whom.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::app::App;
use crate::http::frame::failure::Failure;
use crate::http::frame::{failure, guard, health, statics};
use crate::http::lists::{api_list, change_list, page_entry, page_list, page_suggest};
use crate::http::questions::{
    api_atlas, api_chains, api_enterprise, api_find, api_fund, api_funds, api_gaps, api_group, api_paths, api_plan,
    api_plane, api_reach, api_relatedness, api_segment, api_targets, page_atlas, page_enterprise, page_find, page_fund,
    page_funds, page_gaps, page_group, page_overview, page_paths, page_segment, page_targets,
};
use crate::http::sharing::{api_map, api_map_document, change_packet, page_map};

/// The most bytes of a form.
const LARGEST_FORM: usize = 256 << 10;

/// The whole service; `port` is the one it listens on, which Host and Origin must name.
pub fn router(app: Arc<App>, port: u16) -> Router {
    Router::new()
        .route("/", get(page_overview::show))
        .route("/map", get(page_map::show))
        .route("/chains/{chain}/atlas", get(page_atlas::show))
        .route("/chains/{chain}/funds", get(page_funds::show))
        .route("/chains/{chain}/funds/{fund}", get(page_fund::show))
        .route("/chains/{chain}/gaps", get(page_gaps::show))
        .route("/chains/{chain}/group", get(page_group::show))
        .route("/chains/{chain}/list", get(page_list::show))
        .route("/chains/{chain}/list/add", post(change_list::add))
        .route("/chains/{chain}/list/assign", post(change_list::assign))
        .route("/chains/{chain}/list/drop", post(change_list::drop))
        .route("/chains/{chain}/list/entry", get(page_entry::show))
        .route("/chains/{chain}/list/packet", post(change_packet::packet))
        .route("/chains/{chain}/list/set", post(change_list::set))
        .route("/chains/{chain}/list/suggest", get(page_suggest::show).post(change_list::suggest))
        .route("/chains/{chain}/paths", get(page_paths::show))
        .route("/chains/{chain}/segments/{segment}", get(page_segment::show))
        .route("/chains/{chain}/targets", get(page_targets::show))
        .route("/api/v1/chains", get(api_chains::list))
        .route("/api/v1/chains/{chain}/gaps", get(api_gaps::answer))
        .route("/api/v1/chains/{chain}/segments/{segment}", get(api_segment::explain))
        .route("/api/v1/chains/{chain}/atlas.pdf", get(api_atlas::print))
        .route("/api/v1/chains/{chain}/atlas.svg", get(api_atlas::draw))
        .route("/api/v1/chains/{chain}/plane.svg", get(api_plane::draw))
        .route("/enterprise", get(page_enterprise::show))
        .route("/find", get(page_find::show))
        .route("/api/v1/enterprise", get(api_enterprise::answer))
        .route("/api/v1/find", get(api_find::answer))
        .route("/api/v1/fund", get(api_fund::answer))
        .route("/api/v1/funds", get(api_funds::answer))
        .route("/api/v1/group", get(api_group::answer))
        .route("/api/v1/list", get(api_list::answer))
        .route("/api/v1/list.csv", get(api_list::table))
        .route("/api/v1/plan", get(api_plan::answer))
        .route("/api/v1/paths", get(api_paths::answer))
        .route("/api/v1/reach", get(api_reach::answer))
        .route("/api/v1/targets", get(api_targets::answer))
        .route("/api/v1/map", get(api_map::answer))
        .route("/api/v1/map.html", get(api_map_document::html))
        .route("/api/v1/map.pdf", get(api_map_document::pdf))
        .route("/api/v1/map.svg", get(api_map::draw))
        .route("/api/v1/map.xlsx", get(api_map_document::workbook))
        .route("/api/v1/map/document", get(api_map_document::answer))
        .route("/api/v1/relatedness", get(api_relatedness::answer))
        .route("/healthz", get(health::check))
        .route("/static/{*name}", get(statics::show))
        .fallback(async || Failure::no_page())
        .with_state(Arc::clone(&app))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn_with_state(app, failure::tell))
        .layer(from_fn_with_state(port, guard::check))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpStream};

    use super::*;
    use crate::app::Clock;
    use crate::gaps::Rules;
    use crate::store::Store;

    /// A service over an empty store.
    async fn service() -> SocketAddr {
        let store = Store::in_memory().await.unwrap();
        let app = Arc::new(App::open(store, Rules::default(), Clock::System).await.unwrap());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router(app, address.port())).await });
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
            ("/static/nothing", 404, "<code>page_not_found</code>"),
            ("/chains/x/atlas", 404, "<code>not_found</code>"),
            ("/chains/%FF/gaps", 400, "<code>bad_address</code>"),
            ("/chains/x/gaps?as_of=soon", 400, "<code>bad_parameter</code>"),
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
