//! `GET /score/facts`, as JSON under `/api/v1`: what a cell of a sheet was counted from.

use askama::Template;
use axum::Json;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use super::asked::{SheetQuery, links, standpoint};
use crate::app::Desk;
use crate::app::dispatch::{FactsAnswer, FactsAsked, SheetTime};
use crate::http::frame::address;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};

/// Which cell is asked about.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FactsQuery {
    #[serde(flatten)]
    sheet: SheetQuery,
    /// Key of the column; by default signed.
    column: Parameter<String>,
    /// Id of the row; by default all rows together.
    row: Parameter<String>,
    /// Of which time; by default now.
    time: Parameter<SheetTime>,
}

impl FactsQuery {
    fn asked(&self, desk: &Desk) -> Result<FactsAsked, Failure> {
        Ok(FactsAsked {
            sheet: self.sheet.question(desk)?,
            row: self.row.owned(),
            column: self.column.owned().unwrap_or_else(|| "signed".to_owned()),
            time: self.time.read("time")?.unwrap_or(SheetTime::Now),
        })
    }
}

#[derive(Template)]
#[template(path = "score_facts.html")]
struct FactsPage {
    shell: Shell,
    answer: FactsAnswer,
    back: String,
    rows: ShownTable,
}

/// The same for programs.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<FactsQuery>) -> Result<Json<FactsAnswer>, Failure> {
    Ok(Json(desk.score_facts(&query.asked(&desk)?).await?))
}

/// Shows it.
pub async fn show(desk: Desk, QueryOf(query): QueryOf<FactsQuery>, tables: TableRequest) -> Result<Response, Failure> {
    let answer = desk.score_facts(&query.asked(&desk)?).await?;
    let origin = TableOrigin {
        city: answer.name.clone(),
        chain: answer.column_name.clone(),
        as_of: answer.to,
        rules: String::new(),
    };
    let to = links(&query.sheet, None);
    tables.answer([answer.table()], &origin, &to, |[rows]| {
        page(&FactsPage {
            shell: Shell::new(&desk, "成绩单的一格", Some(("", "score")), &standpoint(&desk))?,
            back: format!("/score{}", address::query(&query.sheet)),
            answer,
            rows,
        })
    })
}
