//! Who is logged in.

use rusqlite::{Connection, Row, TransactionBehavior, params};

use super::Sqlite;
use super::accounts::{ACCOUNT, GRANTED, account, account_in, are_any, take_grant};
use super::factors::proved;
use super::shares::revoke_all;
use super::write::write_batch;
use crate::model::Journal;
use crate::store::{Account, Comer, LogIn, NewBatch, Result, SecretDigest, Session, stop_point};

impl Sqlite {
    /// Asked at every request: one statement, of one moment.
    pub(in crate::store) fn comer(&self, digest: Option<&SecretDigest>, now: &str) -> Result<Comer> {
        self.reading(|connection| {
            let found = digest.map(|digest| comer(connection, digest)).transpose()?.flatten();
            Ok(match found {
                Some((account, session, preset)) if session.lasts(now) && !account.disabled => {
                    Comer::Known(Box::new((account, session, preset)))
                }
                Some(_) => Comer::Stranger,
                None if are_any(connection)? => Comer::Stranger,
                None => Comer::NoAccounts,
            })
        })
    }

    pub(in crate::store) fn open_session(&self, batch: &NewBatch, log_in: &LogIn) -> Result<Option<Journal>> {
        let LogIn { session, checked, renewed, proof, alone } = log_in;
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let account = account(&transaction, &session.login)?;
        let unchanged =
            |account: &Account| !account.disabled && (checked.is_none() || account.hash.as_ref() == checked.as_ref());
        let Some(account) = account.filter(unchanged) else { return Ok(None) };
        if !proved(&transaction, &account, proof.as_ref())? {
            return Ok(None);
        }
        if *alone {
            transaction.prepare_cached("DELETE FROM session WHERE login = ?1")?.execute([&session.login])?;
        }
        if let Some(hash) = renewed {
            let sql = "UPDATE account SET hash = ?2 WHERE login = ?1";
            transaction.prepare_cached(sql)?.execute([&*session.login, hash])?;
        }
        let over = "DELETE FROM session WHERE idle_at <= ?1 OR ends <= ?1";
        transaction.prepare_cached(over)?.execute([&session.begun])?;
        let sql = "INSERT INTO session(digest, login, begun, idle_at, ends, address) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let Session { digest, login, begun, idle_at, ends, address } = session;
        transaction.prepare_cached(sql)?.execute(params![digest, login, begun, idle_at, ends, address])?;
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        stop_point("session:written");
        transaction.commit()?;
        stop_point("session:committed");
        Ok(Some(number))
    }

    pub(in crate::store) fn keep_session(&self, digest: &SecretDigest, idle_at: &str) -> Result<()> {
        let sql = "UPDATE session SET idle_at = ?2 WHERE digest = ?1";
        self.writer()?.prepare_cached(sql)?.execute(params![digest, idle_at])?;
        Ok(())
    }

    pub(in crate::store) fn end_session(&self, digest: &SecretDigest) -> Result<()> {
        self.writer()?.prepare_cached("DELETE FROM session WHERE digest = ?1")?.execute([digest])?;
        Ok(())
    }

    pub(in crate::store) fn sessions(&self, login: Option<&str>, now: &str) -> Result<Vec<Session>> {
        self.reading(|connection| {
            let sql = format!("{SELECT} WHERE ?1 IS NULL OR login = ?1 ORDER BY login, begun");
            let mut statement = connection.prepare_cached(&sql)?;
            let found: Vec<Session> = statement.query_map([login], session_in)?.collect::<rusqlite::Result<_>>()?;
            Ok(found.into_iter().filter(|session| session.lasts(now)).collect())
        })
    }
}

const SELECT: &str = "SELECT digest, login, begun, idle_at, ends, address FROM session";

fn session_in(row: &Row<'_>) -> rusqlite::Result<Session> {
    let (digest, login, begun) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(Session { digest, login, begun, idle_at: row.get(3)?, ends: row.get(4)?, address: row.get(5)? })
}

/// The account of a session, the session, and by which rules people are let in.
fn comer(connection: &Connection, digest: &SecretDigest) -> Result<Option<(Account, Session, Option<String>)>> {
    let sql = format!(
        "SELECT {ACCOUNT}, s.begun, s.idle_at, s.ends, s.address, (SELECT value FROM setting WHERE key = 'preset')
         FROM session s JOIN {GRANTED} WHERE a.login = s.login AND s.digest = ?1"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([digest])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut account = account_in(row)?;
    let (begun, idle_at, ends, address) = (row.get(10)?, row.get(11)?, row.get(12)?, row.get(13)?);
    let session = Session { digest: *digest, login: account.login.clone(), begun, idle_at, ends, address };
    let preset = row.get(14)?;
    take_grant(&mut account, row)?;
    while let Some(row) = rows.next()? {
        take_grant(&mut account, row)?;
    }
    account.grants.sort();
    Ok(Some((account, session, preset)))
}

/// What lets somebody in goes, where a copy becomes a store: who left since it was made stays out.
pub(super) fn let_nobody_in(connection: &Connection) -> Result<()> {
    connection.execute_batch("DELETE FROM session; DELETE FROM invitation; DELETE FROM token")?;
    revoke_all(connection)
}
