//! New firms of files, beside the firms that are known and beside each other.

use std::sync::atomic::{AtomicU64, Ordering};

use super::firms::FirmsAlike;
use super::likeness::{AlikeFirm, others};
use super::threads::spread;
use crate::graph::Graph;
use crate::ingest::{FirmAlike, RowPlace};
use crate::matching::{KnownAs, Likeness, Matcher, Weights};

/// Firms told of a new one that may be either.
const TOLD: usize = 2;
/// After so many it is told how many were looked at.
const HEARD: u64 = 256;

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

/// What is told of new firms.
#[derive(Debug, Clone, Default)]
pub struct BroughtTold {
    /// What somebody has to decide first, then what joins at once.
    pub lines: Vec<FirmAlike>,
    /// How many more there are.
    pub more: usize,
}

/// A firm that a new one may be.
struct Near {
    /// Whether it is known; else it is new, too, and its id is its place among the new ones.
    known: bool,
    firm: AlikeFirm,
}

impl Near {
    fn is_same(&self) -> bool {
        self.firm.judged.verdict == Likeness::Same
    }
}

/// The new firms, and the firms that they are held beside.
struct Beside<'a> {
    graph: &'a Graph,
    alike: &'a FirmsAlike,
    among: Matcher,
    brought: &'a [BroughtFirm],
}

/// Which of them may be firms that are known, or one with each other; at most so many are told. `heard` is told now and then
/// how many were held beside others.
pub fn brought_beside(
    graph: &Graph,
    alike: &FirmsAlike,
    brought: &[BroughtFirm],
    most: usize,
    heard: &(dyn Fn(u64) + Sync),
) -> BroughtTold {
    let mut among = Matcher::new(Weights::default(), graph.regions.clone());
    (0..).zip(brought).for_each(|(at, one)| among.add(at, &one.known));
    let beside = Beside { graph, alike, among, brought };
    let new: Vec<usize> = (0..brought.len()).filter(|at| brought[*at].joins.is_none()).collect();
    let mut near: Vec<Vec<Near>> = std::iter::repeat_with(Vec::new).take(brought.len()).collect();
    let compared = AtomicU64::new(0);
    let found = spread(&new, |at| {
        let found = beside.found(*at);
        let so_far = compared.fetch_add(1, Ordering::Relaxed) + 1;
        if so_far.is_multiple_of(HEARD) {
            heard(so_far);
        }
        found
    });
    new.into_iter().zip(found).for_each(|(at, found)| near[at] = found);
    beside.told(&near, most)
}

impl Beside<'_> {
    /// What a new firm may be, few of each kind.
    fn found(&self, at: usize) -> Vec<Near> {
        let one = &self.brought[at].known;
        let (mut known, among) = self.alike.meant_among(one, &self.among);
        known.retain(AlikeFirm::is_asked);
        let same = known.first().is_some_and(|first| first.judged.verdict == Likeness::Same);
        known.truncate(if same { 1 } else { TOLD });
        let name = |id: u64| self.brought[id as usize].known.name.as_str();
        let mut new = AlikeFirm::found(&self.among, others(among, at as u64), one, name);
        new.retain(|other| other.is_asked() && self.brought[other.id as usize].joins.is_none());
        new.truncate(TOLD);
        let known = known.into_iter().map(|firm| Near { known: true, firm });
        known.chain(new.into_iter().map(|firm| Near { known: false, firm })).collect()
    }

    /// What is told: each pair of new ones once. Where several are as near to one, none is told as the same.
    fn told(&self, near: &[Vec<Near>], most: usize) -> BroughtTold {
        let same = |at: usize| near[at].iter().filter(|one| one.is_same()).count();
        let rivals = |at: usize, one: &Near| same(at) > 1 || !one.known && same(one.firm.id as usize) > 1;
        let pairs = (0..near.len()).flat_map(|at| near[at].iter().map(move |one| (at, one)));
        let pairs = pairs.filter(|(at, one)| one.known || one.firm.id as usize > *at);
        let (sure, unsure): (Vec<_>, Vec<_>) =
            pairs.map(|(at, one)| (at, one, rivals(at, one))).partition(|(_, one, rivals)| one.is_same() && !rivals);
        let joined = (0..near.len()).filter(|at| self.brought[*at].joins.is_some());
        let all = sure.len() + unsure.len() + joined.clone().count();
        let told = sure.into_iter().chain(unsure).take(most);
        let mut lines: Vec<FirmAlike> = told.map(|(at, one, rivals)| self.line(at, one, rivals)).collect();
        let left = most - lines.len();
        lines.extend(joined.take(left).filter_map(|at| self.joined(at)));
        BroughtTold { more: all - lines.len(), lines }
    }

    fn line(&self, at: usize, near: &Near, rivals: bool) -> FirmAlike {
        let one = &self.brought[at];
        let found = if rivals { near.firm.with_rival() } else { near.firm.clone() };
        let (enterprise, other) = if near.known {
            let firm = found.firm();
            (Some(self.graph.firm_id(firm).to_owned()), self.graph.firm_name(firm).to_owned())
        } else {
            let other = &self.brought[near.firm.id as usize];
            (None, format!("{}（{}）", other.known.name, other.place))
        };
        FirmAlike {
            place: one.place.clone(),
            name: one.known.name.clone(),
            enterprise,
            other,
            joins: false,
            verdict: found.judged.verdict.word(),
            why: found.why(),
        }
    }

    /// What is said of a firm that joins one that is known.
    fn joined(&self, at: usize) -> Option<FirmAlike> {
        let (graph, one) = (self.graph, &self.brought[at]);
        let id = one.joins.as_ref()?;
        let firm = graph.firm_with_id(id);
        let found = self.alike.meant(&one.known).into_iter().find(|other| Some(other.firm()) == firm);
        let why = found.map_or_else(|| "编号、代码或全称相同".to_owned(), |found| found.why());
        Some(FirmAlike {
            place: one.place.clone(),
            name: one.known.name.clone(),
            enterprise: Some(firm.map_or(id.as_str(), |firm| graph.firm_id(firm)).to_owned()),
            other: firm.map_or(id.as_str(), |firm| graph.firm_name(firm)).to_owned(),
            joins: true,
            verdict: Likeness::Same.word(),
            why,
        })
    }
}
