//! `GET /chains/{chain}/funds`: 基金招商, the gaps and the funds of the group that reach them, recommended partners, the plane, a plan; of it
//! `/api/v1/funds` has the group, its coverage of the gaps and the partners.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, FundsAnswer, PlanAnswer};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::http::questions::funds::{plan, plane};
use crate::model::Verdict;

/// Which gaps and funds are shown, and how large a plan.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FundsQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// Gaps of this verdict only.
    verdict: Parameter<Verdict>,
    /// What name, id or manager of a fund contains.
    text: Parameter<String>,
    /// How many targets the plan may choose.
    budget: Parameter<usize>,
}

#[derive(Template)]
#[template(path = "funds.html")]
struct FundsPage {
    shell: Shell,
    path: String,
    /// The page of the working group, where a fund is hung on.
    group: String,
    home: String,
    as_of: String,
    text: String,
    budget: usize,
    verdicts: Vec<FilterOption>,
    /// What the form of filters sends along.
    kept: Vec<(&'static str, String)>,
    /// Whether any fund of the group passes the filter.
    any_fund: bool,
    reached: ShownTable,
    /// Investment by investment, which a page tells only where they are asked about: they are many.
    holdings: ShownTable,
    of_holdings: bool,
    listed: ShownTable,
    plan: PlanAnswer,
    chosen: ShownTable,
    picture: Option<String>,
    plane_notices: Vec<String>,
    points: ShownTable,
    answer: FundsAnswer,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(asked): QueryOf<OfChain<Standpoint>>) -> Result<Json<FundsAnswer>, Failure> {
    Ok(Json(desk.funds(&asked.query.question(asked.chain()?)?).await?))
}

/// Shows the fund group.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<FundsQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let standpoint = &query.standpoint;
    let question = standpoint.question(&chain)?;
    let verdict = query.verdict.read("verdict")?;
    let budget = query.budget.read("budget")?.unwrap_or(plan::USUAL_BUDGET);
    let answer = desk.funds(&question).await?;
    let (plan, plane) = (desk.plan(&question, budget)?, desk.plane(&question)?);
    let links = PageLinks::from(&answer.head.chain, standpoint);
    let narrowed = answer.narrowed(verdict, &query.text.to_string());
    let origin = TableOrigin::from(&answer.head);
    let work = desk.firm_work(&answer.head.chain, answer.head.as_of).await?;
    let chosen = plan.table(work.as_ref());
    let tables = [answer.table(), chosen, plane.table(), narrowed.coverage_table(verdict), narrowed.holdings_table()];
    asked.answer(tables, &origin, &|thing| links.to(thing), |[listed, chosen, points, reached, holdings]| {
        let title = format!("{} 基金招商", answer.head.chain_name);
        let gaps = Verdict::ALL.iter().filter(|v| v.is_gap());
        page(&FundsPage {
            shell: Shell::new(&desk, &title, Some((&answer.head.chain, "funds")), standpoint)?,
            path: part(&answer.head.chain),
            group: format!("/chains/{}/group{}", part(&answer.head.chain), standpoint.kept()),
            home: standpoint.home.to_string(),
            as_of: standpoint.as_of.to_string(),
            text: query.text.to_string(),
            budget,
            verdicts: options(gaps.map(|&v| (v.code(), v.zh(), verdict == Some(v)))),
            kept: asked.keeps(),
            any_fund: !narrowed.coverage.is_empty(),
            reached,
            of_holdings: asked.asks_of(holdings.id),
            holdings,
            listed,
            plan,
            chosen,
            picture: plane::beside_table(&plane, standpoint),
            plane_notices: plane.notices,
            points,
            answer: answer.clone(),
        })
    })
}
