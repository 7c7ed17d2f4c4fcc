//! What every request must have and every response carries.
//!
//! Without the Host check a page on the web could reach this service by a name of its own that points here (DNS
//! rebinding); without the Origin check it could send requests in the reader's name.

use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Refuses requests that do not name this service, and sets the headers of every response.
pub async fn check(State(port): State<u16>, request: Request, next: Next) -> Response {
    let mut response = match refusal(request.method(), request.headers(), port) {
        None => next.run(request).await,
        Some((status, text)) => (status, text).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn refusal(method: &Method, headers: &HeaderMap, port: u16) -> Option<(StatusCode, &'static str)> {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|h| h.to_str().ok()).filter(|host| names_this_service(host, port));
    if host.is_none() || hosts.next().is_some() {
        return Some((StatusCode::MISDIRECTED_REQUEST, "host_not_served：请用 127.0.0.1 或 localhost 打开本服务\n"));
    }
    if !origins(headers, ORIGIN).all(|origin| is_same(origin, port)) {
        return Some((StatusCode::FORBIDDEN, "origin_refused：不接受其他网站发来的请求\n"));
    }
    let reads = method == Method::GET || method == Method::HEAD;
    (!reads).then_some((StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed：这里只能读取（GET、HEAD）\n"))
}

fn origins(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &[u8]> {
    headers.get_all(name).into_iter().map(HeaderValue::as_bytes)
}

fn is_same(origin: &[u8], port: u16) -> bool {
    let origin = std::str::from_utf8(origin).ok().and_then(|o| o.strip_prefix("http://"));
    origin.is_some_and(|host| names_this_service(host, port))
}

/// Whether a Host names this machine by a loopback name, and the port listened on.
fn names_this_service(host: &str, port: u16) -> bool {
    let name_and_port = match host.rsplit_once(':') {
        Some((name, digits)) if !digits.ends_with(']') => (name, digits.parse().ok()),
        _ => (host, Some(80)),
    };
    let (name, named_port) = name_and_port;
    let loopback = name == "127.0.0.1" || name == "[::1]" || name.eq_ignore_ascii_case("localhost");
    loopback && named_port == Some(port)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(host: Option<&str>, origin: Option<&str>) -> Option<u16> {
        let mut headers = HeaderMap::new();
        host.map(|h| headers.insert(HOST, h.parse().unwrap()));
        origin.map(|o| headers.insert(ORIGIN, o.parse().unwrap()));
        refusal(&Method::GET, &headers, 8080).map(|(status, _)| status.as_u16())
    }

    #[test]
    fn only_loopback_names_with_the_port_are_served() {
        for host in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
            assert_eq!(status(Some(host), None), None, "{host}");
        }
        for host in [
            "127.0.0.1",
            "localhost:80",
            "localhost:8080.evil",
            "evil:8080",
            "127.0.0.1.evil.example:8080",
            "[::1]",
            "",
            ":8080",
            "localhost.:8080",
            "user@localhost:8080",
            "localhost:08080x",
        ] {
            assert_eq!(status(Some(host), None), Some(421), "{host}");
        }
        assert_eq!(status(None, None), Some(421));
    }

    #[test]
    fn a_port_left_out_means_80() {
        assert!(names_this_service("localhost", 80) && names_this_service("[::1]", 80));
    }

    #[test]
    fn two_hosts_are_one_too_many() {
        let mut headers = HeaderMap::new();
        headers.append(HOST, HeaderValue::from_static("localhost:8080"));
        headers.append(HOST, HeaderValue::from_static("localhost:8080"));
        assert!(refusal(&Method::GET, &headers, 8080).is_some());
    }

    #[test]
    fn requests_of_other_sites_are_refused() {
        assert_eq!(status(Some("localhost:8080"), Some("http://127.0.0.1:8080")), None);
        for origin in ["null", "http://evil.example", "https://localhost:8080", "http://localhost:81", ""] {
            assert_eq!(status(Some("localhost:8080"), Some(origin)), Some(403), "{origin}");
        }
    }

    #[test]
    fn only_reading_is_allowed() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("localhost:8080"));
        for (method, refused) in [(Method::GET, false), (Method::HEAD, false), (Method::POST, true)] {
            assert_eq!(refusal(&method, &headers, 8080).is_some(), refused);
        }
    }
}
