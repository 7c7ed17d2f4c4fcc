//! 我的行程: trips and visits, written down by those who went; made for a phone.

mod change;
mod log;
mod page;

use crate::access::Right::LogWork;
use crate::http::frame::download::PAGE;
use crate::http::frame::openapi::{Routes, form, json, page};

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/trips", page("我的行程：出行和走访", LogWork), page::show)
        .get("/api/v1/trips", json("我的行程：出行和走访", LogWork), page::answer)
        .post(
            "/trips/visit",
            form("记一次走访、来访或通话", LogWork, log::visited())
                .needs(&["enterprise", "date", "people"])
                .answers(&[PAGE]),
            log::visit,
        )
        .post(
            "/trips/trip",
            form("记一次出行", LogWork, log::travelled()).needs(&["out", "people"]).answers(&[PAGE]),
            log::trip,
        )
        .get("/trips/change", page("改一次走访或出行", LogWork), change::show)
        .post(
            "/trips/change",
            form("改一次走访或出行", LogWork, change::changed()).needs(&["of", "people", "version"]).answers(&[PAGE]),
            change::save,
        )
}
