//! `GET /evidence` and `/api/v1/evidence`: the files of one thing, and the form that adds one.

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::Desk;
use crate::app::edits::EditRefused;
use crate::app::evidence::EvidenceAnswer;
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::links;
use crate::http::frame::query::{Parameter, QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};

/// What the page says in place of a file's id where one was taken out.
const OUT: &str = "out";

/// Of what the files are asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EvidenceQuery {
    /// What they show: visits:ID, trips:ID, or project_nodes:PROJECT NODE.
    of: Required,
}

/// The same on a page.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EvidencePageQuery {
    #[serde(flatten)]
    asked: EvidenceQuery,
    /// Id of the file that was just added; out: one was taken out.
    done: Parameter<String>,
}

impl EvidenceQuery {
    fn of(&self) -> Result<&str, Failure> {
        self.of.read("of", "visits:走访编号、trips:出行编号，或 project_nodes:项目编号 节点")
    }
}

#[derive(Template)]
#[template(path = "evidence.html")]
struct EvidencePage {
    shell: Shell,
    answer: EvidenceAnswer,
    /// Where forms go.
    action: &'static str,
    /// The page this one belongs to, and what it is called.
    back: Option<(String, &'static str)>,
    done: Option<String>,
    wrong: Option<String>,
}

/// The page of a thing's files after something was done to them.
pub fn after(of: &str, added: Option<&str>) -> String {
    format!("{}&done={}", links::evidence(of), part(added.unwrap_or(OUT)))
}

/// The files of a thing.
pub async fn answer(Now(desk): Now, QueryOf(query): QueryOf<EvidenceQuery>) -> Result<Json<EvidenceAnswer>, Failure> {
    Ok(Json(desk.evidence(query.of()?).await?))
}

/// Shows them.
pub async fn show(Now(desk): Now, QueryOf(query): QueryOf<EvidencePageQuery>) -> Result<Response, Failure> {
    shown(&desk, query.asked.of()?, query.done.given(), None).await
}

/// The same with a file that was refused.
pub async fn shown(desk: &Desk, of: &str, done: Option<&str>, wrong: Option<EditRefused>) -> Result<Response, Failure> {
    let answer = desk.evidence(of).await?;
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let done = done.and_then(|done| match answer.files.iter().find(|file| file.evidence == done) {
        Some(file) => Some(format!("已附上：{}", file.name)),
        None => (done == OUT).then(|| "已取下，内容已删除".to_owned()),
    });
    let shell = Shell::new(desk, "依据文件", Some(("", "trips")), &Standpoint::default())?;
    let back = match &answer.project {
        Some(project) => Some((links::project(project), "回项目")),
        None => shell.trips.then(|| ("/trips".to_owned(), "回我的行程")),
    };
    let action = if answer.project.is_some() { "/evidence/projects" } else { "/evidence/trips" };
    let wrong = wrong.map(|refused| refused.told);
    let mut told = page(&EvidencePage { shell, answer, action, back, done, wrong })?;
    *told.status_mut() = status;
    Ok(told)
}
