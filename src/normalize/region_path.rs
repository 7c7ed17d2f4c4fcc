//! A text as names of regions one within another: 安徽省/合肥市/肥西县.

use super::region_forms::NameForm;
use super::region_names::{Bearer, RegionNames};
use crate::model::Adcode;

/// One way to read the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionPath {
    /// The last and narrowest region.
    pub adcode: Adcode,
    /// The least good form of a name on the way.
    pub form: NameForm,
    /// The form of the last name, and how many letters it has.
    pub last: (NameForm, usize),
    /// Whether another region stands before it.
    pub below: bool,
    /// How many names only say again what stands before them.
    pub repeats: usize,
    /// Where the last name ends.
    pub end: usize,
    /// Where what follows begins.
    pub next: usize,
}

/// How many names may follow each other: 中国 needs three, and each may be said twice.
const DEEPEST: usize = 6;

/// Every way to read the beginning of a text.
pub fn paths(names: &RegionNames, text: &str) -> Vec<RegionPath> {
    let mut found = Vec::new();
    walk(names, text, 0, &mut Vec::new(), &mut found);
    found
}

fn walk(names: &RegionNames, text: &str, at: usize, way: &mut Vec<Bearer>, found: &mut Vec<RegionPath>) {
    if way.len() == DEEPEST {
        return;
    }
    let above = way.last().copied();
    for (length, bearer) in names.beginning(&text[at..]) {
        if above.is_some_and(|above| !bearer.lies_in(above)) {
            continue;
        }
        let end = at + length;
        let form = way.iter().map(|above| above.form).fold(bearer.form, NameForm::max);
        let last = (bearer.form, text[at..end].chars().count());
        let next = skipped(text, end);
        let repeats = way.windows(2).filter(|pair| pair[0].adcode == pair[1].adcode).count()
            + usize::from(above.is_some_and(|above| above.adcode == bearer.adcode));
        found.push(RegionPath { adcode: bearer.adcode, form, last, below: above.is_some(), repeats, end, next });
        way.push(bearer);
        walk(names, text, next, way, found);
        way.pop();
    }
}

/// Names of levels that name nothing.
const EMPTY: &[&str] = &[
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "省直辖县级行政单位",
    "省直辖行政单位",
    "省直辖",
    "直辖县级",
    "市辖区",
    "市辖县",
    "自由贸易试验区",
];

/// Whether people put this between the parts of a region.
pub fn separates(c: char) -> bool {
    c.is_whitespace() || "-/\\·•・>→|「」『』,;、_~—–―.()[]{}〔〕【】《》»›+&'\"".contains(c)
}

/// The place after separators and names of nothing.
pub fn skipped(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = text[at..].trim_start_matches(separates);
        let apart = rest.len() < text.len() - at;
        at = text.len() - rest.len();
        let empty = EMPTY.iter().find(|empty| rest.starts_with(**empty)).map(|empty| empty.len());
        // Statistical lists write 县 between a municipality and its counties.
        let alone =
            || apart && rest.strip_prefix('县').is_some_and(|rest| rest.is_empty() || rest.starts_with(separates));
        match empty.or_else(|| alone().then(|| '县'.len_utf8())) {
            Some(length) => at += length,
            None => return at,
        }
    }
}
