//! What a text that names no region may have meant.

use std::collections::{HashMap, HashSet};

use super::region::Region;
use super::region_address::{body, leading};
use super::region_code;
use super::region_names::RegionNames;
use super::region_path::paths;
use crate::model::Adcode;

/// How many are told.
const TOLD: usize = 3;
/// How alike a name must be at least, from 0 to 1.
const LEAST: f64 = 0.5;

/// The nearest regions: those whose names are most like the part of the text that is in no table, within what it names
/// before that.
pub fn near(regions: &HashMap<Adcode, Region>, names: &RegionNames, text: &str) -> Vec<Adcode> {
    let by_code = code_alone(text).map(|code| [code.prefecture(), Some(code.province())]);
    if let Some(above) = by_code {
        let known = above.into_iter().flatten().filter(|adcode| regions.contains_key(adcode));
        return known.collect();
    }
    let text = body(text);
    let paths = paths(names, text);
    let furthest = paths.iter().max_by_key(|path| path.next);
    let below = furthest.map(|path| alike(regions, &text[path.next..], Some(path.adcode))).unwrap_or_default();
    let mut found: Vec<Adcode> = leading(&paths, text).map(|path| path.adcode).into_iter().collect();
    let others = if below.is_empty() { alike(regions, text, None) } else { below };
    found.extend(others);
    let mut seen = HashSet::new();
    found.retain(|adcode| seen.insert(*adcode));
    found.truncate(TOLD);
    found
}

/// The regions of a place, or of all, with names like a text.
fn alike(regions: &HashMap<Adcode, Region>, text: &str, within: Option<Adcode>) -> Vec<Adcode> {
    let own = |adcode: Adcode| within.is_none_or(|place| adcode != place && adcode.within(place));
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(text, name);
    let mut scored: Vec<(f64, Adcode)> = regions
        .values()
        .filter(|region| own(region.adcode))
        .map(|region| (likeness(&region.name), region.adcode))
        .filter(|(score, _)| *score >= LEAST)
        .collect();
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    scored.into_iter().take(TOLD).map(|(_, adcode)| adcode).collect()
}

/// The code that digits stand for, filled up where the last ones were left out: 3401.
fn code_alone(text: &str) -> Option<Adcode> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return region_code::split(text).map(|(code, _)| code);
    }
    format!("{:0<6}", text.get(..text.len().min(6))?).parse().ok()
}
