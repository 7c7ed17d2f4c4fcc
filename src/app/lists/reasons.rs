//! Why a firm is put on a list, and under which segment, as it stands on that day.

use crate::app::desk::GraphPermit;
use crate::app::{Answered, AppError, Asked};
use crate::gaps;
use crate::gaps::{SegmentAnswer, Target, TargetScope};
use crate::graph::{FirmIx, Graph, SegmentIx, When};

/// What a firm is to a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Candidate,
    Local,
    Uncertain,
}

/// The firm's first gap in gap order: as a candidate, else as a local firm, else as one whose place is uncertain; else the
/// first leaf it is a member of.
pub(super) fn first_segment(answered: &Answered, firm: FirmIx) -> Option<SegmentIx> {
    let gaps = || answered.answer.segments.iter().filter(|s| s.verdict.is_gap());
    let as_one = |wanted: Stands| gaps().find(|gap| stands(gap, firm) == Some(wanted)).map(|gap| gap.ix);
    let gap = as_one(Stands::Candidate).or_else(|| as_one(Stands::Local)).or_else(|| as_one(Stands::Uncertain));
    let done = answered.held.graph.segments_done(firm, When::at(answered.asked.as_of));
    gap.or_else(|| answered.answer.segments.iter().map(|s| s.ix).find(|ix| done.contains(ix)))
}

impl GraphPermit<'_> {
    /// The firm as a ranked target of the chain; none where it is no candidate of a gap.
    pub(super) fn ranked_target(&self, asked: Asked, firm: FirmIx) -> Result<Option<Target>, AppError> {
        let scope = TargetScope { firm: Some(firm), limit: 1, ..TargetScope::default() };
        let mut answer = self.ranked(asked, |question, ranking| Ok(gaps::targets(question, ranking, &scope)))?;
        Ok(answer.targets.pop().or(answer.here.pop()))
    }
}

/// Reasons of a score that are kept: the heaviest that speak for the target.
const KEPT: usize = 3;

/// What the ranking says of it, in words.
fn ranked(target: &Target) -> Vec<String> {
    let mut reasons: Vec<_> = target.reasons.iter().filter(|reason| reason.value.is_some_and(|v| v > 0.0)).collect();
    reasons.sort_by(|x, y| y.weight.total_cmp(&x.weight).then_with(|| x.factor.cmp(y.factor)));
    let told = reasons.into_iter().take(KEPT).map(|reason| format!("{}：{}", reason.title, reason.sentence));
    std::iter::once(format!("得分 {:.1}", target.score)).chain(told).collect()
}

/// The sentence kept with the entry.
pub(super) fn why(answered: &Answered, firm: FirmIx, segment: Option<SegmentIx>, target: Option<&Target>) -> String {
    let graph = &*answered.held.graph;
    let mut parts: Vec<String> = Vec::new();
    let leaf = segment.and_then(|ix| answered.answer.segments.iter().find(|s| s.ix == ix));
    match (leaf, segment) {
        (Some(leaf), _) => {
            parts.push(format!("环节「{}」{}", leaf.name, leaf.verdict_label(answered.answer.any_surveyed)));
            parts.extend(leaf.priority.map(|priority| format!("优先级 {priority:.1}")));
            parts.push(
                match stands(leaf, firm) {
                    Some(Stands::Candidate) => "外地候选企业",
                    Some(Stands::Local) => "本地企业，增资扩产",
                    Some(Stands::Uncertain) => "所在地待核实",
                    None => "由人选定环节",
                }
                .to_owned(),
            );
        }
        (None, Some(above)) => parts.push(format!("环节「{}」，由人选定", graph.segment(above).name)),
        (None, None) => parts.push("没有查到它在本链的环节，由人列入".to_owned()),
    }
    let known = graph.firm(firm);
    parts.extend(target.map(ranked).unwrap_or_default());
    parts.push(place(graph, firm));
    parts.extend(known.standing.map(|standing| format!("能级{}", standing.zh())));
    parts.push(format!("规则 {}", answered.answer.rules));
    format!("{}（{}）", parts.join("；"), answered.asked.as_of)
}

fn place(graph: &Graph, firm: FirmIx) -> String {
    let known = graph.firm(firm);
    match known.adcode {
        _ if known.foreign => "注册在境外".to_owned(),
        Some(adcode) => format!("注册在{}", graph.regions.full_name(adcode)),
        None => "注册地未知".to_owned(),
    }
}

fn stands(segment: &SegmentAnswer, firm: FirmIx) -> Option<Stands> {
    let firms = &segment.firms;
    match () {
        () if firms.outside.contains(&firm) => Some(Stands::Candidate),
        () if firms.local.iter().any(|(local, _)| *local == firm) => Some(Stands::Local),
        () if firms.uncertain.contains(&firm) => Some(Stands::Uncertain),
        () => None,
    }
}
