//! `/s/{secret}`: a link. GET shows one button, whatever is behind it, so that what reads addresses in chats takes nothing; POST
//! opens it. Then the same address shows the list, and its table, files, JSON and proposals are one grant with it.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::at_link::AtLink;
use crate::app::sharing::links::{Knock, Proposed, SharedAnswer, SharedList};
use crate::app::{App, AppError, Desk, random_id};
use crate::http::Outside;
use crate::http::frame::door::kept_link;
use crate::http::frame::download::{PAGE, TakenAway, file};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{Parameter, QueryOf};
use crate::http::frame::shell::page;
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::model::{EntryField, TargetState};

/// What the form sends that opens it.
pub const OPENED: [FormField; 2] =
    [("grant", "这一页给的随机数；同一个数再送一次不另算"), ("passcode", "口令，没有就留空")];

/// What the form sends that proposes something.
pub const PROPOSED: [FormField; 4] = [
    ("key", "哪一家：页面上给的键"),
    ("state", "状态；不写是不改"),
    ("reason", "放弃或退回的理由"),
    ("note", "备注；不写是不改"),
];

/// What the page takes.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct SharedQuery {
    /// 1: something was just proposed.
    said: Parameter<usize>,
}

#[derive(Template)]
#[template(path = "knock.html")]
struct KnockPage {
    outside: Outside,
    address: String,
    grant: String,
    refused: bool,
}

#[derive(Template)]
#[template(path = "shared.html")]
struct SharedPage {
    outside: Outside,
    address: String,
    list: SharedList,
    rows: ShownTable,
    said: bool,
    /// The key of the target whose form was refused, why, and what was typed there.
    refused: Option<(String, String, Fields)>,
}

impl SharedPage {
    /// Pixels from one watermark to the next.
    fn mark_width(&self) -> usize {
        self.list.input.watermark().chars().count() * 20 + 60
    }

    /// Why the form of a target was refused.
    fn wrong(&self, key: &str) -> Option<&str> {
        self.refused.as_ref().filter(|(of, ..)| of == key).map(|(_, told, _)| told.as_str())
    }

    /// What was typed in a field of its form.
    fn typed(&self, key: &str, field: &str) -> &str {
        let typed = self.refused.as_ref().filter(|(of, ..)| of == key);
        typed.and_then(|(.., fields)| fields.sent(field)).unwrap_or_default()
    }

    /// The states that may be proposed.
    fn states(&self, at: &usize, key: &str) -> Vec<FilterOption> {
        let now = self.list.states.get(*at).copied().flatten();
        let typed = self.typed(key, "state");
        let others = TargetState::ALL.iter().filter(|state| Some(**state) != now && **state != TargetState::Listed);
        options(others.map(|state| (state.code(), state.zh(), state.code() == typed)))
    }
}

/// Shows the button, or what is behind it to whoever pressed it.
pub async fn show(at: AtLink, QueryOf(query): QueryOf<SharedQuery>, asked: TableRequest) -> Result<Response, Failure> {
    let said = query.said.given().is_some();
    let (address, outside) = (at.address(), Outside::of(at.visitor.person().map(|person| &**person)));
    match &at.opened {
        Some((desk, _)) => shown(desk, (address, outside), asked, (said, None)).await,
        None => knock(address, outside, false),
    }
}

fn knock(address: String, outside: Outside, refused: bool) -> Result<Response, Failure> {
    let status = if refused { StatusCode::NOT_FOUND } else { StatusCode::OK };
    let grant = random_id() + &random_id();
    Ok((status, page(&KnockPage { outside, address, grant, refused })?).into_response())
}

/// Opens it. What does not open is one page, whatever the reason.
pub async fn open(State(app): State<Arc<App>>, at: AtLink, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let knocked = Knock {
        secret: at.secret.clone(),
        grant: fields.text("grant").to_owned(),
        passcode: fields.text("passcode").to_owned(),
        address: at.visitor.address,
    };
    match app.open_link(&knocked).await? {
        None => knock(at.address(), Outside::of(at.visitor.person().map(|person| &**person)), true),
        Some(opened) => {
            let cookie = kept_link(&at.visitor.cookie.of_link(&at.secret), &knocked.grant, opened.lasts);
            let mut response = see(&at.address());
            response.headers_mut().insert(SET_COOKIE, cookie);
            Ok(response)
        }
    }
}

/// Keeps what is proposed of a target; where it cannot be, the page says why in its form.
pub async fn propose(at: AtLink, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let (address, outside) = (at.address(), Outside::of(at.visitor.person().map(|person| &**person)));
    let (desk, grant) = at.desk()?;
    let text = |name: &str| fields.text(name).to_owned();
    let proposed = Proposed { key: text("key"), state: text("state"), reason: text("reason"), note: text("note") };
    match desk.propose(&grant, &proposed).await {
        Ok(_) => Ok(see(&format!("{address}?said=1"))),
        Err(AppError::BadRequest(told)) => {
            let asked = TableRequest::read(&address, "")?;
            let refused = Some((proposed.key, told, fields));
            let mut page = shown(&desk, (address, outside), asked, (false, refused)).await?;
            *page.status_mut() = StatusCode::BAD_REQUEST;
            Ok(page)
        }
        Err(error) => Err(error.into()),
    }
}

/// What a program is told that opened it.
pub async fn answer(at: AtLink) -> Result<Json<SharedAnswer>, Failure> {
    let (desk, _) = at.desk()?;
    Ok(Json(desk.shared().await?.answer))
}

/// The page to take along.
pub async fn packet(at: AtLink) -> Result<Response, Failure> {
    let (desk, _) = at.desk()?;
    let (name, content) = desk.shared_packet().await?;
    Ok(file(content, PAGE, &name))
}

async fn shown(
    desk: &Desk,
    (address, outside): (String, Outside),
    asked: TableRequest,
    (said, refused): (bool, Option<(String, String, Fields)>),
) -> Result<Response, Failure> {
    let list = desk.shared().await?;
    let (city, chain) = (list.city.clone(), list.input.chain_name.clone());
    let origin = TableOrigin { city, chain, as_of: desk.today(), rules: String::new() };
    let table = list.table.clone();
    let asked = asked.without("said").of_page(address.clone());
    let mut response = asked.answer([table], &origin, &|_| None, |[rows]| {
        page(&SharedPage { outside, address, list, rows, said, refused })
    })?;
    // Under the name of the link, not of whoever else is logged in at that browser.
    if let Some(TakenAway(file)) = response.extensions_mut().remove::<TakenAway>() {
        desk.shared_taken(&file).await?;
    }
    Ok(response)
}
