//! What firms are called by their records.

use std::sync::Arc;

use hashbrown::HashMap;

use super::firms::FirmsAlike;
use super::known::KnownFirms;
use crate::graph::{FirmIx, Graph};
use crate::matching::KnownAs;
use crate::model::{CanonicalTable, Kind, NodeId, RowView, ValuesView};
use crate::normalize::text;

/// What firms of a graph are called, all records of each together.
#[derive(Debug)]
pub struct FirmsCalled {
    graph: Arc<Graph>,
    /// Whose each record is, by its node.
    owners: Vec<(NodeId, u32)>,
    firms: HashMap<u32, KnownAs>,
}

impl FirmsCalled {
    /// Of nobody yet; records of these firms alone are taken in.
    pub fn among(graph: &Arc<Graph>, firms: impl Iterator<Item = FirmIx>) -> Self {
        let of_firm = |firm: FirmIx| graph.nodes_of(firm).iter().map(move |node| (*node, firm.0));
        let mut owners: Vec<(NodeId, u32)> = firms.flat_map(of_firm).collect();
        owners.sort_unstable();
        Self { graph: Arc::clone(graph), owners, firms: HashMap::new() }
    }

    /// The same of all firms.
    pub fn of(graph: &Arc<Graph>) -> Self {
        Self::among(graph, (0..graph.firm_count()).map(FirmIx::from_position))
    }

    /// Takes in a record of an enterprise; a closed one names nobody.
    pub fn row(&mut self, row: RowView<'_>) {
        let Some(values) = row.values else { return };
        let Ok(at) = self.owners.binary_search_by_key(&row.a, |(node, _)| *node) else { return };
        let owner = self.owners[at].1;
        let graph = &self.graph;
        let known = self.firms.entry(owner).or_insert_with(|| {
            let firm = FirmIx(owner);
            KnownAs { adcode: graph.firm(firm).adcode, ..KnownAs::named(graph.firm_name(firm)) }
        });
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

    /// All of them, to be asked which a name means; `before`: those of the version before.
    pub fn alike(mut self, before: Option<Arc<KnownFirms>>) -> FirmsAlike {
        let (graph, owners) = (Arc::clone(&self.graph), std::mem::take(&mut self.owners));
        FirmsAlike::of(graph, owners, self.told(), before)
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
