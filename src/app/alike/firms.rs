//! Firms to be asked which of them a name means, and which are beside each other.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::likeness::{AlikeFirm, others};
use crate::graph::{FirmIx, Graph};
use crate::matching::{KnownAs, Matcher, Weights, comparable};

/// A name that more firms bear says nothing of any two of them.
const BEARERS: usize = 8;

/// The firms of one version of the graph by what they are called.
#[derive(Debug)]
pub struct FirmsAlike {
    graph: Arc<Graph>,
    /// Each firm under its place in the graph.
    matcher: Matcher,
    /// Firms that bear a name of another one, in the order of the graph.
    namesakes: Vec<FirmIx>,
    /// What was found beside a firm so far: asked again, it is there.
    beside: Mutex<HashMap<FirmIx, Arc<[AlikeFirm]>>>,
}

impl FirmsAlike {
    /// Takes in all firms.
    pub(super) fn of(graph: Arc<Graph>, firms: Vec<(FirmIx, KnownAs)>) -> Self {
        let namesakes = namesakes(&firms);
        let mut matcher = Matcher::new(Weights::default(), graph.regions.clone());
        firms.into_iter().for_each(|(firm, known)| matcher.add(u64::from(firm.0), known));
        Self { graph, matcher, namesakes, beside: Mutex::default() }
    }

    /// The firms that something may be, best first; at most one is the same.
    pub fn meant(&self, asked: &KnownAs) -> Vec<AlikeFirm> {
        AlikeFirm::found(&self.matcher, asked, |id| self.name(id))
    }

    /// Firms that bear a name of another one.
    pub fn namesakes(&self) -> &[FirmIx] {
        &self.namesakes
    }

    /// Which of some firms were not looked around yet.
    pub fn not_looked_around(&self, firms: &[FirmIx]) -> Vec<FirmIx> {
        let beside = self.found();
        firms.iter().copied().filter(|firm| !beside.contains_key(firm)).collect()
    }

    /// Looks which firms may be one with each of these.
    pub fn look_around(&self, firms: &[(FirmIx, KnownAs)]) {
        let found = spread(firms, |(firm, known)| {
            let beside = others(&self.matcher, u64::from(firm.0), known, |id| self.name(id));
            (*firm, Arc::from(beside))
        });
        self.found().extend(found);
    }

    /// What was found beside a firm, best first; none where nobody looked.
    pub fn beside(&self, firm: FirmIx) -> Option<Arc<[AlikeFirm]>> {
        self.found().get(&firm).map(Arc::clone)
    }

    fn name(&self, id: u64) -> &str {
        self.graph.firm_name(FirmIx(id as u32))
    }

    fn found(&self) -> MutexGuard<'_, HashMap<FirmIx, Arc<[AlikeFirm]>>> {
        self.beside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Works on all of them on as many threads as there are processors; what comes of each, in their order.
pub(super) fn spread<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (part, work) = (all.len().div_ceil(threads).max(1), &work);
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            all.chunks(part).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        parts.into_iter().flat_map(|part| part.join().expect("invariant: nothing panics that is worked on")).collect()
    })
}

/// The firms that bear a name which another one bears, and few others.
fn namesakes(firms: &[(FirmIx, KnownAs)]) -> Vec<FirmIx> {
    let mut names: Vec<(u64, FirmIx)> = Vec::new();
    for (firm, known) in firms {
        let own = std::iter::once(&known.name).chain(&known.short).chain(&known.aliases).chain(&known.former);
        let own = own.map(|name| comparable(name)).filter(|name| name.chars().count() > 1);
        names.extend(own.map(|name| (hash(&name), *firm)));
    }
    names.sort_unstable();
    names.dedup();
    let several = names.chunk_by(|(one, _), (other, _)| one == other);
    let several = several.filter(|bearers| (2..=BEARERS).contains(&bearers.len())).flatten();
    let mut found: Vec<FirmIx> = several.map(|(_, firm)| *firm).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Names that meet by chance are looked at in vain, no more.
fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}
