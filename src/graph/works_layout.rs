//! Laying out who does each segment and where.

use super::works::{Known, Member, Spot, Works};
use super::{Csr, FirmIx, Graph, SegmentIx, When};
use crate::model::SiteKind;

impl Works {
    /// Lays out the members of every segment of a graph.
    pub fn of(graph: &Graph) -> Self {
        let (mut members, mut spots, mut segments) = (Vec::new(), Vec::new(), Vec::new());
        for firm in (0..graph.firm_count()).map(FirmIx::from_position) {
            segments.clear();
            segments.extend(graph.memberships(firm).iter().map(|fact| fact.segment));
            let sites = graph.sites(firm).filter(|(_, site)| site.kind != SiteKind::Branch);
            sites.for_each(|(ix, _)| segments.extend(graph.segments_at(ix)));
            segments.sort_unstable();
            segments.dedup();
            for &segment in &segments {
                let from = spots.len();
                let by_fact = add_spots(graph, firm, segment, &mut spots);
                let count = u32::try_from(spots.len() - from).expect("invariant: a firm has fewer than 2^32 sites");
                members.push((segment.0, member(graph, firm, by_fact, count)));
            }
        }
        let segments = graph.segments.len();
        Self { members: Csr::new(segments, &members), spots: Csr::new(segments, &spots) }
    }
}

fn member(graph: &Graph, firm: FirmIx, by_fact: bool, spots: u32) -> Member {
    let of = graph.firm(firm);
    let (status, risk, standing, foreign) = (of.status, of.risk, of.standing, of.foreign);
    Member { firm, registered: of.adcode, spots, known: Known { status, risk, standing, by_fact, foreign } }
}

/// Adds the regions that facts give for a firm in a segment, and returns whether a member fact speaks of it. Other
/// sites say something only while no member fact, which has no date, names a region.
fn add_spots(graph: &Graph, firm: FirmIx, segment: SegmentIx, spots: &mut Vec<(u32, Spot)>) -> bool {
    let facts = || graph.memberships(firm).iter().filter(|fact| fact.segment == segment);
    let regions = || facts().filter_map(|fact| fact.adcode);
    spots.extend(regions().map(|region| (segment.0, Spot { since: When::UNDATED, region, named: true })));
    let settled = regions().next().is_some();
    for (ix, site) in graph.sites(firm).filter(|(_, site)| site.kind != SiteKind::Branch) {
        let named = graph.segments_at(ix).contains(&segment);
        if named || !settled {
            spots.push((segment.0, Spot { since: site.opened, region: site.adcode, named }));
        }
    }
    facts().next().is_some()
}
