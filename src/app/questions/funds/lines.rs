//! A fund in one line, and what it holds with the facts behind.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::AppError;
use crate::app::questions::facts::fact::{Fact, FactReader};
use crate::app::questions::facts::row_words::investment;
use crate::gaps::{Candidacies, Reach};
use crate::graph::{FirmIx, Fund, FundIx, Graph, When};
use crate::model::values::{A_TO, B_TO};
use crate::model::{Day, EventDate, Kind, NodeId};

/// A fund as its records say.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FundLine {
    /// Id.
    pub fund: String,
    /// Name of the fund.
    pub name: String,
    /// Blank where unknown.
    pub manager: String,
    /// 政府基金; none is unknown.
    pub government: Option<bool>,
    /// 万元.
    pub size: Option<f64>,
    /// What it invests in, in the words of its records.
    pub focus: Vec<String>,
    /// 单笔投资额, as given.
    pub ticket: String,
}

/// A gap that a fund reaches, with the candidates it holds there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FundCell {
    /// Id of the gap.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// The candidates of the gap that it holds.
    pub through: Vec<HeldFirm>,
}

/// An enterprise that a fund holds.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeldFirm {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// The investments behind it, one a row of the store.
    pub facts: Vec<Fact>,
}

impl FundCell {
    /// The names of its first enterprises, at most so many, and how many there are.
    pub(super) fn firms_told(&self, named: usize) -> String {
        let names: Vec<&str> = self.through.iter().take(named).map(|firm| firm.name.as_str()).collect();
        let more = if self.through.len() > named { format!("等 {} 家", self.through.len()) } else { String::new() };
        format!("{}{more}", names.join("、"))
    }
}

impl FundLine {
    /// The line of a fund.
    pub fn of(fund: &Fund) -> Self {
        Self {
            fund: fund.id.clone(),
            name: fund.name.clone(),
            manager: fund.manager.clone(),
            government: fund.government,
            size: fund.size,
            focus: fund.focus.clone(),
            ticket: fund.ticket.clone(),
        }
    }

    /// Whether its name, id or manager contains a text, however it is written.
    pub(super) fn is_told_by(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        [&self.name, &self.fund, &self.manager].iter().any(|word| word.to_lowercase().contains(&text))
    }

    /// 政府基金, 社会基金 or 未知.
    pub fn government_zh(&self) -> &'static str {
        self.government.map_or("未知", |yes| if yes { "政府基金" } else { "非政府" })
    }
}

/// The gaps of a reach with the facts behind; without facts where none are told.
pub fn cells(
    graph: &Graph,
    candidacies: &Candidacies,
    reach: &Reach,
    facts: &HashMap<FirmIx, Vec<Fact>>,
) -> Vec<FundCell> {
    let held = |firm: &FirmIx| held_firm(graph, *firm, facts);
    let cell = |reached: &crate::gaps::ReachedGap| {
        let gap = candidacies.gaps[reached.gap];
        let through = reached.through.iter().map(held).collect();
        FundCell { segment: gap.segment.clone(), name: gap.name.clone(), through }
    };
    reach.gaps.iter().map(cell).collect()
}

/// A firm with the facts told of it.
pub fn held_firm(graph: &Graph, firm: FirmIx, facts: &HashMap<FirmIx, Vec<Fact>>) -> HeldFirm {
    HeldFirm {
        enterprise: graph.firm_id(firm).to_owned(),
        name: graph.firm_name(firm).to_owned(),
        facts: facts.get(&firm).cloned().unwrap_or_default(),
    }
}

/// The rows that say a fund invested in one of these firms by a day.
pub async fn investment_facts(
    reader: &mut FactReader<'_>,
    graph: &Graph,
    fund: FundIx,
    firms: &[FirmIx],
    as_of: Day,
) -> Result<HashMap<FirmIx, Vec<Fact>>, AppError> {
    let about: HashMap<NodeId, FirmIx> =
        firms.iter().flat_map(|firm| graph.nodes_of(*firm).iter().map(move |node| (*node, *firm))).collect();
    let own = graph.nodes_of_fund(fund);
    let mut facts: HashMap<FirmIx, Vec<Fact>> = HashMap::new();
    for node in own {
        for version in reader.rows(Kind::Investment, *node, usize::MAX).await? {
            let Some(values) = &version.values else { continue };
            let investor = values.view().node(A_TO).unwrap_or(version.key.a);
            let firm = about.get(&values.view().node(B_TO).unwrap_or(version.key.b));
            let date = version.key.rest.columns().next().and_then(|text| text.parse::<EventDate>().ok());
            let exists = When::of(date).exists_at(as_of);
            if let Some(firm) = firm.filter(|_| exists && own.contains(&investor)) {
                let what = investment(&version, &graph.funds[fund.at()].name, graph.firm_name(*firm));
                let fact = reader.fact(&version, what).await?;
                facts.entry(*firm).or_default().push(fact);
            }
        }
    }
    Ok(facts)
}
