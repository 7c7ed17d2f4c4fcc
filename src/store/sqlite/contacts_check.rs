//! Do contacts and the rows that stand for them agree? And letting go of words that no row stands for.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, params};

use super::batches::numbers;
use super::contacts::{contact_in, contact_key, digest_of};
use super::traces;
use super::versions::{COLUMNS, KeyVersions, RawRow};
use crate::model::{Journal, Kind, NodeId, RowView, source_of};
use crate::store::{Checkup, NewContact, Result, WORDS_DIGEST};

/// Contacts told one by one.
const TOLD: usize = 20;

/// What an open row says of a contact: its source, the digest of its words.
#[derive(Debug, PartialEq, Eq)]
struct Stands {
    source: String,
    words: String,
}

/// Open rows by the entity they belong to and the digest of the name.
type OpenRows = HashMap<(NodeId, Vec<u8>), Stands>;

/// Compares all contacts with their rows, and tells which do not agree. The names of persons are not told.
pub(super) fn check(connection: &Connection, key: &[u8], checkup: &mut Checkup) -> Result<()> {
    let mut rows = open_rows(connection)?;
    let (mut found, mut agreeing) = (Vec::new(), 0);
    each_contact(connection, |contact| {
        let stands = rows.remove(&(contact.of, contact.digest.clone()));
        match stands {
            None => found.push((contact.of, String::new(), "没有哪条有效记录")),
            Some(stands) if agrees(key, contact, &stands) => agreeing += 1,
            Some(stands) => found.push((contact.of, stands.source, "与记录里的摘要不符：被改动或损坏")),
        }
        Ok(())
    })?;
    let changed = found.iter().filter(|(_, source, _)| !source.is_empty()).count();
    if agreeing == 0 && changed > 1 {
        checkup.problems.push(format!("全部 {changed} 条联系方式都与摘要不符：联系方式的密钥被换掉或损坏"));
        found.retain(|(_, source, _)| source.is_empty());
    }
    let deleted = rows.into_iter().map(|((of, _), stands)| (of, stands.source, "内容不见了，而记录没有关闭"));
    found.extend(deleted);
    found.sort_unstable();
    tell(connection, &found, checkup)
}

fn agrees(key: &[u8], contact: &NewContact, stands: &Stands) -> bool {
    NewContact::name_digest(key, &contact.name, &stands.source) == contact.digest
        && contact.words_digest(key) == stands.words
}

fn tell(connection: &Connection, found: &[(NodeId, String, &str)], checkup: &mut Checkup) -> Result<()> {
    let mut text = connection.prepare("SELECT ref FROM node WHERE id = ?1")?;
    for (of, source, what) in found.iter().take(TOLD) {
        let of = text.query_row([of.0], |row| row.get::<_, String>(0)).unwrap_or_else(|_| format!("#{}", of.0));
        let source = if source.is_empty() { String::new() } else { format!("（来源 {source}）") };
        checkup.problems.push(format!("「{of}」的一条联系方式{source}{what}"));
    }
    if found.len() > TOLD {
        checkup.problems.push(format!("另有 {} 条联系方式与记录不符", found.len() - TOLD));
    }
    Ok(())
}

fn open_rows(connection: &Connection) -> Result<OpenRows> {
    let numbers = numbers(connection)?;
    let sql = format!("SELECT {COLUMNS} FROM row WHERE kind = ?1 ORDER BY kind, a, b, c, batch");
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([Kind::Contact.number()])?;
    let (mut versions, mut open) = (KeyVersions::default(), OpenRows::new());
    let mut take = |row: RowView<'_>| {
        let Some(values) = row.values else { return };
        let words = values.text(WORDS_DIGEST).unwrap_or_default().to_owned();
        open.insert((row.a, digest_of(row.rest)), Stands { source: source_of(row.rest).to_owned(), words });
    };
    while let Some(row) = rows.next()? {
        if let Some(row) = RawRow::read(row, Kind::Contact, &numbers, Journal(u64::MAX))? {
            versions.take(row, &mut take);
        }
    }
    versions.finish(&mut take);
    Ok(open)
}

/// Every contact of a visible batch, the newest of each key.
fn each_contact(connection: &Connection, mut visit: impl FnMut(&NewContact) -> Result<()>) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT c.digest, c.name, c.title, c.phone, c.email, c.of, max(b.seq) FROM contact c JOIN batch b ON b.id = c.batch
         WHERE b.seq IS NOT NULL GROUP BY c.of, c.digest",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(&contact_in(NodeId(row.get(5)?), row)?)?;
    }
    Ok(())
}

/// Layout 5 keeps only the words that an open row stands for, and has no traces of others. Words that are not those of
/// the digest are damage, and stay to be told of.
pub(super) fn without_old_contacts(connection: &Connection) -> Result<()> {
    let key: Vec<u8> = contact_key(connection)?;
    let rows = open_rows(connection)?;
    let (mut right, mut wrong) = (HashSet::new(), Vec::new());
    let mut statement = connection.prepare(
        "SELECT c.digest, c.name, c.title, c.phone, c.email, c.of, c.batch FROM contact c JOIN batch b ON b.id = c.batch
         WHERE b.seq IS NOT NULL",
    )?;
    let mut all = statement.query([])?;
    while let Some(row) = all.next()? {
        let contact = contact_in(NodeId(row.get(5)?), row)?;
        let place = (contact.of, contact.digest.clone());
        if rows.get(&place).is_some_and(|stands| stands.words == contact.words_digest(&key)) {
            right.insert(place);
        } else {
            wrong.push((place, row.get::<_, i64>(6)?));
        }
    }
    for (place, batch) in wrong.iter().filter(|(place, _)| right.contains(place) || !rows.contains_key(place)) {
        let delete = "DELETE FROM contact WHERE of = ?1 AND digest = ?2 AND batch = ?3";
        connection.prepare_cached(delete)?.execute(params![place.0.0, place.1, batch])?;
    }
    traces::without_traces(connection)
}
