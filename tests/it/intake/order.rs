//! What an import leaves depends on what it says, never on the order it is said in.

use liantu::app::intake::import::OnError;
use liantu::store::Store;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support::picture::{self, Picture, assert_alike, assert_same};
use crate::support::{Dealt, Facts, Lots, Sheet, block_on, cities, data, folder, load, sample, shuffled};

/// Shuffles of each given city.
const SHUFFLES: u64 = 3;
/// Random cities of each property.
const CASES: u32 = 24;

pub fn facts(facts: &mut Facts) {
    for city in ["tiny", "small", "second", "hefei"] {
        facts.add(format!("order::one_import_of_{city}_is_the_same_in_any_order"), move || given_in_any_order(city));
    }
    facts.add("order::one_import_of_a_random_city_is_the_same_in_any_order", random_in_any_order);
    facts.add("order::separate_imports_give_the_same_entities_and_values", separate_imports);
    facts.add("order::importing_again_changes_nothing", importing_again);
    facts.add("order::a_contact_two_sources_name_is_imported", a_contact_two_sources_name);
}

/// Runs a property on random cities: the same ones every time.
fn hold(cases: u32, property: impl Fn(Dealt)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let held = runner.run(&cities(), |city| {
        property(city);
        Ok(())
    });
    held.unwrap_or_else(|error| panic!("{error}"));
}

/// One import of sheets into a new store, and what came of it.
async fn imported(sheets: &[Sheet]) -> (Store, Picture) {
    let store = Store::in_memory().await.unwrap();
    let files = folder(sheets);
    load(&store, &[files.path()], OnError::Skip).await;
    let picture = picture::of(&store).await;
    (store, picture)
}

fn given_in_any_order(city: &str) {
    let path = if city == "hefei" { sample() } else { data(city) };
    let sheets = Sheet::all_in(&path);
    block_on(async {
        let (_, expected) = imported(&sheets).await;
        assert!(expected.lines.len() > 50, "{} lines", expected.lines.len());
        for seed in 0..SHUFFLES {
            let files = shuffled(&sheets, &mut Lots(seed));
            let store = Store::in_memory().await.unwrap();
            let report = load(&store, &[files.path()], OnError::Abort).await;
            assert!(report.committed, "{:?}", report.problems);
            assert_same(&picture::of(&store).await, &expected, &format!("{city}, shuffle {seed}"));
        }
    });
}

fn random_in_any_order() {
    hold(CASES, |city| {
        block_on(async {
            let sheets = city.sheets();
            let (_, expected) = imported(&sheets).await;
            for seed in 0..SHUFFLES {
                let store = Store::in_memory().await.unwrap();
                let files = shuffled(&sheets, &mut Lots(city.seed ^ seed));
                load(&store, &[files.path()], OnError::Skip).await;
                assert_same(&picture::of(&store).await, &expected, &format!("shuffle {seed}"));
            }
        });
    });
}

fn separate_imports() {
    hold(CASES, |city| {
        block_on(async {
            let city = city.agreeing();
            let (_, expected) = imported(&city.sheets()).await;
            for seed in 0..SHUFFLES {
                let mut lots = Lots(city.seed ^ seed);
                let store = Store::in_memory().await.unwrap();
                for part in city.parts(&mut lots) {
                    let files = shuffled(&part, &mut lots);
                    let report = load(&store, &[files.path()], OnError::Abort).await;
                    assert!(report.committed, "{:?}", report.problems);
                }
                assert_alike(&picture::of(&store).await, &expected, &format!("parts {seed}"));
                assert_eq!(store.check().await.unwrap().problems, Vec::<String>::new());
            }
        });
    });
}

fn importing_again() {
    hold(CASES, |city| {
        block_on(async {
            let city = city.agreeing();
            let sheets = city.sheets();
            let (store, before) = imported(&sheets).await;
            let number = store.journal().await;
            for seed in 0..2 {
                let files = shuffled(&sheets, &mut Lots(city.seed ^ seed));
                let report = load(&store, &[files.path()], OnError::Abort).await;
                let counts = report.counts;
                assert_eq!((counts.new, counts.changed, counts.rejected), (0, 0, 0), "{:?}", report.problems);
                assert_eq!(counts.read, counts.unchanged + counts.repeated);
                assert_eq!((report.committed, report.number, store.journal().await), (true, None, number.clone()));
            }
            assert_same(&picture::of(&store).await, &before, "again");
        });
    });
}

fn a_contact_two_sources_name() {
    let mut enterprises = Sheet::new("enterprises", &["enterprise", "name"]);
    enterprises.rows.push(vec!["e1".into(), "示例有限公司".into()]);
    let mut contacts = Sheet::new("contacts", &["of", "name", "phone", "source"]);
    for (phone, source) in [("000-1", "甲源"), ("000-2", "乙源")] {
        contacts.rows.push(["e1", "示例某", phone, source].map(str::to_owned).to_vec());
    }
    let files = folder(&[enterprises, contacts]);
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        let counts = [
            load(&store, &[files.path()], OnError::Abort).await.counts,
            load(&store, &[files.path()], OnError::Abort).await.counts,
        ];
        assert_eq!(counts.map(|c| (c.new, c.unchanged)), [(3, 0), (0, 3)]);
    });
}
