//! Where a firm does what, as facts say at a day: `places(e)` and `at(e, s)` of the design's gaps.md.

use super::{FirmIx, Graph, SegmentIx, Site, When};
use crate::model::{Adcode, SiteKind};

impl Graph {
    /// The sites where a firm works at `now`: open by then, and no branch.
    pub fn work_sites(&self, firm: FirmIx, now: When) -> impl Iterator<Item = (super::SiteIx, &Site)> {
        self.sites(firm).filter(move |(_, site)| site.opened <= now && site.kind != SiteKind::Branch)
    }

    /// `places(e)`: the registered region, if known, then the regions of the work sites. May repeat.
    pub fn places(&self, firm: FirmIx, now: When) -> impl Iterator<Item = Adcode> {
        self.firm(firm).adcode.into_iter().chain(self.work_sites(firm, now).map(|(_, site)| site.adcode))
    }

    /// Visits the regions that facts name for just this work of a firm, which may repeat, and returns whether the firm
    /// is a member of the segment at `now` at all: by a member fact, or by a work site that lists the segment.
    pub fn visit_named_places(
        &self,
        firm: FirmIx,
        segment: SegmentIx,
        now: When,
        mut visit: impl FnMut(Adcode),
    ) -> bool {
        let mut member = false;
        for fact in self.memberships(firm).iter().filter(|fact| fact.segment == segment) {
            member = true;
            if let Some(adcode) = fact.adcode {
                visit(adcode);
            }
        }
        for (ix, site) in self.work_sites(firm, now) {
            if self.segments_at(ix).contains(&segment) {
                member = true;
                visit(site.adcode);
            }
        }
        member
    }

    /// `at(e, s)`: the regions named for just this work, and only if there are none `places(e)`. Empty where the firm
    /// is no member of the segment at `now`. May repeat.
    pub fn at(&self, firm: FirmIx, segment: SegmentIx, now: When) -> Vec<Adcode> {
        let mut regions = Vec::new();
        let member = self.visit_named_places(firm, segment, now, |adcode| regions.push(adcode));
        if member && regions.is_empty() {
            regions.extend(self.places(firm, now));
        }
        regions
    }

    /// Whether the firm is a member of the segment at `now`.
    pub fn is_member(&self, firm: FirmIx, segment: SegmentIx, now: When) -> bool {
        self.visit_named_places(firm, segment, now, |_| ())
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::sample::{Sample, code, day};
    use crate::graph::{FirmIx, SegmentIx, When};

    #[test]
    fn regions_named_for_the_work_come_before_all_places() {
        let mut sample = Sample::default();
        let chain = sample.chain("c1", None);
        let (cell, separator) = (sample.segment(chain, "s1"), sample.segment(chain, "s2"));
        let maker = sample.firm("e1", Some("320500"));
        sample.member(maker, cell, None);
        sample.site(maker, "340111", "plant", Some("2025-01-01"), &[separator]);
        sample.site(maker, "110108", "branch", None, &[cell]);
        let graph = sample.graph();
        let at = |segment: SegmentIx, date: &str| {
            graph.at(FirmIx(0), segment, When::of(Some(day(date)))).iter().map(|a| a.number()).collect::<Vec<_>>()
        };
        assert_eq!(at(cell, "2024-01-01"), [320_500]);
        assert_eq!(at(cell, "2025-01-01"), [320_500, 340_111]);
        assert_eq!((at(separator, "2024-12-31"), at(separator, "2025-01-01")), (vec![], vec![340_111]));
        assert_eq!(graph.members(separator), [maker]);
        assert_eq!(graph.firm(maker).adcode, Some(code("320500")));
    }
}
