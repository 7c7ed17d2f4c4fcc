//! Firms to be asked which of them a name means, and which are beside each other.

use std::sync::Arc;

use super::known::{FirmsShown, KnownFirms, node};
use super::likeness::{AlikeFirm, others};
use super::owners::Owners;
use super::threads::spread;
use crate::graph::{FirmIx, Graph};
use crate::matching::{KnownAs, Likeness, Lookalike, Matcher, Matchers};
use crate::model::NodeId;

/// The firms of one version of the graph by what they are called.
#[derive(Debug)]
pub struct FirmsAlike {
    graph: Arc<Graph>,
    owners: Arc<Owners>,
    known: Arc<KnownFirms>,
    /// Firms that bear a name of another one, in the order of the graph.
    namesakes: Vec<FirmIx>,
}

impl FirmsAlike {
    /// Takes in what firms of a version are called; with those of the version before, only what is called otherwise.
    pub(super) fn of(
        graph: Arc<Graph>,
        owners: Arc<Owners>,
        firms: &[(FirmIx, KnownAs)],
        shown: FirmsShown,
        before: Option<Arc<KnownFirms>>,
    ) -> Self {
        let by_node = firms.iter().filter_map(|(firm, known)| Some((*graph.nodes_of(*firm).first()?, known)));
        let known = KnownFirms::of(before, &graph.regions, shown, by_node.collect());
        let mut namesakes: Vec<FirmIx> = known.namesakes().filter_map(|head| owners.owner(head)).collect();
        namesakes.sort_unstable();
        namesakes.dedup();
        Self { graph, owners, known: Arc::new(known), namesakes }
    }

    /// What the next version begins with.
    pub fn known(&self) -> Arc<KnownFirms> {
        Arc::clone(&self.known)
    }

    /// The firms that something may be, best first; at most one is the same.
    pub fn meant(&self, asked: &KnownAs) -> Vec<AlikeFirm> {
        let matcher = &self.known.matcher;
        self.told(AlikeFirm::found(matcher, matcher.alike(asked), asked, |id| self.name(id)))
    }

    /// The firms that something may be, best first, and those of other ones that are asked together with them.
    pub fn meant_among(&self, asked: &KnownAs, others: &Matcher) -> (Vec<AlikeFirm>, Vec<Lookalike>) {
        let matcher = &self.known.matcher;
        let [known, among] = Matchers([matcher, others]).alike(asked);
        (self.told(AlikeFirm::found(matcher, known, asked, |id| self.name(id))), among)
    }

    /// Firms that bear a name of another one.
    pub fn namesakes(&self) -> &[FirmIx] {
        &self.namesakes
    }

    /// The firm that a record belongs to.
    pub fn owner(&self, node: NodeId) -> Option<FirmIx> {
        self.owners.owner(node)
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
            let matcher = &self.known.matcher;
            let others = others(matcher.alike(known), u64::from(node.0));
            let mut beside = AlikeFirm::found(matcher, others, known, |id| self.name(id));
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
