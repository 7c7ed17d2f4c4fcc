//! A segment that others stand below: what stands above and below it, the gaps there, and the firms that do them.

use std::collections::BTreeMap;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, Question, names};
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::graph::{FirmIx, Graph, SegmentIx};
use crate::model::{Stage, Standing, Verdict};

/// A segment with others below it.
#[derive(Debug, Clone)]
pub struct SegmentBranch {
    /// Id.
    pub segment: String,
    /// Its name: 半导体设备.
    pub name: String,
    /// Where in the chain it stands.
    pub stage: Stage,
    /// Ids and names of what stands above it, the highest first.
    pub above: Vec<(String, String)>,
    /// What stands directly below it, by id.
    pub below: Vec<BranchChild>,
    /// The gaps of the chain, of the leaves below it only.
    pub gaps: GapAnswer,
    /// The firms that do any of these leaves: those in town, then those to win, each best standing first.
    pub firms: Vec<BranchFirm>,
}

/// A segment directly below another.
#[derive(Debug, Clone)]
pub struct BranchChild {
    /// Id.
    pub segment: String,
    /// Its name.
    pub name: String,
    /// How many of the leaves at it or below it have each verdict; those that some have.
    pub verdicts: Vec<(Verdict, usize)>,
    /// Whether it is a leaf.
    pub leaf: bool,
}

/// A firm of some leaves.
#[derive(Debug, Clone)]
pub struct BranchFirm {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// None: not known.
    pub standing: Option<Standing>,
    /// The registered region, or the country.
    pub place: String,
    /// Whether it does any of them in town.
    pub here: bool,
    /// Names of those it does in town; where there are none, of those it does elsewhere that are gaps at home.
    pub leaves: Vec<String>,
    /// The firm in the graph.
    pub firm: FirmIx,
}

impl Desk {
    /// A segment with what stands below it; none where it is a leaf, which has a verdict of its own.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub fn branch(&self, question: &Question, segment: &str) -> Result<Option<SegmentBranch>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let graph = at.graph();
        let asked = question.asked(graph, at.today())?;
        let ix = names::segment(graph, asked.chain, segment)?;
        let known = graph.segment(ix);
        if known.leaf {
            return Ok(None);
        }
        let mut gaps = at.answered(asked).answer;
        let leaves = graph.leaves_below(ix);
        gaps.segments.retain(|leaf| leaves.contains(&leaf.ix));
        at.give_reasons(asked, &mut gaps.segments)?;
        let below = graph.segments_of(asked.chain).filter(|child| graph.segment(*child).parent == Some(ix));
        Ok(Some(SegmentBranch {
            segment: known.id.clone(),
            name: known.name.clone(),
            stage: known.stage,
            above: above(graph, ix),
            below: below.map(|child| BranchChild::of(graph, &gaps.segments, child)).collect(),
            firms: firms(graph, &gaps.segments),
            gaps,
        }))
    }
}

/// Ids and names of what stands above a segment, the highest first.
pub(super) fn above(graph: &Graph, ix: SegmentIx) -> Vec<(String, String)> {
    let named = |ix: SegmentIx| (graph.segment(ix).id.clone(), graph.segment(ix).name.clone());
    let mut above: Vec<_> = graph.ancestors(ix).map(named).collect();
    above.reverse();
    above
}

impl BranchChild {
    fn of(graph: &Graph, leaves: &[SegmentAnswer], child: SegmentIx) -> Self {
        let own = graph.leaves_below(child);
        let count = |verdict: &Verdict| {
            let have = leaves.iter().filter(|leaf| leaf.verdict == *verdict && own.contains(&leaf.ix));
            (*verdict, have.count())
        };
        let known = graph.segment(child);
        Self {
            segment: known.id.clone(),
            name: known.name.clone(),
            verdicts: Verdict::ALL.iter().map(count).filter(|(_, count)| *count > 0).collect(),
            leaf: known.leaf,
        }
    }
}

/// The firms in town, and of the gaps those to win.
fn firms(graph: &Graph, leaves: &[SegmentAnswer]) -> Vec<BranchFirm> {
    let mut here: BTreeMap<FirmIx, Vec<String>> = BTreeMap::new();
    let mut away: BTreeMap<FirmIx, Vec<String>> = BTreeMap::new();
    for leaf in leaves {
        leaf.firms.local.iter().for_each(|(firm, _)| here.entry(*firm).or_default().push(leaf.name.clone()));
        let wanted = leaf.firms.outside.iter().filter(|_| leaf.verdict.is_gap());
        wanted.for_each(|firm| away.entry(*firm).or_default().push(leaf.name.clone()));
    }
    away.retain(|firm, _| !here.contains_key(firm));
    let told = |firms: BTreeMap<FirmIx, Vec<String>>, here: bool| {
        let told = firms.into_iter().map(move |(firm, leaves)| BranchFirm {
            enterprise: graph.firm_id(firm).to_owned(),
            name: graph.firm_name(firm).to_owned(),
            standing: graph.firm(firm).standing,
            place: graph.place_of(firm),
            here,
            leaves,
            firm,
        });
        let mut told: Vec<BranchFirm> = told.collect();
        told.sort_by(|x, y| {
            let order = |one: &BranchFirm| (one.standing.is_none(), one.standing);
            order(x).cmp(&order(y)).then(y.leaves.len().cmp(&x.leaves.len())).then(x.enterprise.cmp(&y.enterprise))
        });
        told
    };
    told(here, true).into_iter().chain(told(away, false)).collect()
}
