//! Regions by name: full names, short names, and either behind the names of what they lie in.

use std::collections::HashMap;

use super::Region;
use crate::model::{Adcode, Level};

/// Endings a short name drops, longest first.
const ENDINGS: &[&str] =
    &["特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "省", "市", "盟", "州", "区", "县", "旗"];

/// Peoples whose names stand in the names of autonomous regions.
const PEOPLES: &[&str] = &[
    "维吾尔",
    "土家族",
    "哈尼族",
    "布依族",
    "傈僳族",
    "景颇族",
    "仡佬族",
    "拉祜族",
    "达斡尔族",
    "鄂伦春",
    "鄂温克",
    "哈萨克",
    "柯尔克孜",
    "塔吉克",
    "锡伯",
    "保安族",
    "东乡族",
    "撒拉族",
    "裕固族",
    "各族",
    "毛南族",
    "仫佬族",
    "朝鲜族",
    "蒙古族",
    "蒙古",
    "羌族",
    "藏族",
    "彝族",
    "苗族",
    "侗族",
    "壮族",
    "回族",
    "傣族",
    "白族",
    "黎族",
    "瑶族",
    "水族",
    "畲族",
    "满族",
    "土族",
    "佤族",
    "布朗族",
    "纳西族",
    "普米族",
    "怒族",
    "独龙族",
];

/// Ways people shorten the names of development zones.
const ZONES: &[(&str, &str)] =
    &[("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区"), ("经济开发区", "经开区")];

/// Own names, full and short, to the codes that bear them.
#[derive(Debug)]
pub struct RegionNames {
    full: HashMap<String, Vec<Adcode>>,
    short: HashMap<String, Vec<Adcode>>,
    forms: HashMap<Adcode, Vec<String>>,
}

impl RegionNames {
    /// Indexes the names of `regions`.
    pub fn new<'a>(regions: impl Iterator<Item = &'a Region>) -> Self {
        let mut names = Self { full: HashMap::new(), short: HashMap::new(), forms: HashMap::new() };
        for region in regions {
            let mut forms = short_forms(&region.name, region.adcode.level());
            names.full.entry(region.name.clone()).or_default().push(region.adcode);
            for form in &forms {
                names.short.entry(form.clone()).or_default().push(region.adcode);
            }
            forms.push(region.name.clone());
            names.forms.insert(region.adcode, forms);
        }
        names
    }

    /// The regions a text names. A full name alone goes before a short one.
    pub fn matching(&self, text: &str) -> Vec<Adcode> {
        let whole = self.full.get(text).or_else(|| self.short.get(text));
        if let Some(found) = whole {
            return found.clone();
        }
        let mut found = Vec::new();
        for (cut, _) in text.char_indices().skip(1) {
            let (above, own) = text.split_at(cut);
            let candidates = self.full.get(own).into_iter().chain(self.short.get(own)).flatten();
            found.extend(candidates.copied().filter(|a| self.lies_in(*a, above)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether `above` is a name of the region's prefecture, its province, or both together.
    fn lies_in(&self, region: Adcode, above: &str) -> bool {
        let province = region.province();
        let prefecture = region.prefecture().filter(|p| *p != region && *p != province);
        let forms = |adcode: Adcode| self.forms.get(&adcode).into_iter().flatten();
        if province == region {
            return false;
        }
        forms(province).any(|p| p == above)
            || prefecture.is_some_and(|prefecture| {
                forms(prefecture).any(|name| {
                    above
                        .strip_suffix(name.as_str())
                        .is_some_and(|left| left.is_empty() || forms(province).any(|p| p == left))
                })
            })
    }
}

fn short_forms(name: &str, level: Level) -> Vec<String> {
    let mut forms = Vec::new();
    for (long, short) in ZONES {
        if let Some(start) = name.strip_suffix(long) {
            forms.push(format!("{start}{short}"));
        }
    }
    let Some(stem) = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) else { return forms };
    let mut place = stem;
    while let Some(shorter) = PEOPLES.iter().find_map(|people| place.strip_suffix(people)) {
        if shorter.chars().count() < 2 {
            break;
        }
        place = shorter;
    }
    if place.chars().count() >= 2 {
        forms.push(place.to_owned());
        if name.ends_with("自治州") && level == Level::Prefecture {
            forms.push(format!("{place}州"));
        }
    }
    forms
}

/// The regions whose names are nearest to a text, at most three.
pub fn near<'a>(text: &str, regions: impl Iterator<Item = &'a Region>) -> Vec<&'a Region> {
    let mut scored: Vec<_> = regions
        .map(|region| (strsim::normalized_damerau_levenshtein(text, &region.name), region))
        .filter(|(score, _)| *score >= 0.5)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.adcode.cmp(&b.1.adcode)));
    scored.into_iter().take(3).map(|(_, region)| region).collect()
}
