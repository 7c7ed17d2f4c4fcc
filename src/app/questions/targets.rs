//! Whom to knock on: the ranked targets of a chain or of one gap, each reason with the facts behind it.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::facts::asks;
use crate::app::questions::facts::asks::FactAsk;
use crate::app::questions::facts::fact::{Fact, FactReader};
use crate::app::{AppError, Asked, Desk, Question, names};
use crate::gaps;
use crate::gaps::{NoGap, Ranking, ReasonGrounds, Target, TargetAnswer, TargetReason, TargetScope};
use crate::graph::{ChainIx, Graph, Party, SegmentIx};
use crate::model::{Standing, TargetFlag};

/// Targets of each list whose facts are told; further ones have reasons only.
const WITH_FACTS: usize = 100;
/// Partners or investors of one target whose facts are told.
const FACTS_OF: usize = 10;

/// What is asked, as given.
#[derive(Debug, Clone, Default)]
pub struct TargetQuestion {
    /// Chain, home and day.
    pub question: Question,
    /// Id or name of the gap; by default the whole chain.
    pub segment: Option<String>,
    /// Targets of this standing only.
    pub standing: Option<Standing>,
    /// Code or name of the region where targets are registered.
    pub region: Option<String>,
    /// Targets with this flag only.
    pub flag: Option<TargetFlag>,
    /// How many of the best to leave out: those of pages before.
    pub skip: usize,
    /// By default as the rules say.
    pub limit: Option<usize>,
}

/// The ranked targets with facts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TargetsAnswer {
    /// Of which chain, home and day, by which rules, and what is told beside the targets.
    #[serde(flatten)]
    pub answer: TargetAnswer,
    /// Candidates elsewhere, best first.
    pub targets: Vec<TargetLine>,
    /// Candidates that are in town with other work (已在本地), best first.
    pub here: Vec<TargetLine>,
}

/// One candidate with the reasons of its score.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TargetLine {
    /// The candidate with its score.
    #[serde(flatten)]
    pub target: Target,
    /// The target in one line, where the question is about targets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// One a factor that has something to say.
    pub reasons: Vec<ReasonLine>,
}

/// A reason with the facts behind it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReasonLine {
    /// The factor and its sentence.
    #[serde(flatten)]
    pub reason: TargetReason,
    /// The rows that say so, with source and date.
    pub facts: Vec<Fact>,
}

impl Desk {
    /// The targets of a chain, or of one gap of it.
    ///
    /// # Errors
    /// A name is unknown or means several things, the limit is 0, or the segment is no gap: the sentence says what it is.
    pub async fn targets(&self, asked: &TargetQuestion) -> Result<TargetsAnswer, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&asked.question.chain))?;
        let base = asked.question.asked(at.graph(), at.today())?;
        let scope = at.scope(base, asked)?;
        let mut lines = Vec::new();
        let mut answer = at.ranked(base, |question, ranking| {
            if let Some(segment) = scope.segment {
                let told = ranking.check_gap(question, segment);
                told.map_err(|reason| no_gap(at.graph(), question, segment, &reason))?;
            }
            let answer = gaps::targets(question, ranking, &scope);
            lines = at.target_lines(question, answer.targets.iter().chain(&answer.here));
            Ok(answer)
        })?;
        let mut lines = lines.into_iter();
        let mut reader = FactReader::of(at);
        let mut targets = with_facts(&mut reader, at.graph(), std::mem::take(&mut answer.targets)).await?;
        let mut here = with_facts(&mut reader, at.graph(), std::mem::take(&mut answer.here)).await?;
        targets.iter_mut().chain(&mut here).for_each(|line| line.reason = lines.next());
        Ok(TargetsAnswer { answer, targets, here })
    }
}

impl GraphPermit<'_> {
    /// Each target in one line.
    pub(in crate::app) fn target_lines<'a>(
        &self,
        question: &gaps::GapQuestion,
        targets: impl Iterator<Item = &'a Target>,
    ) -> Vec<String> {
        let asked = Asked { chain: question.chain, home: question.home, as_of: question.as_of };
        let introductions = self.introductions(asked);
        let (graph, network) = (self.graph(), introductions.network());
        let door = |target: &Target| {
            let route = introductions.paths_to(graph, target.firm, 1).into_iter().next()?;
            let begin = *route.nodes.first()?;
            Some(match network.parties().party(begin) {
                Party::Firm(firm) => graph.firm_short(firm),
                _ => network.parties().called(graph, begin),
            })
        };
        targets.map(|target| gaps::target_line(question, target, door(target))).collect()
    }

    /// Asks the ranking of a chain.
    pub(in crate::app) fn ranked<T>(
        &self,
        asked: Asked,
        ask: impl FnOnce(&gaps::GapQuestion, &Ranking) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let relatedness = self.relatedness_of(asked);
        let question = self.computed(&relatedness, asked);
        let ranking = self.ranking(&question, asked);
        ask(&question, &ranking)
    }

    fn scope(&self, base: Asked, asked: &TargetQuestion) -> Result<TargetScope, AppError> {
        let graph = self.graph();
        let limit = asked.limit.unwrap_or(self.rules().target.limit);
        if limit == 0 {
            return Err(AppError::BadRequest("条数上限（--limit 或 limit=）至少为 1".to_owned()));
        }
        let segment = names::given(asked.segment.as_deref());
        let region = names::given(asked.region.as_deref());
        Ok(TargetScope {
            segment: segment.map(|segment| self.segment_of(base.chain, segment)).transpose()?,
            standing: asked.standing,
            region: region.map(|region| names::region(graph, region)).transpose()?,
            flag: asked.flag,
            firm: None,
            skip: asked.skip,
            limit,
        })
    }
}

impl GraphPermit<'_> {
    /// The segment of a chain; where it is one of another chain that the caller may see, the error says of which.
    pub(in crate::app) fn segment_of(&self, chain: ChainIx, given: &str) -> Result<SegmentIx, AppError> {
        let graph = self.graph();
        names::segment(graph, chain, given).map_err(|error| {
            let all = (0..graph.chains.len()).map(ChainIx::from_position);
            let others = all.filter(|other| *other != chain && self.sees(*other));
            let elsewhere = others.filter_map(|other| names::segment(graph, other, given).ok()).next();
            match (error, elsewhere) {
                (AppError::NotFound { .. }, Some(segment)) => other_chain(graph, segment, chain),
                (error, _) => error,
            }
        })
    }
}

fn other_chain(graph: &Graph, segment: SegmentIx, chain: ChainIx) -> AppError {
    let known = graph.segment(segment);
    let (own, asked) = (&graph.chain(known.chain).name, &graph.chain(chain).name);
    AppError::BadRequest(format!("环节「{}」属于产业链「{own}」，不属于「{asked}」", known.name))
}

fn no_gap(graph: &Graph, question: &gaps::GapQuestion, segment: SegmentIx, reason: &NoGap) -> AppError {
    let name = &graph.segment(segment).name;
    let home = graph.regions.name(question.home);
    AppError::BadRequest(match reason {
        NoGap::OtherChain => return other_chain(graph, segment, question.chain),
        NoGap::NoLeaf => {
            let below = graph.leaves_below(segment);
            let names: Vec<&str> = below.iter().map(|leaf| graph.segment(*leaf).name.as_str()).collect();
            format!("环节「{name}」有下级环节，没有自己的结论；请问它的下级环节：{}", names.join("、"))
        }
        NoGap::Verdict(verdict) if *verdict == crate::model::Verdict::Unsurveyed => {
            format!("环节「{name}」在{home}还待摸排，不算缺口，没有招商目标；请先摸排，或用 liantu assess 认定")
        }
        NoGap::Verdict(verdict) => format!("环节「{name}」在{home}是{}，不是缺口，没有招商目标", verdict.zh()),
    })
}

/// Targets with the facts behind their reasons.
pub(in crate::app) async fn with_facts(
    reader: &mut FactReader<'_>,
    graph: &Graph,
    targets: Vec<Target>,
) -> Result<Vec<TargetLine>, AppError> {
    let told = |target: &Target| target.reasons.iter().map(|reason| asks(target, &reason.grounds)).collect::<Vec<_>>();
    let wanted: Vec<Vec<Vec<FactAsk>>> = targets.iter().take(WITH_FACTS).map(told).collect();
    let all: Vec<FactAsk> = wanted.iter().flatten().flatten().cloned().collect();
    let mut answers = asks::answer(reader, graph, &all).await?.into_iter();
    let mut wanted = wanted.into_iter();
    let mut lines = Vec::with_capacity(targets.len());
    for mut target in targets {
        let mut counts = wanted.next().unwrap_or_default().into_iter().map(|asks| asks.len());
        let line = |reason| {
            let count = counts.next().unwrap_or_default();
            ReasonLine { reason, facts: answers.by_ref().take(count).flatten().collect() }
        };
        let reasons = std::mem::take(&mut target.reasons).into_iter().map(line).collect();
        lines.push(TargetLine { target, reason: None, reasons });
    }
    Ok(lines)
}

/// The questions for the facts behind one reason.
fn asks(target: &Target, grounds: &ReasonGrounds) -> Vec<FactAsk> {
    let firm = target.firm;
    match grounds {
        ReasonGrounds::Nothing => Vec::new(),
        ReasonGrounds::Firm => vec![FactAsk::Firm(firm)],
        ReasonGrounds::Expansion(investments, sites) => {
            let investor = crate::graph::Investor::Firm(firm);
            let each = investments.iter().take(FACTS_OF);
            let mut asks: Vec<_> = each.map(|i| FactAsk::Investment(investor, i.firm, Some(i.date))).collect();
            if !sites.is_empty() {
                asks.push(FactAsk::Sites(firm, Some(sites.iter().map(|site| site.adcode).collect())));
            }
            asks
        }
        ReasonGrounds::Partners(firms) => {
            let each = firms.iter().take(FACTS_OF);
            each.flat_map(|other| [FactAsk::Supply(firm, *other), FactAsk::Supply(*other, firm)]).collect()
        }
        ReasonGrounds::Investors(investors) => {
            investors.iter().take(FACTS_OF).map(|investor| FactAsk::Investment(*investor, firm, None)).collect()
        }
        ReasonGrounds::Gaps(gaps) => vec![FactAsk::Members(firm, Some(gaps.clone()))],
    }
}
