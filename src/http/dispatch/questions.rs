//! `GET /api/v1/duties`, `/api/v1/race` and `/api/v1/nominations`.

use axum::Json;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::Desk;
use crate::app::dispatch::{DutiesAnswer, NominationsAnswer, RaceAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf};
use crate::model::Day;

/// Of which year, up to when.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct YearQuery {
    /// By default that of the cut-off.
    year: Parameter<usize>,
    /// By default today.
    cut_off: Parameter<Day>,
}

impl YearQuery {
    fn read(&self, desk: &Desk) -> Result<(i16, Day), Failure> {
        let cut_off = self.cut_off.read("cut_off")?.unwrap_or(desk.today());
        let year = self.year.read("year")?.map(|year| {
            let known = i16::try_from(year).ok().filter(|year| (1000..=9999).contains(year));
            known.ok_or_else(|| Failure::bad_parameter("year", &year.to_string(), "1000 到 9999 的年份"))
        });
        Ok((year.transpose()?.unwrap_or(cut_off.year()), cut_off))
    }
}

/// Of which period, up to when.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RaceQuery {
    /// 2026, 2026Q3, 2026-09, or from/to; by default the quarter of the cut-off.
    period: Parameter<String>,
    /// By default today.
    cut_off: Parameter<Day>,
}

/// The duties of a year.
pub async fn duties(desk: Desk, QueryOf(query): QueryOf<YearQuery>) -> Result<Json<DutiesAnswer>, Failure> {
    let (year, cut_off) = query.read(&desk)?;
    Ok(Json(desk.duties(year, cut_off).await?))
}

/// The indicators of a period.
pub async fn race(desk: Desk, QueryOf(query): QueryOf<RaceQuery>) -> Result<Json<RaceAnswer>, Failure> {
    let cut_off = query.cut_off.read("cut_off")?.unwrap_or(desk.today());
    let quarter = || format!("{:04}Q{}", cut_off.year(), (cut_off.month() - 1) / 3 + 1);
    Ok(Json(desk.race(&query.period.owned().unwrap_or_else(quarter), cut_off).await?))
}

/// The nominees of a year.
pub async fn nominations(desk: Desk, QueryOf(query): QueryOf<YearQuery>) -> Result<Json<NominationsAnswer>, Failure> {
    let (year, cut_off) = query.read(&desk)?;
    Ok(Json(desk.nominations(year, cut_off).await?))
}
