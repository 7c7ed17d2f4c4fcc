//! `/journal`: 日志, and whether it holds.

use askama::Template;
use axum::Json;
use axum::response::Response;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};

use crate::access::{Right, Scope};
use crate::app::upkeep::journal::{JournalAnswer, JournalHolds, JournalQuestion};
use crate::app::{AppError, Desk};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Readable, Standpoint, one_of};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::model::{Day, DeedSort};

/// The most entries of one answer to a program, where it asks for no other number.
const USUAL_LIMIT: usize = 1_000;

/// Which entries are asked for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct JournalQuery {
    /// By whom: a login, or who was named.
    who: Parameter<String>,
    /// Of what sort.
    what: Parameter<DeedSort>,
    /// Id or name of the chain they are about.
    chain: Parameter<String>,
    /// Not before this day.
    since: Parameter<Day>,
    /// Not after this day.
    until: Parameter<Day>,
}

/// The same, for programs.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct JournalApiQuery {
    #[serde(flatten)]
    query: JournalQuery,
    /// The most entries that are told, the last ones; by default 1,000.
    limit: Parameter<usize>,
}

impl Readable for DeedSort {
    const EXPECTED: &'static str = "导入、撤销、清单、离线包、联系方式、导出、认定、改动、账户、登录、抹去、其他之一";

    fn read(text: &str) -> Option<Self> {
        Self::from_word(text)
    }

    fn schema() -> Schema {
        one_of(Self::WORDS)
    }
}

impl JournalQuery {
    fn question(&self, most: Option<usize>) -> Result<JournalQuestion, Failure> {
        Ok(JournalQuestion {
            who: self.who.owned(),
            what: self.what.read("what")?,
            chain: self.chain.owned(),
            from: self.since.read("since")?,
            to: self.until.read("until")?,
            most,
        })
    }
}

#[derive(Template)]
#[template(path = "journal.html")]
struct JournalPage {
    shell: Shell,
    query: JournalQuery,
    kinds: Vec<FilterOption>,
    chains: Vec<FilterOption>,
    /// The order and columns that the filters keep.
    keeps: Vec<(&'static str, String)>,
    last: u64,
    digest: String,
    /// What came of following it, where that was asked.
    holds: Option<JournalHolds>,
    lines: ShownTable,
}

/// Shows it.
pub async fn show(
    Now(desk): Now,
    QueryOf(query): QueryOf<JournalQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    shown(&desk, query, &asked, None).await
}

/// Follows it from its first entry to its last, and shows it with what came of that.
pub async fn check(
    Now(desk): Now,
    QueryOf(query): QueryOf<JournalQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let holds = desk.store_desk().journal_holds().await?;
    shown(&desk, query, &asked.of_page("/journal".to_owned()), Some(holds)).await
}

async fn shown(
    desk: &Desk,
    query: JournalQuery,
    asked: &TableRequest,
    holds: Option<JournalHolds>,
) -> Result<Response, Failure> {
    let answer = desk.store_desk().journal(&query.question(None)?).await?;
    let origin =
        TableOrigin { city: "链图".to_owned(), chain: String::new(), as_of: desk.today(), rules: String::new() };
    asked.answer([answer.table()], &origin, &|_| None, |[lines]| {
        let what = query.what.read("what")?;
        let kinds = options(DeedSort::ALL.iter().map(|sort| (sort.code(), sort.zh(), what == Some(*sort))));
        page(&JournalPage {
            shell: Shell::new(desk, "日志", Some(("", "journal")), &Standpoint::default())?,
            chains: chains(desk, query.chain.given())?,
            kinds,
            keeps: asked.keeps(),
            last: answer.last,
            digest: answer.digest,
            holds,
            lines,
            query,
        })
    })
}

fn chains(desk: &Desk, chosen: Option<&str>) -> Result<Vec<FilterOption>, AppError> {
    // Who only audits sees no chain, and filters by none.
    let sees = desk.holds(Right::SeeChain, Scope::Somewhere);
    let all = if sees { desk.chains()? } else { Vec::new() };
    Ok(options(all.into_iter().map(|chain| {
        let here = chosen.is_some_and(|chosen| chosen == chain.chain || chosen == chain.name);
        (chain.chain, chain.name, here)
    })))
}

/// The same for programs.
pub async fn answer(Now(desk): Now, QueryOf(asked): QueryOf<JournalApiQuery>) -> Result<Json<JournalAnswer>, Failure> {
    let most = asked.limit.read("limit")?.unwrap_or(USUAL_LIMIT);
    Ok(Json(desk.store_desk().journal(&asked.query.question(Some(most))?).await?))
}
