//! Keeping the store well, on pages: the journal, and erasing a person.

mod erase;
mod journal;

use crate::access::Right::{Erase, Journal};
use crate::http::frame::download::PAGE;
use crate::http::frame::openapi::{Routes, file, form, json, page};

/// The addresses of this room.
pub fn routes() -> Routes {
    let erasing = form("查一个人的全部数据，或抹去", Erase, erase::SAID).needs(&["form"]);
    Routes::new()
        .get("/journal", page("日志：谁何时改了、看了、带走了、登录了什么", Journal), journal::show)
        .get("/journal/check", page("日志，逐条核对过", Journal).in_turn(), journal::check)
        .get("/api/v1/journal", json("日志：谁何时改了、看了、带走了、登录了什么", Journal), journal::answer)
        .get("/erase", page("抹去个人信息", Erase), erase::show)
        .post("/erase", erasing.answers(&[PAGE]), erase::change)
        .get("/erase/{protocol}", page("抹去记录", Erase), erase::protocol)
        .get("/erase/{protocol}/file", file("抹去记录，一个文本文件", Erase, erase::TEXT), erase::protocol_file)
}
