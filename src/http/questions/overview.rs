//! `GET /`: 今日, what waits, then every chain in one line; or how to begin where there is nothing yet.

use askama::Template;
use axum::response::Response;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, overview_table};
use crate::draw::verdict_bar;
use crate::gaps::GapAnswer;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::see;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, empty, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::questions::today::{self, TodayShown};
use crate::model::Day;

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    shell: Shell,
    home: String,
    as_of: String,
    rules: String,
    /// What the form of filters sends along.
    kept: Vec<(&'static str, String)>,
    /// Chains without a city, while no home is asked for, and where that is written down, for whoever may.
    homeless: Vec<(String, Option<String>)>,
    waiting: Vec<TodayShown>,
    cards: Vec<ChainCard>,
    chains: ShownTable,
    /// What must be known to read them.
    notes: Vec<String>,
}

/// What matters of a chain, in short.
struct ChainCard {
    brief: String,
    name: String,
    home_name: String,
    bar: String,
    told: String,
}

/// Shows all chains.
pub async fn show(
    desk: Desk,
    QueryOf(standpoint): QueryOf<Standpoint>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    if let Some(own) = elsewhere(&desk) {
        return Ok(see(own));
    }
    if desk.chains()?.is_empty() {
        return empty(&desk, &standpoint);
    }
    let answers = desk.overview(standpoint.home.given(), standpoint.as_of.read("as_of")?)?;
    let mut cards = Vec::with_capacity(answers.len());
    for answer in &answers {
        cards.push(card(&desk, answer, &standpoint).await?);
    }
    let (homeless, waiting) = (homeless(&desk, &answers)?, today::sections(&desk, &standpoint).await?);
    let table = overview_table(&answers, desk.rules().summary.pairs_min);
    let (origin, notes) = (origin(&answers, desk.today()), table.notes.clone());
    asked.answer([table], &origin, &|thing| PageLinks::from("", &standpoint).to(thing), |[chains]| {
        page(&OverviewPage {
            shell: Shell::new(&desk, "今日", Some(("", "overview")), &standpoint)?,
            home: standpoint.home.to_string(),
            as_of: standpoint.as_of.to_string(),
            rules: answers.first().map(|a| format!("数据截至 {}", a.as_of)).unwrap_or_default(),
            kept: asked.keeps(),
            homeless,
            waiting,
            chains,
            notes,
            cards,
        })
    })
}

/// Where whoever sees no chain by their roles begins.
fn elsewhere(desk: &Desk) -> Option<&'static str> {
    let first = [(Right::Users, "/people"), (Right::Journal, "/journal")];
    let own = first.into_iter().find(|(right, _)| desk.holds(*right, Scope::City)).map_or("/me", |(_, own)| own);
    (!desk.holds(Right::SeeChain, Scope::Somewhere)).then_some(own)
}

/// What files of the table are called by.
fn origin(answers: &[GapAnswer], today: Day) -> TableOrigin {
    let first = answers.first();
    TableOrigin {
        city: "链图".to_owned(),
        chain: "产业链".to_owned(),
        as_of: first.map_or(today, |answer| answer.as_of),
        rules: first.map(|answer| answer.rules.clone()).unwrap_or_default(),
    }
}

async fn card(desk: &Desk, answer: &GapAnswer, standpoint: &Standpoint) -> Result<ChainCard, AppError> {
    let told = desk.matters(answer).await?;
    Ok(ChainCard {
        brief: PageLinks::from(&answer.chain, standpoint).brief(),
        name: answer.chain_name.clone(),
        home_name: answer.home_name.clone(),
        bar: verdict_bar(&answer.summary.verdicts.all(), &told),
        told,
    })
}

/// The chains nobody can be answered about until a home is asked for.
fn homeless(desk: &Desk, answers: &[GapAnswer]) -> Result<Vec<(String, Option<String>)>, AppError> {
    let answered = |id: &str| answers.iter().any(|a| a.chain == id);
    let city = |chain: &str| desk.offers(chain).segments.then(|| format!("/chains/{}/city", part(chain)));
    let without = desk.chains()?.into_iter().filter(|c| !answered(&c.chain));
    Ok(without.map(|c| (c.name, city(&c.chain))).collect())
}
