//! Everything that is found about a chain from a home, before it is told: the base of answers and of explanations.

use super::computed;
use super::computed::Computed;
use super::home::Home;
use super::overrule;
use super::presence::{Presence, Viewpoint};
use super::survey;
use super::survey::{Survey, Unlooked};
use crate::gaps::Rules;
use crate::graph::{
    Assessment, Assessments, Assumed, Bits, ChainIx, FirmIx, Graph, Order, Relatedness, SegmentIx, When,
};
use crate::model::{Adcode, Day, Verdict};

/// A question about the gaps of one chain.
#[derive(Debug, Clone, Copy)]
pub struct GapQuestion<'a> {
    pub graph: &'a Graph,
    pub assessments: &'a Assessments,
    /// The table of the home's level and of the same day; none leaves relatedness unknown.
    pub relatedness: Option<&'a Relatedness>,
    pub rules: &'a Rules,
    pub chain: ChainIx,
    pub home: Adcode,
    pub as_of: Day,
    /// What if: see [`Viewpoint::assumed`]; empty for how things are.
    pub assumed: &'a [Assumed],
}

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

/// What is found about a segment above leaves.
#[derive(Debug)]
pub struct Parent {
    pub segment: SegmentIx,
    pub presence: Presence,
    /// Its local firms that are members of no leaf below it (未细分).
    pub unspecified: Vec<FirmIx>,
}

impl<'a> GapQuestion<'a> {
    /// Where the question stands.
    pub fn viewpoint(&self) -> Viewpoint<'a> {
        let (home, now) = (Home::new(self.home), When::at(self.as_of));
        Viewpoint { graph: self.graph, home, now, assumed: self.assumed }
    }
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

fn parents(view: &Viewpoint, chain: ChainIx) -> Vec<Parent> {
    let graph = view.graph;
    let above = graph.segments_of(chain).filter(|segment| !graph.segment(*segment).leaf);
    above.map(|segment| parent(view, segment)).collect()
}

fn parent(view: &Viewpoint, segment: SegmentIx) -> Parent {
    let presence = view.presence(segment);
    let below = view.graph.leaves_below(segment);
    let is_placed = |firm| below.iter().any(|leaf| view.is_member(firm, *leaf));
    let local = presence.firms.local.iter().map(|(firm, _)| *firm);
    let unspecified = local.filter(|firm| !is_placed(*firm)).collect();
    Parent { segment, presence, unspecified }
}
