//! `GET /chains/{chain}/trend`, as JSON under `/api/v1`: 逐月, how the verdicts of a chain stood at the end of each month. A
//! page of its own, since past months may take their time; the brief fetches it when it is shown.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;

use crate::app::{Desk, TrendAnswer};
use crate::draw::trend_picture;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};

#[derive(Template)]
#[template(path = "trend.html")]
struct TrendPage {
    shell: Shell,
    path: String,
    chain_name: String,
    home_name: String,
    /// Drawn only where there is something to compare.
    picture: Option<String>,
    notes: Vec<String>,
    rows: ShownTable,
}

/// The same answer as the command line's.
pub async fn answer(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
) -> Result<Json<TrendAnswer>, Failure> {
    Ok(Json(desk.trend(&standpoint.question(&chain)?).await?))
}

/// Shows the months.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let answer = desk.trend(&standpoint.question(&chain)?).await?;
    let (links, origin) = (PageLinks::from(&answer.head.chain, &standpoint), TableOrigin::from(&answer.head));
    let months: Vec<_> = answer.months.iter().map(|month| (month.day, month.verdicts.all())).collect();
    let table = answer.table();
    let notes = table.notes.clone();
    asked.answer([table], &origin, &|thing| links.to(thing), |[rows]| {
        let title = format!("{} 逐月", answer.head.chain_name);
        page(&TrendPage {
            shell: Shell::new(&desk, &title, Some((&answer.head.chain, "trend")), &standpoint)?,
            path: part(&answer.head.chain),
            chain_name: answer.head.chain_name.clone(),
            home_name: answer.head.home_name.clone(),
            picture: (months.len() > 1).then(|| trend_picture(&months)),
            notes: notes.clone(),
            rows,
        })
    })
}
