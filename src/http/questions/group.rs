//! `GET /chains/{chain}/group` and `/api/v1/group`: 工作组, who is in it and whom to invite to its next meeting.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;

use crate::app::{Desk, GapLine, GroupAnswer, Guest};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{OfChain, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{Badge, badge};
use crate::http::questions::enterprise::EnterpriseQuery;

/// Gaps named as matters of the meeting.
const MATTERS: usize = 8;

#[derive(Template)]
#[template(path = "group.html")]
struct GroupPage {
    shell: Shell,
    path: String,
    home: String,
    as_of: String,
    invited: Vec<GuestLine>,
    not_invited: Vec<GuestLine>,
    anchors: Vec<String>,
    matters: Vec<Matter>,
    answer: GroupAnswer,
}

/// A guest with the page about it, where there is one.
struct GuestLine {
    guest: Guest,
    address: Option<String>,
}

struct Matter {
    path: String,
    name: String,
    badge: Badge,
    covered: bool,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(asked): QueryOf<OfChain<Standpoint>>) -> Result<Json<GroupAnswer>, Failure> {
    Ok(Json(desk.group(&asked.query.question(asked.chain()?)?)?))
}

/// Shows the working group.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
) -> Result<Response, Failure> {
    let answer = desk.group(&standpoint.question(&chain)?)?;
    let path = part(&answer.head.chain);
    let lines = |guests: &[Guest]| guests.iter().map(|guest| line(guest, &path, &standpoint)).collect();
    let matter = |gap: &GapLine| Matter {
        path: part(&gap.segment),
        name: gap.name.clone(),
        badge: badge(gap.verdict, true),
        covered: !answer.uncovered.contains(&gap.segment),
    };
    let title = format!("{} 工作组", answer.head.chain_name);
    let anchors = answer.anchors.iter();
    page(&GroupPage {
        shell: Shell::new(&desk, &title, Some((&answer.head.chain, "group")), &standpoint)?,
        home: standpoint.home.to_string(),
        as_of: standpoint.as_of.to_string(),
        invited: lines(&answer.invitation.invited),
        not_invited: lines(&answer.invitation.not_invited),
        anchors: anchors.map(|anchor| EnterpriseQuery::address(&anchor.enterprise, &standpoint)).collect(),
        matters: answer.gaps.iter().take(MATTERS).map(matter).collect(),
        path,
        answer,
    })
}

fn line(guest: &Guest, path: &str, standpoint: &Standpoint) -> GuestLine {
    let address = match guest.guest.split_once(':') {
        Some(("enterprise", id)) => Some(EnterpriseQuery::address(id, standpoint)),
        Some(("fund", id)) => Some(format!("/chains/{path}/funds/{}{}", part(id), standpoint.kept())),
        _ => None,
    };
    GuestLine { guest: guest.clone(), address }
}
