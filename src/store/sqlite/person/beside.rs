//! What names a person beside rows: links and what came back by them, names of files, words of the journal.

use rusqlite::{Connection, Row, params};

use super::mention::SoughtNames;
use crate::model::Deed;
use crate::store::Result;

/// Where a person stands beside rows.
#[derive(Debug, Default)]
pub(super) struct BesidePlaces {
    /// Ids of links whose receiver, purpose or basis names them.
    pub links: Vec<String>,
    /// Ids of what receivers proposed.
    pub proposals: Vec<i64>,
    /// Batch and place of files that were read.
    pub files: Vec<(i64, i64)>,
    /// Batches whose words name them, but for such as must be kept.
    pub deeds: Vec<i64>,
}

/// Whether the words of a deed are kept as they are: what was done to an account, and to whom personal data was given, which
/// the law has kept (个人信息保护法 §55–56).
pub(super) fn is_kept(deed: &Deed) -> bool {
    matches!(deed, Deed::Account { .. } | Deed::Packet { .. } | Deed::Share { .. } | Deed::Contacts { .. })
}

impl BesidePlaces {
    pub fn of(connection: &Connection, names: &SoughtNames<'_>) -> Result<Self> {
        let named = |row: &Row<'_>, texts: std::ops::RangeInclusive<usize>| -> rusqlite::Result<bool> {
            let texts = texts.map(|at| row.get::<_, Option<String>>(at)).collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(texts.iter().flatten().any(|text| names.is_in_title(text)))
        };
        let mut found = Self::default();
        let mut links = connection.prepare("SELECT id, receiver, purpose, basis FROM share")?;
        let mut rows = links.query([])?;
        while let Some(row) = rows.next()? {
            if named(row, 1..=3)? {
                found.links.push(row.get(0)?);
            }
        }
        let mut proposals = connection.prepare("SELECT id, reason, note FROM proposal")?;
        let mut rows = proposals.query([])?;
        while let Some(row) = rows.next()? {
            if named(row, 1..=2)? {
                found.proposals.push(row.get(0)?);
            }
        }
        let mut files = connection.prepare("SELECT batch, ix, name, sheet FROM file")?;
        let mut rows = files.query([])?;
        while let Some(row) = rows.next()? {
            if named(row, 2..=3)? {
                found.files.push((row.get(0)?, row.get(1)?));
            }
        }
        let mut deeds = connection.prepare("SELECT id, why FROM batch WHERE seq IS NOT NULL")?;
        let mut rows = deeds.query([])?;
        while let Some(row) = rows.next()? {
            if named(row, 1..=1)? && !is_kept(&Deed::read(&row.get::<_, String>(1)?)) {
                found.deeds.push(row.get(0)?);
            }
        }
        Ok(found)
    }

    /// Whether digests of the journal cover any of it.
    pub fn is_in_journal(&self) -> bool {
        !self.files.is_empty() || !self.deeds.is_empty()
    }

    /// Links end and name nobody, words that came back by them go, an alias takes the place of the name elsewhere.
    pub fn erase(&self, connection: &Connection, names: &SoughtNames<'_>, (alias, now): (&str, &str)) -> Result<()> {
        let told = |text: &str| names.title_without(text, alias);
        for id in &self.links {
            let sql = "SELECT receiver, purpose, basis FROM share WHERE id = ?1";
            let texts: [String; 3] =
                connection.query_row(sql, [id], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
            let [receiver, purpose, basis] = texts.map(|text| told(&text));
            let sql = "UPDATE share SET receiver = ?2, purpose = ?3, basis = ?4, revoked = coalesce(revoked, ?5)
                       WHERE id = ?1";
            connection.execute(sql, params![id, receiver, purpose, basis, now])?;
            connection.execute("DELETE FROM opening WHERE share = ?1", [id])?;
        }
        for id in &self.proposals {
            connection.execute("UPDATE proposal SET reason = '', note = '' WHERE id = ?1", [id])?;
        }
        for (batch, ix) in &self.files {
            let of_file = "batch = ?1 AND ix = ?2";
            let sql = format!("SELECT name, sheet FROM file WHERE {of_file}");
            let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?));
            let (name, sheet) = connection.query_row(&sql, [batch, ix], read)?;
            let (name, sheet) = (told(&name), sheet.as_deref().map(told));
            let sql = format!("UPDATE file SET name = ?3, sheet = ?4 WHERE {of_file}");
            connection.execute(&sql, params![batch, ix, name, sheet])?;
        }
        for id in &self.deeds {
            let why: String = connection.query_row("SELECT why FROM batch WHERE id = ?1", [id], |row| row.get(0))?;
            connection.execute("UPDATE batch SET why = ?2 WHERE id = ?1", params![id, told(&why)])?;
        }
        Ok(())
    }
}

/// The keys of records that links keep go with the records, whose sources may be called as somebody is.
pub(super) fn records_follow(connection: &Connection, names: &SoughtNames<'_>, alias: &str) -> Result<()> {
    for table in ["share_row", "proposal"] {
        let mut statement = connection.prepare(&format!("SELECT DISTINCT record FROM {table}"))?;
        let records: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for record in records {
            let moved = names.without(&record, false, alias);
            if moved != record {
                let sql = format!("UPDATE {table} SET record = ?2 WHERE record = ?1");
                connection.execute(&sql, [&record, &moved])?;
            }
        }
    }
    Ok(())
}

impl SoughtNames<'_> {
    /// Whether a file of evidence has them written in it, as far as it is plain text.
    pub fn are_written_in(&self, connection: &Connection, evidence: &str) -> Result<bool> {
        let sql = "SELECT EXISTS(SELECT 1 FROM evidence e JOIN evidence_content c ON c.nr = e.content
                   WHERE e.id = ?1 AND instr(c.content, CAST(?2 AS BLOB)) > 0)";
        let mut statement = connection.prepare_cached(sql)?;
        for name in self.names() {
            if statement.query_row([evidence, name], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
