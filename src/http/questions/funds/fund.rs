//! `GET /chains/{chain}/funds/{fund}` and `/api/v1/fund`: one fund, what it holds in the chain, whom it opens and who asks it.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, FundAnswer, FundCell};
use crate::http::frame::address::part;
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{OfChain, QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::money;

/// Which fund is asked about, where the path does not say.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FundQuery {
    /// Its id or name.
    fund: Required,
    #[serde(flatten)]
    standpoint: Standpoint,
}

#[derive(Template)]
#[template(path = "fund.html")]
struct FundPage {
    shell: Shell,
    path: String,
    /// What is known of it: a word and a value, or 未知.
    about: Vec<(&'static str, String)>,
    records: Vec<FactLine>,
    gaps: Vec<ReachedGap>,
    targets: ShownTable,
    holdings: ShownTable,
    beside: ShownTable,
    answer: FundAnswer,
}

/// A gap it reaches, and the firms through which, each with its address.
struct ReachedGap {
    path: String,
    name: String,
    firms: Vec<(String, String)>,
}

/// What the fund's page shows.
pub async fn answer(desk: Desk, QueryOf(asked): QueryOf<OfChain<FundQuery>>) -> Result<Json<FundAnswer>, Failure> {
    let question = asked.query.standpoint.question(asked.chain()?)?;
    let fund = asked.query.fund.read("fund", "基金的编号或名称")?;
    Ok(Json(desk.fund(&question, fund).await?))
}

/// Shows one fund.
pub async fn show(
    desk: Desk,
    Path((chain, fund)): Path<(String, String)>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let answer = desk.fund(&standpoint.question(&chain)?, &fund).await?;
    let links = PageLinks::from(&answer.head.chain, &standpoint);
    let tables = [answer.targets_table(), answer.portfolio_table(), answer.co_investors_table()];
    let origin = TableOrigin::from(&answer.head);
    asked.answer(tables, &origin, &|thing| links.to(thing), |[targets, holdings, beside]| {
        let title = format!("{} · {}", answer.fund.name, answer.head.chain_name);
        page(&FundPage {
            shell: Shell::new(&desk, &title, Some((&answer.head.chain, "funds")), &standpoint)?,
            about: about(&answer),
            records: answer.records.iter().cloned().map(FactLine::of).collect(),
            gaps: answer.gaps.iter().map(|cell| reached(cell, &links)).collect(),
            targets,
            holdings,
            beside,
            path: part(&answer.head.chain),
            answer: answer.clone(),
        })
    })
}

fn reached(cell: &FundCell, links: &PageLinks) -> ReachedGap {
    let firms = cell.through.iter().map(|firm| (links.enterprise(&firm.enterprise), firm.name.clone()));
    ReachedGap { path: part(&cell.segment), name: cell.name.clone(), firms: firms.collect() }
}

fn about(answer: &FundAnswer) -> Vec<(&'static str, String)> {
    let fund = &answer.fund;
    let known = |text: &str| if text.is_empty() { "未知".to_owned() } else { text.to_owned() };
    let groups =
        if answer.groups.is_empty() { "不在任何链的组里".to_owned() } else { answer.groups.join("、") };
    vec![
        ("管理人", known(&fund.manager)),
        ("性质", fund.government_zh().to_owned()),
        ("规模", fund.size.map_or_else(|| "未知".to_owned(), money)),
        ("单笔投资额", known(&fund.ticket)),
        ("投资方向", known(&fund.focus.join("、"))),
        ("所在基金招商组", groups),
    ]
}
