use std::sync::Arc;

use proptest::prelude::*;

use crate::gaps::sample_city::{City, leaf};
use crate::gaps::{FundTie, GapQuestion, Introductions, Ranking, TargetScope, targets};
use crate::graph::{FirmIx, Investor, Network};
use crate::model::{SiteKind, Standing, TargetFlag};

fn ranked(city: City, home: &str) -> Ranking {
    city.asked(home, ranking)
}

fn ranking(question: &GapQuestion) -> Ranking {
    let network = Arc::new(Network::of(question.graph, question.as_of, &question.rules.introduction.trusts()));
    let (view, rules) = (question.viewpoint(), &question.rules.introduction);
    let introductions = Introductions::of(&view, question.chain, question.home, network, rules);
    Ranking::of(question, &|firm| introductions.to(firm).factor())
}

/// A city whose leaf `b` is a gap, with one candidate of it in 苏州, changed as the test says.
fn with_candidate(make: impl FnOnce(&mut City, FirmIx)) -> Ranking {
    let mut city = City::new();
    city.present(&["a", "d"]);
    let maker = city.firm("320500", &["b"]);
    make(&mut city, maker);
    ranked(city, "340100")
}

/// What is counted of the candidate.
fn counted(make: impl FnOnce(&mut City, FirmIx)) -> (Option<u32>, Option<u32>, Option<FundTie>) {
    let ranking = with_candidate(make);
    let tally = ranking.candidates.iter().find(|one| one.segment == leaf("b")).unwrap().tally;
    (tally.expansion, tally.linkage, tally.fund)
}

fn expansion(make: impl FnOnce(&mut City, FirmIx)) -> Option<u32> {
    counted(make).0
}

#[test]
fn expansion_counts_what_is_dated_within_three_years_both_days_included() {
    let site = |adcode: &'static str, kind: SiteKind, opened: Option<&'static str>| {
        move |city: &mut City, maker| city.sample.site(maker, adcode, kind.code(), opened, &[])
    };
    let plant = SiteKind::Plant;
    assert_eq!(expansion(|_, _| {}), None);
    assert_eq!(expansion(site("440300", plant, None)), None);
    // The city asks as of 2026-06-01.
    for (opened, count) in [("2023-06-01", 1), ("2023-05-31", 0), ("2026-06-01", 1)] {
        assert_eq!(expansion(site("440300", plant, Some(opened))), Some(count), "{opened}");
    }
    assert_eq!(expansion(site("440300", plant, Some("2026-06-02"))), None);
    assert_eq!(expansion(site("440300", SiteKind::Branch, Some("2025"))), None);
    assert_eq!(expansion(site("320505", plant, Some("2025"))), None);
    assert_eq!(expansion(site("320000", plant, Some("2025"))), None);
    assert_eq!(expansion(site("320100", plant, Some("2025"))), Some(1));
    let invested = |city: &mut City, maker: FirmIx| {
        let other = city.firm("110108", &[]);
        city.sample.invest(Investor::Firm(maker), other, Some("2025"));
        city.sample.invest(Investor::Firm(maker), other, Some("2020"));
        city.sample.invest(Investor::Firm(maker), other, None);
    };
    assert_eq!(expansion(invested), Some(1));
}

#[test]
fn linkage_counts_distinct_local_partners_and_is_unknown_without_any_edge() {
    let supplying = |adcode: &'static str, date: Option<&'static str>| {
        counted(move |city, maker| {
            let other = city.firm(adcode, &[]);
            city.sample.supply(maker, other, date);
            city.sample.supply(other, maker, date);
        })
        .1
    };
    assert_eq!(counted(|_, _| {}).1, None);
    assert_eq!(supplying("340111", None), Some(1));
    assert_eq!(supplying("440300", None), Some(0));
    assert_eq!(supplying("340111", Some("2027")), None);
}

#[test]
fn a_fund_of_the_group_beats_one_of_its_manager_and_other_investors_are_known() {
    let invested = |group: bool, manager: &'static str| {
        counted(move |city, maker| {
            let (own, other) = (city.sample.fund("f1", "甲"), city.sample.fund("f2", manager));
            city.sample.in_group(city.chain, own);
            city.sample.invest(Investor::Fund(if group { own } else { other }), maker, None);
        })
        .2
    };
    assert_eq!(counted(|_, _| {}).2, None);
    assert_eq!(invested(true, "乙"), Some(FundTie::InGroup));
    assert_eq!(invested(false, "甲"), Some(FundTie::SameManager));
    assert_eq!(invested(false, "乙"), Some(FundTie::Apart));
    assert_eq!(invested(false, ""), Some(FundTie::Apart));
}

#[test]
fn flags_are_told_in_their_order() {
    let mut city = City::new();
    city.present(&["a", "d"]);
    let maker = city.firm("340122", &["b"]);
    city.sample.seen(maker, "2024-05-31");
    city.sample.firm_mut(maker).risk = Some(crate::model::Risk::Watch);
    city.sample.site(maker, "340111", "branch", Some("2026-01-01"), &[]);
    let flags = city.asked("340111", |question| {
        let scope = TargetScope { segment: Some(leaf("b")), limit: 9, ..TargetScope::default() };
        targets(question, &ranking(question), &scope).targets[0].flags.clone()
    });
    assert_eq!(flags, TargetFlag::ALL);
}

/// A small city as dealt: firms with their leaf and standing, supplies and investments between them.
#[derive(Debug, Clone)]
struct Dealt {
    firms: Vec<(usize, usize, usize)>,
    supplies: Vec<(usize, usize)>,
    investments: Vec<(usize, usize)>,
}

const REGIONS: [&str; 4] = ["340111", "320500", "440300", "340000"];
const LEAVES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn dealt() -> impl Strategy<Value = Dealt> {
    let firm = (0..REGIONS.len(), 0..LEAVES.len(), 0..6usize);
    // At most nine firms and three funds: nobody has more than ten neighbours.
    let parts = (
        prop::collection::vec(firm, 3..7),
        prop::collection::vec((0..7usize, 0..7usize), 0..9),
        prop::collection::vec((0..3usize, 0..7usize), 0..7),
    );
    parts.prop_map(|(firms, supplies, investments)| Dealt { firms, supplies, investments })
}

impl Dealt {
    fn scores(&self) -> Vec<(FirmIx, f64, f64)> {
        let mut city = City::new();
        let funds = ["甲", "甲", "乙"].map(|manager| city.sample.fund(&format!("f{manager}"), manager));
        city.sample.in_group(city.chain, funds[0]);
        let mut firms = Vec::new();
        for &(region, at, standing) in &self.firms {
            let firm = city.firm(REGIONS[region], &[LEAVES[at]]);
            city.sample.firm_mut(firm).standing = Standing::ALL.get(standing).copied();
            firms.push(firm);
        }
        let at = |place: usize| firms[place % firms.len()];
        for &(one, other) in self.supplies.iter().filter(|(one, other)| at(*one) != at(*other)) {
            city.sample.supply(at(one), at(other), None);
        }
        for &(fund, firm) in &self.investments {
            city.sample.invest(Investor::Fund(funds[fund]), at(firm), None);
        }
        let ranking = ranked(city, "340100");
        ranking.candidates.iter().map(|one| (one.firm, one.score, one.evidence)).collect()
    }

    /// Every city with one fact less, and the firm that the fact is about.
    fn with_less(&self) -> Vec<(Self, usize)> {
        let blank = |place: usize| {
            let mut less = self.clone();
            less.firms[place].2 = Standing::ALL.len();
            (less, place)
        };
        let mut all: Vec<_> = (0..self.firms.len()).map(blank).collect();
        for (place, &(one, other)) in self.supplies.iter().enumerate() {
            let mut less = self.clone();
            less.supplies.remove(place);
            all.extend([(less.clone(), one % self.firms.len()), (less, other % self.firms.len())]);
        }
        for (place, &(_, firm)) in self.investments.iter().enumerate() {
            let mut less = self.clone();
            less.investments.remove(place);
            all.push((less, firm % self.firms.len()));
        }
        all
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn knowing_less_of_a_target_never_raises_its_score_or_evidence(city in dealt()) {
        let before = city.scores();
        for (less, place) in city.with_less() {
            let firm = FirmIx::from_position(place);
            let of = |all: &[(FirmIx, f64, f64)]| all.iter().find(|one| one.0 == firm).copied();
            if let (Some((_, score, evidence)), Some((_, lower, less_known))) = (of(&before), of(&less.scores())) {
                prop_assert!(lower <= score + 1e-9 && less_known <= evidence + 1e-9, "{less:?} {firm:?}");
            }
        }
    }
}

#[test]
fn equal_candidates_stand_by_id_wherever_a_page_is_cut() {
    let mut city = City::new();
    city.present(&["a", "d"]);
    (0..30).for_each(|_| {
        city.firm("320500", &["b"]);
    });
    let pages = city.asked("340100", |question| {
        let ranking = ranking(question);
        let page = |skip, limit| {
            let scope = TargetScope { skip, limit, ..TargetScope::default() };
            targets(question, &ranking, &scope).targets.into_iter().map(|target| target.enterprise)
        };
        let all: Vec<String> = page(0, usize::MAX).collect();
        let paged: Vec<String> = (0..10).flat_map(|at| page(at * 4, 4)).collect();
        (all, paged)
    });
    assert_eq!(pages.0, pages.1);
    assert!(pages.0.is_sorted(), "{:?}", pages.0);
}
