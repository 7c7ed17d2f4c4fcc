//! Where somebody wanted to go before they had to log in.

use axum::http::Uri;

use crate::http::frame::address::part;

/// The address of the log-in, which leads to `wanted` afterwards.
pub fn log_in_first(wanted: &Uri) -> String {
    let wanted = wanted.path_and_query().map_or("/", |wanted| wanted.as_str());
    if wanted == "/" { "/login".to_owned() } else { format!("/login?next={}", part(wanted)) }
}

/// Where log-in leads: to a page of this service, whatever was sent along.
pub fn way_back(wanted: &str) -> String {
    let here = wanted.starts_with('/') && wanted.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let uri: Option<Uri> = wanted.parse().ok().filter(|_| here);
    let path = uri.filter(|uri| uri.authority().is_none() && uri.scheme().is_none());
    // A browser takes `//name` for another host, also after what stands for `.` or nothing.
    let path = path.filter(|uri| !uri.path().contains("//") && !uri.path().starts_with("/login"));
    path.and_then(|uri| Some(uri.path_and_query()?.as_str().to_owned())).unwrap_or_else(|| "/".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_in_leads_to_a_page_of_this_service_and_nowhere_else() {
        for page in ["/", "/chains/ic/gaps?as_of=2026-01-01", "/enterprise?id=%E7%94%B2", "/find?text=a//b"] {
            assert_eq!(way_back(page), page);
            let first = log_in_first(&page.parse().unwrap());
            let next = first.strip_prefix("/login?next=").unwrap_or("/");
            let next = percent_encoding::percent_decode_str(next).decode_utf8().unwrap();
            assert_eq!(way_back(&next), page);
        }
        for elsewhere in [
            "",
            "chains",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/a//evil.example",
            "/./\\/evil.example",
            "http://evil.example/",
            "https:evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            " //evil.example",
            "/a\r\nSet-Cookie: x=y",
            "/甲",
            "@evil.example",
            "/login?next=/login",
        ] {
            assert_eq!(way_back(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
