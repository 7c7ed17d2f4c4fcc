//! Firms by what they are called, kept from one version of the graph to the next.
//!
//! Invariant: **What did not move is not looked at again.** A firm goes by the first node of its records, which is the same in
//! every version. The next one takes in what is called otherwise now, and looks anew around that and around whatever is beside it.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::likeness::AlikeFirm;
use super::threads::spread;
use crate::matching::{KnownAs, Matcher, Weights};
use crate::model::{Journal, NodeId};
use crate::normalize::{Regions, comparable};

/// Where one firm in so many is called otherwise, all are taken in anew.
const MANY: usize = 10;
/// Where more firms are called otherwise, it is looked anew around all.
const FEW: usize = 500;
/// A name that more firms bear says nothing of any two of them.
const BEARERS: usize = 8;

/// What was found beside firms.
type Beside = HashMap<NodeId, Arc<[AlikeFirm]>>;

/// Firms by what they are called; each by the first node of its records.
#[derive(Debug)]
pub struct KnownFirms {
    pub(super) matcher: Matcher,
    regions: Regions,
    at: Journal,
    /// By which node the firm of each record goes, by rising nodes of records.
    heads: Vec<(NodeId, NodeId)>,
    /// A digest of what each is called, by rising nodes.
    digests: Vec<(NodeId, u64)>,
    /// Digests of the names that firms bear, rising, and who bears them.
    borne: Vec<(u64, NodeId)>,
    /// What was found beside a firm so far, as far as somebody may be asked about it: asked again, it is there.
    beside: Mutex<Beside>,
}

/// What a version shows, by which its firms are taken in.
#[derive(Debug)]
pub struct FirmsShown {
    /// The journal number whose records it shows.
    pub at: Journal,
    /// By which node the firm of each record goes, by rising nodes of records.
    pub heads: Vec<(NodeId, NodeId)>,
    /// The firms that may be called otherwise than before, those that are no more included; none: any may.
    pub among: Option<HashSet<NodeId>>,
}

impl KnownFirms {
    /// Takes in what the firms of a version are called: all of them, or those that may be called otherwise. With those of the
    /// version before, only what is called otherwise is taken in.
    pub fn of(
        before: Option<Arc<Self>>,
        regions: &Regions,
        shown: FirmsShown,
        mut firms: Vec<(NodeId, &KnownAs)>,
    ) -> Self {
        let mut digests = spread(&firms, |(node, known)| (*node, digest(known)));
        digests.sort_unstable();
        let Some(before) = before else { return Self::anew(regions, shown, digests, &firms) };
        let is_asked = |(node, _): &&(NodeId, u64)| shown.among.as_ref().is_none_or(|among| among.contains(node));
        let known: Vec<(NodeId, u64)> = before.digests.iter().filter(is_asked).copied().collect();
        let (gone, come) = (without(&known, &digests), without(&digests, &known));
        if shown.among.is_none() && (gone.len() + come.len()) * MANY > digests.len() {
            return Self::anew(regions, shown, digests, &firms);
        }
        firms.retain(|(node, _)| come.contains(node));
        digests.retain(|(node, _)| come.contains(node));
        let mut next = Arc::try_unwrap(before).unwrap_or_else(|before| before.copied());
        (next.at, next.heads) = (shown.at, shown.heads);
        next.take_out(&gone);
        next.take_in(digests, &firms);
        next.forget(&gone, &firms);
        next
    }

    fn anew(regions: &Regions, shown: FirmsShown, digests: Vec<(NodeId, u64)>, firms: &[(NodeId, &KnownAs)]) -> Self {
        let (matcher, regions) = (Matcher::new(Weights::default(), regions.clone()), regions.clone());
        let FirmsShown { at, heads, .. } = shown;
        let (digests_before, borne, beside) = Default::default();
        let mut known = Self { matcher, regions, at, heads, digests: digests_before, borne, beside };
        known.take_in(digests, firms);
        known
    }

    fn copied(&self) -> Self {
        Self {
            matcher: self.matcher.clone(),
            regions: self.regions.clone(),
            at: self.at,
            heads: self.heads.clone(),
            digests: self.digests.clone(),
            borne: self.borne.clone(),
            beside: Mutex::new(self.beside().clone()),
        }
    }

    fn take_out(&mut self, gone: &HashSet<NodeId>) {
        if !gone.is_empty() {
            self.matcher.remove(|id| gone.contains(&node(id)));
            self.digests.retain(|(node, _)| !gone.contains(node));
            self.borne.retain(|(_, node)| !gone.contains(node));
        }
    }

    fn take_in(&mut self, digests: Vec<(NodeId, u64)>, firms: &[(NodeId, &KnownAs)]) {
        firms.iter().for_each(|(node, known)| self.matcher.add(u64::from(node.0), known));
        self.digests.extend(digests);
        self.digests.sort_unstable();
        self.borne.extend(spread(firms, |(node, known)| names_borne(*node, known)).into_iter().flatten());
        self.borne.sort_unstable();
    }

    /// The journal number whose records it knows.
    pub fn at(&self) -> Journal {
        self.at
    }

    /// The regions that names are taken apart by.
    pub fn regions(&self) -> &Regions {
        &self.regions
    }

    /// The firms, of both versions, that may be called otherwise in a version in which records go by these firms, and some moved.
    pub fn moved(&self, heads: &[(NodeId, NodeId)], moved: &[NodeId]) -> HashSet<NodeId> {
        let versions = [&self.heads[..], heads];
        let elsewhere = [(versions[0], versions[1]), (versions[1], versions[0])];
        let elsewhere = elsewhere.into_iter().flat_map(|(one, other)| not_in(one, other));
        let head = |heads: &[(NodeId, NodeId)], record: NodeId| {
            let at = heads.binary_search_by_key(&record, |(known, _)| *known).ok()?;
            Some(heads[at].1)
        };
        let moved = moved.iter().flat_map(|record| versions.into_iter().filter_map(|heads| head(heads, *record)));
        elsewhere.map(|(_, head)| head).chain(moved).collect()
    }

    /// The firms that bear a name which another one bears, and few others; some more than once.
    pub fn namesakes(&self) -> impl Iterator<Item = NodeId> {
        let several = self.borne.chunk_by(|(one, _), (other, _)| one == other);
        several.filter(|bearers| (2..=BEARERS).contains(&bearers.len())).flatten().map(|(_, node)| *node)
    }

    /// Forgets what was found beside firms that went, and beside those that have to do with one that went or came.
    fn forget(&self, gone: &HashSet<NodeId>, come: &[(NodeId, &KnownAs)]) {
        if come.len() > FEW {
            self.beside().clear();
            return;
        }
        let near = come.iter().flat_map(|(_, known)| self.matcher.alike(known));
        let near: HashSet<NodeId> = near.map(|one| node(one.id)).collect();
        let moved = |firm: &NodeId| gone.contains(firm) || near.contains(firm);
        self.beside().retain(|firm, found| !moved(firm) && !found.iter().any(|other| gone.contains(&node(other.id))));
    }

    /// What was found beside firms so far.
    pub fn beside(&self) -> MutexGuard<'_, Beside> {
        self.beside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The node by which the matcher knows a firm.
pub fn node(id: u64) -> NodeId {
    NodeId(id as u32)
}

/// The firms of one version that the other has not, or has by other names.
fn without(one: &[(NodeId, u64)], other: &[(NodeId, u64)]) -> HashSet<NodeId> {
    not_in(one, other).map(|(node, _)| node).collect()
}

/// What stands in the one, rising, and not in the other, rising as well.
fn not_in<'a, T: Ord + Copy>(one: &'a [T], other: &'a [T]) -> impl Iterator<Item = T> + 'a {
    let mut others = other.iter().peekable();
    one.iter().copied().filter(move |own| {
        while others.next_if(|other| *other < own).is_some() {}
        others.peek() != Some(&own)
    })
}

/// The names that a firm bears, each once.
fn names_borne(node: NodeId, known: &KnownAs) -> Vec<(u64, NodeId)> {
    let own = std::iter::once(&known.name).chain(&known.short).chain(&known.aliases).chain(&known.former);
    let own = own.map(|name| comparable(name)).filter(|name| name.chars().nth(1).is_some());
    // Names that meet by chance are looked at in vain, no more.
    let mut names: Vec<(u64, NodeId)> = own.map(|name| (digest(&name), node)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn digest(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
