//! Which firms go by a text, and by which of their names.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, names};
use crate::graph::{FIRM_NAMES, FirmIx, goes_by};
use crate::model::{CanonicalTable, Kind, NodeId, ValuesView, Version};
use crate::normalize::{searchable, text};
use crate::store::ListFilter;

/// Firms that match before the search gives up; a text in so many names means nothing.
const MOST: usize = 2_000;
/// Firms told to choose from, where a text means several.
const CHOICES: usize = 8;

impl Desk {
    /// What a firm is called that is given by its id, as forms send it; anything else as it is.
    pub fn firm_called(&self, given: &str) -> String {
        let known = self.may(Right::SeeFacts, Scope::City).ok();
        let firm = known.as_ref().and_then(|at| Some(at.graph().firm_name(at.graph().firm_with_id(given)?)));
        firm.unwrap_or(given).to_owned()
    }
}

impl GraphPermit<'_> {
    /// The firm whose id somebody gives, in large letters or small ones.
    fn firm_with_id_like(&self, given: &str) -> Option<FirmIx> {
        let given = text::folded(given).to_lowercase();
        let id = given.strip_prefix("enterprise:").unwrap_or(&given);
        self.graph().firm_with_id(id).or_else(|| self.graph().firm_with_id(&id.to_uppercase()))
    }

    /// Each firm that goes by a text once; best first, then by id.
    pub(in crate::app) async fn firms_called(&self, given: &str) -> Result<Vec<FirmIx>, AppError> {
        let graph = self.graph();
        let exact = self.firm_with_id_like(given);
        let names = self.held().names(self.store()).await?;
        let hits = names.find(Kind::Enterprise, &searchable(given), MOST).into_iter();
        let mut hits: Vec<(u8, FirmIx)> = hits.map(|hit| (hit.rank, FirmIx(hit.thing))).collect();
        hits.retain(|(_, firm)| Some(*firm) != exact);
        hits.extend(exact.map(|firm| (0, firm)));
        hits.sort_by(|x, y| (x.0, graph.firm_id(x.1)).cmp(&(y.0, graph.firm_id(y.1))));
        Ok(hits.into_iter().map(|(_, firm)| firm).collect())
    }

    /// The firm that a person means: by its id, its legal name, else any other of its names or a code that is its alone. A part
    /// of a name means nobody; who goes by it is told, to choose from.
    pub(in crate::app) async fn firm_meant(&self, given: &str) -> Result<FirmIx, AppError> {
        let (graph, wanted) = (self.graph(), searchable(given));
        if let Some(firm) = graph.firm_with_id(text::trimmed(given)).or_else(|| self.firm_with_id_like(given)) {
            return Ok(firm);
        }
        let hits = self.held().names(self.store()).await?.find(Kind::Enterprise, &wanted, CHOICES);
        let legal = |firm: &FirmIx| searchable(graph.firm_name(*firm)) == wanted;
        let whole: Vec<FirmIx> = hits.iter().filter(|hit| hit.rank == 0).map(|hit| FirmIx(hit.thing)).collect();
        let by_name: Vec<FirmIx> = whole.iter().copied().filter(legal).collect();
        match (by_name.as_slice(), whole.as_slice()) {
            ([one], _) | ([], [one]) => return Ok(*one),
            _ if hits.is_empty() => return names::firm(graph, given),
            _ => {}
        }
        let meant = if whole.is_empty() { hits.iter().map(|hit| FirmIx(hit.thing)).collect() } else { whole };
        let label = |firm: FirmIx| format!("{} {}", graph.firm_id(firm), graph.firm_name(firm));
        let choices = meant.into_iter().map(label).collect();
        Err(AppError::Ambiguous { what: "企业", text: given.to_owned(), choices })
    }

    /// By what each of some firms goes by a text: `曾用名 …`.
    pub(in crate::app) async fn matched(&self, given: &str, firms: &[FirmIx]) -> Result<Vec<String>, AppError> {
        let graph = self.graph();
        let (exact, wanted) = (self.firm_with_id_like(given), searchable(given));
        let filter =
            |node: &NodeId| ListFilter { kind: Kind::Enterprise, a: Some(*node), after: None, limit: usize::MAX };
        let filters = firms.iter().flat_map(|firm| graph.nodes_of(*firm)).map(filter).collect();
        let mut rows = self.store().lists(filters, Some(self.held().journal)).await?.into_iter();
        let told = |firm: &FirmIx| {
            let own: Vec<Version> = rows.by_ref().take(graph.nodes_of(*firm).len()).flatten().collect();
            if exact == Some(*firm) { "编号".to_owned() } else { best_name(own, &wanted) }
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
        names.filter_map(move |name| Some((goes_by(name, wanted)?, format!("{word} {name}"))))
    });
    names.min_by_key(|(rank, _)| *rank)
}
