//! What is shown to others by link.
//!
//! Invariant: **A link and the journal change together**: what is done to a link, or by it, and the batch that says so are one
//! transaction. An opening is taken by compare-and-set in it: of any number at once exactly as many are as were left.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::Sqlite;
use super::accounts::{account, are_any};
use super::write::write_batch;
use crate::model::{Journal, NodeId, NodeName};
use crate::store::{
    Change, LastingShare, NewBatch, NewOpening, NewShare, Opening, PASSCODE_TRIES, Proposal, Result, SecretDigest,
    Share, StoreError, stop_point,
};

/// The tables.
pub(super) const SHARES: &str = include_str!("shares.sql");
/// An open page may send something so often.
const SENT: i64 = 200;

const SELECT: &str = "SELECT id, login, local, who, chain, squad, receiver, purpose, basis, contacts, columns, made,
                      until, passcode, tries, openings, openings_left, revoked FROM share";

impl Sqlite {
    pub(in crate::store) fn shares(&self) -> Result<Vec<Share>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let mut statement = transaction.prepare_cached(&format!("{SELECT} ORDER BY made DESC, id"))?;
            let found: Vec<Share> = statement.query_map([], share_in)?.collect::<rusqlite::Result<_>>()?;
            found.into_iter().map(|share| with_rows(&transaction, share)).collect()
        })
    }

    pub(in crate::store) fn share(&self, id: &str) -> Result<Option<Share>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let sql = format!("{SELECT} WHERE id = ?1");
            let found = transaction.prepare_cached(&sql)?.query_row([id], share_in).optional()?;
            found.map(|share| with_rows(&transaction, share)).transpose()
        })
    }

    pub(in crate::store) fn add_share(&self, batch: &NewBatch, new: &NewShare) -> Result<Journal> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(before) = &new.instead {
            let sql = "UPDATE share SET revoked = coalesce(revoked, ?2) WHERE id = ?1";
            if transaction.prepare_cached(sql)?.execute([before, &batch.when])? == 0 {
                return Err(StoreError::Conflict(format!("没有链接 {before}")));
            }
        }
        insert(&transaction, new)?;
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        stop_point("share:written");
        transaction.commit()?;
        Ok(number)
    }

    pub(in crate::store) fn revoke_shares(&self, batch: &NewBatch, ids: &[String]) -> Result<Journal> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for id in ids {
            let sql = "UPDATE share SET revoked = ?2 WHERE id = ?1 AND revoked IS NULL";
            transaction.prepare_cached(sql)?.execute([id, &batch.when])?;
            transaction.prepare_cached("UPDATE opening SET until = ?2 WHERE share = ?1")?.execute([id, &batch.when])?;
        }
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        transaction.commit()?;
        Ok(number)
    }

    pub(in crate::store) fn shared(
        &self,
        token: &SecretDigest,
        grant: Option<&SecretDigest>,
        now: &str,
    ) -> Result<Option<LastingShare>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let Some(found) = lasting(&transaction, token, now)? else { return Ok(None) };
            match grant {
                Some(grant) if opened(&transaction, &found.0.id, (grant, now))?.is_none() => Ok(None),
                _ => Ok(Some(found)),
            }
        })
    }

    pub(in crate::store) fn take_try(&self, token: &SecretDigest, now: &str) -> Result<Option<Share>> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some((share, _)) = lasting(&transaction, token, now)? else { return Ok(None) };
        let sql = "UPDATE share SET tries = tries - 1 WHERE id = ?1 AND tries > 0";
        let taken = transaction.prepare_cached(sql)?.execute([&share.id])? == 1;
        transaction.commit()?;
        Ok(taken.then_some(share))
    }

    pub(in crate::store) fn open_share(
        &self,
        batch: &NewBatch,
        token: &SecretDigest,
        opening: &NewOpening,
    ) -> Result<Option<Journal>> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some((share, maker)) = lasting(&transaction, token, &batch.when)? else { return Ok(None) };
        if maker != opening.maker || share.passcode != opening.proved {
            return Ok(None);
        }
        give_back_try(&transaction, &share)?;
        if let Some(number) = opened(&transaction, &share.id, (&opening.grant, &batch.when))? {
            transaction.commit()?;
            return Ok(Some(number));
        }
        let sql = "UPDATE share SET openings_left = openings_left - 1 WHERE id = ?1 AND openings_left > 0";
        if transaction.prepare_cached(sql)?.execute([&share.id])? == 0 {
            return Ok(None);
        }
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        let sql = "INSERT INTO opening(digest, share, number, at, until, address, sent)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
        let NewOpening { grant, until, address, .. } = opening;
        let number_kept = i64::try_from(number.0).unwrap_or(i64::MAX);
        let row = params![grant, share.id, number_kept, batch.when, until, address, SENT];
        // What opened another link, or this one long ago, opens nothing.
        if transaction.prepare_cached(sql)?.execute(row)? == 0 {
            return Ok(None);
        }
        stop_point("opening:written");
        transaction.commit()?;
        stop_point("opening:committed");
        Ok(Some(number))
    }

    pub(in crate::store) fn openings(&self) -> Result<Vec<Opening>> {
        self.reading(|connection| {
            let sql = "SELECT share, at, address FROM opening ORDER BY number DESC";
            let found = |row: &Row<'_>| Ok(Opening { share: row.get(0)?, at: row.get(1)?, address: row.get(2)? });
            Ok(connection.prepare_cached(sql)?.query_map([], found)?.collect::<rusqlite::Result<_>>()?)
        })
    }

    pub(in crate::store) fn propose(
        &self,
        batch: &NewBatch,
        grant: &SecretDigest,
        proposal: &Proposal,
    ) -> Result<Option<Journal>> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "UPDATE opening SET sent = sent - 1 WHERE digest = ?1 AND share = ?2 AND until > ?3 AND sent > 0";
        if transaction.prepare_cached(sql)?.execute(params![grant, proposal.share, batch.when])? == 0 {
            return Ok(None);
        }
        let Proposal { share, record, version, state, reason, note, at, .. } = proposal;
        let before = "DELETE FROM proposal WHERE share = ?1 AND record = ?2 AND taken IS NULL";
        transaction.prepare_cached(before)?.execute([share, record])?;
        let sql = "INSERT INTO proposal(share, record, version, state, reason, note, at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let version = i64::try_from(*version).unwrap_or(i64::MAX);
        transaction.prepare_cached(sql)?.execute(params![share, record, version, state, reason, note, at])?;
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        transaction.commit()?;
        Ok(Some(number))
    }

    pub(in crate::store) fn proposals(&self) -> Result<Vec<Proposal>> {
        self.reading(|connection| {
            let sql = "SELECT id, share, record, version, state, reason, note, at FROM proposal
                       WHERE taken IS NULL ORDER BY id";
            let found = connection.prepare_cached(sql)?.query_map([], proposal_in)?.collect::<rusqlite::Result<_>>()?;
            Ok(found)
        })
    }

    pub(in crate::store) fn take_proposals(
        &self,
        batch: &NewBatch,
        (nodes, changes): (&[(NodeId, NodeName)], Vec<Change>),
        (share, last): (&str, i64),
    ) -> Result<Journal> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let number = write_batch(&transaction, batch, nodes, changes)?;
        let sql = "UPDATE proposal SET taken = ?3 WHERE share = ?1 AND id <= ?2 AND taken IS NULL";
        let taken = i64::try_from(number.0).unwrap_or(i64::MAX);
        transaction.prepare_cached(sql)?.execute(params![share, last, taken])?;
        transaction.commit()?;
        Ok(number)
    }
}

fn share_in(row: &Row<'_>) -> rusqlite::Result<Share> {
    let columns: String = row.get(10)?;
    Ok(Share {
        id: row.get(0)?,
        login: row.get(1)?,
        local: row.get(2)?,
        who: row.get(3)?,
        chain: row.get(4)?,
        squad: row.get(5)?,
        receiver: row.get(6)?,
        purpose: row.get(7)?,
        basis: row.get(8)?,
        contacts: row.get(9)?,
        columns: columns.split_whitespace().map(str::to_owned).collect(),
        rows: Vec::new(),
        made: row.get(11)?,
        until: row.get(12)?,
        passcode: row.get(13)?,
        tries: row.get(14)?,
        openings: row.get(15)?,
        left: row.get(16)?,
        revoked: row.get(17)?,
    })
}

fn proposal_in(row: &Row<'_>) -> rusqlite::Result<Proposal> {
    Ok(Proposal {
        id: row.get(0)?,
        share: row.get(1)?,
        record: row.get(2)?,
        version: row.get::<_, i64>(3)?.unsigned_abs(),
        state: row.get(4)?,
        reason: row.get(5)?,
        note: row.get(6)?,
        at: row.get(7)?,
    })
}

fn with_rows(connection: &Connection, share: Share) -> Result<Share> {
    let mut statement = connection.prepare_cached("SELECT record FROM share_row WHERE share = ?1 ORDER BY record")?;
    let rows = statement.query_map([&share.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(Share { rows, ..share })
}

fn insert(transaction: &Transaction<'_>, new: &NewShare) -> Result<()> {
    let share = &new.share;
    let sql =
        "INSERT INTO share(id, digest, login, local, who, chain, squad, receiver, purpose, basis, contacts, columns,
               made, until, passcode, tries, openings,
               openings_left)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?17)";
    transaction.prepare_cached(sql)?.execute(params![
        share.id,
        new.digest,
        share.login,
        share.local,
        share.who,
        share.chain,
        share.squad,
        share.receiver,
        share.purpose,
        share.basis,
        share.contacts,
        share.columns.join(" "),
        share.made,
        share.until,
        share.passcode,
        PASSCODE_TRIES,
        share.openings,
    ])?;
    let mut insert = transaction.prepare_cached("INSERT INTO share_row(share, record) VALUES (?1, ?2)")?;
    for record in &share.rows {
        insert.execute([&share.id, record])?;
    }
    Ok(())
}

/// The link of a token, while neither it nor the account of its maker ended.
fn lasting(connection: &Connection, token: &SecretDigest, now: &str) -> Result<Option<LastingShare>> {
    let sql = format!("{SELECT} WHERE digest = ?1 AND until > ?2 AND revoked IS NULL");
    let found = connection.prepare_cached(&sql)?.query_row(params![token, now], share_in).optional()?;
    let Some(share) = found else { return Ok(None) };
    let maker = match &share.login {
        Some(login) => account(connection, login)?.filter(|account| !account.disabled),
        None => None,
    };
    // Nobody is at the page of this machine once there are accounts.
    let ended = (share.login.is_some() && maker.is_none()) || (share.local && are_any(connection)?);
    if ended { Ok(None) } else { Ok(Some((with_rows(connection, share)?, maker))) }
}

/// The number of the opening that a browser has of a link, while its page stays open.
fn opened(connection: &Connection, share: &str, (grant, now): (&SecretDigest, &str)) -> Result<Option<Journal>> {
    let sql = "SELECT number FROM opening WHERE digest = ?1 AND share = ?2 AND until > ?3";
    let found = |row: &Row<'_>| row.get::<_, i64>(0);
    let number = connection.prepare_cached(sql)?.query_row(params![grant, share, now], found).optional()?;
    Ok(number.map(|number| Journal(number.unsigned_abs())))
}

/// A passcode that was right was no wrong one.
fn give_back_try(connection: &Connection, share: &Share) -> Result<()> {
    if share.passcode.is_some() {
        let sql = "UPDATE share SET tries = min(tries + 1, ?2) WHERE id = ?1";
        connection.prepare_cached(sql)?.execute(params![share.id, PASSCODE_TRIES])?;
    }
    Ok(())
}

/// What lets somebody in goes, where a copy becomes a store: a link that was revoked since it was made stays so.
pub(super) fn revoke_all(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("DELETE FROM opening; UPDATE share SET revoked = coalesce(revoked, made)")?)
}
