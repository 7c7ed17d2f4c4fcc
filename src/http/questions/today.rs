//! `GET /api/v1/today`: 今日, what waits for somebody; the home page shows it above the chains.

use axum::Json;
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{Desk, TodayLine, TodaySection};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::Standpoint;

/// What waits.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TodayAnswer {
    sections: Vec<TodaySection>,
}

/// A section of the home page.
pub(super) struct TodayShown {
    pub section: TodaySection,
    /// Where each line leads.
    pub addresses: Vec<String>,
}

/// The same answer as the command line's.
pub async fn answer(Now(desk): Now) -> Result<Json<TodayAnswer>, Failure> {
    Ok(Json(TodayAnswer { sections: desk.waiting_today().await? }))
}

/// The sections of the home page, but for the gaps, which stand on the cards of their chains; none where it shows what was
/// known at another moment, or on a day gone by.
pub(super) async fn sections(desk: &Desk, standpoint: &Standpoint) -> Result<Vec<TodayShown>, Failure> {
    let gone_by = standpoint.as_of.read("as_of")?.is_some_and(|day| day < desk.today());
    if desk.known_at().is_some() || gone_by {
        return Ok(Vec::new());
    }
    let shown = |section: TodaySection| TodayShown {
        addresses: section.lines.iter().map(|line| address(desk, section.section, line, standpoint)).collect(),
        section,
    };
    Ok(desk.waiting_but_gaps().await?.into_iter().map(shown).collect())
}

fn address(desk: &Desk, section: &str, line: &TodayLine, standpoint: &Standpoint) -> String {
    let links = PageLinks::from(&line.chain, standpoint);
    match (&line.record, &line.upload, section) {
        (Some(project), _, "stalled" | "nodes") => format!("/projects/{}", part(project)),
        (.., "duties") => "/duties?only=behind".to_owned(),
        (.., "requests") => "/requests?only=overdue".to_owned(),
        (Some(record), ..) => links.entry(record),
        (_, Some(upload), _) => format!("/data/uploads/{}", part(upload)),
        (.., "collisions") => "/claims".to_owned(),
        (.., "trips") => "/trips".to_owned(),
        (.., "steps" | "packets") => links.list(),
        (.., "links") => format!("/chains/{}/links", part(&line.chain)),
        (.., "funds") => links.funds(),
        (.., "meetings") if line.late && desk.offers(&line.chain).group => links.next_meeting(),
        _ => links.brief(),
    }
}
