//! Accounts and what they are granted.
//!
//! Invariant: **An account and the journal change together**: what is done to an account and the batch that says so are one
//! transaction. Of passwords there are hashes, of sessions, links and tokens digests of their secrets, nothing else.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, Rows, TransactionBehavior, params};

use super::Sqlite;
use super::factors::{add_token, forget_factor, revoke_token, revoke_tokens, set_factor};
use super::write::write_batch;
use crate::model::{AccountRole, Grant, Journal};
use crate::store::{Account, AccountChange, NewBatch, Result, SecretDigest, StoreError, stop_point};

/// The tables.
pub(super) const ACCOUNTS: &str = include_str!("accounts.sql");

/// Layout 10 says which recruiter an account is.
pub(super) const RECRUITERS: &str = "ALTER TABLE account ADD COLUMN recruiter TEXT";

/// So many passwords of before are not taken again, with the one in use.
const REMEMBERED: i64 = 5;

impl Sqlite {
    pub(in crate::store) fn accounts(&self) -> Result<Vec<Account>> {
        self.reading(|connection| {
            let sql = format!("SELECT {ACCOUNT} FROM {GRANTED} ORDER BY a.login");
            accounts_in(connection.prepare_cached(&sql)?.query([])?)
        })
    }

    pub(in crate::store) fn account(&self, login: &str) -> Result<Option<Account>> {
        self.reading(|connection| account(connection, login))
    }

    pub(in crate::store) fn bearer(&self, digest: &SecretDigest, now: &str) -> Result<Option<Account>> {
        self.reading(|connection| bearer_of(connection, "token", digest, now))
    }

    pub(in crate::store) fn past_passwords(&self, login: &str) -> Result<Vec<String>> {
        self.reading(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT hash FROM past_password WHERE login = ?1 ORDER BY ix DESC LIMIT ?2")?;
            Ok(statement.query_map(params![login, REMEMBERED], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
        })
    }

    pub(in crate::store) fn change_account(
        &self,
        batch: &NewBatch,
        login: &str,
        change: &AccountChange,
    ) -> Result<Journal> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match change {
            AccountChange::Add { .. } => add(&transaction, login, change)?,
            _ if account(&transaction, login)?.is_none() => return Err(gone(login)),
            _ => changed(&transaction, login, (change, &batch.when))?,
        }
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        stop_point("account:written");
        transaction.commit()?;
        stop_point("account:committed");
        Ok(number)
    }

    pub(in crate::store) fn invited(&self, digest: &SecretDigest, now: &str) -> Result<Option<Account>> {
        self.reading(|connection| bearer_of(connection, "invitation", digest, now))
    }

    pub(in crate::store) fn redeem(
        &self,
        batch: &NewBatch,
        digest: &SecretDigest,
        hash: &str,
    ) -> Result<Option<Journal>> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(account) = bearer_of(&transaction, "invitation", digest, &batch.when)? else { return Ok(None) };
        set_password(&transaction, &account.login, (hash, &batch.when))?;
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        stop_point("account:redeemed");
        transaction.commit()?;
        Ok(Some(number))
    }
}

/// What an account is and one of its grants, in this order.
pub(super) const ACCOUNT: &str = "a.login, a.name, a.hash, a.disabled, a.made, a.set_at,
                                  EXISTS(SELECT 1 FROM factor WHERE factor.login = a.login), a.recruiter, g.role, g.scope";
/// Where that is read, so that one statement tells of one moment.
pub(super) const GRANTED: &str = "account a LEFT JOIN account_grant g ON g.login = a.login";

/// Accounts from rows that begin with [`ACCOUNT`], those of one account together.
fn accounts_in(mut rows: Rows<'_>) -> Result<Vec<Account>> {
    let mut found: Vec<Account> = Vec::new();
    while let Some(row) = rows.next()? {
        let login: String = row.get(0)?;
        if found.last().is_none_or(|account| account.login != login) {
            found.push(account_in(row)?);
        }
        if let Some(account) = found.last_mut() {
            take_grant(account, row)?;
        }
    }
    found.iter_mut().for_each(|account| account.grants.sort());
    Ok(found)
}

/// The account of a row, without its grants.
pub(super) fn account_in(row: &Row<'_>) -> Result<Account> {
    let (login, name, hash) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let (disabled, made, set_at) = (row.get(3)?, row.get(4)?, row.get(5)?);
    let (has_factor, recruiter) = (row.get(6)?, row.get(7)?);
    Ok(Account { login, name, hash, disabled, made, grants: Vec::new(), set_at, has_factor, recruiter })
}

/// Adds the grant of a row, where there is one.
pub(super) fn take_grant(account: &mut Account, row: &Row<'_>) -> Result<()> {
    let Some(role) = row.get::<_, Option<String>>(8)? else { return Ok(()) };
    let role: AccountRole = role.parse().map_err(|_| StoreError::Corrupt(format!("账户有不认识的角色 {role}")))?;
    let scope: String = row.get(9)?;
    account.grants.push(Grant { role, scope: Some(scope).filter(|scope| !scope.is_empty()) });
    Ok(())
}

pub(super) fn account(connection: &Connection, login: &str) -> Result<Option<Account>> {
    let sql = format!("SELECT {ACCOUNT} FROM {GRANTED} WHERE a.login = ?1");
    Ok(accounts_in(connection.prepare_cached(&sql)?.query([login])?)?.pop())
}

/// Whose a secret is that one of the tables `token` and `invitation` keeps, while it works.
fn bearer_of(connection: &Connection, table: &str, digest: &SecretDigest, now: &str) -> Result<Option<Account>> {
    let sql = format!(
        "SELECT {ACCOUNT} FROM {table} s JOIN {GRANTED} WHERE a.login = s.login AND s.digest = ?1 AND s.until > ?2
         AND NOT a.disabled"
    );
    Ok(accounts_in(connection.prepare_cached(&sql)?.query(params![digest, now])?)?.pop())
}

/// Whether there is any account.
pub(super) fn are_any(connection: &Connection) -> Result<bool> {
    let any = "SELECT EXISTS(SELECT 1 FROM account)";
    Ok(connection.prepare_cached(any)?.query_row([], |row| row.get(0))?)
}

fn gone(login: &str) -> StoreError {
    StoreError::Conflict(format!("没有账户 {login}"))
}

fn add(connection: &Connection, login: &str, change: &AccountChange) -> Result<()> {
    let AccountChange::Add { name, hash, grants, recruiter, made, first } = change else { return Ok(()) };
    if *first && are_any(connection)? {
        return Err(StoreError::Conflict("已经有账户了".into()));
    }
    if account(connection, login)?.is_some() {
        return Err(StoreError::Conflict(format!("已有账户 {login}")));
    }
    let mut insert = connection
        .prepare_cached("INSERT INTO account(login, name, hash, made, set_at) VALUES (?1, ?2, ?3, ?4, ?4)")?;
    insert.execute(params![login, name, hash, made])?;
    be_recruiter(connection, login, recruiter.as_deref())?;
    grant(connection, login, grants)
}

fn changed(connection: &Connection, login: &str, (change, when): (&AccountChange, &str)) -> Result<()> {
    match change {
        AccountChange::Add { .. } => return Ok(()),
        AccountChange::Grants(grants) => {
            connection.prepare_cached("DELETE FROM account_grant WHERE login = ?1")?.execute([login])?;
            grant(connection, login, grants)?;
        }
        AccountChange::Recruiter(recruiter) => be_recruiter(connection, login, recruiter.as_deref())?,
        AccountChange::Password { hash, checked } => {
            still(connection, login, checked.as_deref())?;
            return set_password(connection, login, (hash, when));
        }
        AccountChange::Factor(new) => {
            still(connection, login, Some(&new.checked))?;
            return set_factor(connection, login, new);
        }
        AccountChange::NoFactor => forget_factor(connection, login)?,
        AccountChange::Token(token) => return add_token(connection, token),
        AccountChange::NoToken(id) => return revoke_token(connection, login, id),
        AccountChange::Invite { digest, until } => {
            let sql = "INSERT OR REPLACE INTO invitation(login, digest, until) VALUES (?1, ?2, ?3)";
            connection.prepare_cached(sql)?.execute(params![login, digest, until])?;
            return Ok(());
        }
        AccountChange::Disabled(disabled) => {
            let sql = "UPDATE account SET disabled = ?2 WHERE login = ?1";
            connection.prepare_cached(sql)?.execute(params![login, disabled])?;
            forget_invitation(connection, login)?;
            revoke_tokens(connection, login)?;
        }
        AccountChange::EndSessions => forget_invitation(connection, login)?,
    }
    end_sessions(connection, login)
}

fn grant(connection: &Connection, login: &str, grants: &[Grant]) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO account_grant(login, role, scope) VALUES (?1, ?2, ?3)")?;
    for grant in grants {
        insert.execute([login, grant.role.code(), grant.scope.as_deref().unwrap_or_default()])?;
    }
    Ok(())
}

/// Makes an account that of a recruiter, whose account no other one is, or of none.
fn be_recruiter(connection: &Connection, login: &str, recruiter: Option<&str>) -> Result<()> {
    let sql = "SELECT login FROM account WHERE recruiter = ?2 AND login <> ?1";
    let other = connection.prepare_cached(sql)?.query_row(params![login, recruiter], |row| row.get(0)).optional()?;
    if let Some::<String>(other) = other {
        let told = format!("招商员 {} 已经是账户 {other} 的；请先在那个账户里去掉", recruiter.unwrap_or_default());
        return Err(StoreError::Conflict(told));
    }
    let sql = "UPDATE account SET recruiter = ?2 WHERE login = ?1";
    connection.prepare_cached(sql)?.execute(params![login, recruiter])?;
    Ok(())
}

/// Refuses what was asked for with a password that is no longer the one in use.
fn still(connection: &Connection, login: &str, checked: Option<&str>) -> Result<()> {
    let Some(checked) = checked else { return Ok(()) };
    match account(connection, login)?.and_then(|account| account.hash) {
        Some(hash) if hash == checked => Ok(()),
        _ => Err(StoreError::Conflict("密码刚才被换过，没有写入；请重新登录再试".into())),
    }
}

/// Sets a password; the one of before is remembered, links and sessions end.
fn set_password(connection: &Connection, login: &str, (hash, when): (&str, &str)) -> Result<()> {
    let keep = "INSERT INTO past_password(login, ix, hash)
                SELECT login, 1 + coalesce((SELECT max(ix) FROM past_password WHERE login = ?1), 0), hash
                FROM account WHERE login = ?1 AND hash IS NOT NULL";
    connection.prepare_cached(keep)?.execute([login])?;
    let forget = "DELETE FROM past_password WHERE login = ?1
                  AND ix <= (SELECT max(ix) FROM past_password WHERE login = ?1) - ?2";
    connection.prepare_cached(forget)?.execute(params![login, REMEMBERED])?;
    connection
        .prepare_cached("UPDATE account SET hash = ?2, set_at = ?3 WHERE login = ?1")?
        .execute([login, hash, when])?;
    forget_invitation(connection, login)?;
    end_sessions(connection, login)
}

/// Ends every session of an account.
fn end_sessions(connection: &Connection, login: &str) -> Result<()> {
    connection.prepare_cached("DELETE FROM session WHERE login = ?1")?.execute([login])?;
    Ok(())
}

fn forget_invitation(connection: &Connection, login: &str) -> Result<()> {
    connection.prepare_cached("DELETE FROM invitation WHERE login = ?1")?.execute([login])?;
    Ok(())
}

/// Accounts are not of the past: a copy that is to become a store gets those of the store whose place it takes, where that has any.
/// Nobody who was shut out since, and no password of before, comes back with it.
pub(super) fn keep_those_of(copy: &Connection, store: &Path) -> Result<()> {
    copy.execute("ATTACH DATABASE ?1 AS now", [store.to_string_lossy()])?;
    if copy.query_row("SELECT EXISTS(SELECT 1 FROM now.account)", [], |row| row.get(0))? {
        let transaction = copy.unchecked_transaction()?;
        for table in KEPT.iter().rev() {
            transaction.execute(&format!("DELETE FROM main.{table}"), [])?;
        }
        for table in KEPT {
            transaction.execute(&format!("INSERT INTO main.{table} SELECT * FROM now.{table}"), [])?;
        }
        transaction.commit()?;
    }
    Ok(copy.execute_batch("DETACH DATABASE now")?)
}

/// What an account is, and what is shown by link, each after what it is of.
const KEPT: [&str; 10] = [
    "account",
    "account_grant",
    "past_password",
    "factor",
    "recovery_code",
    "setting",
    "share",
    "share_row",
    "opening",
    "proposal",
];
