//! What names cost: to take in, and to ask among many; how often the firm that was meant is found.
//!
//! ```sh
//! cargo bench --bench names                                  # 10,000, 100,000 and 1,000,000 generated names
//! LIANTU_BENCH_NAMES=10000 cargo bench --bench names         # of other sizes
//! LIANTU_NAMES=DIR LIANTU_PEER_OUT=guesses.csv cargo bench --bench names    # for names_peer.py
//! ```
//!
//! A generated name (`making`) is asked about whole, with a wrong letter, and as brand and trade.

mod making;

use std::path::Path;
use std::time::Instant;

use liantu::matching::{KnownAs, Likeness, Matcher, Weights};
use liantu::normalize::Regions;
use making::Making;

type Failed = Box<dyn std::error::Error>;

const SIZES: &str = "10000,100000,1000000";
/// Names that are asked about, of each kind.
const ASKED: usize = 1000;
fn main() -> Result<(), Failed> {
    if let Some(folder) = std::env::var_os("LIANTU_NAMES") {
        return guesses(Path::new(&folder));
    }
    println!("| names | taken in | memory | asked | p50 | p99 | compared with | among them | first |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for size in std::env::var("LIANTU_BENCH_NAMES").unwrap_or_else(|_| SIZES.to_owned()).split(',') {
        measure(size.trim().parse()?);
    }
    Ok(())
}

/// A city of names, and what asking it takes.
fn measure(size: usize) {
    let mut makes = Making::new();
    let names: Vec<String> = (0..size).map(|_| makes.name()).collect();
    let (before, began) = (memory(), Instant::now());
    let mut matcher = Matcher::new(Weights::default(), Regions::default());
    (0..).zip(&names).for_each(|(id, name)| matcher.add(id, &KnownAs::named(name)));
    let rate = size as f64 / began.elapsed().as_secs_f64();
    let grown = memory().saturating_sub(before);
    for kind in ["whole", "a wrong letter", "brand and trade"] {
        let (mut times, mut compared, mut among, mut first) = (Vec::new(), 0, 0, 0);
        for _ in 0..ASKED {
            let at = makes.below(size);
            let asked = makes.asked(&names[at], kind);
            let began = Instant::now();
            let found = matcher.candidates(&KnownAs::named(&asked));
            times.push(began.elapsed().as_secs_f64() * 1000.0);
            compared += found.len();
            among += usize::from(found.iter().any(|one| names[one.id as usize] == names[at]));
            first += usize::from(found.first().is_some_and(|one| names[one.id as usize] == names[at]));
        }
        times.sort_by(f64::total_cmp);
        let share = |count: usize| 100.0 * count as f64 / ASKED as f64;
        println!(
            "| {size} | {rate:.0} a second | {grown} MB | {kind} | {:.2} ms | {:.2} ms | {:.1} | {:.1} % | {:.1} % |",
            times[ASKED / 2],
            times[ASKED * 99 / 100],
            compared as f64 / ASKED as f64,
            share(among),
            share(first)
        );
    }
}

/// Megabytes that this process holds; 0 where the system does not tell.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes / 1024)
}

/// The first guess for each short name of a folder among the full names of its register, for `names_peer.py`.
fn guesses(folder: &Path) -> Result<(), Failed> {
    let mut matcher = Matcher::new(Weights::default(), Regions::default());
    let mut register = csv::Reader::from_path(folder.join("register.csv"))?;
    let register: Vec<(String, String)> = register.deserialize().collect::<Result<_, _>>()?;
    let began = Instant::now();
    (0..).zip(&register).for_each(|(id, (_, name))| matcher.add(id, &KnownAs::named(name)));
    println!("taken in: {} names in {:.1} ms", register.len(), began.elapsed().as_secs_f64() * 1000.0);
    let mut pairs = csv::Reader::from_path(folder.join("dev_short_to_full.csv"))?;
    let pairs: Vec<(String, String, String)> = pairs.deserialize().collect::<Result<_, _>>()?;
    let began = Instant::now();
    let found: Vec<_> = pairs.iter().map(|(short, ..)| matcher.candidates(&KnownAs::named(short))).collect();
    println!("asked: {:.3} ms a name", began.elapsed().as_secs_f64() * 1000.0 / pairs.len() as f64);
    let Some(out) = std::env::var_os("LIANTU_PEER_OUT") else { return Ok(()) };
    let mut out = csv::Writer::from_path(out)?;
    out.write_record(["short", "code", "guess", "same"])?;
    for ((short, code, _), found) in pairs.iter().zip(found) {
        let code_of = |at: usize| found.get(at).map_or("", |one| register[one.id as usize].0.as_str());
        let same = found.iter().position(|one| one.judged.verdict == Likeness::Same).map_or("", code_of);
        out.write_record([short, code, code_of(0), same])?;
    }
    Ok(out.flush()?)
}
