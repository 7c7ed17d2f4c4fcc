//! What is counted of one firm for its score (docs/definitions.md#目标得分). Events after the day asked
//! about do not exist.

use std::collections::HashSet;

use crate::gaps::{LeftOut, TargetRules, Viewpoint};
use crate::graph::{Bits, ChainIx, FirmIx, Fund, FundIx, Graph, Investment, Investor, Site, When};
use crate::model::{Adcode, Day, SiteKind};

/// The counts behind the factors of one firm; what is none is unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FirmTally {
    /// Investments into others and sites away from its prefecture within the months looked at.
    pub expansion: Option<u32>,
    /// Distinct local firms that it supplies or is supplied by.
    pub linkage: Option<u32>,
    /// The strength of its best path from home.
    pub introduction: Option<f64>,
    /// The nearest of its investors.
    pub fund: Option<FundTie>,
    /// Gaps of the chain it is a candidate of.
    pub breadth: u32,
}

/// How near the investors of a firm are to the fund group of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FundTie {
    /// Others invest in it.
    Apart,
    /// A fund whose manager also manages a fund of the group.
    SameManager,
    /// A fund of the group.
    InGroup,
}

/// The days within which an expansion counts, both included.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    pub from: Day,
    pub to: Day,
}

/// Counts for the firms of one chain, made ready for many of them.
pub struct Counting<'a> {
    view: Viewpoint<'a>,
    window: Window,
    local: Bits,
    /// None where funds are left out.
    group: Option<FundGroup>,
    introduction: &'a dyn Fn(FirmIx) -> Option<f64>,
}

impl Window {
    /// The window of the rules that ends on a day.
    pub fn before(as_of: Day, rules: &TargetRules) -> Self {
        Self { from: as_of.months_before(i32::from(rules.expansion_months)), to: as_of }
    }

    /// Whether a known date lies in it.
    pub fn holds(self, date: When) -> bool {
        date.within(self.from, self.to)
    }
}

impl<'a> Counting<'a> {
    /// Makes ready what holds for all firms; `introduction` gives the strength of a firm's best path.
    pub fn new(
        view: Viewpoint<'a>,
        chain: ChainIx,
        window: Window,
        introduction: &'a dyn Fn(FirmIx) -> Option<f64>,
        left_out: LeftOut,
    ) -> Self {
        let group = (!left_out.funds).then(|| FundGroup::of(view.graph, chain));
        Self { view, window, local: view.all_local(), group, introduction }
    }

    /// Whether a firm has local(e).
    pub fn is_local(&self, firm: FirmIx) -> bool {
        self.local.contains(firm.at())
    }

    /// The counts of one firm that is a candidate of `breadth` gaps.
    pub fn tally(&self, firm: FirmIx, breadth: u32) -> FirmTally {
        FirmTally {
            expansion: self.expansion(firm),
            linkage: self.linkage(firm),
            introduction: (self.introduction)(firm),
            fund: self.group.as_ref().and_then(|group| group.nearest(&self.view, firm)),
            breadth,
        }
    }

    fn expansion(&self, firm: FirmIx) -> Option<u32> {
        let (mut times, mut dated) = (0, false);
        for investment in investments_by(&self.view, firm) {
            times += u32::from(self.window.holds(investment.date));
            dated |= investment.date.is_dated();
        }
        for site in expansion_sites(&self.view, firm) {
            times += u32::from(self.window.holds(site.opened));
            dated |= site.opened.is_dated();
        }
        dated.then_some(times)
    }

    fn linkage(&self, firm: FirmIx) -> Option<u32> {
        let (partners, any) = partners(&self.view, firm, |other| self.is_local(other));
        any.then(|| u32::try_from(partners.len()).unwrap_or(u32::MAX))
    }
}

/// The non-branch sites of a firm, open by now, that are certainly outside its own prefecture.
pub fn expansion_sites<'a>(view: &Viewpoint<'a>, firm: FirmIx) -> impl Iterator<Item = &'a Site> {
    let own = view.graph.firm(firm).adcode;
    let sites = view.graph.sites(firm).map(|(_, site)| site);
    let now = view.now;
    let open = sites.filter(move |site| site.opened <= now && site.kind != SiteKind::Branch);
    open.filter(move |site| own.is_some_and(|own| is_certainly_away(site.adcode, own)))
}

/// Whether a region is certainly in another prefecture: the provinces differ, or both prefectures are known and differ.
fn is_certainly_away(region: Adcode, own: Adcode) -> bool {
    let prefectures = region.prefecture().zip(own.prefecture());
    region.province() != own.province() || prefectures.is_some_and(|(one, other)| one != other)
}

/// The distinct partners in supply that are local, ascending, and whether there is any partner at all.
pub fn partners(view: &Viewpoint, firm: FirmIx, is_local: impl Fn(FirmIx) -> bool) -> (Vec<FirmIx>, bool) {
    let graph = view.graph;
    let trades = graph.customers(firm).iter().chain(graph.suppliers(firm)).filter(|trade| trade.date <= view.now);
    let (mut local, mut any) = (Vec::new(), false);
    for trade in trades {
        any = true;
        if is_local(trade.other) {
            local.push(trade.other);
        }
    }
    local.sort_unstable();
    local.dedup();
    (local, any)
}

/// How near each fund is to the fund group of a chain.
#[derive(Debug)]
pub struct FundGroup(Vec<FundTie>);

impl FundGroup {
    /// The fund group of a chain.
    pub fn of(graph: &Graph, chain: ChainIx) -> Self {
        let in_group = || graph.fund_groups.iter().filter(|(of, _)| *of == chain).map(|(_, fund)| *fund);
        let manager = |fund: FundIx| graph.funds[fund.at()].manager.as_str();
        let managers: HashSet<&str> = in_group().map(manager).filter(|manager| !manager.is_empty()).collect();
        let same = |fund: &Fund| managers.contains(fund.manager.as_str());
        let tie = |fund: &Fund| if same(fund) { FundTie::SameManager } else { FundTie::Apart };
        let mut ties: Vec<FundTie> = graph.funds.iter().map(tie).collect();
        in_group().for_each(|fund| ties[fund.at()] = FundTie::InGroup);
        Self(ties)
    }

    /// The nearest of those who invest in a firm; none where nobody is recorded.
    pub fn nearest(&self, view: &Viewpoint, firm: FirmIx) -> Option<FundTie> {
        investments_into(view, firm).map(|investment| self.tie(investment.investor)).max()
    }

    /// How near an investor is to the group.
    pub fn tie(&self, investor: Investor) -> FundTie {
        match investor {
            Investor::Fund(fund) => self.0[fund.at()],
            Investor::Firm(_) => FundTie::Apart,
        }
    }
}

/// The investments of a firm into others that exist now.
pub fn investments_by<'a>(view: &Viewpoint<'a>, firm: FirmIx) -> impl Iterator<Item = &'a Investment> {
    let now = view.now;
    view.graph.investments_by(Investor::Firm(firm)).filter(move |investment| investment.date <= now)
}

/// The investments in a firm that exist now.
pub fn investments_into<'a>(view: &Viewpoint<'a>, firm: FirmIx) -> impl Iterator<Item = &'a Investment> {
    let now = view.now;
    view.graph.investments_into(firm).filter(move |investment| investment.date <= now)
}
