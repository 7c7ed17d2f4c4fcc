//! `GET /find` and `/api/v1/find`: 找, from the field in the menu: firms by any name, and whether they are at home, candidates,
//! of which gaps; segments, chains, people, funds, associations, squads and pages. `/find/hints` is what may be meant while one
//! is typing.

mod hints;
mod kinds;
mod pages;

pub use hints::show as hint;

use askama::Template;
use axum::Json;
use axum::response::{IntoResponse, Redirect, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::pages::{FoundPage, pages_called};
use crate::app::{Desk, FindAnswer, FindQuestion, FoundKind, FoundThing};
use crate::http::frame::address;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::model::Kind;

/// What is to be found.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct FindQuery {
    /// What its names contain, or a code of it.
    text: Parameter<String>,
    /// The chain it is told of; by default every one it is in.
    chain: Parameter<String>,
    /// Of this kind only; by default the first of every kind.
    kind: Parameter<Kind>,
    /// Which part of those of the kind, from 1.
    part: Parameter<usize>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

impl FindQuery {
    fn question(&self) -> Result<FindQuestion, Failure> {
        let Standpoint { home, as_of, .. } = &self.standpoint;
        let (chain, home, as_of) = (self.chain.owned(), home.owned(), as_of.read("as_of")?);
        let (kind, part) = (self.kind.read("kind")?, self.part.read("part")?.unwrap_or(1) - 1);
        Ok(FindQuestion { text: self.text.to_string(), chain, home, as_of, kind, part })
    }

    /// The page of one part of those of a kind; of the first of every kind where none is given.
    fn address(&self, kind: Option<Kind>, part: usize) -> String {
        let part = if part > 0 { Parameter::of(part + 1) } else { Parameter::default() };
        let kind = kind.map_or_else(Parameter::default, Parameter::of);
        format!("/find{}", address::query(&Self { kind, part, ..self.clone() }))
    }
}

#[derive(Template)]
#[template(path = "find.html")]
struct FindPage {
    shell: Shell,
    text: String,
    /// Every kind that something is found of, with how many; the one that is shown has no address.
    kinds: Vec<KindLink>,
    /// Other parts of the kind that is shown.
    parts: Vec<PartLink>,
    total: usize,
    told: usize,
    day: String,
    /// Whether firms are shown.
    firms: bool,
    rows: ShownTable,
    groups: Vec<Group>,
    pages: Vec<FoundPage>,
}

struct KindLink {
    word: String,
    address: Option<String>,
}

struct PartLink {
    number: usize,
    address: Option<String>,
}

/// Things of one kind under their heading.
struct Group {
    word: &'static str,
    total: usize,
    /// Where all of them are told, where these are not all.
    all: Option<String>,
    hits: Vec<FoundLink>,
}

/// A thing with the address of its page.
struct FoundLink {
    name: String,
    about: String,
    address: String,
}

impl FoundLink {
    fn of(kind: Kind, thing: &FoundThing, standpoint: &Standpoint) -> Self {
        let links = PageLinks::from(thing.chain.as_deref().unwrap_or_default(), standpoint);
        let address = match kind {
            Kind::Segment => links.segment(&thing.id),
            Kind::Chain => links.brief(),
            Kind::Fund => links.fund(&thing.id),
            Kind::Squad => links.list_of(&thing.id),
            Kind::Person | Kind::Association => links.paths_from(&format!("{}:{}", kind.singular(), thing.id)),
            _ => links.enterprise(&thing.id),
        };
        Self { name: thing.name.clone(), about: thing.about.clone(), address }
    }
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<FindQuery>) -> Result<Json<FindAnswer>, Failure> {
    Ok(Json(desk.find(&query.question()?).await?))
}

/// Lists what goes by a text; goes straight to the only one.
pub async fn show(desk: Desk, QueryOf(query): QueryOf<FindQuery>, asked: TableRequest) -> Result<Response, Failure> {
    let question = query.question()?;
    let answer = desk.find(&question).await?;
    let pages = pages_called(&desk, &question.text, question.chain.as_deref(), &query.standpoint)?;
    if let Some(only) = only(&answer, &pages, &query) {
        return Ok(Redirect::to(&only).into_response());
    }
    let links = PageLinks::from(query.chain.given().unwrap_or_default(), &query.standpoint);
    let (city, chain, rules) = (query.standpoint.home.to_string(), query.text.to_string(), answer.rules.clone());
    let origin = TableOrigin { city, chain, as_of: answer.as_of, rules };
    let asked_for = |kind: Kind| question.kind.is_none_or(|asked| asked == kind);
    asked.answer([answer.table()], &origin, &|thing| links.to(thing), |[rows]| {
        page(&FindPage {
            shell: Shell::new(&desk, "找", Some(("", "find")), &query.standpoint)?,
            text: query.text.to_string(),
            kinds: kinds(&answer, question.kind, &query),
            parts: question.kind.map_or(Vec::new(), |kind| parts(&answer, kind, question.part, &query)),
            total: answer.total,
            told: answer.enterprises.len(),
            day: answer.as_of.to_string(),
            firms: answer.total > 0 && asked_for(Kind::Enterprise),
            rows,
            groups: answer.others.iter().filter(|found| asked_for(found.kind)).map(|f| group(f, &query)).collect(),
            pages: if question.kind.is_none() { pages } else { Vec::new() },
        })
    })
}

/// The page of the one thing that goes by a text.
fn only(answer: &FindAnswer, pages: &[FoundPage], query: &FindQuery) -> Option<String> {
    let links = PageLinks::from(query.chain.given().unwrap_or_default(), &query.standpoint);
    let firms = answer.enterprises.iter().map(|firm| links.enterprise(&firm.enterprise));
    let others = answer
        .others
        .iter()
        .flat_map(|found| found.things.iter().map(|thing| FoundLink::of(found.kind, thing, &query.standpoint).address));
    let all = answer.total + answer.others.iter().map(|found| found.total).sum::<usize>() + pages.len();
    (all == 1).then(|| firms.chain(others).chain(pages.iter().map(|page| page.address.clone())).next()).flatten()
}

fn kinds(answer: &FindAnswer, shown: Option<Kind>, query: &FindQuery) -> Vec<KindLink> {
    let found = [Kind::Enterprise].into_iter().chain(answer.others.iter().map(|found| found.kind));
    let of_kind = |kind: Kind| KindLink {
        word: format!("{} {}", kind.zh(), answer.total_of(kind)),
        address: (shown != Some(kind)).then(|| query.address(Some(kind), 0)),
    };
    let all = KindLink { word: "全部".to_owned(), address: shown.map(|_| query.address(None, 0)) };
    [all].into_iter().chain(found.filter(|kind| answer.total_of(*kind) > 0).map(of_kind)).collect()
}

/// The parts of a kind, where there are several.
fn parts(answer: &FindAnswer, kind: Kind, shown: usize, query: &FindQuery) -> Vec<PartLink> {
    let last = answer.parts_of(kind);
    let near = |part: &usize| *part == 0 || part + 1 == last || part.abs_diff(shown) < 4;
    let link =
        |part: usize| PartLink { number: part + 1, address: (part != shown).then(|| query.address(Some(kind), part)) };
    if last < 2 { Vec::new() } else { (0..last).filter(near).map(link).collect() }
}

fn group(found: &FoundKind, query: &FindQuery) -> Group {
    Group {
        word: found.kind.zh(),
        total: found.total,
        all: (query.kind.given().is_none() && found.things.len() < found.total)
            .then(|| query.address(Some(found.kind), 0)),
        hits: found.things.iter().map(|thing| FoundLink::of(found.kind, thing, &query.standpoint)).collect(),
    }
}
