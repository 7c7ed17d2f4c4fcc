//! Firms by what they are called, kept from one version of the graph to the next.
//!
//! Invariant: **What did not move is not looked at again.** A firm goes by the first node of its records, which is the same in
//! every version. The next one takes in what is called otherwise now, and looks anew around that and around whatever is beside it.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::likeness::AlikeFirm;
use super::spread::spread;
use crate::matching::{KnownAs, Matcher, Weights};
use crate::model::NodeId;
use crate::normalize::Regions;

/// Where one firm in so many is called otherwise, all are taken in anew.
const MANY: usize = 10;
/// Where more firms are called otherwise, it is looked anew around all.
const FEW: usize = 500;

/// What was found beside firms.
type Beside = HashMap<NodeId, Arc<[AlikeFirm]>>;

/// Firms by what they are called; each by the first node of its records.
#[derive(Debug)]
pub struct KnownFirms {
    pub(super) matcher: Matcher,
    regions: Regions,
    /// A digest of what each is called, by rising nodes.
    digests: Vec<(NodeId, u64)>,
    /// What was found beside a firm so far, as far as somebody may be asked about it: asked again, it is there.
    beside: Mutex<Beside>,
}

impl KnownFirms {
    /// Takes in all firms; with those of the version before, only what is called otherwise.
    pub fn of(before: Option<Arc<Self>>, regions: &Regions, firms: Vec<(NodeId, &KnownAs)>) -> Self {
        let mut digests = spread(&firms, |(node, known)| (*node, digest(known)));
        digests.sort_unstable();
        let Some(before) = before.filter(|before| before.regions.are_those_of(regions)) else {
            return Self::anew(regions, digests, firms);
        };
        let (gone, come) = (without(&before.digests, &digests), without(&digests, &before.digests));
        if (gone.len() + come.len()) * MANY > digests.len() {
            return Self::anew(regions, digests, firms);
        }
        let mut next = Arc::try_unwrap(before).unwrap_or_else(|before| before.copied());
        next.digests = digests;
        next.matcher.remove(|id| gone.contains(&node(id)));
        let come: Vec<(NodeId, &KnownAs)> = firms.into_iter().filter(|(node, _)| come.contains(node)).collect();
        come.iter().for_each(|(node, known)| next.matcher.add(u64::from(node.0), known));
        next.forget(&gone, &come);
        next
    }

    fn anew(regions: &Regions, digests: Vec<(NodeId, u64)>, firms: Vec<(NodeId, &KnownAs)>) -> Self {
        let mut matcher = Matcher::new(Weights::default(), regions.clone());
        firms.into_iter().for_each(|(node, known)| matcher.add(u64::from(node.0), known));
        Self { matcher, regions: regions.clone(), digests, beside: Mutex::default() }
    }

    fn copied(&self) -> Self {
        let (matcher, regions) = (self.matcher.clone(), self.regions.clone());
        Self { matcher, regions, digests: self.digests.clone(), beside: Mutex::new(self.beside().clone()) }
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
    one.iter().filter(|firm| other.binary_search(firm).is_err()).map(|(node, _)| *node).collect()
}

fn digest(known: &KnownAs) -> u64 {
    let mut hasher = DefaultHasher::new();
    known.hash(&mut hasher);
    hasher.finish()
}
