//! kill -9 in an undo and in a snapshot, and what other processes may do beside them.

use std::path::PathBuf;

use liantu::app::Clock;
use liantu::app::intake::import::{ImportOptions, OnError};
use liantu::ingest::{Inputs, Mapping};
use liantu::store::Store;

use super::kill::{IMPORT_POINTS, stopped_at, text, word};
use super::twins::{Twins, base, round};
use crate::support::{
    City, Facts, Need, Sheet, block_on, folder, load, load_as, options, snapshot_mapping, store_desk,
};

/// Rounds at each place.
const ROUNDS: usize = 2;

pub fn facts(facts: &mut Facts) {
    for (point, happened) in IMPORT_POINTS {
        let leaves = if happened { "all" } else { "nothing" };
        let name = format!("crash::an_undo_killed_at_{}_leaves_{leaves}", word(point));
        facts.add_needing(Need::StopPoints, name, move || undo_killed_at(point, happened));
        let name = format!("crash::a_snapshot_killed_at_{}_leaves_{leaves}", word(point));
        facts.add_needing(Need::StopPoints, name, move || snapshot_killed_at(point, happened));
    }
    let name = "crash::a_sweep_killed_after_a_dead_undo_is_done_by_the_next";
    facts.add_needing(Need::StopPoints, name, sweep_after_undo);
    let name = "crash::an_undo_and_a_snapshot_under_way_are_left_alone_by_other_processes";
    facts.add_needing(Need::StopPoints, name, under_way);
    facts.add("crash::sweeps_beside_an_undo_and_a_snapshot_take_nothing_of_theirs", sweeps_beside);
}

fn undo_killed_at(point: &str, happened: bool) {
    let mut twins = Twins::new();
    for nth in 1..=ROUNDS {
        let number = import_both(&mut twins, nth);
        twins.kill_at(point, &["undo", &number]);
        undo_settled(&mut twins, &number, Some(happened), &format!("{point}, round {nth}"));
    }
}

/// One more import in both cities; gives its number.
fn import_both(twins: &mut Twins, nth: usize) -> String {
    let files = folder(&round(nth, 20));
    twins.city.import(&[files.path()]);
    block_on(load(&twins.twin, &[files.path()], OnError::Abort));
    twins.number += 1;
    twins.number.to_string()
}

fn undo_settled(twins: &mut Twins, number: &str, must: Option<bool>, place: &str) {
    let twin = twins.twin.clone();
    let done = || drop(block_on(store_desk(&twin, Clock::System).undo(number)).unwrap());
    twins.settle_with(must, place, done, |city, happened| {
        let again = city.run(&["undo", number]);
        assert_eq!(again.code(), i32::from(happened), "{place}: {}{}", again.out(), again.err());
    });
}

fn sweep_after_undo() {
    let mut twins = Twins::new();
    let number = import_both(&mut twins, 1);
    twins.kill_at("import:all-staged", &["undo", &number]);
    twins.kill_at("sweep:rows-dropped", &["undo", &number]);
    undo_settled(&mut twins, &number, Some(false), "after two that died");
}

/// A list of the small city's firms without some of them and with a new one, as all that there is.
struct List {
    folder: tempfile::TempDir,
    mapping: PathBuf,
}

impl List {
    /// The firms of the first city but every tenth, from `nth` on.
    fn new(nth: usize) -> Self {
        let sheets: Vec<Sheet> = round(0, 40)
            .into_iter()
            .map(|mut sheet| {
                let gone = |cell: &String| (0..40).any(|i| i % 10 == nth % 10 && *cell == format!("r0-{i}"));
                sheet.rows.retain(|row| !row.iter().any(gone));
                sheet
            })
            .collect();
        let folder = folder(&sheets);
        let mapping = folder.path().join("m.toml");
        std::fs::write(&mapping, snapshot_mapping(&sheets, Some("local"))).unwrap();
        Self { folder, mapping }
    }

    fn arguments(&self) -> [&str; 5] {
        ["import", text(self.folder.path()), "--mapping", text(&self.mapping), "--confirm-removals"]
    }

    fn options(&self) -> ImportOptions {
        let mapping = Mapping::read(&self.mapping).unwrap();
        let inputs = Inputs::mapped(&[self.folder.path().to_owned()], &mapping);
        ImportOptions { inputs, confirm_removals: true, ..options(&[]) }
    }
}

fn snapshot_killed_at(point: &str, happened: bool) {
    let mut twins = Twins::new();
    for nth in 1..=ROUNDS {
        let list = List::new(nth);
        twins.kill_at(point, &list.arguments());
        let twin = twins.twin.clone();
        let done = || assert!(block_on(load_as(&twin, list.options())).removed > 0);
        twins.settle_with(Some(happened), &format!("{point}, round {nth}"), done, |city, _| {
            let again = city.run(&list.arguments());
            assert_eq!(again.code(), 0, "{}{}", again.out(), again.err());
        });
    }
}

/// Stopped before the commit: nothing of theirs shows, a sweep leaves it, and a second one is told to wait.
fn under_way() {
    let twins = Twins::new();
    let city = &twins.city;
    let gaps = |more: &[&str]| {
        let done = city.done(&[&["gaps", "--chain", "c1", "--as-of", "2026-11-23", "--format", "json"], more].concat());
        done.json()
    };
    let before = gaps(&[]);
    let list = List::new(1);
    for arguments in [&["undo", "1"][..], &list.arguments()] {
        let mut child = stopped_at(city, "import:all-staged", arguments);
        let store = block_on(Store::open(&city.store())).unwrap();
        assert_eq!(block_on(store.sweep()), Ok(0), "{arguments:?}");
        assert_eq!((gaps(&[]), gaps(&["--known-at", "1"])), (before.clone(), before.clone()));
        let next = city.run(&["gaps", "--chain", "c1", "--known-at", "2"]);
        assert!(next.code() == 1 && next.err().contains("还没有日志号 2；最新的是 1"), "{}", next.err());
        let second = city.run(&["undo", "1"]);
        assert!(second.code() == 1 && second.err().contains("另一个导入正在进行"), "{}", second.err());
        child.kill().expect("a process");
        child.wait().expect("a process");
        assert!(block_on(store.sweep()).unwrap() > 0, "{arguments:?}");
    }
    assert_eq!(twins.sound(), 1);
}

fn sweeps_beside() {
    let city = City::new();
    let large = folder(&round(0, 4_000));
    let chain = folder(&base()[..2]);
    city.import(&[chain.path()]);
    city.import(&[large.path()]);
    let before = city.run(&["doctor", "--json"]).json();
    let store = block_on(Store::open(&city.store())).unwrap();
    let list = List::new(3);
    for arguments in [&list.arguments()[..], &["undo", "3"]] {
        let mut child = city.command(arguments).stdout(std::process::Stdio::null()).spawn().unwrap();
        let done = loop {
            assert_eq!(block_on(store.sweep()), Ok(0), "{arguments:?}");
            if let Some(done) = child.try_wait().unwrap() {
                break done;
            }
            // A sweep holds the lease for a moment, and so would a process that did nothing else.
            std::thread::sleep(std::time::Duration::from_millis(2));
        };
        assert!(done.success(), "{arguments:?}");
    }
    let after = city.run(&["doctor", "--json"]).json();
    assert_eq!((&after["digest"], &after["batches"]), (&before["digest"], &4.into()), "{after}");
}
