//! `GET /api/v1/map.pdf`, `map.xlsx` and `map.html` with the parameters of the map, `since=` and `top=`: the 招商地图 of a
//! chain as a document, without contacts; `map/document` has its rows: the head, then `title, sections: [{name, notes, columns,
//! rows: [{key, cells}]}]`.

use axum::Json;
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;

use crate::app::sharing::file_name;
use crate::app::{AppError, Desk, DocumentForm, DocumentQuestion, Form, Head};
use crate::draw::{InvestmentMap, Row, Table};
use crate::http::frame::download::{PAGE, WORKBOOK, file};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::sharing::api_map::chain;

/// The rows.
#[derive(Debug, Serialize)]
pub struct Document {
    #[serde(flatten)]
    head: Head,
    title: String,
    sections: Vec<DocumentSection>,
}

/// A table of it.
#[derive(Debug, Serialize)]
struct DocumentSection {
    name: &'static str,
    notes: Vec<String>,
    columns: Vec<DocumentColumn>,
    rows: Vec<DocumentRow>,
}

#[derive(Debug, Serialize)]
struct DocumentColumn {
    title: String,
}

#[derive(Debug, Serialize)]
struct DocumentRow {
    key: String,
    cells: Vec<Value>,
}

impl From<&Table> for DocumentSection {
    fn from(table: &Table) -> Self {
        let columns = table.columns();
        let row = |row: &Row| DocumentRow { key: row.key.clone(), cells: row.values(columns) };
        Self {
            name: table.title,
            notes: table.notes.clone(),
            columns: columns.iter().map(|column| DocumentColumn { title: column.head() }).collect(),
            rows: table.rows().map(row).collect(),
        }
    }
}

/// The rows of the document.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<Document>, Failure> {
    let (map, head) = document(&desk, asked).await?;
    Ok(Json(Document { head, sections: map.tables().map(DocumentSection::from).collect(), title: map.facts.title }))
}

/// On A3 pages.
pub async fn pdf(desk: Desk, asked: Asked) -> Result<Response, Failure> {
    made(&desk, asked, DocumentForm::Pages(Form::Pdf), "application/pdf", "pdf").await
}

/// As a workbook.
pub async fn workbook(desk: Desk, asked: Asked) -> Result<Response, Failure> {
    made(&desk, asked, DocumentForm::Workbook, WORKBOOK, "xlsx").await
}

/// As one page that works from disk.
pub async fn html(desk: Desk, asked: Asked) -> Result<Response, Failure> {
    made(&desk, asked, DocumentForm::Html, PAGE, "html").await
}

async fn document(desk: &Desk, asked: Asked) -> Result<(InvestmentMap, Head), Failure> {
    let filters = Filters::of(asked)?;
    let map = filters.map_question(&chain(desk, &filters)?)?;
    let mut asked = DocumentQuestion { since: filters.since()?, ..DocumentQuestion::of(map) };
    asked.top = filters.top()?.unwrap_or(asked.top);
    let head = Head::of(&desk.gaps(&asked.map.question)?);
    Ok((desk.investment_map(&asked, None).await?, head))
}

/// The file, made where it keeps nobody waiting.
async fn made(
    desk: &Desk,
    asked: Asked,
    form: DocumentForm,
    kind: &'static str,
    ending: &str,
) -> Result<Response, Failure> {
    let (map, head) = document(desk, asked).await?;
    let name = file_name(&head.home_name, &head.chain_name, "招商地图", head.as_of);
    let made = tokio::task::spawn_blocking(move || form.made(&map)).await;
    let made = made.map_err(|error| AppError::Internal(error.to_string()))??;
    Ok(file(made.content, kind, &format!("{name}.{ending}")))
}
