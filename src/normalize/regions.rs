//! The table of regions: names, levels, zones, successors; looked up by code or by name.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::region_names::{self, RegionNames};
use crate::model::Adcode;

static BUILT_IN: &str = include_str!("tables/regions.csv");
static ABOLISHED: &str = include_str!("tables/abolished.csv");

/// A region of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    pub adcode: Adcode,
    pub name: String,
    /// Longitude and latitude in degrees, where known.
    pub centre: Option<(f64, f64)>,
}

/// The built-in regions and a city's own zones.
#[derive(Debug, Clone)]
pub struct Regions {
    by_code: Arc<HashMap<Adcode, Region>>,
    names: Arc<RegionNames>,
}

/// A region that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub adcode: Adcode,
    /// The code given, where it is no longer in use.
    pub abolished: Option<Adcode>,
}

/// Why a text names no region.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegionError {
    /// Nothing has this code or name; what is near.
    #[error("no region `{text}`{}", near_text(.near))]
    Unknown { text: String, near: Vec<String> },
    /// Several regions have this name; all of them as `code name`.
    #[error("`{text}` may be {}", .choices.join(", "))]
    Ambiguous { text: String, choices: Vec<String> },
}

fn near_text(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; near: {}", near.join(", ")) }
}

struct Table {
    by_code: Arc<HashMap<Adcode, Region>>,
    names: Arc<RegionNames>,
    abolished: HashMap<Adcode, (String, Option<Adcode>)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let by_code: HashMap<_, _> = rows(BUILT_IN).filter_map(|r| built_in(&r)).map(|r| (r.adcode, r)).collect();
    let abolished = rows(ABOLISHED)
        .filter_map(|r| Some((r.first()?.parse().ok()?, (r.get(1)?.clone(), r.get(2).and_then(|s| s.parse().ok())))))
        .collect();
    let names = RegionNames::new(by_code.values());
    Table { by_code: Arc::new(by_code), names: Arc::new(names), abolished }
});

fn rows(table: &'static str) -> impl Iterator<Item = Vec<String>> {
    table.lines().skip(1).map(|line| line.split(',').map(|cell| cell.trim().to_owned()).collect())
}

fn built_in(row: &[String]) -> Option<Region> {
    let degrees = |i: usize| row.get(i).and_then(|cell| cell.parse::<f64>().ok());
    let centre = degrees(2).zip(degrees(3));
    Some(Region { adcode: row.first()?.parse().ok()?, name: row.get(1)?.clone(), centre })
}

impl Default for Regions {
    fn default() -> Self {
        Self { by_code: Arc::clone(&TABLE.by_code), names: Arc::clone(&TABLE.names) }
    }
}

impl Regions {
    /// The built-in table with a city's own zones; a built-in code keeps its built-in name.
    pub fn with_own(zones: Vec<Region>) -> Self {
        if zones.is_empty() {
            return Self::default();
        }
        let mut by_code = HashMap::clone(&TABLE.by_code);
        for zone in zones {
            by_code.entry(zone.adcode).or_insert(zone);
        }
        let names = RegionNames::new(by_code.values());
        Self { by_code: Arc::new(by_code), names: Arc::new(names) }
    }

    /// Every region of the built-in table.
    pub fn built_in() -> impl Iterator<Item = &'static Region> {
        TABLE.by_code.values()
    }

    /// Whether a code is in the built-in table.
    pub fn is_built_in(adcode: Adcode) -> bool {
        TABLE.by_code.contains_key(&adcode)
    }

    /// The region with this code.
    pub fn get(&self, adcode: Adcode) -> Option<&Region> {
        self.by_code.get(&adcode)
    }

    /// The name of a region; an abolished code keeps its old name, any other code is shown as it is.
    pub fn name(&self, adcode: Adcode) -> String {
        let known = self.by_code.get(&adcode).map(|r| r.name.clone());
        known
            .or_else(|| TABLE.abolished.get(&adcode).map(|(name, _)| name.clone()))
            .unwrap_or_else(|| adcode.to_string())
    }

    /// The name with what it lies in: 安徽省合肥市包河区.
    pub fn full_name(&self, adcode: Adcode) -> String {
        let mut parts = vec![adcode];
        parts.extend(adcode.prefecture().filter(|p| *p != adcode));
        parts.extend(Some(adcode.province()).filter(|p| !parts.contains(p)));
        parts.iter().rev().map(|part| self.name(*part)).collect()
    }

    /// The code that calculations use: an abolished one without successor falls to its prefecture.
    pub fn in_force(&self, adcode: Adcode) -> Adcode {
        let abolished = !self.by_code.contains_key(&adcode) && TABLE.abolished.contains_key(&adcode);
        if abolished { adcode.prefecture().filter(|p| *p != adcode).unwrap_or(adcode) } else { adcode }
    }

    /// Reads a region as a person or a file gives it: six digits, or a name that fits one region only.
    ///
    /// # Errors
    /// There is no such region, or the name fits several; the error lists them.
    pub fn read(&self, text: &str) -> Result<Found, RegionError> {
        let text = super::text::folded(text);
        match text.parse::<Adcode>() {
            Ok(adcode) => self.read_code(adcode),
            Err(_) => self.read_name(&text),
        }
    }

    /// The region an address begins with, as closely as it names one: `总部：深圳市南山区高新南一道` gives 南山区.
    pub fn leading(&self, address: &str) -> Option<Adcode> {
        const LONGEST: usize = 24;
        let address = super::text::folded(address);
        // A label of a few characters may stand before the address.
        let start = address.find(':').filter(|at| address[..*at].chars().count() <= 4).map_or(0, |at| at + 1);
        let address = address[start..].trim_start().strip_prefix("中国").unwrap_or(address[start..].trim_start());
        let ends = address.char_indices().take(LONGEST).filter(|(_, c)| "省市区县旗州盟".contains(*c));
        let prefixes: Vec<&str> = ends.map(|(at, c)| &address[..at + c.len_utf8()]).collect();
        prefixes.iter().rev().find_map(|prefix| match self.names.matching(prefix).as_slice() {
            [adcode] => Some(*adcode),
            _ => None,
        })
    }

    fn read_code(&self, adcode: Adcode) -> Result<Found, RegionError> {
        if self.by_code.contains_key(&adcode) {
            return Ok(Found { adcode, abolished: None });
        }
        match TABLE.abolished.get(&adcode) {
            Some((_, successor)) => Ok(Found { adcode: successor.unwrap_or(adcode), abolished: Some(adcode) }),
            None => Err(RegionError::Unknown { text: adcode.to_string(), near: self.near_code(adcode) }),
        }
    }

    fn near_code(&self, adcode: Adcode) -> Vec<String> {
        let above = [adcode.prefecture(), Some(adcode.province())];
        above.into_iter().flatten().filter_map(|a| self.by_code.get(&a)).map(label).collect()
    }

    fn read_name(&self, text: &str) -> Result<Found, RegionError> {
        let mut found = self.names.matching(text);
        found.sort_unstable();
        match found.as_slice() {
            [] => Err(RegionError::Unknown { text: text.to_owned(), near: self.near_name(text) }),
            [adcode] => Ok(Found { adcode: *adcode, abolished: None }),
            several => {
                let choices = several.iter().map(|a| format!("{a} {}", self.full_name(*a))).collect();
                Err(RegionError::Ambiguous { text: text.to_owned(), choices })
            }
        }
    }

    fn near_name(&self, text: &str) -> Vec<String> {
        region_names::near(text, self.by_code.values()).into_iter().map(label).collect()
    }
}

fn label(region: &Region) -> String {
    format!("{} {}", region.adcode, region.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, RegionError> {
        Regions::default().read(text).map(|f| f.adcode.to_string())
    }

    #[test]
    fn a_city_goes_by_every_usual_name() {
        for text in ["340100", "合肥", "合肥市", "安徽合肥", "安徽省合肥市", " 安徽省合肥 "] {
            assert_eq!(read(text).as_deref(), Ok("340100"), "{text}");
        }
        assert_eq!(read("合肥包河区").as_deref(), Ok("340111"));
        assert_eq!(read("安徽省合肥市包河").as_deref(), Ok("340111"));
        assert_eq!(read("合肥高新区").as_deref(), Ok("340176"));
        assert_eq!(read("内蒙古").as_deref(), Ok("150000"));
        assert_eq!(read("恩施州").as_deref(), Ok("422800"));
        assert_eq!(read("北京").as_deref(), Ok("110000"));
    }

    #[test]
    fn an_address_begins_with_a_region() {
        let leading = |address| Regions::default().leading(address).map(|a| a.to_string());
        assert_eq!(leading("总部：深圳市南山区高新南一道8号").as_deref(), Some("440305"));
        assert_eq!(leading("浙江省杭州市滨江区江虹路 1750 号").as_deref(), Some("330108"));
        assert_eq!(leading("合肥市某某路1号").as_deref(), Some("340100"));
        assert_eq!(leading("美国加州旧金山"), None);
        assert_eq!(leading("朝阳区某某路"), None);
    }

    #[test]
    fn an_ambiguous_name_lists_the_choices() {
        let Err(RegionError::Ambiguous { choices, .. }) = read("鼓楼区") else { panic!("several cities have one") };
        assert!(choices.iter().any(|c| c.contains("南京市")) && choices.len() > 2, "{choices:?}");
        assert_eq!(read("南京鼓楼区").as_deref(), Ok("320106"));
    }

    #[test]
    fn an_unknown_region_says_what_is_near() {
        let Err(RegionError::Unknown { near, .. }) = read("合非市") else { panic!("no such city") };
        assert!(near.iter().any(|n| n.contains("合肥市")), "{near:?}");
        assert!(matches!(read("340199"), Err(RegionError::Unknown { .. })));
    }

    #[test]
    fn abolished_codes_become_their_successor_or_stay() {
        let regions = Regions::default();
        let found = regions.read("130421").unwrap();
        assert_eq!((found.adcode.to_string(), found.abolished.is_some()), ("130400".to_owned(), true));
        let kept = regions.read("130223").unwrap();
        assert_eq!((kept.adcode.to_string(), kept.abolished.is_some()), ("130223".to_owned(), true));
        assert_eq!(regions.name(kept.adcode), "滦县");
    }

    #[test]
    fn a_city_may_have_zones_of_its_own() {
        let adcode = "340199".parse().unwrap();
        let regions = Regions::with_own(vec![Region { adcode, name: "示例新区".into(), centre: None }]);
        assert_eq!(regions.read("合肥示例新区").map(|f| f.adcode), Ok(adcode));
        assert_eq!(regions.full_name(adcode), "安徽省合肥市示例新区");
    }
}
