//! The answer to the gap question, as every screen, file and the API give it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::graph::{FirmIx, Graph, SegmentIx};
use crate::model::{Adcode, Basis, Day, Direction, EventDate, Stage, Standing, Verdict};

/// The gaps of one chain for one home region.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GapAnswer {
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
    /// What the chain's order rests on (docs/definitions.md#环节的先后).
    pub basis: Basis,
    /// The leaves: gaps in gap order, then unsurveyed, then strong, each by id.
    pub segments: Vec<SegmentAnswer>,
    /// The chain in one line (docs/definitions.md#一条链的汇总).
    pub summary: Summary,
    /// Whether any leaf is surveyed for this home; if not, their verdicts are marked （未摸排）.
    pub any_surveyed: bool,
    /// What the reader should know, in Chinese: cycles left out, low confidence.
    pub notices: Vec<String>,
}

/// One leaf segment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SegmentAnswer {
    /// Id of the segment.
    pub segment: String,
    /// Its name.
    pub name: String,
    /// Where in the chain it stands.
    pub stage: Stage,
    /// The effective verdict.
    pub verdict: Verdict,
    /// The verdict that the facts give (docs/definitions.md#结论).
    pub computed: Verdict,
    /// Which way an `extend` gap lies; none for every other verdict.
    pub direction: Option<Direction>,
    /// The person's verdict that holds (docs/definitions.md#认定); none where the computed one does.
    pub assessed: Option<Assessed>,
    /// Whether it has been surveyed for this home by the day asked about.
    pub surveyed: bool,
    /// Local firms that do it (docs/definitions.md#本地与外地).
    pub local: usize,
    /// Of these, how many may do it elsewhere (docs/definitions.md#待核实).
    pub unverified: usize,
    /// Active firms, of severe risk or not, of which nobody knows whether they are here (docs/definitions.md#未知所在地).
    pub unlocated: usize,
    /// Sound local firms with standing anchor or leading.
    pub leaders: usize,
    /// Sound firms that do it elsewhere: whom to win.
    pub candidates: usize,
    /// 0–100 (docs/definitions.md#优先级); none where the segment is no gap.
    pub priority: Option<f64>,
    /// What the priority is made of; none where the segment is no gap.
    pub factors: Option<Factors>,
    /// Of a gap, where the question asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The segment in the graph.
    #[serde(skip)]
    pub ix: SegmentIx,
    /// The firms behind the counts.
    #[serde(skip)]
    pub firms: SegmentFirms,
}

impl SegmentAnswer {
    /// Whether it is computed to be missing although firms of unknown place do it: shown as 待核实.
    pub fn rests_on_unknown_places(&self) -> bool {
        self.unlocated > 0 && matches!(self.computed, Verdict::Fill | Verdict::Extend | Verdict::Build)
    }

    /// The effective verdict as people read it.
    pub fn verdict_label(&self, any_surveyed: bool) -> String {
        format!("{}{}", self.verdict.label(any_surveyed), self.doubt_mark())
    }

    /// What follows the effective verdict: a mark where it is a computed one that rests on unknown places.
    pub fn doubt_mark(&self) -> &'static str {
        if self.assessed.is_none() && self.rests_on_unknown_places() { "（待核实）" } else { "" }
    }
}

/// The firms of one segment, seen from home. The engine gives each list in the graph's order, because a chain may have
/// tens of thousands of candidates; [`SegmentFirms::by_standing`] gives the order in which they are shown.
#[derive(Debug, Clone, Default)]
pub struct SegmentFirms {
    /// Local firms; true where the presence is unverified (待核实).
    pub local: Vec<(FirmIx, bool)>,
    /// outside(e, s): candidates elsewhere.
    pub outside: Vec<FirmIx>,
    /// Sound members that are neither local nor outside.
    pub uncertain: Vec<FirmIx>,
    /// Active members of severe risk that are not local: never candidates.
    pub severe: Vec<FirmIx>,
}

impl SegmentFirms {
    /// The same firms, each list by standing (highest first, unknown last), then id.
    #[must_use]
    pub fn by_standing(mut self, graph: &Graph) -> Self {
        self.local.sort_by_cached_key(|(firm, _)| shown_at(graph, *firm));
        self.outside.sort_by_cached_key(|firm| shown_at(graph, *firm));
        self.uncertain.sort_by_cached_key(|firm| shown_at(graph, *firm));
        self
    }
}

/// The place of a firm among others: by standing (highest first, unknown last), then id.
pub fn shown_at(graph: &Graph, firm: FirmIx) -> (bool, Option<Standing>, &str) {
    let standing = graph.firm(firm).standing;
    (standing.is_none(), standing, graph.firm_id(firm))
}

/// Why a leaf is a gap and what to do about it, in two sentences for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reason {
    /// Who decided otherwise, who is here, who at home needs it.
    pub headline: String,
    /// Whom to fetch, how near it is to what the city does, whether it is a key segment.
    pub more: String,
    /// What the headline is put together of.
    #[serde(skip)]
    pub parts: HeadlineParts,
    /// Of `more` whom to fetch from elsewhere, without its full stop; blank where it says nothing of that.
    #[serde(skip)]
    pub away: String,
    /// How many of the candidates elsewhere are in town with other work: the sentences tell them apart.
    #[serde(skip)]
    pub here: usize,
}

/// The parts of a headline, for whoever tells them one by one; blank where there is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadlineParts {
    /// Who decided otherwise, and why.
    pub judged: String,
    /// Who is here, and what is missing of them.
    pub presence: String,
    /// Who at home needs it.
    pub need: String,
}

/// The assessment that holds.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Assessed {
    /// What the person holds the segment to be.
    pub verdict: Verdict,
    /// Why, in their words.
    pub reason: String,
    /// Who said so.
    pub who: String,
    /// From when on it holds.
    pub date: EventDate,
    /// The last day it holds; none where it has no end.
    pub until: Option<EventDate>,
}

/// The factors of a priority, each 0–1; none is unknown (docs/definitions.md#优先级).
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Factors {
    /// 关联: the share of the other present leaves that stand before or behind it; none where only stages are known.
    pub linkage: Option<f64>,
    /// 本地配套: d/(d+half) of the d distinct local firms in the leaves next to it.
    pub adjacency: Option<f64>,
    /// 产业相关: the density of home's specialities around it (docs/definitions.md#产业相关).
    pub relatedness: Option<f64>,
    /// 重点环节: 1 where it is marked as key, else 0.
    pub key: Option<f64>,
    /// 可招: c/(c+half) of its c candidates.
    pub supply: Option<f64>,
}

/// A chain in one line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Summary {
    /// How many leaves have each effective verdict.
    pub verdicts: VerdictCounts,
    /// Local firms that do at least one leaf, each once.
    pub local_firms: usize,
    /// 万元; 0 where none is known.
    pub revenue: f64,
    /// How many of them have a revenue.
    pub revenue_known: usize,
    /// 本地配套率 in [0, 1]; none when fewer than 5 pairs are known.
    pub local_supply: Option<f64>,
}

/// Leaves by effective verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VerdictCounts {
    /// 优势.
    pub strong: usize,
    /// 强链.
    pub strengthen: usize,
    /// 补链.
    pub fill: usize,
    /// 延链.
    pub extend: usize,
    /// 建链.
    pub build: usize,
    /// 待摸排.
    pub unsurveyed: usize,
}
