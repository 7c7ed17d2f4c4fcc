//! `POST /evidence/{trips,projects}` and `…/out`: a file is added, or taken out; the answer leads to the files of what it shows.

use axum::http::HeaderMap;
use axum::response::Response;

use super::MOST;
use super::page::{after, shown};
use crate::access::Right;
use crate::app::Desk;
use crate::app::evidence::{EvidenceGiven, MOST_OF_FILE, file_too_large};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, FormLimit, Sent, SentFiles, is_token, see};
use crate::http::frame::openapi::FormField;

const LIMIT: FormLimit = FormLimit { most: MOST, told: file_too_large };
const OF: FormField = ("of", "是什么的依据：visits:走访编号、trips:出行编号，或 project_nodes:项目编号 节点");
const WHO: FormField = ("who", "经手人；不写是本机网页");

/// What the form sends that adds a file, which comes last.
pub const ADDED: [FormField; 2] = [OF, WHO];

/// What the form sends that takes one out.
pub const REMOVED: [FormField; 3] = [OF, ("evidence", "依据文件的编号"), WHO];

/// Adds a file to a trip or a visit.
pub async fn to_trip(Now(desk): Now, headers: HeaderMap, sent: SentFiles) -> Result<Response, Failure> {
    added(&desk, Right::LogWork, &headers, sent).await
}

/// Adds a file to a node of a project.
pub async fn to_project(Now(desk): Now, headers: HeaderMap, sent: SentFiles) -> Result<Response, Failure> {
    added(&desk, Right::EditProject, &headers, sent).await
}

/// Takes a file out that a trip or a visit has.
pub async fn from_trip(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    removed(&desk, Right::LogWork, sent).await
}

/// Takes a file out that a node of a project has.
pub async fn from_project(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    removed(&desk, Right::EditProject, sent).await
}

async fn added(desk: &Desk, right: Right, headers: &HeaderMap, sent: SentFiles) -> Result<Response, Failure> {
    let given = taken_in(desk, headers, sent).await?;
    match desk.evidence_add(right, &given).await? {
        Ok(id) => Ok(see(&after(&given.of, Some(&id)))),
        Err(refused) => shown(desk, &given.of, None, Some(refused)).await,
    }
}

async fn removed(desk: &Desk, right: Right, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let (of, evidence, who) = (fields.text("of"), fields.text("evidence"), fields.who());
    desk.evidence_remove(right, of, evidence, who).await?;
    Ok(see(&after(of, None)))
}

/// What a form sends; its token comes before its file, or nothing is taken.
async fn taken_in(desk: &Desk, headers: &HeaderMap, sent: SentFiles) -> Result<EvidenceGiven, Failure> {
    let _place = LIMIT.begin(headers)?;
    let mut is_bound = sent.is_by_token();
    let (mut form, mut given) = (sent.parts()?, EvidenceGiven::default());
    while let Some(mut field) = LIMIT.field(&mut form).await? {
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "token" => is_bound |= is_token(LIMIT.text(&mut field).await?.trim(), desk.person()),
            "of" => LIMIT.text(&mut field).await?.trim().clone_into(&mut given.of),
            "who" => given.who = Some(LIMIT.text(&mut field).await?).filter(|who| !who.trim().is_empty()),
            "files" if is_bound && given.content.is_empty() => {
                field.file_name().unwrap_or_default().clone_into(&mut given.name);
                while let Some(bytes) = LIMIT.bytes(&mut field).await? {
                    given.content.extend(bytes);
                    if given.content.len() > MOST_OF_FILE {
                        return Err(Failure::too_large(&file_too_large()));
                    }
                }
            }
            "files" if is_bound => return Err(Failure::bad_form()),
            "files" => return Err(Failure::stale_form()),
            _ => return Err(Failure::unknown_field(&name)),
        }
    }
    if is_bound { Ok(given) } else { Err(Failure::stale_form()) }
}
