//! Who changed what of a list, and when.

use serde::Serialize;

use super::super::history::ValueChange;
use super::super::{App, AppError, Names, question};
use super::listed::{Listed, TargetList, name_of, shown};
use crate::model::{BatchRecord, EntryField, Journal};
use crate::store::Store;
use crate::work::Entry;

/// One change of one entry.
#[derive(Debug, Clone, Serialize)]
pub struct EntryChange {
    pub enterprise: String,
    pub name: String,
    /// Its journal number.
    pub number: u64,
    pub when: String,
    pub who: String,
    /// What was done: `list add ic`.
    pub why: String,
    pub changes: Vec<ValueChange>,
}

impl TargetList {
    /// Every change of the list, or of one enterprise on it, oldest first.
    ///
    /// # Errors
    /// The enterprise is unknown, or never was on the list.
    pub async fn history(&self, store: &Store, enterprise: Option<&str>) -> Result<Vec<EntryChange>, AppError> {
        let one = question::given(enterprise).map(|given| self.entry_of(given)).transpose()?;
        let mut found = Vec::new();
        for entry in self.listed.iter().filter(|l| one.is_none_or(|one| one.record == l.record)) {
            let mut before = Entry::default();
            for version in store.versions(entry.key.clone()).await? {
                let after = version.values.map(|values| Entry::read(values.view())).unwrap_or_default();
                found.push(self.changed(entry, version.number, &before, &after));
                before = after;
            }
        }
        found.sort_by(|x, y| (x.number, &x.enterprise).cmp(&(y.number, &y.enterprise)));
        let batches = store.batches_numbered(found.iter().map(|change| Journal(change.number)).collect()).await?;
        for (change, batch) in found.iter_mut().zip(batches) {
            let Some(BatchRecord { when, who, why, .. }) = batch else { continue };
            (change.when, change.who, change.why) = (when, who, why);
        }
        Ok(found)
    }

    /// What a version of an entry changed; when, by whom and why stands with its batch.
    fn changed(&self, entry: &Listed, number: Journal, before: &Entry, after: &Entry) -> EntryChange {
        let changed = before.changed(after).into_iter();
        EntryChange {
            enterprise: entry.firm.map_or(entry.record.as_str(), |firm| self.names.firm_id(firm)).to_owned(),
            name: name_of(&self.names, entry).to_owned(),
            number: number.0,
            when: String::new(),
            who: String::new(),
            why: String::new(),
            changes: changed.map(|field| change(&self.names, field, before, after)).collect(),
        }
    }
}

impl App {
    /// Every change of a chain's list, as [`TargetList::history`].
    pub async fn list_history(&self, chain: &str, enterprise: Option<&str>) -> Result<Vec<EntryChange>, AppError> {
        self.list_of(chain).await?.history(&self.store, enterprise).await
    }
}

fn change(names: &Names, field: EntryField, before: &Entry, after: &Entry) -> ValueChange {
    let told = |entry: &Entry| (!entry.get(field).is_empty()).then(|| shown(names, entry, field));
    ValueChange { field: field.zh().to_owned(), before: told(before), after: told(after) }
}
