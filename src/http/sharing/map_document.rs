//! `GET /api/v1/map.pdf`, `map.xlsx` and `map.html`: the 招商地图 of a chain as a document, without contacts;
//! `/api/v1/map/document` has its rows.

use axum::Json;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::{Desk, DocumentContent, DocumentForm, DocumentQuestion, Form, Head};
use crate::draw::{Group, InvestmentMap, Row, Table};
use crate::http::frame::download::{PAGE, PDF, WORKBOOK, taken_away};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf};
use crate::http::sharing::map::MapQuery;
use crate::model::Day;

/// What is asked of the document.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentQuery {
    #[serde(flatten)]
    map: MapQuery,
    /// The day to compare with; by default two months before the day of the data.
    since: Parameter<Day>,
    /// How many targets of each gap are told.
    top: Parameter<usize>,
    /// A3 or A4; by default A3.
    paper: Parameter<String>,
    /// Some of 封面 (cover), 简报 (brief), 全景图 (atlas), 缺口 (gaps), 基金招商 (funds), 有何变化 (moved), 邀请名单
    /// (invitations), 附表 (annex), with commas between; by default all.
    sections: Parameter<String>,
    /// 密级 on the cover, at most 20 characters; by default 内部资料.
    classification: Parameter<String>,
}

/// The rows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentRows {
    #[serde(flatten)]
    head: Head,
    title: String,
    sections: Vec<DocumentSection>,
}

/// A table of it.
#[derive(Debug, Serialize, JsonSchema)]
struct DocumentSection {
    name: &'static str,
    notes: Vec<String>,
    columns: Vec<DocumentColumn>,
    rows: Vec<DocumentRow>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct DocumentColumn {
    title: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct DocumentRow {
    key: String,
    /// What its group is called, in a table that has groups.
    #[serde(skip_serializing_if = "str::is_empty")]
    group: &'static str,
    /// A text or a number a column.
    #[schemars(with = "Vec<Written>")]
    cells: Vec<Value>,
}

/// What stands in a cell.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "says what a value may be; values are made by the table")]
enum Written {
    Text(String),
    Number(f64),
}

impl From<&Table> for DocumentSection {
    fn from(table: &Table) -> Self {
        let columns = table.columns();
        let row = |group: &Group, row: &Row| DocumentRow {
            key: row.key.clone(),
            group: group.word,
            cells: row.values(columns),
        };
        let rows = table.groups().iter().flat_map(|group| group.rows().iter().map(move |one| row(group, one)));
        Self {
            name: table.title,
            notes: table.notes.clone(),
            columns: columns.iter().map(|column| DocumentColumn { title: column.head() }).collect(),
            rows: rows.collect(),
        }
    }
}

/// The rows of the document.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<DocumentQuery>) -> Result<Json<DocumentRows>, Failure> {
    let (map, asked) = document(&desk, &query, DocumentContent::Rows).await?;
    let head = Head::of(&desk.gaps(&asked.map.question)?);
    Ok(Json(DocumentRows { head, sections: map.tables().map(DocumentSection::from).collect(), title: map.facts.title }))
}

/// On pages.
pub async fn pdf(desk: Desk, QueryOf(query): QueryOf<DocumentQuery>) -> Result<Response, Failure> {
    made(&desk, &query, DocumentForm::Pages(Form::Pdf), PDF, "pdf").await
}

/// As a workbook.
pub async fn workbook(desk: Desk, QueryOf(query): QueryOf<DocumentQuery>) -> Result<Response, Failure> {
    made(&desk, &query, DocumentForm::Workbook, WORKBOOK, "xlsx").await
}

/// As one page that works from disk.
pub async fn html(desk: Desk, QueryOf(query): QueryOf<DocumentQuery>) -> Result<Response, Failure> {
    made(&desk, &query, DocumentForm::Html, PAGE, "html").await
}

async fn document(
    desk: &Desk,
    query: &DocumentQuery,
    content: DocumentContent,
) -> Result<(InvestmentMap, DocumentQuestion), Failure> {
    let map = query.map.question(desk)?;
    let mut asked = DocumentQuestion { content, since: query.since.read("since")?, ..DocumentQuestion::of(map) };
    asked.top = query.top.read("top")?.unwrap_or(asked.top);
    asked.paper = DocumentQuestion::paper_of(&query.paper.owned().unwrap_or_default())?;
    asked.sections = DocumentQuestion::sections_of(&query.sections.owned().unwrap_or_default())?;
    asked.classification = query.classification.owned();
    let map = desk.investment_map(&asked, None).await?;
    Ok((map, asked))
}

/// The file.
async fn made(
    desk: &Desk,
    query: &DocumentQuery,
    form: DocumentForm,
    kind: &'static str,
    ending: &str,
) -> Result<Response, Failure> {
    let (map, _) = document(desk, query, form.content()).await?;
    let content = form.made(&map)?.files.concat();
    Ok(taken_away(content, kind, &format!("{}.{ending}", map.name)))
}
