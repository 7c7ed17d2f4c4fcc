//! `GET /chains/{chain}/plan` and `/api/v1/plan`: the targets that together close the most gap priority; the page of funds shows
//! it too.

use std::collections::HashMap;

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{ChoiceLine, Desk, PlanAnswer};
use crate::draw::PageTick;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};

/// How many targets a plan chooses unless asked otherwise.
pub const USUAL_BUDGET: usize = 5;

/// How large a plan is asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PlanQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// How many targets it may choose.
    budget: Parameter<usize>,
}

impl PlanQuery {
    fn budget(&self) -> Result<usize, Failure> {
        Ok(self.budget.read("budget")?.unwrap_or(USUAL_BUDGET))
    }
}

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    shell: Shell,
    path: String,
    home: String,
    as_of: String,
    /// What the form sends along.
    kept: Vec<(&'static str, String)>,
    rows: ShownTable,
    /// Why each firm was chosen, in the order chosen.
    whys: Vec<(String, String, String)>,
    plan: PlanAnswer,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(asked): QueryOf<OfChain<PlanQuery>>) -> Result<Json<PlanAnswer>, Failure> {
    let question = asked.query.standpoint.question(asked.chain()?)?;
    Ok(Json(desk.plan(&question, asked.query.budget()?)?))
}

/// Shows the plan.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<PlanQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let standpoint = &query.standpoint;
    let question = standpoint.question(&chain)?;
    let desk = desk.assuming(&question)?;
    let plan = desk.plan(&question, query.budget()?)?;
    let links = PageLinks::from(&plan.head.chain, standpoint);
    let chosen = plan.chosen.iter().map(|one| (links.enterprise(&one.enterprise), one.name.clone(), one.why.clone()));
    let whys = chosen.collect();
    let origin = TableOrigin::from(&plan.head);
    let work = desk.firm_work(&plan.head.chain, plan.head.as_of).await?;
    let table = plan.table(work.as_ref());
    let listed = work.unwrap_or_default();
    let tick = |one: &ChoiceLine| PageTick::open(&one.enterprise, &one.name);
    let free = plan.chosen.iter().filter(|one| !listed.contains_key(&one.firm));
    let free = free.filter(|_| desk.offers(&plan.head.chain).list);
    let boxes: HashMap<_, _> = free.map(|one| (one.enterprise.clone(), tick(one))).collect();
    asked.answer([table], &origin, &|thing| links.to(thing), |[rows]| {
        let title = format!("{} 招商计划", plan.head.chain_name);
        page(&PlanPage {
            shell: Shell::new(&desk, &title, Some((&plan.head.chain, "plan")), standpoint)?,
            path: part(&plan.head.chain),
            home: standpoint.home.to_string(),
            as_of: standpoint.as_of.to_string(),
            kept: asked.keeps(),
            rows: rows.with_ticks("enterprise", &boxes),
            whys,
            plan: plan.clone(),
        })
    })
}
