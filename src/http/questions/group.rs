//! `GET /chains/{chain}/group` and `/api/v1/group`: 工作组, who is in it and whom to invite to its next meeting.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;

use crate::app::edits::Subject;
use crate::app::{Desk, GapLine, GroupAnswer, MeetingsAhead};
use crate::draw::LinkTo;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditAsked, Editing, PageAddress};
use crate::http::frame::links::{PageLinks, version_of};
use crate::http::frame::query::{OfChain, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{Badge, badge};
use crate::http::questions::forms::GroupForms;
use crate::http::questions::meeting;

/// Gaps named as matters of the meeting.
const MATTERS: usize = 8;

#[derive(Template)]
#[template(path = "group.html")]
struct GroupPage {
    shell: Shell,
    forms: GroupForms,
    ahead: MeetingsAhead,
    path: String,
    home: String,
    as_of: String,
    matters: Vec<Matter>,
    guests: ShownTable,
    members: ShownTable,
    meetings: ShownTable,
    kept: Vec<(&'static str, String)>,
    answer: GroupAnswer,
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
    QueryOf(edit): QueryOf<EditAsked>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    shown(&desk, &chain, &standpoint, asked, &Editing::asked(edit)).await
}

/// The page of a working group, where forms are sent and lead back to.
pub fn address(chain: &str, standpoint: &Standpoint) -> PageAddress {
    PageAddress(format!("/chains/{}/group{}", part(chain), standpoint.kept()))
}

/// The same with a form that was refused.
pub async fn shown(
    desk: &Desk,
    chain: &str,
    standpoint: &Standpoint,
    asked: TableRequest,
    editing: &Editing,
) -> Result<Response, Failure> {
    let asked = asked.without("edit").without("done");
    let question = standpoint.question(chain)?;
    let answer = desk.group(&question)?;
    let forms = GroupForms::of(desk, &question, &answer, standpoint, editing).await?;
    let links = PageLinks::from(&answer.head.chain, standpoint);
    let origin = TableOrigin::from(&answer.head);
    let tables = [answer.invitations_table(), answer.table(), desk.meetings(chain)?];
    let to = |thing: &LinkTo| match thing {
        LinkTo::Row(row) if row.table == "meetings" => {
            Some(meeting::address(&answer.head.chain, &row.key, standpoint).0)
        }
        thing => links.to(thing),
    };
    let answered = asked.answer(tables, &origin, &to, |[guests, members, meetings]| {
        let title = format!("{} 工作组", answer.head.chain_name);
        page(&GroupPage {
            shell: Shell::new(desk, &title, Some((&answer.head.chain, "group")), standpoint)?
                .watching(version_of(&Subject::Chain(answer.head.chain.clone())), forms.version),
            forms,
            ahead: desk.meetings_of(chain)?,
            home: standpoint.home.to_string(),
            as_of: standpoint.as_of.to_string(),
            matters: matters(&answer),
            path: part(&answer.head.chain),
            kept: asked.keeps(),
            guests,
            members,
            meetings,
            answer: answer.clone(),
        })
    })?;
    Ok(editing.answered(answered))
}

/// What is missing stands before what is weak, each in gap order.
fn matters(answer: &GroupAnswer) -> Vec<Matter> {
    let matter = |gap: &GapLine| Matter {
        path: part(&gap.segment),
        name: gap.name.clone(),
        badge: badge(gap.verdict, true),
        covered: !answer.uncovered.contains(&gap.segment),
    };
    let of = |kind: &'static str| answer.gaps.iter().filter(move |gap| gap.verdict.lack() == Some(kind));
    of("缺失").chain(of("薄弱")).take(MATTERS).map(matter).collect()
}
