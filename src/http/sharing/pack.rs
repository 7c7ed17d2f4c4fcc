//! `GET /api/v1/pack.pdf` and `pack.xlsx`: 会议材料 of a working group's meeting, without contacts.

use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, DocumentForm, DocumentQuestion, Form};
use crate::http::frame::download::{PDF, WORKBOOK, taken_away};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};

/// What is asked of the material.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PackQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// Id or day of the meeting; by default the next one.
    meeting: Parameter<String>,
    /// A3 or A4; by default A4.
    paper: Parameter<String>,
}

/// On pages.
pub async fn pdf(desk: Desk, QueryOf(asked): QueryOf<OfChain<PackQuery>>) -> Result<Response, Failure> {
    made(&desk, &asked, DocumentForm::Pages(Form::Pdf), PDF, "pdf").await
}

/// As a workbook.
pub async fn workbook(desk: Desk, QueryOf(asked): QueryOf<OfChain<PackQuery>>) -> Result<Response, Failure> {
    made(&desk, &asked, DocumentForm::Workbook, WORKBOOK, "xlsx").await
}

async fn made(
    desk: &Desk,
    asked: &OfChain<PackQuery>,
    form: DocumentForm,
    kind: &'static str,
    ending: &str,
) -> Result<Response, Failure> {
    let query = &asked.query;
    let question = query.standpoint.question(asked.chain()?)?;
    let mut asked = DocumentQuestion::of_meeting(question, query.meeting.owned());
    asked.content = form.content();
    if let Some(paper) = query.paper.owned() {
        asked.paper = DocumentQuestion::paper_of(&paper)?;
    }
    let document = desk.investment_map(&asked, None).await?;
    let content = form.made(&document)?.files.concat();
    Ok(taken_away(content, kind, &format!("{}.{ending}", document.name)))
}
