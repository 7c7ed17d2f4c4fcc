//! `GET /chains/{chain}/atlas`: 产业链全景图, with the table of gaps one step away.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::Desk;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};

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
}

/// Shows the picture; the page asks again where its own width differs.
pub async fn show(desk: Desk, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.question(&chain)?;
    let answer = desk.gaps(&question)?;
    let picture = desk.atlas(&question, filters.width()?)?;
    let title = format!("{} 全景图", answer.chain_name);
    page(&AtlasPage {
        shell: Shell::new(&desk, &title, Some((&answer.chain, "atlas")), &filters)?,
        path: part(&answer.chain),
        home: filters.home().unwrap_or_default().to_owned(),
        file_name: format!("{}_{}_全景图_{}", answer.home_name, answer.chain_name, answer.as_of),
        home_name: answer.home_name,
        as_of: filters.as_of()?.map(|day| day.to_string()).unwrap_or_default(),
        fixed: filters.width.is_some(),
        notices: answer.notices.into_iter().chain(picture.lacking.iter().map(ToString::to_string)).collect(),
        picture: picture.svg(),
    })
}
