//! `POST /duplicates/{judge,unmerge,undo,refuse}`: the answer leads to the page that tells what was done, or is that page with
//! what is wrong.

use axum::response::Response;

use crate::app::judging::{JudgeAsked, ProposalAsked, UnmergeAsked};
use crate::app::{AppError, Desk, ErrorKind};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::judging::page::{DuplicatesQuery, RefusedPair, shown};
use crate::model::JudgedAs;

const ONE: FormField = ("one", "一家的编号或名称，或它一条记录的编号");
const OTHER: FormField = ("other", "另一家的编号或名称，或它一条记录的编号");
const WORD: FormField = ("said", "same 同一家，different 不是一家，unsure 说不准");
const REASON: FormField = ("reason", "理由；可不写");
const CLAIM: FormField = ("claim", "两家都被认领时，留哪支招商队的认领：编号或名称");
const WHO: FormField = ("who", "经手人；不写是本机网页");

/// What is sent that says whether two are one.
pub const SAID: [FormField; 6] = [ONE, OTHER, WORD, REASON, CLAIM, WHO];

/// The same of a page, which goes on showing the pairs of its chain; many pairs are sent as many `one` and as many `other`.
pub const PAGE_SAID: [FormField; 7] = [ONE, OTHER, WORD, REASON, CLAIM, WHO, ("chain", "回到哪条产业链的查重页")];

/// What is sent that takes records out of their firm.
pub const TAKEN_OUT: [FormField; 3] = [("record", "要取出的记录的编号；可以几个"), REASON, WHO];

/// What is sent that takes a judgement back.
pub const UNDONE: [FormField; 1] = [("number", "那次判断的日志号")];

/// What is sent that does not accept a proposal.
pub const REFUSED: [FormField; 3] = [ONE, OTHER, WHO];

fn given(fields: &Fields, name: &str) -> Option<String> {
    Some(fields.text(name)).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Every pair that a form says something of.
pub fn judged(fields: &Fields) -> Result<Vec<JudgeAsked>, AppError> {
    let (ones, others) = (fields.all("one"), fields.all("other"));
    if ones.is_empty() || ones.len() != others.len() {
        return Err(AppError::BadRequest("没有写明是哪两家企业".to_owned()));
    }
    let said = JudgedAs::from_word(fields.text("said"));
    let said = said.ok_or_else(|| AppError::BadRequest("没有选判断：同一家、不是一家或说不准".to_owned()))?;
    let (reason, claim) = (fields.text("reason").to_owned(), given(fields, "claim"));
    let who = fields.who().map(str::to_owned);
    let pair = |(one, other)| {
        let (reason, claim, who) = (reason.clone(), claim.clone(), who.clone());
        JudgeAsked { said, one, other, reason, claim, who }
    };
    Ok(ones.into_iter().zip(others).map(pair).collect())
}

/// The records that a form takes out.
pub fn taken_out(fields: &Fields) -> UnmergeAsked {
    let who = fields.who().map(str::to_owned);
    UnmergeAsked { records: fields.all("record"), reason: fields.text("reason").to_owned(), who }
}

/// The proposal that a form does not accept.
pub fn refused(fields: &Fields) -> ProposalAsked {
    let text = |name: &str| fields.text(name).to_owned();
    ProposalAsked { one: text("one"), other: text("other"), who: fields.who().map(str::to_owned) }
}

/// The number of the judgement that a form takes back.
pub fn number(fields: &Fields) -> Result<u64, AppError> {
    let text = fields.text("number");
    text.parse().map_err(|_| AppError::BadRequest(format!("「{text}」不是日志号")))
}

/// Says of pairs whether they are one.
pub async fn judge(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let chain = fields.text("chain").to_owned();
    let done = async {
        let mut numbers = Vec::new();
        for asked in judged(&fields)? {
            numbers.extend(desk.judge(&asked).await?.number);
        }
        Ok(numbers)
    };
    let done = done.await;
    answered(&desk, &chain, &fields, done).await
}

/// Takes records out of their firm.
pub async fn unmerge(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = desk.unmerge(&taken_out(&fields)).await.map(|done| done.number.into_iter().collect());
    answered(&desk, "", &fields, done).await
}

/// Takes a judgement back.
pub async fn undo(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = async { Ok(vec![desk.judgement_undo(number(&fields)?).await?.0]) }.await;
    answered(&desk, "", &fields, done).await
}

/// Does not accept a proposal.
pub async fn refuse(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = desk.proposal_refuse(&refused(&fields)).await.map(|done| done.number.into_iter().collect());
    answered(&desk, "", &fields, done).await
}

/// Leads to what was done, or shows what is wrong.
async fn answered(
    desk: &Desk,
    chain: &str,
    typed: &Fields,
    done: Result<Vec<u64>, AppError>,
) -> Result<Response, Failure> {
    let error = match done {
        Ok(numbers) => return Ok(see(&DuplicatesQuery::after(chain, numbers.last().copied()).address())),
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::Ambiguous | ErrorKind::BadRequest | ErrorKind::Conflict => {
            let (one, other) = (typed.text("one").to_owned(), typed.text("other").to_owned());
            let (told, status) = (error.to_string(), Failure::status_of(error.kind()));
            shown(desk, &DuplicatesQuery::after(chain, None), Some(RefusedPair { one, other, told, status })).await
        }
        _ => Err(error.into()),
    }
}
