//! What if these firms came? Verdicts and priorities before and after, by the same engine with member facts laid over.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{AppError, Asked, Assumption, Desk, Held, Question, names};
use crate::gaps::{self, GapAnswer, SegmentAnswer, TargetScope, Whereabouts};
use crate::graph::{Assumed, FirmIx, SegmentIx};
use crate::model::Verdict;

/// The gaps as they would be, beside what they are.
#[derive(Debug, Clone, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, Serialize, JsonSchema)]
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
    /// The same desk with what it is asked to assume laid over the facts, for a question; itself where that is nothing.
    ///
    /// # Errors
    /// A name is unknown, a segment is no leaf, or a firm is closed or does it at home already.
    pub fn assuming(self, question: &Question) -> Result<Self, AppError> {
        if self.to_assume().is_empty() {
            return Ok(self);
        }
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let asked = question.asked(at.graph(), at.today())?;
        let facts = self.to_assume().iter().map(|text| at.assumed_by(asked, text)).collect::<Result<_, _>>()?;
        Ok(self.laying_over(Assumption::new(asked, facts)))
    }

    /// What is laid over the facts, in order.
    pub fn assumed(&self) -> Vec<AssumedLine> {
        let Some(assumption) = self.assumption() else { return Vec::new() };
        let Ok(at) = self.may(Right::SeeChain, Scope::Somewhere) else { return Vec::new() };
        assumption.facts.iter().map(|one| line(at.held(), one)).collect()
    }

    /// The gaps of a chain if firms came: each of `assumed` is `enterprise:segment`, ids or names.
    ///
    /// # Errors
    /// As [`Desk::assuming`].
    pub fn what_if(&self, question: &Question, assumed: &[String]) -> Result<WhatIf, AppError> {
        let before = self.gaps(question)?;
        let there = self.clone().asked_to_assume(assumed).assuming(question)?;
        let after = there.gaps(question)?;
        let changes = changes(&before, &after);
        Ok(WhatIf { assumed: there.assumed(), before, after, changes })
    }

    /// What is assumed where people say it in a form: a firm by any of its names, a segment, or one of them; as
    /// `enterprise:segment`, by ids. Without a segment the firm's first gap; without a firm the segment's first target.
    ///
    /// # Errors
    /// A name is unknown or means several things, or nobody could come.
    pub async fn assumable(&self, question: &Question, firm: &str, segment: &str) -> Result<String, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let answered = at.gaps(question)?;
        let (graph, asked) = (at.graph(), answered.asked);
        let segment = match segment {
            "" => None,
            given => Some(at.segment_of(asked.chain, given)?),
        };
        let firm = match (firm, segment) {
            ("", None) => return Err(AppError::BadRequest("请写假设谁来：企业，或要补的环节".to_owned())),
            ("", Some(segment)) => at.first_target(asked, segment)?,
            (given, _) => at.firm_meant(given).await?,
        };
        let first = || {
            let gaps = answered.answer.segments.iter().filter(|leaf| leaf.verdict.is_gap());
            gaps.into_iter().find(|leaf| leaf.firms.outside.contains(&firm)).map(|leaf| leaf.ix)
        };
        let name = graph.firm_name(firm);
        let nothing = || AppError::BadRequest(format!("「{name}」不是本链缺口的候选企业；请选它来做哪个环节"));
        let segment = segment.or_else(first).ok_or_else(nothing)?;
        let text = format!("{}:{}", graph.firm_id(firm), graph.segment(segment).id);
        at.assumed_by(asked, &text)?;
        Ok(text)
    }
}

impl GraphPermit<'_> {
    /// The best target of a gap.
    fn first_target(&self, asked: Asked, segment: SegmentIx) -> Result<FirmIx, AppError> {
        let scope = TargetScope {
            segment: Some(segment),
            standing: None,
            region: None,
            flag: None,
            firm: None,
            skip: 0,
            limit: 1,
        };
        let first = self.ranked(asked, |question, ranking| {
            let gap = ranking.check_gap(question, segment).is_ok();
            let first = || gaps::targets(question, ranking, &scope).targets.into_iter().next();
            Ok(if gap { first() } else { None })
        })?;
        let name = &self.graph().segment(segment).name;
        let nobody = || AppError::BadRequest(format!("环节「{name}」没有招商目标；请写假设哪家企业来"));
        first.map(|target| target.firm).ok_or_else(nobody)
    }

    fn assumed_by(&self, asked: Asked, text: &str) -> Result<Assumed, AppError> {
        let graph = self.graph();
        let wrong = || AppError::BadRequest(format!("「{text}」读不懂：应写成 企业:环节，编号或名称都可以"));
        // An id may hold a colon, a segment's seldom: the last one parts them.
        let (firm, segment) = text.rsplit_once([':', '：']).ok_or_else(wrong)?;
        if firm.trim().is_empty() || segment.trim().is_empty() {
            return Err(wrong());
        }
        let (firm, segment) = (names::firm(graph, firm)?, self.segment_of(asked.chain, segment)?);
        let (name, step) = (graph.firm_name(firm), &graph.segment(segment).name);
        if !graph.segment(segment).leaf {
            return Err(AppError::BadRequest(format!("环节「{step}」有下级环节，没有自己的结论；请写它的下级环节")));
        }
        if !graph.firm(firm).active() {
            return Err(AppError::BadRequest(format!("「{name}」已注销，不能假设它来")));
        }
        let relatedness = self.relatedness_of(asked);
        let view = self.computed(&relatedness, asked).viewpoint();
        let place = view.whereabouts_of(firm, segment);
        if matches!(place, Whereabouts::Local | Whereabouts::LocalUnverified) {
            let home = graph.regions.name(asked.home);
            return Err(AppError::BadRequest(format!("「{name}」已在{home}做「{step}」，不必假设")));
        }
        Ok(Assumed { firm, segment, region: asked.home })
    }
}

fn line(held: &Held, one: &Assumed) -> AssumedLine {
    let (graph, segment) = (&held.graph, held.graph.segment(one.segment));
    AssumedLine {
        enterprise: graph.firm_id(one.firm).to_owned(),
        name: graph.firm_name(one.firm).to_owned(),
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
