//! Why a target has its score: one Chinese sentence a factor, and what each rests on.

use schemars::JsonSchema;
use serde::Serialize;

use super::candidate::Candidate;
use super::ranking::Ranking;
use super::score::TargetFactors;
use super::tally::{FundGroup, FundTie, Window, expansion_sites, investments_by, investments_into, partners};
use crate::gaps::{GapQuestion, Viewpoint, firm_names, listed};
use crate::graph::{FirmIx, Graph, Investment, Investor, SegmentIx, Site};

/// One factor of a target's score, told.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TargetReason {
    /// The factor, as JSON names it.
    #[schemars(extend("enum" = ["standing", "expansion", "linkage", "introduction", "fund", "breadth"]))]
    pub factor: &'static str,
    /// The same for people.
    pub title: &'static str,
    /// 0–1: how much of the score it may make; 100 times weight and value is what it makes.
    pub weight: f64,
    /// 0–1; none where unknown.
    pub value: Option<f64>,
    /// Why it has its value, with the facts, in Chinese.
    pub sentence: String,
    /// The facts, for who wants to see their rows.
    #[serde(skip)]
    pub grounds: ReasonGrounds,
}

/// The facts a reason rests on, by what the graph knows of them.
#[derive(Debug, Clone, Default)]
pub enum ReasonGrounds {
    /// Nothing that has a row of its own.
    #[default]
    Nothing,
    /// What is recorded of the firm itself.
    Firm,
    /// Investments into others and sites elsewhere, within the months looked at.
    Expansion(Vec<Investment>, Vec<Site>),
    /// Local partners in supply.
    Partners(Vec<FirmIx>),
    /// Who invests in it, nearest to the fund group first.
    Investors(Vec<Investor>),
    /// The gaps it is a candidate of, in gap order.
    Gaps(Vec<SegmentIx>),
}

/// Tells reasons for the candidates of one ranking.
pub struct Reasons<'a> {
    question: GapQuestion<'a>,
    view: Viewpoint<'a>,
    window: Window,
    group: FundGroup,
    gaps: &'a [(SegmentIx, f64)],
}

impl<'a> Reasons<'a> {
    /// Makes ready for the candidates of a ranking of this question.
    pub fn of(question: GapQuestion<'a>, ranking: &'a Ranking) -> Self {
        Self {
            question,
            view: question.viewpoint(),
            window: Window::before(question.as_of, &question.rules.target),
            group: FundGroup::of(question.graph, question.chain),
            gaps: &ranking.gaps,
        }
    }

    /// The gaps a firm is a candidate of, in gap order.
    pub fn gaps_of(&self, firm: FirmIx) -> Vec<SegmentIx> {
        let is_candidate = |gap: &SegmentIx| self.view.is_candidate(firm, *gap);
        self.gaps.iter().map(|(gap, _)| *gap).filter(is_candidate).collect()
    }

    /// The reasons behind a candidate's score, in the order of the factors.
    pub fn tell(&self, candidate: &Candidate) -> Vec<TargetReason> {
        let firm = candidate.firm;
        let rules = &self.question.rules.target;
        let standing = self.question.graph.firm(firm).standing;
        let values = TargetFactors::of(standing, &candidate.tally, rules).values();
        let told = [
            self.standing(firm),
            self.expansion(candidate),
            self.linkage(candidate),
            (introduction(candidate), ReasonGrounds::Nothing),
            self.fund(firm),
            self.breadth(candidate),
        ];
        let titles = ["能级", "扩张", "供需", "引荐", "基金", "一企多环"];
        let all = rules.weights().into_iter().zip(titles).zip(values).zip(told);
        let reason = |(((weighed, title), value), (sentence, grounds)): (((_, _), _), _)| {
            let (factor, weight) = weighed;
            TargetReason { factor, title, weight, value, sentence, grounds }
        };
        all.map(reason).collect()
    }

    fn standing(&self, firm: FirmIx) -> (String, ReasonGrounds) {
        let Some(standing) = self.question.graph.firm(firm).standing else {
            return ("能级未知".to_owned(), ReasonGrounds::Nothing);
        };
        let worth = self.question.rules.target.worth(standing);
        (format!("能级为{}：{worth}", standing.zh()), ReasonGrounds::Firm)
    }

    fn expansion(&self, candidate: &Candidate) -> (String, ReasonGrounds) {
        let rules = &self.question.rules.target;
        let months = rules.expansion_months;
        let Some(count) = candidate.tally.expansion else {
            let unknown = "没有一条带日期的对外投资或外地基地记录，未知".to_owned();
            return (unknown, ReasonGrounds::Nothing);
        };
        if count == 0 {
            return (format!("有过对外投资或外地基地，但近 {months} 个月没有：0"), ReasonGrounds::Nothing);
        }
        let by = investments_by(&self.view, candidate.firm);
        let mut investments: Vec<_> = by.filter(|i| self.window.holds(i.date)).copied().collect();
        let graph = self.question.graph;
        investments.sort_by(|x, y| (x.date, graph.firm_id(x.firm)).cmp(&(y.date, graph.firm_id(y.firm))));
        let sites = expansion_sites(&self.view, candidate.firm).copied();
        let sites: Vec<_> = sites.filter(|site| self.window.holds(site.opened)).collect();
        let sentence = format!(
            "近 {months} 个月对外投资 {} 笔、在外地新设基地 {} 处，{}",
            investments.len(),
            sites.len(),
            half(count, rules.expansion_half)
        );
        (sentence, ReasonGrounds::Expansion(investments, sites))
    }

    fn linkage(&self, candidate: &Candidate) -> (String, ReasonGrounds) {
        let Some(count) = candidate.tally.linkage else {
            return ("没有任何供应关系的记录，未知".to_owned(), ReasonGrounds::Nothing);
        };
        if count == 0 {
            return ("有供应关系的记录，但对方都不在本地：0".to_owned(), ReasonGrounds::Nothing);
        }
        let (mut local, _) = partners(&self.view, candidate.firm, |other| self.view.is_local(other));
        let graph = self.question.graph;
        local.sort_unstable_by(|x, y| graph.firm_id(*x).cmp(graph.firm_id(*y)));
        let names = firm_names(graph, &local);
        let value = half(count, self.question.rules.target.linkage_half);
        (format!("与本地 {count} 家企业有供应关系（{names}），{value}"), ReasonGrounds::Partners(local))
    }

    fn fund(&self, firm: FirmIx) -> (String, ReasonGrounds) {
        if self.question.left_out.funds {
            // Whether any fund invests is not told either.
            return ("基金的投资不在您看的范围，这一项没有算".to_owned(), ReasonGrounds::Nothing);
        }
        let into = investments_into(&self.view, firm);
        let mut investors: Vec<Investor> = into.map(|investment| investment.investor).collect();
        let graph = self.question.graph;
        let place = |investor: &Investor| (std::cmp::Reverse(self.group.tie(*investor)), graph.investor_id(*investor));
        investors.sort_unstable_by(|x, y| place(x).cmp(&place(y)).then_with(|| x.cmp(y)));
        investors.dedup();
        let Some(nearest) = investors.first().map(|investor| self.group.tie(*investor)) else {
            return ("没有投资方的记录，未知".to_owned(), ReasonGrounds::Nothing);
        };
        let near = investors.iter().filter(|investor| self.group.tie(**investor) == nearest);
        let names = listed(near.map(|investor| investor_name(graph, *investor)).collect::<Vec<_>>().into_iter(), "家");
        let sentence = match nearest {
            FundTie::InGroup => format!("本链基金招商组的{names}已投资它：1"),
            FundTie::SameManager => {
                let worth = self.question.rules.target.same_manager;
                format!("{names}投资了它，其管理人也管理本链基金招商组的基金：{worth}")
            }
            FundTie::Apart => format!("已有投资方（{names}），都与本链基金招商组无关：0"),
        };
        (sentence, ReasonGrounds::Investors(investors))
    }

    fn breadth(&self, candidate: &Candidate) -> (String, ReasonGrounds) {
        let gaps = self.gaps_of(candidate.firm);
        let graph = self.question.graph;
        let names = listed(gaps.iter().map(|gap| graph.segment(*gap).name.as_str()), "个");
        let (count, half_at) = (candidate.tally.breadth, self.question.rules.target.breadth_half);
        (format!("可补本链 {count} 个缺口（{names}），{}", half(count, half_at)), ReasonGrounds::Gaps(gaps))
    }
}

/// The name of who invests.
pub fn investor_name(graph: &Graph, investor: Investor) -> &str {
    match investor {
        Investor::Fund(fund) => &graph.funds[fund.at()].name,
        Investor::Firm(firm) => graph.firm_name(firm),
    }
}

fn introduction(candidate: &Candidate) -> String {
    match candidate.tally.introduction {
        None => "没有可用于引荐的联系记录，未知".to_owned(),
        Some(value) if value <= 0.0 => "有联系记录，但从本地出发走不到：0".to_owned(),
        Some(value) if value >= 1.0 => "本身已是本地可出面引荐的企业：1".to_owned(),
        Some(value) => format!("从本地出发的最佳引荐路径强度 {value:.3}"),
    }
}

fn half(count: u32, half: f64) -> String {
    format!("{count}/({count}+{half})={:.3}", f64::from(count) / (f64::from(count) + half))
}
