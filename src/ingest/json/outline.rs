//! Where in a JSON file arrays of objects stand.

use std::fmt;
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::fault::fault;
use super::input::{Gauge, JsonInput};
use super::lines::is_lines;
use crate::ingest::rows::FileFault;

/// How many objects deep arrays are looked for.
const DEEPEST: usize = 4;

/// The pointers of all arrays of objects, in the order of the file; where each line is an object, that of them all.
pub fn arrays(path: &Path, encoding: Option<&str>) -> Result<Vec<String>, FileFault> {
    if is_lines(path, encoding)? {
        return Ok(vec![String::new()]);
    }
    let mut parser = JsonInput::open(path, encoding, &Gauge::default())?.parser();
    let mut found = Vec::new();
    let search = ArraySearch { pointer: String::new(), depth: 0, found: &mut found };
    let done = search.deserialize(&mut parser).and_then(|_| parser.end());
    done.map_err(|error| fault(&error, 0, false))?;
    Ok(found)
}

/// Looks at a value; says whether it is an object.
struct ArraySearch<'a> {
    pointer: String,
    depth: usize,
    found: &'a mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for ArraySearch<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ArraySearch<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        // Inside the array nothing more is looked for.
        let inside = ArraySearch { pointer: String::new(), depth: DEEPEST, found: &mut Vec::new() };
        if list.next_element_seed(inside)? == Some(true) {
            self.found.push(self.pointer);
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if self.depth >= DEEPEST {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let key = key.replace('~', "~0").replace('/', "~1");
            let pointer = format!("{}/{key}", self.pointer);
            map.next_value_seed(ArraySearch { pointer, depth: self.depth + 1, found: &mut *self.found })?;
        }
        Ok(true)
    }
}
