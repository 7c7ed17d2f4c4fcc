//! The files of web/static, compiled in; an address carries the hash of the content, so it may be kept for ever.

use std::sync::LazyLock;

use axum::extract::{Path, RawQuery};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::http::frame::failure::Failure;

struct File {
    name: &'static str,
    kind: &'static str,
    content: &'static [u8],
    hash: String,
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// The kinds of the files.
pub const KINDS: [&str; 3] = [CSS, JS, SVG];

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    vec![
        file("liantu.css", CSS, include_bytes!("../../../web/static/liantu.css")),
        file("atlas.js", JS, include_bytes!("../../../web/static/atlas.js")),
        file("board.js", JS, include_bytes!("../../../web/static/board.js")),
        file("duplicates.js", JS, include_bytes!("../../../web/static/duplicates.js")),
        file("cards.js", JS, include_bytes!("../../../web/static/cards.js")),
        file("copy.js", JS, include_bytes!("../../../web/static/copy.js")),
        file("data.js", JS, include_bytes!("../../../web/static/data.js")),
        file("mapping.js", JS, include_bytes!("../../../web/static/mapping.js")),
        file("filters.js", JS, include_bytes!("../../../web/static/filters.js")),
        file("fitted.js", JS, include_bytes!("../../../web/static/fitted.js")),
        file("moved.js", JS, include_bytes!("../../../web/static/moved.js")),
        file("overview.js", JS, include_bytes!("../../../web/static/overview.js")),
        file("picture.js", JS, include_bytes!("../../../web/static/picture.js")),
        file("search.js", JS, include_bytes!("../../../web/static/search.js")),
        file("sent.js", JS, include_bytes!("../../../web/static/sent.js")),
        file("tables.js", JS, include_bytes!("../../../web/static/tables.js")),
        file("icon.svg", SVG, include_bytes!("../../../web/static/icon.svg")),
        file("vendor/htmx/htmx.min.js", JS, include_bytes!("../../../web/static/vendor/htmx/htmx.min.js")),
    ]
});

fn file(name: &'static str, kind: &'static str, content: &'static [u8]) -> File {
    let digest = Sha256::digest(content);
    File { name, kind, content, hash: crate::model::hex(&digest[..6]) }
}

/// The address of a file, with its hash.
pub fn address(name: &str) -> String {
    let hash = FILES.iter().find(|f| f.name == name).map_or("", |f| f.hash.as_str());
    format!("/static/{name}?v={hash}")
}

/// `GET /static/{name}`: kept for a year where the address carries the right hash, asked for again where not.
pub async fn show(Path(name): Path<String>, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    answer(&name, query.as_deref())
}

fn answer(name: &str, query: Option<&str>) -> Result<Response, Failure> {
    let file = FILES.iter().find(|f| f.name == name).ok_or_else(Failure::no_page)?;
    let right = query.and_then(|q| q.strip_prefix("v=")) == Some(file.hash.as_str());
    let caching = if right { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(([(CONTENT_TYPE, file.kind), (CACHE_CONTROL, caching)], file.content).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_content_and_an_address_of_its_own() {
        for file in FILES.iter() {
            assert!(!file.content.is_empty());
            assert_eq!(address(file.name), format!("/static/{}?v={}", file.name, file.hash));
        }
    }

    #[test]
    fn an_unknown_file_is_no_page_and_an_old_hash_is_not_kept() {
        assert!(answer("../Cargo.toml", None).is_err());
        let caching = |query| answer("liantu.css", query).unwrap().headers()[CACHE_CONTROL].clone();
        assert_eq!(caching(Some("v=0")), "no-cache");
        assert!(caching(address("liantu.css").split_once('?').map(|(_, q)| q)).to_str().unwrap().contains("immutable"));
    }
}
