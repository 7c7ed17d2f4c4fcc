//! `GET /chains/{chain}/atlas`: 产业链全景图, with the table of gaps one step away; under `/api/v1`, `atlas.svg` and
//! `atlas.pdf` are the picture as a file.

use askama::Template;
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, printed_pdf};
use crate::draw::Paper;
use crate::http::frame::address::part;
use crate::http::frame::download::{PDF, marked, svg};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint, Width};
use crate::http::frame::shell::{Shell, page};

/// What is asked for a picture of a chain.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AtlasQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// How wide the picture is; a page without one fits it to its own width.
    width: Parameter<Width>,
}

#[derive(Template)]
#[template(path = "atlas.html")]
struct AtlasPage {
    shell: Shell,
    /// The chain's id as part of a path.
    path: String,
    home: String,
    home_name: String,
    as_of: String,
    /// Whether the width stands in the address, so that the page keeps to it.
    fixed: bool,
    picture: String,
    /// What the picture is called as a file, without its ending: 城市_产业链_内容_日期.
    file_name: String,
    notices: Vec<String>,
    rules: String,
}

/// Shows the picture; the page asks again where its own width differs.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<AtlasQuery>,
) -> Result<Response, Failure> {
    let question = query.standpoint.question(&chain)?;
    let desk = desk.assuming(&question)?;
    let answer = desk.gaps(&question)?;
    let picture = desk.atlas(&question, query.width.read("width")?.unwrap_or(Width::USUAL).0).await?;
    let title = format!("{} 全景图", answer.chain_name);
    page(&AtlasPage {
        shell: Shell::new(&desk, &title, Some((&answer.chain, "atlas")), &query.standpoint)?,
        path: part(&answer.chain),
        home: query.standpoint.home.to_string(),
        file_name: format!("{}_{}_全景图_{}", answer.home_name, answer.chain_name, answer.as_of),
        home_name: answer.home_name,
        as_of: query.standpoint.as_of.to_string(),
        fixed: query.width.given().is_some(),
        notices: answer.notices.into_iter().chain(picture.lacking.iter().map(ToString::to_string)).collect(),
        picture: picture.svg(),
        rules: answer.rules,
    })
}

/// The same picture as a file.
pub async fn draw(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<AtlasQuery>,
) -> Result<Response, Failure> {
    let question = query.standpoint.question(&chain)?;
    let desk = desk.assuming(&question)?;
    let picture = desk.atlas(&question, query.width.read("width")?.unwrap_or(Width::USUAL).0).await?;
    Ok(svg(picture.svg()))
}

/// The picture on A3 pages.
pub async fn print(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
) -> Result<Response, Failure> {
    let pages = desk.atlas_pages(&standpoint.question(&chain)?, Paper::A3).await?;
    Ok(marked(([(CONTENT_TYPE, PDF)], printed_pdf(&pages)?), "全景图.pdf"))
}
