//! 基金招商: the fund group of a chain and what it opens, one fund, the plane, a plan.

mod coverage;
mod fund;
mod plan;
mod plane;

use crate::access::Right::{SeeChain, SeeFunds};
use crate::http::frame::openapi::{Routes, json, page, picture};

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/chains/{chain}/funds", page("基金招商", SeeFunds), coverage::show)
        .get("/api/v1/funds", json("基金招商组覆盖哪些缺口", SeeFunds), coverage::answer)
        .get("/chains/{chain}/funds/{fund}", page("一只基金", SeeFunds), fund::show)
        .get("/api/v1/fund", json("一只基金", SeeFunds), fund::answer)
        .get("/chains/{chain}/plan", page("招商计划：若只招几家", SeeChain).assuming(), plan::show)
        .get("/api/v1/plan", json("合起来补缺口最多的目标企业", SeeChain), plan::answer)
        .get("/api/v1/chains/{chain}/plane.svg", picture("关联度和复杂度的图", SeeChain), plane::draw)
}
