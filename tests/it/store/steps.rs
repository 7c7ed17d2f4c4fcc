//! Whatever was done one after the other, what a process follows is what one reads afresh, and every earlier moment is
//! still as it was.

use std::collections::BTreeMap;

use liantu::app::intake::import::{ImportOptions, OnError};
use liantu::app::{App, Clock, KnownAt, NewAssessment};
use liantu::gaps::Rules;
use liantu::ingest::{Inputs, Mapping};
use liantu::model::Verdict;
use liantu::store::Store;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support::picture::{self, Picture, assert_same};
use crate::support::{
    Dealt, Facts, Lots, Sheet, block_on, cities, folder, load, load_as, options, snapshot_mapping, store_desk,
};

/// Random cities, and the most steps of each.
const CASES: u32 = 20;
const STEPS: usize = 7;
const SOURCES: [&str; 3] = ["local", "甲源", "乙源"];
/// Tables that snapshots are taken of.
const LISTED: [&str; 3] = ["enterprises", "members", "investments"];

/// What is done next, with the lots it is drawn by.
#[derive(Debug, Clone, Copy)]
enum Step {
    Import(u64),
    Snapshot(u64),
    Undo(u64),
    Assess(u64),
}

pub fn facts(facts: &mut Facts) {
    facts.add("steps::every_moment_stays_as_it_was_and_what_is_followed_is_fresh", every_moment_stays);
    facts.add("steps::doing_undoing_and_doing_again_says_what_doing_once_says", again_is_once);
}

fn step() -> impl Strategy<Value = Step> {
    (0..7u8, any::<u64>()).prop_map(|(lot, seed)| match lot {
        0 | 1 => Step::Import(seed),
        2..=4 => Step::Snapshot(seed),
        5 => Step::Undo(seed),
        _ => Step::Assess(seed),
    })
}

/// Runs a property on random cities and steps: the same ones every time.
fn hold(property: impl Fn(Dealt, Vec<Step>)) {
    let config = Config { cases: CASES, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let held = runner.run(&(cities(), prop::collection::vec(step(), 2..STEPS)), |(city, steps)| {
        property(city, steps);
        Ok(())
    });
    held.unwrap_or_else(|error| panic!("{error}"));
}

/// Some rows of a city; figures of firms are other ones now and then.
fn some(sheets: &[Sheet], lots: &mut Lots) -> Vec<Sheet> {
    let mut chosen = sheets.to_vec();
    for sheet in &mut chosen {
        sheet.rows.retain(|_| lots.below(4) > 0);
        let Some(place) = sheet.header.iter().position(|column| column == "revenue") else { continue };
        for row in &mut sheet.rows {
            if lots.below(3) == 0 {
                row[place] = (1 + lots.below(90)).to_string();
            }
        }
    }
    chosen
}

async fn take(store: &Store, city: &[Sheet], step: Step) {
    match step {
        Step::Import(seed) => drop(import(store, &some(city, &mut Lots(seed))).await),
        Step::Snapshot(seed) => snapshot(store, city, &mut Lots(seed)).await,
        Step::Undo(seed) => {
            let all = store_desk(store, Clock::System).imports().await.unwrap();
            let left: Vec<u64> = all.iter().filter(|line| line.undone.is_none()).map(|line| line.number).collect();
            if let Some(number) = left.get(Lots(seed).below(left.len().max(1))) {
                store_desk(store, Clock::System).undo(&number.to_string()).await.unwrap();
            }
        }
        Step::Assess(seed) => {
            let mut lots = Lots(seed);
            let said = NewAssessment {
                chain: "c1".into(),
                segment: format!("s{}", lots.below(5)),
                home: None,
                verdict: [Verdict::Fill, Verdict::Build][lots.below(2)],
                reason: format!("理由{}", lots.below(100)),
                who: format!("甲{}", lots.below(2)),
                until: None,
                seen: None,
            };
            // The chain may have been taken back.
            let _ = store_desk(store, Clock::System).assess(&said).await;
        }
    }
}

async fn import(store: &Store, sheets: &[Sheet]) -> u64 {
    load(store, &[folder(sheets).path()], OnError::Skip).await.counts.read
}

/// Some rows of one source, as all that it has.
async fn snapshot(store: &Store, city: &[Sheet], lots: &mut Lots) {
    let source = SOURCES[lots.below(SOURCES.len())];
    let mut sheets = some(city, lots);
    sheets.retain(|sheet| LISTED.contains(&sheet.table.as_str()));
    for sheet in &mut sheets {
        let place = sheet.header.iter().position(|column| column == "source").expect("a source");
        sheet.rows.retain(|row| row[place] == source || (source == "local" && row[place].is_empty()));
    }
    let mapping = Mapping::parse("m.toml", &snapshot_mapping(&sheets, Some(source))).unwrap();
    let files = folder(&sheets);
    let asked = ImportOptions {
        inputs: Inputs::mapped(&[files.path().to_owned()], &mapping),
        confirm_removals: true,
        on_error: OnError::Skip,
        ..options(&[])
    };
    load_as(store, asked).await;
}

async fn opened(store: &Store) -> App {
    let clock = Clock::Fixed("2026-11-24T04:00:00Z".parse().unwrap());
    App::open(store.clone(), Rules::default(), clock).await.unwrap()
}

fn every_moment_stays() {
    hold(|city, steps| {
        block_on(async {
            let sheets = city.sheets();
            let store = Store::in_memory().await.unwrap();
            import(&store, &sheets).await;
            let app = opened(&store).await;
            let mut then: BTreeMap<u64, Picture> = BTreeMap::new();
            for step in std::iter::once(None).chain(steps.iter().map(Some)) {
                if let Some(step) = step {
                    take(&store, &sheets, *step).await;
                }
                app.follow_once().await.unwrap();
                let followed = picture::of_app(&store, &app).await;
                assert_same(&followed, &picture::of_app(&store, &opened(&store).await).await, "followed");
                assert_eq!(store_desk(&store, Clock::System).checkup().await.unwrap().problems, Vec::<String>::new());
                for (number, expected) in &then {
                    let known = picture::known_at(&store, &app, Some(KnownAt::Number(*number))).await;
                    assert_same(&known, expected, &format!("{number} after {step:?}"));
                }
                then.insert(app.journal(), followed);
            }
        });
    });
}

/// Every step that is an import or a snapshot is taken back and done again on the way.
fn again_is_once() {
    hold(|city, steps| {
        block_on(async {
            let sheets = city.sheets();
            let (once, again) = (Store::in_memory().await.unwrap(), Store::in_memory().await.unwrap());
            for store in [&once, &again] {
                import(store, &sheets).await;
            }
            for step in steps.into_iter().filter(|step| matches!(step, Step::Import(_) | Step::Snapshot(_))) {
                take(&once, &sheets, step).await;
                let before =
                    (again.journal().await.unwrap(), store_desk(&again, Clock::System).checkup().await.unwrap().digest);
                take(&again, &sheets, step).await;
                let number = again.journal().await.unwrap();
                if number > before.0 {
                    let report = store_desk(&again, Clock::System).undo(&number.0.to_string()).await.unwrap();
                    assert_eq!(report.left, []);
                    assert_eq!(
                        store_desk(&again, Clock::System).checkup().await.unwrap().digest,
                        before.1,
                        "{step:?} undone"
                    );
                    take(&again, &sheets, step).await;
                }
                let digests = (
                    store_desk(&again, Clock::System).checkup().await.unwrap().digest,
                    store_desk(&once, Clock::System).checkup().await.unwrap().digest,
                );
                assert_eq!(digests.0, digests.1, "{step:?}");
            }
            assert_same(&picture::of(&again).await, &picture::of(&once).await, "again");
        });
    });
}
