//! Who changed what of a list, and when.

use crate::access::{Right, Scope};
use std::collections::HashMap;

use serde::Serialize;

use crate::app::intake::history::ValueChange;
use crate::app::lists::listed::{entry_of, name_of, shown};
use crate::app::questions::question;
use crate::app::{AppError, StoreDesk};
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

impl StoreDesk {
    /// Every change of a chain's list, or of one enterprise on it, oldest first.
    ///
    /// # Errors
    /// A name is unknown, or the enterprise never was on the list.
    pub async fn list_history(&self, chain: &str, enterprise: Option<&str>) -> Result<Vec<EntryChange>, AppError> {
        let at = self.may(Right::SeeList, Scope::Chain(chain))?;
        let graph = at.named().await?;
        let chain = question::chain(&graph, chain)?;
        let mut listed = at.listed(&graph, chain).await?;
        if let Some(given) = question::given(enterprise) {
            let record = entry_of(&graph, chain, &listed, given)?.record.clone();
            listed.retain(|l| l.record == record);
        }
        let batches = at.store().batches(Journal(0), usize::MAX).await?;
        let batches: HashMap<u64, BatchRecord> = batches.into_iter().map(|b| (b.number, b)).collect();
        let mut found = Vec::new();
        for entry in &listed {
            let mut before = Entry::default();
            for version in at.store().versions(entry.key.clone()).await? {
                let after = version.values.map(|values| Entry::read(values.view())).unwrap_or_default();
                let batch = batches.get(&version.number.0);
                found.push(EntryChange {
                    enterprise: entry.firm.map_or(entry.record.as_str(), |firm| graph.firm_id(firm)).to_owned(),
                    name: name_of(&graph, entry).to_owned(),
                    number: version.number.0,
                    when: batch.map(|b| b.when.clone()).unwrap_or_default(),
                    who: batch.map(|b| b.who.clone()).unwrap_or_default(),
                    why: batch.map(|b| b.deed.to_string()).unwrap_or_default(),
                    changes: before
                        .changed(&after)
                        .into_iter()
                        .map(|field| change(&graph, field, &before, &after))
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
