//! Keeping the store well, on pages: the journal.

mod journal;

use crate::access::Right::Journal;
use crate::http::frame::openapi::{Routes, json, page};

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/journal", page("日志：谁何时改了、看了、带走了、登录了什么", Journal), journal::show)
        .get("/journal/check", page("日志，逐条核对过", Journal).in_turn(), journal::check)
        .get("/api/v1/journal", json("日志：谁何时改了、看了、带走了、登录了什么", Journal), journal::answer)
}
