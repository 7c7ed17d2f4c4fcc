//! Who changed what of a list, and when.

use std::collections::HashMap;

use serde::Serialize;

use super::super::history::ValueChange;
use super::super::{App, AppError, question};
use super::listed::{entry_of, name_of, shown};
use crate::graph::Graph;
use crate::model::{BatchRecord, EntryField, Journal};
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

impl App {
    /// Every change of a chain's list, or of one enterprise on it, oldest first.
    ///
    /// # Errors
    /// A name is unknown, or the enterprise never was on the list.
    pub async fn list_history(&self, chain: &str, enterprise: Option<&str>) -> Result<Vec<EntryChange>, AppError> {
        let held = self.held();
        let chain = question::chain(&held.graph, chain)?;
        let mut listed = self.listed(&held, chain).await?;
        if let Some(given) = question::given(enterprise) {
            let record = entry_of(&held.graph, chain, &listed, given)?.record.clone();
            listed.retain(|l| l.record == record);
        }
        let batches = self.store.batches(Journal(0), usize::MAX).await?;
        let batches: HashMap<u64, BatchRecord> = batches.into_iter().map(|b| (b.number, b)).collect();
        let mut found = Vec::new();
        for entry in &listed {
            let mut before = Entry::default();
            for version in self.store.versions(entry.key.clone()).await? {
                let after = version.values.map(|values| Entry::read(values.view())).unwrap_or_default();
                let batch = batches.get(&version.number.0);
                found.push(EntryChange {
                    enterprise: entry.firm.map_or(entry.record.as_str(), |firm| held.graph.firm_id(firm)).to_owned(),
                    name: name_of(&held.graph, entry).to_owned(),
                    number: version.number.0,
                    when: batch.map(|b| b.when.clone()).unwrap_or_default(),
                    who: batch.map(|b| b.who.clone()).unwrap_or_default(),
                    why: batch.map(|b| b.deed.to_string()).unwrap_or_default(),
                    changes: before
                        .changed(&after)
                        .into_iter()
                        .map(|field| change(&held.graph, field, &before, &after))
                        .collect(),
                });
                before = after;
            }
        }
        found.sort_by(|x, y| (x.number, &x.enterprise).cmp(&(y.number, &y.enterprise)));
        Ok(found)
    }
}

fn change(graph: &Graph, field: EntryField, before: &Entry, after: &Entry) -> ValueChange {
    let told = |entry: &Entry| (!entry.get(field).is_empty()).then(|| shown(graph, entry, field));
    ValueChange { field: field.zh().to_owned(), before: told(before), after: told(after) }
}
