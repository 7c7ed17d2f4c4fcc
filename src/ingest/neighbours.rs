//! The regions that a list names without doubt: where they lie together, a name that several regions bear means the one
//! beside them.

use std::collections::BTreeMap;

use crate::model::Adcode;

/// How many cells of a list name each region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours(BTreeMap<Adcode, u64>);

/// What a list decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    pub adcode: Adcode,
    /// The prefecture or province where the list lies.
    pub place: Adcode,
    /// How many of its cells do, and how many name a region at all.
    pub of: (u64, u64),
}

impl Neighbours {
    /// Counts a cell.
    pub fn add(&mut self, adcode: Adcode) {
        *self.0.entry(adcode).or_default() += 1;
    }

    /// Which of the regions of one name a list means: the only one in the prefecture, or else the province, where nine of ten
    /// cells lie, and two at least.
    pub fn decide(&self, candidates: &[Adcode]) -> Option<Decided> {
        let all: u64 = self.0.values().sum();
        let decided = |place_of: fn(Adcode) -> Option<Adcode>| {
            let mut places: BTreeMap<Adcode, u64> = BTreeMap::new();
            for (adcode, count) in &self.0 {
                place_of(*adcode).into_iter().for_each(|place| *places.entry(place).or_default() += count);
            }
            let (place, there) = places.into_iter().find(|(_, there)| *there >= 2 && there * 10 >= all * 9)?;
            let mut fitting = candidates.iter().filter(|adcode| place_of(**adcode) == Some(place));
            let (Some(adcode), None) = (fitting.next(), fitting.next()) else { return None };
            Some(Decided { adcode: *adcode, place, of: (there, all) })
        };
        decided(Adcode::prefecture).or_else(|| decided(|adcode| Some(adcode.province())))
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
}
