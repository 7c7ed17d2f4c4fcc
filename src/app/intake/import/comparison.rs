//! What the files say, beside what is current in the store: only what differs goes on.

use tokio::task::JoinHandle;

use super::admission::Admission;
use super::job::BlockingStore;
use super::key_walk::{AgreedRow, KeyOutcome};
use super::known::AcceptedRecords;
use super::mentioned_columns::MentionedColumns;
use super::resolve::contacts;
use super::row_change::{landing, row_change};
use super::takeover;
use crate::app::AppError;
use crate::ingest::RowCounts;
use crate::model::{CanonicalTable, Kind, NewRow};
use crate::store::{self, Chunk, Current};

/// A chunk of outcomes whose current versions the store is looking up.
#[derive(Debug)]
pub struct AskedChunk {
    outcomes: Vec<KeyOutcome>,
    current: JoinHandle<store::Result<Vec<Current>>>,
}

impl AskedChunk {
    /// Asks what is current for these keys.
    pub fn ask(outcomes: Vec<KeyOutcome>, store: &BlockingStore) -> Self {
        let key = |outcome: &KeyOutcome| match outcome {
            KeyOutcome::Agreed(agreed) => Some(agreed.row.key.clone()),
            KeyOutcome::Gone(_) => None,
        };
        let keys = outcomes.iter().filter_map(key).collect();
        Self { outcomes, current: store.ask_current(keys) }
    }
}

/// The comparison of one table.
pub struct Comparison<'a> {
    /// Which columns each file mentions.
    mentioned: &'a [Option<MentionedColumns>],
    accepted: AcceptedRecords,
    /// Whether a record may become another one.
    accept_renames: bool,
}

impl<'a> Comparison<'a> {
    /// A comparison in which a file says nothing of the columns it does not mention.
    pub fn new(mentioned: &'a [Option<MentionedColumns>], accept_renames: bool) -> Self {
        Self { mentioned, accepted: AcceptedRecords::default(), accept_renames }
    }

    /// What a chunk changes. The facts known follow it.
    pub fn changes(
        &mut self,
        asked: AskedChunk,
        store: &BlockingStore,
        admission: &mut Admission,
    ) -> Result<Chunk, AppError> {
        let mut current = store.wait(asked.current)?.into_iter();
        let mut chunk = Chunk::default();
        for outcome in asked.outcomes {
            match outcome {
                KeyOutcome::Gone(version) => {
                    chunk.rows.push(admission.resolver.known.close(version, &mut self.accepted));
                }
                KeyOutcome::Agreed(agreed) => {
                    let current = current.next().expect("invariant: every key that is asked for is answered");
                    self.compare(agreed, &current, admission, &mut chunk);
                }
            }
        }
        Ok(chunk)
    }

    fn compare(&mut self, agreed: AgreedRow, current: &Current, admission: &mut Admission, chunk: &mut Chunk) {
        let (row, contact) = match agreed.row.key.kind {
            Kind::Contact => {
                let (row, contact) = contacts::parted(admission.resolver.contact_key(), agreed.row);
                (row, Some(contact))
            }
            _ => (self.with_unmentioned(agreed, current), None),
        };
        if is_beyond(&row, current, admission) || self.takes_over(&row, current, admission) {
            return;
        }
        // What was closed, as by an undo, comes in as what was never there does.
        let new = current.as_ref().is_none_or(|(_, values)| values.is_none());
        admission.firms.note(&row, new, &admission.resolver.known);
        admission.report.note_against(&row);
        admission.report.firms_in.note(&row);
        let changed = current.as_ref().is_none_or(|(_, values)| *values != row.values);
        let counts = RowCounts {
            new: u64::from(new),
            changed: u64::from(!new && changed),
            unchanged: u64::from(!changed),
            ..RowCounts::default()
        };
        admission.report.count(row.origin.file, counts);
        if let (true, Some((_, Some(old))), Some(values)) = (changed && contact.is_none(), current, &row.values) {
            let dictionary = &admission.resolver.known.dictionary;
            admission.report.note_change(row.origin, || row_change(&row.key, old, values, dictionary));
        }
        if let (true, None, Some(values)) = (changed, &contact, &row.values) {
            let dictionary = &admission.resolver.known.dictionary;
            let told = || landing(&row.key, values, dictionary);
            admission.report.note_landing(row.origin, row.key.kind, told);
        }
        if changed {
            admission.resolver.known.add(&row, current.is_some(), &mut self.accepted);
            chunk.contacts.extend(contact);
            chunk.rows.push(row);
        }
    }

    /// Whether a row would make another of the record, unasked: then it is rejected, with both side by side.
    fn takes_over(&self, row: &NewRow, current: &Current, admission: &mut Admission) -> bool {
        let (Some((_, Some(old))), Some(new)) = (current, &row.values) else { return false };
        if old == new {
            return false;
        }
        let kind = row.key.kind;
        let dictionary = &admission.resolver.known.dictionary;
        let id = dictionary.name(row.key.a).map_or_else(String::new, |(_, text)| text.to_owned());
        let Some(renaming) = takeover::renaming(kind, &id, old, new, dictionary) else { return false };
        if !self.accept_renames {
            let column = CanonicalTable::of(kind).columns[0].name;
            admission.report.reject(row.origin, takeover::fault(column, &renaming));
            admission.resolver.known.refused.insert(row.key.a);
        }
        admission.report.note_renaming(row.origin, renaming);
        !self.accept_renames
    }

    /// The row with the current values of the columns that none of its files mentions.
    fn with_unmentioned(&self, AgreedRow { row, also_in }: AgreedRow, current: &Current) -> NewRow {
        let old = current.as_ref().and_then(|(_, values)| values.as_ref());
        let of = |file: u16| self.mentioned[usize::from(file)].as_ref();
        let (Some(old), Some(mentioned)) = (old, of(row.origin.file)) else { return row };
        let others = also_in.iter().filter_map(|file| of(*file));
        let joined = others.fold(None, |joined: Option<MentionedColumns>, other| {
            Some(joined.unwrap_or_else(|| mentioned.clone()).joined(other))
        });
        let mentioned = joined.as_ref().unwrap_or(mentioned);
        let values = row.values.map(|new| mentioned.carry_over(old, new));
        NewRow { values, ..row }
    }

    /// What the tables that follow may refer to.
    pub fn into_accepted(self) -> AcceptedRecords {
        self.accepted
    }
}

/// Whether a row would change what belongs to a chain that is not the caller's: then it is rejected.
fn is_beyond(row: &NewRow, current: &Current, admission: &mut Admission) -> bool {
    let Some((_, Some(old))) = current else { return false };
    let Some(fault) = admission.beyond(&row.key, Some(old)) else { return false };
    admission.report.reject(row.origin, fault);
    true
}
