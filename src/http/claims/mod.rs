//! 认领: firms that squads have for themselves, claims that were refused, what is decided of them; and new leads.

mod change;
mod page;
mod taken;

use crate::access::Right::{Arbitrate, Claim, NewLead, SeeList, Taken};
use crate::http::frame::download::PAGE;
use crate::http::frame::openapi::{Routes, form, json, page};

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/claims", page("认领、撞单和裁定", SeeList), page::show)
        .get("/api/v1/claims", json("认领、撞单和裁定", SeeList), page::answer)
        .get("/taken", page("一家企业有没有人认领", Taken), taken::show)
        .get("/api/v1/taken", json("一家企业有没有人认领：哪支招商队，到哪一天，别的不说", Taken), taken::answer)
        .post(
            "/claims/take",
            form("认领一家企业", Claim, change::OF_SQUAD).needs(&["enterprise", "squad"]).answers(&[PAGE]),
            change::take,
        )
        .post(
            "/claims/renew",
            form("续期一家企业的认领", Claim, change::OF_SQUAD).needs(&["enterprise", "squad"]).answers(&[PAGE]),
            change::renew,
        )
        .post(
            "/claims/release",
            form("释放一家企业", Claim, change::OF_SQUAD).needs(&["enterprise", "squad"]).answers(&[PAGE]),
            change::release,
        )
        .post(
            "/claims/rule",
            form("裁定一家企业的认领", Arbitrate, change::RULED)
                .needs(&["enterprise", "ruling", "reason"])
                .answers(&[PAGE]),
            change::rule,
        )
        .post(
            "/claims/lead",
            form("报新线索", NewLead, change::REPORTED).needs(&["chain", "name"]).answers(&[PAGE]),
            change::lead,
        )
}
