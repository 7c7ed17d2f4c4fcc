//! 查重: pairs of firms that may be one, what people say of them, and taking that back; and which firms names mean.

mod change;
mod meaning;
mod page;
mod program;

use crate::access::Right::{Judge, SeeFacts};
use crate::http::frame::download::PAGE;
use crate::http::frame::openapi::{Routes, form, json, page, sent};

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/duplicates", page("查重：可能是同一家的企业", Judge), page::show)
        .get("/api/v1/duplicates", json("查重：可能是同一家的企业", Judge), page::answer)
        .post(
            "/duplicates/judge",
            form("判断两家是不是同一家", Judge, change::PAGE_SAID).needs(&["one", "other", "said"]).answers(&[PAGE]),
            change::judge,
        )
        .post(
            "/duplicates/unmerge",
            form("把记录从它的企业取出", Judge, change::TAKEN_OUT).needs(&["record"]).answers(&[PAGE]),
            change::unmerge,
        )
        .post(
            "/duplicates/undo",
            form("撤销一次判断", Judge, change::UNDONE).needs(&["number"]).answers(&[PAGE]),
            change::undo,
        )
        .post(
            "/duplicates/refuse",
            form("不采纳一条提议", Judge, change::REFUSED).needs(&["one", "other"]).answers(&[PAGE]),
            change::refuse,
        )
        .merge(for_programs())
}

/// The same for programs, and which firms names mean.
fn for_programs() -> Routes {
    Routes::new()
        .post(
            "/api/v1/match",
            sent("这些名称是不是已有的企业，逐个给出判断和理由；什么都不写入", SeeFacts, meaning::NAMES)
                .needs(&["name"]),
            meaning::answer,
        )
        .post(
            "/api/v1/judgements",
            sent("判断两家是不是同一家；不能判断的产业链上的，记为提议", Judge, change::SAID)
                .needs(&["one", "other", "said"]),
            program::judge,
        )
        .post(
            "/api/v1/judgements/unmerge",
            sent("把记录从它的企业取出", Judge, change::TAKEN_OUT).needs(&["record"]),
            program::unmerge,
        )
        .post("/api/v1/judgements/undo", sent("撤销一次判断", Judge, change::UNDONE).needs(&["number"]), program::undo)
        .post(
            "/api/v1/judgements/refuse",
            sent("不采纳一条提议", Judge, change::REFUSED).needs(&["one", "other"]),
            program::refuse,
        )
}
