//! `/out`: what is out: packets and links, to whom, until when, back or not.

use askama::Template;
use axum::response::Response;

use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};

#[derive(Template)]
#[template(path = "out.html")]
struct OutPage {
    shell: Shell,
    tables: [ShownTable; 2],
}

/// Shows it.
pub async fn show(Now(desk): Now, asked: TableRequest) -> Result<Response, Failure> {
    let tables = desk.given_out_tables().await?;
    let origin =
        TableOrigin { city: String::new(), chain: "全市".to_owned(), as_of: desk.today(), rules: String::new() };
    asked.answer(tables, &origin, &|_| None, |tables| {
        page(&OutPage { shell: Shell::new(&desk, "发出去的", Some(("", "out")), &Standpoint::default())?, tables })
    })
}
