//! A made-up city of any size, the same for the same seed: for benchmarks and for trying what a size feels like.
//!
//! To one enterprise come two memberships and about five other edges; ten associations are hubs of up to 10,000 members.
//! All names say 虚构.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::normalize::Regions;

/// How much to generate.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// How many enterprises.
    pub enterprises: u32,
    /// How many chains, each with its segments.
    pub chains: u32,
    /// The same seed gives the same city.
    pub seed: u64,
}

/// Leaf segments of a chain.
const LEAVES: u64 = 60;
/// Associations at home, one a chain.
const ASSOCIATIONS: u32 = 10;
const STAGES: [&str; 3] = ["upstream", "midstream", "downstream"];
/// Standings by how common they are in a thousand firms; the rest say nothing.
const STANDINGS: [(&str, u64); 5] =
    [("anchor", 2), ("leading", 20), ("champion", 30), ("specialised", 120), ("ordinary", 500)];

/// Writes the files; gives the number of rows.
///
/// # Errors
/// The folder cannot be made or written to.
pub fn generate(size: Size, folder: &Path) -> io::Result<u64> {
    std::fs::create_dir_all(folder)?;
    let mut city = City { size, random: SplitMix(size.seed), prefectures: prefectures(), rows: 0 };
    city.chains(folder)?;
    city.enterprises(folder)?;
    city.members(folder)?;
    city.sites(folder)?;
    city.supplies(folder)?;
    city.funds(folder)?;
    city.associations(folder)?;
    Ok(city.rows)
}

struct City {
    size: Size,
    random: SplitMix,
    prefectures: Vec<String>,
    rows: u64,
}

/// Codes of all prefectures, the four municipalities included.
fn prefectures() -> Vec<String> {
    let mut codes: Vec<String> =
        Regions::built_in().filter_map(|r| r.adcode.prefecture()).map(|a| a.to_string()).collect();
    codes.sort();
    codes.dedup();
    codes
}

impl City {
    fn file(folder: &Path, name: &str, header: &str) -> io::Result<BufWriter<File>> {
        let mut file = BufWriter::new(File::create(folder.join(name))?);
        writeln!(file, "{header}")?;
        Ok(file)
    }

    fn leaves(&self) -> u64 {
        u64::from(self.size.chains) * LEAVES
    }

    fn segment(leaf: u64) -> String {
        format!("c{}-s{:02}", leaf / LEAVES + 1, leaf % LEAVES)
    }

    fn firm(&mut self) -> u64 {
        // The square makes a few firms hubs, as in life.
        let share = self.random.share();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share below 1 of a u32")]
        let place = (share * share * f64::from(self.size.enterprises)) as u64;
        place
    }

    fn chains(&mut self, folder: &Path) -> io::Result<()> {
        let mut chains = Self::file(folder, "chains.csv", "chain,name,adcode")?;
        let mut segments = Self::file(folder, "segments.csv", "segment,chain,name,stage,key,surveyed")?;
        let mut feeds = Self::file(folder, "feeds.csv", "from,to")?;
        for chain in 0..u64::from(self.size.chains) {
            writeln!(chains, "c{},虚构产业链{},340100", chain + 1, chain + 1)?;
            for s in 0..LEAVES {
                let leaf = chain * LEAVES + s;
                let stage = STAGES[usize::try_from(s * 3 / LEAVES).unwrap_or_default()];
                let key = if self.random.below(6) == 0 { "1" } else { "" };
                let surveyed = if self.random.below(10) == 0 { "" } else { "2026-05-01" };
                writeln!(
                    segments,
                    "{},c{},虚构环节{}-{s:02},{stage},{key},{surveyed}",
                    Self::segment(leaf),
                    chain + 1,
                    chain + 1
                )?;
                for _ in 0..2 {
                    let further = s + 1 + self.random.below(12);
                    if further < LEAVES {
                        let to = chain * LEAVES + further;
                        writeln!(feeds, "{},{}", Self::segment(leaf), Self::segment(to))?;
                        self.rows += 1;
                    }
                }
                self.rows += 1;
            }
            self.rows += 1;
        }
        Ok(())
    }

    fn enterprises(&mut self, folder: &Path) -> io::Result<()> {
        let header = "enterprise,name,adcode,standing,founded,revenue,seen";
        let mut file = Self::file(folder, "enterprises.csv", header)?;
        for firm in 0..self.size.enterprises {
            let region = self.region();
            let mut lot = self.random.below(1000);
            let standing = STANDINGS.iter().find(|(_, share)| {
                let hit = lot < *share;
                lot = lot.saturating_sub(*share);
                hit
            });
            let standing = standing.map_or("", |(word, _)| word);
            let founded = 1980 + self.random.below(46);
            let revenue = if self.random.below(3) == 0 {
                (self.random.below(1_000_000) + 100).to_string()
            } else {
                String::new()
            };
            writeln!(file, "e{firm},虚构企业{firm}有限公司,{region},{standing},{founded},{revenue},2026-03-01")?;
        }
        self.rows += u64::from(self.size.enterprises);
        Ok(())
    }

    fn region(&mut self) -> String {
        // One firm in forty sits at home, so that verdicts are mixed.
        if self.random.below(40) == 0 {
            return "340100".to_owned();
        }
        let place = self.random.below(self.prefectures.len() as u64);
        self.prefectures[usize::try_from(place).unwrap_or_default()].clone()
    }

    fn members(&mut self, folder: &Path) -> io::Result<()> {
        let mut file = Self::file(folder, "members.csv", "enterprise,segment")?;
        for firm in 0..self.size.enterprises {
            let first = self.random.below(self.leaves());
            let second = (first + 1 + self.random.below(self.leaves() - 1)) % self.leaves();
            writeln!(file, "e{firm},{}", Self::segment(first))?;
            writeln!(file, "e{firm},{}", Self::segment(second))?;
        }
        self.rows += 2 * u64::from(self.size.enterprises);
        Ok(())
    }

    fn sites(&mut self, folder: &Path) -> io::Result<()> {
        let mut file = Self::file(folder, "sites.csv", "enterprise,adcode,kind,opened")?;
        for firm in (0..self.size.enterprises).step_by(2) {
            let region = self.region();
            let kind = ["plant", "rd", "branch"][usize::try_from(self.random.below(3)).unwrap_or_default()];
            let (year, month) = (2015 + self.random.below(12), 1 + self.random.below(12));
            writeln!(file, "e{firm},{region},{kind},{year}-{month:02}-01")?;
            self.rows += 1;
        }
        Ok(())
    }

    fn supplies(&mut self, folder: &Path) -> io::Result<()> {
        let mut file = Self::file(folder, "supplies.csv", "supplier,customer,product")?;
        for firm in 0..self.size.enterprises {
            for product in 0..4 {
                let customer = self.firm();
                if customer != u64::from(firm) {
                    writeln!(file, "e{firm},e{customer},虚构产品{product}")?;
                    self.rows += 1;
                }
            }
        }
        Ok(())
    }

    fn funds(&mut self, folder: &Path) -> io::Result<()> {
        let count = u64::from(self.size.enterprises / 200).clamp(5, 5_000);
        let mut funds = Self::file(folder, "funds.csv", "fund,name,manager")?;
        let mut groups = Self::file(folder, "fund_groups.csv", "chain,fund")?;
        let mut investments = Self::file(folder, "investments.csv", "investor,enterprise,percent,date")?;
        for fund in 0..count {
            writeln!(funds, "f{fund},虚构基金{fund},虚构管理人{}", fund / 4)?;
        }
        for chain in 0..u64::from(self.size.chains) {
            for nth in 0..3 {
                writeln!(groups, "c{},f{}", chain + 1, (chain * 3 + nth) % count)?;
            }
        }
        for firm in (0..self.size.enterprises).step_by(2) {
            let (year, percent) = (2016 + self.random.below(11), 1 + self.random.below(60));
            writeln!(investments, "f{},e{firm},{percent},{year}-06-01", self.random.below(count))?;
        }
        self.rows += count + 3 * u64::from(self.size.chains) + u64::from(self.size.enterprises.div_ceil(2));
        Ok(())
    }

    /// A tenth of all firms in each, up to 10,000: through such a hub everybody knows everybody, if weakly.
    fn associations(&mut self, folder: &Path) -> io::Result<()> {
        let mut associations = Self::file(folder, "associations.csv", "association,name,adcode,chain")?;
        let mut members = Self::file(folder, "association_members.csv", "association,member")?;
        let count = (self.size.enterprises / 10).min(10_000);
        for association in 0..ASSOCIATIONS {
            let chain = association % self.size.chains + 1;
            writeln!(associations, "a{association},虚构协会{association},340100,c{chain}")?;
            for nth in 0..count {
                writeln!(members, "a{association},e{}", nth * (self.size.enterprises / count) + association)?;
            }
        }
        self.rows += u64::from(ASSOCIATIONS) * (1 + u64::from(count));
        Ok(())
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine and in every version of this program.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// A share in [0, 1).
    fn share(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit in a double")]
        let bits = (self.next() >> 11) as f64;
        bits / 9_007_199_254_740_992.0
    }
}
