//! `/data/imports`: 历次导入, one of them, taking it back; `/data/history`: 历史 of any thing.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Right, Scope};
use crate::app::edits::ToldHistory;
use crate::app::intake::journal::{UndoOffered, UndoReport};
use crate::app::intake::{ImportLine, imports_table};
use crate::app::{Desk, ErrorKind, StoreDesk};
use crate::draw::LinkTo;
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::intake::upload_page::{address_of, grouped};
use crate::model::Day;

/// What files of tables of this room are called by.
pub fn origin(today: Day) -> TableOrigin {
    TableOrigin { city: "链图".to_owned(), chain: "数据".to_owned(), as_of: today, rules: String::new() }
}

/// What leads to taking an import back, for whoever may.
pub fn undo_word(desk: &Desk) -> &'static str {
    if desk.holds(Right::UndoAny, Scope::City) { "撤销…" } else { "" }
}

/// An import leads to its page.
pub fn leads_to(thing: &LinkTo) -> Option<String> {
    match thing {
        LinkTo::Row(row) if row.table == "imports" => Some(format!("/data/imports/{}", part(&row.key))),
        LinkTo::Row(row) if row.table == "undo" => Some(format!("/data/imports/{}#undo", part(&row.key))),
        _ => None,
    }
}

#[derive(Template)]
#[template(path = "data_imports.html")]
struct ImportsPage {
    shell: Shell,
    imports: ShownTable,
}

#[derive(Template)]
#[template(path = "data_import.html")]
struct ImportPage {
    shell: Shell,
    import: ImportLine,
    when: String,
    rows: String,
    /// What taking it back would do.
    offered: UndoOffered,
    /// Whether the reader may take it back.
    undoes: bool,
    /// What taking it back did, where that was just done.
    undone: Option<UndoReport>,
    /// Files of its rejected rows, while its upload is kept: address and name.
    rejected: Vec<(String, String)>,
    /// Why it was not taken back.
    wrong: Option<String>,
}

/// Files of the rejected rows of an import, while its upload is kept.
fn rejected(desk: &StoreDesk, import: &ImportLine) -> Result<Vec<(String, String)>, Failure> {
    for upload in desk.uploads()? {
        let ended = upload.applied().and_then(|run| run.ended()).and_then(Result::ok);
        if let Some(report) = ended.filter(|report| report.import == import.import) {
            let address = address_of(&upload.id);
            let file = |(at, path): (usize, &String)| (format!("{address}/rejected/{at}"), last_of(path));
            return Ok(report.rejected_files.iter().enumerate().map(file).collect());
        }
    }
    Ok(Vec::new())
}

/// The last part of a path.
pub fn last_of(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}

/// Shows all of them, the last first.
pub async fn list(Now(desk): Now, asked: TableRequest) -> Result<Response, Failure> {
    let mut imports = desk.store_desk().imports().await?;
    imports.reverse();
    asked.answer([imports_table(&imports, undo_word(&desk))], &origin(desk.today()), &leads_to, |[imports]| {
        let shell = Shell::new(&desk, "历次导入", Some(("", "data")), &Standpoint::default())?;
        page(&ImportsPage { shell, imports })
    })
}

/// Shows one.
pub async fn show(Now(desk): Now, Path(import): Path<String>) -> Result<Response, Failure> {
    shown(&desk, &import, None).await
}

/// One import, with why it was not taken back, where that was tried.
async fn shown(desk: &Desk, import: &str, wrong: Option<String>) -> Result<Response, Failure> {
    let import = desk.store_desk().import_made(import).await?;
    let shell = Shell::new(desk, "一次导入", Some(("", "data")), &Standpoint::default())?;
    let offered = desk.store_desk().undo_offered(&import.import).await?;
    let brings = desk.holds(Right::Import, Scope::Somewhere);
    let rejected = if brings { rejected(desk.store_desk(), &import)? } else { Vec::new() };
    let undoes = offered.is_some();
    let offered = offered.unwrap_or_default();
    let (when, rows) = (import.told_when(), grouped(import.rows));
    page(&ImportPage { shell, when, rows, import, offered, undoes, undone: None, rejected, wrong })
}

/// Takes one back, and says what came of it.
pub async fn undo(Now(desk): Now, Path(import): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let with_evidence = Fields::of(sent)?.text("evidence") == "1";
    let undone = match desk.store_desk().undo_with(&import, with_evidence).await {
        Ok(undone) => undone,
        Err(error) if error.kind() == ErrorKind::BadRequest => {
            let mut page = shown(&desk, &import, Some(error.to_string())).await?;
            *page.status_mut() = Failure::status_of(ErrorKind::BadRequest);
            return Ok(page);
        }
        Err(error) => return Err(error.into()),
    };
    let import = desk.store_desk().import_made(&undone.import).await?;
    let shell = Shell::new(&desk, "已撤销", Some(("", "data")), &Standpoint::default())?;
    let (when, rows) = (import.told_when(), grouped(import.rows));
    page(&ImportPage {
        shell,
        when,
        rows,
        import,
        offered: UndoOffered::default(),
        undoes: true,
        undone: Some(undone),
        rejected: Vec::new(),
        wrong: None,
    })
}

/// Whose history is asked for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct HistoryQuery {
    /// Its id, code or name.
    thing: Parameter<String>,
}

#[derive(Template)]
#[template(path = "data_history.html")]
struct HistoryPage {
    shell: Shell,
    thing: String,
    /// What it is, and all that was said of it.
    history: Option<(String, ShownTable)>,
    /// Why there is none.
    nothing: Option<String>,
    /// Where it is looked for by its other names.
    find: String,
}

/// Shows the history of a thing.
pub async fn history(
    Now(desk): Now,
    QueryOf(query): QueryOf<HistoryQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let thing = query.thing.owned().unwrap_or_default();
    let (found, nothing) = found(&desk, &thing).await?;
    let tables = found.iter().map(|found| found.table.clone()).collect();
    asked.answer_some(tables, &origin(desk.today()), &|_| None, |shown| {
        let title = found.as_ref().map_or_else(String::new, |found| found.title.clone());
        page(&HistoryPage {
            shell: Shell::new(&desk, "历史", Some(("", "data")), &Standpoint::default())?,
            history: shown.into_iter().next().map(|rows| (title, rows)),
            nothing,
            find: format!("/find?text={}", part(&thing)),
            thing,
        })
    })
}

/// The history of a thing, or why there is none; neither where nothing is asked for.
async fn found(desk: &Desk, thing: &str) -> Result<(Option<ToldHistory>, Option<String>), Failure> {
    if thing.is_empty() {
        return Ok((None, None));
    }
    match desk.told_history(thing).await {
        Ok(found) => Ok((Some(found), None)),
        Err(error) if error.kind() == ErrorKind::Internal => Err(error.into()),
        Err(error) => Ok((None, Some(error.to_string()))),
    }
}
