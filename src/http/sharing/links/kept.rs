//! `/chains/{chain}/links` and `/api/v1/links`: the links of a chain's list, who opened which when, revoked and made again.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::sharing::links::{LinkLine, MadeLink, RevokeAsked};
use crate::app::{AppError, Desk, ErrorKind};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::door::Visitor;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};

/// What the form sends.
pub const SAID: [FormField; 3] = [
    ("what", "one 收回一条，again 重做一条，receiver、squad、chain 收回一个接收人、一支招商队、一条产业链的全部"),
    ("value", "链接的编号、接收人或招商队；chain 不写"),
    ("who", "经手人；不写是本机网页"),
];

/// What the page takes.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct LinksQuery {
    /// How many links were just revoked.
    revoked: Parameter<usize>,
}

/// No more than the chain is asked.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct OfChainAlone {}

/// The links of a chain's list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LinksAnswer {
    links: Vec<LinkLine>,
}

/// A link just made, with its address for the clipboard and for a camera.
#[derive(Debug)]
pub struct MadeShown {
    pub address: String,
    pub picture: String,
    pub size: usize,
    pub line: LinkLine,
}

#[derive(Template)]
#[template(path = "links.html")]
struct LinksPage {
    shell: Shell,
    path: String,
    links: Vec<LinkLine>,
    revoked: Option<String>,
    wrong: Option<String>,
    made: Option<MadeShown>,
}

/// The whole address of a link, as whoever asks reaches this service.
pub fn made_shown(made: MadeLink, visitor: &Visitor, headers: &HeaderMap) -> Result<MadeShown, Failure> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if visitor.cookie.is_secure() { "https" } else { "http" };
    let address = format!("{scheme}://{host}/s/{}", made.secret);
    let (picture, size) = MadeLink::picture(&address)?;
    Ok(MadeShown { address, picture, size, line: made.line })
}

/// Shows them.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<LinksQuery>,
) -> Result<Response, Failure> {
    let revoked = query.revoked.given().map(str::to_owned);
    shown(&desk, &chain, (revoked, None, None), StatusCode::OK).await
}

/// The same for programs.
pub async fn answer(
    Now(desk): Now,
    QueryOf(asked): QueryOf<OfChain<OfChainAlone>>,
) -> Result<Json<LinksAnswer>, Failure> {
    Ok(Json(LinksAnswer { links: desk.links(asked.chain()?).await?.1 }))
}

/// Revokes links, or makes one again.
pub async fn change(
    Now(desk): Now,
    Path(chain): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let (value, who) = (fields.text("value").to_owned(), fields.who());
    let asked = match fields.text("what") {
        "again" => return again(&desk, &chain, (&value, who), (&visitor, &headers)).await,
        "one" => Ok(RevokeAsked::One(value)),
        "receiver" => Ok(RevokeAsked::Receiver(value)),
        "squad" => Ok(RevokeAsked::Squad(value)),
        "chain" => Ok(RevokeAsked::Chain),
        other => Err(AppError::BadRequest(format!("不认识“{other}”，没有写入；请刷新后重填"))),
    };
    let done = match asked {
        Ok(asked) => desk.links_revoke(&chain, &asked, who).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(done) => Ok(see(&format!("/chains/{}/links?revoked={}", part(&chain), done.links))),
        Err(error) => refused(&desk, &chain, error).await,
    }
}

async fn again(
    desk: &Desk,
    chain: &str,
    (link, who): (&str, Option<&str>),
    (visitor, headers): (&Visitor, &HeaderMap),
) -> Result<Response, Failure> {
    match desk.link_again(chain, link, who).await {
        Ok(made) => {
            let made = made_shown(made, visitor, headers)?;
            shown(desk, chain, (None, None, Some(made)), StatusCode::OK).await
        }
        Err(error) => refused(desk, chain, error).await,
    }
}

/// What the page itself tells; a fault of ours is none of the form's.
async fn refused(desk: &Desk, chain: &str, error: AppError) -> Result<Response, Failure> {
    match error.kind() {
        ErrorKind::BadRequest | ErrorKind::NotFound | ErrorKind::Ambiguous => {
            let status = Failure::status_of(error.kind());
            shown(desk, chain, (None, Some(error.to_string()), None), status).await
        }
        _ => Err(error.into()),
    }
}

async fn shown(
    desk: &Desk,
    chain: &str,
    (revoked, wrong, made): (Option<String>, Option<String>, Option<MadeShown>),
    status: StatusCode,
) -> Result<Response, Failure> {
    let (id, links) = desk.links(chain).await?;
    let shell = Shell::new(desk, "链接", Some((&id, "list")), &Standpoint::default())?;
    let page = page(&LinksPage { shell, path: part(&id), links, revoked, wrong, made })?;
    Ok((status, page).into_response())
}
