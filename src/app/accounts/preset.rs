//! By which rules people are let in: of an office, or of 等保三级.

use crate::access::{Right, Scope, UsersPart, holds_part};
use crate::app::desk::Permit;
use crate::app::{AppError, StoreDesk, random_id};
use crate::model::{AccountDeed, AccountRole, Deed, Grant};
use crate::store::{Account, NewBatch};

/// Rules by which people are let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// Of an office.
    #[default]
    Office,
    /// 等保三级.
    Dengbao3,
}

/// What somebody must do before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoFirst {
    /// Set a second factor.
    Factor,
    /// Set another password.
    Password,
}

impl Preset {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Office, Self::Dengbao3];

    /// As people write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Dengbao3 => "dengbao3",
        }
    }

    /// As people read it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Office => "办公",
            Self::Dengbao3 => "等保三级",
        }
    }

    /// That of a name; the usual one where none was chosen.
    pub(super) fn named(name: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|preset| Some(preset.code()) == name).unwrap_or_default()
    }

    /// A session ends when nothing was asked for so many seconds.
    pub fn idle(self) -> i64 {
        match self {
            Self::Office => 12 * 3_600,
            Self::Dengbao3 => 30 * 60,
        }
    }

    /// Whether everybody has a second factor.
    pub fn asks_factor(self) -> bool {
        self == Self::Dengbao3
    }

    /// Whether a log-in ends the other sessions of the account.
    pub fn is_alone(self) -> bool {
        self == Self::Dengbao3
    }

    /// A password is good for so many days; none: for good.
    pub fn password_days(self) -> Option<i64> {
        match self {
            Self::Office => None,
            Self::Dengbao3 => Some(90),
        }
    }

    /// Whether an admin's rights are split between three.
    pub fn splits(self) -> bool {
        self == Self::Dengbao3
    }

    /// What somebody must do first; `oldest` is the moment from which on a password is good.
    pub(super) fn first(self, account: &Account, oldest: &str) -> Option<DoFirst> {
        if self.asks_factor() && !account.has_factor {
            return Some(DoFirst::Factor);
        }
        let set = account.set_at.as_deref().unwrap_or(&account.made);
        (self.password_days().is_some() && set < oldest).then_some(DoFirst::Password)
    }

    /// What is wrong with grants under these rules.
    pub(super) fn refuses(self, grants: &[Grant]) -> Option<&'static str> {
        if !self.splits() {
            return None;
        }
        let split = grants.iter().filter(|grant| AccountRole::SPLIT.contains(&grant.role)).count();
        if grants.iter().any(|grant| grant.role == AccountRole::Admin) {
            return Some("等保三级下没有总管一切的系统管理员（admin）：请分别授予 system、security、audit");
        }
        (split > 0 && grants.len() > 1)
            .then_some("三员各由一人担任，不兼别的角色：一个账户只写 system、security、audit 中的一个")
    }
}

impl StoreDesk {
    /// By which rules people are let in.
    ///
    /// # Errors
    /// The store fails.
    pub async fn preset(&self) -> Result<Preset, AppError> {
        let at = self.may(Right::Users, Scope::City)?;
        Ok(Preset::named(at.store().preset().await?.as_deref()))
    }

    /// Lets people in by other rules; every session ends.
    ///
    /// # Errors
    /// The caller may not, or the accounts there are do not fit the rules.
    pub async fn set_preset(&self, preset: Preset) -> Result<(), AppError> {
        let at = self.users(UsersPart::Grants)?;
        if preset.splits() {
            fits(&at.store().accounts().await?)?;
        }
        let deed = Deed::Account { deed: AccountDeed::Preset, account: preset.code().to_owned() };
        let batch = NewBatch { id: random_id(), who: at.who(None)?, when: at.clock().now(), deed };
        at.store().set_preset(batch, preset.code().to_owned()).await?;
        Ok(())
    }

    /// Whether the caller holds a part of the right over accounts: for what a page offers.
    pub fn holds_users(&self, part: UsersPart) -> bool {
        self.users(part).is_ok()
    }

    /// Asks for a part of the right over accounts, which different people hold where an admin is split.
    pub(super) fn users(&self, part: UsersPart) -> Result<Permit<'_>, AppError> {
        let at = self.may(Right::Users, Scope::City)?;
        let holds = |person: &crate::access::LoggedIn| person.grants.iter().any(|grant| holds_part(grant.role, part));
        // Whoever is at the machine has no grants, and may.
        let may = self.own().map_or(true, |(_, person)| holds(person));
        may.then_some(at).ok_or(AppError::Forbidden(Right::Users))
    }
}

/// Whether an account is granted a role.
pub(super) fn has_role(account: &Account, role: AccountRole) -> bool {
    account.grants.iter().any(|grant| grant.role == role)
}

/// Whether accounts fit rules that split an admin's rights: each of the three by somebody, who holds nothing else.
fn fits(accounts: &[Account]) -> Result<(), AppError> {
    let live = || accounts.iter().filter(|account| !account.disabled);
    let missing = AccountRole::SPLIT.into_iter().filter(|role| !live().any(|account| has_role(account, *role)));
    let missing: Vec<String> = missing.map(|role| format!("{role}（{}）", role.zh())).collect();
    if !missing.is_empty() {
        let text = format!("还没有人担任 {}；请先开好这些账户，再换成等保三级", missing.join("、"));
        return Err(AppError::BadRequest(text));
    }
    let unfit = live().find_map(|account| Some((&account.login, Preset::Dengbao3.refuses(&account.grants)?)));
    match unfit {
        Some((login, why)) => Err(AppError::BadRequest(format!("账户 {login}：{why}；请先改好或停用"))),
        None => Ok(()),
    }
}
