//! Files to keep, and pictures.

use std::io::Read;
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use futures_util::stream;

use crate::http::frame::address::part;

/// Kinds of content.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub const PDF: &str = "application/pdf";
pub const JPEG: &str = "image/jpeg";
pub const PNG: &str = "image/png";
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

/// Marks the answer that is a file taken away, by its name: it goes out once the journal says so.
#[derive(Debug, Clone)]
pub struct TakenAway(pub String);

/// The same of a file that holds what one may see: the journal says that it was taken away, and by whom.
pub fn taken_away(content: impl IntoResponse, kind: &'static str, name: &str) -> Response {
    marked(file(content, kind, name), name)
}

/// The same of an answer that a browser shows.
pub fn marked(answer: impl IntoResponse, name: &str) -> Response {
    let mut response = answer.into_response();
    response.extensions_mut().insert(TakenAway(name.to_owned()));
    response
}

/// Bytes of a file that are handed over at a time.
const PIECE: u64 = 1 << 16;

/// What a file on disk holds, handed over piece by piece; where it ends too early, so does the answer.
///
/// # Errors
/// It cannot be opened.
pub fn streamed(path: &Path) -> std::io::Result<Body> {
    let file = std::fs::File::open(path)?;
    let pieces = stream::try_unfold(file, |file| async move {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::new();
            (&file).take(PIECE).read_to_end(&mut piece).map(|_| (piece, file))
        });
        let (piece, file) = read.await.map_err(std::io::Error::other)??;
        Ok::<_, std::io::Error>(if piece.is_empty() { None } else { Some((Bytes::from(piece), file)) })
    });
    Ok(Body::from_stream(pieces))
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
