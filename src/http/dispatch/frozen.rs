//! `GET /score/frozen` and `/score/frozen/{sheet}`, as JSON and PDF under `/api/v1`; `POST /score/freeze` and
//! `/score/frozen/{sheet}/amend`.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use super::asked::{SheetQuery, links, origin, origin_of_none};
use super::score::{pressed, refused, sheet_tables};
use crate::access::{Right, Scope};
use crate::app::dispatch::{FrozenAnswer, FrozenList, ScoreAnswer, SheetView};
use crate::app::{AppError, Desk, ErrorKind};
use crate::draw::{LinkTo, Paper};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableRequest};
use crate::http::frame::words::{FilterOption, options};

const WHO: FormField = ("who", "经手人；不写是本机网页");

/// What the form sends that freezes a sheet.
pub const FROZEN: [FormField; 5] = [
    ("period", "时段：2026、2026Q1、2026-03、2026-03-15，或 起/止"),
    ("rows", "每行是什么：recruiters、squads、chains、funds"),
    ("cut_off", "截至哪一天"),
    ("home", "本地：区划代码或名称；默认为产业链所属的那一个城市"),
    WHO,
];

/// What the form sends that amends one.
pub const AMENDED: [FormField; 1] = [WHO];

/// What of a frozen sheet is shown.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FrozenQuery {
    /// Which columns; by default what is read out at a meeting.
    view: Parameter<SheetView>,
    /// With so many amendments; by default as it stands last, 0 as it was frozen.
    amendment: Parameter<String>,
}

/// On which paper.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FrozenPrint {
    /// A3 or A4; by default A3.
    paper: Parameter<Paper>,
}

#[derive(Template)]
#[template(path = "score_frozen_list.html")]
struct FrozenListPage {
    shell: Shell,
    rows: ShownTable,
}

#[derive(Template)]
#[template(path = "score_frozen.html")]
struct FrozenPage {
    shell: Shell,
    told: String,
    line: String,
    path: String,
    wrong: Option<String>,
    views: Vec<FilterOption>,
    versions: Vec<FilterOption>,
    notes: Vec<String>,
    made_of: String,
    formula: String,
    amends: bool,
    /// The sheet, problems and notices; then what its amendment changed, where it is one.
    tables: Vec<ShownTable>,
}

/// All that was frozen, for programs.
pub async fn answer_list(Now(desk): Now) -> Result<Json<FrozenList>, Failure> {
    Ok(Json(desk.frozen_sheets().await?))
}

/// Shows all that was frozen.
pub async fn list(Now(desk): Now, tables: TableRequest) -> Result<Response, Failure> {
    let all = desk.frozen_sheets().await?;
    let to = |thing: &LinkTo| match thing {
        LinkTo::Row(row) if row.table == "frozen" => Some(format!("/score/frozen/{}", row.key)),
        _ => None,
    };
    tables.answer([all.table()], &origin_of_none(&desk), &to, |[rows]| {
        let shell = Shell::new(&desk, "冻结的成绩单", Some(("", "score")), &Standpoint::default())?;
        page(&FrozenListPage { shell, rows })
    })
}

/// One with its amendments, for programs.
pub async fn answer(Now(desk): Now, Path(sheet): Path<String>) -> Result<Json<FrozenAnswer>, Failure> {
    Ok(Json(desk.frozen_sheet(&sheet).await?))
}

/// One on pages of paper, as it stands last.
pub async fn print(
    Now(desk): Now,
    Path(sheet): Path<String>,
    QueryOf(query): QueryOf<FrozenPrint>,
) -> Result<Response, Failure> {
    let frozen = desk.frozen_sheet(&sheet).await?;
    let told = frozen.told();
    pressed(&desk, frozen.latest(), query.paper.read("paper")?, (Some(&told), &frozen.formula)).await
}

/// Shows one.
pub async fn show(
    Now(desk): Now,
    Path(sheet): Path<String>,
    QueryOf(query): QueryOf<FrozenQuery>,
    tables: TableRequest,
) -> Result<Response, Failure> {
    shown(&desk, &sheet, &query, &tables, None).await
}

async fn shown(
    desk: &Desk,
    sheet: &str,
    query: &FrozenQuery,
    tables: &TableRequest,
    wrong: Option<String>,
) -> Result<Response, Failure> {
    let frozen = desk.frozen_sheet(sheet).await?;
    let nth = query.amendment.given().map(|given| given.parse().unwrap_or(usize::MAX));
    let nth = nth.unwrap_or(frozen.amendments.len());
    let missing = || AppError::BadRequest(format!("这张成绩单只有 {} 次修订", frozen.amendments.len()));
    let answer: &ScoreAnswer = frozen.amended(nth).ok_or_else(missing)?;
    let part = query.view.read("view")?.unwrap_or(SheetView::Key);
    let mut made = sheet_tables(desk, answer, part, true).await?;
    let amendment = nth.checked_sub(1).and_then(|at| frozen.amendments.get(at));
    made.extend(amendment.map(|amendment| amendment.moved.table(answer.kind)));
    let asked = SheetQuery::of(answer);
    let to = links(&asked, Some(answer.known_at.to_string()));
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let told = frozen.told();
    let version = |at: usize| if at == 0 { "冻结时".to_owned() } else { format!("第 {at} 次修订") };
    let mut response = tables.answer_some(made, &origin(answer), &to, |tables| {
        page(&FrozenPage {
            shell: Shell::new(desk, "冻结的成绩单", Some(("", "score")), &Standpoint::default())?,
            line: frozen.frozen.told(),
            path: format!("/score/frozen/{}", frozen.frozen.sheet),
            wrong,
            views: options(SheetView::of(answer.kind).map(|one| (one.code(), one.zh(), one == part))),
            versions: options((0..=frozen.amendments.len()).map(|at| (at.to_string(), version(at), at == nth))),
            notes: answer.notes(Some(&told), ""),
            made_of: answer.made_of(),
            formula: frozen.formula.clone(),
            amends: desk.holds(Right::Freeze, Scope::City),
            told,
            tables,
        })
    })?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// Freezes a sheet; where it cannot be, the page of the sheet says why.
pub async fn freeze(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let text = |name: &str| Parameter::of(fields.text(name));
    let sheet = SheetQuery {
        period: text("period"),
        rows: Parameter::of(fields.text("rows")),
        cut_off: Parameter::of(fields.text("cut_off")),
        home: text("home"),
    };
    let who = fields.who();
    if let Some(told) = left_out(&fields) {
        return refused(&desk, sheet, told).await;
    }
    match desk.freeze_sheet(&sheet.question(&desk)?, who).await {
        Ok(number) => Ok(see(&format!("/score/frozen/{number}"))),
        Err(error) => refused(&desk, sheet, told(error)?).await,
    }
}

/// What must be said of a sheet that is frozen.
fn left_out(fields: &Fields) -> Option<String> {
    let needed = [("period", "时段"), ("rows", "每行是什么"), ("cut_off", "截至日")];
    let missing = needed.into_iter().find(|(name, _)| fields.text(name).is_empty());
    missing.map(|(_, word)| format!("没有写明{word}，没有冻结"))
}

/// Amends one; where it cannot be, its page says why.
pub async fn amend(Now(desk): Now, Path(sheet): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    match desk.amend_sheet(&sheet, fields.who()).await {
        Ok(_) => Ok(see(&format!("/score/frozen/{sheet}"))),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(error.into()),
        Err(error) => {
            let tables = TableRequest::read(&format!("/score/frozen/{sheet}"), "")?;
            shown(&desk, &sheet, &FrozenQuery::default(), &tables, Some(told(error)?)).await
        }
    }
}

/// What is told in the form.
fn told(error: AppError) -> Result<String, Failure> {
    match error.kind() {
        ErrorKind::BadRequest | ErrorKind::NotFound | ErrorKind::Ambiguous | ErrorKind::Conflict => {
            Ok(error.to_string())
        }
        _ => Err(error.into()),
    }
}
