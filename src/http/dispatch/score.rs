//! `GET /score`, as JSON and PDF under `/api/v1`: 成绩单, who did what in a period, and problems by name.

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use super::asked::{SheetQuery, links, origin, origin_of_none, standpoint};
use crate::access::{Right, Scope};
use crate::app::dispatch::{ScoreAnswer, SheetView};
use crate::app::{AppError, Desk, ErrorKind, file_name, printed_pdf};
use crate::dispatch::ScoreRows;
use crate::draw::{Paper, Table};
use crate::http::frame::address;
use crate::http::frame::download::{PDF, taken_away};
use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::query::{Parameter, QueryOf};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};

/// Which sheet is shown, and how much of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ScorePageQuery {
    #[serde(flatten)]
    sheet: SheetQuery,
    /// Which columns; by default what is read out at a meeting.
    view: Parameter<SheetView>,
    /// all: every row of the period before and a year ago, too.
    compare: Parameter<String>,
}

/// Which sheet is printed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PrintQuery {
    #[serde(flatten)]
    sheet: SheetQuery,
    /// A3 or A4; by default A3.
    paper: Parameter<Paper>,
}

/// What stands below a sheet.
#[derive(Default)]
struct SheetTold {
    notes: Vec<String>,
    made_of: String,
    /// The text of the formula of points, where one is set.
    formula: String,
}

impl SheetTold {
    fn of(desk: &Desk, answer: &ScoreAnswer) -> Self {
        let formula = desk.scoring().formula(answer.kind).unwrap_or_default().to_owned();
        Self { notes: answer.notes(None, ""), made_of: answer.made_of(), formula }
    }
}

#[derive(Template)]
#[template(path = "score.html")]
struct ScorePage {
    shell: Shell,
    period: String,
    cut_off: String,
    home: String,
    rows: Vec<FilterOption>,
    views: Vec<FilterOption>,
    compared: bool,
    keeps: Vec<(&'static str, String)>,
    /// Why there is no sheet, as whoever asked can mend it, and in one word.
    wrong: Option<(String, FailureCode)>,
    told: SheetTold,
    /// The same sheet at other addresses.
    asked: String,
    /// What a form sends that freezes it.
    frozen_as: Vec<(&'static str, String)>,
    freezes: bool,
    lists_frozen: bool,
    tables: Vec<ShownTable>,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<SheetQuery>) -> Result<Json<ScoreAnswer>, Failure> {
    Ok(Json(desk.score(&query.question(&desk)?).await?))
}

/// On pages of paper.
pub async fn print(desk: Desk, QueryOf(query): QueryOf<PrintQuery>) -> Result<Response, Failure> {
    let answer = desk.score(&query.sheet.question(&desk)?).await?;
    let formula = desk.scoring().formula(answer.kind).unwrap_or_default();
    pressed(&desk, &answer, query.paper.read("paper")?, (None, formula)).await
}

/// A sheet as a PDF.
pub async fn pressed(
    desk: &Desk,
    answer: &ScoreAnswer,
    paper: Option<Paper>,
    told: (Option<&str>, &str),
) -> Result<Response, Failure> {
    let pages = desk.printed_sheet(answer, paper.unwrap_or_default(), told).await?;
    let TableOrigin { city, chain, as_of, .. } = origin(answer);
    let name = file_name(&city, &chain, "成绩单", as_of);
    Ok(taken_away(printed_pdf(&pages)?, PDF, &format!("{name}.pdf")))
}

/// Shows the sheet.
pub async fn show(
    desk: Desk,
    QueryOf(query): QueryOf<ScorePageQuery>,
    tables: TableRequest,
) -> Result<Response, Failure> {
    shown(&desk, &query, &tables, None).await
}

/// The same with a form that was refused.
pub async fn refused(desk: &Desk, sheet: SheetQuery, told: String) -> Result<Response, Failure> {
    let query = ScorePageQuery { sheet, ..ScorePageQuery::default() };
    let tables = TableRequest::read("/score", address::query(&query.sheet).trim_start_matches('?'))?;
    shown(desk, &query, &tables, Some((told, FailureCode::BadRequest))).await
}

async fn shown(
    desk: &Desk,
    query: &ScorePageQuery,
    tables: &TableRequest,
    refused: Option<(String, FailureCode)>,
) -> Result<Response, Failure> {
    let faulty = refused.is_some() || query.sheet.asks();
    let (answer, wrong) = match desk.score(&query.sheet.question(desk)?).await {
        Ok(answer) => (Some(answer), refused),
        Err(error) => (None, Some(refused.map_or_else(|| mendable(error), Ok)?)),
    };
    let status = wrong.as_ref().filter(|_| faulty).map_or(StatusCode::OK, |(_, code)| code.status());
    let part = query.view.read("view")?.unwrap_or(SheetView::Key);
    let compared = query.compare.given() == Some("all");
    let made = match &answer {
        Some(answer) => sheet_tables(desk, answer, part, compared).await?,
        None => Vec::new(),
    };
    let asked = answer.as_ref().map_or_else(|| query.sheet.clone(), SheetQuery::of);
    let of = answer.as_ref().map_or_else(|| origin_of_none(desk), origin);
    let standpoint = standpoint(desk);
    let to = links(&asked, standpoint.known_at.owned());
    let kind = query.sheet.rows()?;
    let mut response = tables.answer_some(made, &of, &to, |tables_shown| {
        page(&ScorePage {
            shell: Shell::new(desk, "成绩单", Some(("", "score")), &standpoint)?,
            period: query.sheet.period_at(desk),
            cut_off: query.sheet.cut_off.to_string(),
            home: query.sheet.home.to_string(),
            rows: options(ScoreRows::ALL.into_iter().map(|rows| (rows.code(), rows.zh(), rows == kind))),
            views: options(SheetView::of(kind).map(|one| (one.code(), one.zh(), one == part))),
            compared,
            keeps: tables.keeps(),
            wrong,
            told: answer.as_ref().map(|answer| SheetTold::of(desk, answer)).unwrap_or_default(),
            frozen_as: sent(&asked),
            asked: address::query(&asked),
            freezes: answer.is_some() && desk.known_at().is_none() && desk.holds(Right::Freeze, Scope::City),
            lists_frozen: desk.holds(Right::SeeDispatch, Scope::City),
            tables: tables_shown,
        })
    })?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// The tables of a sheet's page.
pub async fn sheet_tables(
    desk: &Desk,
    answer: &ScoreAnswer,
    part: SheetView,
    compared: bool,
) -> Result<Vec<Table>, AppError> {
    let names = desk.dispatch_names().await?;
    let sheet = answer.table_of(part, compared);
    Ok(vec![sheet, names.problems(&answer.problems), names.notices(&answer.notices)])
}

/// What is wrong with what was asked, where whoever asked can mend it.
fn mendable(error: AppError) -> Result<(String, FailureCode), Failure> {
    match error.kind() {
        kind @ (ErrorKind::BadRequest | ErrorKind::NotFound | ErrorKind::Ambiguous) => {
            Ok((error.to_string(), FailureCode::from(kind)))
        }
        _ => Err(error.into()),
    }
}

fn sent(asked: &SheetQuery) -> Vec<(&'static str, String)> {
    let SheetQuery { period, rows, cut_off, home } = asked;
    let all =
        [("period", period.owned()), ("rows", rows.owned()), ("cut_off", cut_off.owned()), ("home", home.owned())];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
