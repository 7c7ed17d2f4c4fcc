//! `/people`: accounts, for the admin.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::access::UsersPart;
use crate::app::accounts::{AccountLine, NewAccount};
use crate::app::{AppError, Desk};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::model::{AccountRole, Grant, GrantedOver};

/// What the forms send.
pub const SAID: [FormField; 5] = [
    ("form", "做什么：add、grant、recruiter、link、out、no-factor、disable、enable"),
    ("login", "账号"),
    ("name", "姓名；不写就是账号"),
    ("grants", "角色或角色:范围，用逗号或空格隔开"),
    ("recruiter", "是哪位招商员，编号或姓名；不写就不是"),
];

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    shell: Shell,
    /// Whether accounts are theirs to make, and what they may theirs to say: where an admin is split, never both.
    may_make: bool,
    may_grant: bool,
    accounts: Vec<AccountLine>,
    /// Whom an account may be, by id.
    recruiters: Vec<(String, String)>,
    wrong: Option<String>,
    done: Option<String>,
    /// Path of a one-time link.
    link: Option<String>,
    over_city: Vec<(&'static str, &'static str)>,
    over_part: Vec<(&'static str, &'static str)>,
}

/// What came of a form.
#[derive(Default)]
struct Outcome {
    wrong: Option<String>,
    done: Option<String>,
    link: Option<String>,
}

/// Shows them.
pub async fn show(Now(desk): Now) -> Result<Response, Failure> {
    shown(&desk, Outcome::default()).await
}

/// Does something to an account. The answer is the page itself, since a one-time link is told once.
pub async fn change(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let outcome = match changed(&desk, &fields).await {
        Ok(outcome) => outcome,
        Err(error @ (AppError::BadRequest(_) | AppError::NotFound { .. } | AppError::Ambiguous { .. })) => {
            Outcome { wrong: Some(error.to_string()), ..Outcome::default() }
        }
        Err(error) => return Err(error.into()),
    };
    shown(&desk, outcome).await
}

async fn changed(desk: &Desk, fields: &Fields) -> Result<Outcome, AppError> {
    let (at, login) = (desk.store_desk(), fields.text("login"));
    let done = |text: &str| Ok(Outcome { done: Some(format!("{login}：{text}")), ..Outcome::default() });
    match fields.text("form") {
        "add" => {
            let first = at.accounts().await?.is_empty();
            let grants = grants_of_new(desk, fields, first)?;
            let name = fields.text("name").to_owned();
            let recruiter = desk.recruiter_meant(fields.text("recruiter")).await?;
            let new = NewAccount { login: login.to_owned(), name, grants, first, recruiter, password: None };
            let login = at.account_add(new).await?;
            let link = Some(linked(&at.account_link(&login).await?));
            Ok(Outcome { done: Some(format!("{login}：已开户")), link, wrong: None })
        }
        "grant" => {
            at.account_grant(login, grants(desk, fields)?).await?;
            done("角色已改，原来的会话都已结束")
        }
        "recruiter" => {
            at.account_recruiter(login, desk.recruiter_meant(fields.text("recruiter")).await?).await?;
            done("是哪位招商员已改，原来的会话都已结束")
        }
        "link" => {
            let link = Some(linked(&at.account_link(login).await?));
            Ok(Outcome { link, ..Outcome::default() })
        }
        "out" => {
            at.account_out(login).await?;
            done("会话都已结束")
        }
        "no-factor" => {
            at.account_no_factor(login).await?;
            done("验证码已取消，会话都已结束；请本人重新开")
        }
        word @ ("disable" | "enable") => {
            at.account_disable(login, word == "disable").await?;
            done(if word == "disable" { "已停用，会话都已结束" } else { "已启用" })
        }
        other => Err(AppError::BadRequest(format!("不认识“{other}”，没有写入；请刷新后重填"))),
    }
}

fn linked(secret: &str) -> String {
    format!("/welcome/{secret}")
}

/// The first account is an admin; another one may be granted something later, by whoever may grant.
fn grants_of_new(desk: &Desk, fields: &Fields, first: bool) -> Result<Vec<Grant>, AppError> {
    match (first, fields.text("grants").is_empty()) {
        (true, _) => Ok(vec![Grant { role: AccountRole::Admin, scope: None }]),
        (false, true) => Ok(Vec::new()),
        (false, false) => grants(desk, fields),
    }
}

fn grants(desk: &Desk, fields: &Fields) -> Result<Vec<Grant>, AppError> {
    let between = |c: char| c.is_whitespace() || ",，、;；".contains(c);
    let given: Vec<String> =
        fields.text("grants").split(between).filter(|text| !text.is_empty()).map(str::to_owned).collect();
    if given.is_empty() {
        return Err(AppError::BadRequest("没有写角色；要收回全部权限，请停用账户".into()));
    }
    desk.grants_read(&given)
}

async fn shown(desk: &Desk, outcome: Outcome) -> Result<Response, Failure> {
    let accounts = desk.store_desk().accounts().await?;
    let recruiters = desk.recruiters_to_link().await?;
    let shell = Shell::new(desk, "账户", Some(("", "people")), &Standpoint::default())?;
    let (over_city, over_part): (Vec<_>, Vec<_>) =
        AccountRole::ALL.iter().partition(|role| role.over() == GrantedOver::City);
    let words = |roles: Vec<&AccountRole>| roles.into_iter().map(|role| (role.code(), role.zh())).collect();
    let (over_city, over_part) = (words(over_city), words(over_part));
    let [may_make, may_grant] =
        [UsersPart::Accounts, UsersPart::Grants].map(|part| desk.store_desk().holds_users(part));
    let Outcome { wrong, done, link } = outcome;
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let page = page(&PeoplePage {
        shell,
        may_make,
        may_grant,
        accounts,
        recruiters,
        wrong,
        done,
        link,
        over_city,
        over_part,
    })?;
    Ok((status, page).into_response())
}
