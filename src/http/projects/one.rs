//! `GET /projects/{project}` and `/api/v1/projects/{project}`: the line of its nodes, what was told of it, what is wrong.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;

use crate::app::Desk;
use crate::app::edits::EditLine;
use crate::app::projects::{CHANGED_COLUMNS, ProjectAnswer};
use crate::draw::{Cell, Column};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditAsked, EditForm, EditInput, Editing, PageAddress};
use crate::http::frame::links::{self, PageLinks};
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::projects::forms::{PROGRESS, form_of};
use crate::model::{Kind, ProjectNode};

const AMOUNT: Column = Column::money("amount", "金额").exact();

#[derive(Template)]
#[template(path = "project.html")]
struct ProjectPage {
    shell: Shell,
    answer: ProjectAnswer,
    firm: String,
    /// The page, and with what was done on it.
    here: String,
    done_at: String,
    done: Option<EditLine>,
    form: Option<EditForm>,
}

impl ProjectPage {
    fn evidence(of: &str) -> String {
        links::evidence(of)
    }

    /// An amount as people read it.
    fn money(amount: Option<&f64>) -> String {
        amount.map_or_else(|| "未知".to_owned(), |amount| format!("{} 万元", Self::number(amount)))
    }

    /// The same without its unit.
    fn number(amount: &f64) -> String {
        Cell::Money(*amount).words(&AMOUNT)
    }
}

/// A project.
pub async fn answer(Now(desk): Now, Path(project): Path<String>) -> Result<Json<ProjectAnswer>, Failure> {
    Ok(Json(desk.project(&project).await?))
}

/// Shows one.
pub async fn show(
    Now(desk): Now,
    Path(project): Path<String>,
    QueryOf(asked): QueryOf<EditAsked>,
) -> Result<Response, Failure> {
    let done = asked.done.given().and_then(|number| number.parse().ok());
    shown(&desk, &project, &Editing::asked(asked), done).await
}

/// The same with a form that was refused.
pub async fn shown(desk: &Desk, project: &str, editing: &Editing, done: Option<u64>) -> Result<Response, Failure> {
    let answer = desk.project(project).await?;
    let here = PageAddress(links::project(&answer.project.project));
    let done = match done {
        Some(number) => desk.project_done(&answer.project.project, number).await?,
        None => None,
    };
    let standpoint = Standpoint::default();
    let form = match editing.open().filter(|_| answer.edits) {
        Some(open) => form(desk, &answer, open, &here).await?,
        None => None,
    };
    let told = page(&ProjectPage {
        shell: Shell::new(desk, &format!("{} · 项目", answer.project.name), Some(("", "projects")), &standpoint)?,
        firm: PageLinks::from("", &standpoint).enterprise(&answer.project.enterprise),
        done_at: done.as_ref().map_or_else(String::new, |edit| here.with("done", &edit.number.to_string())),
        done,
        form: form.map(|form| editing.filled(form)),
        here: here.0,
        answer,
    })?;
    Ok(editing.answered(told))
}

/// The form that is open: the project, a node, or progress; with what stands there where it changes that.
async fn form(
    desk: &Desk,
    answer: &ProjectAnswer,
    open: &str,
    here: &PageAddress,
) -> Result<Option<EditForm>, Failure> {
    let Some((kind, part)) = form_of(open) else { return Ok(None) };
    let (title, columns): (_, &[&str]) = match kind {
        Kind::Project => ("改项目", &CHANGED_COLUMNS),
        Kind::ProjectNode => ("记一个节点", &["node", "planned", "actual", "who", "evidence"]),
        _ => ("记一次进度", &PROGRESS),
    };
    let mut inputs = EditInput::of_table(kind, columns);
    let stands = match kind == Kind::Project || !part.is_empty() {
        true => Some(desk.project_form(&answer.project.project, kind, part).await?),
        false => None,
    };
    for input in &mut inputs {
        input.day = ["planned", "actual", "date", "dropped"].contains(&input.name);
        if input.name == "date" {
            input.value = desk.today().to_string();
        }
    }
    if let Some(stands) = &stands {
        inputs.retain(|input| part.is_empty() || !["node", "date"].contains(&input.name));
        inputs.iter_mut().for_each(|input| input.begin(stands));
    }
    let by = desk.person().is_none().then(|| EditInput::text("by", "经手人", "不写是本机网页").required(false));
    inputs.extend(by);
    let title = match kind {
        Kind::ProjectNode if !part.is_empty() => {
            format!("改{}", ProjectNode::from_word(part).map_or("节点", ProjectNode::zh))
        }
        Kind::ProjectProgress if !part.is_empty() => format!("改到{part}的进度"),
        _ => title.to_owned(),
    };
    let form = EditForm::alone(open, title, (here, here.0.clone()), inputs).with("form", open.to_owned());
    Ok(Some(match stands {
        Some(stands) => form.with("version", stands.version.to_string()),
        None => form,
    }))
}
