//! One fund seen from a chain: what it holds there, which gaps it reaches, whom it could bring and who asks it.

use crate::access::{Right, Scope};
use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::facts::fact::{Fact, FactReader, text};
use crate::app::questions::funds::compliance;
use crate::app::questions::funds::coverage::{managed_by_itself, too_much};
use crate::app::questions::funds::lines::{FundCell, FundLine, cells, held_firm, investment_facts};
use crate::app::{Answered, AppError, Asked, Desk, Head, HeldFirm, Question, names};
use crate::gaps::{Candidacies, Home, Reach, Viewpoint, group_of, holdings};
use crate::graph::{ChainIx, FirmIx, FundIx, Graph, Investor, When};
use crate::model::{Day, Kind};

/// Investors told beside it, and rows read that say what it is.
const TOLD: usize = 50;

/// A fund, seen from one chain and home.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FundAnswer {
    /// Of which chain, home and day, by which rules.
    #[serde(flatten)]
    pub head: Head,
    /// Which fund.
    #[serde(flatten)]
    pub fund: FundLine,
    /// The rows that say what it is.
    pub records: Vec<Fact>,
    /// Whether it is in the fund group of this chain, and the names of all chains it is in the group of.
    pub in_group: bool,
    /// Names of chains.
    pub groups: Vec<String>,
    /// The gaps it reaches, in gap order.
    pub gaps: Vec<FundCell>,
    /// What it holds in this chain, by id; and how many firms it holds that are not in the chain.
    pub portfolio: Vec<Holding>,
    /// Firms it holds outside the chain.
    pub elsewhere: usize,
    /// The candidates it holds, by their first gap, then id.
    pub targets: Vec<Opened>,
    /// Who asks it, best way first, in Chinese.
    pub asks: Vec<String>,
    /// Who else invests in what it holds in this chain: most shared firms first, then by kind and id.
    pub co_investors: Vec<CoInvestor>,
    /// What the reader should know, in Chinese.
    pub notices: Vec<String>,
    /// What the law has to say of funds that recruit, in Chinese.
    pub compliance: Vec<&'static str>,
}

/// A firm of the chain that the fund holds.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Holding {
    /// Which firm, by which facts.
    #[serde(flatten)]
    pub firm: HeldFirm,
    /// 本地, 外地候选, 已注销, 有严重风险, or 外地.
    #[schemars(extend("enum" = ["本地", "外地候选", "已注销", "有严重风险", "外地"]))]
    pub standing: &'static str,
    /// Names of the segments of the chain that it does.
    pub segments: Vec<String>,
}

/// A target that the fund opens.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Opened {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// Names of the gaps it is a candidate of, in gap order.
    pub segments: Vec<String>,
    /// Who asks, in Chinese.
    pub ask: String,
}

/// An investor beside the fund.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CoInvestor {
    /// `fund:id` or `enterprise:id`.
    pub investor: String,
    /// Of the fund or the enterprise.
    pub name: String,
    /// A fund of this chain's group.
    pub in_group: bool,
    /// Names of the firms both invest in.
    pub firms: Vec<String>,
}

/// What is known where one fund is asked about.
struct Seen<'a> {
    graph: &'a Graph,
    view: Viewpoint<'a>,
    chain: ChainIx,
    as_of: Day,
    group: Vec<FundIx>,
    fund: FundIx,
    /// Its firms of the chain, by id.
    firms: Vec<FirmIx>,
}

impl Desk {
    /// One fund, by id or name.
    ///
    /// # Errors
    /// No fund goes by this id or name, or several do; the store fails.
    pub async fn fund(&self, question: &Question, given: &str) -> Result<FundAnswer, AppError> {
        let at = self.may(Right::SeeFunds, Scope::Chain(&question.chain))?;
        let Answered { answer, asked, .. } = at.gaps(question)?;
        let graph = at.graph();
        let told = (0..graph.funds.len()).map(FundIx::from_position).filter(|fund| at.tells_fund(asked.chain, *fund));
        let told = told.map(|fund| (fund, graph.funds[fund.at()].id.as_str(), graph.funds[fund.at()].name.as_str()));
        let fund = names::one("基金", given, told)?;
        let candidacies = Candidacies::of(graph, &answer);
        let held_firms = holdings(graph, fund, asked.as_of);
        let seen = Seen::of(graph, asked, fund, &held_firms);
        let reach = Reach::of(graph, fund, asked.as_of, &candidacies);
        let mut reader = FactReader::of(at);
        let facts = investment_facts(&mut reader, graph, fund, &seen.firms, asked.as_of).await?;
        let known = &graph.funds[fund.at()];
        let mut notices: Vec<String> = managed_by_itself(known).into_iter().collect();
        notices.extend(compliance::flags(known));
        notices.extend(seen.firms.iter().filter_map(|firm| too_much(graph, *firm, asked.as_of)));
        let asks = seen.asks();
        let groups = graph.fund_groups.iter().filter(|(chain, f)| *f == fund && at.sees(*chain));
        Ok(FundAnswer {
            head: Head::of(&answer),
            fund: FundLine::of(known),
            records: records(&mut reader, graph, fund).await?,
            in_group: seen.group.contains(&fund),
            groups: groups.map(|(chain, _)| graph.chain(*chain).name.clone()).collect(),
            gaps: cells(graph, &candidacies, &reach, &facts),
            elsewhere: held_firms.len() - seen.firms.len(),
            portfolio: seen.firms.iter().map(|firm| seen.holding(*firm, &candidacies, &facts)).collect(),
            targets: seen.targets(&candidacies, &asks),
            asks,
            co_investors: seen.co_investors(),
            notices,
            compliance: compliance::NOTES.to_vec(),
        })
    }
}

/// What the fund's own rows say.
async fn records(reader: &mut FactReader<'_>, graph: &Graph, fund: FundIx) -> Result<Vec<Fact>, AppError> {
    let mut facts = Vec::new();
    for node in graph.nodes_of_fund(fund) {
        for version in reader.rows(Kind::Fund, *node, TOLD).await? {
            let Some(name) = text(&version, "name") else { continue };
            let mut words = vec![name];
            let columns = [("manager", "管理人 ", ""), ("founded", "成立 ", ""), ("size", "规模 ", " 万元")];
            words.extend(columns.into_iter().filter_map(|(column, before, after)| {
                text(&version, column).map(|value| format!("{before}{value}{after}"))
            }));
            facts.push(reader.fact(&version, words.join("，")).await?);
        }
    }
    Ok(facts)
}

impl<'a> Seen<'a> {
    fn of(graph: &'a Graph, asked: Asked, fund: FundIx, held: &[FirmIx]) -> Self {
        let view = Viewpoint { graph, home: Home::new(asked.home), now: When::at(asked.as_of), assumed: &[] };
        let group = group_of(graph, asked.chain);
        let mut seen = Self { graph, view, chain: asked.chain, as_of: asked.as_of, group, fund, firms: Vec::new() };
        seen.firms = held.iter().copied().filter(|firm| !seen.segments(*firm).is_empty()).collect();
        seen.firms.sort_by(|a, b| graph.firm_id(*a).cmp(graph.firm_id(*b)));
        seen
    }

    /// The names of the segments of the chain that a firm does, by segment.
    fn segments(&self, firm: FirmIx) -> Vec<String> {
        let done = self.graph.segments_done(firm, self.view.now);
        let here = done.into_iter().filter(|segment| self.graph.segment(*segment).chain == self.chain);
        here.map(|segment| self.graph.segment(segment).name.clone()).collect()
    }

    fn holding(&self, firm: FirmIx, candidacies: &Candidacies, facts: &HashMap<FirmIx, Vec<Fact>>) -> Holding {
        let known = self.graph.firm(firm);
        let standing = match () {
            () if !known.active() => "已注销",
            () if !known.sound() => "有严重风险",
            () if !candidacies.of_firm(firm).is_empty() => "外地候选",
            () if self.view.is_local(firm) => "本地",
            () => "外地",
        };
        Holding { firm: held_firm(self.graph, firm, facts), standing, segments: self.segments(firm) }
    }

    fn targets(&self, candidacies: &Candidacies, asks: &[String]) -> Vec<Opened> {
        let open = self.firms.iter().filter(|firm| !candidacies.of_firm(**firm).is_empty());
        let mut open: Vec<FirmIx> = open.copied().collect();
        open.sort_by_key(|firm| (candidacies.of_firm(*firm)[0], self.graph.firm_id(*firm)));
        let opened = |firm: FirmIx| {
            let gaps = candidacies.of_firm(firm).iter().map(|gap| candidacies.gaps[*gap as usize].name.clone());
            Opened {
                enterprise: self.graph.firm_id(firm).to_owned(),
                name: self.graph.firm_name(firm).to_owned(),
                segments: gaps.collect(),
                ask: self.asked_beside(firm).or_else(|| asks.first().cloned()).unwrap_or_default(),
            }
        };
        open.into_iter().map(opened).collect()
    }

    /// A fund of the group that holds the same firm; none where the fund is in the group itself.
    fn asked_beside(&self, firm: FirmIx) -> Option<String> {
        let beside = self.beside(firm).into_iter();
        let mut funds =
            beside.filter_map(|investor| if let Investor::Fund(fund) = investor { Some(fund) } else { None });
        let inside = self.group.contains(&self.fund);
        let fund = funds.find(|fund| !inside && self.group.contains(fund))?;
        Some(format!("组内的{}也投了它，请{}出面", self.graph.funds[fund.at()].name, self.manager(fund)))
    }

    /// Who asks the fund: the group itself, a fund of the group under the same manager, one that holds the same firm, a
    /// firm at home that it holds.
    fn asks(&self) -> Vec<String> {
        let graph = self.graph;
        let (chain, known) = (graph.chain(self.chain), &graph.funds[self.fund.at()]);
        let mut asks = Vec::new();
        if self.group.contains(&self.fund) {
            let unit = if chain.lead_unit.is_empty() { "工作组" } else { &chain.lead_unit };
            asks.push(format!("它在本链基金招商组里，由{unit}直接请{}引荐", self.manager(self.fund)));
        }
        let others = || self.group.iter().copied().filter(|fund| *fund != self.fund);
        let same = |fund: &FundIx| !known.manager.is_empty() && graph.funds[fund.at()].manager == known.manager;
        asks.extend(
            others()
                .find(same)
                .map(|fund| format!("管理人{}也管理组内的{}，请其出面", known.manager, graph.funds[fund.at()].name)),
        );
        let shared = |firm: &FirmIx| {
            let beside = self.beside(*firm);
            let fund = others().find(|fund| beside.contains(&Investor::Fund(*fund)))?;
            let name = &graph.funds[fund.at()].name;
            Some(format!("组内的{name}与它同投{}，请{}出面", graph.firm_name(*firm), self.manager(fund)))
        };
        asks.extend(self.firms.iter().find_map(shared));
        let home = self.firms.iter().find(|firm| graph.firm(**firm).sound() && self.view.is_local(**firm));
        asks.extend(home.map(|firm| format!("它投了本地的{}，可请该企业引荐", graph.firm_name(*firm))));
        if asks.is_empty() {
            asks.push(format!("与本链基金招商组没有已知联系，由工作组直接联系{}", self.manager(self.fund)));
        }
        asks
    }

    fn manager(&self, fund: FundIx) -> String {
        let manager = &self.graph.funds[fund.at()].manager;
        if manager.is_empty() { "其管理人（未知）".to_owned() } else { format!("管理人{manager}") }
    }

    /// The other investors of a firm by the day, funds first, each once.
    fn beside(&self, firm: FirmIx) -> Vec<Investor> {
        let into = self.graph.investments_into(firm).filter(|made| made.date.exists_at(self.as_of));
        let mut all: Vec<Investor> = into.map(|made| made.investor).collect();
        all.sort_unstable();
        all.dedup();
        all.retain(|investor| *investor != Investor::Fund(self.fund));
        all
    }

    fn co_investors(&self) -> Vec<CoInvestor> {
        let mut shared: BTreeMap<Investor, Vec<FirmIx>> = BTreeMap::new();
        for firm in &self.firms {
            self.beside(*firm).into_iter().for_each(|investor| shared.entry(investor).or_default().push(*firm));
        }
        let graph = self.graph;
        let line = |(investor, firms): (Investor, Vec<FirmIx>)| {
            let (id, name, in_group) = match investor {
                Investor::Fund(fund) => {
                    let known = &graph.funds[fund.at()];
                    (format!("fund:{}", known.id), known.name.clone(), self.group.contains(&fund))
                }
                Investor::Firm(firm) => {
                    (format!("enterprise:{}", graph.firm_id(firm)), graph.firm_name(firm).to_owned(), false)
                }
            };
            let firms = firms.into_iter().map(|firm| graph.firm_name(firm).to_owned()).collect();
            CoInvestor { investor: id, name, in_group, firms }
        };
        let mut lines: Vec<CoInvestor> = shared.into_iter().map(line).collect();
        lines.sort_by(|a, b| b.firms.len().cmp(&a.firms.len()).then_with(|| a.investor.cmp(&b.investor)));
        lines.truncate(TOLD);
        lines
    }
}
