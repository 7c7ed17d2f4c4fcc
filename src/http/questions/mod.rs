//! Pages and JSON of what is asked of the graph.

mod atlas;
mod branch;
mod brief;
mod chains;
mod enterprise;
mod find;
mod forms;
mod funds;
mod gaps;
mod group;
mod how;
mod meeting;
mod overview;
mod paths;
mod reach;
mod relatedness;
mod segment;
mod targets;
mod today;

pub(in crate::http) use enterprise::{EnterpriseQuery, shown as enterprise_page};
pub(in crate::http) use group::{address as group_address, shown as group_page};
pub(in crate::http) use meeting::{address as meeting_address, shown as meeting_page};
pub(in crate::http) use segment::{address as segment_address, shown as segment_page};

use crate::access::Right::{Export, SeeChain, SeeContacts, SeeFacts, SeeList};
use crate::http::frame::download::PDF;
use crate::http::frame::openapi::{Access, Routes, file, json, leading, page, picture, sent};

/// Pages that tell whom to call. They are asked for by a form, since who reads that is written in the journal.
fn contacts() -> Routes {
    let told = |summary, fields| sent(summary, SeeContacts, fields).answers(&["text/html"]);
    Routes::new()
        .post("/chains/{chain}/brief", told("简报，带联系方式", brief::CONTACTS).assuming(), brief::contacts)
        .post("/enterprise/phones", told("企业，带联系方式", enterprise::CONTACTS), enterprise::contacts)
}

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .merge(funds::routes())
        .merge(contacts())
        .get("/", page("总览：每条链的结论和缺口", SeeChain), overview::show)
        .get("/api/v1/today", json("今日：到期的、没有交回的、被退回的、变化", SeeList), today::answer)
        .get("/api/v1/chains", json("有哪些产业链", SeeChain), chains::answer)
        .get("/chains/{chain}/atlas", page("全景图", SeeChain).in_turn().assuming(), atlas::show)
        .get("/api/v1/chains/{chain}/atlas.pdf", file("全景图，分页成 PDF", Export, PDF).in_turn(), atlas::print)
        .get("/api/v1/chains/{chain}/atlas.svg", picture("全景图，一张图", SeeChain).in_turn().assuming(), atlas::draw)
        .get("/chains/{chain}/brief", page("简报：缺什么、为什么要紧、谁在做", SeeChain).assuming(), brief::show)
        .get(
            "/api/v1/chains/{chain}/brief",
            json("简报：缺什么、为什么要紧、谁在做", SeeChain).assuming(),
            brief::answer,
        )
        .get("/api/v1/chains/{chain}/brief.pdf", file("简报，一张 A4", Export, PDF).in_turn().assuming(), brief::print)
        .get("/chains/{chain}/trend", page("各类环节逐月", SeeChain), brief::trend::show)
        .get(
            "/api/v1/chains/{chain}/trend",
            json("各类环节逐月：每月最后一天当时所知的，和现在的", SeeChain),
            brief::trend::answer,
        )
        .get("/enterprise", page("企业：记录的全部事实、出处和日期", SeeFacts), enterprise::show)
        .get("/api/v1/enterprise", json("企业：记录的全部事实、出处和日期", SeeFacts), enterprise::answer)
        .merge(finding())
        .get("/how", page("怎么算的", Access::Public), how::show)
        .get(how::BY_ITS_NAME, leading("怎么算的，到 /how", Access::Public, 308), how::lead)
        .get("/chains/{chain}/gaps", page("缺口", SeeChain).leads(303).assuming(), gaps::show)
        .get("/api/v1/chains/{chain}/gaps", json("缺口", SeeChain).assuming(), gaps::answer)
        .get("/chains/{chain}/group", page("工作组", SeeChain), group::show)
        .get("/chains/{chain}/meetings/{meeting}", page("一次会议", SeeChain), meeting::show)
        .get("/api/v1/group", json("工作组", SeeChain), group::answer)
        .get("/chains/{chain}/paths", page("引荐路径", SeeFacts), paths::show)
        .get("/api/v1/paths", json("到一家目标企业的引荐路径", SeeFacts), paths::answer)
        .get("/api/v1/reach", json("一方能引荐到哪些目标企业", SeeFacts), reach::answer)
        .get("/api/v1/relatedness", json("各环节的关联度和复杂度", SeeChain), relatedness::answer)
        .get("/chains/{chain}/segments/{segment}", page("环节：为什么是这个结论", SeeChain).assuming(), segment::show)
        .get("/api/v1/chains/{chain}/segments/{segment}", json("环节：为什么是这个结论", SeeChain), segment::answer)
        .get("/chains/{chain}/targets", page("目标企业", SeeChain).assuming(), targets::show)
        .get("/api/v1/targets", json("目标企业", SeeChain), targets::answer)
}

/// What is found by its name.
fn finding() -> Routes {
    Routes::new()
        .get("/find", page("找：企业、环节、人物、基金……", SeeFacts).leads(303), find::show)
        .get("/find/hints", page("打字时可能要找的", SeeFacts), find::hint)
        .get("/api/v1/find", json("找：企业、环节、人物、基金……", SeeFacts), find::answer)
}
