//! Deleted words leave no trace: not in the pages they stood on, not in the log of changes, not in later backups.
//!
//! Invariant: **Deleted means gone.** SQLite zeroes what it deletes (`secure_delete`), but a page that was split or
//! merged goes on holding copies of its cells between them. So whoever deletes words that can be erased writes their
//! table anew in the same transaction, and its old pages are zeroed whole. The log (`-wal`) still holds the pages of
//! before, and the file too where the log was not carried over: the same transaction leaves a mark in `meta`, which
//! goes once the log was emptied. Where a reader holds an older state that cannot be; the mark stays, whoever opens
//! the store next tries again, and those who erase say so.

use rusqlite::{Connection, OptionalExtension};

use super::Sqlite;
use super::waiting::wait_a_little;
use crate::store::{Result, stop_point};

/// Stands in `meta` while the log may hold what was deleted.
const MARK: &str = "traces";
/// How often the log is tried, half a millisecond apart: readers are short, and one that is not would not end soon.
const TRIES: i32 = 10_000;

/// A table of words that can be erased.
#[derive(Debug, Clone, Copy)]
pub(super) enum Erasable {
    Contacts,
    Texts,
    /// What files of evidence are called.
    Evidence,
    /// Rows, the texts they go by, and the log of their keys: only where a person is erased.
    Rows,
    Names,
    Log,
    /// What else names a person beside rows.
    Links,
    Proposals,
    Accounts,
    Files,
    Batches,
}

impl Erasable {
    /// The tables of records.
    pub const RECORDS: [Self; 3] = [Self::Rows, Self::Names, Self::Log];
    /// The others from which a person is erased.
    pub const OF_PERSONS: [Self; 7] =
        [Self::Contacts, Self::Texts, Self::Links, Self::Proposals, Self::Accounts, Self::Files, Self::Batches];
}

impl Sqlite {
    /// Whether what was deleted may still be read in the log of changes.
    pub(in crate::store) fn traces_left(&self) -> Result<bool> {
        self.reading(marked)
    }
}

/// After words were deleted, in the same transaction: nothing of them stays on a page, and the log is to be emptied. A table
/// that others name in foreign keys is written anew where these are off.
pub(super) fn wipe(connection: &Connection, words: Erasable) -> Result<()> {
    let table = match words {
        Erasable::Contacts => "contact",
        Erasable::Texts => "words",
        Erasable::Evidence => "evidence",
        Erasable::Rows => "row",
        Erasable::Names => "node",
        Erasable::Log => "log",
        Erasable::Links => "share",
        Erasable::Proposals => "proposal",
        Erasable::Accounts => "account",
        Erasable::Files => "file",
        Erasable::Batches => "batch",
    };
    let made = connection
        .query_row("SELECT sql FROM sqlite_master WHERE name = ?1", [table], |row| row.get::<_, String>(0))?;
    let columns = &made[made.find('(').unwrap_or_default()..];
    let mut indexes = connection
        .prepare("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL")?;
    let indexes: Vec<String> = indexes.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    connection.execute_batch(&format!(
        "CREATE TABLE {table}_anew{columns};
         INSERT INTO {table}_anew SELECT * FROM {table};
         DROP TABLE {table};
         ALTER TABLE {table}_anew RENAME TO {table};
         {}",
        indexes.join(";")
    ))?;
    mark(connection)
}

/// Says that the log is to be emptied.
pub(super) fn mark(connection: &Connection) -> Result<()> {
    connection.execute("INSERT OR IGNORE INTO meta(key, value) VALUES (?1, 1)", [MARK])?;
    Ok(())
}

/// Empties the log where it is to be, waiting some seconds for readers of older states.
pub(super) fn empty_log(connection: &mut Connection) -> Result<()> {
    empty_log_waiting(connection, |tries| tries < TRIES && wait_a_little(tries))
}

/// The same without waiting, for those who open the store.
pub(super) fn empty_log_at_once(connection: &mut Connection) -> Result<()> {
    empty_log_waiting(connection, |_| false)
}

fn empty_log_waiting(connection: &mut Connection, wait: fn(i32) -> bool) -> Result<()> {
    if !marked(connection)? {
        return Ok(());
    }
    connection.busy_handler(Some(wait))?;
    let emptied = checkpoint(connection);
    connection.busy_handler(Some(wait_a_little))?;
    emptied
}

fn checkpoint(connection: &Connection) -> Result<()> {
    // Three numbers: whether somebody was in the way, the pages in the log, those carried over. In memory there is none.
    let (busy, pages) = connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    stop_point("traces:log-emptied");
    if busy == 0 && pages <= 0 {
        connection.execute("DELETE FROM meta WHERE key = ?1", [MARK])?;
    }
    Ok(())
}

fn marked(connection: &Connection) -> Result<bool> {
    let mark =
        connection.prepare_cached("SELECT 1 FROM meta WHERE key = ?1")?.query_row([MARK], |_| Ok(())).optional()?;
    Ok(mark.is_some())
}

/// Layout 5 has no traces of what earlier versions deleted: free pages are zeroed, words stand on new pages.
pub(super) fn without_traces(connection: &Connection) -> Result<()> {
    connection.execute_batch("CREATE TABLE filler(x BLOB)")?;
    while let free @ 1.. = connection.query_row("PRAGMA freelist_count", [], |row| row.get::<_, i64>(0))? {
        let page: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
        let bytes = free.min(FILLED_AT_ONCE) * page;
        connection.execute("INSERT INTO filler VALUES (zeroblob(?1))", [bytes])?;
    }
    connection.execute_batch("DROP TABLE filler")?;
    wipe(connection, Erasable::Contacts)?;
    wipe(connection, Erasable::Texts)
}

/// Pages of one blob; SQLite bounds it to a billion bytes, and a page is at most 64 KiB.
const FILLED_AT_ONCE: i64 = 8_192;
