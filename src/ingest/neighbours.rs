//! The regions that a list names without doubt: where they lie together, a name that several regions bear means the one
//! beside them; where they are of one level, the one of that level.

use std::collections::BTreeMap;

use crate::model::{Adcode, Level};

/// How many cells of a list name each region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours(BTreeMap<Adcode, u64>);

/// What a list decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    pub adcode: Adcode,
    pub ground: ListGround,
    /// For how many of its cells that is so, and how many name a region at all.
    pub of: (u64, u64),
}

/// What the cells of a list have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListGround {
    /// They lie in this prefecture or province.
    Place(Adcode),
    /// They name regions of this level, a municipality being a city.
    Level(Level),
}

impl Neighbours {
    /// Counts a cell.
    pub fn add(&mut self, adcode: Adcode) {
        *self.0.entry(adcode).or_default() += 1;
    }

    /// Which of the regions of one name a list means: the only one in the prefecture, or else the province, where nine of ten
    /// cells lie, and two at least. Of a city and what lies in it, the only one of the level that so many cells name: 长沙
    /// among cities is no county.
    pub fn decide(&self, candidates: &[Adcode]) -> Option<Decided> {
        let all: u64 = self.0.values().sum();
        let decided = |ground_of: fn(Adcode) -> Option<ListGround>| {
            let mut grounds: BTreeMap<ListGround, u64> = BTreeMap::new();
            for (adcode, count) in &self.0 {
                ground_of(*adcode).into_iter().for_each(|ground| *grounds.entry(ground).or_default() += count);
            }
            let (ground, there) = grounds.into_iter().find(|(_, there)| *there >= 2 && there * 10 >= all * 9)?;
            let mut fitting = candidates.iter().filter(|adcode| ground_of(**adcode) == Some(ground));
            let (Some(adcode), None) = (fitting.next(), fitting.next()) else { return None };
            Some(Decided { adcode: *adcode, ground, of: (there, all) })
        };
        let by_level = || {
            let found = decided(|adcode| Some(ListGround::Level(adcode.home_level())))?;
            let in_line = |other: &Adcode| other.within(found.adcode) || found.adcode.within(*other);
            candidates.iter().all(in_line).then_some(found)
        };
        decided(|adcode| adcode.prefecture().map(ListGround::Place))
            .or_else(|| decided(|adcode| Some(ListGround::Place(adcode.province()))))
            .or_else(by_level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(list: &[&str], candidates: &[&str]) -> Option<String> {
        let mut neighbours = Neighbours::default();
        list.iter().for_each(|code| neighbours.add(code.parse().unwrap()));
        let candidates: Vec<Adcode> = candidates.iter().map(|code| code.parse().unwrap()).collect();
        neighbours.decide(&candidates).map(|decided| decided.adcode.to_string())
    }

    #[test]
    fn a_list_of_one_place_decides_and_any_other_does_not() {
        const DRUM_TOWERS: &[&str] = &["320106", "320302", "350102", "410204"];
        assert_eq!(decide(&["320102", "320104"], DRUM_TOWERS).as_deref(), Some("320106"));
        assert_eq!(decide(&["350100", "350200", "350521"], DRUM_TOWERS).as_deref(), Some("350102"), "by province");
        assert_eq!(decide(&["320102", "320500"], DRUM_TOWERS), None, "two of them lie in the province");
        assert_eq!(decide(&["320102"], DRUM_TOWERS), None, "one row decides nothing");
        assert_eq!(decide(&["320102", "320104", "340100"], DRUM_TOWERS), None);
        assert_eq!(decide(&["220202", "220203"], &["220000", "220200"]).as_deref(), Some("220200"));
        assert_eq!(decide(&["220100", "220203"], &["220000", "220200"]), None);
    }

    #[test]
    fn a_list_of_cities_means_the_city() {
        const LONG_SANDS: &[&str] = &["430100", "430121"];
        assert_eq!(decide(&["340100", "440300", "310000"], LONG_SANDS).as_deref(), Some("430100"));
        assert_eq!(decide(&["340104", "440305", "310115"], LONG_SANDS).as_deref(), Some("430121"), "among counties");
        assert_eq!(decide(&["340100", "440305"], LONG_SANDS), None, "of all levels");
        assert_eq!(decide(&["340100"], LONG_SANDS), None, "one row decides nothing");
        assert_eq!(decide(&["340100", "440300"], &["220000", "220200"]).as_deref(), Some("220200"));
        assert_eq!(decide(&["340000", "440000"], &["220000", "220200"]).as_deref(), Some("220000"));
        assert_eq!(decide(&["340100", "440300"], &["110105", "211300", "211321"]), None, "one lies elsewhere");
    }
}
