//! `POST /projects` and `/projects/{project}`: the answer leads to the project, or is the page with what was typed and what is
//! wrong with it.

use axum::extract::Path;
use axum::response::Response;

use crate::app::AppError;
use crate::app::projects::{CHANGED_COLUMNS, PROJECT_COLUMNS, ProjectSaid};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Editing, Fields, PageAddress, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::table::TableRequest;
use crate::http::projects::forms::form_of;
use crate::http::projects::list::{self, ProjectsQuery};
use crate::http::projects::one;
use crate::model::{CanonicalTable, Kind};

const SURE: FormField = ("sure", "1：金额或日期没有写错");

/// What the form of a new project sends.
pub fn new() -> impl Iterator<Item = FormField> {
    let columns = CanonicalTable::of(Kind::Project).columns.iter();
    let asked = columns.filter(|column| PROJECT_COLUMNS.contains(&column.name));
    asked.map(|column| (column.name, column.zh[0])).chain([SURE, ("who", "经手人；不写是本机网页")])
}

/// What the forms of a project send.
pub fn told() -> impl Iterator<Item = FormField> {
    let columns = |kind| CanonicalTable::of(kind).columns.iter().filter(|column| column.name != "project");
    let project = columns(Kind::Project).filter(|column| CHANGED_COLUMNS.contains(&column.name));
    let node = columns(Kind::ProjectNode).filter(|column| column.name != "evidence");
    let all = project.chain(node).chain(columns(Kind::ProjectProgress)).map(|column| (column.name, column.zh[0]));
    all.chain([
        ("form", "project、node 或 progress；改一处时写 node:节点、progress:日期"),
        ("version", "看到的是哪一版；不写就只补空着的"),
        SURE,
        ("by", "经手人；不写是本机网页"),
    ])
}

fn said(kind: Kind, fields: &Fields, who: &str) -> ProjectSaid {
    let who = Some(fields.text(who)).filter(|who| !who.is_empty()).map(str::to_owned);
    ProjectSaid { kind, cells: fields.cells(kind), seen: None, sure: fields.text("sure") == "1", who }
}

/// Writes a new project down.
pub async fn save(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = desk.new_project(&said(Kind::Project, &fields, "who")).await;
    let mut id = String::new();
    let done = done.map(|done| {
        done.map(|(edited, project)| {
            id = project;
            edited
        })
    });
    match Editing::outcome("new", fields, done)? {
        Ok(edited) => Ok(PageAddress(format!("/projects/{}", part(&id))).after(&edited)),
        Err(editing) => {
            list::shown(&desk, &ProjectsQuery::default(), TableRequest::read("/projects", "")?, &editing).await
        }
    }
}

/// Writes a node or progress of a project down.
pub async fn tell(Now(desk): Now, Path(project): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let open = fields.text("form").to_owned();
    let Some((kind, place)) = form_of(&open) else {
        return Err(AppError::BadRequest("没有这种表：写 project、node 或 progress".to_owned()).into());
    };
    let mut said = ProjectSaid { seen: fields.seen(), ..said(kind, &fields, "by") };
    if !place.is_empty() {
        let key = if kind == Kind::ProjectNode { "node" } else { "date" };
        said.cells.retain(|(name, _)| name != key);
        said.cells.push((key.to_owned(), place.to_owned()));
    }
    let done = desk.project_told(&project, &said).await;
    match Editing::outcome(&open, fields, done)? {
        Ok(edited) => Ok(PageAddress(format!("/projects/{}", part(&project))).after(&edited)),
        Err(editing) => one::shown(&desk.looking_anew(), &project, &editing, None).await,
    }
}
