//! The words of texts that can be erased: in a table of their own, a row keeps a keyed digest of each.
//!
//! Rows go in with texts and come out with texts; a digest without words comes out as it is, and reads as erased. The digest
//! covers the record and the field, so no two records share words and equal texts do not show; the versions of a record do.
//!
//! Invariant: **Texts of people's work can be erased.** What people think of a target and whom they name
//! (`Holds::ErasableText` in the schemas) stands in a row as a keyed digest over record, field and text, and as words
//! in `words`, in the order of rows. The store takes texts and hands texts back; a digest without words reads as
//! 已删除, stays erased when the rest of the record changes, and does not come back in a returned file. Batches cover
//! the digests. Words go with rows that are swept, and `doctor` compares the others. Rows of layout 2 hold their
//! texts, since their digests say so. Who wrote a batch, and the receiver of a packet in its words for the journal
//! (`model/deed.rs`), stay in its head.

use hmac::{Hmac, Mac};
use rusqlite::{Connection, Rows, TransactionBehavior, params};
use sha2::Sha256;

use super::Sqlite;
use super::contacts::contact_key;
use super::nodes::text_of;
use super::traces::{self, Erasable, wipe};
use crate::model::{Field, Kind, NodeId, RowKey, Values, ValuesBuilder, ValuesView, Version, WordsDigest, is_erasable};
use crate::store::{Result, stop_point};

/// At most this many records are looked up one by one; the words of more are read in one pass.
const FEW: usize = 8;

/// What stands beside one record: digests with their words.
pub(super) type Beside = Vec<(WordsDigest, String)>;

impl Sqlite {
    pub(in crate::store) fn erase_words(&self, keys: &[RowKey]) -> Result<u64> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut erased = 0;
        for key in keys {
            let delete = "DELETE FROM words WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4";
            let key = params![key.kind.number(), key.a.0, key.b.0, key.rest.as_str()];
            erased += transaction.prepare_cached(delete)?.execute(key)? as u64;
        }
        if erased > 0 {
            wipe(&transaction, Erasable::Texts)?;
        }
        traces::mark(&transaction)?;
        stop_point("erase:words-deleted");
        transaction.commit()?;
        traces::empty_log(&mut writer)?;
        Ok(erased)
    }
}

/// The store's key, for digests of words.
pub(super) struct WordsKey(Hmac<Sha256>);

impl WordsKey {
    pub fn of(connection: &Connection) -> Result<Self> {
        let key = contact_key(connection)?;
        Ok(Self(Hmac::new_from_slice(&key).expect("invariant: HMAC takes a key of any length")))
    }

    pub fn digest(&self, key: &RowKey, field: Field, text: &str) -> WordsDigest {
        let mut mac = self.0.clone();
        mac.update(&[key.kind.number(), field]);
        mac.update(&key.a.0.to_le_bytes());
        mac.update(&key.b.0.to_le_bytes());
        // Length first, so that no two keys and texts look the same.
        mac.update(&(key.rest.as_str().len() as u64).to_le_bytes());
        mac.update(key.rest.as_str().as_bytes());
        mac.update(text.as_bytes());
        WordsDigest::new(&mac.finalize().into_bytes())
    }
}

/// The digests that values hold, by field.
pub(super) fn digests(kind: Kind, values: ValuesView<'_>) -> impl Iterator<Item = (Field, WordsDigest)> {
    let erasable = values.fields().filter(move |(field, _)| is_erasable(kind, *field));
    erasable.filter_map(|(field, payload)| Some((field, WordsDigest::read(payload)?)))
}

/// Writes the words of a record beside its row; gives the values as the row keeps them.
pub(super) fn set_aside(connection: &Connection, words: &WordsKey, key: &RowKey, values: &Values) -> Result<Values> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO words(kind, a, b, c, digest, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
    )?;
    let mut kept = ValuesBuilder::default();
    for (field, payload) in values.view().fields() {
        let text = std::str::from_utf8(payload).ok().filter(|_| is_erasable(key.kind, field));
        let Some(text) = text else {
            kept.stored(field, payload);
            continue;
        };
        let digest = words.digest(key, field, text);
        let (kind, rest) = (key.kind.number(), key.rest.as_str());
        insert.execute(params![kind, key.a.0, key.b.0, rest, digest.as_payload(), text])?;
        kept.stored(field, digest.as_payload());
    }
    Ok(kept.build())
}

/// Puts words where values hold their digests.
pub(super) fn spoken(kind: Kind, values: ValuesView<'_>, beside: &Beside) -> Values {
    let mut spoken = ValuesBuilder::default();
    for (field, payload) in values.fields() {
        let digest = WordsDigest::read(payload).filter(|_| is_erasable(kind, field));
        let words = digest.and_then(|digest| beside.iter().find(|(found, _)| *found == digest));
        spoken.stored(field, words.map_or(payload, |(_, text)| text.as_bytes()));
    }
    spoken.build()
}

/// Puts the words into versions, which stand in key order.
pub(super) fn speak(connection: &Connection, versions: &mut [Version]) -> Result<()> {
    speak_records(connection, versions.iter_mut().filter_map(|v| Some((&v.key, v.values.as_mut()?))))
}

/// Puts the words into what records say, which come in key order.
pub(super) fn speak_records<'a>(
    connection: &Connection,
    records: impl Iterator<Item = (&'a RowKey, &'a mut Values)>,
) -> Result<()> {
    let mut silent: Vec<Record<'_>> =
        records.filter(|(key, values)| digests(key.kind, values.view()).next().is_some()).collect();
    for silent in silent.chunk_by_mut(|(x, _), (y, _)| x.kind == y.kind) {
        let together = if silent.len() <= FEW { 1 } else { silent.len() };
        for silent in silent.chunks_mut(together) {
            speak_range(connection, silent)?;
        }
    }
    Ok(())
}

/// The key of a record, and what it says.
type Record<'a> = (&'a RowKey, &'a mut Values);

/// One pass over the words from the first of these records to the last.
fn speak_range(connection: &Connection, records: &mut [Record<'_>]) -> Result<()> {
    let (Some((first, _)), Some((last, _))) = (records.first(), records.last()) else { return Ok(()) };
    let mut statement = connection.prepare_cached(
        "SELECT a, b, c, digest, text FROM words WHERE kind = ?1 AND (a, b, c) >= (?2, ?3, ?4) AND (a, b, c) <= (?5, ?6, ?7)
         ORDER BY kind, a, b, c",
    )?;
    let rows = statement.query(params![
        first.kind.number(),
        first.a.0,
        first.b.0,
        first.rest.as_str(),
        last.a.0,
        last.b.0,
        last.rest.as_str()
    ])?;
    let mut words = Words::new(rows)?;
    for (key, values) in records {
        let beside = words.beside(key.a, key.b, key.rest.as_str())?;
        **values = spoken(key.kind, values.view(), beside);
    }
    Ok(())
}

/// Every word of a kind, in key order; to be walked with [`Words`].
pub(super) const OF_KIND: &str = "SELECT a, b, c, digest, text FROM words WHERE kind = ?1 ORDER BY kind, a, b, c";

/// A walk over words in key order, beside a walk over rows.
pub(super) struct Words<'a> {
    rows: Rows<'a>,
    /// Where the walk is: the record whose words were gathered.
    here: Option<Place>,
    gathered: Beside,
    /// Read already, and of a record further on.
    next: Option<(Place, WordsDigest, String)>,
}

/// The key of a record within its kind.
type Place = (u32, u32, String);

impl<'a> Words<'a> {
    pub fn new(rows: Rows<'a>) -> Result<Self> {
        let mut words = Self { rows, here: None, gathered: Vec::new(), next: None };
        words.read()?;
        Ok(words)
    }

    /// The words beside a record. Records are asked for in key order; the versions of one may ask again.
    pub fn beside(&mut self, a: NodeId, b: NodeId, rest: &str) -> Result<&Beside> {
        if self.here.as_ref().is_some_and(|(x, y, z)| (*x, *y, z.as_str()) == (a.0, b.0, rest)) {
            return Ok(&self.gathered);
        }
        self.gathered.clear();
        self.here = Some((a.0, b.0, rest.to_owned()));
        while let Some(((x, y, z), ..)) = &self.next {
            let order = (*x, *y, z.as_str()).cmp(&(a.0, b.0, rest));
            if order.is_gt() {
                break;
            }
            let (_, digest, text) = self.read()?.expect("invariant: there is a next one");
            if order.is_eq() {
                self.gathered.push((digest, text));
            }
        }
        Ok(&self.gathered)
    }

    /// Reads one more; gives the one read before.
    fn read(&mut self) -> Result<Option<(Place, WordsDigest, String)>> {
        let next = match self.rows.next()? {
            None => None,
            Some(row) => {
                let digest = row.get_ref(3)?.as_blob().ok().and_then(WordsDigest::read);
                let place = (row.get(0)?, row.get(1)?, text_of(row.get_ref(2)?)?.to_owned());
                let digest = digest.ok_or_else(not_a_digest)?;
                Some((place, digest, text_of(row.get_ref(4)?)?.to_owned()))
            }
        };
        Ok(std::mem::replace(&mut self.next, next))
    }
}

fn not_a_digest() -> crate::store::StoreError {
    crate::store::StoreError::Corrupt("有一段可删除的文字没有摘要".into())
}
