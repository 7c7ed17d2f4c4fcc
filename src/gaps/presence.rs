//! Who does a segment, seen from home: local, elsewhere, or not known where ("Where a firm does what" of gaps.md).

use super::{Home, SegmentFirms};
use crate::graph::{FirmIx, Graph, SegmentIx, When};
use crate::model::Standing;

/// Where the question stands: a graph, a home and a day.
#[derive(Debug, Clone, Copy)]
pub struct Viewpoint<'a> {
    pub graph: &'a Graph,
    pub home: Home,
    pub now: When,
}

/// Where one active firm does one segment, seen from home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// The firm is no member of the segment yet.
    NoMember,
    /// local(e, s), by a region named for this work or by all its places lying within home.
    Local,
    /// local(e, s), but the firm also has a place not within home and nobody says which one does this work (待核实).
    LocalUnverified,
    /// Every region that counts is certainly elsewhere.
    Outside,
    /// Neither local nor certainly elsewhere.
    Uncertain,
}

/// The firms of one segment seen from home, with what verdicts need.
#[derive(Debug, Clone, Default)]
pub struct Presence {
    /// In the graph's order.
    pub firms: SegmentFirms,
    /// How many local firms are unverified.
    pub unverified: usize,
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
        for &firm in self.graph.members(segment) {
            let known = self.graph.firm(firm);
            if !known.active() {
                continue;
            }
            let place = self.whereabouts(firm, segment);
            presence.add(firm, place, known.sound(), known.standing);
        }
        presence
    }

    /// Where an active firm does a segment.
    pub fn whereabouts(&self, firm: FirmIx, segment: SegmentIx) -> Whereabouts {
        let (mut named, mut within, mut elsewhere) = (false, false, true);
        let member = self.graph.visit_named_places(firm, segment, self.now, |region| {
            named = true;
            within |= self.home.holds(region);
            elsewhere &= self.home.certainly_lacks(region);
        });
        match (member, named, within, elsewhere) {
            (false, ..) => Whereabouts::NoMember,
            (true, false, ..) => self.by_all_places(firm),
            (true, true, true, _) => Whereabouts::Local,
            (true, true, false, true) => Whereabouts::Outside,
            (true, true, false, false) => Whereabouts::Uncertain,
        }
    }

    fn by_all_places(&self, firm: FirmIx) -> Whereabouts {
        let (mut within, mut beyond) = (false, false);
        for region in self.graph.places(firm, self.now) {
            let inside = self.home.holds(region);
            within |= inside;
            beyond |= !inside;
        }
        match (within, beyond) {
            (true, false) => Whereabouts::Local,
            (true, true) => Whereabouts::LocalUnverified,
            (false, _) if self.is_registered_elsewhere(firm) => Whereabouts::Outside,
            (false, _) => Whereabouts::Uncertain,
        }
    }

    /// The firm is foreign, or its registered region is known and certainly elsewhere.
    pub fn is_registered_elsewhere(&self, firm: FirmIx) -> bool {
        let known = self.graph.firm(firm);
        known.foreign || known.adcode.is_some_and(|region| self.home.certainly_lacks(region))
    }

    /// local(e): active, and one of its places or of the regions of its member facts lies within home.
    pub fn is_local(&self, firm: FirmIx) -> bool {
        let graph = self.graph;
        let here = |region| self.home.holds(region);
        let facts = || graph.memberships(firm).iter().filter_map(|fact| fact.adcode);
        graph.firm(firm).active() && (graph.places(firm, self.now).any(here) || facts().any(here))
    }

    /// local(e, s).
    pub fn is_local_in(&self, firm: FirmIx, segment: SegmentIx) -> bool {
        let place = || self.whereabouts(firm, segment);
        self.graph.firm(firm).active() && matches!(place(), Whereabouts::Local | Whereabouts::LocalUnverified)
    }
}

impl Presence {
    /// n(s): the distinct local firms.
    pub fn local(&self) -> usize {
        self.firms.local.len()
    }

    fn add(&mut self, firm: FirmIx, place: Whereabouts, sound: bool, standing: Option<Standing>) {
        self.active += usize::from(place != Whereabouts::NoMember);
        match place {
            Whereabouts::Local | Whereabouts::LocalUnverified => self.add_local(firm, place, sound, standing),
            // A severe firm is never a candidate.
            Whereabouts::Outside if sound => self.firms.outside.push(firm),
            Whereabouts::Uncertain if sound => self.firms.uncertain.push(firm),
            Whereabouts::NoMember | Whereabouts::Outside | Whereabouts::Uncertain => {}
        }
    }

    fn add_local(&mut self, firm: FirmIx, place: Whereabouts, sound: bool, standing: Option<Standing>) {
        let unverified = place == Whereabouts::LocalUnverified;
        self.firms.local.push((firm, unverified));
        self.unverified += usize::from(unverified);
        self.leaders += usize::from(sound && standing.is_some_and(Standing::leads));
        self.anchors += usize::from(sound && standing == Some(Standing::Anchor));
    }
}

#[cfg(test)]
#[path = "presence_tests.rs"]
mod tests;
