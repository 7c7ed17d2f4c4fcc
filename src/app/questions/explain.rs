//! A verdict with everything behind it: the reasoning, the firms, and for each firm its facts with source and date.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::branch::above;
use crate::app::questions::facts::fact::{Fact, FactReader};
use crate::app::questions::facts::row_words;
use crate::app::{AppError, Asked, Desk, Held, Question, names};
use crate::gaps;
use crate::gaps::{SegmentAnswer, TargetScope};
use crate::graph::{FirmIx, SegmentIx};
use crate::model::values::A_TO;
use crate::model::{Kind, Standing, Version};

/// Firms told of in each list; the counts are of all.
const TOLD: usize = 200;
/// Rows of one kind read for one firm.
const ROWS: usize = 200;

/// The reasoning and the firms behind it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SegmentExplanation {
    /// The verdict, step by step.
    #[serde(flatten)]
    pub reasoning: gaps::VerdictReasoning,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// Name of home: 合肥市.
    pub home_name: String,
    /// Ids and names of what stands above the segment, the highest first.
    #[serde(skip)]
    pub above: Vec<(String, String)>,
    /// Local firms of the segment.
    pub local: Vec<FirmFacts>,
    /// Sound firms elsewhere that do it.
    pub candidates: Vec<FirmFacts>,
    /// The same in the order in which they are called: of a gap in target order, those in town with other work last.
    #[serde(skip)]
    pub called: Vec<FirmFacts>,
    /// Of a gap how many of the candidates are elsewhere and how many in town: those told, and all.
    #[serde(skip)]
    pub apart: Option<[(usize, usize); 2]>,
    /// Firms that do it and of which nobody can say where they are (docs/definitions.md#未知所在地).
    pub uncertain: Vec<FirmFacts>,
}

/// A firm and what is known of it that bears on the verdict.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FirmFacts {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// None: not known.
    pub standing: Option<Standing>,
    /// Local on the strength of the firm as a whole (待核实).
    pub unverified: bool,
    /// The registered region, or the country.
    pub place: String,
    /// What is recorded of it that bears on the verdict, with source and date.
    pub facts: Vec<Fact>,
    /// A target in one line; of others what they do there; blank where nothing is recorded.
    #[serde(skip)]
    pub told: String,
    /// The firm in the graph.
    #[serde(skip)]
    pub firm: FirmIx,
}

impl Desk {
    /// Explains the verdict on one leaf segment.
    ///
    /// # Errors
    /// The caller may not, a name is unknown, the segment is no leaf, or the store cannot be read.
    pub async fn explain(&self, question: &Question, segment: &str) -> Result<SegmentExplanation, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let held = at.held();
        let asked = question.asked(at.graph(), at.today())?;
        let segment = names::segment(at.graph(), asked.chain, segment)?;
        let mut reasoning = at.reasoning(asked, segment)?;
        at.give_reasons(asked, std::slice::from_mut(&mut reasoning.segment))?;
        let graph = at.graph();
        let mut reader = FirmFactsReader { reader: FactReader::of(at), held, segment };
        let firms = &reasoning.segment.firms;
        let mut local = Vec::new();
        for (firm, unverified) in firms.local.iter().take(TOLD) {
            local.push(FirmFacts { unverified: *unverified, ..reader.firm(*firm).await? });
        }
        let mut candidates = Vec::new();
        for firm in firms.outside.iter().take(TOLD) {
            candidates.push(reader.firm(*firm).await?);
        }
        let (targets, apart) = at.in_target_order(asked, &reasoning.segment)?;
        let mut called = Vec::new();
        for (firm, line) in targets {
            let known = candidates.iter().find(|known: &&FirmFacts| known.enterprise == graph.firm_id(firm));
            let found = match known {
                Some(known) => known.clone(),
                None => reader.firm(firm).await?,
            };
            called.push(FirmFacts { told: line.unwrap_or(found.told), ..found });
        }
        let mut uncertain = Vec::new();
        for firm in firms.uncertain.iter().take(TOLD) {
            uncertain.push(reader.firm(*firm).await?);
        }
        let chain_name = graph.chain(asked.chain).name.clone();
        let home_name = graph.regions.name(asked.home);
        let above = above(graph, segment);
        Ok(SegmentExplanation { reasoning, chain_name, home_name, above, local, candidates, called, apart, uncertain })
    }
}

/// The first candidates of a leaf, each with its one line where it is a target; and of a gap how many of them are
/// elsewhere and in town, told and in all.
type InTargetOrder = (Vec<(FirmIx, Option<String>)>, Option<[(usize, usize); 2]>);

impl GraphPermit<'_> {
    fn in_target_order(&self, asked: Asked, leaf: &SegmentAnswer) -> Result<InTargetOrder, AppError> {
        if !leaf.verdict.is_gap() {
            return Ok((leaf.firms.outside.iter().take(TOLD).map(|firm| (*firm, None)).collect(), None));
        }
        let scope = TargetScope { segment: Some(leaf.ix), limit: TOLD, ..TargetScope::default() };
        self.ranked(asked, |question, ranking| {
            let answer = gaps::targets(question, ranking, &scope);
            let apart = [(answer.targets.len(), answer.targets_total), (answer.here.len(), answer.here_total)];
            let both = || answer.targets.iter().chain(&answer.here);
            let lines = self.target_lines(question, both());
            Ok((both().map(|target| target.firm).zip(lines.into_iter().map(Some)).collect(), Some(apart)))
        })
    }

    fn reasoning(&self, asked: Asked, segment: SegmentIx) -> Result<gaps::VerdictReasoning, AppError> {
        let relatedness = self.relatedness_of(asked);
        gaps::explain(&self.computed(&relatedness, asked), segment).map_err(|_| {
            let name = &self.graph().segment(segment).name;
            AppError::BadRequest(format!("环节「{name}」有下级环节，没有自己的结论；请问它的下级环节"))
        })
    }
}

/// Tells the facts of firms out of the store's rows.
struct FirmFactsReader<'a> {
    reader: FactReader<'a>,
    held: &'a Held,
    segment: SegmentIx,
}

impl FirmFactsReader<'_> {
    async fn firm(&mut self, firm: FirmIx) -> Result<FirmFacts, AppError> {
        let graph = &self.held.graph;
        let known = graph.firm(firm);
        let place = graph.place_of(firm);
        let (mut facts, mut told) = (Vec::new(), Vec::new());
        for kind in [Kind::Enterprise, Kind::Member, Kind::Site] {
            for node in graph.nodes_of(firm) {
                for version in self.reader.rows(kind, *node, ROWS).await? {
                    let fact = self.fact(firm, &version).await?;
                    told.extend(fact.iter().filter(|_| kind == Kind::Member).map(|fact| fact.what.clone()));
                    facts.extend(fact);
                }
            }
        }
        let graph = &self.held.graph;
        Ok(FirmFacts {
            enterprise: graph.firm_id(firm).to_owned(),
            name: graph.firm_name(firm).to_owned(),
            standing: known.standing,
            unverified: false,
            place,
            facts,
            told: told.join("；"),
            firm,
        })
    }

    /// What a row says, if it is open, about this firm, and bears on the segment.
    async fn fact(&mut self, firm: FirmIx, version: &Version) -> Result<Option<Fact>, AppError> {
        if version.values.is_none() {
            return Ok(None);
        }
        let what = match version.key.kind {
            Kind::Enterprise => Some(row_words::enterprise(&self.held.graph, version)),
            Kind::Member => self.member(firm, version),
            _ => row_words::site(&self.held.graph, version, |segment| self.reader.tells(segment)),
        };
        match what {
            Some(what) => self.reader.fact(version, what).await.map(Some),
            None => Ok(None),
        }
    }

    fn member(&self, firm: FirmIx, version: &Version) -> Option<String> {
        let graph = &self.held.graph;
        if row_words::segment_of(graph, version) != Some(self.segment) {
            return None;
        }
        // A text may have meant another firm in another row.
        let about = version.values.as_ref()?.view().node(A_TO).unwrap_or(version.key.a);
        if !graph.nodes_of(firm).contains(&about) {
            return None;
        }
        row_words::member(graph, version)
    }
}
