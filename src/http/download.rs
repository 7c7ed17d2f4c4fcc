//! Files to keep: what they are called.

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::address::part;

/// Characters that some system takes no name with.
const FORBIDDEN: &str = "\\/:*?\"<>|";
/// No part of a name is longer: names of files end at 255 bytes.
const LONGEST: usize = 20;

/// 城市_产业链_内容_日期, in characters every system takes.
pub fn name_of(parts: &[&str]) -> String {
    let clean = |part: &&str| {
        let plain = part.chars().map(|c| if c.is_control() || FORBIDDEN.contains(c) { '-' } else { c });
        plain.take(LONGEST).collect::<String>()
    };
    parts.iter().map(clean).collect::<Vec<_>>().join("_")
}

/// A file that the browser keeps under this name (RFC 5987; older ones under the plain one).
pub fn file(content: Vec<u8>, kind: &'static str, name: &str, ending: &str) -> Response {
    let told = format!("attachment; filename=\"liantu.{ending}\"; filename*=UTF-8''{}.{ending}", part(name));
    let mut response = ([(CONTENT_TYPE, kind)], content).into_response();
    if let Ok(told) = HeaderValue::from_str(&told) {
        response.headers_mut().insert(CONTENT_DISPOSITION, told);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_everywhere() {
        assert_eq!(name_of(&["合肥市", "a/b\\c\n", "招商地图", "2026-11-24"]), "合肥市_a-b-c-_招商地图_2026-11-24");
        assert!(name_of(&[&"链".repeat(200)]).len() <= 60);
        let told = file(Vec::new(), "application/pdf", "合肥市_a\"b", "pdf");
        let told = told.headers()[CONTENT_DISPOSITION].to_str().unwrap().to_owned();
        let expected = "attachment; filename=\"liantu.pdf\"; filename*=UTF-8''%E5%90%88%E8%82%A5%E5%B8%82_a%22b.pdf";
        assert_eq!(told, expected);
    }
}
