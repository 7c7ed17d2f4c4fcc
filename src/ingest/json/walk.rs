//! The way to an array in a JSON text, and its objects one by one.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::input::{Bound, Gauge};
use super::leaves::Leaves;
use super::nothings::NOTHING;
use crate::ingest::rows::{Broken, SourceCell};

/// More keys than any table has columns.
const MOST_KEYS: usize = 2_000;

/// The keys of all objects, in the order in which they were first seen, those of an object inside joined.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    pub names: Vec<String>,
    places: HashMap<String, usize>,
    /// Of each, whether anything ever stood there.
    said: Vec<bool>,
}

impl Keys {
    fn add(&mut self, name: &str, cell: &SourceCell) -> Result<(), String> {
        let next = self.names.len();
        let place = match self.places.get(name) {
            Some(place) => *place,
            None if next == MOST_KEYS => return Err(format!("超过 {MOST_KEYS} 种键，这不像一张表")),
            None => {
                self.places.insert(name.to_owned(), next);
                self.names.push(name.to_owned());
                self.said.push(false);
                next
            }
        };
        self.said[place] |= cell.broken.is_some() || !cell.text.is_empty();
        Ok(())
    }

    /// Lets go of what is an object in some rows and nothing in all others: its own keys stand for it.
    pub fn settle(&mut self) {
        let opened = |name: &str| {
            self.names.iter().any(|other| other.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')))
        };
        let kept = self.names.iter().zip(&self.said).filter(|(name, said)| **said || !opened(name));
        let names: Vec<String> = kept.map(|(name, _)| name.clone()).collect();
        self.places = names.iter().enumerate().map(|(place, name)| (name.clone(), place)).collect();
        self.names = names;
    }
}

/// What is wanted of each object.
pub enum Wanted<'a> {
    /// Its keys, added to these.
    Keys(&'a mut Keys),
    /// Its values by these keys; what stands there for NaN is noted.
    Cells(&'a Keys, &'a Gauge, &'a mut dyn FnMut(u64, Vec<SourceCell>) -> bool),
    /// Its own text, if it is one of these.
    Raw(&'a HashSet<u64>, &'a mut dyn FnMut(&str)),
}

/// Follows a path to an array and goes through it.
pub struct Walk<'a, 'b> {
    pub path: &'a [String],
    pub wanted: &'a mut Wanted<'b>,
    pub bound: &'a Bound,
    /// Objects gone through.
    pub count: &'a mut u64,
    /// Whether the array was found.
    pub found: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.path.is_empty() { "数组" } else { "对象" })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.path.split_first() else { return Err(not_an_array(&mut map)?) };
        let mut keys: Vec<String> = Vec::new();
        let mut met = false;
        self.bound.set();
        while let Some(key) = map.next_key::<String>()? {
            if key == *first {
                if std::mem::replace(&mut met, true) {
                    return Err(A::Error::custom(format!("rows 所写的「{first}」在这里出现了两次，不知道该读哪一个")));
                }
                let (count, found) = (&mut *self.count, &mut *self.found);
                map.next_value_seed(Walk { path: rest, wanted: &mut *self.wanted, bound: self.bound, count, found })?;
            } else {
                self.bound.lift();
                map.next_value::<IgnoredAny>()?;
            }
            self.bound.set();
            if keys.len() < 10 {
                keys.push(key);
            }
        }
        if met {
            Ok(())
        } else {
            Err(A::Error::custom(format!("没有 rows 所写的「{first}」；这里的键有：{}", keys.join("、"))))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if let Some(first) = self.path.first() {
            return Err(A::Error::custom(format!("这里是数组，找不到 rows 所写的「{first}」")));
        }
        *self.found = true;
        self.bound.set();
        while list.next_element_seed(Object { wanted: self.wanted, number: *self.count + 1 })?.is_some() {
            *self.count += 1;
            self.bound.set();
        }
        self.bound.lift();
        Ok(())
    }
}

fn not_an_array<'de, A: MapAccess<'de>>(map: &mut A) -> Result<A::Error, A::Error> {
    let mut keys: Vec<String> = Vec::new();
    while keys.len() < 10 {
        let Some(key) = map.next_key::<String>()? else { break };
        map.next_value::<IgnoredAny>()?;
        keys.push(key);
    }
    Ok(A::Error::custom(format!("这里应是数组，却是对象；它的键有：{}", keys.join("、"))))
}

/// One object of the array, or of a line.
pub struct Object<'a, 'b> {
    pub wanted: &'a mut Wanted<'b>,
    /// Its place in the array, or its line.
    pub number: u64,
}

impl<'de> DeserializeSeed<'de> for Object<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        use serde::Deserialize;
        match self.wanted {
            Wanted::Raw(which, take) if which.contains(&self.number) => {
                let raw = Box::<RawValue>::deserialize(deserializer)?;
                take(&raw.get().replace(&format!("\"{NOTHING}\""), "null"));
                Ok(())
            }
            Wanted::Raw(..) => IgnoredAny::deserialize(deserializer).map(|_| ()),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "对象（第 {} 条）", self.number)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        match self.wanted {
            Wanted::Keys(keys) => Leaves::of(&Cell::new(0), &mut |name, cell| keys.add(name, &cell)).visit_map(map),
            Wanted::Cells(keys, gauge, take) => {
                let (number, nothings) = (self.number, Cell::new(0));
                let mut cells: Vec<Option<SourceCell>> = vec![None; keys.names.len()];
                let mut put = |name: &str, cell: SourceCell| {
                    (0..nothings.take()).for_each(|_| gauge.note_nothing(number, name));
                    match keys.places.get(name).and_then(|place| cells.get_mut(*place)) {
                        Some(place) => {
                            let twice = place.is_some().then_some(Broken::Twice);
                            *place = Some(SourceCell { broken: twice.or(cell.broken), ..cell });
                        }
                        // An object in other rows, and nothing in this one.
                        None if cell == SourceCell::default() => {}
                        None => return Err("文件在导入时被改动了".to_owned()),
                    }
                    Ok(())
                };
                Leaves::of(&nothings, &mut put).visit_map(map)?;
                let cells = cells.into_iter().map(Option::unwrap_or_default).collect();
                if take(number, cells) { Ok(()) } else { Err(A::Error::custom("nobody reads any more")) }
            }
            Wanted::Raw(..) => Ok(()),
        }
    }
}
