//! The gaps of a brief: the first of their kind, each with its reason, its best targets and who is on it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::desk::GraphPermit;
use crate::app::questions::introduction::BestPaths;
use crate::app::{Answered, AppError, Asked, CallFirst, IntroductionPath, Question, TargetLine, TargetQuestion, lists};
use crate::gaps::{Reason, SegmentAnswer};
use crate::graph::FirmIx;
use crate::model::{Standing, TargetState, Verdict};

/// Gaps of each kind that are told.
pub(super) const GAPS: usize = 3;
/// Targets of each gap that are told.
const TARGETS: usize = 2;

/// Gaps of one kind: what is missing, or what is weak.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefLack {
    /// How many there are.
    pub total: usize,
    /// The first of them in gap order.
    pub first: Vec<BriefGap>,
}

/// A gap.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefGap {
    /// Id.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// The effective verdict (docs/definitions.md#结论).
    pub verdict: Verdict,
    /// The verdict as people read it.
    pub verdict_name: String,
    /// 0–100 (docs/definitions.md#优先级).
    pub priority: Option<f64>,
    /// Its two sentences.
    pub reason: Option<Reason>,
    /// The best targets in target order; of a gap without any, those in town with other work.
    pub targets: Vec<BriefTarget>,
    /// Targets of this gap that stand on the list and are not dropped.
    pub listed: usize,
    /// The squads that have them, by name.
    pub squads: Vec<String>,
    /// The recruiters who have them, by name.
    pub recruiters: Vec<String>,
    /// The next step that is due first.
    pub next: Option<lists::NextStep>,
}

/// A target.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefTarget {
    /// Id.
    pub enterprise: String,
    /// Its short name.
    pub name: String,
    /// None: not known.
    pub standing: Option<Standing>,
    /// The registered region, or the country.
    pub place: String,
    /// Whether it is in town with other work.
    pub here: bool,
    /// The target in one line.
    pub reason: Option<String>,
    /// The party at home that its best path begins at, by its short name; none where no path leads to it.
    pub door: Option<String>,
    /// Those between that party and the target, by their short names.
    #[serde(skip)]
    pub through: Vec<String>,
    /// Whom to call first there.
    pub call_first: Option<CallFirst>,
    /// What the list says of it; none where it is not listed.
    pub entry: Option<BriefEntry>,
    /// Who would take it, as 建议派发 says; none where a squad has it, or the list is not told.
    pub proposed: Option<lists::ProposedSquad>,
    /// Whom to telephone at home and there; only where that is asked for, which no address of the service does.
    #[schemars(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Vec<BriefContact>>,
    /// Whether anybody can be telephoned; none where nobody looked.
    #[serde(skip)]
    pub reachable: Option<bool>,
    /// The best way to it.
    #[serde(skip)]
    pub path: Option<IntroductionPath>,
    /// The firm in the graph.
    #[serde(skip)]
    pub firm: FirmIx,
}

/// The firms that are told of a gap.
pub(in crate::app) struct GapFirms {
    lines: Vec<TargetLine>,
    /// Whether they are in town with other work.
    here: bool,
}

impl GapFirms {
    /// The targets; where there are none, those in town.
    pub(in crate::app) fn of(targets: Vec<TargetLine>, here: Vec<TargetLine>) -> Self {
        match targets.is_empty() {
            true => Self { lines: here, here: true },
            false => Self { lines: targets, here: false },
        }
    }
}

impl BriefTarget {
    /// Whether a squad has it, or nobody wants it any more.
    fn is_followed(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.squad_name.is_some() || entry.state == TargetState::Dropped)
    }
}

/// Somebody to telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BriefContact {
    /// 出面方 at home, or 企业 itself.
    pub side: &'static str,
    /// Who is called.
    pub name: String,
    /// Post, as written; blank where nobody wrote it.
    pub title: String,
    /// As written; blank where nobody wrote it.
    pub phone: String,
}

/// How far a target of the list is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefEntry {
    /// How far it is.
    pub state: TargetState,
    /// The state as people read it.
    pub state_name: &'static str,
    /// Who has it; none: nobody yet.
    pub squad_name: Option<String>,
    /// The next step; blank where there is none.
    pub next: String,
    /// The day it is due, YYYY-MM-DD.
    pub due: Option<String>,
}

impl GraphPermit<'_> {
    /// What is missing, and what is weak; `list` where it is told. Who would take a target is said of a whole list only.
    pub(super) async fn lacks(
        &self,
        answered: &Answered,
        list: Option<&lists::ListAnswer>,
        best: &mut BestPaths<'_>,
    ) -> Result<(BriefLack, BriefLack), AppError> {
        let entries = list.map_or(&[][..], |list| &list.entries);
        let mut missing = self.lack("缺失", answered, entries, best).await?;
        let mut weak = self.lack("薄弱", answered, entries, best).await?;
        if list.is_some_and(|list| list.whole) {
            self.propose(answered.asked, entries, missing.first.iter_mut().chain(&mut weak.first)).await?;
        }
        Ok((missing, weak))
    }

    /// Says of every target that nobody has who would take it.
    pub(in crate::app) async fn propose(
        &self,
        asked: Asked,
        entries: &[lists::EntryLine],
        gaps: impl Iterator<Item = &mut BriefGap>,
    ) -> Result<(), AppError> {
        let told = gaps.flat_map(|gap| &mut gap.targets);
        let mut free: Vec<&mut BriefTarget> = told.filter(|target| !target.is_followed()).collect();
        let firms: Vec<FirmIx> = free.iter().map(|target| target.firm).collect();
        let proposed = self.proposed(asked, entries, &firms).await?;
        free.iter_mut().for_each(|target| target.proposed = proposed.get(&target.firm).cloned());
        Ok(())
    }

    async fn lack(
        &self,
        kind: &str,
        answered: &Answered,
        entries: &[lists::EntryLine],
        best: &mut BestPaths<'_>,
    ) -> Result<BriefLack, AppError> {
        let gaps = answered.answer.segments.iter().filter(|gap| gap.verdict.lack() == Some(kind));
        let mut first = Vec::with_capacity(GAPS);
        for gap in gaps.clone().take(GAPS) {
            let lines = self.best(best.question(), gap).await?;
            first.push(self.gap_told(answered, gap, lines, entries, best).await?);
        }
        Ok(BriefLack { total: gaps.count(), first })
    }

    /// The best targets of a gap; where it has none, those in town with other work.
    async fn best(&self, question: &Question, gap: &SegmentAnswer) -> Result<GapFirms, AppError> {
        let asked = TargetQuestion {
            question: question.clone(),
            segment: Some(gap.segment.clone()),
            limit: Some(TARGETS),
            ..TargetQuestion::default()
        };
        let answer = self.desk().targets(&asked).await?;
        Ok(GapFirms::of(answer.targets, answer.here))
    }

    /// A gap with its targets, whom to call first about each and who is on it.
    pub(in crate::app) async fn gap_told(
        &self,
        answered: &Answered,
        gap: &SegmentAnswer,
        firms: GapFirms,
        entries: &[lists::EntryLine],
        best: &mut BestPaths<'_>,
    ) -> Result<BriefGap, AppError> {
        let here = firms.here;
        let mut targets = Vec::with_capacity(TARGETS);
        for line in firms.lines.into_iter().take(TARGETS) {
            let path = best.to(&line.target.enterprise).await?.cloned();
            let door = path.as_ref().map(|path| self.short(path, 0));
            let through = path.as_ref().map_or_else(Vec::new, |path| self.between(path));
            let call_first = path.as_ref().map(|path| path.call_first.clone());
            let name = self.graph().firm_short(line.target.firm).to_owned();
            targets.push(BriefTarget { here, door, through, call_first, path, ..target(line, name, entries) });
        }
        let work = lists::GapWork::of(self.graph(), entries, &gap.segment, self.today());
        Ok(told(gap, answered.answer.any_surveyed, targets, work))
    }

    /// Those on a path between its first and its last, by short names.
    fn between(&self, path: &IntroductionPath) -> Vec<String> {
        (1..path.names.len().saturating_sub(1)).map(|at| self.short(path, at)).collect()
    }

    /// A party of a path by a short name.
    fn short(&self, path: &IntroductionPath, at: usize) -> String {
        let firm = path.nodes[at].strip_prefix("enterprise:").and_then(|id| self.graph().firm_with_id(id));
        firm.map_or_else(|| path.names[at].clone(), |firm| self.graph().firm_short(firm).to_owned())
    }
}

fn told(gap: &SegmentAnswer, any_surveyed: bool, targets: Vec<BriefTarget>, work: lists::GapWork) -> BriefGap {
    BriefGap {
        segment: gap.segment.clone(),
        name: gap.name.clone(),
        verdict: gap.verdict,
        verdict_name: gap.verdict_label(any_surveyed),
        priority: gap.priority,
        reason: gap.reason.clone(),
        targets,
        listed: work.listed,
        squads: work.squads,
        recruiters: work.recruiters,
        next: work.next,
    }
}

fn target(line: TargetLine, name: String, entries: &[lists::EntryLine]) -> BriefTarget {
    let target = line.target;
    BriefTarget {
        entry: entry_of(target.firm, entries),
        enterprise: target.enterprise,
        name,
        standing: target.standing,
        place: target.place,
        here: false,
        reason: line.reason,
        door: None,
        through: Vec::new(),
        call_first: None,
        proposed: None,
        contacts: None,
        reachable: None,
        path: None,
        firm: target.firm,
    }
}

/// Of several entries of one firm the one that is furthest.
fn entry_of(firm: FirmIx, entries: &[lists::EntryLine]) -> Option<BriefEntry> {
    let own = entries.iter().filter(|entry| entry.firm == Some(firm));
    let entry = own.max_by_key(|entry| (entry.state != TargetState::Dropped, entry.state))?;
    Some(BriefEntry {
        state: entry.state,
        state_name: entry.state_name,
        squad_name: entry.squad_name.clone(),
        next: entry.next.clone(),
        due: entry.due.clone(),
    })
}
