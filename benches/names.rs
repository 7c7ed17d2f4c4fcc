//! What names cost: to take in, and to ask among many; how often the firm that was meant is found.
//!
//! ```sh
//! cargo bench --bench names                                  # 10,000, 100,000 and 1,000,000 generated names
//! LIANTU_BENCH_NAMES=10000 cargo bench --bench names         # of other sizes
//! LIANTU_NAMES=DIR LIANTU_PEER_OUT=guesses.csv cargo bench --bench names    # for names_peer.py
//! ```
//!
//! A generated name has a region (8 of 10), two to four letters of a brand (half of them from sixty that so many brands have, the
//! others from the names of regions, by a law of ranks), one or two trades and a form. It is asked about whole, with a wrong letter,
//! and as brand and trade.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use liantu::matching::{KnownAs, Likeness, Matcher, Peeled, Weights};
use liantu::model::Adcode;
use liantu::normalize::Regions;

type Failed = Box<dyn std::error::Error>;

const SIZES: &str = "10000,100000,1000000";
/// Names that are asked about, of each kind.
const ASKED: usize = 1000;
const COMMON: &str =
    "中华国新天金东海大南江北方山安州通城正信达德明康泰兴宏恒龙银鑫源富万三光美丰盛联创合众长永宝福力星瑞博";
const TRADES: &str = "科技 科技 科技 贸易 商贸 实业 电子 信息技术 网络科技 生物科技 机械 机械设备 建筑工程 装饰工程 文化传媒 餐饮管理 \
    物流 物业管理 投资 新能源 新材料 医疗器械 食品 农业科技 汽车零部件 电气 自动化设备 化工 纺织 家具 塑料制品 五金制品 精密机械 \
    环保科技 教育咨询 广告 旅游 模具 包装材料 光电科技 半导体 软件";
const FORMS: [&str; 5] = ["有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司"];

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
    (0..).zip(&names).for_each(|(id, name)| matcher.add(id, KnownAs::named(name)));
    let rate = size as f64 / began.elapsed().as_secs_f64();
    let grown = memory().saturating_sub(before);
    for kind in ["whole", "a wrong letter", "brand and trade"] {
        let (mut times, mut compared, mut among, mut first) = (Vec::new(), 0, 0, 0);
        for _ in 0..ASKED {
            let at = makes.random.below(size);
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

/// Makes up names.
struct Making {
    regions: Vec<(Adcode, String)>,
    common: Vec<char>,
    others: Vec<char>,
    trades: Vec<&'static str>,
    random: Xorshift,
}

/// Numbers that are the same in every run (Marsaglia 2003).
struct Xorshift(u64);

impl Xorshift {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % most as u64) as usize
    }
}

impl Making {
    fn new() -> Self {
        let mut regions: Vec<(Adcode, String)> =
            Regions::built_in().map(|region| (region.adcode, region.name.clone())).collect();
        regions.sort_unstable();
        let mut seen: HashMap<char, usize> = HashMap::new();
        regions.iter().flat_map(|(_, name)| name.chars()).for_each(|letter| *seen.entry(letter).or_default() += 1);
        let mut others: Vec<char> = seen.keys().copied().filter(|letter| !COMMON.contains(*letter)).collect();
        others.sort_unstable_by_key(|letter| (std::cmp::Reverse(seen[letter]), *letter));
        let (common, trades) = (COMMON.chars().collect(), TRADES.split_whitespace().collect());
        Self { regions, common, others, trades, random: Xorshift(0x9e37_79b9_7f4a_7c15) }
    }

    fn letter(&mut self) -> char {
        if self.random.below(2) == 0 {
            return self.common[self.random.below(self.common.len())];
        }
        let share = self.random.below(1 << 20) as f64 / f64::from(1 << 20);
        self.others[(self.others.len() as f64).powf(share) as usize - 1]
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        let region = &self.regions[self.random.below(self.regions.len())].1;
        match self.random.below(10) {
            0..5 => name.push_str(&region.replace(['市', '省'], "")),
            5..8 => name.push_str(region),
            _ => {}
        }
        let letters = [2, 2, 2, 2, 2, 2, 3, 3, 3, 4][self.random.below(10)];
        (0..letters).for_each(|_| name.push(self.letter()));
        name.push_str(self.trades[self.random.below(self.trades.len())]);
        if self.random.below(4) == 0 {
            name.push_str(self.trades[self.random.below(self.trades.len())]);
        }
        name.push_str(FORMS[self.random.below(FORMS.len())]);
        name
    }

    /// A name as somebody asks about it.
    fn asked(&mut self, name: &str, kind: &str) -> String {
        let mut letters: Vec<char> = name.chars().collect();
        match kind {
            "a wrong letter" => {
                let at = self.random.below(letters.len() - 4);
                letters[at] = self.letter();
                letters.into_iter().collect()
            }
            "brand and trade" => {
                let peeled = Peeled::of(&Regions::default(), name);
                format!("{}{}", peeled.brand, peeled.trades.concat().chars().take(2).collect::<String>())
            }
            _ => name.to_owned(),
        }
    }
}

/// The first guess for each short name of a folder among the full names of its register, for `names_peer.py`.
fn guesses(folder: &Path) -> Result<(), Failed> {
    let mut matcher = Matcher::new(Weights::default(), Regions::default());
    let mut register = csv::Reader::from_path(folder.join("register.csv"))?;
    let register: Vec<(String, String)> = register.deserialize().collect::<Result<_, _>>()?;
    let began = Instant::now();
    (0..).zip(&register).for_each(|(id, (_, name))| matcher.add(id, KnownAs::named(name)));
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
