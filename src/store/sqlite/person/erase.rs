//! The transaction that erases a person.

use rusqlite::{Connection, TransactionBehavior, params};

use super::beside::records_follow;
use super::edited::{Alias, drop_former_words};
use super::mention::SoughtNames;
use super::walk::{NamedRow, PersonPlaces, is_of_persons};
use crate::model::{
    CanonicalTable, Deed, Journal, Kind, NewRow, NodeId, Origin, Rest, RowKey, Values, ValuesBuilder, hex,
};
use crate::store::sqlite::audit::{chain_anew, heads};
use crate::store::sqlite::batches::{last_batch, numbers};
use crate::store::sqlite::contacts::digest_of;
use crate::store::sqlite::current::current;
use crate::store::sqlite::evidence_held::forget;
use crate::store::sqlite::traces::{self, Erasable, wipe};
use crate::store::sqlite::words::WordsKey;
use crate::store::sqlite::write::{sweep, write_batch};
use crate::store::sqlite::{Sqlite, identity};
use crate::store::{Change, Checkup, Expected, NewBatch, PersonErased, PersonSought, Result, StoreError, stop_point};

/// What takes the place of the words of an account.
const NOBODY: &str = "已抹去";

impl Sqlite {
    /// Erases a person in one transaction, then empties the log. None while an import is under way.
    pub(in crate::store) fn erase_person(
        &self,
        batch: &NewBatch,
        sought: &PersonSought,
        (alias, protocol): (&str, &str),
    ) -> Result<Option<PersonErased>> {
        // What an import has staged would bring the name back.
        let Some(_lease) = self.leases.try_take()? else { return Ok(None) };
        let mut writer = self.writer()?;
        sweep(&mut writer)?;
        // Tables are written anew under the names that others have in foreign keys.
        writer.execute_batch("PRAGMA foreign_keys=OFF")?;
        let erased = erase(&mut writer, batch, sought, (alias, protocol));
        writer.execute_batch("PRAGMA foreign_keys=ON")?;
        let erased = erased?;
        traces::empty_log(&mut writer)?;
        Ok(Some(erased))
    }
}

fn erase(
    writer: &mut Connection,
    batch: &NewBatch,
    sought: &PersonSought,
    (alias, protocol): (&str, &str),
) -> Result<PersonErased> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    refuse_unsound(&transaction)?;
    let before = last_batch(&transaction)?.map(|(_, digest, _)| hex(&digest)).unwrap_or_default();
    let places = PersonPlaces::of(&transaction, sought)?;
    let erasing = Erasing { connection: &transaction, places: &places, alias, now: &batch.when };
    let mut erased = erasing.everywhere(sought)?;
    erased.kept = places.journal;
    stop_point("person:redacted");
    let closed = closings(&transaction, &places)?;
    let protocol = told(protocol, &erased, &before);
    let batch = NewBatch { deed: Deed::PersonErased { protocol }, ..batch.clone() };
    write_batch(&transaction, &batch, &[], closed)?;
    if erased.records > 0 {
        identity::derive(&transaction)?;
        Erasable::RECORDS.iter().try_for_each(|table| wipe(&transaction, *table))?;
    }
    if erased.records > 0 || places.beside.is_in_journal() {
        chain_anew(&transaction)?;
    }
    Erasable::OF_PERSONS.iter().try_for_each(|table| wipe(&transaction, *table))?;
    stop_point("person:written");
    transaction.commit()?;
    stop_point("person:committed");
    Ok(erased)
}

/// What the journal says of an erasure: how much it was, and the digest that stood last before; nothing of whom.
fn told(protocol: &str, erased: &PersonErased, before: &str) -> String {
    let PersonErased { contacts, words, records, evidence, links, titles, accounts, kept } = erased;
    format!(
        "{protocol} contacts {contacts} words {words} records {records} evidence {evidence} links {links} titles {titles} accounts {accounts} kept {kept} before {before}"
    )
}

/// Digests are made anew only where they held: else damage would look sound.
fn refuse_unsound(connection: &Connection) -> Result<()> {
    let mut checkup = Checkup::default();
    if heads(connection, &mut checkup)?.iter().all(|head| head.sound) {
        return Ok(());
    }
    Err(StoreError::Corrupt("日志与它的摘要不符，没有抹去；请先运行 liantu doctor，用备份恢复".into()))
}

/// An erasure under way.
struct Erasing<'t> {
    connection: &'t Connection,
    places: &'t PersonPlaces,
    alias: &'t str,
    now: &'t str,
}

impl Erasing<'_> {
    fn everywhere(&self, sought: &PersonSought) -> Result<PersonErased> {
        let names = SoughtNames::of(sought);
        let words = WordsKey::of(self.connection)?;
        let alias = Alias { names: &names, alias: self.alias, words: &words };
        let erased = PersonErased {
            contacts: self.contacts()?,
            words: self.words()?,
            records: self.records(&alias)?,
            evidence: self.evidence()?,
            links: (self.places.beside.links.len() + self.places.beside.proposals.len()) as u64,
            titles: (self.places.beside.files.len() + self.places.beside.deeds.len()) as u64,
            accounts: self.accounts()?,
            kept: 0,
        };
        self.places.beside.erase(self.connection, &names, (self.alias, self.now))?;
        records_follow(self.connection, &names, self.alias)?;
        drop_former_words(self.connection, &self.places.rows, &names)?;
        Ok(erased)
    }

    fn contacts(&self) -> Result<u64> {
        let mut delete = self.connection.prepare_cached("DELETE FROM contact WHERE of = ?1 AND digest = ?2")?;
        for (of, digest) in &self.places.contacts {
            delete.execute(params![of, digest])?;
        }
        Ok(self.places.contacts.len() as u64)
    }

    fn words(&self) -> Result<u64> {
        let sql = "DELETE FROM words WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND digest = ?5";
        let mut delete = self.connection.prepare_cached(sql)?;
        for (kind, a, b, c, digest) in &self.places.words {
            delete.execute(params![kind.number(), a, b, c, digest])?;
        }
        Ok(self.places.words.len() as u64)
    }

    fn evidence(&self) -> Result<u64> {
        let ids: Vec<String> = self.places.evidence.iter().map(|(.., id)| id.clone()).collect();
        Ok(forget(self.connection, &ids)? as u64)
    }

    /// Texts that persons go by, what is said of them, and every other text that names them.
    fn records(&self, alias: &Alias<'_>) -> Result<u64> {
        for (id, _, text) in &self.places.nodes {
            let text = alias.names.without(text, false, self.alias);
            // Two that were told apart by two names of one person still are.
            let sql =
                "UPDATE node SET ref = CASE WHEN EXISTS(SELECT 1 FROM node o WHERE o.ref = ?2 AND o.kind = node.kind)
                       THEN ?2 || '-' || id ELSE ?2 END WHERE id = ?1";
            self.connection.prepare_cached(sql)?.execute(params![id, text])?;
        }
        for row in &self.places.rows {
            alias.write_row(self.connection, row)?;
        }
        let mut records = (self.places.nodes.len() + self.places.rows.len()) as u64;
        for (kind, person) in persons(self.places) {
            let sql = "UPDATE row SET val = ?3 WHERE kind = ?1 AND a = ?2 AND val IS NOT NULL";
            let said = self.nothing_but_a_name(kind);
            records +=
                self.connection.prepare_cached(sql)?.execute(params![kind.number(), person, said.as_bytes()])? as u64;
        }
        Ok(records)
    }

    fn nothing_but_a_name(&self, kind: Kind) -> Values {
        let mut values = ValuesBuilder::default();
        CanonicalTable::of(kind).field("name").into_iter().for_each(|field| values.text(field, self.alias));
        values.build()
    }

    /// The account no longer lets anybody in and says nobody's name; its login stays, since the journal calls whoever did
    /// something by it.
    fn accounts(&self) -> Result<u64> {
        let of_accounts = "SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
                           WHERE m.type = 'table' AND f.\"table\" = 'account'";
        let mut statement = self.connection.prepare(of_accounts)?;
        let tables: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for login in &self.places.accounts {
            for table in &tables {
                self.connection.execute(&format!("DELETE FROM {table} WHERE login = ?1"), [login])?;
            }
            let sql = "UPDATE account SET name = ?2, hash = NULL, disabled = 1, recruiter = NULL WHERE login = ?1";
            self.connection.execute(sql, params![login, NOBODY])?;
        }
        Ok(self.places.accounts.len() as u64)
    }
}

/// The persons among what was found, by kind and node.
fn persons(places: &PersonPlaces) -> Vec<(Kind, u32)> {
    let rows = places.rows.iter().map(|row: &NamedRow| (row.kind, row.a));
    let nodes = places.nodes.iter().map(|(id, kind, _)| (*kind, *id));
    let mut all: Vec<(Kind, u32)> = rows.chain(nodes).filter(|(kind, _)| is_of_persons(*kind)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Closes what is open of the persons, and the contacts that are gone.
fn closings(connection: &Connection, places: &PersonPlaces) -> Result<Vec<Change>> {
    let (numbers, mut closed) = (numbers(connection)?, Vec::new());
    let mut keys = Vec::new();
    for (kind, person) in persons(places) {
        keys.extend(keys_of(connection, kind, person, |_| true)?);
    }
    for (of, digest) in &places.contacts {
        keys.extend(keys_of(connection, Kind::Contact, *of, |rest| digest_of(rest) == *digest)?);
    }
    keys.sort();
    keys.dedup();
    for key in keys {
        let open = current(connection, &key, &numbers, Journal(u64::MAX))?.filter(|version| version.values.is_some());
        closed.extend(open.map(|version| Change {
            row: NewRow { key, values: None, origin: Origin::default() },
            expected: Expected::At(version.number),
        }));
    }
    Ok(closed)
}

fn keys_of(connection: &Connection, kind: Kind, a: u32, wanted: impl Fn(&str) -> bool) -> Result<Vec<RowKey>> {
    let mut statement = connection.prepare_cached("SELECT DISTINCT b, c FROM row WHERE kind = ?1 AND a = ?2")?;
    let rows = statement.query_map(params![kind.number(), a], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let all: Vec<(u32, String)> = rows.collect::<rusqlite::Result<_>>()?;
    let key = |(b, c): (u32, String)| RowKey { kind, a: NodeId(a), b: NodeId(b), rest: Rest::from_stored(&c) };
    Ok(all.into_iter().filter(|(_, c)| wanted(c)).map(key).collect())
}
