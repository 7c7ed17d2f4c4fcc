//! What firms are called by their records.

use std::sync::Arc;

use hashbrown::HashMap;

use super::owners::Owners;
use crate::graph::{FirmIx, Graph};
use crate::matching::KnownAs;
use crate::model::{CanonicalTable, Kind, RowView, ValuesView};
use crate::normalize::text;

/// What firms of a graph are called, all records of each together.
#[derive(Debug)]
pub struct FirmsCalled {
    graph: Arc<Graph>,
    owners: Arc<Owners>,
    firms: HashMap<u32, KnownAs>,
}

impl FirmsCalled {
    /// Of nobody yet; records of these owners alone are taken in.
    pub fn new(graph: Arc<Graph>, owners: Arc<Owners>) -> Self {
        Self { graph, owners, firms: HashMap::new() }
    }

    /// Takes in a record of an enterprise; a closed one names nobody.
    pub fn row(&mut self, row: RowView<'_>) {
        let Some(values) = row.values else { return };
        let Some(firm) = self.owners.owner(row.a) else { return };
        let graph = &self.graph;
        let known = self
            .firms
            .entry(firm.0)
            .or_insert_with(|| KnownAs { adcode: graph.firm(firm).adcode, ..KnownAs::named(graph.firm_name(firm)) });
        calls(known, values);
    }

    /// Each firm with what it is called, in the order of the graph, whatever the order of its records.
    pub fn told(self) -> Vec<(FirmIx, KnownAs)> {
        let mut told: Vec<_> = self.firms.into_iter().map(|(firm, known)| (FirmIx(firm), known)).collect();
        told.sort_unstable_by_key(|(firm, _)| *firm);
        for (_, known) in &mut told {
            known.aliases.sort_unstable();
            known.former.sort_unstable();
        }
        told
    }
}

/// Takes in what a record calls its firm.
pub fn calls(known: &mut KnownAs, values: ValuesView<'_>) {
    let table = CanonicalTable::of(Kind::Enterprise);
    let said = |column: &str| table.field(column).and_then(|field| values.text(field)).unwrap_or_default();
    let own = [said("name"), said("short_name")].into_iter().chain(text::list(said("aliases")));
    for alias in own.filter(|name| !name.is_empty()) {
        if alias != known.name && !known.aliases.iter().any(|other| other == alias) {
            known.aliases.push(alias.to_owned());
        }
    }
    for former in text::list(said("former_names")) {
        if !known.former.iter().any(|other| other == former) {
            known.former.push(former.to_owned());
        }
    }
    known.credit_code = known.credit_code.into_iter().chain(said("credit_code").parse().ok()).min();
    let stocks = text::list(said("stock_code")).map(str::to_owned);
    known.stock_code = known.stock_code.take().into_iter().chain(stocks).min();
}
