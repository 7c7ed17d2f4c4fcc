//! `POST /claims/{take,renew,release,rule,lead}`: the answer leads to the page that tells what was done, or is that page with
//! what was typed and what is wrong with it.

use axum::http::StatusCode;
use axum::response::Response;

use crate::app::claims::{ClaimAsked, ClaimDone, Claimed, NewLead, RulingAsked};
use crate::app::{AppError, Desk, ErrorKind};
use crate::http::claims::page::{ClaimForm, ClaimsQuery, RefusedClaim, shown};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::model::Ruling;

const ENTERPRISE: FormField = ("enterprise", "企业的编号或名称");
const SQUAD: FormField = ("squad", "招商队的编号或名称");
const WHO: FormField = ("who", "经手人；不写是本机网页");

/// What the forms of a squad send.
pub const OF_SQUAD: [FormField; 3] = [ENTERPRISE, SQUAD, WHO];

/// What the form sends that decides.
pub const RULED: [FormField; 5] = [
    ENTERPRISE,
    ("ruling", "keep 维持，hand-over 移交，end 终止"),
    ("to", "移交给哪支招商队：编号或名称"),
    ("reason", "理由，两队都会看到"),
    WHO,
];

/// What the form of a new lead sends.
pub const REPORTED: [FormField; 8] = [
    ("chain", "产业链的编号或名称"),
    ("name", "企业全称"),
    ("place", "所在地：代码或名称"),
    ("segment", "环节的编号或名称"),
    ("products", "主营产品"),
    ("note", "备注"),
    SQUAD,
    WHO,
];

fn given(fields: &Fields, name: &str) -> Option<String> {
    Some(fields.text(name)).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn enterprise(fields: &Fields) -> Result<String, AppError> {
    given(fields, "enterprise").ok_or_else(|| AppError::BadRequest("没有写明是哪家企业".to_owned()))
}

fn asked(fields: &Fields) -> Result<ClaimAsked, AppError> {
    let (squad, who) = (given(fields, "squad"), fields.who().map(str::to_owned));
    Ok(ClaimAsked { enterprise: enterprise(fields)?, squad, who })
}

/// Claims a firm; where another squad has it, the page says so, and that this was kept.
pub async fn take(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = async {
        match desk.claim(&asked(&fields)?).await? {
            Claimed::Got(done) => Ok(Ok(done)),
            Claimed::Collided { name, taken, .. } => Ok(Err(Claimed::collision_told(&name, &taken))),
        }
    };
    match done.await {
        Ok(Err(told)) => {
            let wrong = RefusedClaim { form: ClaimForm::Squad, typed: fields, told, status: StatusCode::CONFLICT };
            shown(&desk.looking_anew(), &ClaimsQuery::default(), Some(wrong)).await
        }
        Ok(Ok(done)) => answered(&desk, ClaimForm::Squad, fields, Ok(done)).await,
        Err(error) => answered(&desk, ClaimForm::Squad, fields, Err(error)).await,
    }
}

/// Renews a claim.
pub async fn renew(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = async { desk.claim_renew(&asked(&fields)?).await }.await;
    answered(&desk, ClaimForm::Squad, fields, done).await
}

/// Gives a firm back.
pub async fn release(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = async { desk.claim_release(&asked(&fields)?).await }.await;
    answered(&desk, ClaimForm::Squad, fields, done).await
}

/// Decides whose a firm is.
pub async fn rule(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = async {
        let (enterprise, who) = (enterprise(&fields)?, fields.who().map(str::to_owned));
        let ruling = Ruling::from_word(fields.text("ruling"));
        let ruling = ruling.ok_or_else(|| AppError::BadRequest("没有选裁定：维持、移交或终止".to_owned()))?;
        let (to, reason) = (given(&fields, "to"), fields.text("reason").to_owned());
        desk.claim_rule(&RulingAsked { enterprise, ruling, to, reason, who }).await
    };
    let done = done.await;
    answered(&desk, ClaimForm::Rule, fields, done).await
}

/// Reports a firm that nobody has listed.
pub async fn lead(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let text = |name: &str| fields.text(name).to_owned();
    let lead = NewLead {
        chain: text("chain"),
        name: text("name"),
        place: text("place"),
        segment: text("segment"),
        products: text("products"),
        note: text("note"),
        squad: given(&fields, "squad"),
        who: fields.who().map(str::to_owned),
    };
    let done = desk.new_lead(&lead).await;
    answered(&desk, ClaimForm::Lead, fields, done).await
}

/// Leads to what was done, or shows the form that was refused.
async fn answered(
    desk: &Desk,
    form: ClaimForm,
    typed: Fields,
    done: Result<ClaimDone, AppError>,
) -> Result<Response, Failure> {
    let error = match done {
        Ok(done) => {
            let squad = if form == ClaimForm::Rule { "" } else { typed.text("squad") };
            return Ok(see(&ClaimsQuery::after(desk, squad, done.number).address()));
        }
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::Ambiguous | ErrorKind::BadRequest | ErrorKind::Conflict => {
            // A chain that one may not see answers as if it were not there.
            if form == ClaimForm::Lead && error.kind() == ErrorKind::NotFound && !desk.sees_chain(typed.text("chain")) {
                return Err(error.into());
            }
            let (told, status) = (error.to_string(), Failure::status_of(error.kind()));
            shown(desk, &ClaimsQuery::default(), Some(RefusedClaim { form, typed, told, status })).await
        }
        _ => Err(error.into()),
    }
}
