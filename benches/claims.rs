//! What a claim takes while others read, what 64 claims at once take, and what opening a link takes:
//! `cargo bench --bench claims`.
//!
//! A city of 10,000 enterprises on disk, 64 squads on its first chain, 640 of its firms listed. Prints milliseconds.

use std::net::{IpAddr, Ipv4Addr};

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use liantu::access::{Caller, LoggedIn};
use liantu::app::claims::{ClaimAsked, Claimed};
use liantu::app::intake::import::ImportOptions;
use liantu::app::lists::{AddTargets, ListQuestion};
use liantu::app::sharing::links::{Knock, NewLink};
use liantu::app::upkeep::generate::{Size, generate};
use liantu::app::{App, Clock, Question, StoreDesk};
use liantu::gaps::Rules;
use liantu::store::Store;
use tokio::runtime::Runtime;

type Failed = Box<dyn std::error::Error + Send + Sync>;

const CHAIN: &str = "c1";
const SQUADS: usize = 64;
const READERS: usize = 63;
const FIRMS: usize = 640;
/// Claims that are measured one after the other.
const ALONE: usize = 200;
/// Firms that all squads claim at once, one after the other.
const ROUNDS: usize = 20;
/// Targets that a link shows.
const SHOWN: usize = 20;
/// Times it is opened.
const OPENINGS: u32 = 200;

fn main() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    Runtime::new()?.block_on(async {
        let app = Arc::new(city(folder.path()).await?);
        let firms = listed(&app).await?;
        beside_readers(&app, &firms).await?;
        at_once(&app, &firms).await?;
        openings(&app, &firms, "").await?;
        openings(&app, &firms, "合肥2026").await
    })
}

/// The city, with its squads.
async fn city(folder: &std::path::Path) -> Result<App, Failed> {
    let files = folder.join("city");
    generate(Size { enterprises: 10_000, chains: 10, seed: 1 }, &files)?;
    let more = folder.join("more");
    std::fs::create_dir(&more)?;
    let squads: String = (0..SQUADS).map(|n| format!("bench-{n},示例第{n}队,spearhead\n")).collect();
    let sent: String = (0..SQUADS).map(|n| format!("{CHAIN},bench-{n}\n")).collect();
    std::fs::write(more.join("squads.csv"), format!("squad,name,kind\n{squads}"))?;
    std::fs::write(more.join("assignments.csv"), format!("chain,squad\n{sent}"))?;
    let store = Store::open(&folder.join("liantu.db")).await?;
    let desk = StoreDesk::new(store.clone(), Clock::System, Caller::Local);
    desk.import(ImportOptions::of(vec![files, more], "bench"), Arc::new(|_| ())).await?;
    Ok(App::open(store, Rules::default(), Clock::System).await?)
}

/// Firms on the list of the chain, by id.
async fn listed(app: &App) -> Result<Vec<String>, Failed> {
    let desk = app.desk(Caller::Local, None).await?;
    let held = app.version(None).await?;
    let firms: Vec<String> = held.graph.firm_keys().take(FIRMS).map(|(id, _)| id.to_owned()).collect();
    let question = Question { chain: CHAIN.into(), ..Question::default() };
    desk.list_add(&AddTargets { question, enterprises: firms.clone(), ..AddTargets::default() }).await?;
    Ok(firms)
}

/// One claim by a squad; how long it took, and whether it was granted.
async fn claim(app: &App, squad: usize, firm: &str) -> Result<(Duration, bool), Failed> {
    let grants = vec![format!("recruiter:bench-{squad}").parse()?];
    let login = format!("r{squad}");
    let person = LoggedIn { name: login.clone(), login, grants, recruiter: None, seal: String::new() };
    let begun = Instant::now();
    let desk = app.desk(Caller::Person(Arc::new(person)), None).await?;
    let asked = ClaimAsked { enterprise: firm.to_owned(), ..ClaimAsked::default() };
    let got = matches!(desk.claim(&asked).await?, Claimed::Got(_));
    Ok((begun.elapsed(), got))
}

/// Claims of firms that nobody has, while others read the list.
async fn beside_readers(app: &Arc<App>, firms: &[String]) -> Result<(), Failed> {
    let done = Arc::new(AtomicBool::new(false));
    let reading = (0..READERS).map(|_| {
        let (app, done) = (Arc::clone(app), Arc::clone(&done));
        tokio::spawn(async move {
            let mut answers = 0usize;
            while !done.load(Ordering::Relaxed) {
                let desk = app.desk(Caller::Local, None).await?;
                let asked = ListQuestion { chain: CHAIN.into(), ..ListQuestion::default() };
                answers += usize::from(desk.store_desk().target_list(&asked).await?.total > 0);
                // Readers read a page, and then look at it.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            Ok::<usize, Failed>(answers)
        })
    });
    let reading: Vec<_> = reading.collect();
    let mut took = Vec::new();
    for firm in &firms[..ALONE] {
        took.push(claim(app, 0, firm).await?.0);
    }
    done.store(true, Ordering::Relaxed);
    let mut answers = 0;
    for one in reading {
        answers += one.await??;
    }
    told(&format!("one claim beside {READERS} readers, who got {answers} answers"), took);
    Ok(())
}

/// All squads claim one firm at once.
async fn at_once(app: &Arc<App>, firms: &[String]) -> Result<(), Failed> {
    let mut took = Vec::new();
    for firm in &firms[ALONE..ALONE + ROUNDS] {
        let claiming = (0..SQUADS).map(|squad| {
            let (app, firm) = (Arc::clone(app), firm.clone());
            tokio::spawn(async move { claim(&app, squad, &firm).await })
        });
        let claiming: Vec<_> = claiming.collect();
        let mut granted = 0;
        for one in claiming {
            let (time, got) = one.await??;
            took.push(time);
            granted += usize::from(got);
        }
        assert_eq!(granted, 1, "{firm}");
    }
    told(&format!("{SQUADS} claims of one firm at once"), took);
    Ok(())
}

/// A link is opened, one time after the other: taken, and what it shows worked out.
async fn openings(app: &Arc<App>, firms: &[String], passcode: &str) -> Result<(), Failed> {
    let desk = app.desk(Caller::Local, None).await?;
    let columns = ["state", "note", "segment", "place", "gap", "call"].map(str::to_owned).to_vec();
    let asked = NewLink {
        chain: CHAIN.into(),
        records: firms[..SHOWN].to_vec(),
        columns,
        to: "示例接收人".into(),
        purpose: "示例用途".into(),
        passcode: passcode.into(),
        openings: Some(OPENINGS),
        ..NewLink::default()
    };
    let secret = desk.link_make(&asked).await?.secret;
    let (mut taking, mut showing) = (Vec::new(), Vec::new());
    let begin = if passcode.is_empty() { "a" } else { "b" };
    for nth in 0..OPENINGS {
        let address = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + nth));
        let knock =
            Knock { secret: secret.clone(), grant: format!("{begin}{nth:063x}"), passcode: passcode.into(), address };
        let begun = Instant::now();
        assert!(app.open_link(&knock).await?.is_some(), "opening {nth}");
        taking.push(begun.elapsed());
        let begun = Instant::now();
        let shown = app.linked(&secret, Some(&knock.grant)).await?.ok_or("it is open")?.shared().await?;
        assert_eq!(shown.input.lines.len(), SHOWN);
        showing.push(begun.elapsed());
    }
    let with = if passcode.is_empty() { "without a passcode" } else { "with a passcode" };
    told(&format!("opening a link {with}, taken"), taking);
    told(&format!("… and its {SHOWN} targets worked out"), showing);
    Ok(())
}

fn told(what: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)].as_secs_f64() * 1000.0;
    println!("{what}: p50 {:.1} ms, p99 {:.1} ms, {} times", at(50), at(99), took.len());
}
