//! Who does a segment, seen from home: local, elsewhere, or not known where (docs/definitions.md#本地与外地).

use super::answer::SegmentFirms;
use super::home::Home;
use crate::graph::{Assumed, Bits, FirmIx, Graph, Grounds, SegmentIx, When, Work};
use crate::model::{Adcode, SiteKind, Standing};

/// Where the question stands: a graph, a home and a day.
#[derive(Debug, Clone, Copy)]
pub struct Viewpoint<'a> {
    /// What is known.
    pub graph: &'a Graph,
    /// What counts as here.
    pub home: Home,
    /// What begins later does not exist yet.
    pub now: When,
    /// Who is assumed to work at home; empty unless a question asks what if. Each firm is active, and each region within
    /// home.
    pub assumed: &'a [Assumed],
}

/// Where one active firm does one segment, seen from home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// The firm is no member of the segment yet.
    NoMember,
    /// local(e, s), by a region named for this work or by all its places lying within home.
    Local,
    /// local(e, s), but the firm also has a place not within home and nobody says which one does this work
    /// (docs/definitions.md#待核实).
    LocalUnverified,
    /// Every region that counts is certainly elsewhere.
    Outside,
    /// Neither local nor certainly elsewhere (docs/definitions.md#未知所在地).
    Uncertain,
}

/// The firms of one segment seen from home, with what verdicts need.
#[derive(Debug, Clone, Default)]
pub struct Presence {
    /// In the graph's order.
    pub firms: SegmentFirms,
    /// How many local firms are unverified.
    pub unverified: usize,
    /// Active members, sound or not, of whom nobody knows whether they are here.
    pub unlocated: usize,
    /// Sound local firms with standing anchor or leading.
    pub leaders: usize,
    /// Sound local firms with standing anchor.
    pub anchors: usize,
    /// Active members anywhere.
    pub active: usize,
}

impl Viewpoint<'_> {
    /// Sorts the members of a segment by where they do it.
    pub fn presence(&self, segment: SegmentIx) -> Presence {
        let mut presence = Presence::default();
        for work in self.graph.works(segment).filter(Work::active) {
            if !self.is_assumed(work.firm(), segment) {
                presence.add(&work, self.whereabouts(&work));
            }
        }
        for assumed in self.assumed.iter().filter(|assumed| assumed.segment == segment) {
            let firm = self.graph.firm(assumed.firm);
            presence.active += 1;
            presence.add_local(assumed.firm, firm.standing.filter(|_| firm.sound()), false);
        }
        presence
    }

    /// Whether a firm is a member of a segment, by a fact or as assumed.
    pub fn is_member(&self, firm: FirmIx, segment: SegmentIx) -> bool {
        self.graph.is_member(firm, segment, self.now) || self.is_assumed(firm, segment)
    }

    fn is_assumed(&self, firm: FirmIx, segment: SegmentIx) -> bool {
        self.assumed.iter().any(|assumed| (assumed.firm, assumed.segment) == (firm, segment))
    }

    /// outside(e, s): whether a firm is a candidate of a segment that is a gap.
    pub fn is_candidate(&self, firm: FirmIx, segment: SegmentIx) -> bool {
        self.graph.firm(firm).sound() && self.whereabouts_of(firm, segment) == Whereabouts::Outside
    }

    /// Where one firm does a segment; a closed one does nothing.
    pub fn whereabouts_of(&self, firm: FirmIx, segment: SegmentIx) -> Whereabouts {
        if !self.graph.firm(firm).active() || !self.is_member(firm, segment) {
            return Whereabouts::NoMember;
        }
        if self.is_assumed(firm, segment) {
            return Whereabouts::Local;
        }
        let work = self.graph.works(segment).find(|work| work.firm() == firm);
        work.map_or(Whereabouts::NoMember, |work| self.whereabouts(&work))
    }

    /// Where an active firm does a segment.
    pub fn whereabouts(&self, work: &Work) -> Whereabouts {
        let (mut within, mut beyond, mut elsewhere) = (false, false, true);
        let grounds = work.visit_regions(self.now, |region| {
            let inside = self.home.holds(region);
            within |= inside;
            beyond |= !inside;
            elsewhere &= self.home.certainly_lacks(region);
        });
        match (grounds, within) {
            (Grounds::NoMember, _) => Whereabouts::NoMember,
            (Grounds::AllPlaces, true) if beyond => Whereabouts::LocalUnverified,
            (_, true) => Whereabouts::Local,
            (Grounds::Named, false) if elsewhere => Whereabouts::Outside,
            (Grounds::AllPlaces, false) if self.lies_elsewhere(work.foreign(), work.registered()) => {
                Whereabouts::Outside
            }
            (_, false) => Whereabouts::Uncertain,
        }
    }

    /// The firm is foreign, or its registered region is known and certainly elsewhere.
    pub fn is_registered_elsewhere(&self, firm: FirmIx) -> bool {
        let known = self.graph.firm(firm);
        self.lies_elsewhere(known.foreign, known.adcode)
    }

    fn lies_elsewhere(&self, foreign: bool, registered: Option<Adcode>) -> bool {
        foreign || registered.is_some_and(|region| self.home.certainly_lacks(region))
    }

    /// local(e): active, and one of its places or of the regions of its member facts lies within home.
    pub fn is_local(&self, firm: FirmIx) -> bool {
        let graph = self.graph;
        let here = |region| self.home.holds(region);
        let facts = || graph.memberships(firm).iter().filter_map(|fact| fact.adcode);
        let assumed = || self.assumed.iter().any(|assumed| assumed.firm == firm);
        graph.firm(firm).active() && (graph.places(firm, self.now).any(here) || facts().any(here) || assumed())
    }

    /// Every firm with local(e), in one pass over the graph: for questions about many firms.
    pub fn all_local(&self) -> Bits {
        let (graph, mut local) = (self.graph, Bits::none_of(self.graph.firm_count()));
        let here = |region| self.home.holds(region);
        for firm in (0..graph.firm_count()).map(FirmIx::from_position) {
            let known = graph.firm(firm);
            let facts = || graph.memberships(firm).iter().filter_map(|fact| fact.adcode);
            if known.active() && (known.adcode.is_some_and(here) || facts().any(here)) {
                local.insert(firm.at());
            }
        }
        let sites = graph.all_sites().iter().filter(|site| site.opened <= self.now && site.kind != SiteKind::Branch);
        let firms = sites.filter(|site| here(site.adcode)).map(|site| site.firm);
        let firms = firms.chain(self.assumed.iter().map(|assumed| assumed.firm));
        firms.filter(|firm| graph.firm(*firm).active()).for_each(|firm| local.insert(firm.at()));
        local
    }
}

impl Presence {
    /// n(s): the distinct local firms.
    pub fn local(&self) -> usize {
        self.firms.local.len()
    }

    fn add(&mut self, work: &Work, place: Whereabouts) {
        self.active += usize::from(place != Whereabouts::NoMember);
        self.unlocated += usize::from(place == Whereabouts::Uncertain);
        match place {
            Whereabouts::Local | Whereabouts::LocalUnverified => {
                let standing = work.standing().filter(|_| work.sound());
                self.add_local(work.firm(), standing, place == Whereabouts::LocalUnverified);
            }
            // A severe firm is never a candidate.
            Whereabouts::Outside if work.sound() => self.firms.outside.push(work.firm()),
            Whereabouts::Uncertain if work.sound() => self.firms.uncertain.push(work.firm()),
            Whereabouts::Outside | Whereabouts::Uncertain => self.firms.severe.push(work.firm()),
            Whereabouts::NoMember => {}
        }
    }

    /// `standing`: where the firm is sound.
    fn add_local(&mut self, firm: FirmIx, standing: Option<Standing>, unverified: bool) {
        self.firms.local.push((firm, unverified));
        self.unverified += usize::from(unverified);
        self.leaders += usize::from(standing.is_some_and(Standing::leads));
        self.anchors += usize::from(standing == Some(Standing::Anchor));
    }
}

#[cfg(test)]
#[path = "presence_tests.rs"]
mod tests;
