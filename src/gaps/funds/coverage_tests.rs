//! Coverage, recommendations and plans of random cities against brute force.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::gaps::sample_city::{City, leaf};
use crate::gaps::{GapAnswer, Rules, gaps, plan};
use crate::graph::Investor;
use crate::graph::number::for_order;
use crate::graph::sample::day;
use crate::model::Risk;

const AS_OF: &str = "2026-06-01";
const LEAVES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const REGIONS: [&str; 4] = ["340111", "310000", "320500", "340000"];
const DATES: [Option<&str>; 4] = [None, Some("2024"), Some("2026-06-01"), Some("2026-06-02")];

/// A city: firms with a region, leaves and risk; funds; which of them are in the group; who invests in whom and when.
#[derive(Debug, Clone)]
struct Dealt {
    firms: Vec<(usize, BTreeSet<usize>, bool)>,
    group: Vec<bool>,
    investments: Vec<(usize, usize, usize)>,
}

fn cities() -> impl Strategy<Value = Dealt> {
    let firm = (0..4usize, prop::collection::btree_set(0..6usize, 0..4), prop::bool::weighted(0.1));
    let lists = (prop::collection::vec(firm, 1..14), prop::collection::vec(any::<bool>(), 1..8));
    (lists, prop::collection::vec((0..8usize, 0..14usize, 0..4usize), 0..40))
        .prop_map(|((firms, group), investments)| Dealt { firms, group, investments })
}

fn city(dealt: &Dealt) -> City {
    let mut city = City::new();
    let mut firms = Vec::new();
    for (region, leaves, severe) in &dealt.firms {
        let leaves: Vec<&str> = leaves.iter().map(|leaf| LEAVES[*leaf]).collect();
        let firm = city.firm(REGIONS[*region], &leaves);
        city.sample.firm_mut(firm).risk = severe.then_some(Risk::Severe);
        firms.push(firm);
    }
    let funds: Vec<FundIx> = (0..dealt.group.len()).map(|n| city.sample.fund(&format!("f{n}"), "甲")).collect();
    for (fund, _) in funds.iter().zip(&dealt.group).filter(|(_, inside)| **inside) {
        let chain = city.chain;
        city.sample.in_group(chain, *fund);
    }
    for &(fund, firm, date) in &dealt.investments {
        let investor = Investor::Fund(funds[fund % funds.len()]);
        city.sample.invest(investor, firms[firm % firms.len()], DATES[date]);
    }
    city
}

/// The candidates a fund holds by the day, of one gap, by id; looked up row by row.
fn brute_through(graph: &Graph, answer: &GapAnswer, gap: usize, fund: FundIx) -> Vec<String> {
    let made = graph.investments.iter().filter(|i| i.investor == Investor::Fund(fund));
    let made = made.filter(|i| i.date.exists_at(day(AS_OF).day()));
    let candidates = made.filter(|i| answer.segments[gap].firms.outside.contains(&i.firm));
    let ids: BTreeSet<String> = candidates.map(|i| graph.firm_id(i.firm).to_owned()).collect();
    ids.into_iter().collect()
}

fn ids(graph: &Graph, firms: &[FirmIx]) -> Vec<String> {
    firms.iter().map(|firm| graph.firm_id(*firm).to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn coverage_and_recommendations_equal_brute_force(dealt in cities()) {
        city(&dealt).asked("340100", |question| {
            let (graph, answer) = (question.graph, gaps(question));
            let candidacies = Candidacies::of(graph, &answer);
            let day = day(AS_OF).day();
            let found = fund_coverage(graph, question.chain, day, &candidacies, &Rules::default().fund);
            let count = answer.segments.iter().filter(|s| s.verdict.is_gap()).count();
            let mut covered = BTreeSet::new();
            let inside: Vec<FundIx> = (0..).zip(&dealt.group).filter(|(_, is)| **is).map(|(n, _)| FundIx(n)).collect();
            assert_eq!(found.coverage.iter().map(|reach| reach.fund).collect::<Vec<_>>(), inside);
            for reach in &found.coverage {
                for gap in 0..count {
                    let reached = reach.gaps.iter().find(|reached| reached.gap == gap);
                    let through = reached.map_or(Vec::new(), |reached| ids(graph, &reached.through));
                    assert_eq!(through, brute_through(graph, &answer, gap, reach.fund));
                    covered.extend(reached.map(|_| gap));
                }
            }
            assert_eq!(found.uncovered, (0..count).filter(|gap| !covered.contains(gap)).collect::<Vec<_>>());
            // The naive greedy: every fund outside weighed anew.
            let outside = || (0..graph.funds.len()).map(FundIx::from_position).filter(|fund| !inside.contains(fund));
            let mut again: Vec<(FundIx, Vec<usize>)> = Vec::new();
            while again.len() < 5 {
                let adds = |fund| {
                    let reached = |gap: &usize| !brute_through(graph, &answer, *gap, fund).is_empty();
                    (0..count).filter(|gap| !covered.contains(gap)).filter(reached).collect::<Vec<usize>>()
                };
                let gain = |adds: &[usize]| adds.iter().fold(0.0, |sum, gap| sum + answer.segments[*gap].priority.unwrap());
                let mut best: Option<(f64, FundIx, Vec<usize>)> = None;
                for fund in outside() {
                    let adds = adds(fund);
                    let gain = for_order(gain(&adds));
                    if gain > best.as_ref().map_or(0.0, |(gain, ..)| *gain) {
                        best = Some((gain, fund, adds));
                    }
                }
                let Some((_, fund, adds)) = best else { break };
                covered.extend(adds.iter().copied());
                again.push((fund, adds));
            }
            let picked: Vec<_> = found.recommended.iter().map(|p| (p.fund, p.adds.clone())).collect();
            assert_eq!(picked, again);
            for partner in &found.recommended {
                assert!(!inside.contains(&partner.fund));
                let all: BTreeSet<String> = partner.adds.iter()
                    .flat_map(|gap| brute_through(graph, &answer, *gap, partner.fund)).collect();
                assert_eq!(ids(graph, &partner.through), all.into_iter().collect::<Vec<_>>());
            }
        });
    }

    #[test]
    fn a_plan_picks_the_firm_of_least_id_that_adds_most(dealt in cities(), budget in 0..5usize) {
        city(&dealt).asked("340100", |question| {
            let (graph, answer) = (question.graph, gaps(question));
            let candidacies = Candidacies::of(graph, &answer);
            let found = plan(graph, &candidacies, budget);
            let mut covered = BTreeSet::new();
            let mut again = Vec::new();
            while again.len() < budget {
                let mut best: Option<(f64, FirmIx, Vec<usize>)> = None;
                let mut firms: Vec<FirmIx> = (0..graph.firm_count()).map(FirmIx::from_position).collect();
                firms.sort_by_key(|firm| graph.firm_id(*firm));
                for firm in firms {
                    let wants = |gap: &usize| answer.segments[*gap].firms.outside.contains(&firm) && !covered.contains(gap);
                    let adds: Vec<usize> = (0..candidacies.gaps.len()).filter(wants).collect();
                    let gain = for_order(adds.iter().fold(0.0, |sum, gap| sum + answer.segments[*gap].priority.unwrap()));
                    if gain > best.as_ref().map_or(0.0, |(gain, ..)| *gain) {
                        best = Some((gain, firm, adds));
                    }
                }
                let Some((_, firm, adds)) = best else { break };
                covered.extend(adds.iter().copied());
                again.push((firm, adds));
            }
            assert_eq!(found.chosen.iter().map(|c| (c.firm, c.adds.clone())).collect::<Vec<_>>(), again);
            for choice in &found.chosen {
                let same = |firm: &FirmIx| candidacies.of_firm(*firm) == candidacies.of_firm(choice.firm);
                assert!(choice.equals.iter().all(|firm| same(firm) && *firm != choice.firm));
            }
            assert!(found.reachable <= found.total + 1e-9);
        });
    }
}

#[test]
fn an_investment_of_tomorrow_and_a_severe_firm_reach_nothing() {
    let mut city = City::new();
    city.present(&["a", "d"]);
    let firms = [city.firm("310000", &["b"]), city.firm("310000", &["b"]), city.firm("310000", &["c"])];
    city.sample.firm_mut(firms[1]).risk = Some(Risk::Severe);
    let (fund, chain) = (city.sample.fund("f1", ""), city.chain);
    city.sample.in_group(chain, fund);
    for (firm, date) in [(firms[0], Some("2026-06-02")), (firms[1], None), (firms[2], Some("2026-06-01"))] {
        city.sample.invest(Investor::Fund(fund), firm, date);
    }
    city.asked("340100", |question| {
        let answer = gaps(question);
        let candidacies = Candidacies::of(question.graph, &answer);
        let found = fund_coverage(question.graph, chain, question.as_of, &candidacies, &Rules::default().fund);
        let reached: Vec<_> = found.coverage[0].gaps.iter().map(|r| answer.segments[r.gap].ix).collect();
        assert_eq!(reached, [leaf("c")]);
    });
}
