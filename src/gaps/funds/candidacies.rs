//! Which gaps each firm is a candidate of. Gaps are numbered in gap order: number n is `answer.segments[n]`.

use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::graph::{Csr, FirmIx, Graph};

/// The candidates of the gaps of one answer, by firm.
#[derive(Debug)]
pub struct Candidacies<'a> {
    /// The gaps, in gap order.
    pub gaps: Vec<&'a SegmentAnswer>,
    of_firm: Csr<u32>,
}

impl<'a> Candidacies<'a> {
    /// Lays out the candidates of an answer that was computed on `graph`.
    pub fn of(graph: &Graph, answer: &'a GapAnswer) -> Self {
        let gaps: Vec<_> = answer.segments.iter().take_while(|s| s.verdict.is_gap()).collect();
        let pairs: Vec<(u32, u32)> =
            (0..).zip(&gaps).flat_map(|(n, gap)| gap.firms.outside.iter().map(move |firm| (firm.0, n))).collect();
        Self { of_firm: Csr::new(graph.firm_count(), &pairs), gaps }
    }

    /// The numbers of the gaps that a firm is a candidate of, ascending.
    pub fn of_firm(&self, firm: FirmIx) -> &[u32] {
        self.of_firm.of(firm.0)
    }

    /// The priorities of the gaps, by number.
    pub fn weights(&self) -> Vec<f64> {
        self.gaps.iter().map(|gap| gap.priority.unwrap_or(0.0)).collect()
    }

    /// Every firm that is a candidate of some gap, each once.
    pub fn firms(&self) -> Vec<FirmIx> {
        let mut firms: Vec<FirmIx> = self.gaps.iter().flat_map(|gap| gap.firms.outside.iter().copied()).collect();
        firms.sort_unstable();
        firms.dedup();
        firms
    }
}
