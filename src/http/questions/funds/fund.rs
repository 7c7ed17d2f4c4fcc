//! `GET /chains/{chain}/funds/{fund}` and `/api/v1/fund`: one fund, what it holds in the chain, whom it opens and who asks it.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{CoInvestor, Desk, FundAnswer, Holding};
use crate::http::frame::address::part;
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{OfChain, QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};
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
    holdings: Vec<HoldingLine>,
    gaps: Vec<ReachedGap>,
    targets: Vec<(String, usize)>,
    beside: Vec<(String, CoInvestor)>,
    answer: FundAnswer,
}

/// A gap it reaches, and the firms through which, each with its address.
struct ReachedGap {
    path: String,
    name: String,
    firms: Vec<(String, String)>,
}

struct HoldingLine {
    address: String,
    holding: Holding,
    facts: Vec<FactLine>,
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
) -> Result<Response, Failure> {
    let answer = desk.fund(&standpoint.question(&chain)?, &fund).await?;
    let links = PageLinks::from(&answer.head.chain, &standpoint);
    let to = |enterprise: &str| links.enterprise(enterprise);
    let held = |holding: &Holding| HoldingLine {
        address: to(&holding.firm.enterprise),
        facts: holding.firm.facts.iter().cloned().map(FactLine::of).collect(),
        holding: holding.clone(),
    };
    let gaps = answer.gaps.iter().map(|cell| {
        let firms = cell.through.iter().map(|firm| (to(&firm.enterprise), firm.name.clone()));
        ReachedGap { path: part(&cell.segment), name: cell.name.clone(), firms: firms.collect() }
    });
    let title = format!("{} · {}", answer.fund.name, answer.head.chain_name);
    page(&FundPage {
        shell: Shell::new(&desk, &title, Some((&answer.head.chain, "funds")), &standpoint)?,
        about: about(&answer),
        records: answer.records.iter().cloned().map(FactLine::of).collect(),
        holdings: answer.portfolio.iter().map(held).collect(),
        gaps: gaps.collect(),
        targets: answer.targets.iter().enumerate().map(|(at, t)| (to(&t.enterprise), at)).collect(),
        beside: answer.co_investors.iter().map(|other| (leads_to(other, &links), other.clone())).collect(),
        path: part(&answer.head.chain),
        answer,
    })
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

fn leads_to(other: &CoInvestor, links: &PageLinks) -> String {
    match other.investor.split_once(':') {
        Some(("fund", id)) => links.fund(id),
        Some((_, id)) => links.enterprise(id),
        None => String::new(),
    }
}
