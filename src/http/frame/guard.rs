//! What every request must have and every response carries.
//!
//! Without the Host check a page on the web could reach this service by a name of its own that points here (DNS
//! rebinding); without the Origin check it could send requests in the reader's name.
//!
//! Invariant: **Security.** In the clear only loopback is served (`site`); Host and Origin are checked on every
//! request; only GET and HEAD, except the forms of the target list (`/chains/{chain}/list/…`), of claims
//! (`/claims/…`), of what is brought in (`/data/…`), of what is changed in place (a firm, a segment, a working group, its city and squads, `/edits/…`), of people's work (trips, projects,
//! ledgers), of accounts and of erasing a person: POST with
//! an Origin of this service, form type, a token of 256 bits that is bound to the session (`form/token.rs`), at most 256 KiB;
//! files come to `/data` (multipart, at most 200 MB, to disk as they arrive) and to `/evidence` (one of at most 10 MB); nothing changes by GET. A page
//! says `same-origin` in a meta element, else browsers would send those forms with `Origin: null`; a strict CSP
//! without inline style or script; files 0600; parsing is bounded (records 4 MiB, cells 32 KiB, workbooks 512 MiB
//! unpacked and counted before anything is kept).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, ORIGIN, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::door::{Peer, SignedOn, bearer};
use super::failure_code::FailureCode;
use super::site::Website;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// For a year a browser asks no more in the clear.
const ONLY_TLS: &str = "max-age=31536000";
const NOT_THE_PROXY: &str =
    "只回答反向代理转来的、用 https 打开的请求；请用 https 打开，或用 --trust-proxy 写明代理的地址";

/// Refuses requests that do not name this service, and sets the headers of every response.
pub async fn check(State(site): State<Arc<Website>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions_mut().remove::<Peer>();
    let client = peer.map(|Peer(peer)| site.client(peer, request.headers()));
    let stranger = || client == Some(None);
    let refused = refusal(request.method(), request.uri(), request.headers(), &site);
    let refused = refused.or_else(|| stranger().then_some((FailureCode::HostNotServed, NOT_THE_PROXY)));
    if let Some(client) = client.flatten() {
        let signed_on = site.signed_on(request.headers());
        request.extensions_mut().insert(Peer(client));
        signed_on.map(|login| request.extensions_mut().insert(SignedOn(login)));
    }
    let mut response = match refused {
        None => next.run(request).await,
        Some((code, text)) => (code.status(), format!("{code}：{text}\n")).into_response(),
    };
    let headers = response.headers_mut();
    if site.is_open() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(ONLY_TLS));
    }
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().entry(ALLOW).or_insert(HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn refusal(method: &Method, target: &Uri, headers: &HeaderMap, site: &Website) -> Option<(FailureCode, &'static str)> {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|h| h.to_str().ok()).filter(|host| site.is_named(host));
    let Some(host) = host.filter(|_| hosts.next().is_none() && is_here(target, site)) else {
        return Some((FailureCode::HostNotServed, site.advice()));
    };
    if !origins(headers, ORIGIN).all(|origin| site.is_own_page(origin, host)) {
        return Some((FailureCode::OriginRefused, "不接受其他网站发来的请求"));
    }
    if method == Method::GET || method == Method::HEAD {
        return None;
    }
    if method != Method::POST || !takes_forms(target.path()) {
        return Some((FailureCode::MethodNotAllowed, "这里只能读取（GET、HEAD）"));
    }
    // A browser says where a form comes from; what says nothing is no form of this service, but of a program with its token, which
    // no other site can make a browser send.
    let same_site = origins(headers, SEC_FETCH_SITE).all(|site| site == b"same-origin");
    let is_told = headers.get(ORIGIN).is_some() || bearer(headers).is_some();
    if !is_told || !same_site {
        return Some((FailureCode::OriginRefused, "只接受本页面自己的表单"));
    }
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let wanted = if takes_files(target.path()) { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
    let form = kind.split(';').next().is_some_and(|kind| kind.trim() == wanted);
    (!form).then_some((FailureCode::FormWanted, "只接受表单"))
}

/// Whether something is changed there: the target list of a chain, what is brought in, or one thing in place; or written down:
/// who read whom to call, on a brief or at a firm.
fn takes_forms(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts[..] {
        ["chains", _, "list" | "segments" | "meetings", _] | ["chains", _, "group" | "brief"] => true,
        ["chains", _, "city"] | ["chains", _, "squads", "new"] => true,
        ["chains", _, "segments", _, "assess" | "withdraw"] => true,
        ["chains", _, "list", ..] => parts.len() > 3,
        ["chains", _, "links"] | ["chains", _, "links", _] | ["s", _] | ["s", _, "propose"] => true,
        ["login" | "logout" | "people" | "erase"] | ["me" | "welcome" | "login", _] => true,
        ["claims" | "duplicates" | "trips" | "projects", _] | ["projects"] => true,
        ["requests" | "bids" | "care" | "nominations" | "duties" | "race"] => true,
        ["evidence", "trips" | "projects", "out"] => true,
        ["score", "freeze"] | ["score", "frozen", _, "amend"] => true,
        ["api", "v1", "match" | "judgements"] | ["api", "v1", "judgements", _] => true,
        ["enterprise"] | ["enterprise", "contacts" | "new" | "phones"] | ["edits", _, "undo"] => true,
        _ => takes_files(path) || path.starts_with("/data/"),
    }
}

/// Whether files are sent there.
pub fn takes_files(path: &str) -> bool {
    ["/data", "/data/returned", "/evidence/trips", "/evidence/projects"].contains(&path)
}

/// Whether a target that names a host and a scheme, as proxies are asked, names this service by them.
fn is_here(target: &Uri, site: &Website) -> bool {
    let scheme = target.scheme_str().is_none_or(|scheme| scheme == site.scheme());
    scheme && target.authority().is_none_or(|host| site.is_named(host.as_str()))
}

/// Says whether a page of the same site sent the request.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

fn origins(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &[u8]> {
    headers.get_all(name).into_iter().map(HeaderValue::as_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(host: Option<&str>, origin: Option<&str>) -> Option<u16> {
        let mut headers = HeaderMap::new();
        host.map(|h| headers.insert(HOST, h.parse().unwrap()));
        origin.map(|o| headers.insert(ORIGIN, o.parse().unwrap()));
        refusal(&Method::GET, &Uri::from_static("/"), &headers, &Website::loopback(8080))
            .map(|(code, _)| code.status().as_u16())
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
            "localhost:08080",
            "localhost:+8080",
            "localhost:",
            "127.0.0.1:8080:8080",
            "127.1:8080",
            "[::1]:8080@evil",
        ] {
            assert_eq!(status(Some(host), None), Some(421), "{host}");
        }
        assert_eq!(status(None, None), Some(421));
    }

    #[test]
    fn a_port_left_out_means_80() {
        assert!(Website::loopback(80).is_named("localhost") && Website::loopback(80).is_named("[::1]"));
    }

    #[test]
    fn two_hosts_are_one_too_many() {
        let mut headers = HeaderMap::new();
        headers.append(HOST, HeaderValue::from_static("localhost:8080"));
        headers.append(HOST, HeaderValue::from_static("localhost:8080"));
        assert!(refusal(&Method::GET, &Uri::from_static("/"), &headers, &Website::loopback(8080)).is_some());
    }

    #[test]
    fn a_target_that_names_a_host_is_checked_as_host_is() {
        let mut headers = HeaderMap::new();
        headers.append(HOST, HeaderValue::from_static("localhost:8080"));
        let ask = |method: Method, target: &str| {
            refusal(&method, &target.parse().unwrap(), &headers, &Website::loopback(8080))
                .map(|(code, _)| code.status().as_u16())
        };
        for target in ["/", "http://127.0.0.1:8080/", "HTTP://LocalHost:8080/chains", "http://[::1]:8080"] {
            assert_eq!(ask(Method::GET, target), None, "{target}");
        }
        for target in [
            "http://evil.example/",
            "http://evil.example:8080/",
            "http://localhost/",
            "http://user@localhost:8080/",
            "http://localhost:8080@evil.example/",
            "https://localhost:8080/",
            "ftp://localhost:8080/",
            "evil.example:8080",
        ] {
            assert_eq!(ask(Method::GET, target), Some(421), "{target}");
        }
        assert_eq!(ask(Method::CONNECT, "evil.example:443"), Some(421));
        assert_eq!(ask(Method::CONNECT, "localhost:8080"), Some(405));
        assert_eq!(ask(Method::OPTIONS, "*"), Some(405));
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
            assert_eq!(refusal(&method, &Uri::from_static("/"), &headers, &Website::loopback(8080)).is_some(), refused);
        }
    }

    #[test]
    fn only_a_form_of_this_service_changes_a_list() {
        let form = "application/x-www-form-urlencoded; charset=utf-8";
        let ask = |path: &str, origin: Option<&str>, site: &str, kind: &'static str| {
            let mut headers = HeaderMap::new();
            headers.append(HOST, HeaderValue::from_static("localhost:8080"));
            origin.map(|o| headers.insert(ORIGIN, o.parse().unwrap()));
            headers.insert(SEC_FETCH_SITE, site.parse().unwrap());
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
            refusal(&Method::POST, &path.parse().unwrap(), &headers, &Website::loopback(8080))
                .map(|(code, _)| code.status().as_u16())
        };
        let (path, here) = ("/chains/c1/list/add", Some("http://localhost:8080"));
        assert_eq!(ask(path, here, "same-origin", form), None);
        assert_eq!(ask(path, None, "same-origin", form), Some(403));
        assert_eq!(ask(path, Some("null"), "same-origin", form), Some(403));
        assert_eq!(ask(path, Some("http://evil.example"), "same-origin", form), Some(403));
        assert_eq!(ask(path, here, "cross-site", form), Some(403));
        assert_eq!(ask(path, here, "same-origin", "text/plain"), Some(415));
        assert_eq!(ask(path, here, "same-origin", "application/json"), Some(415));
        let files = "multipart/form-data; boundary=x";
        assert_eq!(ask("/data", here, "same-origin", files), None);
        assert_eq!(ask("/data", Some("http://evil.example"), "same-origin", files), Some(403));
        assert_eq!(ask("/data", here, "cross-site", files), Some(403));
        assert_eq!(ask("/data", here, "same-origin", form), Some(415));
        assert_eq!(ask("/data/uploads/1/apply", here, "same-origin", files), Some(415));
        assert_eq!(ask("/data/uploads/1/apply", here, "same-origin", form), None);
        for other in
            ["/chains/c1/gaps", "/chains/c1/list", "/api/v1/list", "/list/add", "/database", "/claims", "/duplicates"]
        {
            assert_eq!(ask(other, here, "same-origin", form), Some(405), "{other}");
        }
    }
}
