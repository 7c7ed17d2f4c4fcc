//! What a person means by an id or a name: a chain, a segment, a fund, a squad, a region.

use crate::app::AppError;
use crate::graph::{ChainIx, FundIx, Graph, SegmentIx};
use crate::model::Adcode;
use crate::normalize::{RegionError, text};

/// What was written, unless it is nothing.
pub fn given(text: Option<&str>) -> Option<&str> {
    text.map(text::trimmed).filter(|text| !text.is_empty())
}

/// The city that runs a chain.
pub fn city_of(graph: &Graph, chain: ChainIx) -> Result<Adcode, AppError> {
    let known = graph.chain(chain);
    let told = || format!("产业链「{}」没有写主管城市，请指明从哪个城市看", known.name);
    known.adcode.ok_or_else(|| AppError::NoHome { chain: Some(known.id.clone()), told: told() })
}

/// The chain with this id or name.
pub fn chain(graph: &Graph, given: &str) -> Result<ChainIx, AppError> {
    one("产业链", given, chains(graph))
}

/// The same, where nothing is told of why there is none.
pub fn chain_meant(graph: &Graph, given: &str) -> Option<ChainIx> {
    only(&text::folded(given), chains(graph))
}

fn chains(graph: &Graph) -> impl Iterator<Item = (ChainIx, &str, &str)> + Clone {
    let all = (0..graph.chains.len()).map(ChainIx::from_position);
    all.map(|ix| (ix, graph.chain(ix).id.as_str(), graph.chain(ix).name.as_str()))
}

/// The segment of a chain with this id or name.
pub fn segment(graph: &Graph, chain: ChainIx, given: &str) -> Result<SegmentIx, AppError> {
    let all = graph.segments_of(chain);
    let known = all.map(|ix| (ix, graph.segment(ix).id.as_str(), graph.segment(ix).name.as_str()));
    one("环节", given, known)
}

/// The fund with this id or name.
pub fn fund(graph: &Graph, given: &str) -> Result<FundIx, AppError> {
    let known = graph.funds.iter().enumerate();
    let known = known.map(|(at, fund)| (FundIx::from_position(at), fund.id.as_str(), fund.name.as_str()));
    one("基金", given, known)
}

/// The id of the squad with this id or name.
pub fn squad(graph: &Graph, given: &str) -> Result<String, AppError> {
    one("招商队", given, squads(graph)).map(str::to_owned)
}

/// The same, where nothing is told of why there is none.
pub fn squad_meant<'g>(graph: &'g Graph, given: &str) -> Option<&'g str> {
    only(&text::folded(given), squads(graph))
}

fn squads(graph: &Graph) -> impl Iterator<Item = (&str, &str, &str)> + Clone {
    graph.squads.iter().map(|squad| (squad.id.as_str(), squad.id.as_str(), squad.name.as_str()))
}

/// The region with this code or name.
pub fn region(graph: &Graph, given: &str) -> Result<Adcode, AppError> {
    let found = graph.regions.read(given).map_err(|error| region_error(graph, given, error))?;
    Ok(graph.regions.in_force(found.adcode))
}

fn region_error(graph: &Graph, given: &str, error: RegionError) -> AppError {
    let (what, text, regions) = ("地区", text::folded(given), &graph.regions);
    let label = |adcode: Adcode| format!("{adcode} {}", regions.full_name(adcode));
    match error {
        RegionError::Unknown { text } => AppError::NotFound { what, near: regions.near(&text), text },
        RegionError::Ambiguous { codes, .. } => {
            AppError::Ambiguous { what, text, choices: codes.into_iter().map(label).collect() }
        }
        RegionError::Contradiction { code, name } => {
            AppError::NotFound { what, text, near: vec![label(code), label(name)] }
        }
    }
}

/// The region with this code or name, by the built-in table alone; a code that is not in it is taken as it is, since it may
/// be a zone of the city's own.
///
/// # Errors
/// Nothing goes by that code or name, or several do; the error lists them.
pub fn region_alone(given: &str) -> Result<Adcode, AppError> {
    given.parse().or_else(|_| region(&Graph::default(), given))
}

/// The one thing that goes by an id, else by a name; what is near where there is none.
pub fn one<'k, T: Copy>(
    what: &'static str,
    given: &str,
    known: impl Iterator<Item = (T, &'k str, &'k str)> + Clone,
) -> Result<T, AppError> {
    let given = text::folded(given);
    if let Some(found) = only(&given, known.clone()) {
        return Ok(found);
    }
    let known: Vec<_> = known.collect();
    let named: Vec<_> = known.iter().filter(|(_, _, name)| text::folded(name) == given).collect();
    if named.is_empty() {
        return Err(AppError::NotFound { what, near: near(&given, &known), text: given });
    }
    let choices = named.iter().map(|(_, id, name)| format!("{id} {name}")).collect();
    Err(AppError::Ambiguous { what, text: given, choices })
}

/// The same of a text that is folded, where nothing is told of why there is none.
pub fn only<'k, T: Copy>(given: &str, known: impl Iterator<Item = (T, &'k str, &'k str)> + Clone) -> Option<T> {
    let by_id = known.clone().find(|(_, id, _)| *id == given);
    let mut named = known.filter(|(_, _, name)| text::folded(name) == given);
    let (found, ..) = by_id.or_else(|| named.next().filter(|_| named.next().is_none()))?;
    Some(found)
}

fn near<T>(given: &str, known: &[(T, &str, &str)]) -> Vec<String> {
    const TOLD: usize = 5;
    let likeness = |id: &str, name: &str| {
        let inside = name.contains(given) || given.contains(name);
        let score = strsim::jaro_winkler(given, name).max(strsim::jaro_winkler(given, id));
        if inside { 1.0 } else { score }
    };
    // What is called as its id is told once.
    let label = |id: &str, name: &str| if id == name { name.to_owned() } else { format!("{id} {name}") };
    let mut scored: Vec<(f64, String)> =
        known.iter().map(|(_, id, name)| (likeness(id, name), label(id, name))).collect();
    scored.retain(|(score, _)| *score > 0.6);
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
    scored.into_iter().take(TOLD).map(|(_, label)| label).collect()
}
