//! Contacts: outside the journal, so that they can be erased.
//!
//! Invariant: **Contacts are outside the journal**: rows hold keyed digests (HMAC-SHA-256 with a key of the store's
//! own), the words stand in a table that can be erased. The graph never sees them. During an import the words travel
//! in the row until it is compared (`app/intake/import/resolve/contacts.rs`): no list of contacts is in memory. The
//! commit of an import or undo that closes or changes a contact deletes its words of before, so those that stand there
//! are what an open row says; an undo leaves or makes such a contact closed and says so.

use rusqlite::{Connection, Row, params};

use super::Sqlite;
use super::nodes::text_of;
use crate::model::{Kind, NodeId, RowKey, Values, columns_of};
use crate::store::{NewContact, Result, StoreError, WORDS_DIGEST};

impl Sqlite {
    pub(in crate::store) fn contacts(&self, nodes: &[NodeId]) -> Result<Vec<NewContact>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT c.digest, c.name, c.title, c.phone, c.email FROM contact c JOIN batch b ON b.id = c.batch
                 WHERE c.of = ?1 AND b.seq IS NOT NULL GROUP BY c.digest HAVING b.seq = max(b.seq) ORDER BY c.name",
            )?;
            let mut found = Vec::new();
            for &of in nodes {
                for contact in statement.query_map(params![of.0], |row| contact_in(of, row))? {
                    found.push(contact?);
                }
            }
            Ok(found)
        })
    }

    pub(in crate::store) fn contact_key(&self) -> Result<Vec<u8>> {
        self.reading(contact_key)
    }
}

pub(super) fn contact_key(connection: &Connection) -> Result<Vec<u8>> {
    let key = connection.query_row("SELECT value FROM meta WHERE key = 'contact_key'", [], |row| row.get(0));
    key.map_err(|_| StoreError::Corrupt("缺少联系方式的密钥".into()))
}

pub(super) fn write_contacts(connection: &Connection, batch: i64, contacts: &[NewContact]) -> Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO contact(of, digest, batch, name, title, phone, email) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for c in contacts {
        insert.execute(params![c.of.0, c.digest, batch, c.name, c.title, c.phone, c.email])?;
    }
    Ok(())
}

/// Deletes the words of the contacts that a batch closes, and the words of before of those it changes: nobody has a use
/// for them, so nobody should find them. How many there were.
pub(super) fn forget_past(connection: &Connection, batch: i64) -> Result<usize> {
    let mut written = connection.prepare_cached("SELECT a, c, val IS NULL FROM row WHERE kind = ?1 AND batch = ?2")?;
    let mut close = connection.prepare_cached("DELETE FROM contact WHERE of = ?1 AND digest = ?2")?;
    let mut change = connection.prepare_cached(
        "DELETE FROM contact WHERE of = ?1 AND digest = ?2 AND batch <> ?3
         AND EXISTS (SELECT 1 FROM contact WHERE of = ?1 AND digest = ?2 AND batch = ?3)",
    )?;
    let mut forgotten = 0;
    let mut rows = written.query(params![Kind::Contact.number(), batch])?;
    while let Some(row) = rows.next()? {
        let (of, digest) = (row.get::<_, u32>(0)?, digest_of(text_of(row.get_ref(1)?)?));
        forgotten += if row.get(2)? {
            close.execute(params![of, digest])?
        } else {
            change.execute(params![of, digest, batch])?
        };
    }
    Ok(forgotten)
}

/// The digest in a contact's key; empty where there is none.
pub(super) fn digest_of(rest: &str) -> Vec<u8> {
    let digits = columns_of(rest).as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.chunks(2).map(byte).collect::<Option<Vec<u8>>>().unwrap_or_default()
}

/// Whether the words that values stand for are still there.
pub(super) fn has_words(connection: &Connection, key: &RowKey, values: &Values) -> Result<bool> {
    let store_key = contact_key(connection)?;
    let said = values.view().text(WORDS_DIGEST);
    let mut statement = connection.prepare_cached(
        "SELECT contact.digest, name, title, phone, email FROM contact JOIN batch ON batch.id = contact.batch
         WHERE of = ?1 AND contact.digest = ?2 AND seq IS NOT NULL",
    )?;
    let mut rows = statement.query(params![key.a.0, digest_of(key.rest.as_str())])?;
    while let Some(row) = rows.next()? {
        if said == Some(&*contact_in(key.a, row)?.words_digest(&store_key)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A contact out of its digest, name, title, phone and email.
pub(super) fn contact_in(of: NodeId, row: &Row<'_>) -> rusqlite::Result<NewContact> {
    let (digest, name, title) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(NewContact { of, digest, name, title, phone: row.get(3)?, email: row.get(4)? })
}
