//! kill -9 at any instant: nothing acknowledged is lost, nothing is torn, and the next import goes well.
//!
//! A hundred rounds, more than half of them inside a named stop point, the others at instants drawn by lot.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use liantu::app::Held;
use liantu::app::doctor::checkup;
use liantu::app::import::OnError;
use liantu::graph::SegmentIx;
use liantu::model::Journal;
use liantu::store::Store;

use crate::files::{Lots, Sheet, folder, load};
use crate::picture::{self, assert_same};
use crate::support::{City, Facts, Need, block_on};

/// Places in an import: whether what is killed there has happened, and how many rounds.
pub const IMPORT_POINTS: [(&str, bool); 6] = [
    ("import:begun", false),
    ("import:staged", false),
    ("import:all-staged", false),
    ("import:names-written", false),
    ("import:numbered", false),
    ("import:committed", true),
];
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

pub fn word(point: &str) -> String {
    point.split_once(':').expect("a name").1.replace('-', "_")
}

/// The program on a city, its words kept.
fn spawn(city: &City, arguments: &[&str], stop: Option<&str>) -> Child {
    let mut command: Command = city.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).env_remove("LIANTU_LOG");
    if let Some(point) = stop {
        command.env("LIANTU_STOP_AT", point);
    }
    command.spawn().expect("the program runs")
}

/// Runs the program until it stops at a place, and kills it there.
pub fn kill_at(city: &City, point: &str, arguments: &[&str]) {
    let mut child = stopped_at(city, point, arguments);
    child.kill().expect("a process");
    child.wait().expect("a process");
}

/// A city on disk beside a twin in memory that nothing is ever killed in.
pub struct Twins {
    pub city: City,
    pub twin: Store,
    /// The journal number of the city.
    pub number: u64,
}

impl Twins {
    /// Both with a small city in them.
    pub fn new() -> Self {
        let base = folder(&base());
        let city = City::with(&[base.path()]);
        let twin = block_on(async {
            let twin = Store::in_memory().await.unwrap();
            load(&twin, &[base.path()], OnError::Abort).await;
            twin
        });
        Self { city, twin, number: 1 }
    }

    /// Runs the program until it stops at a place, and kills it there.
    pub fn kill_at(&self, point: &str, arguments: &[&str]) {
        kill_at(&self.city, point, arguments);
    }

    /// Runs the program, and kills it after a while unless it has ended. Whether it said that all went well.
    fn kill_after(&self, while_: Duration, arguments: &[&str]) -> bool {
        let mut child = spawn(&self.city, arguments, None);
        std::thread::sleep(while_);
        child.kill().expect("a process");
        let done = child.wait_with_output().expect("a process");
        done.status.success() || String::from_utf8_lossy(&done.stdout).contains("日志号")
    }

    /// The store agrees with itself and the graph with it; gives the journal number.
    pub fn sound(&self) -> u64 {
        block_on(async {
            let store = Store::open(&self.city.store()).await.unwrap();
            assert_eq!(checkup(&store).await.unwrap().problems, Vec::<String>::new());
            let batches = store.batches(Journal(0), usize::MAX).await.unwrap();
            let number = store.journal().await.unwrap().0;
            assert_eq!(batches.len() as u64, number);
            number
        })
    }

    /// The city's graph is its twin's.
    fn same(&self, place: &str) {
        let (found, expected) = block_on(async {
            let store = Store::open(&self.city.store()).await.unwrap();
            (picture::of(&store).await, picture::of(&self.twin).await)
        });
        assert_same(&found, &expected, place);
    }

    /// After an import of `files` was killed: all of it is there or nothing, the first where it `must` be. Then imports
    /// it, and both cities are the same again. Whether it had been there.
    fn settle(&mut self, files: &Path, must: Option<bool>, place: &str) -> bool {
        let twin = self.twin.clone();
        let done = || drop(block_on(load(&twin, &[files], OnError::Abort)));
        self.settle_with(must, place, done, |city, _| drop(city.import(&[files])))
    }

    /// The same after any batch was killed: `done` does it to the twin, `again` to the city, where it may be there already.
    pub fn settle_with(
        &mut self,
        must: Option<bool>,
        place: &str,
        done: impl FnOnce(),
        again: impl FnOnce(&City, bool),
    ) -> bool {
        let number = self.sound();
        let happened = number > self.number;
        assert!(number <= self.number + 1, "{place}: {number} after {}", self.number);
        assert!(must.is_none_or(|must| must == happened), "{place}: the batch is there: {happened}");
        if !happened {
            self.same(place);
        }
        done();
        if happened {
            self.same(place);
        }
        again(&self.city, happened);
        self.number += 1;
        assert_eq!(self.sound(), self.number, "{place}");
        self.same(place);
        happened
    }
}

/// Runs the program until it stops at a place, and leaves it there.
pub fn stopped_at(city: &City, point: &str, arguments: &[&str]) -> Child {
    let mut child = spawn(city, arguments, Some(point));
    let told = BufReader::new(child.stderr.take().expect("piped")).lines().map_while(Result::ok);
    let stopped = told.into_iter().any(|line| line == format!("stopped at {point}"));
    if !stopped {
        child.wait().expect("a process");
        panic!("the program never came to {point}");
    }
    child
}

/// A chain with leaves, and firms that do them.
pub fn base() -> Vec<Sheet> {
    let mut chains = Sheet::new("chains", &["chain", "name", "adcode"]);
    chains.rows.push(row(["c1", "示例产业链", "340100"]));
    let mut segments = Sheet::new("segments", &["segment", "chain", "name", "stage"]);
    for i in 0..8 {
        segments.rows.push(row([&format!("s{i}"), "c1", &format!("环节{i}"), ["upstream", "downstream"][i % 2]]));
    }
    let mut sheets = vec![chains, segments];
    sheets.extend(round(0, 40));
    sheets
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// The files of one round: new firms with what they do, and a new version of some that are there.
pub fn round(nth: usize, firms: usize) -> Vec<Sheet> {
    let mut enterprises = Sheet::new("enterprises", &["enterprise", "name", "adcode", "revenue"]);
    let mut members = Sheet::new("members", &["enterprise", "segment", "product"]);
    let mut supplies = Sheet::new("supplies", &["supplier", "customer"]);
    for i in 0..firms {
        let (id, region) = (format!("r{nth}-{i}"), ["340100", "310000", "340111"][i % 3]);
        enterprises.rows.push(row([&id, &format!("示例{nth}之{i}有限公司"), region, "100"]));
        members.rows.push(row([&id, &format!("s{}", (i + nth) % 8), ""]));
        members.rows.push(row([&id, &format!("s{}", (i * 3 + nth + 1) % 8), "乙"]));
        supplies.rows.push(row([&id, &format!("r0-{}", (i + 1) % 40)]));
    }
    for i in (0..40).filter(|_| nth > 0) {
        let revenue = (100 + nth).to_string();
        enterprises.rows.push(row([&format!("r0-{i}"), &format!("示例0之{i}有限公司"), "340100", &revenue]));
    }
    vec![enterprises, members, supplies]
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
        assert_eq!(twins.city.run(&assess(&who, &reason)).code(), 0);
        expected.push(reason);
        expected.sort();
        assert_eq!(reasons(&twins.city.store()), expected);
    }
}

fn assessments_killed_by_lot() {
    let twins = Twins::new();
    let mut lots = Lots(3);
    let started = Instant::now();
    assert_eq!(twins.city.run(&assess("甲", "未杀")).code(), 0);
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
