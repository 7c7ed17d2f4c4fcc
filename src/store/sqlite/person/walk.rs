//! Everything that is held of a person, found in one walk.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::beside::{BesidePlaces, is_kept};
use super::mention::{Mention, SoughtNames};
use crate::model::{
    CanonicalTable, Deed, Field, Holds, Kind, NodeId, PersonPlace, ValuesView, WordsDigest, columns_of,
};
use crate::store::sqlite::Sqlite;
use crate::store::sqlite::evidence_held::all_files;
use crate::store::sqlite::nodes::{kind_of, text_of};
use crate::store::{PersonFound, PersonHeld, PersonSought, Result, StoreError};

/// A stored row, by what tells it from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedRow {
    pub kind: Kind,
    pub a: u32,
    pub b: u32,
    pub c: String,
    pub batch: i64,
}

/// Where a person stands.
#[derive(Debug, Default)]
pub(super) struct PersonPlaces {
    /// Of whom, and the digest of the name.
    pub contacts: Vec<(u32, Vec<u8>)>,
    /// Key of the record, and the digest of the words.
    pub words: Vec<(Kind, u32, u32, String, Vec<u8>)>,
    /// Texts that records go by.
    pub nodes: Vec<(u32, Kind, String)>,
    /// Rows with a text that names them.
    pub rows: Vec<NamedRow>,
    /// Files of evidence: of what, and their ids.
    pub evidence: Vec<(Kind, u32, String)>,
    /// What stands beside rows.
    pub beside: BesidePlaces,
    /// Logins.
    pub accounts: Vec<String>,
    /// Entries of the journal.
    pub journal: u64,
    pub similar: u64,
}

impl Sqlite {
    pub(in crate::store) fn person_found(&self, sought: &PersonSought) -> Result<PersonFound> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            Ok(PersonPlaces::of(&transaction, sought)?.told())
        })
    }
}

impl PersonPlaces {
    pub fn of(connection: &Connection, sought: &PersonSought) -> Result<Self> {
        let names = SoughtNames::of(sought);
        let mut places = Self::default();
        places.find_contacts(connection, &names)?;
        places.find_words(connection, &names)?;
        places.find_nodes(connection, &names)?;
        places.find_rows(connection, &names)?;
        places.find_evidence(connection, &names)?;
        places.beside = BesidePlaces::of(connection, &names)?;
        places.find_accounts(connection, &names, &sought.logins)?;
        places.find_entries(connection, &names)?;
        Ok(places)
    }

    fn find_contacts(&mut self, connection: &Connection, names: &SoughtNames<'_>) -> Result<()> {
        let mut statement = connection.prepare("SELECT DISTINCT of, digest, name, phone, email, title FROM contact")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let texts = [2, 3, 4].map(|at| row.get::<_, String>(at));
            let [name, phone, email] = texts;
            if names.is(&name?) || names.is(&phone?) || names.is(&email?) || names.stands_in(text_of(row.get_ref(5)?)?)
            {
                self.contacts.push((row.get(0)?, row.get(1)?));
            }
        }
        self.contacts.dedup();
        Ok(())
    }

    fn find_words(&mut self, connection: &Connection, names: &SoughtNames<'_>) -> Result<()> {
        let mut statement = connection.prepare("SELECT kind, a, b, c, digest, text FROM words")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if names.stands_in(text_of(row.get_ref(5)?)?) {
                self.words.push((kind_of(row.get(0)?)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
            }
        }
        Ok(())
    }

    /// Texts that persons go by, and what they did: ids of other things name nobody.
    fn find_nodes(&mut self, connection: &Connection, names: &SoughtNames<'_>) -> Result<()> {
        let mut statement = connection.prepare("SELECT id, kind, ref FROM node")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, text) = (kind_of(row.get(1)?)?, text_of(row.get_ref(2)?)?);
            // A source may be somebody, whose rows say so in their keys.
            let is_theirs = is_of_persons(kind) || kind.is_dispatch() || kind == Kind::Source;
            if is_theirs && names.mention(text, false) == Mention::Is {
                self.nodes.push((row.get(0)?, kind, text.to_owned()));
            }
        }
        Ok(())
    }

    fn find_rows(&mut self, connection: &Connection, names: &SoughtNames<'_>) -> Result<()> {
        let mut statement = connection.prepare("SELECT kind, a, b, c, batch, val FROM row")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let kind = kind_of(row.get(0)?)?;
            let c = text_of(row.get_ref(3)?)?;
            let corrupt = |_| StoreError::Corrupt("有一行的值不是二进制".into());
            let values = row.get_ref(5)?.as_blob_or_null().map_err(corrupt)?;
            let said = values.into_iter().flat_map(|values| texts(kind, ValuesView(values)));
            let mention =
                said.map(|(_, text)| names.mention(text, is_by_hand(kind))).chain([names.mention(c, false)]).max();
            match mention.unwrap_or(Mention::Nothing) {
                Mention::Is => {
                    let (a, b, batch) = (row.get(1)?, row.get(2)?, row.get(4)?);
                    self.rows.push(NamedRow { kind, a, b, c: c.to_owned(), batch });
                }
                Mention::Similar => self.similar += 1,
                Mention::Nothing => {}
            }
        }
        Ok(())
    }

    /// Nobody looks into a picture: one that is called as they are, or that shows what names them, may show them.
    fn find_evidence(&mut self, connection: &Connection, names: &SoughtNames<'_>) -> Result<()> {
        for file in all_files(connection)? {
            let of = &file.of;
            let is_named = |row: &&NamedRow| (row.kind, row.a, columns_of(&row.c)) == (of.kind, of.a.0, &of.part);
            let mut said = names.stands_in(&file.name) || names.are_written_in(connection, &file.id)?;
            for row in self.rows.iter().filter(is_named) {
                said |= is_said(connection, row, names)?;
            }
            if said {
                self.evidence.push((of.kind, of.a.0, file.id));
            }
        }
        Ok(())
    }

    fn find_accounts(&mut self, connection: &Connection, names: &SoughtNames<'_>, logins: &[String]) -> Result<()> {
        let mut statement = connection.prepare("SELECT login, name FROM account ORDER BY login")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (login, name): (String, String) = (row.get(0)?, row.get(1)?);
            if logins.contains(&login) || names.is(&name) || names.is(&login) {
                self.accounts.push(login);
            }
        }
        Ok(())
    }

    fn find_entries(&mut self, connection: &Connection, names: &SoughtNames<'_>) -> Result<()> {
        let mut statement = connection.prepare("SELECT who, why FROM batch WHERE seq IS NOT NULL")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (who, why) = (text_of(row.get_ref(0)?)?, text_of(row.get_ref(1)?)?);
            let own = self.accounts.iter().any(|login| who == login || why.split(' ').any(|word| word == login));
            let kept = names.is_in_title(why) && is_kept(&Deed::read(why));
            self.journal += u64::from(own || names.is(who) || kept);
        }
        Ok(())
    }

    /// Counted, by place and thing.
    fn told(self) -> PersonFound {
        let mut counts: BTreeMap<(PersonPlace, Option<Kind>, Option<NodeId>), u64> = BTreeMap::new();
        let mut add = |place, kind, of: Option<u32>, count| {
            *counts.entry((place, kind, of.map(NodeId))).or_default() += count;
        };
        self.contacts.iter().for_each(|(of, _)| add(PersonPlace::Contact, None, Some(*of), 1));
        self.words.iter().for_each(|(kind, a, ..)| add(PersonPlace::Words, Some(*kind), Some(*a), 1));
        self.nodes.iter().for_each(|(id, kind, _)| add(PersonPlace::Record, Some(*kind), Some(*id), 1));
        self.rows.iter().for_each(|row| add(PersonPlace::Record, Some(row.kind), Some(row.a), 1));
        self.evidence.iter().for_each(|(kind, a, _)| add(PersonPlace::Evidence, Some(*kind), Some(*a), 1));
        let beside = &self.beside;
        add(PersonPlace::Link, None, None, (beside.links.len() + beside.proposals.len()) as u64);
        add(PersonPlace::Title, None, None, (beside.files.len() + beside.deeds.len()) as u64);
        self.accounts.iter().for_each(|_| add(PersonPlace::Account, None, None, 1));
        add(PersonPlace::Journal, None, None, self.journal);
        let held = counts.into_iter().filter(|(_, count)| *count > 0).map(|((place, kind, of), count)| PersonHeld {
            place,
            kind,
            of,
            count,
        });
        PersonFound { held: held.collect(), similar: self.similar, logins: self.accounts }
    }
}

/// Whether a row names them in what it says, and not only by whoever said it.
fn is_said(connection: &Connection, row: &NamedRow, names: &SoughtNames<'_>) -> Result<bool> {
    let sql = "SELECT val FROM row WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND batch = ?5";
    let place = params![row.kind.number(), row.a, row.b, row.c, row.batch];
    let values: Option<Vec<u8>> = connection.prepare_cached(sql)?.query_row(place, |found| found.get(0))?;
    let values = values.unwrap_or_default();
    let mut said = texts(row.kind, ValuesView(&values));
    Ok(said.any(|(_, text)| names.mention(text, is_by_hand(row.kind)) == Mention::Is))
}

/// Whether people write sentences into rows of a kind, where a name needs no mark before or after it.
pub(super) fn is_by_hand(kind: Kind) -> bool {
    kind.is_work() || kind.is_dispatch() || [Kind::Meeting, Kind::Source].contains(&kind)
}

/// The texts among the values of a row: not its references, nor the digests of what can be erased.
pub(super) fn texts(kind: Kind, values: ValuesView<'_>) -> impl Iterator<Item = (Field, &str)> {
    let said =
        values.fields().filter(move |(field, payload)| is_text(kind, *field) && WordsDigest::read(payload).is_none());
    said.filter_map(|(field, payload)| Some((field, std::str::from_utf8(payload).ok()?)))
}

/// Whether a field holds a text.
pub(super) fn is_text(kind: Kind, field: Field) -> bool {
    use crate::model::values::{A_TO, B_TO};
    let is_reference = kind.is_record()
        && CanonicalTable::of(kind)
            .column(field)
            .is_some_and(|column| matches!(column.holds, Holds::Reference(_) | Holds::References(_)));
    ![A_TO, B_TO].contains(&field) && !is_reference
}

/// Whether rows of a kind are of persons: what they say beside the name says who it is.
pub(super) fn is_of_persons(kind: Kind) -> bool {
    [Kind::Person, Kind::Recruiter].contains(&kind)
}
