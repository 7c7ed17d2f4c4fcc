//! Files to keep, and pictures.

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::http::frame::address::part;

/// Kinds of content.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub const PDF: &str = "application/pdf";
pub const CSV: &str = "text/csv; charset=utf-8";
pub const JSON: &str = "application/json";
pub const PAGE: &str = "text/html; charset=utf-8";

/// A file that the browser keeps under this name (RFC 5987; older ones under the plain one).
pub fn file(content: impl IntoResponse, kind: &'static str, name: &str) -> Response {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let disposition = format!("attachment; filename=\"liantu.{ending}\"; filename*=UTF-8''{}", part(name));
    let mut response = content.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    }
    response
}

/// A picture by itself.
pub fn svg(picture: String) -> Response {
    ([(CONTENT_TYPE, "image/svg+xml")], picture).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_the_standard_says() {
        let response = file(Vec::new(), "application/pdf", "合肥市_a\"b.pdf");
        let disposition = response.headers()[CONTENT_DISPOSITION].to_str().unwrap().to_owned();
        let expected = "attachment; filename=\"liantu.pdf\"; filename*=UTF-8''%E5%90%88%E8%82%A5%E5%B8%82_a%22b.pdf";
        assert_eq!(disposition, expected);
    }
}
