//! Contacts: outside the journal, so that they can be erased.
//!
//! Invariant: **Contacts are outside the journal**: rows hold keyed digests (HMAC-SHA-256 with a key of the store's
//! own), the words stand in a table that can be erased. The graph never sees them. During an import the words travel
//! in the row until it is compared (`app/intake/import/resolve/contacts.rs`): no list of contacts is in memory. The
//! commit of an import or undo that closes a contact deletes its words, so none stand there without an open row; an
//! undo leaves such a contact closed and says so.

use rusqlite::{Connection, params};

use super::Sqlite;
use super::nodes::text_of;
use crate::model::{Kind, NodeId, columns_of};
use crate::store::{NewContact, Result, StoreError, stop_point};

impl Sqlite {
    pub(in crate::store) fn erase_contacts(&self, nodes: &[NodeId]) -> Result<u64> {
        let writer = self.writer();
        writer.execute_batch("PRAGMA secure_delete=ON")?;
        let mut erased = 0;
        for node in nodes {
            erased += writer.execute("DELETE FROM contact WHERE of = ?1", params![node.0])? as u64;
        }
        stop_point("erase:deleted");
        // What is deleted must not live on in the log of changes.
        writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        writer.execute_batch("PRAGMA secure_delete=OFF")?;
        Ok(erased)
    }

    pub(in crate::store) fn contacts(&self, nodes: &[NodeId]) -> Result<Vec<NewContact>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT c.digest, c.name, c.title, c.phone, c.email FROM contact c JOIN batch b ON b.id = c.batch
                 WHERE c.of = ?1 AND b.seq IS NOT NULL GROUP BY c.digest HAVING b.seq = max(b.seq) ORDER BY c.name",
            )?;
            let mut found = Vec::new();
            for &of in nodes {
                let contact = |row: &rusqlite::Row<'_>| {
                    let (digest, name, title) = (row.get(0)?, row.get(1)?, row.get(2)?);
                    Ok(NewContact { of, digest, name, title, phone: row.get(3)?, email: row.get(4)? })
                };
                for contact in statement.query_map(params![of.0], contact)? {
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

/// Deletes the words of the contacts that a batch closes: nobody has a use for them, so nobody should find them.
pub(super) fn forget_closed(connection: &Connection, batch: i64) -> Result<()> {
    let mut closed =
        connection.prepare_cached("SELECT a, c FROM row WHERE kind = ?1 AND batch = ?2 AND val IS NULL")?;
    let mut delete = connection.prepare_cached("DELETE FROM contact WHERE of = ?1 AND lower(hex(digest)) = ?2")?;
    let mut rows = closed.query(params![Kind::Contact.number(), batch])?;
    while let Some(row) = rows.next()? {
        delete.execute(params![row.get::<_, u32>(0)?, columns_of(text_of(row.get_ref(1)?)?)])?;
    }
    Ok(())
}
