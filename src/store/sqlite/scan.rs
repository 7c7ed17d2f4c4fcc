//! Reading all rows of some kinds, in key order.

use rusqlite::{Connection, Rows};

use super::Sqlite;
use super::batches::Numbers;
use super::blocks::{Filling, blocks};
use super::versions::{COLUMNS, KeyVersions, RawRow};
use super::words::{OF_KIND, Words, spoken};
use crate::model::{Journal, Kind, RowView, Values, ValuesView};
use crate::store::Result;

impl Sqlite {
    /// Reads in a thread of its own, so that reading and what is done with the rows overlap.
    pub(in crate::store) fn scan<S>(
        &self,
        kinds: &[Kind],
        at: Option<Journal>,
        mut state: S,
        visit: fn(&mut S, RowView<'_>),
    ) -> Result<(S, Journal)> {
        std::thread::scope(|scope| {
            let (mut filling, full) = blocks();
            let reading = scope.spawn(move || {
                self.reading(|connection| {
                    let transaction = connection.unchecked_transaction()?;
                    let (numbers, last) = self.numbers_seen(&transaction)?;
                    let at = at.map_or(last, |at| at.min(last));
                    for kind in kinds {
                        walk(&transaction, *kind, &numbers, at, &mut filling)?;
                    }
                    filling.hand_over();
                    Ok(at)
                })
            });
            let mut versions = KeyVersions::default();
            full.each(|row| versions.take(row, &mut |row| visit(&mut state, row)));
            versions.finish(&mut |row| visit(&mut state, row));
            let at = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            Ok((state, at))
        })
    }
}

fn walk(connection: &Connection, kind: Kind, numbers: &Numbers, at: Journal, filling: &mut Filling) -> Result<()> {
    let sql = format!("SELECT {COLUMNS} FROM row WHERE kind = ?1 ORDER BY kind, a, b, c, batch");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([kind.number()])?;
    if kind.is_work() {
        return walk_work(connection, kind, rows, numbers, at, filling);
    }
    while let Some(row) = rows.next()? {
        if let Some(row) = RawRow::read(row, kind, numbers, at)? {
            filling.push(row);
        }
    }
    Ok(())
}

/// The same for people's work, whose words are walked beside its rows.
fn walk_work(
    connection: &Connection,
    kind: Kind,
    mut rows: Rows<'_>,
    numbers: &Numbers,
    at: Journal,
    filling: &mut Filling,
) -> Result<()> {
    let mut beside = connection.prepare_cached(OF_KIND)?;
    let mut words = Words::new(beside.query([kind.number()])?)?;
    while let Some(row) = rows.next()? {
        let Some(row) = RawRow::read(row, kind, numbers, at)? else { continue };
        let beside = words.beside(row.key.a, row.key.b, row.rest)?;
        let said = row.values.map(|values| spoken(kind, ValuesView(values), beside));
        filling.push(RawRow { values: said.as_ref().map(Values::as_bytes), ..row });
    }
    Ok(())
}
