//! What is done to accounts: by the admin on a page, or on the command line.

use serde::Serialize;

use super::change::change;
use super::own::OwnSession;
use super::password;
use super::preset::Preset;
use super::secret::{digest, new_secret};
use crate::access::{Right, Scope, UsersPart, holds_part};
use crate::app::{AppError, Desk, StoreDesk, names};
use crate::model::{AccountDeed, Grant, GrantedOver};
use crate::normalize::text;
use crate::store::{AccountChange, Store};

/// A one-time link works so many seconds.
const LINK: i64 = 3_600;
const LONGEST_LOGIN: usize = 40;
const LONGEST_NAME: usize = 40;
/// What the journal calls those who have no account.
const RESERVED: [&str; 3] = ["本机网页", NOBODY, "local"];
/// What the journal calls whoever is not let in.
pub(super) const NOBODY: &str = "未登录";

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What the person will log in as.
    pub login: String,
    /// What people call them; blank is the login.
    pub name: String,
    /// What it is granted.
    pub grants: Vec<Grant>,
    /// Whether there must be none before it.
    pub first: bool,
    /// The recruiter it is, by id, where it is one.
    pub recruiter: Option<String>,
    /// Its password; none: it is set by a one-time link, see [`StoreDesk::account_link`].
    pub password: Option<String>,
}

/// An account as the admin sees it.
#[derive(Debug, Clone, Serialize)]
pub struct AccountLine {
    /// What the person logs in as.
    pub login: String,
    /// What people call them.
    pub name: String,
    /// Whether it may no longer log in.
    pub disabled: bool,
    /// Whether a password was set.
    pub has_password: bool,
    /// What it is granted: `role` or `role:scope`.
    #[serde(serialize_with = "as_written")]
    pub grants: Vec<Grant>,
    /// The recruiter it is, by id.
    pub recruiter: Option<String>,
    /// When it was made, RFC 3339 in Asia/Shanghai.
    pub made: String,
    /// Whether codes are asked for at its log-in.
    pub second_factor: bool,
    /// How many sessions last.
    pub sessions: usize,
}

impl Desk {
    /// Grants as people write them, `role` or `role:scope`; a chain, squad or fund by its id or name.
    ///
    /// # Errors
    /// The caller may not, or a role or a name is unknown.
    pub fn grants_read(&self, given: &[String]) -> Result<Vec<Grant>, AppError> {
        let graph = self.may(Right::Users, Scope::City)?.graph();
        let meant = |text: &String| -> Result<Grant, AppError> {
            let grant: Grant = text.parse().map_err(|error| AppError::BadRequest(format!("{error}")))?;
            let over = |scope: String| match grant.role.over() {
                GrantedOver::City => Ok(scope),
                GrantedOver::Chain => Ok(graph.chain(names::chain(graph, &scope)?).id.clone()),
                GrantedOver::Squad => names::squad(graph, &scope),
                GrantedOver::Fund => Ok(graph.funds[names::fund(graph, &scope)?.at()].id.clone()),
            };
            Ok(Grant { role: grant.role, scope: grant.scope.map(over).transpose()? })
        };
        let mut grants: Vec<Grant> = given.iter().map(meant).collect::<Result<_, _>>()?;
        grants.sort();
        grants.dedup();
        Ok(grants)
    }
}

impl StoreDesk {
    /// Every account, by login.
    ///
    /// # Errors
    /// The caller may not, or the store fails.
    pub async fn accounts(&self) -> Result<Vec<AccountLine>, AppError> {
        let at = self.may(Right::Users, Scope::City)?;
        let sessions = at.store().sessions(None, at.clock().now()).await?;
        let line = |account: crate::store::Account| AccountLine {
            sessions: sessions.iter().filter(|session| session.login == account.login).count(),
            has_password: account.hash.is_some(),
            second_factor: account.has_factor,
            login: account.login,
            name: account.name,
            disabled: account.disabled,
            grants: account.grants,
            recruiter: account.recruiter,
            made: account.made,
        };
        Ok(at.store().accounts().await?.into_iter().map(line).collect())
    }

    /// Makes an account; gives its login as it is stored.
    ///
    /// # Errors
    /// The caller may not; the login cannot be one or is taken; the password is weak; or there is an account and this must be
    /// the first.
    pub async fn account_add(&self, new: NewAccount) -> Result<String, AppError> {
        let at = self.users(UsersPart::Accounts)?;
        if !new.grants.is_empty() || new.recruiter.is_some() {
            self.users(UsersPart::Grants)?;
        }
        refuse_unfit(at.store(), &new.grants).await?;
        let login = login_of(&new.login)?;
        let name = name_of(&new.name, &login)?;
        let recruiter = new.recruiter.iter().map(|recruiter| format!(" {} {recruiter}", AccountDeed::Recruiter.code()));
        let told = told(&login, &new.grants) + &recruiter.collect::<String>();
        let hash = match &new.password {
            Some(password) => Some(strong_hash(password, &[&login, &name]).await?),
            None => None,
        };
        let (grants, recruiter, first) = (new.grants, new.recruiter, new.first);
        let add = AccountChange::Add { name, hash, grants, recruiter, made: at.clock().now(), first };
        change(&at, &login, add, (AccountDeed::Add, told)).await?;
        Ok(login)
    }

    /// The secret of a new one-time link, by which a password is set within an hour; one of before no longer works.
    ///
    /// # Errors
    /// The caller may not, there is no such account, or it is disabled.
    pub async fn account_link(&self, login: &str) -> Result<String, AppError> {
        let at = self.users(UsersPart::Accounts)?;
        let account = found(at.store(), login).await?;
        if account.disabled {
            return Err(AppError::BadRequest(format!("账户 {} 已停用；请先启用", account.login)));
        }
        let secret = new_secret();
        let invite = AccountChange::Invite { digest: digest(&secret), until: at.clock().after(LINK) };
        change(&at, &account.login, invite, (AccountDeed::Invite, account.login.clone())).await?;
        Ok(secret)
    }

    /// Grants an account this and nothing else; its sessions end.
    ///
    /// # Errors
    /// The caller may not, there is no such account, or they would no longer be admin themselves.
    pub async fn account_grant(&self, login: &str, grants: Vec<Grant>) -> Result<(), AppError> {
        let at = self.users(UsersPart::Grants)?;
        let account = found(at.store(), login).await?;
        refuse_unfit(at.store(), &grants).await?;
        let stays = grants.iter().any(|grant| holds_part(grant.role, UsersPart::Grants));
        if at.is_own(&account.login) && !stays {
            return Err(AppError::BadRequest("不能收回自己的系统管理员角色；请由另一位管理员来做".into()));
        }
        let told = told(&account.login, &grants);
        change(&at, &account.login, AccountChange::Grants(grants), (AccountDeed::Grant, told)).await
    }

    /// Disables an account, whose sessions end at once; or enables it again.
    ///
    /// # Errors
    /// The caller may not, there is no such account, or it is their own.
    pub async fn account_disable(&self, login: &str, disabled: bool) -> Result<(), AppError> {
        let at = self.users(UsersPart::Accounts)?;
        let account = found(at.store(), login).await?;
        if at.is_own(&account.login) {
            return Err(AppError::BadRequest("不能停用自己；请由另一位管理员来做".into()));
        }
        let deed = if disabled { AccountDeed::Disable } else { AccountDeed::Enable };
        change(&at, &account.login, AccountChange::Disabled(disabled), (deed, account.login.clone())).await
    }

    /// Sets the password of an account; its sessions end.
    ///
    /// # Errors
    /// The caller may not, there is no such account, or the password is weak or one of before.
    pub async fn account_password(&self, login: &str, password: &str) -> Result<(), AppError> {
        let at = self.users(UsersPart::Accounts)?;
        let account = found(at.store(), login).await?;
        let hash = new_hash(at.store(), &account.login, password).await?;
        change(
            &at,
            &account.login,
            AccountChange::Password { hash, checked: None },
            (AccountDeed::Password, account.login.clone()),
        )
        .await
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// The caller may not, or there is no such account.
    pub async fn account_out(&self, login: &str) -> Result<(), AppError> {
        let at = self.users(UsersPart::Accounts)?;
        let account = found(at.store(), login).await?;
        change(&at, &account.login, AccountChange::EndSessions, (AccountDeed::End, account.login.clone())).await
    }

    /// The sessions that last, of one account or of all.
    ///
    /// # Errors
    /// The caller may not, or there is no such account.
    pub async fn account_sessions(&self, login: Option<&str>) -> Result<Vec<OwnSession>, AppError> {
        let at = self.may(Right::Users, Scope::City)?;
        let login = match login {
            Some(login) => Some(found(at.store(), login).await?.login),
            None => None,
        };
        let sessions = at.store().sessions(login, at.clock().now()).await?;
        Ok(sessions.into_iter().map(OwnSession::of).collect())
    }
}

/// The hash of a new password of an account, unless it is weak or one of before.
pub(super) async fn new_hash(store: &Store, login: &str, new: &str) -> Result<String, AppError> {
    let account = found(store, login).await?;
    let hash = strong_hash(new, &[&account.login, &account.name]).await?;
    for past in account.hash.into_iter().chain(store.past_passwords(account.login).await?) {
        if password::matches(Some(&past), new).await? {
            return Err(AppError::BadRequest("这是用过的密码；请换一个".into()));
        }
    }
    Ok(hash)
}

/// The hash of a password, unless it is weak; `known` is what others know of whose it is.
async fn strong_hash(new: &str, known: &[&str]) -> Result<String, AppError> {
    match password::weakness(new, known) {
        Some(weakness) => Err(AppError::BadRequest(weakness.to_owned())),
        None => password::hash(new).await,
    }
}

/// Refuses grants that do not fit the rules by which people are let in.
async fn refuse_unfit(store: &Store, grants: &[Grant]) -> Result<(), AppError> {
    let preset = Preset::named(store.preset().await?.as_deref());
    preset.refuses(grants).map_or(Ok(()), |why| Err(AppError::BadRequest(why.to_owned())))
}

pub(super) async fn found(store: &Store, login: &str) -> Result<crate::store::Account, AppError> {
    let gone = || AppError::NotFound { what: "账户", text: login.to_owned(), near: Vec::new() };
    store.account(folded(login)).await?.ok_or_else(gone)
}

/// A login as it is compared and stored.
pub(super) fn folded(login: &str) -> String {
    text::folded(login).to_lowercase()
}

fn login_of(given: &str) -> Result<String, AppError> {
    let login = folded(given);
    let fits = |c: char| c.is_alphanumeric() || "._-@".contains(c);
    let length = login.chars().count();
    let is_taken = RESERVED.contains(&&*login);
    if is_taken || !login.chars().all(fits) || !(1..=LONGEST_LOGIN).contains(&length) {
        let text = format!("账号「{given}」不能用：只用字母、数字、汉字和 . _ - @，最多 {LONGEST_LOGIN} 个字符");
        return Err(AppError::BadRequest(text));
    }
    Ok(login)
}

fn name_of(given: &str, login: &str) -> Result<String, AppError> {
    let name = text::one_line(given).into_owned();
    if text::forbidden(&name).is_some() || name.chars().count() > LONGEST_NAME {
        return Err(AppError::BadRequest(format!("姓名「{given}」不能用：最多 {LONGEST_NAME} 个字符，没有控制字符")));
    }
    Ok(if name.is_empty() { login.to_owned() } else { name })
}

/// What the journal says of an account and its grants.
fn told(login: &str, grants: &[Grant]) -> String {
    grants.iter().fold(login.to_owned(), |text, grant| format!("{text} {grant}"))
}

fn as_written<S: serde::Serializer>(grants: &[Grant], s: S) -> Result<S::Ok, S::Error> {
    s.collect_seq(grants.iter().map(ToString::to_string))
}
