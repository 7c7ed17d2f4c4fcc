//! How the sentences of a reason are put together: names, lists of names, parts.

use std::borrow::Cow;

use crate::gaps::shown_at;
use crate::graph::{FirmIx, Graph};

/// How many names a part says before it says how many there are.
const NAMES: usize = 2;

/// A name in a sentence: in 「」 only where it holds a 、 itself.
pub fn name(name: &str) -> Cow<'_, str> {
    if name.contains('、') { Cow::Owned(format!("「{name}」")) } else { Cow::Borrowed(name) }
}

/// The short name of a firm in a sentence.
pub fn firm(graph: &Graph, firm: FirmIx) -> Cow<'_, str> {
    name(graph.firm_short(firm))
}

/// At most two firms of some, then 等n家.
pub fn few(graph: &Graph, firms: &[FirmIx]) -> String {
    let more = if firms.len() > NAMES { format!("等{}家", firms.len()) } else { String::new() };
    format!("{}{more}", first(graph, firms))
}

/// The first two firms of some.
pub fn first(graph: &Graph, firms: &[FirmIx]) -> String {
    let names: Vec<_> = firms.iter().take(NAMES).map(|one| firm(graph, *one)).collect();
    names.join("、")
}

/// Firms by standing (highest first, unknown last), then id.
pub fn by_standing(graph: &Graph, mut firms: Vec<FirmIx>) -> Vec<FirmIx> {
    firms.sort_by_cached_key(|firm| shown_at(graph, *firm));
    firms
}

/// Parts as one sentence; those with nothing to say are left out.
pub fn sentence(parts: impl IntoIterator<Item = String>) -> String {
    let told: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}。", told.join("；"))
}
