//! A small chain seen from 合肥 for unit tests: leaves `a → b → d`, `c → d`, `d → e`, and `f` apart.

use crate::gaps::{GapAnswer, GapQuestion, LeftOut, Rules, SegmentAnswer, VerdictReasoning, explain, gaps};
use crate::graph::sample::{SampleGraph, code, day};
use crate::graph::{Assessment, Assessments, ChainIx, FirmIx, Relatedness, SegmentIx};
use crate::model::Verdict;

pub struct City {
    pub sample: SampleGraph,
    pub assessments: Assessments,
    pub chain: ChainIx,
    firms: usize,
}

impl City {
    /// The chain with its feeds; every leaf surveyed at the start of 2026.
    pub fn new() -> Self {
        let mut city = Self::without_feeds();
        for (from, to) in [("a", "b"), ("b", "d"), ("c", "d"), ("d", "e")] {
            city.sample.feed(leaf(from), leaf(to));
        }
        city
    }

    pub fn without_feeds() -> Self {
        let mut sample = SampleGraph::default();
        let chain = sample.chain("k", Some("340100"));
        for id in ["a", "b", "c", "d", "e", "f"] {
            let segment = sample.segment(chain, id);
            sample.change(segment).surveyed = Some(day("2026-01-01"));
        }
        Self { sample, assessments: Assessments::default(), chain, firms: 0 }
    }

    /// One more firm registered in a region that does these leaves.
    pub fn firm(&mut self, adcode: &str, leaves: &[&str]) -> FirmIx {
        self.firms += 1;
        let firm = self.sample.firm(&format!("e{}", self.firms), Some(adcode));
        for id in leaves {
            self.sample.member(firm, leaf(id), None);
        }
        firm
    }

    /// Local firms, one for each of these leaves.
    pub fn present(&mut self, leaves: &[&str]) {
        for id in leaves {
            self.firm("340111", &[id]);
        }
    }

    pub fn forget_surveys(&mut self) {
        for id in ["a", "b", "c", "d", "e", "f"] {
            self.sample.change(leaf(id)).surveyed = None;
        }
    }

    pub fn assess(&mut self, id: &str, verdict: Verdict) {
        let assessment = Assessment {
            adcode: None,
            verdict,
            reason: "看过现场".into(),
            who: "链长".into(),
            date: day("2026-05"),
            until: Some(day("2027-01-01")),
        };
        self.assessments.add(leaf(id), assessment);
    }

    pub fn gaps(self) -> GapAnswer {
        self.asked("340100", gaps)
    }

    pub fn gaps_of(self, home: &str) -> GapAnswer {
        self.asked(home, gaps)
    }

    pub fn explained(self, id: &str) -> VerdictReasoning {
        self.asked("340100", |question| explain(question, leaf(id)).unwrap())
    }

    pub fn asked<T>(self, home: &str, ask: impl Fn(&GapQuestion) -> T) -> T {
        let (graph, rules, as_of) = (self.sample.graph(), Rules::default(), day("2026-06-01").day());
        let home = code(home);
        let relatedness = Relatedness::of(&graph, home.home_level(), as_of, rules.least_known());
        ask(&GapQuestion {
            graph: &graph,
            assessments: &self.assessments,
            relatedness: Some(&relatedness),
            rules: &rules,
            chain: self.chain,
            home,
            as_of,
            assumed: &[],
            left_out: LeftOut::default(),
        })
    }
}

/// The leaf with this id: `a` is the first segment.
pub fn leaf(id: &str) -> SegmentIx {
    SegmentIx(u32::from(id.as_bytes()[0] - b'a'))
}

impl GapAnswer {
    /// The answer for the leaf with this id.
    pub fn leaf(&self, id: &str) -> &SegmentAnswer {
        self.segments.iter().find(|segment| segment.segment == id).unwrap()
    }
}
