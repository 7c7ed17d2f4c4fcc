//! What a chain was at the end of a day, as far as it is compared with another: little enough to be kept when the graph
//! of that day is let go.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::kept::Kept;
use crate::gaps::{GapAnswer, SegmentAnswer, VerdictCounts};
use crate::graph::Graph;
use crate::model::{Adcode, Day, Verdict};

/// A chain seen from home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct ChainThen {
    pub verdicts: VerdictCounts,
    /// By id.
    pub leaves: BTreeMap<String, LeafThen>,
}

/// A leaf of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct LeafThen {
    pub name: String,
    pub verdict: Verdict,
    /// Names of the local firms by their ids.
    pub local: BTreeMap<String, String>,
}

impl ChainThen {
    /// What an answer says, of the graph it was computed on.
    pub fn of(answer: &GapAnswer, graph: &Graph) -> Self {
        let leaf = |leaf: &SegmentAnswer| {
            let local = leaf.firms.local.iter();
            let local = local.map(|(firm, _)| (graph.firm_id(*firm).to_owned(), graph.firm_name(*firm).to_owned()));
            let told = LeafThen { name: leaf.name.clone(), verdict: leaf.verdict, local: local.collect() };
            (leaf.segment.clone(), told)
        };
        Self { verdicts: answer.summary.verdicts, leaves: answer.segments.iter().map(leaf).collect() }
    }
}

/// Which chain, seen from where, at the end of which day; and the digest of the last batch known then, since after a
/// restore the same day may have been otherwise.
pub(in crate::app) type ThenKey = (String, String, Adcode, Day);

/// The chains of past days that were asked about, whatever graph is held.
#[derive(Debug, Default)]
pub(in crate::app) struct ChainsThen(Kept<ThenKey, ChainThen, 256>);

impl ChainsThen {
    /// What was worked out before.
    pub fn known(&self, key: &ThenKey) -> Option<Arc<ChainThen>> {
        self.0.known(key)
    }

    /// Keeps what was worked out.
    pub fn keep(&self, key: ThenKey, then: ChainThen) -> Arc<ChainThen> {
        self.0.get(key, || then)
    }
}
