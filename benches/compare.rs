//! The same questions on a real Neo4j and on the engine, on one generated graph, in one run; and how fast a publish is.
//!
//! ```sh
//! tests/neo4j start /tmp/neo4j && . /tmp/neo4j/env
//! cargo bench --bench compare                       # 100,000 enterprises, the size of the targets
//! LIANTU_BENCH_ENTERPRISES=1000000 cargo bench --bench compare
//! tests/neo4j stop /tmp/neo4j
//! ```
//!
//! Empties the database it is pointed at. Prints tables in Markdown, as benches/README.md has them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use liantu::access::Caller;
use liantu::app::intake::import::ImportOptions;
use liantu::app::upkeep::generate::{Size, generate};
use liantu::app::upkeep::publish::{Asking, Options};
use liantu::app::{App, AppError, Clock, Desk, Question, StoreDesk, TargetQuestion};
use liantu::gaps::Rules;
use liantu::publish::{Address, Credentials, Driver, Limits, Patience, Published};
use liantu::store::Store;

/// Times a question is asked after it was asked once.
const ROUNDS: usize = 20;
const CHAIN: &str = "c1";
const HOME: &str = "340100";
const AS_OF: &str = "2026-11-23";
/// For one answer of the server.
const PATIENCE: Duration = Duration::from_secs(60);
/// Rows of the difference.
const CHANGED: usize = 100;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(compare())
}

async fn compare() -> Result<(), Box<dyn std::error::Error>> {
    let Ok(uri) = std::env::var("LIANTU_NEO4J_URI") else {
        println!("no LIANTU_NEO4J_URI: start a server with tests/neo4j first");
        return Ok(());
    };
    let enterprises = std::env::var("LIANTU_BENCH_ENTERPRISES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let files = folder.path().join("city");
    let rows = generate(Size { enterprises, chains: 5, seed: 1 }, &files)?;
    let store = Store::open(&folder.path().join("liantu.db")).await?;
    load(&store, files).await?;
    empty(&uri).await?;
    println!(
        "{enterprises} enterprises, {rows} rows\n\n| publish | looked at | written | time |\n| --- | --- | --- | --- |"
    );
    publish(&store, &uri, "all of it, into an empty database").await?;
    publish(&store, &uri, "nothing has moved").await?;
    load(&store, supplies(folder.path())?).await?;
    publish(&store, &uri, "a difference of 100 supplies").await?;
    load(&store, renamed(folder.path())?).await?;
    publish(&store, &uri, "a difference of 100 enterprises").await?;
    let app = App::open(store, Rules::default(), Clock::System).await?;
    println!("\n| question | Neo4j p50 | engine p50 | ratio |\n| --- | --- | --- | --- |");
    questions(&app.desk(Caller::Local, None).await?, &driver(&uri).await?).await
}

fn store_desk(store: &Store) -> StoreDesk {
    StoreDesk::new(store.clone(), Clock::System, Caller::Local)
}

async fn driver(uri: &str) -> Result<Driver, Box<dyn std::error::Error>> {
    let patience = Patience { call: Duration::from_secs(600), ..Patience::default() };
    Ok(Driver::connect(&Address::read(uri)?, &credentials()?, patience).await?)
}

fn credentials() -> Result<Credentials, Box<dyn std::error::Error>> {
    let password = std::fs::read_to_string(std::env::var("LIANTU_NEO4J_PASSWORD_FILE")?)?;
    Ok(Credentials { user: "neo4j".into(), password, ..Credentials::default() })
}

async fn empty(uri: &str) -> Result<(), Box<dyn std::error::Error>> {
    let Credentials { user, password, .. } = credentials()?;
    let graph = neo4rs::Graph::new(uri, user, password)?;
    graph.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").await?;
    // Without an index over ids a publish finds nothing of ours, as in a new database.
    let mut indexes = graph.execute("SHOW INDEXES YIELD name WHERE name STARTS WITH 'liantu_id_' RETURN name").await?;
    while let Some(row) = indexes.next().await? {
        graph.run(format!("DROP INDEX {}", row.get::<String>("name")?)).await?;
    }
    Ok(())
}

async fn load(store: &Store, path: PathBuf) -> Result<(), Box<dyn std::error::Error>> {
    let options = ImportOptions::of(vec![path], "bench");
    store_desk(store).import(options, Arc::new(|_| ())).await?;
    Ok(())
}

/// A hundred supplies that were not there.
fn supplies(folder: &Path) -> std::io::Result<PathBuf> {
    written(folder, "supplies.csv", "supplier,customer,product", |n| format!("e{n},e{},新增货{n}\n", n + 1))
}

/// A hundred enterprises with other names.
fn renamed(folder: &Path) -> std::io::Result<PathBuf> {
    written(folder, "enterprises.csv", "enterprise,name", |n| format!("e{n},虚构改名{n}有限公司\n"))
}

fn written(folder: &Path, name: &str, header: &str, row: impl Fn(usize) -> String) -> std::io::Result<PathBuf> {
    let path = folder.join(name);
    let rows: String = (1..=CHANGED).map(row).collect();
    std::fs::write(&path, format!("{header}\n{rows}"))?;
    Ok(path)
}

async fn publish(store: &Store, uri: &str, what: &str) -> Result<(), Box<dyn std::error::Error>> {
    let driver = driver(uri).await?;
    let started = Instant::now();
    let publisher = store_desk(store).publisher(driver, Options::default())?;
    let Published { looked_at, written, .. } = publisher.once(|_, _| ()).await?;
    println!("| {what} | {} | {written} | {:.2} s |", looked_at, started.elapsed().as_secs_f64());
    Ok(())
}

async fn questions(desk: &Desk, driver: &Driver) -> Result<(), Box<dyn std::error::Error>> {
    let question = Question { chain: CHAIN.into(), home: Some(HOME.into()), as_of: Some(AS_OF.parse()?) };
    let told = desk.gaps(&question)?;
    let ranked = TargetQuestion { question: question.clone(), limit: Some(100), ..TargetQuestion::default() };
    let best = desk.targets(&ranked).await?.targets;
    let target = best.first().map(|line| line.target.enterprise.clone()).ok_or("nobody to go to")?;
    let engine = [
        ("gaps", times(async || desk.gaps(&question).map(drop)).await?),
        ("candidates", times(async || desk.targets(&ranked).await.map(drop)).await?),
        ("fund_coverage", times(async || desk.funds(&question).await.map(drop)).await?),
        ("introductions", times(async || desk.paths(&question, &target, None).await.map(drop)).await?),
    ];
    let alone = ["missing_co_inputs", "local_firms", "who_supplies_whom"].map(|query| (query, Vec::new()));
    for (query, engine) in engine.into_iter().chain(alone) {
        let engine = (!engine.is_empty()).then(|| median(engine));
        let Some((rows, asked)) = ask(driver, query, &target).await? else {
            println!("| {query} | over {PATIENCE:?} | {} | |", engine.map(|e| format!("{e:.2?}")).unwrap_or_default());
            continue;
        };
        assert!(query != "gaps" || rows == told.segments.len(), "both answer the same question");
        let neo4j = median(asked);
        let Some(engine) = engine else {
            println!("| {query} ({rows} rows) | {neo4j:.2?} | | |");
            continue;
        };
        let ratio = neo4j.as_secs_f64() / engine.as_secs_f64();
        println!("| {query} ({rows} rows) | {neo4j:.2?} | {engine:.2?} | {ratio:.0} × |");
    }
    Ok(())
}

/// How long the engine takes, after it was asked once.
async fn times(ask: impl AsyncFn() -> Result<(), AppError>) -> Result<Vec<Duration>, AppError> {
    ask().await?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let started = Instant::now();
        ask().await?;
        times.push(started.elapsed());
    }
    Ok(times)
}

/// Asks once to warm up, then some rounds; none where the server takes too long.
async fn ask(
    driver: &Driver,
    query: &str,
    target: &str,
) -> Result<Option<(usize, Vec<Duration>)>, Box<dyn std::error::Error>> {
    let mut parameters = vec![("chain", CHAIN), ("home", HOME), ("as_of", AS_OF)];
    if query == "introductions" {
        parameters.push(("target", target));
    }
    let parameters = parameters.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let limits = Limits { time: PATIENCE, rows: 1_000_000 };
    let asking = Asking { query: query.into(), parameters, limits };
    let begun = Instant::now();
    let rows = match asking.ask(driver, Clock::System).await {
        Ok((answer, _)) => answer.rows.len(),
        Err(_) if begun.elapsed() >= PATIENCE => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let (mut times, begun) = (Vec::new(), Instant::now());
    while times.is_empty() || (times.len() < ROUNDS && begun.elapsed() < Duration::from_secs(30)) {
        let started = Instant::now();
        asking.ask(driver, Clock::System).await?;
        times.push(started.elapsed());
    }
    Ok(Some((rows, times)))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
