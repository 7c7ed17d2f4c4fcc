//! `GET /projects` and `/api/v1/projects`: the projects one may see, with the form of a new one.

use askama::Template;
use axum::Json;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::Desk;
use crate::app::projects::{PROJECT_COLUMNS, ProjectsAnswer, ProjectsQuestion};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditAsked, EditForm, EditInput, Editing, PageAddress};
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::model::Kind;

/// How projects may stand.
const STANDS: [(&str, &str); 5] = [
    ("stalled", "停滞的"),
    ("overdue", "节点逾期的"),
    ("coming", "节点将到期的"),
    ("well", "正常的"),
    ("dropped", "已终止的"),
];
/// Days within which nodes are told as coming.
const DAYS: [(&str, &str); 2] = [("7", "7 天内"), ("14", "14 天内")];

/// Which projects are asked for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct ProjectsQuery {
    /// Id or name of a chain.
    pub chain: Parameter<String>,
    /// Id or name of a squad.
    squad: Parameter<String>,
    /// How they stand: stalled, overdue, coming, well, dropped.
    stand: Parameter<String>,
    /// What a name of a project or a firm contains.
    text: Parameter<String>,
    /// Nodes are coming that are planned within so many days.
    days: Parameter<usize>,
}

/// The same on a page, where the form may be open.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct ProjectsPageQuery {
    #[serde(flatten)]
    pub asked: ProjectsQuery,
    #[serde(flatten)]
    edit: EditAsked,
}

impl ProjectsQuery {
    fn question(&self) -> Result<ProjectsQuestion, Failure> {
        let days = self.days.read("days")?.and_then(|days| i32::try_from(days).ok());
        Ok(ProjectsQuestion {
            chain: self.chain.owned(),
            squad: self.squad.owned(),
            stand: self.stand.owned(),
            text: self.text.to_string(),
            days,
            day: None,
        })
    }
}

#[derive(Template)]
#[template(path = "projects.html")]
struct ProjectsPage {
    shell: Shell,
    answer: ProjectsAnswer,
    chains: Vec<FilterOption>,
    squads: Vec<FilterOption>,
    stands: Vec<FilterOption>,
    days: Vec<FilterOption>,
    text: String,
    kept: Vec<(&'static str, String)>,
    form: Option<EditForm>,
    /// The line of nodes, where a chain is chosen.
    picture: Option<String>,
    projects: ShownTable,
}

/// The projects one may see.
pub async fn answer(Now(desk): Now, QueryOf(asked): QueryOf<ProjectsQuery>) -> Result<Json<ProjectsAnswer>, Failure> {
    Ok(Json(desk.projects(&asked.question()?).await?))
}

/// Shows them.
pub async fn show(
    Now(desk): Now,
    QueryOf(query): QueryOf<ProjectsPageQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let editing = Editing::asked(EditAsked { edit: query.edit.edit.clone(), ..EditAsked::default() });
    shown(&desk, &query.asked, asked, &editing).await
}

/// The same with a form that was refused.
pub async fn shown(
    desk: &Desk,
    query: &ProjectsQuery,
    asked: TableRequest,
    editing: &Editing,
) -> Result<Response, Failure> {
    let answer = desk.projects(&query.question()?).await?;
    let standpoint = Standpoint::default();
    let links = PageLinks::from("", &standpoint);
    let asked = asked.without("edit");
    let told = asked.answer([answer.table()], &origin(desk), &|thing| links.to(thing), |[projects]| {
        let chains = desk.chains()?.into_iter().map(|chain| (chain.chain, chain.name));
        let all_squads: Vec<(String, String)> = desk.squads_of_city()?;
        let chosen = |given: &Parameter<String>, all: Vec<(String, String)>| {
            options(all.into_iter().map(|(id, name)| {
                let is_chosen = given.given() == Some(&*id);
                (id, name, is_chosen)
            }))
        };
        let (stand, days) = (query.stand.to_string(), query.days.to_string());
        let open = answer.enters && editing.open() == Some("new");
        page(&ProjectsPage {
            shell: Shell::new(desk, "项目", Some(("", "projects")), &standpoint)?,
            form: open.then(|| new_form(desk, &answer, editing)).transpose()?,
            chains: chosen(&query.chain, chains.collect()),
            squads: chosen(&query.squad, all_squads),
            stands: options(STANDS.into_iter().map(|(code, word)| (code, word, stand == code))),
            days: options(DAYS.into_iter().map(|(code, word)| (code, word, days == code))),
            text: query.text.to_string(),
            picture: query.chain.given().and_then(|_| picture(&answer)),
            kept: asked.keeps(),
            projects,
            answer: answer.clone(),
        })
    })?;
    Ok(editing.answered(told))
}

/// How wide the line of nodes is.
const PICTURE: u32 = 1040;

/// The line of nodes of what is shown.
fn picture(answer: &ProjectsAnswer) -> Option<String> {
    answer.picture("项目的节点，计划和实际", PICTURE, |line| format!("/projects/{}", part(&line.project)))
}

/// What files of this room are called by.
pub fn origin(desk: &Desk) -> TableOrigin {
    let (city, chain) = ("链图".to_owned(), "调度".to_owned());
    TableOrigin { city, chain, as_of: desk.today(), rules: String::new() }
}

/// The form of a new project, with what was typed.
fn new_form(desk: &Desk, answer: &ProjectsAnswer, editing: &Editing) -> Result<EditForm, Failure> {
    let mut inputs = EditInput::of_table(Kind::Project, &PROJECT_COLUMNS);
    for input in &mut inputs {
        let offered = match input.name {
            "chain" => desk.chains()?.into_iter().map(|chain| (chain.chain, chain.name)).collect(),
            "squad" => desk.squads_of_city()?,
            "credit" => {
                input.value = answer.oneself.clone().unwrap_or_default();
                continue;
            }
            _ => continue,
        };
        input.choices = Some(options(offered.into_iter().map(|(id, name): (String, String)| (id, name, false))));
    }
    if desk.person().is_none() {
        inputs.push(EditInput::text("who", "经手人", "不写是本机网页").required(false));
    }
    let page = PageAddress("/projects".to_owned());
    let form = EditForm::alone("new", "新增项目".to_owned(), (&page, "/projects".to_owned()), inputs);
    Ok(editing.filled(form))
}
