//! `GET /stalled`, and `/api/v1/stalled` and `/api/v1/due`: 催办, what is stuck, late or coming, and with whom.

use askama::Template;
use axum::Json;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use super::asked::standpoint;
use crate::app::Desk;
use crate::app::dispatch::{DueAnswer, StalledAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::model::Day;

/// Up to when, and seen from where.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StalledQuery {
    /// By default today.
    cut_off: Parameter<Day>,
    /// Code or name of home; by default the one city that the chains give.
    home: Parameter<String>,
}

/// Up to when.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DueQuery {
    /// By default today.
    cut_off: Parameter<Day>,
}

#[derive(Template)]
#[template(path = "stalled.html")]
struct StalledPage {
    shell: Shell,
    cut_off: String,
    home: String,
    keeps: Vec<(&'static str, String)>,
    tables: [ShownTable; 3],
}

/// What is stuck, for programs.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<StalledQuery>) -> Result<Json<StalledAnswer>, Failure> {
    let cut_off = query.cut_off.read("cut_off")?.unwrap_or(desk.today());
    Ok(Json(desk.stalled(cut_off, query.home.given(), desk.scoring().presets()).await?))
}

/// What is late or coming, for programs.
pub async fn due(desk: Desk, QueryOf(query): QueryOf<DueQuery>) -> Result<Json<DueAnswer>, Failure> {
    let cut_off = query.cut_off.read("cut_off")?.unwrap_or(desk.today());
    Ok(Json(desk.due(cut_off, desk.scoring().presets()).await?))
}

/// Shows all of it.
pub async fn show(
    desk: Desk,
    QueryOf(query): QueryOf<StalledQuery>,
    tables: TableRequest,
) -> Result<Response, Failure> {
    let (cut_off, presets) = (query.cut_off.read("cut_off")?.unwrap_or(desk.today()), desk.scoring().presets());
    let stalled = desk.stalled(cut_off, query.home.given(), presets).await?;
    let due = desk.due(cut_off, presets).await?;
    let names = desk.dispatch_names().await?;
    let made = [names.stalled(&stalled), names.due(&due), names.notices(&stalled.notices)];
    let origin = TableOrigin {
        city: stalled.home_name.clone(),
        chain: "调度".to_owned(),
        as_of: cut_off,
        rules: presets.label(),
    };
    let stands = standpoint(&desk);
    let links = PageLinks::from("", &stands);
    tables.answer(made, &origin, &|thing| links.to(thing), |shown| {
        page(&StalledPage {
            shell: Shell::new(&desk, "催办", Some(("", "stalled")), &stands)?,
            cut_off: cut_off.to_string(),
            home: query.home.to_string(),
            keeps: tables.keeps(),
            tables: shown,
        })
    })
}
