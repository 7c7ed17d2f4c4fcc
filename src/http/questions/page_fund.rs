//! `GET /chains/{chain}/funds/{fund}`: one fund, what it holds in the chain, whom it opens and who asks it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::{CoInvestor, Desk, FundAnswer, Holding};
use crate::http::frame::address::{enterprise, part};
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::money;

#[derive(Template)]
#[template(path = "fund.html")]
struct FundPage {
    shell: Shell,
    path: String,
    /// What is known of it: a word and a value, or 未知.
    about: Vec<(&'static str, String)>,
    records: Vec<FactLine>,
    holdings: Vec<Held>,
    gaps: Vec<Gap>,
    targets: Vec<(String, usize)>,
    beside: Vec<(String, CoInvestor)>,
    answer: FundAnswer,
}

/// A gap it reaches, and the firms through which, each with its address.
struct Gap {
    path: String,
    name: String,
    firms: Vec<(String, String)>,
}

struct Held {
    address: String,
    holding: Holding,
    facts: Vec<FactLine>,
}

/// Shows one fund.
pub async fn show(desk: Desk, Path((chain, fund)): Path<(String, String)>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let answer = desk.fund(&filters.question(&chain)?, &fund).await?;
    let kept = filters.kept();
    let path = part(&answer.head.chain);
    let held = |holding: &Holding| Held {
        address: enterprise(&holding.firm.enterprise, &kept),
        facts: holding.firm.facts.iter().cloned().map(FactLine::of).collect(),
        holding: holding.clone(),
    };
    let gaps = answer.gaps.iter().map(|cell| {
        let firms = cell.through.iter().map(|firm| (enterprise(&firm.enterprise, &kept), firm.name.clone()));
        Gap { path: part(&cell.segment), name: cell.name.clone(), firms: firms.collect() }
    });
    let title = format!("{} · {}", answer.fund.name, answer.head.chain_name);
    page(&FundPage {
        shell: Shell::new(&desk, &title, Some((&answer.head.chain, "funds")), &filters)?,
        about: about(&answer),
        records: answer.records.iter().cloned().map(FactLine::of).collect(),
        holdings: answer.portfolio.iter().map(held).collect(),
        gaps: gaps.collect(),
        targets: answer.targets.iter().enumerate().map(|(at, t)| (enterprise(&t.enterprise, &kept), at)).collect(),
        beside: answer.co_investors.iter().map(|other| (leads_to(other, &path, &kept), other.clone())).collect(),
        path,
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

fn leads_to(other: &CoInvestor, path: &str, kept: &str) -> String {
    match other.investor.split_once(':') {
        Some(("fund", id)) => format!("/chains/{path}/funds/{}{kept}", part(id)),
        Some((_, id)) => enterprise(id, kept),
        None => String::new(),
    }
}
