//! `POST /api/v1/match`: which known firms names mean.

use axum::Json;

use crate::app::{AppError, MatchAnswer};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;

/// Names asked about at once.
const MOST: usize = 1_000;

/// What is sent: each name under the same word.
pub const NAMES: [FormField; 1] = [("name", "企业名称，一个名称一个字段，最多 1000 个；简称、曾用名、繁体也认得")];

/// The same answer as the command line's.
pub async fn answer(Now(desk): Now, sent: Sent) -> Result<Json<MatchAnswer>, Failure> {
    let mut names = Fields::of(sent)?.all("name");
    names.retain(|name| !name.is_empty());
    match names.len() {
        0 => Err(AppError::BadRequest("没有写名称：请在 name 字段里写要匹配的企业名称".to_owned()).into()),
        1..=MOST => Ok(Json(desk.match_names(names).await?)),
        count => {
            let told = format!("一次最多匹配 {MOST} 个名称，这里有 {count} 个；请分几次，或用 liantu match 读文件");
            Err(AppError::BadRequest(told).into())
        }
    }
}
