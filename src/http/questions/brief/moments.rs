//! The choice of a meeting's day, to ask what was known then.

use crate::app::{AppError, Desk};
use crate::http::frame::query::Standpoint;
use crate::http::frame::words::{FilterOption, options};

/// The days of the chain's meetings, and the moment asked about where it is none of them.
pub async fn moments(desk: &Desk, chain: &str, standpoint: &Standpoint) -> Result<Vec<FilterOption>, AppError> {
    let asked = standpoint.known_at.to_string();
    let mut days: Vec<(String, String)> =
        desk.moments(chain).await?.into_iter().map(|moment| (moment.day.to_string(), moment.name)).collect();
    if !days.is_empty() && !asked.is_empty() && days.iter().all(|(day, _)| *day != asked) {
        days.push((asked.clone(), asked.clone()));
    }
    Ok(options(days.iter().map(|(day, name)| (&**day, &**name, *day == asked))))
}
