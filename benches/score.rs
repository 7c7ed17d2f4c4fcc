//! What a score sheet with both comparisons takes: `cargo bench --bench score`.
//!
//! A city of 50 squads, 500 recruiters, 20,000 visits, 5,000 trips and 3,000 projects on disk. Prints milliseconds: the first
//! sheet of a process, which reads the rows, then each of the next.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use liantu::access::Caller;
use liantu::app::dispatch::ScoreQuestion;
use liantu::app::intake::import::ImportOptions;
use liantu::app::{App, Clock, StoreDesk};
use liantu::dispatch::{Presets, ScoreRows};
use liantu::gaps::Rules;
use liantu::store::Store;
use tokio::runtime::Runtime;

type Failed = Box<dyn std::error::Error + Send + Sync>;

const SQUADS: usize = 50;
const PEOPLE: usize = 500;
const FIRMS: usize = 2_000;
const VISITS: usize = 20_000;
const TRIPS: usize = 5_000;
const PROJECTS: usize = 3_000;
const ROUNDS: usize = 10;

fn main() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    Runtime::new()?.block_on(async {
        let path = folder.path().join("liantu.db");
        city(folder.path(), &path).await?;
        let begun = Instant::now();
        let app = App::open(Store::open(&path).await?, Rules::default(), Clock::System).await?;
        for rows in ScoreRows::ALL {
            sheet(&app, rows).await?;
            if rows == ScoreRows::Recruiters {
                println!("open and first sheet: {:.0} ms", begun.elapsed().as_secs_f64() * 1e3);
            }
            let begun = Instant::now();
            for _ in 0..ROUNDS {
                sheet(&app, rows).await?;
            }
            println!("{} held: {:.1} ms", rows.code(), begun.elapsed().as_secs_f64() * 1e3 / ROUNDS as f64);
        }
        Ok(())
    })
}

async fn sheet(app: &App, rows: ScoreRows) -> Result<(), Failed> {
    let question = ScoreQuestion {
        period: "2026-01/2026-02".to_owned(),
        rows,
        cut_off: Some("2026-02-28".parse()?),
        home: Some("340100".to_owned()),
        formula: None,
        presets: Presets::default(),
    };
    let answer = app.desk(Caller::Local, None).await?.score(&question).await?;
    serde_json::to_string(&answer)?;
    Ok(())
}

/// A day of 2025 or 2026.
fn day(n: usize) -> String {
    format!("{}-{:02}-{:02}", 2025 + n % 2, 1 + n / 2 % 12, 1 + n / 24 % 28)
}

/// Writes the city and brings it in.
async fn city(folder: &std::path::Path, path: &std::path::Path) -> Result<(), Failed> {
    let files = folder.join("city");
    std::fs::create_dir(&files)?;
    let write = |name: &str, head: &str, count: usize, row: &dyn Fn(usize) -> String| {
        let mut text = format!("{head}\n");
        for n in 0..count {
            let _ = writeln!(text, "{}", row(n));
        }
        std::fs::write(files.join(name), text)
    };
    write("chains.csv", "chain,name,adcode", 20, &|n| format!("c{n},示例链{n},340100"))?;
    write("squads.csv", "squad,name,kind", SQUADS, &|n| format!("q{n},示例第{n}队,station"))?;
    write("recruiters.csv", "recruiter,name,squad", PEOPLE, &|n| format!("r{n},示例{n},q{}", n % SQUADS))?;
    write("enterprises.csv", "enterprise,name", FIRMS, &|n| format!("e{n},示例第{n}有限公司"))?;
    write("trips.csv", "trip,people,out,back,adcodes", TRIPS, &|n| {
        format!("t{n},r{};r{},{},,310000", n % PEOPLE, n * 7 % PEOPLE, day(n))
    })?;
    write("visits.csv", "visit,enterprise,date,people", VISITS, &|n| {
        format!("v{n},e{},{},r{}", n % FIRMS, day(n), n * 3 % PEOPLE)
    })?;
    write("projects.csv", "project,name,enterprise,chain,amount,credit", PROJECTS, &|n| {
        format!("p{n},示例项目{n},e{},c{},{},r{}", n % FIRMS, n % 20, 1_000 + n * 37 % 90_000, n % PEOPLE)
    })?;
    write("project_nodes.csv", "project,node,planned,actual", PROJECTS * 2, &|n| {
        let node = if n % 2 == 0 { "signed" } else { "land" };
        format!("p{},{node},,{}", n / 2, day(n))
    })?;
    write("project_progress.csv", "project,date,invested", PROJECTS * 4, &|n| {
        format!("p{},{},{}", n / 4, day(n * 5), n % 4 * 100 + 50)
    })?;
    let store = Store::open(path).await?;
    let desk = StoreDesk::new(store, Clock::System, Caller::Local);
    desk.import(ImportOptions::of(vec![files], "bench"), Arc::new(|_| ())).await?;
    Ok(())
}
