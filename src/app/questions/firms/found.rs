//! Which firms go by a text, and by which of their names.

use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::graph::{FIRM_NAMES, FirmIx, NameIndex};
use crate::model::{CanonicalTable, Kind, NodeId, ValuesView, Version};
use crate::normalize::text;
use crate::store::ListFilter;

/// Firms that match before the search gives up; a text in so many names means nothing.
const MOST: usize = 2_000;

impl GraphPermit<'_> {
    /// The firm whose id a text in the form of [`NameIndex::form`] is.
    fn firm_with_folded_id(&self, wanted: &str) -> Option<FirmIx> {
        self.graph().firm_with_id(wanted).or_else(|| self.graph().firm_with_id(&wanted.to_uppercase()))
    }

    /// Each firm that goes by a text in the form of [`NameIndex::form`] once; best first, then by id.
    pub(in crate::app) async fn firms_called(&self, wanted: &str) -> Result<Vec<FirmIx>, AppError> {
        let graph = self.graph();
        let exact = self.firm_with_folded_id(wanted);
        let names = self.held().names(self.store()).await?;
        let hits = names.find(Kind::Enterprise, wanted, MOST).into_iter();
        let mut hits: Vec<(u8, FirmIx)> = hits.map(|hit| (hit.rank, FirmIx(hit.thing))).collect();
        hits.retain(|(_, firm)| Some(*firm) != exact);
        hits.extend(exact.map(|firm| (0, firm)));
        hits.sort_by(|x, y| (x.0, graph.firm_id(x.1)).cmp(&(y.0, graph.firm_id(y.1))));
        Ok(hits.into_iter().map(|(_, firm)| firm).collect())
    }

    /// By what each of some firms goes by a text: `曾用名 …`.
    pub(in crate::app) async fn matched(&self, wanted: &str, firms: &[FirmIx]) -> Result<Vec<String>, AppError> {
        let graph = self.graph();
        let exact = self.firm_with_folded_id(wanted);
        let filter =
            |node: &NodeId| ListFilter { kind: Kind::Enterprise, a: Some(*node), after: None, limit: usize::MAX };
        let filters = firms.iter().flat_map(|firm| graph.nodes_of(*firm)).map(filter).collect();
        let mut rows = self.store().lists(filters, Some(self.held().journal)).await?.into_iter();
        let told = |firm: &FirmIx| {
            let own: Vec<Version> = rows.by_ref().take(graph.nodes_of(*firm).len()).flatten().collect();
            if exact == Some(*firm) { "编号".to_owned() } else { best_name(own, wanted) }
        };
        Ok(firms.iter().map(told).collect())
    }
}

/// The name by which a firm with these records goes by a text.
fn best_name(mut rows: Vec<Version>, wanted: &str) -> String {
    rows.sort_by(|x, y| x.key.cmp(&y.key));
    let best = rows.iter().filter_map(|row| best_of(row.values.as_ref()?.view(), wanted));
    best.min_by_key(|(rank, _)| *rank).map(|(_, matched)| matched).unwrap_or_default()
}

fn best_of(values: ValuesView<'_>, wanted: &str) -> Option<(u8, String)> {
    let table = CanonicalTable::of(Kind::Enterprise);
    let written = |column: &str| values.text(table.field(column)?);
    let names = FIRM_NAMES.iter().flat_map(|(column, word)| {
        let names = written(column).into_iter().flat_map(text::list);
        names.filter_map(move |name| Some((rank(name, wanted)?, format!("{word} {name}"))))
    });
    names.min_by_key(|(rank, _)| *rank)
}

/// 0 the same, 1 begins with it, 2 holds it.
fn rank(name: &str, wanted: &str) -> Option<u8> {
    let name = NameIndex::form(name);
    if name == wanted {
        return Some(0);
    }
    if name.starts_with(wanted) {
        return Some(1);
    }
    name.contains(wanted).then_some(2)
}
