use super::*;
use crate::graph::sample::{SampleGraph, code, day};
use crate::model::Status;

const LEAST: LeastKnown = LeastKnown { regions: 5, enterprises: 30 };
const NONE: LeastKnown = LeastKnown { regions: 0, enterprises: 0 };

fn at(sample: SampleGraph, level: Level, least: LeastKnown) -> Relatedness {
    Relatedness::of(&sample.graph(), level, day("2026-01-01").day(), least)
}

fn leaves(count: usize) -> (SampleGraph, Vec<SegmentIx>) {
    let mut sample = SampleGraph::default();
    let chain = sample.chain("c1", None);
    let segments = (0..count).map(|n| sample.segment(chain, &format!("s{n:02}"))).collect();
    (sample, segments)
}

#[test]
fn a_firm_counts_once_in_each_region_where_it_does_the_work() {
    let (mut sample, s) = leaves(2);
    let firm = sample.firm("e1", Some("340111"));
    sample.member(firm, s[0], None);
    sample.site(firm, "340122", "plant", None, &[]);
    sample.site(firm, "320500", "plant", Some("2026-01-02"), &[]);
    sample.member(firm, s[1], Some("320500"));
    let table = at(sample, Level::Prefecture, NONE);
    assert_eq!((table.regions(), table.enterprises), (2, 1));
    assert_eq!(table.location_quotient(code("340100"), s[0]), Some(2.0));
    assert_eq!(table.location_quotient(code("320500"), s[0]), Some(0.0));
    assert_eq!(table.location_quotient(code("340000"), s[0]), None);
}

#[test]
fn closed_firms_and_codes_too_coarse_leave_no_row_and_no_column() {
    let (mut sample, s) = leaves(2);
    let (closed, coarse) = (sample.firm("e1", Some("340100")), sample.firm("e2", Some("340000")));
    sample.firm_mut(closed).status = Status::Closed;
    sample.member(closed, s[0], None);
    sample.member(coarse, s[1], None);
    let table = at(sample, Level::Prefecture, NONE);
    assert_eq!((table.regions(), table.enterprises), (0, 0));
    assert_eq!(table.density(code("340100"), s[0]), None);
}

#[test]
fn a_table_too_small_says_nothing() {
    let table = |firms: usize, regions: usize| {
        let (mut sample, s) = leaves(3);
        for n in 0..firms {
            let region = format!("34{:02}00", 1 + n % regions);
            let firm = sample.firm(&format!("e{n:02}"), Some(&region));
            sample.member(firm, s[n % regions % 2], None);
            sample.member(firm, s[2], None);
        }
        at(sample, Level::Prefecture, LEAST)
    };
    for (firms, regions, known) in [(30, 5, true), (29, 5, false), (30, 4, false)] {
        let table = table(firms, regions);
        assert_eq!(table.is_known(), known, "{firms} firms in {regions} regions");
        assert_eq!(table.density(code("340100"), SegmentIx(0)).is_some(), known);
    }
}

#[test]
fn the_home_must_be_of_the_level_the_table_is_cut_at() {
    let (mut sample, s) = leaves(2);
    for (id, region) in [("e1", "310115"), ("e2", "429004"), ("e3", "420100")] {
        let firm = sample.firm(id, Some(region));
        for segment in &s {
            sample.member(firm, *segment, None);
        }
    }
    let table = at(sample, Level::Prefecture, NONE);
    for (home, known) in [("310000", true), ("429004", true), ("420000", false), ("310115", false)] {
        assert_eq!(table.density(code(home), s[0]).is_some(), known, "{home}");
    }
}

#[test]
fn complexity_is_told_by_home_and_leaf() {
    let (mut sample, s) = leaves(4);
    let regions = ["340100", "340200", "340300", "340400"];
    let mut at_once = |row: usize, columns: &[usize], each: usize| {
        for n in 0..each {
            for column in columns {
                let firm = sample.firm(&format!("e{row}{n:02}{column}"), Some(regions[row]));
                sample.member(firm, s[*column], None);
            }
        }
    };
    at_once(0, &[0, 1, 2, 3], 1);
    at_once(1, &[1], 5);
    at_once(2, &[2, 3], 5);
    at_once(3, &[3], 5);
    let table = at(sample, Level::Prefecture, NONE);
    let s = [s[0], s[1], s[2], s[3]];
    let specialised: Vec<_> =
        regions.iter().map(|r| s.iter().filter(|s| table.is_specialised(code(r), **s).unwrap()).count()).collect();
    let diversity: Vec<_> = regions.iter().map(|r| table.diversity(code(r)).unwrap()).collect();
    assert_eq!(diversity, specialised);
    assert_eq!(
        (table.enterprises_in(code("340200"), s[1]), table.enterprises_in(code("340200"), s[0])),
        (Some(5), Some(0))
    );
    assert_eq!(table.ubiquity(s[0]), Some(1));
    assert_eq!(table.no_complexity(), None);
    let (eci, pci) = (regions.map(|r| table.eci(code(r)).unwrap()), s.map(|s| table.pci(s).unwrap()));
    for values in [eci, pci] {
        assert!(values.iter().sum::<f64>().abs() < 1e-9 && values.iter().any(|v| *v > 0.5), "{values:?}");
    }
    assert_eq!((table.eci(code("340500")), table.diversity(code("340500"))), (None, None));
}

#[test]
fn a_table_too_small_has_no_complexity_and_no_other_reason() {
    let (mut sample, s) = leaves(1);
    let firm = sample.firm("e1", Some("340100"));
    sample.member(firm, s[0], None);
    let graph = sample.graph();
    let of = |least| Relatedness::of(&graph, Level::Prefecture, day("2026-01-01").day(), least);
    assert_eq!((of(LEAST).pci(s[0]), of(LEAST).no_complexity()), (None, None));
    assert_eq!(of(NONE).no_complexity(), Some(NoComplexity::TooSmall { rows: 1, columns: 1 }));
}
