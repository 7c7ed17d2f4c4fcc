//! `GET /data/uploads/{upload}/progress`: how far a preview or an import is, as server-sent events until it is over.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use crate::app::{Doing, ImportRun, RunStage, Speed};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::intake::upload_page::grouped;

/// How often it is told.
const EVERY: Duration = Duration::from_millis(400);

/// Tells it. Each event's data is JSON: `share` (0 to 1, or null), `told` (a sentence), `over`.
pub async fn events(Now(desk): Now, Path(id): Path<String>) -> Result<Response, Failure> {
    let run = desk.store_desk().upload_run(&id, Duration::ZERO).await?.run;
    let events = stream::unfold((run, false), |(run, over)| async move {
        if over {
            return None;
        }
        let ended = run.ended_within(EVERY).await.is_some();
        Some((Ok::<_, std::convert::Infallible>(event(&run, ended)), (run, ended)))
    });
    Ok(([(CONTENT_TYPE, "text/event-stream")], Body::from_stream(events)).into_response())
}

fn event(run: &Arc<ImportRun>, over: bool) -> Bytes {
    let speed = run.speed();
    let told = match run.stage() {
        RunStage::Waiting(whom) => format!("{whom} 正在导入，请等它结束"),
        RunStage::Running | RunStage::Ended(_) => sentence(speed),
    };
    let data = serde_json::json!({ "share": speed.share, "told": told, "over": over });
    Bytes::from(format!("data: {data}\n\n"))
}

fn sentence(speed: Speed) -> String {
    let left = match speed.seconds_left {
        Some(0) | None => String::new(),
        Some(seconds @ 1..60) => format!("，还要约 {seconds} 秒"),
        Some(seconds) => format!("，还要约 {} 分钟", seconds.div_ceil(60)),
    };
    let (done, per_second) = (grouped(speed.done), grouped(speed.per_second));
    match speed.doing {
        Doing::Reading => format!("已读 {done} 行，每秒 {per_second} 行{left}"),
        Doing::Comparing => format!("行已读完；新企业的名称已核对 {done} 家，每秒 {per_second} 家{left}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_told_where_it_is_known() {
        let speed =
            |seconds_left| Speed { doing: Doing::Reading, done: 12_000, per_second: 4_000, share: None, seconds_left };
        assert_eq!(sentence(speed(None)), "已读 12,000 行，每秒 4,000 行");
        assert_eq!(sentence(speed(Some(7))), "已读 12,000 行，每秒 4,000 行，还要约 7 秒");
        assert!(sentence(speed(Some(61))).ends_with("还要约 2 分钟"));
        let comparing = Speed { doing: Doing::Comparing, ..speed(Some(7)) };
        assert_eq!(sentence(comparing), "行已读完；新企业的名称已核对 12,000 家，每秒 4,000 家，还要约 7 秒");
    }
}
