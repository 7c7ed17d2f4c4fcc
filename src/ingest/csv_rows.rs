//! Rows of a CSV file in any of the known encodings, with bounded memory.

use std::cell::Cell as Counter;
use std::fs::File;
use std::rc::Rc;

use csv::StringRecord;

use super::decode::{LONGEST_RECORD, SENTINEL, Utf8Reader};
use super::encoding::{EncodingError, detect};
use super::rows::{Cell, FileFault, Row};
use crate::normalize::text;

/// Reads a CSV file row by row.
pub struct CsvRows {
    reader: csv::Reader<Utf8Reader<File>>,
    record: StringRecord,
    /// Bytes since the last record; the reader stops a record without end.
    counter: Rc<Counter<u64>>,
    crlf: Rc<Counter<Option<bool>>>,
    ended: bool,
}

impl CsvRows {
    /// Opens a file in the encoding said, or else found.
    pub fn open(mut file: File, encoding: Option<&str>) -> Result<Self, FileFault> {
        let encoding = detect(&mut file, encoding).map_err(encoding_fault)?;
        let input = Utf8Reader::new(file, encoding);
        let (counter, crlf) = (input.record_counter(), input.line_ends());
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
        Ok(Self { reader, record: StringRecord::new(), counter, crlf, ended: false })
    }

    /// The next record.
    pub fn next_row(&mut self) -> Result<Option<Row>, FileFault> {
        if self.ended {
            return Ok(None);
        }
        let begins = self.reader.position().line();
        self.counter.set(0);
        let more = self.reader.read_record(&mut self.record).map_err(|_| too_long(begins))?;
        let line = self.first_line(begins);
        if !more {
            return Ok(None);
        }
        if self.record.iter().any(|field| field.contains(SENTINEL)) {
            self.ended = true;
            return if self.record.len() == 1 && &self.record[0] == SENTINEL { Ok(None) } else { Err(unclosed(line)) };
        }
        let cells = self.record.iter().map(|field| Cell { text: unguarded(field).to_owned(), ..Cell::default() });
        Ok(Some(Row { number: line, cells: cells.collect() }))
    }

    /// The line the record begins on. The reader counts from where it stood before blank lines, so this counts back
    /// from where it stands now: behind the record, and behind its LF unless a CR ended it.
    fn first_line(&self, begins: u64) -> u64 {
        let after = self.reader.position().line();
        let behind_end = u64::from(self.crlf.get() != Some(true));
        let plain = after - begins <= behind_end;
        let inside = if plain { 0 } else { self.record.as_slice().bytes().filter(|byte| *byte == b'\n').count() };
        after.saturating_sub(behind_end + inside as u64).max(begins)
    }

    /// Bytes of UTF-8 read so far.
    pub fn bytes(&self) -> u64 {
        self.reader.position().byte()
    }
}

/// A cell without outer blanks and without the quote that exported tables put before what looks like a formula.
fn unguarded(field: &str) -> &str {
    let field = text::trimmed(field);
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => field,
    }
}

/// The fault of a file whose encoding is not known.
pub fn encoding_fault(error: EncodingError) -> FileFault {
    let row = if let EncodingError::Mixed { row } = error { Some(row) } else { None };
    FileFault {
        row,
        reason: error.to_string(),
        suggestion: "请另存为 UTF-8，或用 --encoding 说明编码（如 gb18030）".into(),
    }
}

fn too_long(row: u64) -> FileFault {
    let reason = format!("从这一行起的一条记录超过 {} MB", LONGEST_RECORD >> 20);
    FileFault::new(reason, "可能有引号没有闭合，或文件不是 CSV；请检查这一行").at(row)
}

fn unclosed(row: u64) -> FileFault {
    FileFault::new("这条记录里有引号没有闭合，直到文件末尾", "请补上引号后重新导入").at(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_by_their_first_line() {
        use std::io::{Seek, Write};
        for end in ["\n", "\r\n"] {
            let text = ["标题", "", "\"a", "b\",c", "d,e", "", "", "f,g", ""].join(end);
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.rewind().unwrap();
            let mut rows = CsvRows::open(file, None).unwrap();
            let numbers = std::iter::from_fn(|| rows.next_row().unwrap()).map(|row| row.number);
            assert_eq!(numbers.collect::<Vec<_>>(), [1, 3, 5, 8], "{end:?}");
        }
    }

    #[test]
    fn the_guard_of_exported_cells_is_taken_off_again() {
        assert_eq!(["'=1+1", "'甲", " -3 ", "'@x"].map(unguarded), ["=1+1", "'甲", "-3", "@x"]);
    }
}
