//! The other way round: whom one party at home can introduce the chain's targets by.

use crate::app::desk::GraphPermit;
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::introduction::path::IntroductionPath;
use crate::app::questions::introduction::path_reader::PathReader;
use crate::app::questions::introduction::sentence::standing;
use crate::app::{AppError, Asked, Desk, Question, names};
use crate::gaps::{GapAnswer, Introduction, Introductions};
use crate::graph::number::for_order;
use crate::graph::{FirmIx, Graph, Party, SegmentIx};
use crate::model::{Adcode, Basis, Day};

/// Targets told of by default.
const TOLD: usize = 50;
/// A list that is handed to somebody has an end.
const MOST: usize = 500;

/// The targets of a chain that one party can reach, best first.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReachAnswer {
    /// Id of the chain.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// The city or county paths begin at.
    pub home: Adcode,
    /// Name of home: 合肥市.
    pub home_name: String,
    /// Facts dated later do not count yet.
    pub as_of: Day,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// Whether recorded feeds or, for lack of them, stages say what comes before what.
    pub basis: Basis,
    /// `kind:id` of whom is asked about.
    pub from: String,
    /// Of whom is asked about.
    pub from_name: String,
    /// Whether it is a source of the chain at home.
    pub source: bool,
    /// The factor its paths begin with: its own as a source, else 1.
    pub start: f64,
    /// What it is to this chain, in Chinese.
    pub standing: String,
    /// How many targets it reaches in all, of how many candidates of gaps.
    pub reached: usize,
    /// Candidates of gaps of the chain.
    pub candidates: usize,
    /// Those told, best first.
    pub targets: Vec<ReachedTarget>,
}

/// A target within reach.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReachedTarget {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// The first gap in gap order that it is a candidate of.
    pub segment: String,
    /// Name of that gap.
    pub segment_name: String,
    /// The best one.
    pub path: IntroductionPath,
}

impl Desk {
    /// What one party reaches of the candidates of a chain's gaps, by its best path to each, at most `limit` of them.
    /// Paths begin at this one and pass through no source, as all do; candidates that are sources themselves (in town with
    /// other work) need no introduction and are left out. Order: strength, descending, then id.
    ///
    /// # Errors
    /// A name is unknown or means several things, the party is a firm that takes no part, or `limit` is out of range.
    pub async fn reach(&self, question: &Question, from: &str, limit: Option<usize>) -> Result<ReachAnswer, AppError> {
        let at = self.may_introduce(question)?;
        let limit = limit.unwrap_or(TOLD);
        if !(1..=MOST).contains(&limit) {
            return Err(AppError::BadRequest(format!("条数是 {limit}，应为 1 到 {MOST}（--limit 或 limit=）")));
        }
        let asked = question.asked(at.graph(), at.today())?;
        let graph = at.graph();
        let all = at.introductions(asked);
        let party = names::party(graph, all.network().parties(), from, |party| at.tells(asked.chain, party))?;
        takes_part(graph, party)?;
        let ix = all.network().parties().number(party);
        let own = all.source(ix);
        let from_here = all.only_from(ix);
        let gaps = at.answered(asked).answer;
        let candidates = candidates(&gaps);
        let reached = ranked(graph, &from_here, &candidates);
        let targets = at.targets_reached(asked, &from_here, &reached[..reached.len().min(limit)], own).await?;
        let source =
            own.map(|_| standing(graph, all.network(), asked, ix).unwrap_or_else(|| "本链的本地企业".to_owned()));
        Ok(ReachAnswer {
            chain: gaps.chain,
            chain_name: gaps.chain_name,
            home: asked.home,
            home_name: gaps.home_name,
            as_of: asked.as_of,
            rules: gaps.rules,
            basis: gaps.basis,
            from: all.network().written(graph, ix),
            from_name: all.network().parties().called(graph, ix).to_owned(),
            source: own.is_some(),
            start: own.unwrap_or(1.0),
            standing: source.unwrap_or_else(|| "不是本链在本地的引荐来源，按起始系数 1 计算".to_owned()),
            reached: reached.len(),
            candidates: candidates.len(),
            targets,
        })
    }
}

impl GraphPermit<'_> {
    async fn targets_reached(
        &self,
        asked: Asked,
        introductions: &Introductions,
        reached: &[(f64, FirmIx, SegmentIx)],
        own: Option<f64>,
    ) -> Result<Vec<ReachedTarget>, AppError> {
        let graph = self.graph();
        let mut reader = PathReader::new(*self, introductions.network(), asked);
        let mut targets = Vec::with_capacity(reached.len());
        for (_, firm, segment) in reached {
            let routes = introductions.paths_to(graph, *firm, 1);
            let route = routes.first().ok_or_else(|| AppError::Internal("a strength without a path".to_owned()))?;
            targets.push(ReachedTarget {
                enterprise: graph.firm_id(*firm).to_owned(),
                name: graph.firm_name(*firm).to_owned(),
                segment: graph.segment(*segment).id.clone(),
                segment_name: graph.segment(*segment).name.clone(),
                path: reader.path(route, own.unwrap_or(1.0)).await?,
            });
        }
        Ok(targets)
    }
}

fn takes_part(graph: &Graph, party: Party) -> Result<(), AppError> {
    match party {
        Party::Firm(firm) if !graph.firm(firm).sound() => {
            let name = graph.firm_name(firm);
            Err(AppError::BadRequest(format!("企业「{name}」已注销或有严重风险，不能作引荐人")))
        }
        _ => Ok(()),
    }
}

/// The candidates of the gaps, each with the first gap in gap order.
fn candidates(gaps: &GapAnswer) -> HashMap<FirmIx, SegmentIx> {
    let mut found = HashMap::new();
    for gap in gaps.segments.iter().filter(|segment| segment.verdict.is_gap()) {
        for firm in &gap.firms.outside {
            found.entry(*firm).or_insert(gap.ix);
        }
    }
    found
}

/// Those that are reached, best first.
fn ranked(
    graph: &Graph,
    introductions: &Introductions,
    candidates: &HashMap<FirmIx, SegmentIx>,
) -> Vec<(f64, FirmIx, SegmentIx)> {
    let strength = |firm| match introductions.to(firm) {
        Introduction::Reached(strength) => Some(for_order(strength)),
        _ => None,
    };
    let reached = candidates.iter().filter_map(|(firm, segment)| Some((strength(*firm)?, *firm, *segment)));
    let mut reached: Vec<_> = reached.collect();
    reached.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| graph.firm_id(a.1).cmp(graph.firm_id(b.1))));
    reached
}
