//! `GET /enterprise?id=&chain=`: 企业, everything recorded of one firm with source and date, where it stands, and why it
//! is worth a visit.

use askama::Template;
use axum::response::Response;

use crate::app::{Desk, EnterpriseAnswer, FactGroup, Position};
use crate::http::frame::address::{part, query};
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::money;

/// Paths told on this page; the page of paths has more.
const PATHS: usize = 3;

#[derive(Template)]
#[template(path = "enterprise.html")]
struct EnterprisePage {
    shell: Shell,
    about: Vec<(&'static str, String)>,
    positions: Vec<(String, Position)>,
    /// 0–100 with what it could reach, and the reasons.
    score: Option<(String, String, Vec<Reason>)>,
    scored_in: String,
    paths: Vec<String>,
    /// Why there are none, where there is more to say than that.
    no_paths: Option<String>,
    paths_address: Option<String>,
    groups: Vec<Group>,
    name: String,
}

struct Reason {
    title: &'static str,
    sentence: String,
    unknown: bool,
    facts: Vec<FactLine>,
}

struct Group {
    title: &'static str,
    more: usize,
    facts: Vec<FactLine>,
}

/// Shows one enterprise.
pub async fn show(desk: Desk, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.question(filters.chain.as_deref().unwrap_or_default())?;
    let told = desk.enterprise(filters.id()?, &question).await?;
    let chain = told.chain.clone().or_else(|| told.positions.first().map(|position| position.chain.clone()));
    let (mut paths, mut no_paths) = (Vec::new(), None);
    if let Some(chain) = &chain {
        let asked = filters.question(chain)?;
        let answer = desk.paths(&asked, &told.enterprise, Some(PATHS)).await?;
        (paths, no_paths) = (answer.paths, answer.note);
    }
    let place = chain.as_deref().map_or(("", "enterprise"), |chain| (chain, "enterprise"));
    let shell = Shell::new(&desk, &told.name, Some(place), &filters)?;
    let scored_in = told.positions.iter().find(|position| Some(&position.chain) == told.chain.as_ref());
    page(&EnterprisePage {
        about: about(&told),
        scored_in: scored_in.map(|position| position.chain_name.clone()).unwrap_or_default(),
        no_paths,
        paths: paths.into_iter().map(|path| path.sentence).collect(),
        paths_address: chain.as_deref().map(|chain| paths_address(chain, &shell.kept, &told.enterprise)),
        positions: told.positions.iter().map(|position| (part(&position.chain), position.clone())).collect(),
        score: told.target.as_ref().map(|line| {
            let reasons = line.reasons.iter().map(reason).collect();
            (format!("{:.1}", line.target.score), format!("{:.1}", line.target.range[1]), reasons)
        }),
        groups: told.groups.iter().map(group).collect(),
        name: told.name,
        shell,
    })
}

fn paths_address(chain: &str, kept: &str, enterprise: &str) -> String {
    let own = query(&[("target", Some(enterprise))]);
    let query = if kept.is_empty() { own } else { format!("{kept}&{}", &own[1..]) };
    format!("/chains/{}/paths{query}", part(chain))
}

fn about(told: &EnterpriseAnswer) -> Vec<(&'static str, String)> {
    let unknown = || "未知".to_owned();
    vec![
        ("编号", told.enterprise.clone()),
        ("状态", if told.closed { "已注销" } else { "在业" }.to_owned()),
        ("能级", told.standing.map_or_else(unknown, |standing| standing.zh().to_owned())),
        ("注册地", told.place.clone()),
        ("风险", told.risk.map_or_else(unknown, |risk| risk.zh().to_owned())),
        ("营业收入", told.revenue.map_or_else(unknown, money)),
        ("资料最近日期", told.seen.clone().unwrap_or_else(unknown)),
    ]
}

fn reason(told: &crate::app::ReasonLine) -> Reason {
    Reason {
        title: told.reason.title,
        sentence: told.reason.sentence.clone(),
        unknown: told.reason.value.is_none(),
        facts: told.facts.iter().cloned().map(FactLine::of).collect(),
    }
}

fn group(told: &FactGroup) -> Group {
    let facts = told.facts.iter().cloned().map(FactLine::of).collect();
    Group { title: told.title, more: told.partners.saturating_sub(50), facts }
}
