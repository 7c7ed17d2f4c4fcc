//! What the graph held in memory costs: to build, to ask, to change. With criterion, in one process, on one store:
//!
//! ```sh
//! cargo bench --bench held                                                # a city of 10,000 enterprises, made for it
//! LIANTU_BENCH_STORE=/tmp/figures/1000000.db cargo bench --bench held     # a copy of a store that figures.py left
//! ```
//!
//! Each work is asked again and again; what it costs the first time, and over HTTP, is in figures.py.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, measurement::WallTime};
use liantu::access::Caller;
use liantu::app::intake::import::ImportOptions;
use liantu::app::lists::{AddTargets, ListQuestion, TargetChange};
use liantu::app::upkeep::generate::{Size, generate};
use liantu::app::{App, Clock, Desk, Held, Question, StoreDesk, TargetQuestion};
use liantu::gaps::Rules;
use liantu::graph::{FirmIx, Graph, Network, Relatedness};
use liantu::model::{Day, EntryField, Kind, ListDeed, NodeId};
use liantu::resolve::{Dictionary, Identities, Identity, Lookup};
use liantu::store::Store;
use tokio::runtime::Runtime;

const CHAIN: &str = "c1";
const AS_OF: &str = "2026-11-23";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = Runtime::new()?;
    let folder = tempfile::tempdir()?;
    let store = runtime.block_on(store(folder.path()))?;
    let app = runtime.block_on(App::open(store.clone(), Rules::default(), Clock::System))?;
    let held = runtime.block_on(app.version(None))?;
    let desk = runtime.block_on(app.desk(Caller::Local, None))?;
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group(format!("{} enterprises", held.graph.firm_count()));
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    building(&mut group, &runtime, &store);
    parts(&mut group, &held)?;
    questions(&mut group, &runtime, &desk)?;
    names(&mut group, &held.graph);
    work(&mut group, &runtime, &app)?;
    group.finish();
    criterion.final_summary();
    Ok(())
}

/// A store to work on, in a folder of its own: nothing is written to the one that is pointed at.
async fn store(folder: &Path) -> Result<Store, Box<dyn std::error::Error>> {
    let file = folder.join("liantu.db");
    if let Some(given) = std::env::var_os("LIANTU_BENCH_STORE") {
        std::fs::copy(given, &file)?;
        return Ok(Store::open(&file).await?);
    }
    let files = folder.join("city");
    generate(Size { enterprises: 10_000, chains: 50, seed: 1 }, &files)?;
    let store = Store::open(&file).await?;
    StoreDesk::new(store.clone(), Clock::System, Caller::Local)
        .import(ImportOptions::of(vec![files], "bench"), Arc::new(|_| ()))
        .await?;
    Ok(store)
}

fn building(group: &mut BenchmarkGroup<'_, WallTime>, runtime: &Runtime, store: &Store) {
    let kinds: Vec<Kind> = Kind::records().collect();
    group.bench_function("scan every row", |b| {
        b.iter(|| runtime.block_on(store.scan(kinds.clone(), None, 0u64, |rows, _| *rows += 1)));
    });
    group.bench_function("scan, fold and index", |b| b.iter(|| runtime.block_on(Held::load(store, None))));
}

fn parts(group: &mut BenchmarkGroup<'_, WallTime>, held: &Held) -> Result<(), Box<dyn std::error::Error>> {
    let (rules, day) = (Rules::default(), AS_OF.parse::<Day>()?);
    let home = held.graph.chains.iter().find_map(|chain| chain.adcode).ok_or("no chain has a home")?;
    group.bench_function("relatedness of all leaves", |b| {
        b.iter(|| Relatedness::of(&held.graph, home.home_level(), day, rules.least_known()));
    });
    group.bench_function("introduction network of a day", |b| {
        b.iter(|| Network::of(&held.graph, day, &rules.introduction.trusts()));
    });
    Ok(())
}

fn questions(
    group: &mut BenchmarkGroup<'_, WallTime>,
    runtime: &Runtime,
    desk: &Desk,
) -> Result<(), Box<dyn std::error::Error>> {
    let question = Question { chain: CHAIN.into(), as_of: Some(AS_OF.parse()?), ..Question::default() };
    let targets = TargetQuestion { question: question.clone(), limit: Some(100), ..TargetQuestion::default() };
    let told = runtime.block_on(desk.targets(&targets))?;
    let ids: Vec<&str> = told.targets.iter().map(|line| line.target.enterprise.as_str()).collect();
    group.bench_function("verdicts and priorities of a chain", |b| {
        b.iter(|| desk.gaps(&question));
    });
    group.bench_function("100 targets with factors and facts", |b| {
        b.iter(|| runtime.block_on(desk.targets(&targets)));
    });
    let mut next = ids.iter().cycle();
    group.bench_function("best 5 paths to a target, another each time", |b| {
        b.iter(|| runtime.block_on(desk.paths(&question, next.next().copied().unwrap_or_default(), Some(5))));
    });
    group
        .bench_function("coverage of the fund group, partners", |b| b.iter(|| runtime.block_on(desk.funds(&question))));
    Ok(())
}

/// What a name or an id means among all enterprises, as an import asks it.
fn names(group: &mut BenchmarkGroup<'_, WallTime>, graph: &Graph) {
    let (mut dictionary, mut records) = (Dictionary::default(), Identities::default());
    for (node, place) in (1..).zip(0..graph.firm_count()) {
        let (node, firm) = (NodeId(node), FirmIx::from_position(place));
        dictionary.insert(node, Kind::Enterprise, graph.firm_id(firm));
        let name = graph.firm_name(firm);
        records.push(&Identity {
            node,
            source: "local",
            credit: None,
            stock: "",
            name,
            other_names: [""; 2],
            adcode: None,
        });
    }
    let mut lookup = Lookup::default();
    lookup.set(Kind::Enterprise, records);
    let mut places = (0..graph.firm_count()).cycle().step_by(7_919);
    group.bench_function("match a name against all names", |b| {
        b.iter(|| {
            let firm = FirmIx::from_position(places.next().unwrap_or_default());
            black_box(lookup.find(&dictionary, &[Kind::Enterprise], graph.firm_name(firm)))
        });
    });
}

/// A note on the target list: written, shown and answered.
fn work(
    group: &mut BenchmarkGroup<'_, WallTime>,
    runtime: &Runtime,
    app: &App,
) -> Result<(), Box<dyn std::error::Error>> {
    let question = Question { chain: CHAIN.into(), as_of: Some(AS_OF.parse()?), ..Question::default() };
    let targets = TargetQuestion { question: question.clone(), limit: Some(1), ..TargetQuestion::default() };
    let desk = || app.desk(Caller::Local, None);
    let told = runtime.block_on(async { desk().await?.targets(&targets).await })?;
    let enterprise = told.targets.first().ok_or("no target")?.target.enterprise.clone();
    let (enterprises, who) = (vec![enterprise.clone()], Some("虚构".to_owned()));
    let added = AddTargets { question, enterprises, segment: None, who };
    runtime.block_on(async { desk().await?.list_add(&added).await })?;
    let list = ListQuestion { chain: CHAIN.into(), ..ListQuestion::default() };
    let mut nth = 0;
    group.bench_function("a note on the list: durable, shown, answered", |b| {
        b.iter(|| {
            nth += 1;
            let set = vec![(EntryField::Note, format!("第 {nth} 次"))];
            let change = TargetChange { enterprise: enterprise.clone(), version: None, set };
            runtime.block_on(async {
                desk().await?.store_desk().list_change(CHAIN, Some("虚构"), ListDeed::Set, &[change]).await?;
                app.follow_once().await?;
                desk().await?.store_desk().target_list(&list).await
            })
        });
    });
    Ok(())
}
