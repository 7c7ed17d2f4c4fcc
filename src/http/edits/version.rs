//! `GET /api/v1/…/version`: which version of what a page shows stands now; asked by pages that tell when it has moved.

use axum::Json;
use axum::extract::Path;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::edits::{Subject, ThingVersion};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Required};

/// Which target of a list.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TargetAsked {
    /// The id of the target; by default the whole list.
    target: Parameter<String>,
}

/// Which firm.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FirmAsked {
    /// Its id or full name.
    id: Required,
}

/// What of a chain.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RecordAsked {
    /// The id of a segment; by default the working group.
    segment: Parameter<String>,
    /// The id of a meeting; by default the working group.
    meeting: Parameter<String>,
}

/// Of a list, or of one target of it.
pub async fn list(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(asked): QueryOf<TargetAsked>,
) -> Result<Json<ThingVersion>, Failure> {
    Ok(Json(desk.store_desk().list_version(&chain, asked.target.given()).await?))
}

/// Of a firm's own values.
pub async fn firm(Now(desk): Now, QueryOf(asked): QueryOf<FirmAsked>) -> Result<Json<ThingVersion>, Failure> {
    let firm = asked.id.read("id", "企业的编号或全称")?.to_owned();
    Ok(Json(desk.record_version(&Subject::Firm(firm)).await?))
}

/// Of a chain's working group, a segment or a meeting.
pub async fn part_of_chain(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(asked): QueryOf<RecordAsked>,
) -> Result<Json<ThingVersion>, Failure> {
    let subject = match (asked.segment.owned(), asked.meeting.owned()) {
        (Some(segment), _) => Subject::Segment(chain, segment),
        (None, Some(meeting)) => Subject::Meeting(chain, meeting),
        (None, None) => Subject::Chain(chain),
    };
    Ok(Json(desk.record_version(&subject).await?))
}
