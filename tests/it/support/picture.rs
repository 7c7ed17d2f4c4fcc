//! A graph as a sorted list of lines, so that two graphs can be compared however their columns are ordered.

use std::collections::BTreeMap;
use std::fmt::Debug;

use liantu::app::{App, Clock, Held, KnownAt};
use liantu::gaps::Rules;
use liantu::graph::{ChainIx, FirmIx, Graph, Investor, SegmentIx};
use liantu::model::Kind;
use liantu::store::Store;

/// What a graph holds, and what it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Entities, edges and assessments. Firms go by the keys of all their records, so that it does not matter which of
    /// them gives the id.
    pub lines: Vec<String>,
    /// The ids of firms, by the keys of their records.
    pub ids: BTreeMap<String, String>,
    /// The gaps of every chain for some homes, as JSON.
    pub gaps: Vec<String>,
}

/// Homes that every chain is asked for: a prefecture, a county, a province.
const HOMES: [&str; 3] = ["340100", "340111", "340000"];
const AS_OF: &str = "2026-11-23";

/// The picture of a store, read afresh.
pub async fn of(store: &Store) -> Picture {
    let clock = Clock::Fixed("2026-11-23T04:00:00Z".parse().expect("a time"));
    let app = App::open(store.clone(), Rules::default(), clock).await.expect("a graph");
    of_app(store, &app).await
}

/// The picture of what a process holds.
pub async fn of_app(store: &Store, app: &App) -> Picture {
    known_at(store, app, None).await
}

/// The picture of what was known then.
pub async fn known_at(store: &Store, app: &App, then: Option<KnownAt>) -> Picture {
    let held = app.version(then).await.expect("a graph");
    let keys = keys(store, &held.graph).await;
    let drawing = Drawing { held: &held, keys: &keys };
    let mut lines = drawing.lines();
    lines.sort();
    let ids = keys.iter().enumerate().map(|(i, key)| {
        let firm = FirmIx::from_position(i);
        (key.clone(), held.graph.firm_id(firm).to_owned())
    });
    Picture { lines, ids: ids.collect(), gaps: gaps(app, then).await }
}

/// The key texts of the records of each firm, joined.
async fn keys(store: &Store, graph: &Graph) -> Vec<String> {
    let take = |all: &mut Vec<String>, _, _: Kind, text: &str| all.push(text.to_owned());
    let mut texts = store.nodes(vec![Kind::Enterprise], Vec::new(), take).await.expect("nodes");
    texts.sort();
    let mut keys = vec![Vec::new(); graph.firm_count()];
    for text in texts {
        if let Some(firm) = graph.firm_with_id(&text) {
            keys[firm.at()].push(text);
        }
    }
    keys.into_iter().map(|all| all.join("+")).collect()
}

async fn gaps(app: &App, then: Option<KnownAt>) -> Vec<String> {
    let desk = super::desk(app, then).await;
    let mut answers = Vec::new();
    for home in HOMES {
        answers.extend(desk.overview(Some(home), AS_OF.parse().ok()).expect("answers"));
    }
    answers.iter().map(|answer| serde_json::to_string(answer).expect("JSON")).collect()
}

struct Drawing<'a> {
    held: &'a Held,
    keys: &'a [String],
}

impl Drawing<'_> {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        self.things(&mut lines);
        self.firms(&mut lines);
        self.edges(&mut lines);
        lines
    }

    fn firm(&self, firm: FirmIx) -> &str {
        &self.keys[firm.at()]
    }

    fn segment(&self, segment: SegmentIx) -> &str {
        &self.held.graph.segment(segment).id
    }

    fn chain(&self, chain: ChainIx) -> &str {
        &self.held.graph.chain(chain).id
    }

    fn things(&self, lines: &mut Vec<String>) {
        let g = &self.held.graph;
        for c in &g.chains {
            let mut anchors: Vec<&str> = c.anchors.iter().map(|f| self.firm(*f)).collect();
            anchors.sort_unstable();
            let said = (&c.id, &c.name, c.adcode, &c.leader, &c.lead_unit, &c.group, &c.members, anchors);
            lines.push(line("chain", &said));
        }
        for s in &g.segments {
            let parent = s.parent.map(|p| self.segment(p));
            let place = (&s.id, self.chain(s.chain), parent, s.leaf);
            lines.push(line("segment", &(place, &s.name, s.stage, s.key, s.surveyed, &s.products, &s.industry_code)));
        }
        for (i, _) in g.segments.iter().enumerate() {
            let segment = SegmentIx::from_position(i);
            for a in self.held.assessments.of(segment) {
                lines.push(line("assessment", &(self.segment(segment), a)));
            }
        }
        g.funds.iter().for_each(|f| lines.push(line("fund", f)));
        g.people.iter().for_each(|p| lines.push(line("person", p)));
        for a in &g.associations {
            lines.push(line("association", &(&a.id, &a.name, a.adcode, a.chain.map(|c| self.chain(c)))));
        }
        g.squads.iter().for_each(|s| lines.push(line("squad", s)));
    }

    fn firms(&self, lines: &mut Vec<String>) {
        let g = &self.held.graph;
        for firm in (0..g.firm_count()).map(FirmIx::from_position) {
            let key = self.firm(firm);
            lines.push(line("firm", &(key, g.firm_name(firm), g.firm(firm))));
            for m in g.memberships(firm) {
                lines.push(line("member", &(key, self.segment(m.segment), m.adcode)));
            }
            for (ix, site) in g.sites(firm) {
                let segments: Vec<&str> = g.segments_at(ix).iter().map(|s| self.segment(*s)).collect();
                lines.push(line("site", &(key, site.adcode, site.kind, site.opened, segments)));
            }
            for trade in g.customers(firm) {
                lines.push(line("supplies", &(key, self.firm(trade.other), trade.date)));
            }
            for trade in g.suppliers(firm) {
                lines.push(line("supplied", &(key, self.firm(trade.other), trade.date)));
            }
        }
    }

    fn edges(&self, lines: &mut Vec<String>) {
        let g = &self.held.graph;
        for f in &g.feeds {
            lines.push(line("feeds", &(self.segment(f.from), self.segment(f.to), f.kind)));
        }
        for i in &g.investments {
            let investor = match i.investor {
                Investor::Fund(fund) => &g.funds[fund.at()].id,
                Investor::Firm(firm) => self.firm(firm),
            };
            lines.push(line("invests", &(investor, self.firm(i.firm), i.percent, i.amount, i.date)));
        }
        for (person, firm, title) in &g.offices {
            lines.push(line("office", &(&g.people[person.at()].id, self.firm(*firm), title)));
        }
        for (association, person) in &g.association_people {
            lines.push(line("joins", &(&g.associations[association.at()].id, &g.people[person.at()].id)));
        }
        for (association, firm) in &g.association_firms {
            lines.push(line("joins", &(&g.associations[association.at()].id, self.firm(*firm))));
        }
        for (chain, fund) in &g.fund_groups {
            lines.push(line("funds", &(self.chain(*chain), &g.funds[fund.at()].id)));
        }
        for (chain, squad) in &g.assignments {
            lines.push(line("assigned", &(self.chain(*chain), &g.squads[squad.at()].id)));
        }
    }
}

fn line(what: &str, said: &impl Debug) -> String {
    format!("{what} {said:?}")
}

/// The first lines that only one of two pictures has; nothing where they are alike.
pub fn difference(found: &[String], expected: &[String]) -> String {
    const TOLD: usize = 8;
    let only = |mine: &[String], theirs: &[String], sign: &str| {
        let mut left: Vec<&String> = theirs.iter().collect();
        let mut lines = Vec::new();
        for line in mine {
            match left.iter().position(|other| *other == line) {
                Some(place) => drop(left.swap_remove(place)),
                None => lines.push(format!("{sign} {line}")),
            }
        }
        lines.truncate(TOLD);
        lines
    };
    let mut told = only(found, expected, "found");
    told.extend(only(expected, found, "expected"));
    told.join("\n")
}

/// Two pictures are the same in every part, ids included.
#[track_caller]
pub fn assert_same(found: &Picture, expected: &Picture, place: &str) {
    assert_alike(found, expected, place);
    assert_eq!(found.ids, expected.ids, "{place}: ids");
    assert!(found.gaps == expected.gaps, "{place}: gaps\n{}", difference(&found.gaps, &expected.gaps));
}

/// Two pictures are the same but for which record gives a firm its id.
#[track_caller]
pub fn assert_alike(found: &Picture, expected: &Picture, place: &str) {
    let told = difference(&found.lines, &expected.lines);
    assert!(found.lines == expected.lines, "{place}:\n{told}");
}
