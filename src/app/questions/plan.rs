//! What if: which N enterprises together would close the most gap priority.

use crate::access::{Right, Scope};
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{Answered, AppError, Desk, GapLine, Head, Question};
use crate::gaps;
use crate::gaps::Candidacies;
use crate::graph::number::for_order;
use crate::graph::{FirmIx, Graph};

/// Enterprises named that would do as well as a chosen one; the count is of all.
const TOLD: usize = 5;

/// The chosen enterprises and how far they come.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlanAnswer {
    /// Of which chain, home and day, by which rules.
    #[serde(flatten)]
    pub head: Head,
    /// How many enterprises may be chosen.
    pub budget: usize,
    /// In the order chosen (docs/definitions.md#只招几家).
    pub chosen: Vec<ChoiceLine>,
    /// Gap priority closed, that of all gaps, and that of the gaps that have a candidate.
    pub covered: f64,
    /// Of all gaps.
    pub total: f64,
    /// Of the gaps that have a candidate: no choice closes more.
    pub reachable: f64,
    /// The gaps without a candidate, in gap order.
    pub without_candidates: Vec<GapLine>,
    /// What was reached and what the greedy guarantees, in Chinese.
    pub sentence: String,
    /// What was reached, in plain words.
    #[serde(skip)]
    pub told: String,
}

/// One enterprise and why it was chosen.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChoiceLine {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// Where it is registered.
    pub place: String,
    /// The gaps it adds to those before it, in gap order.
    pub adds: Vec<GapLine>,
    /// Sum of the priorities of `adds`.
    pub gain: f64,
    /// The priority covered with it and those before it.
    pub covered: f64,
    /// How many other candidates close exactly the same gaps, and the first of them by standing.
    pub equals: usize,
    /// Their legal names, at most so many as a line holds.
    pub equal_names: Vec<String>,
    /// In Chinese.
    pub why: String,
    /// The firm in the graph.
    #[serde(skip)]
    pub firm: FirmIx,
}

impl Desk {
    /// The plan for a chain.
    ///
    /// # Errors
    /// The budget is 0; a name is unknown or means several things.
    pub fn plan(&self, question: &Question, budget: usize) -> Result<PlanAnswer, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        if budget == 0 {
            let message = "目标数（--budget 或 budget=）为 0：请写至少 1".to_owned();
            return Err(AppError::BadRequest(message));
        }
        let Answered { answer, .. } = at.gaps(question)?;
        let graph = at.graph();
        let candidacies = Candidacies::of(graph, &answer);
        let plan = gaps::plan(graph, &candidacies, budget);
        let gaps = |gaps: &[usize]| gaps.iter().map(|gap| GapLine::of(candidacies.gaps[*gap])).collect();
        let covered = plan.chosen.last().map_or(0.0, |choice| choice.covered);
        Ok(PlanAnswer {
            sentence: sentence(&plan, covered, budget, candidacies.gaps.len()),
            told: told(&plan, budget, &candidacies),
            chosen: plan
                .chosen
                .iter()
                .map(|choice| ChoiceLine::of(graph, choice, gaps(&choice.adds), plan.total))
                .collect(),
            without_candidates: gaps(&plan.without_candidates),
            head: Head::of(&answer),
            budget,
            covered,
            total: plan.total,
            reachable: plan.reachable,
        })
    }
}

impl ChoiceLine {
    /// `adds` are the choice's gaps; `total` is the priority of all gaps.
    fn of(graph: &Graph, choice: &gaps::PlanChoice, adds: Vec<GapLine>, total: f64) -> Self {
        let mut equals = choice.equals.clone();
        equals.sort_by_cached_key(|firm| {
            let standing = graph.firm(*firm).standing;
            (standing.is_none(), standing, graph.firm_id(*firm))
        });
        Self {
            enterprise: graph.firm_id(choice.firm).to_owned(),
            name: graph.firm_name(choice.firm).to_owned(),
            firm: choice.firm,
            place: graph.place_of(choice.firm),
            why: why(&adds, choice.gain, choice.covered, total),
            adds,
            gain: choice.gain,
            covered: choice.covered,
            equals: equals.len(),
            equal_names: equals.iter().take(TOLD).map(|firm| graph.firm_name(*firm).to_owned()).collect(),
        }
    }
}

fn why(adds: &[GapLine], gain: f64, covered: f64, total: f64) -> String {
    let gaps: Vec<_> = adds.iter().map(|gap| format!("{}（{:.1}）", gap.name, gap.priority)).collect();
    format!("补上{}，增加 {gain:.1}，累计 {covered:.1} / {total:.1}", gaps.join("、"))
}

fn sentence(plan: &gaps::Plan, covered: f64, budget: usize, gaps: usize) -> String {
    if gaps == 0 {
        return "没有缺口，不必选目标。".to_owned();
    }
    let chosen = plan.chosen.len();
    let mut text = format!("选 {chosen} 家，合计补上优先级 {covered:.1} / {:.1}", plan.total);
    if for_order(covered) >= for_order(plan.reachable) {
        text.push_str("，有候选企业的缺口已全部补上");
        if chosen < budget {
            text.push_str(&format!("，其余 {} 个名额再加不上", budget - chosen));
        }
    } else {
        text.push_str(&format!(
            "。逐个选当下增加最多的一家（同分按编号），所得不低于任选 {budget} 家的最优方案的 1 − 1/e（约 63%）"
        ));
    }
    if !plan.without_candidates.is_empty() {
        text.push_str(&format!("。另有 {} 个缺口没有候选企业，选谁都补不上", plan.without_candidates.len()));
    }
    text.push('。');
    text
}

/// Gaps named before it is said how many there are.
const NAMED: usize = 6;

/// How many gaps the chosen fill and how many stay open whoever comes, without the arithmetic.
fn told(plan: &gaps::Plan, budget: usize, candidacies: &Candidacies) -> String {
    let (all, chosen, without) = (candidacies.gaps.len(), plan.chosen.len(), plan.without_candidates.len());
    let filled: Vec<&str> =
        plan.chosen.iter().flat_map(|choice| &choice.adds).map(|gap| &*candidacies.gaps[*gap].name).collect();
    let open = if without > 0 {
        format!("；还有{without}个缺口没有候选企业，先找名单")
    } else {
        String::new()
    };
    match (all, chosen) {
        (0, _) => "没有缺口，不必选目标。".to_owned(),
        (_, 0) => format!("{all}个缺口都没有候选企业，先找名单。"),
        _ => {
            let names = filled.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
            let etc = if filled.len() > NAMED { "等" } else { "" };
            let whole = filled.len() + without == all;
            let enough = match whole {
                true if chosen < budget => "，有候选企业的都补上了，再多招也补不上更多",
                true => "，有候选企业的都补上了",
                false => "",
            };
            format!("招来这{chosen}家，{all}个缺口可补上{}个：{names}{etc}{enough}{open}。", filled.len())
        }
    }
}
