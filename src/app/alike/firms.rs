//! Firms to be asked which of them a name means, and which are beside each other.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::known::{KnownFirms, node};
use super::likeness::{AlikeFirm, others};
use super::spread::spread;
use crate::graph::{FirmIx, Graph};
use crate::matching::{KnownAs, Likeness};
use crate::model::NodeId;
use crate::normalize::comparable;

/// A name that more firms bear says nothing of any two of them.
const BEARERS: usize = 8;
/// Names of so many firms are read at once.
const AT_ONCE: usize = 4_096;

/// The firms of one version of the graph by what they are called.
#[derive(Debug)]
pub struct FirmsAlike {
    graph: Arc<Graph>,
    /// Whose each record is, by rising nodes.
    owners: Vec<(NodeId, u32)>,
    known: Arc<KnownFirms>,
    /// Firms that bear a name of another one, in the order of the graph.
    namesakes: Vec<FirmIx>,
}

impl FirmsAlike {
    /// Takes in all firms; `before`: those of the version before.
    pub(super) fn of(
        graph: Arc<Graph>,
        owners: Vec<(NodeId, u32)>,
        firms: Vec<(FirmIx, KnownAs)>,
        before: Option<Arc<KnownFirms>>,
    ) -> Self {
        let namesakes = namesakes(&firms);
        let by_node = firms.iter().filter_map(|(firm, known)| Some((*graph.nodes_of(*firm).first()?, known)));
        let known = KnownFirms::of(before, &graph.regions, by_node.collect());
        Self { graph, owners, known: Arc::new(known), namesakes }
    }

    /// What the next version begins with.
    pub fn known(&self) -> Arc<KnownFirms> {
        Arc::clone(&self.known)
    }

    /// The firms that something may be, best first; at most one is the same.
    pub fn meant(&self, asked: &KnownAs) -> Vec<AlikeFirm> {
        self.told(AlikeFirm::found(&self.known.matcher, asked, |id| self.name(id)))
    }

    /// Firms that bear a name of another one.
    pub fn namesakes(&self) -> &[FirmIx] {
        &self.namesakes
    }

    /// The firm that a record belongs to.
    pub fn owner(&self, node: NodeId) -> Option<FirmIx> {
        let at = self.owners.binary_search_by_key(&node, |(known, _)| *known).ok()?;
        Some(FirmIx(self.owners[at].1))
    }

    /// Which of some firms were looked around.
    pub fn looked_around(&self, firms: &[FirmIx]) -> Vec<bool> {
        let beside = self.known.beside();
        firms.iter().map(|firm| self.node(*firm).is_some_and(|node| beside.contains_key(&node))).collect()
    }

    /// Looks which firms may be one with each of these.
    pub fn look_around(&self, firms: &[(FirmIx, KnownAs)]) {
        let found = spread(firms, |(firm, known)| {
            let node = self.node(*firm)?;
            let mut beside = others(&self.known.matcher, u64::from(node.0), known, |id| self.name(id));
            beside.retain(|other| other.is_asked() || other.judged.verdict == Likeness::Same);
            Some((node, Arc::from(beside)))
        });
        self.known.beside().extend(found.into_iter().flatten());
    }

    /// What was found beside a firm and may be asked about, best first; nothing where nobody looked.
    pub fn beside(&self, firm: FirmIx) -> Vec<AlikeFirm> {
        let found = self.node(firm).and_then(|node| self.known.beside().get(&node).map(Arc::clone));
        found.map_or_else(Vec::new, |found| self.told(found.to_vec()))
    }

    /// The same by the firms of this version.
    fn told(&self, mut found: Vec<AlikeFirm>) -> Vec<AlikeFirm> {
        found.retain_mut(|one| {
            let firm = self.owner(node(one.id));
            one.id = firm.map_or(one.id, |firm| u64::from(firm.0));
            firm.is_some()
        });
        found
    }

    fn node(&self, firm: FirmIx) -> Option<NodeId> {
        self.graph.nodes_of(firm).first().copied()
    }

    fn name(&self, id: u64) -> &str {
        self.owner(node(id)).map_or("", |firm| self.graph.firm_name(firm))
    }
}

/// The firms that bear a name which another one bears, and few others.
fn namesakes(firms: &[(FirmIx, KnownAs)]) -> Vec<FirmIx> {
    let all: Vec<&[(FirmIx, KnownAs)]> = firms.chunks(AT_ONCE).collect();
    let mut names: Vec<(u64, FirmIx)> = spread(&all, |firms| names_borne(firms)).into_iter().flatten().collect();
    names.sort_unstable();
    names.dedup();
    let several = names.chunk_by(|(one, _), (other, _)| one == other);
    let several = several.filter(|bearers| (2..=BEARERS).contains(&bearers.len())).flatten();
    let mut found: Vec<FirmIx> = several.map(|(_, firm)| *firm).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The names of firms, and whose they are.
fn names_borne(firms: &[(FirmIx, KnownAs)]) -> Vec<(u64, FirmIx)> {
    let mut names = Vec::new();
    for (firm, known) in firms {
        let own = std::iter::once(&known.name).chain(&known.short).chain(&known.aliases).chain(&known.former);
        let own = own.map(|name| comparable(name)).filter(|name| name.chars().nth(1).is_some());
        names.extend(own.map(|name| (hash(&name), *firm)));
    }
    names
}

/// Names that meet by chance are looked at in vain, no more.
fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}
