//! Everything that is found about a chain from a home, before it is told: the base of answers and of explanations.

use super::computed::{self, Computed};
use super::overrule;
use super::parents::{Parent, parents};
use super::presence::{Presence, Viewpoint};
use super::question::GapQuestion;
use super::survey::{self, Survey, Unlooked};
use crate::gaps::Rules;
use crate::graph::{Assessment, Bits, Order, SegmentIx};
use crate::model::Verdict;

/// What is found about a chain. Leaves stand at their positions in the chain's order.
#[derive(Debug)]
pub struct ChainFindings<'a> {
    pub question: GapQuestion<'a>,
    pub view: Viewpoint<'a>,
    pub order: Order,
    pub leaves: Vec<LeafFindings<'a>>,
    pub parents: Vec<Parent>,
    /// P: the present leaves.
    pub present: Bits,
    /// The leaves surveyed for this home.
    pub surveyed: Bits,
}

/// What is found about one leaf.
#[derive(Debug)]
pub struct LeafFindings<'a> {
    pub segment: SegmentIx,
    pub presence: Presence,
    pub computed: Computed,
    /// The assessment that overrules the computed verdict.
    pub assessment: Option<&'a Assessment>,
}

impl LeafFindings<'_> {
    /// The effective verdict.
    pub fn verdict(&self) -> Verdict {
        self.assessment.map_or(self.computed.verdict, |a| a.verdict)
    }
}

impl<'a> ChainFindings<'a> {
    /// Finds out everything a question needs.
    pub fn of(question: GapQuestion<'a>) -> Self {
        let graph = question.graph;
        let view = question.viewpoint();
        let order = Order::of(graph, question.chain);
        let parents = parents(&view, question.chain);
        let presences: Vec<_> = order.leaves.iter().map(|leaf| view.presence(*leaf)).collect();
        let present = present(&presences, question.rules);
        let surveyed = survey::surveyed(&question, &order.leaves);
        let survey = Survey { surveyed: &surveyed, parents: &parents };
        let mut leaves = Vec::with_capacity(presences.len());
        for (at, presence) in presences.into_iter().enumerate() {
            let unlooked = || survey.unlooked(graph, &order.leaves, at, &presence);
            let computed = computed::computed(&order, &present, at, &presence, &question.rules.verdict, unlooked);
            let segment = order.leaves[at];
            let chain_home = graph.chain(question.chain).adcode;
            let all = question.assessments.of(segment);
            let assessment = overrule::holding(all, chain_home, question.home, question.as_of);
            leaves.push(LeafFindings { segment, presence, computed, assessment });
        }
        Self { question, view, order, leaves, parents, present, surveyed }
    }

    /// Why a leaf counts as not looked for, where it does; asked again for an explanation.
    pub fn unlooked(&self, leaf: usize) -> Option<Unlooked> {
        let survey = Survey { surveyed: &self.surveyed, parents: &self.parents };
        survey.unlooked(self.question.graph, &self.order.leaves, leaf, &self.leaves[leaf].presence)
    }
}

fn present(presences: &[Presence], rules: &Rules) -> Bits {
    let mut present = Bits::none_of(presences.len());
    for (at, presence) in presences.iter().enumerate() {
        if presence.local() >= rules.verdict.present_min {
            present.insert(at);
        }
    }
    present
}
