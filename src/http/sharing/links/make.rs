//! `POST /chains/{chain}/list/link`: the entries that were ticked, shown to somebody by link. First the form, then the address,
//! which is told this once.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::kept::{MadeShown, made_shown};
use crate::app::sharing::links::{LinkBegun, LinkColumn, NewLink};
use crate::app::{AppError, Desk, ErrorKind};
use crate::http::SquadChoices;
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::door::Visitor;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{FilterOption, options};

/// What the form sends.
pub const SAID: [FormField; 12] = [
    ("form", "make 是发；不写是先看表单"),
    ("enterprise", "给看的企业：记录，或 版本|记录，可写多次"),
    ("columns", "给看的列，可写多次"),
    ("contacts", "1 是带联系方式"),
    ("squad", "接收人所在招商队的编号或名称；可不写"),
    ("to", "接收人"),
    ("purpose", "用途"),
    ("basis", "依据；带联系方式时要写"),
    ("until", "最后一天；不写是 14 天"),
    ("passcode", "口令；不写是不设"),
    ("openings", "可打开几次"),
    ("who", "经手人；不写是本机网页"),
];

#[derive(Template)]
#[template(path = "link_make.html")]
struct MakePage {
    shell: Shell,
    path: String,
    begun: LinkBegun,
    squads: SquadChoices,
    columns: Vec<FilterOption>,
    typed: Fields,
    wrong: Option<String>,
    made: Option<MadeShown>,
}

impl MakePage {
    fn said(&self, field: &str) -> &str {
        self.typed.text(field)
    }
}

/// Shows the form, or makes the link.
pub async fn make(
    Now(desk): Now,
    Path(chain): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let records: Vec<String> = fields.all("enterprise").into_iter().map(record).collect();
    let begun = desk.link_begun(&chain, &records).await?;
    if begun.firms.is_empty() {
        let told = "没有勾选企业；请先在清单上勾选要给对方看的";
        return Err(AppError::BadRequest(told.into()).into());
    }
    if fields.text("form") != "make" {
        return shown(&desk, begun, fields, (None, None));
    }
    let made = match given(&chain, records, &fields) {
        Ok(given) => desk.link_make(&given).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(made) => shown(&desk, begun, fields, (None, Some(made_shown(made, &visitor, &headers)?))),
        Err(error) => match error.kind() {
            ErrorKind::BadRequest | ErrorKind::NotFound | ErrorKind::Ambiguous => {
                let page = shown(&desk, begun, fields, (Some(error.to_string()), None))?;
                Ok((Failure::status_of(error.kind()), page).into_response())
            }
            _ => Err(error.into()),
        },
    }
}

/// What a tick sends: the version that was seen, and the record.
fn record(ticked: String) -> String {
    match ticked.split_once('|') {
        Some((version, record)) if version.bytes().all(|byte| byte.is_ascii_digit()) => record.to_owned(),
        _ => ticked,
    }
}

fn given(chain: &str, records: Vec<String>, fields: &Fields) -> Result<NewLink, AppError> {
    let text = |name: &str| fields.text(name).to_owned();
    let some = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
    let bad = |what: &str, text: &str| AppError::BadRequest(format!("{what}“{text}”读不懂"));
    let until = some("until").map(|text| text.parse().map_err(|_| bad("最后一天", &text))).transpose()?;
    let openings = some("openings").map(|text| text.parse().map_err(|_| bad("可打开几次", &text))).transpose()?;
    Ok(NewLink {
        chain: chain.to_owned(),
        records,
        columns: fields.all("columns"),
        contacts: fields.text("contacts") == "1",
        squad: some("squad"),
        to: text("to"),
        purpose: text("purpose"),
        basis: text("basis"),
        until,
        passcode: text("passcode"),
        openings,
        who: fields.who().map(str::to_owned),
    })
}

fn shown(
    desk: &Desk,
    begun: LinkBegun,
    typed: Fields,
    (wrong, made): (Option<String>, Option<MadeShown>),
) -> Result<Response, Failure> {
    let chosen = typed.all("columns");
    let is_first = typed.text("form") != "make";
    let is_chosen =
        |column: &LinkColumn| if is_first { column.is_usual() } else { chosen.iter().any(|c| c == column.code()) };
    let columns = LinkColumn::all().into_iter();
    let title = format!("{} 发链接", begun.chain_name);
    let page = page(&MakePage {
        shell: Shell::new(desk, &title, Some((&begun.chain, "list")), &Standpoint::default())?,
        path: part(&begun.chain),
        squads: SquadChoices::of(desk, &begun.chain, Some(typed.text("squad")))?,
        columns: options(columns.map(|column| (column.code(), column.zh(), is_chosen(&column)))),
        begun,
        typed,
        wrong,
        made,
    })?;
    Ok((StatusCode::OK, page).into_response())
}
