//! Small graphs for unit tests, built without records.

use super::{
    Chain, Csr, Feed, Firm, FirmIx, Fund, FundIx, Graph, Investment, Investor, Membership, Segment, SegmentIx, Site,
    SiteIx, Trade, When,
};
use crate::graph::ChainIx;
use crate::model::{Adcode, EventDate, Stage, Status};

/// A graph in the making. Chains and segments must be added in order of their ids.
#[derive(Default)]
pub struct SampleGraph {
    graph: Graph,
    memberships: Vec<(u32, Membership)>,
    site_segments: Vec<(u32, SegmentIx)>,
    supplies: Vec<(FirmIx, FirmIx, When)>,
}

pub fn code(text: &str) -> Adcode {
    text.parse().unwrap()
}

pub fn day(text: &str) -> EventDate {
    text.parse().unwrap()
}

impl SampleGraph {
    pub fn chain(&mut self, id: &str, adcode: Option<&str>) -> ChainIx {
        self.graph.chains.push(Chain { id: id.into(), name: id.into(), adcode: adcode.map(code), ..Chain::default() });
        ChainIx::from_position(self.graph.chains.len() - 1)
    }

    pub fn segment(&mut self, chain: ChainIx, id: &str) -> SegmentIx {
        self.graph.segments.push(Segment {
            id: id.into(),
            chain,
            name: format!("环节{id}"),
            stage: Stage::Upstream,
            parent: None,
            leaf: true,
            key: false,
            surveyed: None,
            products: Vec::new(),
            industry_code: String::new(),
        });
        SegmentIx::from_position(self.graph.segments.len() - 1)
    }

    pub fn change(&mut self, segment: SegmentIx) -> &mut Segment {
        &mut self.graph.segments[segment.at()]
    }

    pub fn below(&mut self, child: SegmentIx, parent: SegmentIx) {
        self.change(child).parent = Some(parent);
        self.change(parent).leaf = false;
    }

    pub fn feed(&mut self, from: SegmentIx, to: SegmentIx) -> &mut Feed {
        self.graph.feeds.push(Feed { from, to, kind: None });
        self.graph.feeds.last_mut().unwrap()
    }

    pub fn firm(&mut self, id: &str, adcode: Option<&str>) -> FirmIx {
        self.graph.firm_ids.push(id);
        self.graph.firm_names.push(&format!("{id}公司"));
        self.graph.firm_short_names.push(id);
        self.graph.firm_seen.push(When::UNDATED);
        self.graph.firms.push(Firm {
            adcode: adcode.map(code),
            standing: None,
            status: Status::Active,
            risk: None,
            foreign: false,
            revenue: None,
            against: None,
        });
        FirmIx::from_position(self.graph.firms.len() - 1)
    }

    pub fn firm_mut(&mut self, firm: FirmIx) -> &mut Firm {
        &mut self.graph.firms[firm.at()]
    }

    pub fn seen(&mut self, firm: FirmIx, date: &str) {
        self.graph.firm_seen[firm.at()] = When::of(Some(day(date)));
    }

    pub fn fund(&mut self, id: &str, manager: &str) -> FundIx {
        self.graph.funds.push(Fund { id: id.into(), name: id.into(), manager: manager.into(), ..Fund::default() });
        FundIx::from_position(self.graph.funds.len() - 1)
    }

    pub fn in_group(&mut self, chain: ChainIx, fund: FundIx) {
        self.graph.fund_groups.push((chain, fund));
    }

    pub fn invest(&mut self, investor: Investor, firm: FirmIx, date: Option<&str>) {
        let date = When::of(date.map(day));
        self.graph.investments.push(Investment { investor, firm, percent: None, amount: None, date });
    }

    pub fn member(&mut self, firm: FirmIx, segment: SegmentIx, adcode: Option<&str>) {
        self.memberships.push((firm.0, Membership { segment, adcode: adcode.map(code) }));
    }

    pub fn site(&mut self, firm: FirmIx, adcode: &str, kind: &str, opened: Option<&str>, segments: &[SegmentIx]) {
        let ix = SiteIx::from_position(self.graph.sites.len());
        let opened = When::of(opened.map(day));
        self.graph.sites.push(Site { firm, adcode: code(adcode), kind: kind.parse().unwrap(), opened });
        self.site_segments.extend(segments.iter().map(|s| (ix.0, *s)));
    }

    pub fn supply(&mut self, supplier: FirmIx, customer: FirmIx, date: Option<&str>) {
        self.supplies.push((supplier, customer, When::of(date.map(day))));
    }

    pub fn graph(mut self) -> Graph {
        let graph = &mut self.graph;
        let firms = graph.firms.len();
        self.memberships.sort_unstable();
        graph.memberships = Csr::new(firms, &self.memberships);
        let by_firm: Vec<_> = (0..).map(SiteIx).zip(&graph.sites).map(|(ix, site)| (site.firm.0, ix)).collect();
        graph.firm_sites = Csr::new(firms, &by_firm);
        graph.site_segments = Csr::new(graph.sites.len(), &self.site_segments);
        let trade = |a: FirmIx, other: FirmIx, date: When| (a.0, Trade { other, date });
        let customers: Vec<_> = self.supplies.iter().map(|&(s, c, d)| trade(s, c, d)).collect();
        let suppliers: Vec<_> = self.supplies.iter().map(|&(s, c, d)| trade(c, s, d)).collect();
        graph.customers = Csr::new(firms, &customers);
        graph.suppliers = Csr::new(firms, &suppliers);
        self.graph
    }
}
