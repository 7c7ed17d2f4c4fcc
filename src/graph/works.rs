//! Who does each segment and where, laid out segment by segment: what every question about a chain reads.
//!
//! The same facts stand in the graph by firm. Read that way, each member of a segment costs several misses of the
//! processor's cache; here the members of a segment, with their regions, are one run of memory.

use super::{Csr, FirmIx, SegmentIx, When};
use crate::model::{Adcode, Risk, Standing, Status};

/// For each segment its members, each once, ascending; and beside them the regions that facts give.
#[derive(Debug, Default)]
pub struct Works {
    pub(super) members: Csr<Member>,
    pub(super) spots: Csr<Spot>,
}

/// A firm that does a segment, or will once a site is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) firm: FirmIx,
    pub(super) registered: Option<Adcode>,
    /// How many of the segment's spots are this member's; they stand in the order of the members.
    pub(super) spots: u32,
    pub(super) known: Known,
}

/// What is known of the firm and its membership that holds for every home and day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) status: Status,
    pub(super) risk: Option<Risk>,
    pub(super) standing: Option<Standing>,
    /// A member fact says so, not only a site.
    pub(super) by_fact: bool,
    pub(super) foreign: bool,
}

/// A region where the firm is, from a day on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) since: When,
    pub(super) region: Adcode,
    /// The fact names the region for just this segment.
    pub(super) named: bool,
}

/// One firm doing one segment.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    member: Member,
    spots: &'a [Spot],
}

/// What the regions of a work rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grounds {
    /// The firm is no member of the segment at that day; there are no regions.
    NoMember,
    /// Facts name them for just this work.
    Named,
    /// No fact names any: they are all places of the firm.
    AllPlaces,
}

impl Works {
    /// The works of a segment, ascending by firm.
    pub fn in_segment(&self, segment: SegmentIx) -> impl Iterator<Item = Work<'_>> {
        let mut spots = self.spots.of(segment.0);
        self.members.of(segment.0).iter().map(move |member| {
            let (own, rest) = spots.split_at(member.spots as usize);
            spots = rest;
            Work { member: *member, spots: own }
        })
    }
}

impl Work<'_> {
    /// Who does it.
    pub fn firm(&self) -> FirmIx {
        self.member.firm
    }

    /// Whether the firm is in business.
    pub fn active(&self) -> bool {
        self.member.known.status == Status::Active
    }

    /// Whether the firm is active and not of severe risk.
    pub fn sound(&self) -> bool {
        self.active() && self.member.known.risk != Some(Risk::Severe)
    }

    /// The firm's standing.
    pub fn standing(&self) -> Option<Standing> {
        self.member.known.standing
    }

    /// The firm's registered region.
    pub fn registered(&self) -> Option<Adcode> {
        self.member.registered
    }

    /// Whether the firm's country is given and not CN.
    pub fn foreign(&self) -> bool {
        self.member.known.foreign
    }

    /// Visits `at(e, s)` (docs/definitions.md#本地与外地) at `now`, which may repeat: the regions that facts name
    /// for just this work, and only if there are none all places of the firm. Says which of the two they are.
    pub fn visit_regions(&self, now: When, mut visit: impl FnMut(Adcode)) -> Grounds {
        let mut named = false;
        for spot in self.spots.iter().filter(|spot| spot.named && spot.since <= now) {
            named = true;
            visit(spot.region);
        }
        if named {
            return Grounds::Named;
        }
        if !self.member.known.by_fact {
            return Grounds::NoMember;
        }
        self.member.registered.into_iter().for_each(&mut visit);
        self.spots.iter().filter(|spot| spot.since <= now).for_each(|spot| visit(spot.region));
        Grounds::AllPlaces
    }
}

#[cfg(test)]
mod tests {
    use super::Grounds;
    use crate::graph::sample::{SampleGraph, day};
    use crate::graph::{SegmentIx, When};

    #[test]
    fn regions_named_for_the_work_come_before_all_places() {
        let mut sample = SampleGraph::default();
        let chain = sample.chain("c1", None);
        let (cell, separator) = (sample.segment(chain, "s1"), sample.segment(chain, "s2"));
        let other = sample.firm("e1", Some("110108"));
        let maker = sample.firm("e2", Some("320500"));
        sample.member(maker, cell, None);
        sample.member(other, cell, Some("440300"));
        sample.site(other, "340100", "plant", None, &[]);
        sample.site(maker, "340111", "plant", Some("2025-01-01"), &[separator]);
        sample.site(maker, "110108", "branch", None, &[cell]);
        let graph = sample.graph();
        let seen = |segment: SegmentIx, date: &str| {
            let work = graph.works(segment).last().unwrap();
            assert_eq!(work.firm(), maker);
            let mut regions = Vec::new();
            let grounds = work.visit_regions(When::of(Some(day(date))), |region| regions.push(region.number()));
            (grounds, regions)
        };
        assert_eq!(seen(cell, "2024-01-01"), (Grounds::AllPlaces, vec![320_500]));
        assert_eq!(seen(cell, "2025-01-01"), (Grounds::AllPlaces, vec![320_500, 340_111]));
        assert_eq!(seen(separator, "2024-12-31"), (Grounds::NoMember, vec![]));
        assert_eq!(seen(separator, "2025-01-01"), (Grounds::Named, vec![340_111]));
        let firms: Vec<_> = graph.works(cell).map(|work| work.firm()).collect();
        assert!(firms.is_sorted_by(|one, next| one < next) && firms.contains(&maker), "each once: {firms:?}");
    }
}
