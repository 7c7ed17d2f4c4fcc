//! New firms of files, beside the firms that are known and beside each other.

use super::firms::{FirmsAlike, spread};
use super::likeness::{AlikeFirm, others};
use crate::graph::Graph;
use crate::ingest::{FirmAlike, RowPlace};
use crate::matching::{KnownAs, Likeness, Matcher, Weights};

/// Firms told of a new one that may be either.
const TOLD: usize = 2;

/// A new firm that files bring.
#[derive(Debug, Clone)]
pub struct BroughtFirm {
    /// The first row that brings it.
    pub place: RowPlace,
    /// What its rows call it.
    pub known: KnownAs,
    /// Id of a record that stood there before and is one firm with it by a code or the full name; none: it is new.
    pub joins: Option<String>,
}

/// What a new firm may be.
struct Found {
    /// Firms that are known.
    known: Vec<AlikeFirm>,
    /// Other new ones, by their places.
    new: Vec<AlikeFirm>,
}

impl Found {
    fn same(&self) -> usize {
        self.known.iter().chain(&self.new).filter(|one| one.judged.verdict == Likeness::Same).count()
    }
}

/// Which of them may be firms that are known, or one with each other: what somebody has to decide first, then what joins at once.
pub fn brought_beside(graph: &Graph, alike: &FirmsAlike, brought: &[BroughtFirm]) -> Vec<FirmAlike> {
    let mut among = Matcher::new(Weights::default(), graph.regions.clone());
    (0..).zip(brought).for_each(|(at, one)| among.add(at, one.known.clone()));
    let numbered: Vec<(usize, &BroughtFirm)> = brought.iter().enumerate().collect();
    let found = spread(&numbered, |(at, one)| found(alike, &among, brought, (*at, one)));
    let mut lines = Vec::new();
    for (at, one) in numbered {
        match &one.joins {
            Some(id) => lines.push(joined(graph, alike, one, id)),
            None => lines.extend(told(graph, brought, &found, (at, one))),
        }
    }
    lines.sort_by_key(|line| (line.joins, line.verdict != Likeness::Same.word()));
    lines
}

fn found(alike: &FirmsAlike, among: &Matcher, brought: &[BroughtFirm], (at, one): (usize, &BroughtFirm)) -> Found {
    let mut known = alike.meant(&one.known);
    known.retain(AlikeFirm::is_asked);
    let same = known.first().is_some_and(|first| first.judged.verdict == Likeness::Same);
    known.truncate(if same { 1 } else { TOLD });
    let mut new = others(among, at as u64, &one.known, |id| &brought[id as usize].known.name);
    new.retain(|other| other.is_asked() && brought[other.id as usize].joins.is_none());
    new.truncate(TOLD);
    Found { known, new }
}

/// What is told of a new firm: each pair of new ones once. Where several are as near to one, none is told as the same.
fn told(graph: &Graph, brought: &[BroughtFirm], all: &[Found], (at, one): (usize, &BroughtFirm)) -> Vec<FirmAlike> {
    let several = |place: usize| all[place].same() > 1;
    let near = |other: &AlikeFirm, rivals: bool| if rivals { other.with_rival() } else { other.clone() };
    let mut lines = Vec::new();
    for other in &all[at].known {
        let (id, name) = (graph.firm_id(other.firm()).to_owned(), graph.firm_name(other.firm()));
        lines.push(line(one, Some(id), name, &near(other, several(at))));
    }
    for other in all[at].new.iter().filter(|other| other.id as usize > at) {
        let place = other.id as usize;
        let called = format!("{}（{}）", brought[place].known.name, brought[place].place);
        lines.push(line(one, None, &called, &near(other, several(at) || several(place))));
    }
    lines
}

/// What is said of a firm that joins one that is known.
fn joined(graph: &Graph, alike: &FirmsAlike, one: &BroughtFirm, id: &str) -> FirmAlike {
    let firm = graph.firm_with_id(id);
    let found = alike.meant(&one.known).into_iter().find(|other| Some(other.firm()) == firm);
    let why = found.map_or_else(|| "编号、代码或全称相同".to_owned(), |found| found.why());
    FirmAlike {
        place: one.place.clone(),
        name: one.known.name.clone(),
        enterprise: Some(firm.map_or(id, |firm| graph.firm_id(firm)).to_owned()),
        other: firm.map_or(id, |firm| graph.firm_name(firm)).to_owned(),
        joins: true,
        verdict: Likeness::Same.word(),
        why,
    }
}

fn line(one: &BroughtFirm, enterprise: Option<String>, other: &str, found: &AlikeFirm) -> FirmAlike {
    FirmAlike {
        place: one.place.clone(),
        name: one.known.name.clone(),
        enterprise,
        other: other.to_owned(),
        joins: false,
        verdict: found.judged.verdict.word(),
        why: found.why(),
    }
}
