//! One enterprise: everything recorded of it with source and date, where it stands, and why it is worth a visit.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::facts::asks;
use crate::app::questions::facts::asks::FactAsk;
use crate::app::questions::facts::fact::{Fact, FactReader};
use crate::app::questions::firms::positions::{Position, chains_of};
use crate::app::questions::targets::with_facts;
use crate::app::{AppError, Asked, Desk, Question, TargetLine, names};
use crate::gaps;
use crate::gaps::{LeftOut, TargetScope};
use crate::graph::{ChainIx, FirmIx, FundIx, Graph, Investor, SegmentIx, Trade, When};
use crate::model::{Day, Kind, Risk, Standing};
use crate::normalize::SaidAgainst;

/// Partners told of each kind.
const TOLD: usize = 50;

/// An enterprise as its records say.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EnterpriseAnswer {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// Facts dated later do not count yet.
    pub as_of: Day,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// None: not known.
    pub standing: Option<Standing>,
    /// None: not known.
    pub risk: Option<Risk>,
    /// Whether it is out of business (已注销).
    pub closed: bool,
    /// The registered region, or the country.
    pub place: String,
    /// 万元.
    pub revenue: Option<f64>,
    /// When a source last said anything of it.
    pub seen: Option<String>,
    /// Facts by what they are about; what is empty is not known.
    pub groups: Vec<FactGroup>,
    /// What rows about it say in columns that no table has, as remarks.
    pub beside: Vec<Fact>,
    /// What these say against it, in a sentence; it moves no verdict.
    pub against: Option<String>,
    /// Where it stands in each chain it is in.
    pub positions: Vec<Position>,
    /// Its score in the chain asked about, where it is a candidate of a gap there.
    pub target: Option<TargetLine>,
    /// Id of that chain.
    pub chain: Option<String>,
}

/// Facts of one kind.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FactGroup {
    /// What the facts are about, in Chinese.
    pub title: &'static str,
    /// Each with source and date.
    pub facts: Vec<Fact>,
    /// How many partners there are in all; facts are told of the first 50.
    pub partners: usize,
}

impl Desk {
    /// What is known of an enterprise; its score in the chain of the question, or in the first chain it is a candidate in.
    ///
    /// # Errors
    /// The enterprise, the chain or the home is unknown.
    pub async fn enterprise(&self, given: &str, asked: &Question) -> Result<EnterpriseAnswer, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let graph = at.graph();
        let firm = names::firm(graph, given)?;
        let as_of = asked.as_of.unwrap_or_else(|| at.today());
        let chains = at.asked_chains(firm, asked, as_of)?;
        let positions: Vec<Position> = chains.iter().flat_map(|asked| at.positions(*asked, &[firm])).collect();
        let mut reader = FactReader::of(at);
        let scored = at.scored(firm, &chains)?;
        let (chain, target) = match scored {
            Some((chain, target, reason)) => {
                let mut line = with_facts(&mut reader, graph, vec![target]).await?.pop();
                line.iter_mut().for_each(|line| line.reason.clone_from(&reason));
                (Some(graph.chain(chain).id.clone()), line)
            }
            None => (None, None),
        };
        let known = graph.firm(firm);
        let beside = asks::answer(&mut reader, graph, &[FactAsk::Beside(firm)]).await?.concat();
        Ok(EnterpriseAnswer {
            enterprise: graph.firm_id(firm).to_owned(),
            name: graph.firm_name(firm).to_owned(),
            as_of,
            rules: at.rules().label(),
            standing: known.standing,
            risk: known.risk,
            closed: !known.active(),
            place: graph.place_of(firm),
            revenue: known.revenue,
            seen: graph.last_seen(firm).day().map(|day| day.to_string()),
            groups: groups(&mut reader, graph, at.asks_of(firm, When::at(as_of))).await?,
            against: known.against.filter(|_| known.active()).map(against),
            beside,
            positions,
            target,
            chain,
        })
    }
}

/// What a list says against a firm.
fn against(said: SaidAgainst) -> String {
    format!("名单里写着{}，待核实；结论和得分没有因此改变。", said.told())
}

impl GraphPermit<'_> {
    /// What is asked of a firm, as far as the caller may see it: people and funds where it does something in a chain whose
    /// they may see, other funds where they are in the group of such a chain.
    fn asks_of(&self, firm: FirmIx, now: When) -> [Asks; 9] {
        let (graph, left_out) = (self.graph(), self.left_out_at(firm));
        let shows = |fund: FundIx| !left_out.funds || self.shows(Kind::Fund, fund.at());
        asks_of(graph, (firm, self.segments_seen()), now, (left_out, &shows))
    }

    /// Who is left out of what is told of a firm, whatever chain is asked about: people and funds of chains that it is not in.
    pub(in crate::app::questions) fn left_out_at(&self, firm: FirmIx) -> LeftOut {
        let graph = self.graph();
        let sees = |right| {
            let own = |chain| self.holds(right, Scope::Chain(&graph.chain(chain).id));
            self.holds(right, Scope::City) || chains_of(graph, firm).into_iter().any(own)
        };
        LeftOut { people: !sees(Right::SeePeople), funds: !sees(Right::SeeFunds) }
    }

    /// The chain asked about, or else every chain the firm is in, each with its home.
    fn asked_chains(&self, firm: FirmIx, asked: &Question, as_of: Day) -> Result<Vec<Asked>, AppError> {
        let graph = self.graph();
        if let Some(chain) = names::given(Some(&asked.chain)) {
            self.desk().may(Right::SeeChain, Scope::Chain(chain))?;
            return Ok(vec![asked.asked(self.graph(), self.today())?]);
        }
        let home = names::given(asked.home.as_deref()).map(|home| names::region(graph, home)).transpose()?;
        let own = chains_of(graph, firm).into_iter().filter(|chain| self.sees(*chain));
        Ok(own.filter_map(|chain| Some(Asked { chain, home: home.or(graph.chain(chain).adcode)?, as_of })).collect())
    }

    /// The firm as a target of the first of these chains it is a candidate in, with its one line.
    fn scored(&self, firm: FirmIx, chains: &[Asked]) -> Result<Option<Scored>, AppError> {
        for asked in chains {
            let told = self.ranked(*asked, |question, ranking| {
                let scope = TargetScope { firm: Some(firm), limit: 1, ..TargetScope::default() };
                let answer = gaps::targets(question, ranking, &scope);
                let first = answer.targets.into_iter().chain(answer.here).next();
                let line = self.target_lines(question, first.iter()).pop();
                Ok(first.map(|target| (asked.chain, target, line)))
            })?;
            if told.is_some() {
                return Ok(told);
            }
        }
        Ok(None)
    }
}

/// A firm as a target of a chain, in one line.
type Scored = (ChainIx, gaps::Target, Option<String>);

/// What is told of a firm under one title: how many partners there are, and what to ask of the first of them.
struct Asks {
    title: &'static str,
    partners: usize,
    asks: Vec<FactAsk>,
    /// Whether something of it is left out, so that nothing told does not mean that nothing is known.
    cut: bool,
}

impl Asks {
    /// The same, of which something may be left out.
    fn cut(self, cut: bool) -> Self {
        Self { cut, ..self }
    }

    fn of_itself(title: &'static str, ask: FactAsk) -> Self {
        Self { title, partners: 1, asks: vec![ask], cut: false }
    }

    fn of_each<T: Copy>(title: &'static str, partners: &[T], ask: impl Fn(T) -> FactAsk) -> Self {
        let asks = partners.iter().take(TOLD).map(|partner| ask(*partner)).collect();
        Self { title, partners: partners.len(), asks, cut: false }
    }
}

async fn groups(reader: &mut FactReader<'_>, graph: &Graph, of_firm: [Asks; 9]) -> Result<Vec<FactGroup>, AppError> {
    let all: Vec<FactAsk> = of_firm.iter().flat_map(|group| group.asks.iter().cloned()).collect();
    let mut answers = asks::answer(reader, graph, &all).await?.into_iter();
    let told = of_firm.into_iter().filter(|group| !group.cut || !group.asks.is_empty());
    let group = |Asks { title, partners, asks, .. }| FactGroup {
        title,
        partners,
        facts: answers.by_ref().take(asks.len()).flatten().collect(),
    };
    Ok(told.map(group).collect())
}

/// All that is asked of a firm as of a day, in the order it is told; of its work what is in these segments, or all; people
/// where they are not left out, such funds as are shown.
fn asks_of(
    graph: &Graph,
    (firm, seen): (FirmIx, Option<Vec<SegmentIx>>),
    now: When,
    (left_out, shows): (LeftOut, &dyn Fn(FundIx) -> bool),
) -> [Asks; 9] {
    let own = Investor::Firm(firm);
    let partners = |trades: &[Trade]| {
        each_once(trades.iter().filter(|t| t.date <= now).map(|t| t.other), |other| graph.firm_id(*other))
    };
    let (suppliers, customers) = (partners(graph.suppliers(firm)), partners(graph.customers(firm)));
    let investors = graph.investments_into(firm).filter(|i| i.date <= now).map(|i| i.investor);
    let told = investors.filter(|investor| match investor {
        Investor::Fund(fund) => shows(*fund),
        Investor::Firm(_) => true,
    });
    let investors = each_once(told, |investor| graph.investor_id(*investor));
    let holdings = graph.investments_by(own).filter(|i| i.date <= now).map(|i| i.firm);
    let holdings = each_once(holdings, |holding| graph.firm_id(*holding));
    let offices = graph.offices.iter().filter(|(_, at, _)| *at == firm && !left_out.people);
    let offices: Vec<_> = offices.map(|(person, ..)| *person).collect();
    let associations = graph.association_firms.iter().filter(|(_, member)| *member == firm);
    let associations: Vec<_> = associations.map(|(association, _)| *association).collect();
    [
        Asks::of_itself("基本情况", FactAsk::Firm(firm)),
        Asks::of_itself("在哪里做什么", FactAsk::Members(firm, seen)),
        Asks::of_itself("基地", FactAsk::Sites(firm, None)),
        Asks::of_each("供应商", &suppliers, |one| FactAsk::Supply(one, firm)),
        Asks::of_each("客户", &customers, |one| FactAsk::Supply(firm, one)),
        Asks::of_each("投资方", &investors, |one| FactAsk::Investment(one, firm, None)).cut(left_out.funds),
        Asks::of_each("对外投资", &holdings, |one| FactAsk::Investment(own, one, None)),
        Asks::of_each("任职的人", &offices, |one| FactAsk::Office(one, firm)).cut(left_out.people),
        Asks::of_each("协会", &associations, |one| FactAsk::Association(one, firm)),
    ]
}

/// Each of them once, in the order of their ids, which no order of import changes.
fn each_once<T: Ord, I: Ord>(all: impl Iterator<Item = T>, id: impl Fn(&T) -> I) -> Vec<T> {
    let sorted: BTreeSet<(I, T)> = all.map(|one| (id(&one), one)).collect();
    sorted.into_iter().map(|(_, one)| one).collect()
}
