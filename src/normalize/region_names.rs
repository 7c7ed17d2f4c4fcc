//! Every name and the regions that bear it: now, or once.

use std::collections::HashMap;

use super::former_regions::Former;
use super::region::Region;
use super::region_forms::{NameForm, other_forms, within_its_place};
use crate::model::{Adcode, Level};

static USUAL: &str = include_str!("tables/usual.csv");

/// A region that goes by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// The region as it is now, or the former code where nothing is known to follow it.
    pub adcode: Adcode,
    /// The code it had when it bore the name.
    pub then: Option<Adcode>,
    pub form: NameForm,
}

impl Bearer {
    /// Whether it lies in the other now, or did when both bore their names; a name may also be said twice.
    pub fn lies_in(self, other: Self) -> bool {
        let within = |own: Adcode, above: Adcode| own == above || own.within(above);
        within(self.adcode, other.adcode)
            || self.then.zip(other.then).is_some_and(|(own, above)| within(own, above))
            || self.then.is_some_and(|own| within(own, other.adcode))
    }
}

/// Names to those that bear them.
#[derive(Debug)]
pub struct RegionNames {
    /// By the first two letters of the name: every name has two.
    by_beginning: hashbrown::HashMap<[char; 2], Vec<Name>>,
}

#[derive(Debug)]
struct Name {
    text: String,
    bearers: Vec<Bearer>,
}

impl RegionNames {
    /// Indexes the names of `regions`, and those of `former` ones.
    pub fn new(regions: &HashMap<Adcode, Region>, former: impl Iterator<Item = Former>) -> Self {
        let mut names = Self { by_beginning: hashbrown::HashMap::new() };
        for region in regions.values() {
            let places = above(region.adcode).filter_map(|place| regions.get(&place));
            let places: Vec<String> = places.flat_map(|place| place_names(&place.name, place.adcode.level())).collect();
            names.add_region(region, &places.iter().map(String::as_str).collect::<Vec<_>>());
        }
        names.add_usual();
        for former in former {
            names.add_former(&former);
        }
        names
    }

    fn add_region(&mut self, region: &Region, places: &[&str]) {
        let adcode = region.adcode;
        self.add(&region.name, Bearer { adcode, then: None, form: NameForm::Full });
        let own = within_its_place(&region.name, places);
        if let Some(own) = own {
            self.add(own, Bearer { adcode, then: None, form: NameForm::Usual });
        }
        for name in own.into_iter().chain([region.name.as_str()]) {
            for (form, other) in other_forms(name, adcode.level()) {
                self.add(&other, Bearer { adcode, then: None, form });
            }
        }
    }

    fn add_usual(&mut self) {
        for (name, codes) in USUAL.lines().skip(1).filter_map(|line| line.split_once(',')) {
            for adcode in codes.split(';').filter_map(|code| code.parse().ok()) {
                self.add(name, Bearer { adcode, then: None, form: NameForm::Usual });
            }
        }
    }

    fn add_former(&mut self, former: &Former) {
        let adcode = former.successor.unwrap_or(former.code);
        let then = Some(former.code);
        self.add(former.name, Bearer { adcode, then, form: NameForm::Former });
        for (_, name) in other_forms(former.name, former.code.level()) {
            let borne_now =
                self.beginning(&name).any(|(end, bearer)| end == name.len() && bearer.form < NameForm::Former);
            if !borne_now {
                self.add(&name, Bearer { adcode, then, form: NameForm::FormerShort });
            }
        }
    }

    fn add(&mut self, name: &str, bearer: Bearer) {
        let Some(letters) = first_two(name) else { return };
        let names = self.by_beginning.entry(letters).or_default();
        let place = names.iter().position(|known| known.text == name).unwrap_or_else(|| {
            names.push(Name { text: name.to_owned(), bearers: Vec::new() });
            names.len() - 1
        });
        let all = &mut names[place].bearers;
        if !all.iter().any(|known| (known.adcode, known.then) == (bearer.adcode, bearer.then)) {
            all.push(bearer);
        }
    }

    /// The names that a text begins with: where each ends, and who bears it.
    pub fn beginning(&self, text: &str) -> impl Iterator<Item = (usize, Bearer)> {
        let names = first_two(text).and_then(|letters| self.by_beginning.get(&letters));
        let fitting = names.into_iter().flatten().filter(move |name| text.starts_with(&name.text));
        fitting.flat_map(|name| name.bearers.iter().map(|bearer| (name.text.len(), *bearer)))
    }
}

fn first_two(text: &str) -> Option<[char; 2]> {
    let mut letters = text.chars();
    Some([letters.next()?, letters.next()?])
}

/// What a region lies in.
fn above(adcode: Adcode) -> impl Iterator<Item = Adcode> {
    let province = Some(adcode.province());
    adcode.prefecture().into_iter().chain(province).filter(move |above| *above != adcode)
}

/// The names of a place that the name of a zone in it may begin with.
fn place_names(name: &str, level: Level) -> Vec<String> {
    let others = other_forms(name, level).into_iter().map(|(_, other)| other);
    [name.to_owned()].into_iter().chain(others).collect()
}
