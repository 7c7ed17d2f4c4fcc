//! `GET /api/v1/chains/{chain}/plane.svg`: the plane of relatedness × complexity as a picture; the page of funds shows it
//! with its table.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

use crate::app::{Desk, PlaneAnswer, Point};
use crate::http::frame::address::part;
use crate::http::frame::download::svg;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint, Width};
use crate::http::frame::words::{Badge, badge, known};

/// How wide the plane is beside its table; the page draws it anew where there is another room.
const BESIDE_TABLE: u32 = 620;

/// What is asked for the picture of the plane.
#[derive(Debug, Default, Deserialize)]
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

/// The picture with links to the pages of the segments.
fn picture(plane: &PlaneAnswer, width: u32, standpoint: &Standpoint) -> String {
    let (path, kept) = (part(&plane.head.chain), standpoint.kept());
    plane.picture(width, |point| format!("/chains/{path}/segments/{}{kept}", part(&point.segment)))
}

/// The picture and the table of its points.
#[derive(Debug)]
pub struct PlaneTable {
    pub picture: String,
    pub drawn: usize,
    pub points: Vec<PlacedPoint>,
    /// Those of which a number is not known.
    pub unknown: Vec<PlacedPoint>,
    pub notices: Vec<String>,
}

/// A point with its words.
#[derive(Debug)]
pub struct PlacedPoint {
    pub point: Point,
    pub path: String,
    pub badge: Badge,
    pub relatedness: String,
    pub complexity: String,
}

impl PlaneTable {
    /// The table of a plane.
    pub fn of(plane: PlaneAnswer, standpoint: &Standpoint) -> Self {
        let picture = picture(&plane, BESIDE_TABLE, standpoint);
        let (mut unknown, points): (Vec<_>, Vec<_>) =
            plane.points.into_iter().map(placed).partition(|placed| placed.point.unknown.is_some());
        // What holds for all of them is said once, above.
        let said = |why: &String| plane.notices.contains(why);
        unknown.iter_mut().for_each(|placed| {
            placed.point.unknown =
                placed.point.unknown.take().map(|why| if said(&why) { "见上".to_owned() } else { why });
        });
        let drawn = points.len() + unknown.iter().filter(|placed| placed.point.relatedness.is_some()).count();
        Self { picture, drawn, points, unknown, notices: plane.notices }
    }
}

fn placed(point: Point) -> PlacedPoint {
    PlacedPoint {
        path: part(&point.segment),
        badge: badge(point.verdict, true),
        relatedness: known(point.relatedness),
        complexity: known(point.complexity),
        point,
    }
}
