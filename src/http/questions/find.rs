//! `GET /find` and `/api/v1/find`: 找企业, from the box in the menu: is this firm at home, a candidate, of which gaps?

use askama::Template;
use axum::Json;
use axum::response::{IntoResponse, Redirect, Response};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, FindAnswer, FindQuestion};
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};

/// What firm is to be found.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FindQuery {
    /// What its names contain, or a code of it.
    text: Parameter<String>,
    /// The chain it is told of; by default every one it is in.
    chain: Parameter<String>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

impl FindQuery {
    fn question(&self) -> Result<FindQuestion, Failure> {
        let Standpoint { home, as_of, .. } = &self.standpoint;
        let (chain, home, as_of) = (self.chain.owned(), home.owned(), as_of.read("as_of")?);
        Ok(FindQuestion { text: self.text.to_string(), chain, home, as_of })
    }
}

#[derive(Template)]
#[template(path = "find.html")]
struct FindPage {
    shell: Shell,
    text: String,
    total: usize,
    told: usize,
    day: String,
    rows: ShownTable,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<FindQuery>) -> Result<Json<FindAnswer>, Failure> {
    Ok(Json(desk.find(&query.question()?).await?))
}

/// Lists the firms that go by a text; goes straight to the only one.
pub async fn show(desk: Desk, QueryOf(query): QueryOf<FindQuery>, asked: TableRequest) -> Result<Response, Failure> {
    let answer = desk.find(&query.question()?).await?;
    let links = PageLinks::from(query.chain.given().unwrap_or_default(), &query.standpoint);
    if let [only] = answer.enterprises.as_slice() {
        return Ok(Redirect::to(&links.enterprise(&only.enterprise)).into_response());
    }
    let (city, chain, rules) = (query.standpoint.home.to_string(), query.text.to_string(), answer.rules.clone());
    let origin = TableOrigin { city, chain, as_of: answer.as_of, rules };
    asked.answer([answer.table()], &origin, &|thing| links.to(thing), |[rows]| {
        page(&FindPage {
            shell: Shell::new(&desk, "找企业", Some(("", "find")), &query.standpoint)?,
            text: query.text.to_string(),
            total: answer.total,
            told: answer.enterprises.len(),
            day: answer.as_of.to_string(),
            rows,
        })
    })
}
