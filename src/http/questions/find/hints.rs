//! `GET /find/hints`: the few things that may be meant while somebody is typing, as the list below the field.

use askama::Template;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use super::FoundLink;
use super::pages::{FoundPage, pages_called};
use crate::app::Desk;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::page;
use crate::model::Kind;

/// Pages told.
const PAGES: usize = 4;

/// What is typed, and where.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HintsQuery {
    /// What is typed so far.
    text: Parameter<String>,
    /// Id of the chain whose page one is on.
    here: Parameter<String>,
    /// Of this kind only.
    kind: Parameter<Kind>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

#[derive(Template)]
#[template(path = "hints.html")]
struct HintsList {
    groups: Vec<HintGroup>,
    total: usize,
}

struct HintGroup {
    word: &'static str,
    hits: Vec<Hint>,
}

/// What is chosen: its number among all, for its id.
struct Hint {
    number: usize,
    name: String,
    about: String,
    address: String,
    /// The id of a thing; blank of a page.
    id: String,
}

/// Lists what may be meant.
pub async fn show(desk: Desk, QueryOf(query): QueryOf<HintsQuery>) -> Result<Response, Failure> {
    let (text, kind) = (query.text.to_string(), query.kind.read("kind")?);
    let found = desk.hints(&text, query.here.given(), kind).await?;
    let mut numbers = 0..;
    let mut groups = Vec::new();
    for found in &found.kinds {
        let hint = |thing| {
            let FoundLink { name, about, address } = FoundLink::of(found.kind, thing, &query.standpoint);
            Hint { number: numbers.next().unwrap_or_default(), name, about, address, id: thing.id.clone() }
        };
        groups.push(HintGroup { word: found.kind.zh(), hits: found.things.iter().map(hint).collect() });
    }
    if kind.is_none() {
        let pages = pages_called(&desk, &text, query.here.given(), &query.standpoint)?;
        let hint = |FoundPage { name, about, address }| {
            let number = numbers.next().unwrap_or_default();
            Hint { number, name, about, address, id: String::new() }
        };
        let hits: Vec<Hint> = pages.into_iter().take(PAGES).map(hint).collect();
        groups.extend((!hits.is_empty()).then_some(HintGroup { word: "页面", hits }));
    }
    page(&HintsList { total: groups.iter().map(|group| group.hits.len()).sum(), groups })
}
