//! Where a firm stands in a chain seen from home: what it does here, what it could be recruited for, and what is unsure.

use crate::app::desk::GraphPermit;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::Asked;
use crate::gaps;
use crate::gaps::{GapAnswer, Whereabouts};
use crate::graph::{ChainIx, FirmIx, Graph};
use crate::model::{Adcode, Risk, Verdict};

/// A firm in one chain.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Position {
    /// Id.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// The city or county the chain is seen from.
    pub home: Adcode,
    /// Name of home: 合肥市.
    pub home_name: String,
    /// In one sentence.
    pub sentence: String,
    /// The gaps it is a candidate of, in gap order.
    pub gaps: Vec<String>,
    /// What it does in the chain, leaf by leaf in the order of the gap table.
    pub works: Vec<WorkHere>,
}

/// A leaf a firm is a member of.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WorkHere {
    /// Id of the leaf.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// The effective verdict at home.
    pub verdict: Verdict,
    /// `local`, `unverified`, `outside` or `uncertain`.
    #[schemars(extend("enum" = ["local", "unverified", "outside", "uncertain"]))]
    pub whereabouts: &'static str,
    /// What it does there, in Chinese.
    pub sentence: String,
}

/// The chains that a firm is a member of, in some segment.
pub(in crate::app) fn chains_of(graph: &Graph, firm: FirmIx) -> Vec<ChainIx> {
    let by_fact = graph.memberships(firm).iter().map(|fact| fact.segment);
    let by_site = graph.sites(firm).flat_map(|(ix, _)| graph.segments_at(ix).iter().copied());
    let mut chains: Vec<ChainIx> = by_fact.chain(by_site).map(|segment| graph.segment(segment).chain).collect();
    chains.sort_unstable();
    chains.dedup();
    chains
}

impl GraphPermit<'_> {
    /// Where firms stand in one chain.
    pub(in crate::app) fn positions(&self, asked: Asked, firms: &[FirmIx]) -> Vec<Position> {
        let answer = self.answered(asked).answer;
        let relatedness = self.relatedness_of(asked);
        let question = self.computed(&relatedness, asked);
        firms.iter().map(|firm| position(&question, &answer, *firm)).collect()
    }
}

fn position(question: &gaps::GapQuestion, answer: &GapAnswer, firm: FirmIx) -> Position {
    let (graph, view) = (question.graph, question.viewpoint());
    let mut works = Vec::new();
    let mut gaps = Vec::new();
    let severe = graph.firm(firm).risk == Some(Risk::Severe);
    for segment in &answer.segments {
        let (whereabouts, place) = match view.whereabouts_of(firm, segment.ix) {
            Whereabouts::NoMember => continue,
            Whereabouts::Local => ("local", "在本地做"),
            Whereabouts::LocalUnverified => ("unverified", "可能在本地做（待核实）"),
            Whereabouts::Outside => ("outside", "在外地做"),
            Whereabouts::Uncertain => ("uncertain", "在哪里做说不清"),
        };
        let candidate = whereabouts == "outside" && segment.verdict.is_gap() && !severe;
        if candidate {
            gaps.push(segment.segment.clone());
        }
        let use_of_it = if candidate { "，可补这个缺口" } else { "" };
        let sentence =
            format!("{place}{}；本地{}{use_of_it}", segment.name, segment.verdict_label(answer.any_surveyed));
        let (name, verdict) = (segment.name.clone(), segment.verdict);
        works.push(WorkHere { segment: segment.segment.clone(), name, verdict, whereabouts, sentence });
    }
    let sentence = sentence(graph, firm, view.is_local(firm), &works, gaps.len(), &answer.home_name);
    Position {
        chain: answer.chain.clone(),
        chain_name: answer.chain_name.clone(),
        home: answer.home,
        home_name: answer.home_name.clone(),
        sentence,
        gaps,
        works,
    }
}

fn sentence(graph: &Graph, firm: FirmIx, here: bool, works: &[WorkHere], gaps: usize, home: &str) -> String {
    let known = graph.firm(firm);
    let any = |what: &str| works.iter().any(|work| work.whereabouts == what);
    if !known.active() {
        return "已注销，不是招商对象".to_owned();
    }
    if works.is_empty() {
        return "不属于本链任何末级环节".to_owned();
    }
    if !known.sound() && (any("outside") || any("uncertain")) {
        return "风险严重，不列为招商目标".to_owned();
    }
    match (here, gaps) {
        (true, 0) => format!("已在{home}"),
        (true, gaps) => format!("已在{home}，另可补 {gaps} 个缺口（增资扩产）"),
        (false, 0) if any("uncertain") => format!("不确定是否在{home}，不列为招商目标"),
        (false, 0) => format!("不在{home}，所做的环节{home}不缺"),
        (false, gaps) => format!("不在{home}，是 {gaps} 个缺口的招商目标"),
    }
}
