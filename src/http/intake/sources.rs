//! `/data/sources`: 来源.

use askama::Template;
use axum::response::Response;

use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableRequest};
use crate::http::intake::imports::origin;

#[derive(Template)]
#[template(path = "data_sources.html")]
struct SourcesPage {
    shell: Shell,
    sources: ShownTable,
    notes: Vec<String>,
}

/// Shows them.
pub async fn show(Now(desk): Now, asked: TableRequest) -> Result<Response, Failure> {
    let table = desk.store_desk().sources_table().await?;
    let notes = table.notes.clone();
    asked.answer([table], &origin(desk.today()), &|_| None, |[sources]| {
        page(&SourcesPage {
            shell: Shell::new(&desk, "来源", Some(("", "data")), &Standpoint::default())?,
            sources,
            notes,
        })
    })
}
