//! Forms that change something in place: of a firm, a segment, a working group or a meeting, and what a segment is held
//! to be; and taking such a change back.

mod assess;
mod city;
mod firm;
mod group;
mod meeting;
mod new_firm;
mod own_page;
mod segment;
mod squad;
mod undo;
mod version;

use crate::access::Right::{Assess, EditContacts, EditFact, EditGroup, EditSquads, SeeChain, SeeFacts, SeeList};
use crate::http::frame::download::PAGE;
use crate::http::frame::openapi::{Routes, form, json, page};
/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .merge(assessments())
        .merge(versions())
        .post(
            "/enterprise",
            form("改一家企业的一处，或加上它做什么", EditFact, firm::said())
                .needs(&["form", "ground"])
                .answers(&[PAGE]),
            firm::save,
        )
        .post(
            "/enterprise/contacts",
            form("加上一位联系人", EditContacts, firm::contact()).needs(&["of", "name", "ground"]).answers(&[PAGE]),
            firm::save_contact,
        )
        .get("/enterprise/new", page("新建企业", EditFact), new_firm::show)
        .post(
            "/enterprise/new",
            form("新建企业", EditFact, new_firm::said()).needs(&["name", "ground"]).answers(&[PAGE]),
            new_firm::save,
        )
        .merge(of_chains())
        .merge(beginnings())
        .post(
            "/edits/{edit}/undo",
            form("撤销一处改动；当初改它要的权利，撤销也要", SeeFacts, [("back", "回到哪一页")]),
            undo::undo,
        )
}

/// Of a chain: its segments, its working group, the meetings about it.
fn of_chains() -> Routes {
    Routes::new()
        .post(
            "/chains/{chain}/segments/{segment}",
            form("改一个环节的一处，加上或移出企业和供给，加一个环节", EditFact, segment::said())
                .needs(&["form", "ground"])
                .answers(&[PAGE]),
            segment::save,
        )
        .post(
            "/chains/{chain}/group",
            form("改工作组的一处，加挂基金，派招商队，记一次会议", EditGroup, group::said())
                .needs(&["form", "ground"])
                .answers(&[PAGE]),
            group::save,
        )
        .post(
            "/chains/{chain}/meetings/{meeting}",
            form("改一次会议的一处", EditGroup, meeting::said())
                .needs(&["form", "value", "version", "reason", "ground"])
                .answers(&[PAGE]),
            meeting::save,
        )
}

/// What a chain needs before it can be asked about and worked on: its city, and squads.
fn beginnings() -> Routes {
    Routes::new()
        .get("/chains/{chain}/city", page("一条产业链的主管城市", EditFact), city::show)
        .post(
            "/chains/{chain}/city",
            form("写下一条产业链的主管城市", EditFact, city::said())
                .needs(&["value", "version", "reason", "ground"])
                .answers(&[PAGE]),
            city::save,
        )
        .get("/chains/{chain}/squads/new", page("新建招商队", EditSquads), squad::show)
        .post(
            "/chains/{chain}/squads/new",
            form("新建招商队", EditSquads, squad::said()).needs(&["name", "kind", "ground"]).answers(&[PAGE]),
            squad::save,
        )
}

/// By which a page tells that what it shows has moved.
fn versions() -> Routes {
    Routes::new()
        .get("/api/v1/chains/{chain}/list/version", json("目标清单现在是哪一版，谁改的", SeeList), version::list)
        .get("/api/v1/enterprise/version", json("一家企业的各项现在是哪一版，谁改的", SeeFacts), version::firm)
        .get(
            "/api/v1/chains/{chain}/version",
            json("工作组、环节或会议现在是哪一版，谁改的", SeeChain),
            version::part_of_chain,
        )
}

/// 认定, and taking it back.
fn assessments() -> Routes {
    Routes::new()
        .post(
            "/chains/{chain}/segments/{segment}/assess",
            form("认定一个环节", Assess, assess::ASSESSED).needs(&["verdict", "reason", "who"]).answers(&[PAGE]),
            assess::save,
        )
        .post(
            "/chains/{chain}/segments/{segment}/withdraw",
            form("收回一个环节的认定", Assess, assess::withdrawn()).needs(&["reason", "ground"]).answers(&[PAGE]),
            assess::withdraw,
        )
}
