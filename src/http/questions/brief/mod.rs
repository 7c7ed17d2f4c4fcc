//! `GET /chains/{chain}/brief`, as JSON and A4 PDF under `/api/v1`: 简报, on one page what is missing in a chain, why it
//! matters and who is on it.

mod moments;
pub mod trend;

pub use moments::moments;

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::intake::RowsLeft;
use crate::app::{Brief, BriefGap, BriefLack, BriefQuestion, Desk, file_name, printed_pdf};
use crate::draw::verdict_bar;
use crate::http::frame::address::{self, part};
use crate::http::frame::download::taken_away;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::links::PageLinks;
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{Badge, FilterOption, badge};
use crate::model::Day;

/// What the form sends that asks for contacts.
pub const CONTACTS: [FormField; 1] = [("who", "经手人；不写是本机网页")];

/// Which brief is asked for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct BriefQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// The day to compare with; by default that of the last meeting.
    since: Parameter<Day>,
}

impl BriefQuery {
    fn question(&self, chain: &str) -> Result<BriefQuestion, Failure> {
        Ok(BriefQuestion { question: self.standpoint.question(chain)?, since: self.since.read("since")? })
    }
}

#[derive(Template)]
#[template(path = "brief.html")]
struct BriefPage {
    shell: Shell,
    path: String,
    home: String,
    as_of: String,
    since: String,
    /// The days at which one may ask what was known then.
    moments: Vec<FilterOption>,
    /// Where a meeting is told: which one follows.
    meeting: String,
    /// Where the same stands as a file.
    pdf: String,
    bar: String,
    counts: Vec<VerdictCount>,
    lacks: [LackShown; 2],
    /// The query of what was asked.
    asked: String,
    /// Whether it tells whom to telephone, whether it can be taken away as it stands, and who is to call be written down.
    with_contacts: bool,
    prints: bool,
    adds_contacts: bool,
    /// What the reader brought in only in part.
    left: Vec<RowsLeft>,
    /// The brief for a chat.
    text: String,
    brief: Brief,
}

/// A verdict with how many leaves have it, and how many more than on the other day.
struct VerdictCount {
    badge: Badge,
    count: usize,
    more: Option<i64>,
}

/// Gaps of one kind under their heading.
struct LackShown {
    kind: &'static str,
    total: usize,
    gaps: Vec<GapShown>,
}

/// A gap with the addresses of what it names.
struct GapShown {
    badge: Badge,
    address: String,
    targets: Vec<String>,
    /// Ids of those targets that are not on the list, of a gap that nobody is on.
    unlisted: Vec<String>,
    gap: BriefGap,
}

/// The same answer as the command line's.
pub async fn answer(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<BriefQuery>,
) -> Result<Json<Brief>, Failure> {
    let asked = query.question(&chain)?;
    Ok(Json(desk.assuming(&asked.question)?.brief(&asked).await?))
}

/// On one sheet of A4.
pub async fn print(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<BriefQuery>,
) -> Result<Response, Failure> {
    let asked = query.question(&chain)?;
    let (brief, pages) = desk.assuming(&asked.question)?.brief_for_paper(&asked).await?;
    let head = &brief.head;
    let name = file_name(&head.home_name, &head.chain_name, "简报", head.as_of);
    Ok(taken_away(printed_pdf(&pages)?, "application/pdf", &format!("{name}.pdf")))
}

/// Shows the brief.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<BriefQuery>,
) -> Result<Response, Failure> {
    let asked = query.question(&chain)?;
    let desk = desk.assuming(&asked.question)?;
    let brief = desk.brief(&asked).await?;
    shown(&desk, &query, brief, false).await
}

/// Shows the brief with whom to telephone; a form, since reading that is written in the journal.
pub async fn contacts(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<BriefQuery>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let asked = query.question(&chain)?;
    let desk = desk.assuming(&asked.question)?;
    let brief = desk.brief_with_contacts(&asked, fields.who()).await?;
    shown(&desk, &query, brief, true).await
}

async fn shown(desk: &Desk, query: &BriefQuery, mut brief: Brief, with_contacts: bool) -> Result<Response, Failure> {
    desk.note_phones(&mut brief).await?;
    let links = PageLinks::from(&brief.head.chain, &query.standpoint);
    let sheet = brief.sheet();
    page(&BriefPage {
        shell: Shell::new(
            desk,
            &format!("{} 简报", brief.head.chain_name),
            Some((&brief.head.chain, "brief")),
            &query.standpoint,
        )?,
        path: part(&brief.head.chain),
        home: query.standpoint.home.to_string(),
        as_of: query.standpoint.as_of.to_string(),
        since: query.since.to_string(),
        moments: moments(desk, &brief.head.chain, &query.standpoint).await?,
        pdf: format!("/api/v1/chains/{}/brief.pdf{}", part(&brief.head.chain), address::query(query)),
        meeting: links.meetings(),
        bar: verdict_bar(&sheet.counts, &sheet.told),
        asked: address::query(query),
        with_contacts,
        prints: desk.offers(&brief.head.chain).export,
        adds_contacts: desk.adds_some_contacts(&brief.head.chain),
        counts: counts(&brief),
        lacks: [lack("缺失", &brief, &brief.missing, &links), lack("薄弱", &brief, &brief.weak, &links)],
        left: desk.rows_left()?,
        text: sheet.text(),
        brief,
    })
}

fn counts(brief: &Brief) -> Vec<VerdictCount> {
    // What is assumed is compared with what is.
    let before = if brief.assumed.is_empty() { brief.since.verdicts_before } else { Some(brief.verdicts_as_they_are) };
    let before = before.map(|before| before.all());
    let more = |at: usize, now: usize| {
        let before = before.map(|before| before[at].1)?;
        let more = i64::try_from(now).ok()? - i64::try_from(before).ok()?;
        (more != 0).then_some(more)
    };
    let all = brief.verdicts.all().into_iter().enumerate();
    let told =
        all.map(|(at, (verdict, count))| VerdictCount { badge: badge(verdict, true), count, more: more(at, count) });
    told.filter(|one| one.count > 0 || one.more.is_some()).collect()
}

fn unlisted(gap: &BriefGap) -> Vec<String> {
    let free = gap.targets.iter().filter(|target| gap.listed == 0 && target.entry.is_none());
    free.map(|target| target.enterprise.clone()).collect()
}

fn lack(kind: &'static str, brief: &Brief, lack: &BriefLack, links: &PageLinks) -> LackShown {
    let shown = |gap: &BriefGap| GapShown {
        badge: badge(gap.verdict, brief.any_surveyed),
        address: links.segment(&gap.segment),
        targets: gap.targets.iter().map(|target| links.enterprise(&target.enterprise)).collect(),
        unlisted: unlisted(gap),
        gap: gap.clone(),
    };
    LackShown { kind, total: lack.total, gaps: lack.first.iter().map(shown).collect() }
}
