//! JSON Lines: one object a line.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::de::DeserializeSeed;
use serde_json::value::RawValue;

use super::fault::{in_line, too_long};
use super::input::{Gauge, JsonInput};
use super::walk::{Object, Wanted};
use crate::ingest::decode::LONGEST_RECORD;
use crate::ingest::rows::FileFault;
use crate::model::failure_told;

/// The lines of a JSON file.
struct Lines {
    input: BufReader<JsonInput>,
    number: u64,
}

impl Lines {
    fn open(path: &Path, encoding: Option<&str>, gauge: &Gauge) -> Result<Self, FileFault> {
        Ok(Self { input: BufReader::with_capacity(64 << 10, JsonInput::open(path, encoding, gauge)?), number: 0 })
    }

    /// The next line that is not blank, with its number.
    fn next_line(&mut self) -> Result<Option<(u64, String)>, FileFault> {
        loop {
            let mut line = Vec::new();
            let taken = self.input.by_ref().take(LONGEST_RECORD + 1).read_until(b'\n', &mut line);
            let unreadable =
                |error| FileFault::new(format!("文件不能读取：{}", failure_told(&error)), "请检查文件和磁盘");
            if taken.map_err(unreadable)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if line.len() as u64 > LONGEST_RECORD {
                return Err(too_long().at(self.number));
            }
            let text = String::from_utf8_lossy(&line);
            if !text.trim().is_empty() {
                return Ok(Some((self.number, text.trim_end().to_owned())));
            }
        }
    }
}

/// Whether a file holds one object a line: its first line is a whole object, and another line follows, or it is a flat
/// one, as no file is that holds a table inside one object.
pub fn is_lines(path: &Path, encoding: Option<&str>) -> Result<bool, FileFault> {
    let mut lines = Lines::open(path, encoding, &Gauge::default())?;
    // A first line that is too long for a row is no row.
    let Ok(Some((_, first))) = lines.next_line() else { return Ok(false) };
    let Ok(object) = serde_json::from_str::<BTreeMap<String, &RawValue>>(&first) else { return Ok(false) };
    let flat = object.values().all(|value| !value.get().starts_with(['{', '[']));
    Ok(flat || !matches!(lines.next_line(), Ok(None)))
}

/// Goes through the objects of all lines; their places are the numbers of their lines.
pub fn through_lines(
    path: &Path,
    encoding: Option<&str>,
    gauge: &Gauge,
    wanted: &mut Wanted<'_>,
) -> Result<(), FileFault> {
    let mut lines = Lines::open(path, encoding, gauge)?;
    while let Some((number, text)) = lines.next_line()? {
        let mut parser = serde_json::Deserializer::from_str(&text);
        let done = Object { wanted: &mut *wanted, number }.deserialize(&mut parser).and_then(|()| parser.end());
        done.map_err(|error| in_line(&error, number))?;
    }
    Ok(())
}
