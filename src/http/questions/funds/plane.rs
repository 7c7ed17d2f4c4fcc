//! `GET /api/v1/chains/{chain}/plane.svg`: the plane of relatedness × complexity as a picture; the page of funds shows it
//! with its table.

use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, PlaneAnswer};
use crate::http::frame::download::svg;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint, Width};

/// How wide the plane is beside its table; the page draws it anew where there is another room.
const BESIDE_TABLE: u32 = 620;

/// What is asked for the picture of the plane.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PlaneQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// How wide it is.
    width: Parameter<Width>,
}

/// The same picture as on the page.
pub async fn draw(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<PlaneQuery>,
) -> Result<Response, Failure> {
    let plane = desk.plane(&query.standpoint.question(&chain)?)?;
    let width = query.width.read("width")?.unwrap_or(Width::USUAL);
    Ok(svg(picture(&plane, width.0, &query.standpoint)))
}

/// The picture beside its table; none where no leaf has a place on it.
pub fn beside_table(plane: &PlaneAnswer, standpoint: &Standpoint) -> Option<String> {
    plane.points.iter().any(|point| point.relatedness.is_some()).then(|| picture(plane, BESIDE_TABLE, standpoint))
}

/// The picture with links to the pages of the segments.
fn picture(plane: &PlaneAnswer, width: u32, standpoint: &Standpoint) -> String {
    let links = PageLinks::from(&plane.head.chain, standpoint);
    plane.picture(width, |point| links.segment(&point.segment))
}
