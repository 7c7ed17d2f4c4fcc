//! Links: made from the list, kept by the group, and what whoever has one sees.

mod at_link;
mod kept;
mod make;
mod out;
mod proposals;
mod shared;

use crate::access::Right::{SeeList, Share};
use crate::http::frame::download::PAGE;
use crate::http::frame::failure_code::FailureCode::{BadRequest, NotFound, Unavailable};
use crate::http::frame::openapi::{Access, Routes, file, form, json, page, sent};

/// The addresses of links.
pub fn routes() -> Routes {
    Routes::new()
        .post(
            "/chains/{chain}/list/link",
            sent("给人看清单上几家的链接", Share, make::SAID).needs(&["enterprise"]).answers(&[PAGE]),
            make::make,
        )
        .get("/chains/{chain}/links", page("一条产业链发出的链接", Share), kept::show)
        .get("/api/v1/links", json("一条产业链发出的链接", Share), kept::answer)
        .post(
            "/chains/{chain}/links",
            form("收回链接，重做链接", Share, kept::SAID).needs(&["what"]).answers(&[PAGE]),
            kept::change,
        )
        .get("/chains/{chain}/links/{link}", page("从链接提的修改", Share), proposals::show)
        .post(
            "/chains/{chain}/links/{link}",
            sent("收下从链接提的修改", Share, proposals::TAKEN).answers(&[PAGE]),
            proposals::take,
        )
        .get("/out", page("发出去的离线包和链接", SeeList), out::show)
        .merge(of_link())
}

/// What whoever has the address of a link may ask.
fn of_link() -> Routes {
    Routes::new()
        .get("/s/{secret}", page("分享链接", Access::Link), shared::show)
        .post(
            "/s/{secret}",
            form("打开分享链接", Access::Link, shared::OPENED)
                .needs(&["grant"])
                .answers(&[PAGE])
                .fails(NotFound)
                .fails(Unavailable),
            shared::open,
        )
        .post(
            "/s/{secret}/propose",
            form("从分享链接提修改", Access::Link, shared::PROPOSED)
                .needs(&["key"])
                .answers(&[PAGE])
                .fails(BadRequest)
                .fails(NotFound)
                .fails(Unavailable),
            shared::propose,
        )
        .get("/s/{secret}/packet", file("带走的网页，手机上能填", Access::Link, PAGE).in_turn(), shared::packet)
        .get("/api/v1/s/{secret}", json("分享链接给看的", Access::Link), shared::answer)
}
