//! `POST /edits/{edit}/undo`: takes a change in place back and leads to where it was made.

use axum::extract::Path;
use axum::response::Response;

use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};

/// Takes it back.
pub async fn undo(Now(desk): Now, Path(edit): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    desk.undo_edit(&edit).await?;
    Ok(see(own_page(fields.text("back"))))
}

/// An address of this service; anything else leads home.
fn own_page(back: &str) -> &str {
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
    let plain = back.is_ascii() && back.bytes().all(|b| b.is_ascii_graphic());
    if own && plain { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_leads_to_no_other_service() {
        assert_eq!(own_page("/enterprise?id=e1&done=3"), "/enterprise?id=e1&done=3");
        for other in ["", "//a.example", "https://a.example/", "/\\a.example", "/a\r\nX: y", "/a b", "javascript:x"] {
            assert_eq!(own_page(other), "/", "{other}");
        }
    }
}
