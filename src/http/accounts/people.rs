//! `/people`: accounts, for the admin.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::UsersPart;
use crate::app::accounts::{AccountLine, GrantGroup, GrantTold, NewAccount};
use crate::app::{AppError, Desk};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::model::{AccountRole, Grant};

/// What the forms send.
pub const SAID: [FormField; 5] = [
    ("form", "做什么：add、grant、recruiter、link、out、no-factor、disable、enable"),
    ("login", "账号"),
    ("name", "姓名；不写就是账号"),
    ("grants", "角色或角色:范围；可以有几个"),
    ("recruiter", "是哪位招商员，编号或姓名；不写就不是"),
];

/// Which account is shown.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct PeopleQuery {
    /// Login of one account; none: all of them.
    login: Parameter<String>,
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    shell: Shell,
    /// With what each is granted.
    accounts: Vec<(AccountLine, Vec<GrantTold>)>,
    at: Around,
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    shell: Shell,
    account: AccountLine,
    grants: Vec<GrantTold>,
    at: Around,
}

/// What both pages have.
struct Around {
    /// Whether accounts are theirs to make, and what they may theirs to say: where an admin is split, never both.
    may_make: bool,
    may_grant: bool,
    groups: Vec<GrantGroup>,
    /// Whom an account may be, by id.
    recruiters: Vec<(String, String)>,
    outcome: Outcome,
}

impl Around {
    async fn of(desk: &Desk, outcome: Outcome) -> Result<Self, Failure> {
        let [may_make, may_grant] =
            [UsersPart::Accounts, UsersPart::Grants].map(|part| desk.store_desk().holds_users(part));
        let (groups, recruiters) = (desk.grants_to_give()?, desk.recruiters_to_link().await?);
        Ok(Self { may_make, may_grant, groups, recruiters, outcome })
    }

    /// The recruiter that an account is, as people read it.
    fn recruiter(&self, account: &AccountLine) -> String {
        let Some(id) = &account.recruiter else { return String::new() };
        self.recruiters.iter().find(|(known, _)| known == id).map_or_else(|| id.clone(), |(_, told)| told.clone())
    }

    fn status(&self) -> StatusCode {
        if self.outcome.wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK }
    }
}

/// What came of a form.
#[derive(Default)]
struct Outcome {
    wrong: Option<String>,
    done: Option<String>,
    /// Path of a one-time link.
    link: Option<String>,
    /// What was typed for a new account that could not be made.
    typed: Typed,
}

#[derive(Default)]
struct Typed {
    login: String,
    name: String,
    grants: Vec<String>,
    recruiter: String,
}

impl PeoplePage {
    fn address(login: &str) -> String {
        format!("/people?login={}", part(login))
    }

    /// What an account is granted, in one line.
    fn told(grants: &[GrantTold]) -> String {
        grants.iter().map(|grant| grant.told.as_str()).collect::<Vec<_>>().join("、")
    }
}

impl AccountPage {
    /// Grants that it has not, by group.
    fn others(&self) -> Vec<(&'static str, Vec<&GrantTold>)> {
        let other = |grant: &&GrantTold| !self.grants.contains(grant);
        self.at.groups.iter().map(|group| (group.word, group.grants.iter().filter(other).collect())).collect()
    }
}

/// Shows all accounts, or one of them.
pub async fn show(Now(desk): Now, QueryOf(query): QueryOf<PeopleQuery>) -> Result<Response, Failure> {
    let mut accounts = desk.store_desk().accounts().await?;
    let Some(login) = query.login.given() else { return shown(&desk, accounts, Outcome::default()).await };
    match place_of(&accounts, login) {
        Some(at) => account_shown(&desk, accounts.swap_remove(at), Outcome::default()).await,
        None => Err(AppError::NotFound { what: "账户", text: login.to_owned(), near: Vec::new() }.into()),
    }
}

/// Does something to an account. The answer is the page itself, since a one-time link is told once.
pub async fn change(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let outcome = match changed(&desk, &fields).await {
        Ok(outcome) => outcome,
        Err(error @ (AppError::BadRequest(_) | AppError::NotFound { .. } | AppError::Ambiguous { .. })) => {
            Outcome { wrong: Some(error.to_string()), typed: typed(&fields), ..Outcome::default() }
        }
        Err(error) => return Err(error.into()),
    };
    let mut accounts = desk.store_desk().accounts().await?;
    match place_of(&accounts, fields.text("login")).filter(|_| fields.text("form") != "add") {
        Some(at) => account_shown(&desk, accounts.swap_remove(at), outcome).await,
        None => shown(&desk, accounts, outcome).await,
    }
}

fn place_of(accounts: &[AccountLine], login: &str) -> Option<usize> {
    accounts.iter().position(|account| account.login == login)
}

fn typed(fields: &Fields) -> Typed {
    if fields.text("form") != "add" {
        return Typed::default();
    }
    let text = |field: &str| fields.text(field).to_owned();
    Typed { login: text("login"), name: text("name"), grants: fields.all("grants"), recruiter: text("recruiter") }
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
            Ok(Outcome { done: Some(format!("{login}：已开户")), link, ..Outcome::default() })
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
    match (first, fields.all("grants").is_empty()) {
        (true, _) => Ok(vec![Grant { role: AccountRole::Admin, scope: None }]),
        (false, true) => Ok(Vec::new()),
        (false, false) => grants(desk, fields),
    }
}

fn grants(desk: &Desk, fields: &Fields) -> Result<Vec<Grant>, AppError> {
    let given = fields.all("grants");
    if given.is_empty() {
        return Err(AppError::BadRequest("没有选角色；要收回全部权限，请停用账户".into()));
    }
    desk.grants_read(&given)
}

async fn shown(desk: &Desk, accounts: Vec<AccountLine>, outcome: Outcome) -> Result<Response, Failure> {
    let with_grants = |account: AccountLine| desk.grants_named(&account.grants).map(|grants| (account, grants));
    let accounts = accounts.into_iter().map(with_grants).collect::<Result<_, _>>()?;
    let shell = Shell::new(desk, "账户", Some(("", "people")), &Standpoint::default())?;
    let at = Around::of(desk, outcome).await?;
    let status = at.status();
    Ok((status, page(&PeoplePage { shell, accounts, at })?).into_response())
}

async fn account_shown(desk: &Desk, account: AccountLine, outcome: Outcome) -> Result<Response, Failure> {
    let title = format!("账户 {}", account.name);
    let shell = Shell::new(desk, &title, Some(("", "people")), &Standpoint::default())?;
    let (grants, at) = (desk.grants_named(&account.grants)?, Around::of(desk, outcome).await?);
    let status = at.status();
    Ok((status, page(&AccountPage { shell, account, grants, at })?).into_response())
}
