use crate::gaps::GapAnswer;
use crate::gaps::sample_city::{City, leaf};
use crate::model::{Direction, Stage, Standing, Verdict};

fn verdicts(city: City) -> String {
    let answer = city.gaps();
    ["a", "b", "c", "d", "e", "f"].map(|id| short(&answer, id)).join(" ")
}

fn short(answer: &GapAnswer, id: &str) -> String {
    let found = answer.leaf(id);
    let direction =
        found.direction.map_or(String::new(), |d| format!("-{}", if d == Direction::Upstream { "up" } else { "down" }));
    format!("{}{direction}", found.verdict)
}

fn close(found: Option<f64>, known: f64) {
    assert!(found.is_some_and(|found| (found - known).abs() < 1e-9), "{found:?} is not {known}");
}

#[test]
fn a_hole_between_is_filled_and_what_lies_beyond_extends() {
    let mut city = City::new();
    city.present(&["a", "d"]);
    assert_eq!(verdicts(city), "strengthen fill extend-up strengthen extend-down build");
}

#[test]
fn a_missing_co_input_is_filled() {
    let mut city = City::new();
    city.present(&["c", "d"]);
    assert_eq!(verdicts(city), "extend-up fill strengthen strengthen extend-down build");
}

#[test]
fn by_stages_there_are_no_co_inputs() {
    let mut city = City::without_feeds();
    for id in ["d", "e", "f"] {
        city.sample.change(leaf(id)).stage = Stage::Downstream;
    }
    city.present(&["c", "d"]);
    let answer = city.gaps();
    assert_eq!(["a", "b", "e"].map(|id| short(&answer, id)), ["extend-up", "extend-up", "extend-down"]);
    assert_eq!(answer.leaf("a").factors.unwrap().linkage, None);
    assert!(answer.notices.iter().any(|n| n.contains("可信度低")), "{:?}", answer.notices);
}

#[test]
fn strength_takes_an_anchor_or_three_firms_with_a_leader() {
    let mut city = City::new();
    city.present(&["a", "a", "b", "b", "b", "d"]);
    let leader = city.firm("340111", &["a"]);
    city.sample.firm_mut(leader).standing = Some(Standing::Leading);
    let anchor = city.firm("340111", &["c"]);
    city.sample.firm_mut(anchor).standing = Some(Standing::Anchor);
    assert_eq!(verdicts(city), "strong strengthen strong strengthen extend-down build");
}

#[test]
fn what_nobody_looked_for_is_not_missing() {
    let mut one_not_surveyed = City::new();
    one_not_surveyed.sample.change(leaf("b")).surveyed = Some(day("2026-06-02"));
    one_not_surveyed.present(&["a", "d"]);
    assert_eq!(one_not_surveyed.gaps().leaf("b").verdict, Verdict::Unsurveyed);

    let mut none_surveyed = City::new();
    none_surveyed.forget_surveys();
    none_surveyed.present(&["a", "d"]);
    none_surveyed.firm("320500", &["b"]);
    let answer = none_surveyed.gaps();
    assert_eq!((answer.leaf("b").verdict, answer.leaf("c").verdict), (Verdict::Fill, Verdict::Unsurveyed));
    assert!(!answer.any_surveyed && answer.notices.iter().any(|n| n.contains("未摸排")), "{:?}", answer.notices);
}

#[test]
fn a_local_firm_known_only_above_leaves_the_leaves_below_to_be_surveyed() {
    for (also_a_leaf, verdict) in [(false, Verdict::Unsurveyed), (true, Verdict::Build)] {
        let mut city = City::new();
        city.forget_surveys();
        let above = city.sample.segment(city.chain, "g");
        city.sample.below(leaf("f"), above);
        city.sample.below(leaf("e"), above);
        city.firm("320500", &["f"]);
        let local = city.firm("340111", &["g"]);
        if also_a_leaf {
            city.sample.member(local, leaf("e"), Some("320500"));
        }
        let answer = city.gaps();
        assert_eq!(answer.leaf("f").computed, verdict);
        assert!(answer.notices.iter().any(|n| n.contains("环节g") && n.contains("未细分")), "{:?}", answer.notices);
    }
}

#[test]
fn the_group_looked_at_home_and_within_it() {
    for (home, surveyed) in [("340100", true), ("340111", true), ("340000", false), ("320500", false)] {
        assert_eq!(City::new().gaps_of(home).any_surveyed, surveyed, "{home}");
    }
}

#[test]
fn people_overrule_what_is_computed_and_both_are_told() {
    let mut city = City::new();
    city.present(&["a", "d"]);
    city.assess("b", Verdict::Strong);
    city.assess("f", Verdict::Extend);
    let answer = city.gaps();
    let overruled = answer.leaf("b");
    assert_eq!((overruled.verdict, overruled.computed), (Verdict::Strong, Verdict::Fill));
    assert_eq!((overruled.priority, overruled.factors.is_none()), (None, true));
    assert_eq!(overruled.assessed.as_ref().map(|a| a.who.as_str()), Some("链长"));
    let extended = answer.leaf("f");
    assert_eq!((extended.verdict, extended.direction, extended.priority.is_some()), (Verdict::Extend, None, true));
}

#[test]
fn a_priority_weighs_what_is_known() {
    let mut city = City::new();
    city.present(&["a", "d", "d", "f"]);
    let both = city.firm("340111", &["a", "d"]);
    city.sample.firm_mut(both).revenue = Some(100.5);
    for _ in 0..10 {
        city.firm("320500", &["b"]);
    }
    city.sample.change(leaf("b")).key = true;
    let answer = city.gaps();
    let factors = answer.leaf("b").factors.unwrap();
    close(factors.linkage, 2.0 / 3.0);
    close(factors.adjacency, 4.0 / 9.0);
    assert_eq!(factors.relatedness, None);
    close(factors.key, 1.0);
    close(factors.supply, 0.5);
    close(answer.leaf("b").priority, 100.0 * (0.2 + 0.25 * 4.0 / 9.0 + 0.15 + 0.05) / 0.8);
    assert_eq!((answer.summary.local_firms, answer.summary.revenue_known), (5, 1));
    close(Some(answer.summary.revenue), 100.5);
}

#[test]
fn gaps_come_first_by_priority_then_the_unsurveyed_then_the_strong() {
    let mut city = City::new();
    city.present(&["a", "d"]);
    city.sample.change(leaf("f")).key = true;
    city.assess("a", Verdict::Unsurveyed);
    city.assess("b", Verdict::Strong);
    let answer = city.gaps();
    let ids: Vec<_> = answer.segments.iter().map(|s| s.segment.as_str()).collect();
    assert_eq!(ids, ["e", "d", "c", "f", "a", "b"]);
    assert_eq!((answer.summary.verdicts.strong, answer.summary.verdicts.unsurveyed), (1, 1));
}

#[test]
fn a_chain_without_segments_has_an_answer() {
    let mut city = City::new();
    city.chain = city.sample.chain("l", None);
    let answer = city.gaps();
    assert_eq!((answer.segments.len(), answer.summary.local_firms, answer.any_surveyed), (0, 0, false));
}

#[test]
fn a_feeds_cycle_is_told_by_name() {
    let mut city = City::new();
    city.sample.feed(leaf("d"), leaf("b"));
    let answer = city.gaps();
    assert!(answer.notices[0].contains("环节b、环节d"), "{:?}", answer.notices);
}

#[test]
fn local_supply_counts_distinct_pairs_whose_supplier_has_a_certain_place() {
    let share = |local: usize, away: usize| {
        let mut city = City::new();
        let customer = city.firm("340111", &["a"]);
        let unsure = city.firm("340000", &[]);
        city.sample.supply(unsure, customer, None);
        let suppliers = std::iter::repeat_n("340122", local).chain(std::iter::repeat_n("320500", away));
        for adcode in suppliers {
            let supplier = city.firm(adcode, &[]);
            city.sample.supply(supplier, customer, Some("2026"));
            city.sample.supply(supplier, customer, None);
        }
        let later = city.firm("340122", &[]);
        city.sample.supply(later, customer, Some("2027"));
        city.gaps().summary.local_supply
    };
    assert_eq!(share(1, 3), None);
    close(share(1, 4), 0.2);
}

#[test]
fn firms_are_shown_by_standing_then_id() {
    let mut city = City::new();
    let firms = ["340111"; 3].map(|adcode| city.firm(adcode, &["a"]));
    city.sample.firm_mut(firms[2]).standing = Some(Standing::Ordinary);
    city.sample.firm_mut(firms[1]).standing = Some(Standing::Anchor);
    let shown = city.explained("a").segment.firms.local;
    assert_eq!(shown, [(firms[1], false), (firms[2], false), (firms[0], false)]);
}

fn day(text: &str) -> crate::model::EventDate {
    crate::graph::sample::day(text)
}
