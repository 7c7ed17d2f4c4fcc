//! Regions in the names of firms.

use crate::model::{Adcode, Level};
use crate::normalize::Regions;

/// A region that a name names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// How it is written.
    pub text: String,
    /// What it may mean; empty for 中国.
    pub codes: Vec<Adcode>,
    /// Whether it is the bare name of a county, which a brand may be as well: 东方, 朝阳.
    pub doubtful: bool,
}

/// What is written for the whole country.
const COUNTRY: &[&str] = &["中国"];

/// The region that a text begins with, and where it ends; the longest name.
pub fn at_start(regions: &Regions, text: &str) -> Option<Place> {
    if let Some(country) = COUNTRY.iter().find(|country| text.starts_with(**country)) {
        return Some(Place { text: (*country).to_owned(), codes: Vec::new(), doubtful: false });
    }
    let longest = regions.beginning(text).map(|(end, ..)| end).max()?;
    let mut bearers: Vec<(Adcode, bool)> =
        regions.beginning(text).filter(|(end, ..)| *end == longest).map(|(_, code, short)| (code, short)).collect();
    bearers.sort_unstable();
    bearers.dedup();
    let doubtful = bearers.iter().all(|(code, short)| *short && code.level() == Level::County);
    let codes = bearers.into_iter().map(|(code, _)| code).collect();
    Some(Place { text: text[..longest].to_owned(), codes, doubtful })
}

/// How two sets of regions stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// Of one of them nothing is known.
    Unknown,
    /// One may lie in the other.
    Same,
    /// They lie apart.
    Apart,
}

/// How the regions of two firms stand to each other; each of a firm's places may have several codes.
pub fn nearness(one: &[Adcode], other: &[Adcode]) -> Nearness {
    if one.is_empty() || other.is_empty() {
        return Nearness::Unknown;
    }
    let touch = one.iter().any(|a| {
        other.iter().any(|b| !a.certainly_elsewhere(*b) || a.prefecture() == b.prefecture() && a.prefecture().is_some())
    });
    if touch { Nearness::Same } else { Nearness::Apart }
}
