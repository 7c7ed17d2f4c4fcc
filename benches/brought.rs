//! What it costs to hold the new firms of an import beside those that are known: `cargo bench --bench brought`.
//!
//! Names are made (`making`), 1,000,000 of them or as many as `LIANTU_BENCH_NAMES` says. They are looked at by a dry run into an
//! empty store and imported; then, before a server that holds them: the same files again and 5,000 further rows, half of them of
//! firms that are there, written in one way or another. Each is done as a dry run, which holds new firms beside the known ones, and
//! as an import, which does not, in alternating pairs; after the import the server takes in what is new, and then who is alike.
//! What is imported is taken back.

mod making;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use liantu::access::Caller;
use liantu::app::intake::import::ImportOptions;
use liantu::app::judging::{DuplicatesQuestion, JudgeAsked};
use liantu::app::{App, Clock, StoreDesk};
use liantu::gaps::Rules;
use liantu::ingest::ImportReport;
use liantu::model::JudgedAs;
use liantu::store::Store;
use making::Making;
use tokio::runtime::Runtime;

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Rows that come later.
const LATER: usize = 5_000;
/// Pairs that are measured of each kind.
const PAIRS: usize = 5;

fn main() -> Result<(), Failed> {
    let size: usize = std::env::var("LIANTU_BENCH_NAMES").map_or(Ok(1_000_000), |size| size.parse())?;
    let folder = tempfile::tempdir()?;
    let mut makes = Making::new();
    let first: Vec<String> = (0..size).map(|_| makes.name()).collect();
    let ways = ["whole", "a wrong letter", "brand and trade"];
    let known = |makes: &mut Making, way: &str| {
        let at = makes.below(size);
        makes.asked(&first[at], way)
    };
    // Half of what comes later is new, half is there already, written in one way or another.
    let later: Vec<String> = (0..LATER)
        .map(|at| if at % 2 == 0 { makes.name() } else { known(&mut makes, ways[at / 2 % ways.len()]) })
        .collect();
    let (files, later) = (file(folder.path(), "first", &first)?, file(folder.path(), "later", &later)?);
    Runtime::new()?.block_on(async {
        let store = Store::open(&folder.path().join("liantu.db")).await?;
        let desk = StoreDesk::new(store.clone(), Clock::System, Caller::Local);
        took("looked at, into an empty store", &desk, &files, true).await?;
        took("imported", &desk, &files, false).await?;
        let app = App::open(store, Rules::default(), Clock::System).await?;
        took(
            "the same again, looked at by a server for the first time",
            app.desk(Caller::Local, None).await?.store_desk(),
            &files,
            true,
        )
        .await?;
        pairs("the same again", &app, &files).await?;
        took(
            "5,000 further rows, looked at by a server for the first time",
            app.desk(Caller::Local, None).await?.store_desk(),
            &later,
            true,
        )
        .await?;
        pairs("5,000 further rows", &app, &later).await?;
        queue(&app).await
    })
}

/// A folder with a list of firms.
fn file(folder: &Path, name: &str, firms: &[String]) -> Result<PathBuf, Failed> {
    let folder = folder.join(name);
    std::fs::create_dir(&folder)?;
    let mut file = std::io::BufWriter::new(std::fs::File::create(folder.join("enterprises.csv"))?);
    writeln!(file, "enterprise,name")?;
    for (at, firm) in firms.iter().enumerate() {
        writeln!(file, "{name}{at},{firm}")?;
    }
    file.flush()?;
    Ok(folder)
}

/// Imports files, or looks what that would do, and tells what it took.
async fn took(work: &str, desk: &StoreDesk, files: &Path, dry_run: bool) -> Result<(f64, ImportReport), Failed> {
    let options = ImportOptions { dry_run, ..ImportOptions::of(vec![files.to_owned()], "bench") };
    let (began, busy) = (Instant::now(), processor());
    let report = desk.import(options, Arc::new(|_| ())).await?;
    let seconds = began.elapsed().as_secs_f64();
    let alike = report.alike.len() as u64 + report.alike_more;
    println!(
        "{work}: {seconds:.2} s, {:.2} s of processors, {} MB at most; {} rows, {} new, {alike} alike",
        processor() - busy,
        status("VmHWM:"),
        report.counts.read,
        report.counts.new,
    );
    Ok((seconds, report))
}

/// Dry runs and imports of files before a server, one after the other; what was imported is taken back.
async fn pairs(work: &str, app: &App, files: &Path) -> Result<(), Failed> {
    let (mut looked_at, mut both, mut shown) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..PAIRS {
        let desk = app.desk(Caller::Local, None).await?;
        let (looked, _) = took(&format!("{work}, looked at"), desk.store_desk(), files, true).await?;
        let (imported, report) = took(&format!("{work}, imported"), desk.store_desk(), files, false).await?;
        looked_at.push(looked / imported);
        both.push((looked + imported) / (2.0 * imported));
        if report.number.is_some() {
            let [graph, alike] = followed(app).await?;
            println!("{work}, followed: graph {graph:.2} s, who is alike {alike:.2} s");
            shown.push((imported + graph + alike) / (imported + graph));
            desk.store_desk().undo(&report.import).await?;
            followed(app).await?;
        }
    }
    let told = [
        ("looked at to imported", looked_at),
        ("looked at and imported to twice imported", both),
        ("shown with who is alike to without", shown),
    ];
    for (what, mut ratios) in told {
        ratios.sort_by(f64::total_cmp);
        if let [least, .., most] = ratios[..] {
            println!("{work}: {what} {:.2} × ({least:.2} to {most:.2})", ratios[PAIRS / 2]);
        }
    }
    Ok(())
}

/// Takes in what was written: seconds of the graph, and of who is alike.
async fn followed(app: &App) -> Result<[f64; 2], Failed> {
    let began = Instant::now();
    app.follow_once().await?;
    let graph = began.elapsed().as_secs_f64();
    app.desk(Caller::Local, None).await?.match_names(vec!["示例".to_owned()]).await?;
    Ok([graph, began.elapsed().as_secs_f64() - graph])
}

/// The pairs of 查重: asked, asked again, and after somebody decided one.
async fn queue(app: &App) -> Result<(), Failed> {
    for what in ["first", "again", "once more"] {
        let desk = app.desk(Caller::Local, None).await?;
        let began = Instant::now();
        let answer = desk.duplicates(&DuplicatesQuestion::default()).await?;
        let pairs = answer.pairs.len() + answer.more;
        let seconds = began.elapsed().as_secs_f64();
        println!(
            "查重, {what}: {seconds:.2} s, {pairs} pairs, {} firms left, {} MB",
            answer.unlooked,
            status("VmRSS:")
        );
        let Some(pair) = answer.pairs.first() else { continue };
        let (one, other) = (pair.one.enterprise.clone(), pair.other.enterprise.clone());
        let asked = JudgeAsked { said: JudgedAs::Different, one, other, reason: String::new(), claim: None, who: None };
        let began = Instant::now();
        desk.judge(&asked).await?;
        println!("a judgement, followed: {:.2} s", began.elapsed().as_secs_f64());
    }
    Ok(())
}

/// Seconds of processors that this process used.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// A line of what the system tells of this process, in MB; 0 where it does not.
fn status(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes / 1024)
}
