//! The forms in which people write the name of a region.

use crate::model::Level;

/// How a text names a region; the earlier goes before the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameForm {
    /// The name as the table has it.
    Full,
    /// Another that says by its end what it is: 高新区, 恩施州, 青龙县.
    Usual,
    /// Without the end that says what it is.
    Short,
    /// A name that it bore once.
    Former,
    /// The same without its end.
    FormerShort,
}

/// Endings a short name drops, longer ones before those they end in.
const ENDINGS: &[&str] = &[
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "新区",
    "省",
    "市",
    "盟",
    "州",
    "区",
    "县",
    "旗",
];

/// Endings that people shorten, of regions where peoples govern themselves.
const OF_PEOPLES: &[(&str, &str)] = &[("自治区", "自治区"), ("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")];

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

/// What development zones are, in full, and how people say it; longer ones before those they end in.
const ZONES: &[(&str, &[&str])] = &[
    ("高新技术产业开发区", &["高新区", "高新技术开发区", "高新开发区"]),
    ("高新技术产业园区", &["高新区", "高新园区", "高新技术产业开发区"]),
    ("高新技术开发区", &["高新区", "高新技术产业开发区", "高新开发区"]),
    ("高技术产业开发区", &["高新区", "高新技术产业开发区"]),
    ("经济技术开发区", &["经开区", "开发区"]),
    ("经济开发区", &["经开区", "开发区"]),
    ("工业园区", &["工业园", "园区"]),
    ("城乡一体化示范区", &["一体化示范区", "示范区"]),
    ("产业园区", &["产业园"]),
    ("管理区", &[]),
    ("管理区管委会", &["管理区"]),
    ("示范区", &[]),
    ("实验区", &[]),
    ("新区", &[]),
    ("新城", &[]),
];

/// The other forms of a region's name.
pub fn other_forms(name: &str, level: Level) -> Vec<(NameForm, String)> {
    let mut forms = Vec::new();
    for ending in ENDINGS {
        let Some(place) = name.strip_suffix(ending).map(without_peoples) else { continue };
        if place.chars().count() < 2 {
            continue;
        }
        let usual = OF_PEOPLES.iter().find(|(long, _)| long == ending).map(|(_, short)| format!("{place}{short}"));
        forms.extend(usual.filter(|usual| usual != name).map(|usual| (NameForm::Usual, usual)));
        forms.push((NameForm::Short, place.to_owned()));
        break;
    }
    if level == Level::County {
        forms.extend(zone_forms(name).map(|form| (NameForm::Usual, form)));
        let bare = zone_forms(name).filter_map(|form| {
            let short = form.strip_suffix('区').filter(|short| short.ends_with("高新") || short.ends_with("经开"))?;
            Some((NameForm::Short, short.to_owned()))
        });
        forms.extend(bare);
    }
    forms
}

fn without_peoples(name: &str) -> &str {
    let mut place = name;
    while let Some(shorter) = PEOPLES.iter().find_map(|people| place.strip_suffix(people)) {
        if shorter.chars().count() < 2 {
            break;
        }
        place = shorter;
    }
    place
}

/// How people write the name of a development zone.
fn zone_forms(name: &str) -> impl Iterator<Item = String> {
    let found = ZONES.iter().find_map(|(end, usual)| Some((name.strip_suffix(end)?, *usual)));
    found.into_iter().flat_map(|(start, usual)| usual.iter().map(move |end| format!("{start}{end}")))
}

/// The name of a development zone without the places it begins with, where anything is left of it but what it is.
pub fn within_its_place<'a>(name: &'a str, places: &[&str]) -> Option<&'a str> {
    ZONES.iter().find(|(end, _)| name.ends_with(end))?;
    let mut own = name;
    while let Some(shorter) = places.iter().find_map(|place| own.strip_prefix(place)) {
        own = shorter;
    }
    Some(own).filter(|own| own.len() < name.len() && own.chars().count() >= 2)
}

/// Ends of the names of development zones, in the table or not.
const ZONE_ENDS: &[&str] = &[
    "开发区",
    "高新区",
    "经开区",
    "新区",
    "园区",
    "示范区",
    "保税区",
    "保税港区",
    "试验区",
    "实验区",
    "合作区",
    "管理区",
    "工业园",
    "产业园",
    "科技园",
    "科技城",
    "新城",
];

/// What a text goes on with after a region's name, where that looks like a region of its own: a development zone, or a
/// county.
pub fn unknown_part(rest: &str) -> Option<&str> {
    const LONGEST: usize = 14;
    let mut letters = 0;
    for (at, c) in rest.char_indices().take(LONGEST) {
        if c.is_ascii_digit() || "路街道巷号弄幢楼乡镇村".contains(c) {
            return None;
        }
        letters += 1;
        let part = &rest[..at + c.len_utf8()];
        let zone = ZONE_ENDS.iter().any(|end| part.ends_with(end));
        let county = "县区旗市".contains(c) && letters >= 2;
        // A longer end may follow: 工业园区 after 工业园.
        let goes_on = rest[part.len()..].starts_with('区');
        if (zone || county) && !goes_on {
            return Some(part);
        }
    }
    None
}

/// Whether a text begins with the name of a development zone.
pub fn begins_with_zone(rest: &str) -> bool {
    unknown_part(rest).is_some_and(|part| ZONE_ENDS.iter().any(|end| part.ends_with(end)))
}

/// Whether what follows a name makes a road of it.
pub fn makes_a_road(rest: &str) -> bool {
    let rest = rest.strip_prefix(['东', '西', '南', '北', '中', '大', '新', '前', '后']).unwrap_or(rest);
    rest.starts_with(['路', '街', '道', '巷', '弄'])
}
