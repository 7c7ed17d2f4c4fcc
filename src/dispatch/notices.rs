//! What is odd in the rows; nothing is corrected.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::city_work::{CityWork, ShareHolder};
use super::moment::CityMoment;
use super::stages::Stand;
use crate::graph::number::for_order;
use crate::model::{Adcode, ProjectNode};

/// What is odd, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// A stage dated before an earlier one.
    Order,
    /// A stage after signing passed without a date.
    Passed,
    /// An amount far from the chain's others.
    Amount,
    /// Two signed projects that may be one.
    Repeat,
    /// More in statistics than invested.
    Statistics,
    /// A trip long without return.
    Open,
}

impl NoticeKind {
    const ALL: [Self; 6] = [Self::Order, Self::Passed, Self::Amount, Self::Repeat, Self::Statistics, Self::Open];

    /// The kind of that name in JSON.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// In JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Passed => "passed",
            Self::Amount => "amount",
            Self::Repeat => "repeat",
            Self::Statistics => "statistics",
            Self::Open => "open",
        }
    }

    /// As people read it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Order => "节点日期早于前一节点",
            Self::Passed => "节点没有日期",
            Self::Amount => "金额与同链项目相差百倍",
            Self::Repeat => "可能重复签约",
            Self::Statistics => "纳统投资大于到位资金",
            Self::Open => "出行久未返回",
        }
    }
}

/// Something odd.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DispatchNotice {
    /// What is odd.
    pub kind: NoticeKind,
    /// Of what: ids, and the node.
    pub what: String,
}

/// Everything odd at a moment that is seen, by kind, then by what. A project is compared with all of its chain.
pub fn notices(moment: &CityMoment<'_>) -> Vec<DispatchNotice> {
    let active: Vec<(u32, &Stand<'_>)> = (0u32..).zip(&moment.stands).filter(|(_, stand)| stand.active).collect();
    let mut found = Vec::new();
    for (_, stand) in active.iter().filter(|(at, _)| moment.part.project(*at)) {
        of_nodes(stand, &mut found);
        of_statistics(stand, moment.window.cut, &mut found);
    }
    of_amounts(moment, &active, &mut found);
    of_repeats(moment, &active, &mut found);
    found.extend(moment.open_trips().map(|trip| DispatchNotice { kind: NoticeKind::Open, what: trip.id.clone() }));
    found.sort();
    found
}

fn of_nodes(stand: &Stand<'_>, found: &mut Vec<DispatchNotice>) {
    let mut tell = |kind, node: ProjectNode| {
        found.push(DispatchNotice { kind, what: format!("{} {node}", stand.project.id) });
    };
    let mut latest = None;
    for node in ProjectNode::stages() {
        let own = stand.actual(node);
        if own.is_some_and(|day| latest.is_some_and(|latest| day < latest)) {
            tell(NoticeKind::Order, node);
        }
        if own.is_none() && node > ProjectNode::Signed && stand.reached(node) {
            tell(NoticeKind::Passed, node);
        }
        latest = latest.max(own);
    }
}

fn of_statistics(stand: &Stand<'_>, cut: i32, found: &mut Vec<DispatchNotice>) {
    let told = stand.project.statistics_told(cut).zip(stand.project.invested_told(cut));
    if told.is_some_and(|(statistics, invested)| for_order(statistics) > for_order(invested)) {
        found.push(DispatchNotice { kind: NoticeKind::Statistics, what: stand.project.id.clone() });
    }
}

fn of_amounts(moment: &CityMoment<'_>, active: &[(u32, &Stand<'_>)], found: &mut Vec<DispatchNotice>) {
    let times = moment.presets.limit.amount_times;
    let mut by_chain: BTreeMap<u32, Vec<(f64, u32)>> = BTreeMap::new();
    for (at, project) in active.iter().map(|(at, stand)| (*at, stand.project)) {
        if let (Some(chain), Some(amount)) = (project.chain, project.amount.filter(|amount| *amount > 0.0)) {
            by_chain.entry(chain).or_default().push((amount, at));
        }
    }
    for mut amounts in by_chain.into_values() {
        amounts.sort_by(|x, y| x.0.total_cmp(&y.0));
        let middle = amounts.len() / 2;
        let upper = amounts[middle].0;
        let median = if amounts.len() % 2 == 1 { upper } else { f64::midpoint(amounts[middle - 1].0, upper) };
        let (most, least) = (for_order(median * times), for_order(median / times));
        let odd = amounts.iter().filter(|(amount, _)| for_order(*amount) >= most || for_order(*amount) <= least);
        let seen = odd.map(|(_, at)| *at).filter(|at| moment.part.project(*at));
        let id = |at: u32| moment.city.project(at).id.clone();
        found.extend(seen.map(|at| DispatchNotice { kind: NoticeKind::Amount, what: id(at) }));
    }
}

/// Pairs of signed projects in one place, of near amounts, of one enterprise or of two under one control.
fn of_repeats(moment: &CityMoment<'_>, active: &[(u32, &Stand<'_>)], found: &mut Vec<DispatchNotice>) {
    let control = Control::of(moment);
    let share = moment.presets.limit.repeat_share;
    let mut by_place: HashMap<Adcode, Vec<(f64, &Stand<'_>)>> = HashMap::new();
    let signed = active.iter().filter(|(at, stand)| moment.part.project(*at) && stand.reached(ProjectNode::Signed));
    for (_, stand) in signed {
        if let (Some(adcode), Some(amount)) = (stand.project.adcode, stand.project.amount) {
            by_place.entry(adcode).or_default().push((amount, stand));
        }
    }
    for mut here in by_place.into_values() {
        here.sort_by(|x, y| x.0.total_cmp(&y.0));
        for (at, (smaller, one)) in here.iter().enumerate() {
            let near = |larger: &f64| for_order((larger - smaller) / share) <= for_order(*larger);
            for (_, other) in here[at + 1..].iter().take_while(|(larger, _)| near(larger)) {
                let (one, other) = (one.project, other.project);
                if control.joins(one.firm, other.firm) {
                    let (first, second) = if one.id < other.id { (one, other) } else { (other, one) };
                    let what = format!("{} {}", first.id, second.id);
                    found.push(DispatchNotice { kind: NoticeKind::Repeat, what });
                }
            }
        }
    }
}

/// Who holds so much of whom that two enterprises are under one control.
struct Control {
    pairs: HashSet<(u32, u32)>,
    holders: HashMap<u32, HashSet<ShareHolder>>,
}

impl Control {
    fn of(moment: &CityMoment<'_>) -> Self {
        let CityWork { holdings, .. } = moment.city;
        let least = for_order(moment.presets.limit.control_percent);
        let (mut pairs, mut holders) = (HashSet::new(), HashMap::<_, HashSet<_>>::new());
        let held = holdings.iter().filter(|h| for_order(h.percent) >= least && moment.window.exists(h.date));
        for holding in held {
            if let ShareHolder::Firm(investor) = holding.investor {
                pairs.insert((investor, holding.firm));
            }
            holders.entry(holding.firm).or_default().insert(holding.investor);
        }
        Self { pairs, holders }
    }

    fn joins(&self, one: u32, other: u32) -> bool {
        let common = || {
            let (x, y) = (self.holders.get(&one)?, self.holders.get(&other)?);
            Some(!x.is_disjoint(y))
        };
        one == other
            || self.pairs.contains(&(one, other))
            || self.pairs.contains(&(other, one))
            || common().unwrap_or(false)
    }
}
