//! 调度: the score sheet and what its cells were counted from, frozen ones, what is stalled or due, and the questions beside.

mod asked;
mod facts;
mod frozen;
mod questions;
mod score;
mod screen;
mod stalled;

use crate::access::Right::{Freeze, SeeDispatch};
use crate::http::frame::download::{PAGE, PDF};
use crate::http::frame::openapi::{Routes, file, form, json, page};

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/score", page("成绩单：一个时段里谁做了什么，点人点事", SeeDispatch), score::show)
        .get("/api/v1/score", json("成绩单：一个时段里谁做了什么，点人点事", SeeDispatch), score::answer)
        .get("/api/v1/score.pdf", file("成绩单，分页成 PDF", SeeDispatch, PDF).in_turn(), score::print)
        .get("/score/screen", page("成绩单，投影用", SeeDispatch), screen::show)
        .get("/score/facts", page("成绩单的一格计入了什么", SeeDispatch), facts::show)
        .get("/api/v1/score/facts", json("成绩单的一格计入了什么", SeeDispatch), facts::answer)
        .merge(frozen_sheets())
        .get("/stalled", page("催办：五未、健康度、到期的节点和诉求", SeeDispatch), stalled::show)
        .get("/api/v1/stalled", json("五未、健康度和可疑的数据", SeeDispatch), stalled::answer)
        .get("/api/v1/due", json("逾期和将到期的节点，逾期的诉求", SeeDispatch), stalled::due)
        .get("/api/v1/duties", json("一年的招商任务和序时进度", SeeDispatch), questions::duties)
        .get("/api/v1/race", json("季度赛马：一个时段的指标", SeeDispatch), questions::race)
        .get("/api/v1/nominations", json("一年的功勋企业家提名", SeeDispatch), questions::nominations)
}

fn frozen_sheets() -> Routes {
    let freezing = form("冻结一张成绩单", Freeze, frozen::FROZEN).needs(&["period", "rows", "cut_off"]);
    Routes::new()
        .get("/score/frozen", page("冻结的成绩单", SeeDispatch), frozen::list)
        .get("/api/v1/score/frozen", json("冻结的成绩单", SeeDispatch), frozen::answer_list)
        .get("/score/frozen/{sheet}", page("一张冻结的成绩单和它的修订", SeeDispatch), frozen::show)
        .get("/api/v1/score/frozen/{sheet}", json("一张冻结的成绩单和它的修订", SeeDispatch), frozen::answer)
        .get(
            "/api/v1/score/frozen/{sheet}/pdf",
            file("一张冻结的成绩单，分页成 PDF", SeeDispatch, PDF).in_turn(),
            frozen::print,
        )
        .post("/score/freeze", freezing.answers(&[PAGE]), frozen::freeze)
        .post(
            "/score/frozen/{sheet}/amend",
            form("修订一张冻结的成绩单", Freeze, frozen::AMENDED).answers(&[PAGE]),
            frozen::amend,
        )
}
