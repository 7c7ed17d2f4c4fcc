//! Pages and forms of the target list.

mod board;
mod change;
mod entry;
mod list;
mod refused;
mod squads;
mod suggest;

pub(in crate::http) use list::{ListPageQuery, shown as list_page};
pub(in crate::http) use refused::{ListForm, Refused};
pub(in crate::http) use squads::SquadChoices;

use crate::access::Right::{EditEntry, EditList, SeeContacts, SeeList};
use crate::http::frame::download::PAGE;
use crate::http::frame::openapi::{Routes, form, json, page, sent};

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/chains/{chain}/list", page("目标清单", SeeList), list::show)
        .get("/api/v1/list", json("目标清单", SeeList), list::answer)
        .get("/chains/{chain}/list/entry", page("目标清单上的一家企业", SeeList), entry::show)
        .post(
            "/chains/{chain}/list/entry",
            sent("目标清单上的一家企业，带联系方式", SeeContacts, entry::PHONES).answers(&["text/html"]),
            entry::phones,
        )
        .get("/chains/{chain}/list/suggest", page("建议派发", EditList), suggest::show)
        .merge(forms())
}

/// What changes a list.
fn forms() -> Routes {
    Routes::new()
        .post(
            "/chains/{chain}/list/suggest",
            form("照建议派发", EditList, suggest::CONFIRMED).needs(&["enterprise"]).answers(&[PAGE]),
            suggest::confirm,
        )
        .post(
            "/chains/{chain}/list/add",
            form("列入目标清单", EditList, change::ADDED).needs(&["enterprise"]).answers(&[PAGE]),
            change::add,
        )
        .post(
            "/chains/{chain}/list/assign",
            form("派发给招商队", EditList, change::ASSIGNED).needs(&["enterprise", "squad"]).answers(&[PAGE]),
            change::assign,
        )
        .post(
            "/chains/{chain}/list/move",
            form("把看板上的一家移到另一个状态", EditEntry, change::MOVED)
                .needs(&["enterprise", "version", "state"])
                .answers(&[PAGE]),
            change::go,
        )
        .post(
            "/chains/{chain}/list/set",
            form("改清单上的一家", EditEntry, change::said()).needs(&["enterprise", "version"]).answers(&[PAGE]),
            change::set,
        )
        .post(
            "/chains/{chain}/list/drop",
            form("放弃清单上的一家", EditList, change::DROPPED)
                .needs(&["enterprise", "version", "reason"])
                .answers(&[PAGE]),
            change::drop,
        )
        .post(
            "/chains/{chain}/list/undo",
            form("撤销清单上的一次改动", EditEntry, change::UNDONE).needs(&["number"]).answers(&[PAGE]),
            change::undo,
        )
}
