//! The targets of a chain or of one gap, as every screen, file and the API give them.

use schemars::JsonSchema;
use serde::Serialize;

use super::apart::{self, NoCandidates};
use super::candidate::Candidate;
use super::flags::{flags, has};
use super::ranking::Ranking;
use super::reasons::{Reasons, TargetReason};
use super::score::TargetFactors;
use super::shown::Shown;
use crate::gaps::GapQuestion;
use crate::graph::{Bits, FirmIx, SegmentIx};
use crate::model::{Adcode, Basis, Day, Standing, TargetFlag};

/// Which targets to tell, and how many.
#[derive(Debug, Clone, Copy, Default)]
pub struct TargetScope {
    /// As if this were the only gap.
    pub segment: Option<SegmentIx>,
    /// Of this standing; a firm of unknown standing has none.
    pub standing: Option<Standing>,
    /// Registered within.
    pub region: Option<Adcode>,
    /// With this flag.
    pub flag: Option<TargetFlag>,
    /// Just this one.
    pub firm: Option<FirmIx>,
    /// Targets passed over before the first told.
    pub skip: usize,
    /// The most told of those elsewhere, and again of those already here.
    pub limit: usize,
}

/// The ranked targets.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TargetAnswer {
    /// Id of the chain.
    pub chain: String,
    /// Name of the chain.
    pub chain_name: String,
    /// The region asked from.
    pub home: Adcode,
    /// Its own name: 合肥市.
    pub home_name: String,
    /// The day asked about; what happened later does not exist yet.
    pub as_of: Day,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// What the order of the segments rests on (docs/definitions.md#环节的先后).
    pub basis: Basis,
    /// The gap asked about, where it is one.
    pub segment: Option<String>,
    /// Its name.
    pub segment_name: Option<String>,
    /// Best first, cut by the limit.
    #[serde(skip)]
    pub targets: Vec<Target>,
    /// 已在本地，可增资扩产: candidates in town with other work; cut by the limit.
    #[serde(skip)]
    pub here: Vec<Target>,
    /// Of severe risk, so no targets (docs/definitions.md#未知所在地); by id, never cut.
    pub excluded: Vec<Apart>,
    /// Nobody knows whether they are here (docs/definitions.md#未知所在地); by id, never cut.
    pub uncertain: Vec<Apart>,
    /// How many there are before any cut.
    pub targets_total: usize,
    /// How many are already here, before any cut.
    pub here_total: usize,
}

/// One candidate.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Target {
    /// Id of the enterprise.
    pub enterprise: String,
    /// Its name, as the source that is trusted most gives it.
    pub name: String,
    /// The first gap in gap order that it is a candidate of, or the one asked about.
    pub segment: String,
    /// Name of that gap.
    pub segment_name: String,
    /// 0–100: what the known facts guarantee.
    pub score: f64,
    /// 0–1: how much of the weight is known.
    pub evidence: f64,
    /// The score, and what it could still reach.
    pub range: [f64; 2],
    /// What the score is made of (docs/definitions.md#目标得分).
    pub factors: TargetFactors,
    /// Beside the score, never in it, in a fixed order (docs/definitions.md#目标的标记).
    pub flags: Vec<TargetFlag>,
    /// Its standing (能级); none where unknown.
    pub standing: Option<Standing>,
    /// The registered region; none where nobody says, as of many abroad.
    pub adcode: Option<Adcode>,
    /// The registered region, or 境外, or 未知.
    pub place: String,
    /// The score in sentences, one a factor.
    #[serde(skip)]
    pub reasons: Vec<TargetReason>,
    /// The same in the graph.
    #[serde(skip)]
    pub firm: FirmIx,
}

/// A firm that does the work elsewhere and yet is no candidate.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Apart {
    /// Id of the enterprise.
    pub enterprise: String,
    /// Its name.
    pub name: String,
    /// The first gap in gap order that it does the work of, or the one asked about.
    pub segment: String,
    /// Name of that gap.
    pub segment_name: String,
    /// Why it is no target, in Chinese.
    pub reason: String,
}

/// The targets of a question out of its ranking. The segment of the scope must be a gap ([`Ranking::check_gap`]).
pub fn targets(question: &GapQuestion, ranking: &Ranking, scope: &TargetScope) -> TargetAnswer {
    let listing = Listing { question, ranking, reasons: Reasons::of(*question, ranking), scope };
    let (graph, chain) = (question.graph, question.graph.chain(question.chain));
    let passing = scope.segment.map(|segment| listing.candidates_of(segment));
    let keep = |one: &Candidate| listing.passes(one) && passing.as_ref().is_none_or(|all| all.contains(one.firm.at()));
    let last = scope.skip.saturating_add(scope.limit);
    let away = Shown::of(ranking, graph, scope.skip..last, |one| !one.here && keep(one));
    let here = Shown::of(ranking, graph, 0..scope.limit, |one| one.here && keep(one));
    let of_one = scope.segment.map(|segment| apart::apart(&question.viewpoint(), segment));
    let NoCandidates { excluded, uncertain } = of_one.as_ref().unwrap_or(&ranking.apart);
    TargetAnswer {
        chain: chain.id.clone(),
        chain_name: chain.name.clone(),
        home: question.home,
        home_name: graph.regions.name(question.home),
        as_of: question.as_of,
        rules: question.rules.label(),
        basis: ranking.basis,
        segment: scope.segment.map(|segment| graph.segment(segment).id.clone()),
        segment_name: scope.segment.map(|segment| graph.segment(segment).name.clone()),
        targets: away.candidates.iter().map(|one| listing.target(one)).collect(),
        here: here.candidates.iter().map(|one| listing.target(one)).collect(),
        excluded: excluded.iter().map(|one| listing.apart(*one, SEVERE)).collect(),
        uncertain: uncertain.iter().map(|one| listing.uncertain(*one)).collect(),
        targets_total: away.total,
        here_total: here.total,
    }
}

const SEVERE: &str = "风险严重，不列为招商目标";

struct Listing<'a> {
    question: &'a GapQuestion<'a>,
    ranking: &'a Ranking,
    reasons: Reasons<'a>,
    scope: &'a TargetScope,
}

impl Listing<'_> {
    fn candidates_of(&self, segment: SegmentIx) -> Bits {
        let mut firms = Bits::none_of(self.question.graph.firm_count());
        let outside = self.question.viewpoint().presence(segment).firms.outside;
        outside.iter().for_each(|firm| firms.insert(firm.at()));
        firms
    }

    /// The first day on which what was said of a firm is not stale.
    fn fresh_from(&self) -> Day {
        self.ranking.as_of.months_before(i32::from(self.question.rules.target.stale_months))
    }

    fn passes(&self, one: &Candidate) -> bool {
        let (scope, firm) = (self.scope, self.question.graph.firm(one.firm));
        let home = self.ranking.home;
        scope.firm.is_none_or(|only| only == one.firm)
            && scope.standing.is_none_or(|standing| firm.standing == Some(standing))
            && scope.region.is_none_or(|region| firm.adcode.is_some_and(|adcode| adcode.within(region)))
            && scope.flag.is_none_or(|f| has(&self.question.viewpoint(), home, self.fresh_from(), one.firm, f))
    }

    fn target(&self, one: &Candidate) -> Target {
        let (graph, rules) = (self.question.graph, &self.question.rules.target);
        let known = graph.firm(one.firm);
        let segment = graph.segment(self.scope.segment.unwrap_or(one.segment));
        Target {
            enterprise: graph.firm_id(one.firm).to_owned(),
            name: graph.firm_name(one.firm).to_owned(),
            segment: segment.id.clone(),
            segment_name: segment.name.clone(),
            score: one.score,
            evidence: one.evidence,
            range: [one.score, (one.score + 100.0 * (1.0 - one.evidence)).clamp(one.score, 100.0)],
            factors: TargetFactors::of(known.standing, &one.tally, rules),
            flags: flags(&self.question.viewpoint(), self.ranking.home, self.fresh_from(), one.firm),
            standing: known.standing,
            adcode: known.adcode,
            place: graph.place_of(one.firm),
            reasons: self.reasons.tell(one),
            firm: one.firm,
        }
    }

    fn apart(&self, (firm, segment): (FirmIx, SegmentIx), reason: &str) -> Apart {
        let graph = self.question.graph;
        Apart {
            enterprise: graph.firm_id(firm).to_owned(),
            name: graph.firm_name(firm).to_owned(),
            segment: graph.segment(segment).id.clone(),
            segment_name: graph.segment(segment).name.clone(),
            reason: reason.to_owned(),
        }
    }

    fn uncertain(&self, one: (FirmIx, SegmentIx)) -> Apart {
        let home = self.question.graph.regions.name(self.question.home);
        self.apart(
            one,
            &format!("在哪里做这一环节，现有资料说不清是否在{home}（注册地：{}）", self.question.graph.place_of(one.0)),
        )
    }
}
