//! `GET /chains/{chain}/group`: 工作组, who is in it and whom to invite to its next meeting.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::{Desk, GroupAnswer, Guest};
use crate::http::frame::address::{enterprise, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{Badge, badge};

/// Gaps named as matters of the meeting.
const MATTERS: usize = 8;

#[derive(Template)]
#[template(path = "group.html")]
struct GroupPage {
    shell: Shell,
    path: String,
    home: String,
    as_of: String,
    invited: Vec<Line>,
    not_invited: Vec<Line>,
    anchors: Vec<String>,
    matters: Vec<Matter>,
    answer: GroupAnswer,
}

/// A guest with the page about it, where there is one.
struct Line {
    guest: Guest,
    address: Option<String>,
}

struct Matter {
    path: String,
    name: String,
    badge: Badge,
    covered: bool,
}

/// Shows the working group.
pub async fn show(desk: Desk, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let answer = desk.group(&filters.question(&chain)?)?;
    let kept = filters.kept();
    let path = part(&answer.head.chain);
    let lines = |guests: &[Guest]| guests.iter().map(|guest| line(guest, &path, &kept)).collect();
    let matter = |gap: &crate::app::GapLine| Matter {
        path: part(&gap.segment),
        name: gap.name.clone(),
        badge: badge(gap.verdict, true),
        covered: !answer.uncovered.contains(&gap.segment),
    };
    page(&GroupPage {
        shell: Shell::new(
            &desk,
            &format!("{} 工作组", answer.head.chain_name),
            Some((&answer.head.chain, "group")),
            &filters,
        )?,
        home: filters.home().unwrap_or_default().to_owned(),
        as_of: filters.as_of()?.map(|day| day.to_string()).unwrap_or_default(),
        invited: lines(&answer.invitation.invited),
        not_invited: lines(&answer.invitation.not_invited),
        anchors: answer.anchors.iter().map(|anchor| enterprise(&anchor.enterprise, &kept)).collect(),
        matters: answer.gaps.iter().take(MATTERS).map(matter).collect(),
        path,
        answer,
    })
}

fn line(guest: &Guest, path: &str, kept: &str) -> Line {
    let address = match guest.guest.split_once(':') {
        Some(("enterprise", id)) => Some(enterprise(id, kept)),
        Some(("fund", id)) => Some(format!("/chains/{path}/funds/{}{kept}", part(id))),
        _ => None,
    };
    Line { guest: guest.clone(), address }
}
