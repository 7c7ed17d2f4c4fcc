//! 台账: one list and one form for requests, bids, care, nominations, duties and indicators.

mod each;
mod inputs;
mod page;
mod write;

use crate::access::Right::{EditProject, SeeDispatch, SetDuty};
use crate::app::ledgers::Ledger;
use crate::http::frame::download::PAGE;
use crate::http::frame::openapi::{Routes, form, json, page};

/// The addresses of this room.
pub fn routes() -> Routes {
    let asked = |ledger, summary, right| form(summary, right, write::fields(ledger)).needs(&["form"]).answers(&[PAGE]);
    Routes::new()
        .get("/duties", page("招商任务：谁这一年要签下多大的项目几个，序时应到几个", SeeDispatch), each::duties)
        .post("/duties", asked(Ledger::Duties, "记一项招商任务，或删去一项", SetDuty), each::write_duties)
        .get("/race", page("季度赛马：一个时段的指标、完成率、时间进度和短板", SeeDispatch), each::race)
        .post("/race", asked(Ledger::Indicators, "记一项赛马指标，或删去一项", SetDuty), each::write_race)
        .get("/requests", page("企业诉求", SeeDispatch), each::requests)
        .get("/api/v1/requests", json("企业诉求", SeeDispatch), each::requests_answer)
        .post("/requests", asked(Ledger::Requests, "记一件企业诉求，或删去一件", EditProject), each::write_requests)
        .get("/bids", page("向国家和省的申报", SeeDispatch), each::bids)
        .get("/api/v1/bids", json("向国家和省的申报", SeeDispatch), each::bids_answer)
        .post("/bids", asked(Ledger::Bids, "记一个申报，或删去一个", EditProject), each::write_bids)
        .get("/care", page("领导包联的企业", SeeDispatch), each::care)
        .get("/api/v1/care", json("领导包联的企业", SeeDispatch), each::care_answer)
        .post("/care", asked(Ledger::Care, "记一位领导包联一家企业，或删去", SetDuty), each::write_care)
        .get("/nominations", page("功勋企业家提名，和没有提名的产业链", SeeDispatch), each::nominations)
        .post(
            "/nominations",
            asked(Ledger::Nominations, "提名一位功勋企业家，或删去", SetDuty),
            each::write_nominations,
        )
}
