//! `GET /data`: where files are dropped, what waits, what was imported lately, templates, history.

use askama::Template;
use axum::response::Response;

use crate::access::{Right, Scope};
use crate::app::Desk;
use crate::app::intake::imports_table;
use crate::draw::Table;
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableRequest};
use crate::http::intake::imports::{leads_to, origin, undo_word};
use crate::http::intake::templates::{TemplateLine, template_lines};
use crate::http::intake::upload_page::{WaitingLine, waiting_lines};

/// Imports told on this page; the page of imports has all.
const LATELY: usize = 8;

#[derive(Template)]
#[template(path = "data.html")]
struct DataPage {
    shell: Shell,
    /// Whether nothing was ever imported.
    empty: bool,
    /// Whether files are taken from the reader.
    brings: bool,
    /// Whether lists that squads fill in are taken from the reader.
    takes_back: bool,
    most: u64,
    waiting: Vec<WaitingLine>,
    imports: ShownTable,
    more: usize,
    templates: Vec<TemplateLine>,
    refused: DataRefused,
}

/// What a form of the page brought that could not be taken.
#[derive(Debug, Default)]
pub struct DataRefused {
    /// Why files were not taken in.
    pub files: Option<String>,
    /// What was pasted, as it was sent; blank where nothing was.
    pub text: String,
    /// Why it was not taken.
    pub pasted: Option<String>,
}

/// Shows it.
pub async fn show(Now(desk): Now, asked: TableRequest) -> Result<Response, Failure> {
    data_page(&desk, asked, DataRefused::default()).await
}

/// The page, with what was refused.
pub async fn data_page(desk: &Desk, asked: TableRequest, refused: DataRefused) -> Result<Response, Failure> {
    let mut imports = desk.store_desk().imports().await?;
    imports.reverse();
    let all = imports.len();
    imports.truncate(LATELY);
    let brings = desk.holds(Right::Import, Scope::Somewhere);
    let table: Table = imports_table(&imports, undo_word(desk));
    asked.answer([table], &origin(desk.today()), &leads_to, |[imports]| {
        page(&DataPage {
            shell: Shell::new(desk, "数据", Some(("", "data")), &Standpoint::default())?,
            empty: all == 0,
            most: crate::app::MOST_BYTES >> 20,
            brings,
            takes_back: desk.holds(Right::Packet, Scope::Somewhere),
            waiting: if brings { waiting_lines(desk.store_desk())? } else { Vec::new() },
            more: all - imports.total,
            imports,
            templates: template_lines(),
            refused,
        })
    })
}
