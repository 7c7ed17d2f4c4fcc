//! `GET /score/screen`: what is read out at a meeting, large enough to be read from its last row.

use askama::Template;
use axum::response::Response;

use super::asked::SheetQuery;
use crate::app::Desk;
use crate::app::dispatch::{SheetTime, SheetView};
use crate::draw::{PageTable, TableQuery};
use crate::http::frame::address;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::QueryOf;
use crate::http::frame::shell::page;
use crate::http::frame::statics;

/// Problems that are told: as many as a screen holds.
const PROBLEMS: usize = 12;
/// Rows that are shown: more is not read out, and a page of hundreds is slow to come and to scroll.
const ROWS: usize = 60;

#[derive(Template)]
#[template(path = "score_screen.html")]
struct ScreenPage {
    style: String,
    title: String,
    told: String,
    sheet: PageTable,
    problems: PageTable,
    /// How many rows are not shown here.
    rows_more: usize,
    /// How many problems are not told here.
    more: usize,
    back: String,
}

/// Shows it.
pub async fn show(desk: Desk, QueryOf(query): QueryOf<SheetQuery>) -> Result<Response, Failure> {
    let mut answer = desk.score(&query.question(&desk)?).await?;
    let rows_more = answer.rows.len().saturating_sub(ROWS);
    answer.rows.truncate(ROWS);
    let names = desk.dispatch_names().await?;
    let few = &answer.problems[..answer.problems.len().min(PROBLEMS)];
    let plain = TableQuery { page: 1, ..TableQuery::default() };
    let on_page = |table: crate::draw::Table| table.on_page(&plain, None, &|_| None);
    page(&ScreenPage {
        style: statics::address("liantu.css"),
        title: format!("{}{}成绩单", answer.home_name, answer.kind.zh()),
        told: format!("{} 至 {}　截至 {}", answer.period.from, answer.period.to, answer.cut_off),
        sheet: on_page(answer.on_paper("成绩单", SheetView::Key, SheetTime::Now).only(&screen_columns(&answer))),
        problems: on_page(names.problems(few)),
        rows_more,
        more: answer.problems.len() - few.len(),
        back: format!("/score{}", address::query(&SheetQuery::of(&answer))),
    })
}

/// The columns that a screen has room for.
fn screen_columns(answer: &crate::app::dispatch::ScoreAnswer) -> Vec<&'static str> {
    const MOST: usize = 9;
    let columns = SheetView::Key.columns(answer.kind).map(|column| column.key);
    std::iter::once("name").chain(columns).take(MOST + 1).collect()
}
