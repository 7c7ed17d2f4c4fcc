//! `GET /api/v1/map?chain=&gap=&verdict=&standing=&place=&squad=&state=&home=&as_of=`: the 招商地图 as rows; `map.svg` with
//! `width=` as a picture.

use axum::Json;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::app::{Desk, MapAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The rows of the map.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<MapAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    Ok(Json(desk.map(&filters.map_question(&chain(&desk, &filters)?)?).await?))
}

/// The picture of the same rows.
pub async fn draw(desk: Desk, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let chain = chain(&desk, &filters)?;
    let links = place_links(&filters, &chain);
    let width = f64::from(filters.width()?);
    let (_, picture) = desk.map_picture(&filters.map_question(&chain)?, None, Some(links), width).await?;
    Ok(([(CONTENT_TYPE, "image/svg+xml")], picture.svg()).into_response())
}

/// The chain asked for, else the first.
pub fn chain(desk: &Desk, filters: &Filters) -> Result<String, Failure> {
    let asked = filters.chain.as_deref().map(str::trim).filter(|chain| !chain.is_empty()).map(str::to_owned);
    match asked {
        Some(chain) => Ok(chain),
        None => desk.chains()?.into_iter().next().map(|chain| chain.chain).ok_or_else(Failure::no_page),
    }
}

/// The address of the map of a place, to which the place's code is added.
pub fn place_links(filters: &Filters, chain: &str) -> String {
    format!("/map{}&place=", filters.map_query(chain))
}
