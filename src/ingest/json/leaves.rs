//! The values of a JSON object. An object inside it is opened: its values have the keys that lead to them, joined as the
//! lines of a header are.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::cells::CellSeed;
use crate::ingest::rows::SourceCell;

/// So many objects inside one another are opened; what lies deeper is one broken cell.
const DEEPEST: usize = 4;

/// Hands on each value with its keys; what is wrong with one ends the reading.
pub struct Leaves<'a, F> {
    /// The keys that lead here, joined by `/`; blank at the object itself.
    keys: &'a str,
    depth: usize,
    nothings: &'a Cell<u64>,
    take: &'a mut F,
}

impl<'a, F: FnMut(&str, SourceCell) -> Result<(), String>> Leaves<'a, F> {
    /// Of an object; counts what stands there for NaN and Infinity.
    pub fn of(nothings: &'a Cell<u64>, take: &'a mut F) -> Self {
        Self { keys: "", depth: 0, nothings, take }
    }

    fn cell<E: Error>(self, read: impl FnOnce(CellSeed<'a>) -> Result<SourceCell, E>) -> Result<(), E> {
        let cell = read(CellSeed::counting(self.nothings))?;
        (self.take)(self.keys, cell).map_err(E::custom)
    }

    fn inside<'de, A: MapAccess<'de>>(&mut self, mut map: A) -> Result<bool, A::Error> {
        let mut any = false;
        while let Some(key) = map.next_key::<String>()? {
            let keys = if self.keys.is_empty() { key } else { format!("{}/{key}", self.keys) };
            let (depth, nothings) = (self.depth + 1, self.nothings);
            map.next_value_seed(Leaves { keys: &keys, depth, nothings, take: &mut *self.take })?;
            any = true;
        }
        Ok(any)
    }
}

impl<'de, F: FnMut(&str, SourceCell) -> Result<(), String>> DeserializeSeed<'de> for Leaves<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: FnMut(&str, SourceCell) -> Result<(), String>> Visitor<'de> for Leaves<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("对象、文字、数字或它们的列表")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.cell(|cell| cell.visit_unit())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.cell(|cell| cell.visit_bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.cell(|cell| cell.visit_u64(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.cell(|cell| cell.visit_i64(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.cell(|cell| cell.visit_f64(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.cell(|cell| cell.visit_str(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.cell(|cell| cell.visit_seq(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, map: A) -> Result<(), A::Error> {
        if self.depth == DEEPEST {
            return self.cell(|cell| cell.visit_map(map));
        }
        // An empty object says no more than a blank cell.
        let said = self.inside(map)? || self.depth == 0;
        if said { Ok(()) } else { self.cell(|_| Ok(SourceCell::default())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(json: &str) -> Vec<(String, SourceCell)> {
        let (mut found, nothings) = (Vec::new(), Cell::new(0));
        let mut take = |keys: &str, cell: SourceCell| {
            found.push((keys.to_owned(), cell));
            Ok(())
        };
        Leaves::of(&nothings, &mut take).deserialize(&mut serde_json::Deserializer::from_str(json)).unwrap();
        found
    }

    #[test]
    fn objects_are_opened_and_lists_are_cells() {
        let found = leaves(r#"{"a": 1, "b": {"c": "x", "d": {"e": ["y", "z"]}, "f": {}}, "g": [{"h": 1}], "i": {}}"#);
        let told: Vec<(&str, &str)> = found.iter().map(|(keys, cell)| (keys.as_str(), cell.text.as_str())).collect();
        let meant = [("a", "1"), ("b/c", "x"), ("b/d/e", "y；z"), ("b/f", ""), ("g", "[…]"), ("i", "")];
        assert_eq!(told, meant);
        assert_eq!(leaves("{}"), []);
    }

    #[test]
    fn what_lies_too_deep_is_one_broken_cell() {
        let found = leaves(r#"{"a": {"b": {"c": {"d": {"e": 1}, "f": 2}}}}"#);
        assert_eq!((found[0].0.as_str(), found[0].1.text.as_str()), ("a/b/c/d", "{…}"));
        assert!(found[0].1.broken.is_some() && found[1].0 == "a/b/c/f" && found[1].1.broken.is_none());
    }
}
