//! 基金招商: which gaps the fund group reaches, through whom and by which fact, and which fund outside would add most.

use crate::access::{Right, Scope};
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::facts::fact::FactReader;
use crate::app::questions::funds::compliance;
use crate::app::questions::funds::lines::{FundCell, FundLine, cells, investment_facts};
use crate::app::{Answered, AppError, Desk, Head, Question};
use crate::gaps::{Candidacies, FundCoverage, Partner, Reach, SegmentAnswer, fund_coverage};
use crate::graph::{FirmIx, Fund, FundIx, Graph};
use crate::model::{Day, Verdict};

/// Funds whose facts are read from the store; what the others hold is told without.
const TOLD: usize = 200;

/// The fund group of a chain and the gaps.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FundsAnswer {
    /// Of which chain, home and day, by which rules.
    #[serde(flatten)]
    pub head: Head,
    /// The gaps, in gap order.
    pub gaps: Vec<GapLine>,
    /// Every fund of the group, by id.
    pub coverage: Vec<CoverageLine>,
    /// Ids of the gaps no fund of the group reaches, in gap order.
    pub uncovered: Vec<String>,
    /// Funds outside the group, in the order to ask them (docs/definitions.md#基金招商组).
    pub recommended: Vec<PartnerLine>,
    /// What the reader should know, in Chinese.
    pub notices: Vec<String>,
    /// What the law has to say of funds that recruit, in Chinese.
    pub compliance: Vec<&'static str>,
}

/// A gap in one line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GapLine {
    /// Id of the leaf.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// The effective verdict.
    pub verdict: Verdict,
    /// 0–100 (docs/definitions.md#优先级).
    pub priority: f64,
    /// How many candidates elsewhere it has.
    pub candidates: usize,
}

/// A fund of the group and the gaps it reaches.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CoverageLine {
    /// Which fund.
    #[serde(flatten)]
    pub fund: FundLine,
    /// Ids of the gaps, in gap order.
    pub segments: Vec<String>,
    /// The same with the enterprises and facts behind each.
    pub cells: Vec<FundCell>,
}

/// A fund outside the group and what it would add.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartnerLine {
    /// Which fund.
    #[serde(flatten)]
    pub fund: FundLine,
    /// Ids of the gaps it adds, in gap order.
    pub adds: Vec<String>,
    /// Ids of the candidates by which it reaches those.
    pub through: Vec<String>,
    /// The priority it adds.
    pub gain: f64,
    /// Why, in Chinese.
    pub why: String,
    /// The gaps it adds with the enterprises and facts behind each.
    pub cells: Vec<FundCell>,
}

impl GapLine {
    /// The line of a gap.
    pub fn of(gap: &SegmentAnswer) -> Self {
        let (segment, name, priority) = (gap.segment.clone(), gap.name.clone(), gap.priority.unwrap_or(0.0));
        Self { segment, name, verdict: gap.verdict, priority, candidates: gap.candidates }
    }
}

impl Desk {
    /// The fund group of a chain, seen from the gaps.
    ///
    /// # Errors
    /// A name is unknown or means several things; the store fails.
    pub async fn funds(&self, question: &Question) -> Result<FundsAnswer, AppError> {
        let at = self.may(Right::SeeFunds, Scope::Chain(&question.chain))?;
        let Answered { answer, asked, .. } = at.gaps(question)?;
        let graph = at.graph();
        let candidacies = Candidacies::of(graph, &answer);
        let found = fund_coverage(graph, asked.chain, asked.as_of, &candidacies, &at.rules().fund);
        let reader = FactReader::of(at);
        let mut reader = CoverageReader { graph, candidacies: &candidacies, as_of: asked.as_of, reader, told: 0 };
        let mut coverage = Vec::with_capacity(found.coverage.len());
        for reach in &found.coverage {
            coverage.push(reader.coverage(reach).await?);
        }
        let mut recommended = Vec::with_capacity(found.recommended.len());
        for partner in &found.recommended {
            recommended.push(reader.partner(partner).await?);
        }
        let ids = candidacies.gaps.iter().map(|gap| gap.segment.clone()).collect::<Vec<_>>();
        Ok(FundsAnswer {
            head: Head::of(&answer),
            gaps: candidacies.gaps.iter().map(|gap| GapLine::of(gap)).collect(),
            coverage,
            uncovered: found.uncovered.iter().map(|gap| ids[*gap].clone()).collect(),
            recommended,
            notices: notices(graph, &found, &candidacies, &answer.chain_name, asked.as_of),
            compliance: compliance::NOTES.to_vec(),
        })
    }
}

struct CoverageReader<'a> {
    graph: &'a Graph,
    candidacies: &'a Candidacies<'a>,
    as_of: Day,
    reader: FactReader<'a>,
    /// Funds whose facts were read.
    told: usize,
}

impl CoverageReader<'_> {
    async fn cells(&mut self, reach: &Reach) -> Result<Vec<FundCell>, AppError> {
        let mut firms: Vec<FirmIx> = reach.gaps.iter().flat_map(|reached| reached.through.iter().copied()).collect();
        firms.sort_unstable();
        firms.dedup();
        let mut facts = HashMap::new();
        if !firms.is_empty() && self.told < TOLD {
            self.told += 1;
            facts = investment_facts(&mut self.reader, self.graph, reach.fund, &firms, self.as_of).await?;
        }
        Ok(cells(self.graph, self.candidacies, reach, &facts))
    }

    async fn coverage(&mut self, reach: &Reach) -> Result<CoverageLine, AppError> {
        let cells = self.cells(reach).await?;
        let segments = cells.iter().map(|cell| cell.segment.clone()).collect();
        Ok(CoverageLine { fund: FundLine::of(fund(self.graph, reach.fund)), segments, cells })
    }

    async fn partner(&mut self, partner: &Partner) -> Result<PartnerLine, AppError> {
        let mut reach = Reach::of(self.graph, partner.fund, self.as_of, self.candidacies);
        reach.gaps.retain(|reached| partner.adds.contains(&reached.gap));
        let cells = self.cells(&reach).await?;
        let names = |ids: &[usize]| {
            let names: Vec<_> = ids.iter().map(|gap| self.candidacies.gaps[*gap].name.as_str()).collect();
            names.join("、")
        };
        let firms: Vec<_> = partner.through.iter().map(|firm| self.graph.firm_name(*firm)).collect();
        let why = format!(
            "经{}可再覆盖 {} 个缺口（{}），增加优先级 {:.1}",
            firms.join("、"),
            partner.adds.len(),
            names(&partner.adds),
            partner.gain
        );
        Ok(PartnerLine {
            fund: FundLine::of(fund(self.graph, partner.fund)),
            adds: partner.adds.iter().map(|gap| self.candidacies.gaps[*gap].segment.clone()).collect(),
            through: partner.through.iter().map(|firm| self.graph.firm_id(*firm).to_owned()).collect(),
            gain: partner.gain,
            why,
            cells,
        })
    }
}

fn fund(graph: &Graph, fund: FundIx) -> &Fund {
    &graph.funds[fund.at()]
}

fn notices(
    graph: &Graph,
    found: &FundCoverage,
    candidacies: &Candidacies,
    chain_name: &str,
    as_of: Day,
) -> Vec<String> {
    let mut notices = Vec::new();
    if candidacies.gaps.is_empty() {
        notices.push(format!("产业链「{chain_name}」没有缺口，基金无须覆盖什么"));
    }
    if found.coverage.is_empty() {
        notices.push(format!("产业链「{chain_name}」还没有基金招商组，可以从推荐合作的基金谈起"));
    }
    let shown = || found.coverage.iter().map(|r| r.fund).chain(found.recommended.iter().map(|p| p.fund));
    for fund in shown().map(|ix| fund(graph, ix)) {
        notices.extend(managed_by_itself(fund));
        notices.extend(compliance::flags(fund));
    }
    let reached = found.coverage.iter().flat_map(|reach| &reach.gaps).flat_map(|reached| reached.through.iter());
    let mut firms: Vec<FirmIx> = reached.chain(found.recommended.iter().flat_map(|p| &p.through)).copied().collect();
    firms.sort_by(|a, b| graph.firm_id(*a).cmp(graph.firm_id(*b)));
    firms.dedup();
    notices.extend(firms.into_iter().filter_map(|firm| too_much(graph, firm, as_of)));
    let told = found.coverage.iter().filter(|reach| !reach.gaps.is_empty()).count() + found.recommended.len();
    if told > TOLD {
        notices.push(format!("基金很多，只列出前 {TOLD} 只的投资来源；其余请看各基金的页面"));
    }
    notices
}

/// A fund that is written as its own manager.
pub fn managed_by_itself(fund: &Fund) -> Option<String> {
    let itself = !fund.manager.is_empty() && (fund.manager == fund.name || fund.manager == fund.id);
    itself.then(|| format!("基金「{}」的管理人写的是它自己，请核对", fund.name))
}

/// Shares of one firm that sum up to more than all of it: the last known one of each investor counts.
pub fn too_much(graph: &Graph, firm: FirmIx, as_of: Day) -> Option<String> {
    let mut last: HashMap<_, _> = HashMap::new();
    let into = graph.investments_into(firm).filter(|made| made.date.exists_at(as_of));
    for (made, percent) in into.filter_map(|made| Some((made, made.percent?))) {
        let slot = last.entry(made.investor).or_insert((made.date, percent));
        if made.date >= slot.0 {
            *slot = (made.date, percent);
        }
    }
    let sum: f64 = last.values().map(|(_, percent)| percent).sum();
    // Shares are rounded where they are published.
    (sum > 100.5)
        .then(|| format!("{}的已知持股比例合计 {sum:.1}%，超过 100%，请核对 investments.csv", graph.firm_name(firm)))
}
