//! One enterprise: everything recorded of it with source and date, where it stands, and why it is worth a visit.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use serde::Serialize;

use crate::app::questions::facts::asks;
use crate::app::questions::facts::asks::FactAsk;
use crate::app::questions::facts::fact::{Fact, FactReader};
use crate::app::questions::firms::positions::{Position, chains_of};
use crate::app::questions::targets::with_facts;
use crate::app::questions::{introduction, question};
use crate::app::{AppError, Asked, Desk, Question, TargetLine};
use crate::gaps;
use crate::gaps::TargetScope;
use crate::graph::{ChainIx, FirmIx, Graph, Investor, When};
use crate::model::{Day, Risk, Standing};

/// Partners told of each kind.
const TOLD: usize = 50;

/// An enterprise as its records say.
#[derive(Debug, Clone, Serialize)]
pub struct EnterpriseAnswer {
    pub enterprise: String,
    pub name: String,
    pub as_of: Day,
    pub rules: String,
    pub standing: Option<Standing>,
    pub risk: Option<Risk>,
    pub closed: bool,
    pub place: String,
    /// 万元.
    pub revenue: Option<f64>,
    /// When a source last said anything of it.
    pub seen: Option<String>,
    /// Facts by what they are about; what is empty is not known.
    pub groups: Vec<FactGroup>,
    /// Where it stands in each chain it is in.
    pub positions: Vec<Position>,
    /// Its score in the chain asked about, where it is a candidate of a gap there.
    pub target: Option<TargetLine>,
    /// Id of that chain.
    pub chain: Option<String>,
}

/// Facts of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct FactGroup {
    pub title: &'static str,
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
        let held = at.held();
        let graph = at.graph();
        let firm = introduction::firm(graph, given)?;
        let as_of = asked.as_of.unwrap_or_else(|| at.today());
        let chains = at.asked_chains(firm, asked, as_of)?;
        let positions: Vec<Position> = chains.iter().flat_map(|asked| at.positions(*asked, &[firm])).collect();
        let mut reader = FactReader::new(at.store(), held.journal);
        let scored = at.scored(firm, &chains)?;
        let (chain, target) = match scored {
            Some((chain, target)) => {
                let line = with_facts(&mut reader, graph, vec![target]).await?.pop();
                (Some(graph.chain(chain).id.clone()), line)
            }
            None => (None, None),
        };
        let known = graph.firm(firm);
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
            groups: groups(&mut reader, graph, firm, as_of).await?,
            positions,
            target,
            chain,
        })
    }
}

impl GraphPermit<'_> {
    /// The chain asked about, or else every chain the firm is in, each with its home.
    fn asked_chains(&self, firm: FirmIx, asked: &Question, as_of: Day) -> Result<Vec<Asked>, AppError> {
        let graph = self.graph();
        if question::given(Some(&asked.chain)).is_some() {
            return Ok(vec![asked.asked(self.held(), self.today())?]);
        }
        let home = question::given(asked.home.as_deref()).map(|home| question::region(graph, home)).transpose()?;
        let own = chains_of(graph, firm).into_iter();
        Ok(own.filter_map(|chain| Some(Asked { chain, home: home.or(graph.chain(chain).adcode)?, as_of })).collect())
    }

    /// The firm as a target of the first of these chains it is a candidate in.
    fn scored(&self, firm: FirmIx, chains: &[Asked]) -> Result<Option<(ChainIx, gaps::Target)>, AppError> {
        for asked in chains {
            let told = self.ranked(*asked, |question, ranking| {
                let scope = TargetScope { firm: Some(firm), limit: 1, ..TargetScope::default() };
                let answer = gaps::targets(question, ranking, &scope);
                Ok(answer.targets.into_iter().chain(answer.here).next())
            })?;
            if let Some(target) = told {
                return Ok(Some((asked.chain, target)));
            }
        }
        Ok(None)
    }
}

async fn groups(
    reader: &mut FactReader<'_>,
    graph: &Graph,
    firm: FirmIx,
    as_of: Day,
) -> Result<Vec<FactGroup>, AppError> {
    let now = When::at(as_of);
    let partners = |trades: &[crate::graph::Trade]| {
        let mut others: Vec<FirmIx> =
            trades.iter().filter(|trade| trade.date <= now).map(|trade| trade.other).collect();
        others.sort_by_key(|other| graph.firm_id(*other));
        others.dedup();
        others
    };
    let (suppliers, customers) = (partners(graph.suppliers(firm)), partners(graph.customers(firm)));
    let mut investors: Vec<Investor> =
        graph.investments_into(firm).filter(|i| i.date <= now).map(|i| i.investor).collect();
    investors.sort_by_key(|investor| (graph.investor_id(*investor), *investor));
    investors.dedup();
    let own = graph.investments_by(Investor::Firm(firm)).filter(|i| i.date <= now);
    let mut holdings: Vec<FirmIx> = own.map(|i| i.firm).collect();
    holdings.sort_by_key(|holding| graph.firm_id(*holding));
    holdings.dedup();
    let offices: Vec<_> = graph.offices.iter().filter(|(_, at, _)| *at == firm).map(|(person, ..)| *person).collect();
    let associations = graph.association_firms.iter().filter(|(_, member)| *member == firm);
    let associations: Vec<_> = associations.map(|(association, _)| *association).collect();
    let told: [(&'static str, usize, Vec<FactAsk>); 9] = [
        ("基本情况", 1, vec![FactAsk::Firm(firm)]),
        ("在哪里做什么", 1, vec![FactAsk::Members(firm, None)]),
        ("基地", 1, vec![FactAsk::Sites(firm, None)]),
        ("供应商", suppliers.len(), suppliers.iter().map(|one| FactAsk::Supply(*one, firm)).collect()),
        ("客户", customers.len(), customers.iter().map(|one| FactAsk::Supply(firm, *one)).collect()),
        ("投资方", investors.len(), investors.iter().map(|one| FactAsk::Investment(*one, firm, None)).collect()),
        (
            "对外投资",
            holdings.len(),
            holdings.iter().map(|one| FactAsk::Investment(Investor::Firm(firm), *one, None)).collect(),
        ),
        ("任职的人", offices.len(), offices.iter().map(|one| FactAsk::Office(*one, firm)).collect()),
        ("协会", associations.len(), associations.iter().map(|one| FactAsk::Association(*one, firm)).collect()),
    ];
    let asks: Vec<FactAsk> = told.iter().flat_map(|(_, _, asks)| asks.iter().take(TOLD).cloned()).collect();
    let mut answers = asks::answer(reader, graph, &asks).await?.into_iter();
    let group = |(title, partners, asks): (&'static str, usize, Vec<FactAsk>)| FactGroup {
        title,
        partners,
        facts: answers.by_ref().take(asks.len().min(TOLD)).flatten().collect(),
    };
    Ok(told.into_iter().map(group).collect())
}
