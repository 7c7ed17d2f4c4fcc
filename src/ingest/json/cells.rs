//! One value of a JSON object to a cell.

use std::cell::Cell;
use std::fmt;

use serde::de::DeserializeSeed;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::nothings::NOTHING;
use crate::ingest::rows::{Broken, SourceCell};
use crate::normalize::text;

/// How deep a value may nest; rows are flat, so this is far more than is meant by anything.
const DEEPEST: usize = 32;
/// Integers above this are not told apart by a float.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads a text, number, truth or list of them; objects and lists of lists give a broken cell, empty ones a blank one.
#[derive(Debug, Clone, Copy, Default)]
pub struct CellSeed<'a> {
    depth: usize,
    /// Counts what stands there for NaN and Infinity, if anybody wants to know.
    nothings: Option<&'a Cell<u64>>,
}

fn of(text: String) -> SourceCell {
    SourceCell { text, ..SourceCell::default() }
}

fn broken(text: &str, broken: Broken) -> SourceCell {
    SourceCell { text: text.to_owned(), broken: Some(broken), ..SourceCell::default() }
}

impl<'a> CellSeed<'a> {
    /// One that counts.
    pub fn counting(nothings: &'a Cell<u64>) -> Self {
        Self { depth: 0, nothings: Some(nothings) }
    }

    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth == DEEPEST {
            return Err(E::custom(format!("嵌套超过 {DEEPEST} 层")));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for CellSeed<'_> {
    type Value = SourceCell;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<SourceCell, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CellSeed<'_> {
    type Value = SourceCell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("文字、数字或它们的列表")
    }

    fn visit_unit<E: Error>(self) -> Result<SourceCell, E> {
        Ok(SourceCell::default())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<SourceCell, E> {
        Ok(of(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<SourceCell, E> {
        Ok(of(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<SourceCell, E> {
        Ok(of(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<SourceCell, E> {
        let inexact = value.fract() == 0.0 && value.abs() >= EXACT;
        Ok(if inexact { broken(&value.to_string(), Broken::Inexact) } else { of(value.to_string()) })
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<SourceCell, E> {
        if value == NOTHING {
            self.nothings.inspect(|count| count.set(count.get() + 1));
            return Ok(SourceCell::default());
        }
        Ok(of(text::trimmed(value).to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<SourceCell, A::Error> {
        let inner = self.deeper()?;
        let (mut texts, mut fault): (Vec<String>, Option<Broken>) = (Vec::new(), None);
        while let Some(cell) = list.next_element_seed(inner)? {
            fault = fault.or(cell.broken);
            if fault.is_none() && !cell.text.is_empty() {
                texts.push(cell.text);
            }
        }
        // A list inside a list is none that can be read, unless there is nothing in it.
        let nested = (self.depth > 0 && !texts.is_empty()).then_some(Broken::Nested);
        Ok(fault.or(nested).map_or_else(|| of(texts.join("；")), |fault| broken("[…]", fault)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SourceCell, A::Error> {
        let inner = self.deeper()?;
        let mut any = false;
        while map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(inner)?;
            any = true;
        }
        Ok(if any { broken("{…}", Broken::Nested) } else { SourceCell::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<SourceCell, serde_json::Error> {
        CellSeed::default().deserialize(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn scalars_and_flat_lists_are_cells() {
        let cases =
            [("\" 甲 \"", "甲"), ("12.50", "12.5"), ("null", ""), ("true", "true"), ("[\"a\", null, 3]", "a；3")];
        let blank = ["{}", "[]", "[null]", "[{}]", "[[]]", "[[], {}, null]"].map(|json| (json, ""));
        for (json, text) in cases.into_iter().chain(blank) {
            assert_eq!(read(json).unwrap(), of(text.into()), "{json}");
        }
    }

    #[test]
    fn objects_lists_of_lists_and_endless_numbers_are_broken() {
        let cases = [("{\"a\":1}", Broken::Nested), ("[[1]]", Broken::Nested), ("[{\"a\":null}]", Broken::Nested)];
        for (json, fault) in cases.into_iter().chain([("123456789012345678901", Broken::Inexact)]) {
            assert_eq!(read(json).unwrap().broken, Some(fault), "{json}");
        }
        let error = read(&format!("{}{}", "[".repeat(40), "]".repeat(40))).unwrap_err();
        assert!(error.to_string().contains("嵌套超过 32 层"), "{error}");
    }
}
