//! What if these firms came? Verdicts and priorities before and after, by the same engine with member facts laid over.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;

use serde::Serialize;

use crate::app::questions::targets::segment_of;
use crate::app::{AppError, Asked, Desk, Held, Question, names};
use crate::gaps;
use crate::gaps::{GapAnswer, Introductions, Ranking, SegmentAnswer, Whereabouts};
use crate::graph::{Assumed, FirmIx, Relatedness, SegmentIx};
use crate::model::Verdict;

/// The gaps as they would be, beside what they are.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIf {
    /// As they would be.
    #[serde(flatten)]
    pub after: GapAnswer,
    /// What was laid over the facts.
    pub assumed: Vec<AssumedLine>,
    /// As they are.
    pub before: GapAnswer,
    /// The leaves whose verdict or priority would change, in the order they would stand in.
    pub changes: Vec<GapChange>,
}

/// A firm that is assumed to do a segment at home.
#[derive(Debug, Clone, Serialize)]
pub struct AssumedLine {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// Id of the leaf.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub segment_name: String,
}

/// A leaf before and after.
#[derive(Debug, Clone, Serialize)]
pub struct GapChange {
    /// Id of the leaf.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// The effective verdict as it is.
    pub verdict_before: Verdict,
    /// The effective verdict as it would be.
    pub verdict: Verdict,
    /// 0–100; none: it is no gap.
    pub priority_before: Option<f64>,
    /// 0–100; none: it would be no gap.
    pub priority: Option<f64>,
}

impl Desk {
    /// The gaps of a chain if firms came: each of `assumed` is `enterprise:segment`, ids or names.
    ///
    /// # Errors
    /// A name is unknown, a segment is no leaf, or a firm is closed or does it at home already.
    pub fn what_if(&self, question: &Question, assumed: &[String]) -> Result<WhatIf, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let held = at.held();
        let asked = question.asked(at.graph(), at.today())?;
        let mut laid_over = Vec::with_capacity(assumed.len());
        for text in assumed {
            laid_over.push(at.assumption(asked, text)?);
        }
        laid_over.sort_unstable();
        laid_over.dedup();
        let mut before = at.answered(asked).answer;
        at.give_reasons(asked, &mut before.segments)?;
        let after = at.assuming(asked, &laid_over);
        let changes = changes(&before, &after);
        let line = |one: &Assumed| line(held, one.firm, one.segment);
        Ok(WhatIf { assumed: laid_over.iter().map(line).collect(), before, after, changes })
    }
}

impl GraphPermit<'_> {
    fn assuming(&self, asked: Asked, assumed: &[Assumed]) -> GapAnswer {
        let (level, least) = (asked.home.home_level(), self.rules().least_known());
        let relatedness = Relatedness::assuming(self.graph(), level, asked.as_of, least, assumed);
        let question = gaps::GapQuestion { assumed, ..self.computed(&relatedness, asked) };
        let network = self.held().network(asked.as_of, self.rules());
        let view = question.viewpoint();
        let introductions = Introductions::of(&view, asked.chain, asked.home, network, &self.rules().introduction);
        let ranking = Ranking::of(&question, &|firm| introductions.to(firm).factor());
        let mut answer = gaps::gaps(&question);
        ranking.give_reasons(&mut answer.segments);
        answer
    }

    fn assumption(&self, asked: Asked, text: &str) -> Result<Assumed, AppError> {
        let graph = self.graph();
        let wrong = || AppError::BadRequest(format!("「{text}」读不懂：应写成 企业:环节，编号或名称都可以"));
        // An id may hold a colon, a segment's seldom: the last one parts them.
        let (firm, segment) = text.rsplit_once([':', '：']).ok_or_else(wrong)?;
        if firm.trim().is_empty() || segment.trim().is_empty() {
            return Err(wrong());
        }
        let (firm, segment) = (names::firm(graph, firm)?, segment_of(graph, asked.chain, segment)?);
        let (name, step) = (graph.firm_name(firm), &graph.segment(segment).name);
        if !graph.segment(segment).leaf {
            return Err(AppError::BadRequest(format!("环节「{step}」有下级环节，没有自己的结论；请写它的下级环节")));
        }
        if !graph.firm(firm).active() {
            return Err(AppError::BadRequest(format!("「{name}」已注销，不能假设它来")));
        }
        let relatedness = self.held().relatedness(asked.home.home_level(), asked.as_of, self.rules());
        let view = self.computed(&relatedness, asked).viewpoint();
        let place = view.whereabouts_of(firm, segment);
        if matches!(place, Whereabouts::Local | Whereabouts::LocalUnverified) {
            let home = graph.regions.name(asked.home);
            return Err(AppError::BadRequest(format!("「{name}」已在{home}做「{step}」，不必假设")));
        }
        Ok(Assumed { firm, segment, region: asked.home })
    }
}

fn line(held: &Held, firm: FirmIx, segment: SegmentIx) -> AssumedLine {
    let (graph, segment) = (&held.graph, held.graph.segment(segment));
    AssumedLine {
        enterprise: graph.firm_id(firm).to_owned(),
        name: graph.firm_name(firm).to_owned(),
        segment: segment.id.clone(),
        segment_name: segment.name.clone(),
    }
}

fn changes(before: &GapAnswer, after: &GapAnswer) -> Vec<GapChange> {
    let old = |ix| before.segments.iter().find(|segment| segment.ix == ix);
    let pairs = after.segments.iter().filter_map(|new| Some((old(new.ix)?, new)));
    pairs.filter(|(old, new)| has_changed(old, new)).map(|(old, new)| change(old, new)).collect()
}

fn has_changed(old: &SegmentAnswer, new: &SegmentAnswer) -> bool {
    let order = |priority: Option<f64>| priority.map(crate::graph::number::for_order);
    old.verdict != new.verdict || order(old.priority) != order(new.priority)
}

fn change(old: &SegmentAnswer, new: &SegmentAnswer) -> GapChange {
    GapChange {
        segment: new.segment.clone(),
        name: new.name.clone(),
        verdict_before: old.verdict,
        verdict: new.verdict,
        priority_before: old.priority,
        priority: new.priority,
    }
}
