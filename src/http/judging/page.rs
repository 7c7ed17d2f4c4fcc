//! `GET /duplicates` and `/api/v1/duplicates`: pairs of firms that may be one, side by side; works on a phone and by keys.

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Right, Scope};
use crate::app::Desk;
use crate::app::judging::{DuplicatesAnswer, DuplicatesQuestion, JudgementTold, PairLine};
use crate::http::frame::Now;
use crate::http::frame::address::{self, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{FilterOption, options};

/// Which pairs are shown, and what was just done.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct DuplicatesQuery {
    /// Id or name of the chain that one of both is in; none: any.
    chain: Parameter<String>,
    /// Journal number of what led here; 0 where nothing differed.
    done: Parameter<String>,
}

/// Which pairs are asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DuplicatesAsked {
    /// Id or name of the chain that one of both is in; none: any.
    chain: Parameter<String>,
    /// At most so many; none: 20.
    limit: Parameter<usize>,
}

impl DuplicatesQuery {
    /// The page that tells what was done.
    pub fn after(chain: &str, number: Option<u64>) -> Self {
        let chain = if chain.is_empty() { Parameter::default() } else { Parameter::of(chain) };
        Self { chain, done: Parameter::of(number.unwrap_or_default()) }
    }

    /// Where it is.
    pub fn address(&self) -> String {
        format!("/duplicates{}", address::query(self))
    }
}

/// A form that was sent and refused.
#[derive(Debug)]
pub struct RefusedPair {
    /// Of which pair it was.
    pub one: String,
    pub other: String,
    pub told: String,
    pub status: StatusCode,
}

#[derive(Template)]
#[template(path = "duplicates.html")]
struct DuplicatesPage {
    shell: Shell,
    answer: DuplicatesAnswer,
    chain: String,
    chains: Vec<FilterOption>,
    done: Option<JudgementTold>,
    wrong: Option<RefusedPair>,
}

impl DuplicatesPage {
    fn firm(enterprise: &str) -> String {
        format!("/enterprise?id={}", part(enterprise))
    }

    /// What is wrong with what was said of a pair.
    fn told(&self, pair: &PairLine) -> Option<&str> {
        let wrong = self.wrong.as_ref()?;
        let is = wrong.one == pair.one.enterprise && wrong.other == pair.other.enterprise;
        is.then_some(wrong.told.as_str())
    }

    /// The same where no pair of the page is meant.
    fn told_elsewhere(&self) -> Option<&str> {
        let shown = self.answer.pairs.iter().any(|pair| self.told(pair).is_some());
        self.wrong.as_ref().filter(|_| !shown).map(|wrong| wrong.told.as_str())
    }

    /// Pairs that can be called the same at once.
    fn exact(&self) -> Vec<&PairLine> {
        self.answer.pairs.iter().filter(|pair| pair.is_plain()).collect()
    }
}

/// The same answer as the command line's.
pub async fn answer(
    Now(desk): Now,
    QueryOf(query): QueryOf<DuplicatesAsked>,
) -> Result<Json<DuplicatesAnswer>, Failure> {
    let limit = query.limit.read("limit")?;
    let question = DuplicatesQuestion { chain: query.chain.given().map(str::to_owned), limit };
    Ok(Json(desk.duplicates(&question).await?))
}

/// Shows pairs.
pub async fn show(Now(desk): Now, QueryOf(query): QueryOf<DuplicatesQuery>) -> Result<Response, Failure> {
    shown(&desk, &query, None).await
}

/// The same with a form that was refused.
pub async fn shown(desk: &Desk, query: &DuplicatesQuery, wrong: Option<RefusedPair>) -> Result<Response, Failure> {
    let chain = query.chain.given().unwrap_or_default().to_owned();
    let question = DuplicatesQuestion { chain: query.chain.given().map(str::to_owned), limit: None };
    let answer = desk.duplicates(&question).await?;
    let done = match query.done.given().and_then(|number| number.parse().ok()) {
        Some(number) if wrong.is_none() => desk.judgement_told(number).await?,
        _ => None,
    };
    let shell = Shell::new(desk, "查重", Some(("", "duplicates")), &Standpoint::default())?;
    let judges = |id: &str| desk.holds(Right::Judge, Scope::Chain(id));
    let chains = desk.chains()?.into_iter().filter(|line| judges(&line.chain));
    let chains = options(chains.map(|line| {
        let is_chosen = line.chain == chain || line.name == chain;
        (line.chain, line.name, is_chosen)
    }));
    let status = wrong.as_ref().map_or(StatusCode::OK, |wrong| wrong.status);
    let mut page = page(&DuplicatesPage { shell, answer, chain, chains, done, wrong })?;
    *page.status_mut() = status;
    Ok(page)
}
