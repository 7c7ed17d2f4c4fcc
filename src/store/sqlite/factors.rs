//! Second factors, and tokens of programs.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::Sqlite;
use super::write::write_batch;
use crate::model::Journal;
use crate::store::{Account, Factor, NewBatch, NewFactor, Proof, Result, StoreError, Token};

/// The tables.
pub(super) const FACTORS: &str = include_str!("factors.sql");

impl Sqlite {
    pub(in crate::store) fn factor(&self, login: &str) -> Result<Option<Factor>> {
        self.reading(|connection| {
            let codes = "(SELECT count(*) FROM recovery_code WHERE recovery_code.login = factor.login)";
            let sql = format!("SELECT secret, used, {codes} FROM factor WHERE login = ?1");
            let found = |row: &Row<'_>| Ok(Factor { secret: row.get(0)?, used: row.get(1)?, codes_left: row.get(2)? });
            Ok(connection.prepare_cached(&sql)?.query_row([login], found).optional()?)
        })
    }

    pub(in crate::store) fn tokens(&self, login: Option<&str>, now: &str) -> Result<Vec<Token>> {
        self.reading(|connection| {
            let sql = "SELECT digest, id, login, made, until FROM token
                       WHERE (?1 IS NULL OR login = ?1) AND until > ?2 ORDER BY login, made, id";
            let mut statement = connection.prepare_cached(sql)?;
            let found = |row: &Row<'_>| {
                let (digest, id, login) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(Token { digest, id, login, made: row.get(3)?, until: row.get(4)? })
            };
            Ok(statement.query_map(params![login, now], found)?.collect::<rusqlite::Result<_>>()?)
        })
    }
}

impl Sqlite {
    pub(in crate::store) fn preset(&self) -> Result<Option<String>> {
        self.reading(preset)
    }

    pub(in crate::store) fn set_preset(&self, batch: &NewBatch, preset: &str) -> Result<Journal> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "INSERT OR REPLACE INTO setting(key, value) VALUES ('preset', ?1)";
        transaction.prepare_cached(sql)?.execute([preset])?;
        // Nobody goes on by the rules of before.
        transaction.execute("DELETE FROM session", [])?;
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        transaction.commit()?;
        Ok(number)
    }
}

/// By which rules people are let in, where that was chosen.
pub(super) fn preset(connection: &Connection) -> Result<Option<String>> {
    let sql = "SELECT value FROM setting WHERE key = 'preset'";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
}

/// Sets the second factor of an account, whose sessions end but the one that set it.
pub(super) fn set_factor(connection: &Connection, login: &str, new: &NewFactor) -> Result<()> {
    if has_factor(connection, login)? {
        return Err(StoreError::Conflict("已经开了验证码；要换手机，请先取消".into()));
    }
    let sql = "INSERT INTO factor(login, secret, used) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![login, new.secret, new.used])?;
    let mut insert = connection.prepare_cached("INSERT INTO recovery_code(login, digest) VALUES (?1, ?2)")?;
    for code in &new.codes {
        insert.execute(params![login, code])?;
    }
    let others = "DELETE FROM session WHERE login = ?1 AND digest <> ?2";
    connection.prepare_cached(others)?.execute(params![login, new.session])?;
    Ok(())
}

fn has_factor(connection: &Connection, login: &str) -> Result<bool> {
    let sql = "SELECT EXISTS(SELECT 1 FROM factor WHERE login = ?1)";
    Ok(connection.prepare_cached(sql)?.query_row([login], |row| row.get(0))?)
}

pub(super) fn forget_factor(connection: &Connection, login: &str) -> Result<()> {
    connection.prepare_cached("DELETE FROM factor WHERE login = ?1")?.execute([login])?;
    connection.prepare_cached("DELETE FROM recovery_code WHERE login = ?1")?.execute([login])?;
    Ok(())
}

/// Takes what proves a second factor, which proves it once; whether it did, or there is none to prove.
pub(super) fn proved(connection: &Connection, account: &Account, proof: Option<&Proof>) -> Result<bool> {
    let login = &account.login;
    let taken = match proof {
        None => return Ok(!account.has_factor),
        Some(Proof::Code(step)) => {
            let sql = "UPDATE factor SET used = ?2 WHERE login = ?1 AND used < ?2";
            connection.prepare_cached(sql)?.execute(params![login, step])?
        }
        Some(Proof::Recovery(digest)) => {
            let sql = "DELETE FROM recovery_code WHERE login = ?1 AND digest = ?2";
            connection.prepare_cached(sql)?.execute(params![login, digest])?
        }
    };
    Ok(taken == 1)
}

pub(super) fn add_token(connection: &Connection, token: &Token) -> Result<()> {
    let over = "DELETE FROM token WHERE until <= ?1";
    connection.prepare_cached(over)?.execute([&token.made])?;
    let sql = "INSERT INTO token(digest, id, login, made, until) VALUES (?1, ?2, ?3, ?4, ?5)";
    let Token { digest, id, login, made, until } = token;
    connection.prepare_cached(sql)?.execute(params![digest, id, login, made, until])?;
    Ok(())
}

/// Revokes one token of an account.
pub(super) fn revoke_token(connection: &Connection, login: &str, id: &str) -> Result<()> {
    let sql = "DELETE FROM token WHERE login = ?1 AND id = ?2";
    match connection.prepare_cached(sql)?.execute([login, id])? {
        0 => Err(StoreError::Conflict(format!("{login} 没有令牌 {id}，或已收回"))),
        _ => Ok(()),
    }
}

pub(super) fn revoke_tokens(connection: &Connection, login: &str) -> Result<()> {
    connection.prepare_cached("DELETE FROM token WHERE login = ?1")?.execute([login])?;
    Ok(())
}
