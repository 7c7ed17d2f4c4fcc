//! Cells that name regions, each text read once; and addresses.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::advice::Advice;
use super::neighbours::{ListGround, Neighbours};
use super::{Cure, Fault, Notices, TOLD, shortened};
use crate::model::{Adcode, CanonicalColumn, Level};
use crate::normalize::{Found, RegionError, RegionRemark, Regions};

/// Reads cells that name regions.
#[derive(Debug, Default)]
pub struct RegionCells {
    regions: Regions,
    found: HashMap<String, Result<Adcode, Fault>>,
    list: List,
    /// Faults that told what is near; that takes time, so later ones do not.
    explained: usize,
    /// What should be told of addresses: how often, and of which first.
    addresses: RefCell<BTreeMap<String, (u64, String)>>,
}

/// What is known of the list at hand.
#[derive(Default)]
struct List {
    /// Counts the regions it names; asked at the first name that several bear.
    count: Option<CountRegions>,
    neighbours: Option<Neighbours>,
    /// What names that several regions bear mean in it.
    found: HashMap<String, Result<Adcode, Fault>>,
    /// What it names, where it is being counted.
    counted: Option<Neighbours>,
}

/// The city that a name means where it is not said otherwise: the capital of a province, or the one in which all others of the
/// name lie.
fn usual_city(codes: &[Adcode]) -> Option<Adcode> {
    let cities = || codes.iter().copied().filter(|code| code.level() == Level::Prefecture);
    let contains = |city: &Adcode| codes.iter().all(|other| other.within(*city));
    let capital = |city: &Adcode| city.number() % 10_000 == 100;
    let provinces = codes.iter().any(|code| code.level() == Level::Province);
    cities().find(contains).or_else(|| cities().find(capital)).filter(|_| !provinces)
}

/// Counts the regions that a list names.
pub type CountRegions = Box<dyn Fn() -> Neighbours + Send>;

/// How many texts are remembered.
const REMEMBERED: usize = 100_000;
/// How many faults tell what is near.
const EXPLAINED: usize = 200;

impl RegionCells {
    /// Reads cells against this table.
    pub fn new(regions: Regions) -> Self {
        Self { regions, ..Self::default() }
    }

    /// From here on cells stand in another list.
    pub fn begin_list(&mut self, count: CountRegions) {
        self.list = List { count: Some(count), ..List::default() };
    }

    /// From here on the regions that cells name are counted.
    pub fn begin_count(&mut self) {
        self.list.counted = Some(Neighbours::default());
    }

    /// The regions counted.
    pub fn take_counted(&mut self) -> Neighbours {
        self.list.counted.take().unwrap_or_default()
    }

    /// The code of the region that a cell names.
    ///
    /// # Errors
    /// No region is called so, or several are and its list does not tell which; the fault says what is near.
    pub fn read(
        &mut self,
        column: &'static CanonicalColumn,
        given: &str,
        notices: &mut Notices,
    ) -> Result<Adcode, Fault> {
        let known = self.found.get(given).or_else(|| self.list.found.get(given)).cloned();
        let read = known.unwrap_or_else(|| self.first(given, notices));
        if let (Ok(adcode), Some(counted)) = (&read, &mut self.list.counted) {
            counted.add(*adcode);
        }
        read.map_err(|fault| Fault { column: Some(column.name), ..fault })
    }

    /// Whether several regions are called so.
    pub fn are_several(&self, given: &str) -> bool {
        matches!(self.regions.read(given), Err(RegionError::Ambiguous { .. }))
    }

    /// Reads a text that was not read before.
    fn first(&mut self, given: &str, notices: &mut Notices) -> Result<Adcode, Fault> {
        let (read, of_list) = match self.regions.read(given) {
            Ok(found) => (Ok(self.told(given, &found, notices)), false),
            Err(RegionError::Ambiguous { codes, .. }) => (self.decided(given, &codes, notices), true),
            Err(error) => (Err(self.fault(given, &error)), false),
        };
        let remembered = if of_list { &mut self.list.found } else { &mut self.found };
        if remembered.len() < REMEMBERED {
            remembered.insert(given.to_owned(), read.clone());
        }
        read
    }

    fn told(&self, given: &str, found: &Found, notices: &mut Notices) -> Adcode {
        let (adcode, name) = (found.adcode, self.regions.full_name(found.adcode));
        let given = shortened(given);
        notices.add(match &found.remark {
            None => return adcode,
            Some(RegionRemark::Abolished(old)) if *old == adcode => {
                let name = self.regions.name(adcode);
                format!("区划代码 {old}（{name}）已撤销，去向不明，保留原代码，按所在地级市计算")
            }
            Some(RegionRemark::Abolished(old)) => {
                let (before, after) = (self.regions.name(*old), self.regions.name(adcode));
                format!("区划代码 {old}（{before}）已撤销，改记为 {adcode} {after}")
            }
            Some(RegionRemark::FormerName) => format!("「{given}」是旧名，记为 {adcode} {name}"),
            Some(RegionRemark::Collective) => {
                format!("区划代码「{given}」只是汇总用的（市辖区之类），记为 {adcode} {name}")
            }
            Some(RegionRemark::Wider(part)) => format!("{}，只记到 {adcode} {name}", too_wide(&given, part.as_deref())),
        });
        adcode
    }

    /// What a name that several regions bear means in this list.
    fn decided(&mut self, given: &str, codes: &[Adcode], notices: &mut Notices) -> Result<Adcode, Fault> {
        if let (None, Some(count)) = (&self.list.neighbours, &self.list.count) {
            self.list.neighbours = Some(count());
        }
        let decided = self.list.neighbours.as_ref().and_then(|neighbours| neighbours.decide(codes));
        if let (None, Some(city)) = (&decided, usual_city(codes).filter(|_| self.list.counted.is_none())) {
            let (count, name) = (codes.len(), self.regions.full_name(city));
            let given = shortened(given);
            notices
                .add(format!("「{given}」有 {count} 个地区同名，按通常的说法记为 {city} {name}；若是区县，请写全名"));
            return Ok(city);
        }
        let Some(decided) = decided else {
            const SHOWN: usize = 10;
            let label = |adcode: &Adcode| format!("{adcode} {}", self.regions.full_name(*adcode));
            let choices: Vec<String> = codes.iter().take(SHOWN).map(label).collect();
            let more = if codes.len() > SHOWN { format!(" 等 {} 个", codes.len()) } else { String::new() };
            let fix = format!("请写区划代码：{}{more}", choices.join("、"));
            let fault = Fault::new("", given, "有多个地区叫这个名字", fix).cured_by(Cure::value(given));
            return Err(Fault { column: None, ..fault });
        };
        let (adcode, (there, all)) = (decided.adcode, decided.of);
        let ground = match decided.ground {
            ListGround::Place(place) => format!("在{}", self.regions.full_name(place)),
            ListGround::Level(Level::Province) => "写的是省".to_owned(),
            ListGround::Level(Level::Prefecture) => "写的是市".to_owned(),
            ListGround::Level(Level::County) => "写的是区县".to_owned(),
        };
        notices.add(format!(
            "「{}」有 {} 个地区同名：本表写明地区的 {all} 格有 {there} 格{ground}，因此记为 {adcode} {}",
            shortened(given),
            codes.len(),
            self.regions.full_name(adcode),
        ));
        Ok(adcode)
    }

    fn fault(&mut self, given: &str, error: &RegionError) -> Fault {
        let fault = |reason: String, fix: Advice| Fault { column: None, ..Fault::new("", given, reason, fix) };
        if let RegionError::Contradiction { code, name } = error {
            let reason = format!("代码和名称不是同一个地区：{code} 是{}", self.regions.full_name(*code));
            return fault(reason, format!("请改成一致：名称的代码是 {name}").into());
        }
        let reason = "没有这个地区".to_owned();
        if given.contains("E+") || given.contains("e+") {
            return fault(reason, "像是被表格软件写成了科学计数法，末几位已丢失：请把这一列设为文本，重新填写".into());
        }
        self.explained += 1;
        let near = if self.explained <= EXPLAINED { self.regions.near(given) } else { Vec::new() };
        let value = Cure::value(given);
        if near.is_empty() {
            let fix = Advice::Fixed(&[
                "请写六位区划代码或地区全名；本市自设园区可先导入 regions.csv",
                "请写六位区划代码或地区全名；本市自设园区可先导入“地区”表",
            ]);
            return fault(reason, fix).cured_by(value);
        }
        let address = self.regions.leading(given).is_some();
        let (more, cure) = if address {
            ("；若这一列是地址，可以取它开头的地区", Cure::Region)
        } else {
            ("", value)
        };
        fault(reason, format!("相近的有：{}{more}", near.join("、")).into()).cured_by(cure)
    }

    /// The region an address begins with; what should be told of it is counted.
    pub fn leading(&self, address: &str) -> Option<Adcode> {
        let Found { adcode, remark } = self.regions.leading(address)?;
        let to = || format!("{adcode} {}", self.regions.full_name(adcode));
        match remark {
            None => {}
            Some(RegionRemark::Wider(Some(part))) => {
                self.count(address, format!("里的「{part}」不在区划表里，只记到 {}", to()))
            }
            Some(RegionRemark::Wider(None)) => self.count(address, format!("看不出哪个市县，只记到 {}", to())),
            Some(_) => self.count(address, format!("用的是旧名，记为 {}", to())),
        }
        Some(adcode)
    }

    fn count(&self, address: &str, what: String) {
        let mut addresses = self.addresses.borrow_mut();
        if addresses.len() < TOLD || addresses.contains_key(&what) {
            addresses.entry(what).or_insert_with(|| (0, shortened(address))).0 += 1;
        }
    }

    /// A notice for each kind of address that should be told of; nothing is left.
    pub fn take_notices(&mut self, file: &str) -> Vec<String> {
        let addresses = std::mem::take(self.addresses.get_mut());
        let told = |(what, (count, example))| format!("{file}：{count} 个地址{what}，如「{example}」");
        addresses.into_iter().map(told).collect()
    }
}

fn too_wide(given: &str, part: Option<&str>) -> String {
    match part {
        Some(part) => format!("「{given}」里的「{part}」不在区划表里"),
        None => format!("「{given}」看不出哪个市县"),
    }
}

impl std::fmt::Debug for List {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("List")
            .field("neighbours", &self.neighbours)
            .field("counted", &self.counted)
            .finish_non_exhaustive()
    }
}
