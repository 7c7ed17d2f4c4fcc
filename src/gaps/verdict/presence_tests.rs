use super::*;
use crate::graph::sample::{SampleGraph, code, day};
use crate::model::{Risk, Status};

const HOME: &str = "340100";

/// One member of one segment, made as the test says, seen from 合肥 at the start of 2026.
fn seen(adcode: Option<&str>, make: impl FnOnce(&mut SampleGraph, FirmIx, SegmentIx)) -> Presence {
    let mut sample = SampleGraph::default();
    let chain = sample.chain("c1", None);
    let segment = sample.segment(chain, "s1");
    let firm = sample.firm("e1", adcode);
    make(&mut sample, firm, segment);
    let graph = sample.graph();
    let now = When::of(Some(day("2026-01-01")));
    Viewpoint { graph: &graph, home: Home::new(code(HOME)), now, assumed: &[] }.presence(segment)
}

/// Local, unverified, outside, uncertain.
fn counts(presence: &Presence) -> [usize; 4] {
    let firms = &presence.firms;
    [presence.local(), presence.unverified, firms.outside.len(), firms.uncertain.len()]
}

fn member(adcode: Option<&'static str>) -> impl FnOnce(&mut SampleGraph, FirmIx, SegmentIx) {
    move |sample, firm, segment| sample.member(firm, segment, adcode)
}

#[test]
fn the_registered_region_speaks_where_no_fact_names_another() {
    assert_eq!(counts(&seen(Some("340111"), member(None))), [1, 0, 0, 0]);
    assert_eq!(counts(&seen(Some("320500"), member(None))), [0, 0, 1, 0]);
    assert_eq!(counts(&seen(Some("340000"), member(None))), [0, 0, 0, 1]);
    assert_eq!(counts(&seen(None, member(None))), [0, 0, 0, 1]);
}

#[test]
fn of_unknown_place_are_active_firms_neither_here_nor_certainly_elsewhere_sound_or_not() {
    let made = |adcode: Option<&str>, risk, status, foreign| {
        let presence = seen(adcode, move |sample, firm, segment| {
            let known = sample.firm_mut(firm);
            (known.risk, known.status, known.foreign) = (risk, status, foreign);
            sample.member(firm, segment, None);
        });
        (presence.unlocated, presence.firms.uncertain.len(), presence.firms.severe.len())
    };
    let severe = Some(Risk::Severe);
    assert_eq!(made(None, None, Status::Active, false), (1, 1, 0));
    assert_eq!(made(Some("340000"), None, Status::Active, false), (1, 1, 0));
    assert_eq!(made(None, severe, Status::Active, false), (1, 0, 1));
    assert_eq!(made(Some("320500"), severe, Status::Active, false), (0, 0, 1));
    assert_eq!(made(Some("340111"), severe, Status::Active, false), (0, 0, 0));
    assert_eq!(made(None, None, Status::Closed, false), (0, 0, 0));
    assert_eq!(made(None, None, Status::Active, true), (0, 0, 0));
    assert_eq!(seen(Some("320500"), member(Some("340000"))).unlocated, 1);
}

#[test]
fn a_region_named_for_the_work_beats_every_other_place() {
    assert_eq!(counts(&seen(Some("340111"), member(Some("320500")))), [0, 0, 1, 0]);
    assert_eq!(counts(&seen(Some("320500"), member(Some("340111")))), [1, 0, 0, 0]);
    assert_eq!(counts(&seen(Some("320500"), member(Some("340000")))), [0, 0, 0, 1]);
}

#[test]
fn a_plant_in_town_makes_the_work_local_but_unverified() {
    let with_plant = |opened| {
        move |sample: &mut SampleGraph, firm, segment| {
            sample.member(firm, segment, None);
            sample.site(firm, "340122", "plant", opened, &[]);
        }
    };
    assert_eq!(counts(&seen(Some("320500"), with_plant(None))), [1, 1, 0, 0]);
    assert_eq!(counts(&seen(Some("340000"), with_plant(None))), [1, 1, 0, 0]);
    assert_eq!(counts(&seen(None, with_plant(None))), [1, 0, 0, 0]);
    assert_eq!(counts(&seen(Some("320500"), with_plant(Some("2026-01-02")))), [0, 0, 1, 0]);
}

#[test]
fn a_branch_is_no_place_of_work() {
    let branch = |sample: &mut SampleGraph, firm, segment| {
        sample.member(firm, segment, None);
        sample.site(firm, "340122", "branch", None, &[segment]);
    };
    assert_eq!(counts(&seen(Some("320500"), branch)), [0, 0, 1, 0]);
}

#[test]
fn a_site_that_lists_the_segment_makes_its_firm_a_member_once_it_is_open() {
    let plant = |opened| {
        move |sample: &mut SampleGraph, firm, segment| sample.site(firm, "340122", "plant", opened, &[segment])
    };
    assert_eq!(counts(&seen(Some("320500"), plant(None))), [1, 0, 0, 0]);
    let later = seen(Some("320500"), plant(Some("2027")));
    assert_eq!((counts(&later), later.active), ([0; 4], 0));
}

#[test]
fn a_foreign_firm_is_elsewhere_unless_a_fact_names_home() {
    let foreign = |adcode| {
        move |sample: &mut SampleGraph, firm, segment| {
            sample.firm_mut(firm).foreign = true;
            sample.member(firm, segment, adcode);
        }
    };
    assert_eq!(counts(&seen(None, foreign(None))), [0, 0, 1, 0]);
    assert_eq!(counts(&seen(None, foreign(Some("340100")))), [1, 0, 0, 0]);
}

#[test]
fn severe_firms_are_local_but_no_leaders_and_closed_ones_are_nothing() {
    let firm = |adcode, risk, status| {
        seen(Some(adcode), move |sample, firm, segment| {
            let known = sample.firm_mut(firm);
            (known.risk, known.status, known.standing) = (risk, status, Some(Standing::Anchor));
            sample.member(firm, segment, None);
        })
    };
    let severe = firm(HOME, Some(Risk::Severe), Status::Active);
    assert_eq!((counts(&severe), severe.leaders, severe.anchors), ([1, 0, 0, 0], 0, 0));
    let watched = firm(HOME, Some(Risk::Watch), Status::Active);
    assert_eq!((counts(&watched), watched.leaders, watched.anchors), ([1, 0, 0, 0], 1, 1));
    assert_eq!(counts(&firm("320500", Some(Risk::Severe), Status::Active)), [0; 4]);
    let closed = firm(HOME, None, Status::Closed);
    assert_eq!((counts(&closed), closed.active), ([0; 4], 0));
}

#[test]
fn a_firm_is_local_by_a_place_or_by_any_member_fact() {
    let mut sample = SampleGraph::default();
    let chain = sample.chain("c1", None);
    let segment = sample.segment(chain, "s1");
    let firms = [("e1", "340111"), ("e2", "320500"), ("e3", "320500"), ("e4", "320500")];
    let firms = firms.map(|(id, adcode)| sample.firm(id, Some(adcode)));
    sample.member(firms[1], segment, Some("340122"));
    sample.site(firms[2], "340100", "rd", None, &[]);
    sample.member(firms[3], segment, None);
    let graph = sample.graph();
    let now = When::of(Some(day("2026")));
    let view = Viewpoint { graph: &graph, home: Home::new(code(HOME)), now, assumed: &[] };
    assert_eq!(firms.map(|firm| view.is_local(firm)), [true, true, true, false]);
    let all = view.all_local();
    assert_eq!(firms.map(|firm| all.contains(firm.at())), [true, true, true, false]);
    assert_eq!(firms.map(|firm| view.is_registered_elsewhere(firm)), [false, true, true, true]);
}
