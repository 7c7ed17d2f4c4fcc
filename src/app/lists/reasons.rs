//! Why a firm is put on a list, and under which segment, as it stands on that day.

use crate::app::desk::GraphPermit;
use crate::app::{Answered, AppError, Asked};
use crate::gaps;
use crate::gaps::{SegmentAnswer, Target, TargetScope};
use crate::graph::{FirmIx, Graph, SegmentIx, When};
use crate::model::Standing;

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

    /// The sentence kept with the entry: what it is to the segment, then the target in one line; of what is none, where it is
    /// and its standing.
    pub(super) fn why(
        &self,
        answered: &Answered,
        firm: FirmIx,
        segment: Option<SegmentIx>,
    ) -> Result<String, AppError> {
        let graph = &*answered.held.graph;
        let leaf = segment.and_then(|ix| answered.answer.segments.iter().find(|leaf| leaf.ix == ix));
        let line = match leaf.filter(|leaf| leaf.verdict.is_gap()) {
            Some(gap) => self.line_of(answered.asked, firm, gap.ix)?,
            None => None,
        };
        let stands = leaf.and_then(|leaf| stands(leaf, firm));
        let told = line.unwrap_or_else(|| format!("{}，{}。", what(stands, segment), known(graph, firm)));
        let to = match (leaf, segment) {
            (Some(leaf), _) => format!("{}（{}）：", leaf.name, leaf.verdict_label(answered.answer.any_surveyed)),
            (None, Some(above)) => format!("{}：", graph.segment(above).name),
            (None, None) => String::new(),
        };
        Ok(format!("{}列入，{to}{told}", answered.asked.as_of))
    }

    /// A candidate of a gap in one line; none where it is none.
    fn line_of(&self, asked: Asked, firm: FirmIx, gap: SegmentIx) -> Result<Option<String>, AppError> {
        let scope = TargetScope { firm: Some(firm), segment: Some(gap), limit: 1, ..TargetScope::default() };
        self.ranked(asked, |question, ranking| {
            let answer = gaps::targets(question, ranking, &scope);
            let lines = self.target_lines(question, answer.targets.iter().chain(&answer.here));
            Ok(lines.into_iter().next())
        })
    }
}

/// What a firm is that is no target of its segment.
fn what(stands: Option<Stands>, segment: Option<SegmentIx>) -> &'static str {
    match (stands, segment) {
        (Some(Stands::Candidate), _) => "候选企业",
        (Some(Stands::Local), _) => "本地企业，可增资扩产",
        (Some(Stands::Uncertain), _) => "所在地待核实",
        (None, Some(_)) => "由人选定环节",
        (None, None) => "没有查到它在本链的环节，由人列入",
    }
}

/// Where a firm is registered, and its standing.
fn known(graph: &Graph, firm: FirmIx) -> String {
    let standing = graph.firm(firm).standing.map_or("能级未知", Standing::zh);
    format!("{}，{standing}", place(graph, firm))
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
