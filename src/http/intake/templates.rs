//! `GET /data/templates/{name}`: empty canonical files to fill in.

use axum::extract::Path;
use axum::response::Response;

use crate::app::intake::templates::{WORKBOOKS, template_of, template_workbook};
use crate::http::frame::download::{CSV, WORKBOOK, file};
use crate::http::frame::failure::Failure;
use crate::model::schema::TABLES;

/// One template on a page.
#[derive(Debug)]
pub struct TemplateLine {
    pub file: String,
    pub word: &'static str,
    pub note: &'static str,
}

/// Every template of one table.
pub fn template_lines() -> Vec<TemplateLine> {
    TABLES
        .iter()
        .map(|table| TemplateLine { file: format!("{}.csv", table.file()), word: table.kind.zh(), note: table.note })
        .collect()
}

/// Hands one out.
pub async fn download(Path(name): Path<String>) -> Result<Response, Failure> {
    if let Some((name, filled_in)) = WORKBOOKS.into_iter().find(|(workbook, _)| *workbook == name) {
        return Ok(file(template_workbook(filled_in)?, WORKBOOK, name));
    }
    let table = TABLES.iter().find(|table| name.strip_suffix(".csv") == Some(table.file()));
    let table = table.ok_or_else(Failure::no_page)?;
    Ok(file(template_of(table), CSV, &format!("{}.csv", table.kind.zh())))
}
