//! Which columns a file mentions: the values of the others are carried over from the version before.
//!
//! Invariant: **Blank says nothing.** A blank cell, and a column a file does not have, is no value: the former clears
//! what this record said before, the latter leaves it (`app/intake/import/mentioned_columns.rs`). Defaults (status
//! active, site kind plant) apply after the choice between records.

use crate::ingest::{FileHeader, Meaning};
use crate::model::values::{A_TO, EXTRA};
use crate::model::{Field, Values, ValuesBuilder};

/// The columns of one file; what they do not mention stays as it was.
#[derive(Debug, Clone)]
pub struct MentionedColumns {
    fields: [bool; 256],
    extras: Vec<String>,
}

impl MentionedColumns {
    /// The columns of a header; where rows of a form correct one column, that one alone.
    pub fn of(header: &FileHeader, corrects: Option<Field>) -> Self {
        let mut fields = [false; 256];
        let mut extras = Vec::new();
        for (meaning, given) in header.columns.iter().zip(&header.names) {
            match meaning {
                Meaning::Known { field, .. } if corrects.is_some_and(|one| one != *field) => {}
                Meaning::Known { field, .. } => {
                    fields[usize::from(*field)] = true;
                    // What a column could not hold stands beside it under its header.
                    extras.push(given.clone());
                }
                Meaning::Extra(name) => extras.push(name.clone()),
            }
        }
        Self { fields, extras }
    }

    /// What either file mentions.
    pub fn joined(mut self, other: &Self) -> Self {
        self.fields.iter_mut().zip(other.fields).for_each(|(field, also)| *field |= also);
        self.extras.extend(other.extras.iter().cloned());
        self
    }

    fn keeps(&self, field: Field, payload: &[u8]) -> bool {
        if field == EXTRA {
            let name = payload.split(|b| *b == 0x1f).next().unwrap_or_default();
            return !self.extras.iter().any(|extra| extra.as_bytes() == name);
        }
        // Provenance speaks of the row as a whole, so the old one does not outlive it.
        field < A_TO && !self.fields[usize::from(field)]
    }

    /// The new values with those of the old that the file does not mention.
    pub fn carry_over(&self, old: &Values, new: Values) -> Values {
        let kept: Vec<(Field, &[u8])> = old.view().fields().filter(|(f, p)| self.keeps(*f, p)).collect();
        if kept.is_empty() {
            return new;
        }
        // What a segment says only since the one above it does gives way to what it said itself.
        let stays = |field: Field| field == EXTRA || kept.iter().all(|(other, _)| *other != field);
        let own = new.view().fields().filter(|(field, _)| stays(*field));
        let mut all: Vec<(Field, &[u8])> = own.chain(kept.iter().copied()).collect();
        all.sort();
        let mut builder = ValuesBuilder::default();
        all.iter().for_each(|(field, payload)| builder.stored(*field, payload));
        builder.build()
    }
}
