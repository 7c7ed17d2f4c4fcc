//! The table of regions: names, levels, zones, successors; looked up by code or by name.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::former_regions::{self, Former};
use super::region::Region;
use super::region_forms::{NameForm, unknown_part};
use super::region_names::RegionNames;
use super::region_path::{RegionPath, paths, skipped};
use super::{region_address, region_code, region_near};
use crate::model::{Adcode, Level};

/// The built-in regions and a city's own zones.
#[derive(Debug, Clone)]
pub struct Regions {
    by_code: Arc<HashMap<Adcode, Region>>,
    names: Arc<RegionNames>,
}

/// A region that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The code in use today; the one given where nobody knows what became of it.
    pub adcode: Adcode,
    /// What should be told of it.
    pub remark: Option<RegionRemark>,
}

/// What should be told of how a text was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegionRemark {
    /// The code or the region is no longer in use.
    Abolished(Adcode),
    /// The name is one that the region bore once.
    FormerName,
    /// The code stands for parts of a city that are no region, such as 340101 for 市辖区.
    Collective,
    /// The text goes on with a region that is not in the table, or names nothing narrower than a province.
    Wider(Option<String>),
}

/// Why a text names no region.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegionError {
    /// Nothing has this code or name.
    #[error("no region `{text}`")]
    Unknown {
        /// The text as given.
        text: String,
    },
    /// Several regions have this name; all of them.
    #[error("`{text}` may be one of {} regions", .codes.len())]
    Ambiguous {
        /// The text as given.
        text: String,
        /// The codes of all regions it may mean.
        codes: Vec<Adcode>,
    },
    /// A code and a name stand side by side and mean different regions.
    #[error("{code} is not {name}")]
    Contradiction {
        /// The code given.
        code: Adcode,
        /// The code of the region that the name means.
        name: Adcode,
    },
}

struct Table {
    by_code: Arc<HashMap<Adcode, Region>>,
    names: Arc<RegionNames>,
    /// The latest of those that bore each code that is no longer in use.
    former: HashMap<Adcode, Former>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let by_code: HashMap<_, _> = Region::built_in().map(|region| (region.adcode, region)).collect();
    let gone = former_regions::all().filter(|former| !by_code.contains_key(&former.code));
    let former = gone.map(|former| (former.code, former)).collect();
    let names = RegionNames::new(&by_code, former_regions::all());
    Table { by_code: Arc::new(by_code), names: Arc::new(names), former }
});

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
        let names = RegionNames::new(&by_code, former_regions::all());
        Self { by_code: Arc::new(by_code), names: Arc::new(names) }
    }

    /// Whether these are the same regions.
    pub fn are_those_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.by_code, &other.by_code) || self.by_code == other.by_code
    }

    /// Every region of the built-in table.
    pub fn built_in() -> impl Iterator<Item = &'static Region> {
        TABLE.by_code.values()
    }

    /// Whether a code is in the built-in table.
    #[cfg(test)]
    pub(super) fn is_built_in(adcode: Adcode) -> bool {
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
            .or_else(|| TABLE.former.get(&adcode).map(|former| former.name.to_owned()))
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
        if self.by_code.contains_key(&adcode) || !TABLE.former.contains_key(&adcode) {
            return adcode;
        }
        let prefecture = adcode.prefecture().filter(|prefecture| *prefecture != adcode);
        prefecture.map_or(adcode, |prefecture| match TABLE.former.get(&prefecture).and_then(|p| p.successor) {
            Some(successor) => successor.prefecture().unwrap_or(successor),
            None => prefecture,
        })
    }

    /// Reads a region as a person or a file gives it: a code, a name that fits one region only, or both.
    ///
    /// # Errors
    /// There is no such region, or the name fits several; the error lists them.
    pub fn read(&self, text: &str) -> Result<Found, RegionError> {
        let text = super::text::folded(text);
        let Some((code, beside)) = region_code::split(&text) else { return self.read_name(&text) };
        let found = self.read_code(code).ok_or_else(|| RegionError::Unknown { text: text.clone() })?;
        let beside = &beside[skipped(beside, 0)..];
        let named = if beside.is_empty() { Ok(found.adcode) } else { self.read_name(beside).map(|named| named.adcode) };
        match named {
            Ok(name) if name == found.adcode => Ok(found),
            Ok(name) => Err(RegionError::Contradiction { code, name }),
            Err(RegionError::Ambiguous { codes, .. }) if codes.contains(&found.adcode) => Ok(found),
            Err(_) => Err(RegionError::Unknown { text: text.clone() }),
        }
    }

    /// The region an address begins with, as closely as it names one: `总部：深圳市南山区高新南一道` gives 南山区.
    pub fn leading(&self, address: &str) -> Option<Found> {
        let address = super::text::folded(address);
        let address = region_address::body(&address);
        let path = region_address::leading(&paths(&self.names, address), address)?;
        let rest = &address[path.next..];
        let part = if path.adcode.level() == Level::County { None } else { unknown_part(rest) };
        let too_wide = path.adcode.level() == Level::Province && path.adcode.prefecture().is_none();
        match part {
            None if !too_wide => Some(self.found(&path)),
            part => Some(Found { adcode: path.adcode, remark: Some(RegionRemark::Wider(part.map(str::to_owned))) }),
        }
    }

    /// The regions that are nearest to a text which names none, as `code name`; at most three.
    pub fn near(&self, text: &str) -> Vec<String> {
        let text = super::text::folded(text);
        let found = region_near::near(&self.by_code, &self.names, &text);
        found.into_iter().map(|adcode| format!("{adcode} {}", self.full_name(adcode))).collect()
    }

    /// The names of regions that a text begins with: where each ends, whose it is, whether the word for its level is left out.
    pub fn beginning(&self, text: &str) -> impl Iterator<Item = (usize, Adcode, bool)> {
        let names = self.names.beginning(text).filter(|(_, bearer)| bearer.form < NameForm::Former);
        names.map(|(end, bearer)| (end, bearer.adcode, bearer.form == NameForm::Short))
    }

    /// The regions of the table.
    pub fn all(&self) -> impl Iterator<Item = &Region> {
        self.by_code.values()
    }

    fn read_code(&self, code: Adcode) -> Option<Found> {
        if self.by_code.contains_key(&code) {
            return Some(Found { adcode: code, remark: None });
        }
        if let Some(former) = TABLE.former.get(&code) {
            let remark = Some(RegionRemark::Abolished(code));
            return Some(Found { adcode: former.successor.unwrap_or(code), remark });
        }
        let whole = region_code::collective(code)?;
        let whole = TABLE.former.get(&whole).map_or(Some(whole), |former| former.successor)?;
        self.by_code.contains_key(&whole).then_some(Found { adcode: whole, remark: Some(RegionRemark::Collective) })
    }

    fn read_name(&self, text: &str) -> Result<Found, RegionError> {
        let body = region_address::body(text);
        let paths = paths(&self.names, body);
        let whole: Vec<&RegionPath> = paths.iter().filter(|path| path.next == body.len()).collect();
        let Some(rank) = whole.iter().map(|path| (path.form, path.repeats)).min() else {
            return self.wider(&paths, body).ok_or_else(|| RegionError::Unknown { text: text.to_owned() });
        };
        let mut best: Vec<&RegionPath> = whole.into_iter().filter(|path| (path.form, path.repeats) == rank).collect();
        best.sort_unstable_by_key(|path| path.adcode);
        best.dedup_by_key(|path| path.adcode);
        // A city without counties stands a second time for its own.
        best.dedup_by(|own, city| own.adcode.within(city.adcode) && self.name(own.adcode) == self.name(city.adcode));
        match best.as_slice() {
            [path] => Ok(self.found(path)),
            several => {
                let codes = several.iter().map(|path| path.adcode).collect();
                Err(RegionError::Ambiguous { text: text.to_owned(), codes })
            }
        }
    }

    /// The one region that a text names before a part that is in no table: a development zone of a city, a town of a county.
    fn wider(&self, paths: &[RegionPath], text: &str) -> Option<Found> {
        let furthest = paths.iter().map(|path| path.next).max()?;
        let part = text[furthest..].trim_end_matches(super::region_path::separates);
        let mut at: Vec<Adcode> = paths.iter().filter(|path| path.next == furthest).map(|path| path.adcode).collect();
        at.sort_unstable();
        at.dedup();
        let [adcode] = at.as_slice() else { return None };
        let told = match adcode.level() {
            Level::Province if !adcode.in_municipality() => false,
            Level::Province | Level::Prefecture => region_address::is_zone(part),
            Level::County => region_address::is_zone(part) || region_address::is_town(part),
        };
        told.then(|| Found { adcode: *adcode, remark: Some(RegionRemark::Wider(Some(part.to_owned()))) })
    }

    fn found(&self, path: &RegionPath) -> Found {
        let remark = if self.by_code.contains_key(&path.adcode) {
            (path.form >= NameForm::Former).then_some(RegionRemark::FormerName)
        } else {
            Some(RegionRemark::Abolished(path.adcode))
        };
        Found { adcode: path.adcode, remark }
    }
}
