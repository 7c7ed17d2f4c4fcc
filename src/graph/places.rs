//! Where a firm is, and whether it does a segment, at a day: `places(e)` and membership
//! (docs/definitions.md#本地与外地).

use super::works::Works;
use super::{FirmIx, Graph, SegmentIx, Site, SiteIx, When, Work};
use crate::model::{Adcode, SiteKind};

impl Graph {
    /// The sites where a firm works at `now`: open by then, and no branch.
    pub fn work_sites(&self, firm: FirmIx, now: When) -> impl Iterator<Item = (SiteIx, &Site)> {
        self.sites(firm).filter(move |(_, site)| site.opened <= now && site.kind != SiteKind::Branch)
    }

    /// `places(e)`: the registered region, if known, then the regions of the work sites. May repeat.
    pub fn places(&self, firm: FirmIx, now: When) -> impl Iterator<Item = Adcode> {
        self.firm(firm).adcode.into_iter().chain(self.work_sites(firm, now).map(|(_, site)| site.adcode))
    }

    /// Where a firm is registered, as people read it: 境外 where only its country is known, else 未知.
    pub fn place_of(&self, firm: FirmIx) -> String {
        let known = self.firm(firm);
        match known.adcode {
            Some(adcode) => self.regions.full_name(adcode),
            None if known.foreign => "境外".to_owned(),
            None => "未知".to_owned(),
        }
    }

    /// Whether the firm is a member of the segment at `now`: by a member fact, or by a work site that lists it.
    pub fn is_member(&self, firm: FirmIx, segment: SegmentIx, now: When) -> bool {
        self.memberships(firm).iter().any(|fact| fact.segment == segment)
            || self.work_sites(firm, now).any(|(ix, _)| self.segments_at(ix).contains(&segment))
    }

    /// The segments a firm is a member of at `now`, ascending, each once.
    pub fn segments_done(&self, firm: FirmIx, now: When) -> Vec<SegmentIx> {
        let by_fact = self.memberships(firm).iter().map(|fact| fact.segment);
        let by_site = self.work_sites(firm, now).flat_map(|(ix, _)| self.segments_at(ix).iter().copied());
        let mut segments: Vec<SegmentIx> = by_fact.chain(by_site).collect();
        segments.sort_unstable();
        segments.dedup();
        segments
    }

    /// Who does a segment and where, ascending by firm, each firm once. Lays out the works of the
    /// whole graph, unless [`Graph::prepare`] has.
    pub fn works(&self, segment: SegmentIx) -> impl Iterator<Item = Work<'_>> {
        self.laid_out().in_segment(segment)
    }

    /// Does what the first question would otherwise wait for; to be called before a new version is shown to readers.
    pub fn prepare(&self) {
        self.laid_out();
        self.investors();
    }

    fn laid_out(&self) -> &Works {
        self.works.get_or_init(|| Works::of(self))
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::When;
    use crate::graph::sample::{SampleGraph, day};

    #[test]
    fn places_and_members_come_with_the_sites_that_open() {
        let mut sample = SampleGraph::default();
        let chain = sample.chain("c1", None);
        let (cell, separator) = (sample.segment(chain, "s1"), sample.segment(chain, "s2"));
        let maker = sample.firm("e1", Some("320500"));
        sample.member(maker, cell, None);
        sample.site(maker, "340111", "plant", Some("2025-01-01"), &[separator]);
        sample.site(maker, "110108", "branch", None, &[separator]);
        let graph = sample.graph();
        for (date, places, does_both) in [("2024-12-31", 1, false), ("2025-01-01", 2, true)] {
            let now = When::of(Some(day(date)));
            assert_eq!(graph.places(maker, now).count(), places);
            assert!(graph.is_member(maker, cell, now));
            assert_eq!(graph.is_member(maker, separator, now), does_both);
            assert_eq!(graph.segments_done(maker, now), if does_both { vec![cell, separator] } else { vec![cell] });
        }
    }
}
