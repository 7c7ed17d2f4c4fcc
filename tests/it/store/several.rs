//! Several processes on one store: they lose nothing, and each shows what the others wrote.

use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use liantu::app::intake::import::OnError;
use liantu::app::upkeep::generate::{Size, generate};
use liantu::app::{App, Clock, Held, NewAssessment};
use liantu::gaps::Rules;
use liantu::graph::FirmIx;
use liantu::model::{Journal, NodeId, Verdict};
use liantu::store::Store;

use crate::contract::{apply, import_firms, work};
use crate::support::picture::{self, assert_same};
use crate::support::{City, Facts, Server, Sheet, block_on, data, folder, load, store_desk};

/// What a server may take to show what another process wrote.
const SHOWN_WITHIN: Duration = Duration::from_secs(2);

pub fn facts(facts: &mut Facts) {
    facts.add("several::work_that_is_followed_hides_no_facts", work_that_is_followed_hides_no_facts);
    facts.add("several::two_imports_at_once_lose_nothing", two_imports_at_once_lose_nothing);
    facts
        .add("several::an_import_and_assessments_at_once_lose_nothing", an_import_and_assessments_at_once_lose_nothing);
    facts.add("several::a_server_shows_an_import_within_two_seconds", a_server_shows_an_import_within_two_seconds);
    facts.add("several::a_server_shows_an_assessment_within_two_seconds", a_server_shows_an_assessment_in_time);
    facts.add("several::what_a_server_followed_to_equals_what_is_loaded_afresh", a_server_equals_a_fresh_process);
    facts.add("several::the_followed_graph_equals_a_fresh_one", the_followed_graph_equals_a_fresh_one);
    facts
        .add("several::a_graph_loaded_during_imports_names_every_firm", a_graph_loaded_during_imports_names_every_firm);
}

/// Firms `prefix-0…` in segments of the small city's chain c1.
fn firms(prefix: &str, count: usize) -> Vec<Sheet> {
    let mut enterprises = Sheet::new("enterprises", &["enterprise", "name", "adcode"]);
    let mut members = Sheet::new("members", &["enterprise", "segment"]);
    for i in 0..count {
        let id = format!("{prefix}-{i}");
        enterprises.rows.push(vec![id.clone(), format!("示例{prefix}之{i}有限公司"), "340100".into()]);
        members.rows.push(vec![id, format!("c1-s0{}", i % 5)]);
    }
    vec![enterprises, members]
}

fn spawn(city: &City, arguments: &[&str]) -> Child {
    city.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs")
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().expect("UTF-8")
}

fn assert_done(child: Child) {
    let done = child.wait_with_output().expect("a process");
    let told = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{told}");
}

/// The city is what a store in memory is after the same imports, one after the other.
fn assert_holds(city: &City, imports: &[&Path]) {
    let (found, expected) = block_on(async {
        let twin = Store::in_memory().await.unwrap();
        for files in imports {
            load(&twin, &[files], OnError::Abort).await;
        }
        let store = Store::open(&city.store()).await.unwrap();
        assert_eq!(store.check().await.unwrap().problems, Vec::<String>::new());
        (picture::of(&store).await, picture::of(&twin).await)
    });
    assert_same(&found, &expected, "after all");
}

fn two_imports_at_once_lose_nothing() {
    let small = data("small");
    let city = City::with(&[&small]);
    let (left, right) = (folder(&firms("左", 300)), folder(&firms("右", 300)));
    let both = [spawn(&city, &["import", path(&left)]), spawn(&city, &["import", path(&right)])];
    both.into_iter().for_each(assert_done);
    assert_holds(&city, &[&small, left.path(), right.path()]);
    let store = block_on(Store::open(&city.store())).unwrap();
    assert_eq!(block_on(store.journal()), Ok(Journal(3)));
}

fn an_import_and_assessments_at_once_lose_nothing() {
    const SAID: usize = 12;
    let city = City::small();
    let files = tempfile::tempdir().unwrap();
    generate(Size { enterprises: 3_000, chains: 1, seed: 7 }, files.path()).unwrap();
    // Its chain would be the small city's.
    for name in ["chains", "segments", "feeds", "members", "funds", "fund_groups", "investments"] {
        std::fs::remove_file(files.path().join(format!("{name}.csv"))).unwrap();
    }
    let import = spawn(&city, &["import", path(&files)]);
    let said: Vec<Child> = (0..SAID)
        .map(|i| {
            let who = format!("甲{i}");
            let words = ["assess", "--chain", "c1", "--segment", "c1-s02", "--verdict", "fill"];
            spawn(&city, &[&words[..], &["--reason", "同时", "--who", &who]].concat())
        })
        .collect();
    said.into_iter().chain([import]).for_each(assert_done);
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        assert_eq!(store.journal().await, Ok(Journal(2 + SAID as u64)));
        assert_eq!(store.check().await.unwrap().problems, Vec::<String>::new());
        let held = Held::load(&store, None).await.unwrap();
        let segment = (0..held.graph.segments.len()).map(liantu::graph::SegmentIx::from_position);
        let said = segment.flat_map(|s| held.assessments.of(s)).filter(|a| a.reason == "同时").count();
        assert_eq!(said, SAID);
        assert!(held.graph.firm_with_id("e2999").is_some());
    });
}

/// Asks until the answer is as wished; fails after two seconds.
fn within_two_seconds(what: &str, shown: impl Fn() -> bool) {
    let started = Instant::now();
    while !shown() {
        assert!(started.elapsed() < SHOWN_WITHIN, "{what} is not shown after {SHOWN_WITHIN:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn a_server_shows_an_import_within_two_seconds() {
    let city = City::tiny();
    let server = Server::of(&city);
    let named = |name: &str| server.get("/api/v1/chains").body.contains(name);
    assert!(!named("随后导入的产业链"));
    let mut chains = Sheet::new("chains", &["chain", "name", "adcode"]);
    chains.rows.push(vec!["later".into(), "随后导入的产业链".into(), "340100".into()]);
    city.import(&[folder(&[chains]).path()]);
    within_two_seconds("the chain", || named("随后导入的产业链"));
}

fn a_server_shows_an_assessment_in_time() {
    let city = City::small();
    let server = Server::of(&city);
    let assessed = || {
        let answer = server.json("/api/v1/chains/c1/gaps?home=340100");
        let segments = answer["segments"].as_array().unwrap().clone();
        segments.iter().any(|s| s["segment"] == "c1-s02" && s["assessed"]["reason"] == "随后认定")
    };
    assert!(!assessed());
    let words = ["assess", "--chain", "c1", "--segment", "c1-s02", "--verdict", "build"];
    city.done(&[&words[..], &["--reason", "随后认定", "--who", "甲"]].concat());
    within_two_seconds("the assessment", assessed);
}

fn a_server_equals_a_fresh_process() {
    let city = City::tiny();
    let server = Server::of(&city);
    city.import(&[&data("small")]);
    city.import(&[folder(&firms("后", 20)).path()]);
    let words = ["assess", "--chain", "c1", "--segment", "c1-s02", "--verdict", "build"];
    city.done(&[&words[..], &["--reason", "末", "--who", "甲"]].concat());
    let journal = block_on(async { Store::open(&city.store()).await.unwrap().journal().await.unwrap().0 });
    within_two_seconds("the last batch", || server.json("/healthz")["journal"] == journal);
    let mut compared = 0;
    for chain in server.json("/api/v1/chains")["chains"].as_array().unwrap() {
        let chain = chain["chain"].as_str().unwrap();
        for home in ["340100", "340111", "420000"] {
            let followed = server.json(&format!("/api/v1/chains/{chain}/gaps?home={home}&as_of=2026-11-23"));
            let question = ["gaps", "--chain", chain, "--home", home, "--as-of", "2026-11-23", "--format", "json"];
            assert_eq!(followed, city.run(&question).json(), "{chain} {home}");
            compared += 1;
        }
    }
    assert!(compared >= 6, "{compared} answers compared");
}

/// Imports and assessments by turns and at once, while the process follows.
fn the_followed_graph_equals_a_fresh_one() {
    const TURNS: usize = 12;
    let folder_of_store = tempfile::tempdir().unwrap();
    block_on(async {
        let store = Store::open(&folder_of_store.path().join("liantu.db")).await.unwrap();
        load(&store, &[&data("small")], OnError::Abort).await;
        let app = Arc::new(App::open(store.clone(), Rules::default(), Clock::System).await.unwrap());
        let done = Arc::new(AtomicBool::new(false));
        let following = tokio::spawn(follow(Arc::clone(&app), Arc::clone(&done)));
        let imports = async {
            for turn in 0..TURNS {
                let files = folder(&firms(&format!("第{turn}次"), 4));
                load(&store, &[files.path()], OnError::Abort).await;
            }
        };
        let said = async {
            for turn in 0..TURNS {
                store_desk(&store, Clock::System).assess(&verdict(turn)).await.unwrap().unwrap();
            }
        };
        tokio::join!(imports, said);
        done.store(true, Ordering::Relaxed);
        following.await.unwrap();
        app.follow_once().await.unwrap();
        assert_eq!(app.journal(), 1 + 2 * TURNS as u64);
        let fresh = App::open(store.clone(), Rules::default(), Clock::System).await.unwrap();
        let (found, expected) = (picture::of_app(&store, &app).await, picture::of_app(&store, &fresh).await);
        assert_same(&found, &expected, "followed");
        assert!(found.ids.values().any(|id| id == &format!("第{}次-3", TURNS - 1)));
    });
}

async fn follow(app: Arc<App>, done: Arc<AtomicBool>) {
    while !done.load(Ordering::Relaxed) {
        app.follow_once().await.unwrap();
        tokio::task::yield_now().await;
    }
}

fn verdict(turn: usize) -> NewAssessment {
    NewAssessment {
        chain: "c1".into(),
        segment: "c1-s02".into(),
        home: None,
        verdict: Verdict::Fill,
        reason: format!("第{turn}次"),
        who: format!("甲{turn}"),
        until: None,
        seen: None,
    }
}

/// A process that looks for people's work while an import commits must not take the import's number for shown.
fn work_that_is_followed_hides_no_facts() {
    const TURNS: usize = 1_000;
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        load(&store, &[&data("tiny")], OnError::Abort).await;
        let app = Arc::new(App::open(store.clone(), Rules::default(), Clock::System).await.unwrap());
        let done = Arc::new(AtomicBool::new(false));
        let (shown, ended, written) = (Arc::clone(&app), Arc::clone(&done), store.clone());
        let following = tokio::spawn(async move {
            while !ended.load(Ordering::Relaxed) {
                shown.follow_once().await.unwrap();
                let held = shown.version(None).await.unwrap();
                let behind = written.changes(held.graph.journal).await.unwrap();
                let hidden =
                    behind.iter().find(|c| c.number <= held.journal && c.kinds.iter().any(|k| k.shapes_graph()));
                assert_eq!(hidden.map(|c| c.number), None, "shown as {:?}", held.journal);
            }
        });
        for turn in 0..TURNS {
            let segment = NodeId(1);
            apply(&store, &format!("w{turn}"), vec![work(segment, "甲", &format!("第{turn}次"))]).await;
            import_firms(&store, &format!("b{turn}"), &[&format!("随后{turn}")]).await;
        }
        done.store(true, Ordering::Relaxed);
        following.await.unwrap();
    });
}

/// Nodes and rows are read one after the other; an import between the two must not leave a firm without its id.
fn a_graph_loaded_during_imports_names_every_firm() {
    const IMPORTS: usize = 300;
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        load(&store, &[&data("tiny")], OnError::Abort).await;
        let done = Arc::new(AtomicBool::new(false));
        let (reading, ended) = (store.clone(), Arc::clone(&done));
        let loading = tokio::spawn(async move {
            let mut loads = 0;
            while !ended.load(Ordering::Relaxed) {
                let held = Held::load(&reading, None).await.unwrap();
                for firm in (0..held.graph.firm_count()).map(FirmIx::from_position) {
                    assert_ne!(held.graph.firm_id(firm), "", "at {:?}", held.journal);
                }
                loads += 1;
            }
            loads
        });
        for i in 0..IMPORTS {
            import_firms(&store, &format!("b{i}"), &[&format!("早{i}"), &format!("晚{i}")]).await;
        }
        done.store(true, Ordering::Relaxed);
        assert!(loading.await.unwrap() > 0);
    });
}
