//! What rows of a record say, by column, the one that is shown first.

use std::cmp::Reverse;

use super::subject::SubjectRecord;
use crate::app::AppError;
use crate::model::values::SEEN;
use crate::model::{CanonicalTable, EventDate, Field, Journal, Kind, Values, Version};
use crate::resolve::Trust;
use crate::store::{ListFilter, Store};

/// The open rows of a record in the order in which they are believed, and when the last of all was written.
#[derive(Debug)]
pub(super) struct KnownRows {
    rows: Vec<Version>,
    pub version: Journal,
}

impl KnownRows {
    /// Reads the rows of a record as known at a number.
    pub async fn read(store: &Store, record: &SubjectRecord, at: Option<Journal>) -> Result<Self, AppError> {
        let filter = |a| ListFilter { kind: record.kind, a: Some(a), after: None, limit: usize::MAX };
        let lists = store.lists(record.nodes.iter().map(|node| filter(*node)).collect(), at).await?;
        let rows: Vec<Version> = lists.into_iter().flatten().collect();
        let version = rows.iter().map(|row| row.number).max().unwrap_or_default();
        let mut rows: Vec<Version> = rows.into_iter().filter(|row| row.values.is_some()).collect();
        let trust = trust(store, at).await?;
        // Trust is a number of at most three digits before the point and never less than 0.
        let rank = |row: &Version| {
            let seen = row.values.as_ref().and_then(day).unwrap_or(i32::MIN);
            (Reverse(trust.of(row.key.rest.source()).to_bits()), Reverse(seen), row.key.rest.as_str().to_owned())
        };
        rows.sort_by_key(rank);
        Ok(Self { rows, version })
    }

    /// The row whose value of a column is shown.
    pub fn shown(&self, field: Field) -> Option<&Version> {
        self.rows.iter().find(|row| says(row, field))
    }

    /// Sources of people's own changes that say something under a column, but for one.
    pub fn edited_by_others<'a>(&'a self, field: Field, own: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        let sources = self.rows.iter().filter(move |row| says(row, field)).map(|row| row.key.rest.source());
        sources.filter(move |source| source.starts_with(crate::model::EDITED_BY) && *source != own)
    }
}

fn says(row: &Version, field: Field) -> bool {
    row.values.as_ref().is_some_and(|values| values.view().fields().any(|(own, _)| own == field))
}

fn day(values: &Values) -> Option<i32> {
    Some(values.view().text(SEEN)?.parse::<EventDate>().ok()?.day().number())
}

/// How far each source is trusted.
async fn trust(store: &Store, at: Option<Journal>) -> Result<Trust, AppError> {
    let filter = ListFilter { kind: Kind::Source, a: None, after: None, limit: usize::MAX };
    let rows = store.list(filter, at).await?;
    let names = store.node_names(rows.iter().map(|row| row.key.a).collect()).await?;
    let field = CanonicalTable::of(Kind::Source).field("trust");
    let mut trust = Trust::default();
    for (row, name) in rows.iter().zip(names) {
        let said = row.values.as_ref().zip(field).and_then(|(values, field)| values.view().text(field)?.parse().ok());
        if let (Some(name), Some(said)) = (name, said) {
            trust.set(&name.text, said);
        }
    }
    Ok(trust)
}
