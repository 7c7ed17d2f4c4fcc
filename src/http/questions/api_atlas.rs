//! `GET /api/v1/chains/{chain}/atlas.svg?home=&as_of=&width=` and `atlas.pdf?home=&as_of=`: the atlas as a file.

use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::app::sharing::printed;
use crate::app::{AppError, Desk, Form};
use crate::draw::Pages;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same picture as on the page, `width` px wide.
pub async fn draw(desk: Desk, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let picture = desk.atlas(&filters.question(&chain)?, filters.width()?)?;
    Ok(([(CONTENT_TYPE, "image/svg+xml")], picture.svg()).into_response())
}

/// The picture on A3 pages.
pub async fn print(desk: Desk, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let pages = desk.atlas_pages(&Filters::of(asked)?.question(&chain)?)?;
    pdf(pages).await
}

/// Pages as a PDF, made where it keeps nobody waiting.
pub async fn pdf(pages: Pages) -> Result<Response, Failure> {
    let made = tokio::task::spawn_blocking(move || printed(&pages, Form::Pdf)).await;
    let file = made.map_err(|error| AppError::Internal(error.to_string()))??;
    Ok(([(CONTENT_TYPE, "application/pdf")], file).into_response())
}
