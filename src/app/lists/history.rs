//! Who changed what of a list, and when.

use crate::access::{Right, Scope};
use serde::Serialize;

use crate::app::lists::listed::shown;
use crate::app::lists::rows::{NamedList, entry_of, name_of};
use crate::app::{AppError, StoreDesk, ValueChange, names};
use crate::graph::Graph;
use crate::model::EntryField;
use crate::work::Entry;

/// One change of one entry.
#[derive(Debug, Clone, Serialize)]
pub struct EntryChange {
    /// Id of the listed enterprise.
    pub enterprise: String,
    /// Its legal name; its record's id where that record is closed.
    pub name: String,
    /// Its journal number.
    pub number: u64,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// Who did it, as in the journal.
    pub who: String,
    /// What was done: `list add ic`.
    pub why: String,
    /// What it replaced by what.
    pub changes: Vec<ValueChange>,
}

impl StoreDesk {
    /// Every change of a chain's list, or of one enterprise on it, oldest first. What an entry said while others had it is
    /// told to nobody who sees a part only.
    ///
    /// # Errors
    /// A name is unknown, or the enterprise never was on the list.
    pub async fn list_history(&self, chain: &str, enterprise: Option<&str>) -> Result<Vec<EntryChange>, AppError> {
        let at = self.may(Right::SeeList, Scope::Part(chain))?;
        let one = names::given(enterprise);
        let given: Vec<&str> = one.into_iter().collect();
        let NamedList { graph, chain, mut listed } = at.named_list(chain, &given).await?;
        if let Some(given) = one {
            let record = entry_of(&graph, chain, &listed, given)?.record.clone();
            listed.retain(|l| l.record == record);
        }
        let tells_why = at.tells_why(&graph.chain(chain).id);
        let mut found = Vec::new();
        for entry in &listed {
            let mut before = Entry::default();
            let versions = at.store().versions(entry.key.clone()).await?;
            let numbers = versions.iter().map(|version| version.number).collect();
            let batches = at.store().batches_numbered(numbers).await?;
            for (version, batch) in versions.into_iter().zip(&batches) {
                let after = version.values.map(|values| Entry::read(values.view())).unwrap_or_default();
                if !at.sees_entry(&graph.chain(chain).id, &after) {
                    before = Entry::default();
                    continue;
                }
                found.push(EntryChange {
                    enterprise: entry.firm.map_or(entry.record.as_str(), |firm| graph.firm_id(firm)).to_owned(),
                    name: name_of(&graph, entry).to_owned(),
                    number: version.number.0,
                    when: batch.as_ref().map(|b| b.when.clone()).unwrap_or_default(),
                    who: batch.as_ref().map(|b| b.who.clone()).unwrap_or_default(),
                    why: batch.as_ref().map(|b| b.deed.to_string()).unwrap_or_default(),
                    changes: before
                        .changed(&after)
                        .into_iter()
                        .filter(|field| tells_why || *field != EntryField::Why)
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
