//! kill -9 at any instant: nothing acknowledged is lost, nothing is torn, and the next import goes well.
//!
//! A hundred rounds, more than half of them inside a named stop point, the others at instants drawn by lot.

use std::path::Path;
use std::time::Instant;

use liantu::app::Held;
use liantu::graph::SegmentIx;
use liantu::store::Store;

use super::kill::{IMPORT_POINTS, word};
use super::twins::{Twins, round};
use crate::support::{Facts, Lots, Need, block_on, folder};

const APPLY_POINTS: [(&str, bool); 3] =
    [("apply:written", false), ("apply:numbered", false), ("apply:committed", true)];
const SWEEP_POINTS: [&str; 2] = ["sweep:rows-dropped", "sweep:one-dropped"];
/// Rounds at each place: sixty in all.
const ROUNDS: usize = 6;
/// Rounds at instants drawn by lot: forty in all, imports and assessments.
const LOTS: [(u64, usize); 2] = [(1, 14), (2, 14)];
const WORK_LOTS: usize = 12;

pub fn facts(facts: &mut Facts) {
    for (point, happened) in IMPORT_POINTS {
        let leaves = if happened { "all" } else { "nothing" };
        let name = format!("crash::an_import_killed_at_{}_leaves_{leaves}", word(point));
        facts.add_needing(Need::StopPoints, name, move || import_killed_at(point, happened));
    }
    for point in SWEEP_POINTS {
        let name = format!("crash::a_sweep_killed_at_{}_is_done_by_the_next", word(point));
        facts.add_needing(Need::StopPoints, name, move || sweep_killed_at(point));
    }
    for (point, happened) in APPLY_POINTS {
        let leaves = if happened { "all" } else { "nothing" };
        let name = format!("crash::an_assessment_killed_at_{}_leaves_{leaves}", word(point));
        facts.add_needing(Need::StopPoints, name, move || assessment_killed_at(point, happened));
    }
    for (seed, rounds) in LOTS {
        let name = format!("crash::imports_killed_at_any_instant_leave_all_or_nothing ({seed})");
        facts.add(name, move || imports_killed_by_lot(seed, rounds));
    }
    facts.add("crash::assessments_killed_at_any_instant_leave_all_or_nothing", assessments_killed_by_lot);
}

fn import_killed_at(point: &str, happened: bool) {
    let mut twins = Twins::new();
    for nth in 1..=ROUNDS {
        let files = folder(&round(nth, 30 + 10 * nth));
        let path = files.path().to_str().expect("UTF-8");
        twins.kill_at(point, &["import", path]);
        twins.settle(files.path(), Some(happened), &format!("{point}, round {nth}"));
    }
}

fn sweep_killed_at(point: &str) {
    let mut twins = Twins::new();
    for nth in 1..=ROUNDS {
        let files = folder(&round(nth, 30));
        let path = files.path().to_str().expect("UTF-8");
        twins.kill_at("import:all-staged", &["import", path]);
        twins.kill_at(point, &["import", path]);
        twins.settle(files.path(), Some(false), &format!("{point}, round {nth}"));
    }
}

fn imports_killed_by_lot(seed: u64, rounds: usize) {
    let mut twins = Twins::new();
    let mut lots = Lots(seed);
    let whole = folder(&round(99, 60));
    let started = Instant::now();
    twins.city.import(&[whole.path()]);
    // A little longer than an import takes, so that some end before they are killed.
    let longest = started.elapsed().mul_f64(1.2);
    twins.settle(whole.path(), Some(true), "unkilled");
    for nth in 1..=rounds {
        let files = folder(&round(nth, 60));
        let path = files.path().to_str().expect("UTF-8");
        let instant = longest.mul_f64(lots.below(1_000) as f64 / 1_000.0);
        let said = twins.kill_after(instant, &["import", path]);
        let there = twins.settle(files.path(), None, &format!("lot {seed}, round {nth}, {instant:?}"));
        assert!(there || !said, "round {nth}: an import that said it was done is gone");
    }
}

/// What people said, as the graph holds it.
fn reasons(path: &Path) -> Vec<String> {
    block_on(async {
        let held = Held::load(&Store::open(path).await.unwrap(), None).await.unwrap();
        let segments = (0..held.graph.segments.len()).map(SegmentIx::from_position);
        let mut all: Vec<String> =
            segments.flat_map(|s| held.assessments.of(s).iter().map(|a| a.reason.clone())).collect();
        all.sort();
        all
    })
}

fn assess<'a>(who: &'a str, reason: &'a str) -> [&'a str; 11] {
    ["assess", "--chain", "c1", "--segment", "s0", "--verdict", "fill", "--reason", reason, "--who", who]
}

fn assessment_killed_at(point: &str, happened: bool) {
    let twins = Twins::new();
    let mut expected = Vec::new();
    for nth in 0..ROUNDS {
        let (who, reason) = (format!("甲{nth}"), format!("理由{nth}"));
        twins.kill_at(point, &assess(&who, &reason));
        if happened {
            expected.push(reason);
            expected.sort();
        }
        assert_eq!(twins.sound(), 1 + expected.len() as u64);
        assert_eq!(reasons(&twins.city.store()), expected);
        let (who, reason) = (format!("乙{nth}"), format!("重来{nth}"));
        twins.city.done(&assess(&who, &reason));
        expected.push(reason);
        expected.sort();
        assert_eq!(reasons(&twins.city.store()), expected);
    }
}

fn assessments_killed_by_lot() {
    let twins = Twins::new();
    let mut lots = Lots(3);
    let started = Instant::now();
    twins.city.done(&assess("甲", "未杀"));
    let longest = started.elapsed().mul_f64(1.5);
    let mut said = vec!["未杀".to_owned()];
    for nth in 0..WORK_LOTS {
        let (who, reason) = (format!("甲{nth}"), format!("理由{nth}"));
        let instant = longest.mul_f64(lots.below(1_000) as f64 / 1_000.0);
        let acknowledged = twins.kill_after(instant, &assess(&who, &reason));
        let number = twins.sound();
        let found = reasons(&twins.city.store());
        assert_eq!(number, 1 + found.len() as u64, "each batch holds one");
        said.retain(|reason| !found.contains(reason));
        assert_eq!(said, Vec::<String>::new(), "round {nth}: what was said to be done is gone");
        assert!(found.contains(&reason) || !acknowledged, "round {nth}");
        said = found;
    }
}
