//! A chain in one line (docs/definitions.md#一条链的汇总).

use super::answer::{Summary, VerdictCounts};
use super::findings::{ChainFindings, LeafFindings};
use super::presence::Viewpoint;
use super::priority::LocalFirms;
use crate::graph::FirmIx;
use crate::graph::number::share;
use crate::model::Verdict;

/// The summary of a chain seen from home.
pub fn summary(findings: &ChainFindings, local: &LocalFirms) -> Summary {
    let graph = findings.question.graph;
    let revenues = || local.distinct.iter().filter_map(|firm| graph.firm(*firm).revenue);
    Summary {
        verdicts: verdicts(&findings.leaves),
        local_firms: local.distinct.len(),
        revenue: revenues().fold(0.0, |sum, revenue| sum + revenue),
        revenue_known: revenues().count(),
        local_supply: local_supply(&findings.view, &local.distinct, findings.question.rules.summary.pairs_min),
    }
}

fn verdicts(leaves: &[LeafFindings]) -> VerdictCounts {
    let of = |verdict| leaves.iter().filter(|leaf| leaf.verdict() == verdict).count();
    VerdictCounts {
        strong: of(Verdict::Strong),
        strengthen: of(Verdict::Strengthen),
        fill: of(Verdict::Fill),
        extend: of(Verdict::Extend),
        build: of(Verdict::Build),
        unsurveyed: of(Verdict::Unsurveyed),
    }
}

/// 本地配套率: of the distinct pairs of a local customer and a supplier whose place is certain, the share with a local
/// supplier; none when fewer than `pairs_min` such pairs are known.
fn local_supply(view: &Viewpoint, customers: &[FirmIx], pairs_min: usize) -> Option<f64> {
    let (mut pairs, mut local) = (0, 0);
    let mut suppliers = Vec::new();
    for &customer in customers {
        let known = view.graph.suppliers(customer).iter().filter(|trade| trade.date <= view.now);
        suppliers.clear();
        suppliers.extend(known.map(|trade| trade.other));
        suppliers.sort_unstable();
        suppliers.dedup();
        for is_local in suppliers.iter().filter_map(|supplier| supplier_is_local(view, *supplier)) {
            pairs += 1;
            local += usize::from(is_local);
        }
    }
    if pairs < pairs_min { None } else { share(local, pairs) }
}

/// Whether an active supplier is local or certainly elsewhere; none where it is closed or its place uncertain.
fn supplier_is_local(view: &Viewpoint, supplier: FirmIx) -> Option<bool> {
    if !view.graph.firm(supplier).active() {
        return None;
    }
    if view.is_local(supplier) {
        return Some(true);
    }
    view.is_registered_elsewhere(supplier).then_some(false)
}
