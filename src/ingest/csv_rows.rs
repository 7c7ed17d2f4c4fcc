//! Rows of a CSV file in any of the known encodings, whatever separates its cells, with bounded memory.

use std::fs::File;
use std::io::Seek;

use csv::StringRecord;

use super::advice::Advice;
use super::decode::{LONGEST_RECORD, SENTINEL, Utf8Reader};
use super::encoding::{EncodingError, detect};
use super::rows::{FileFault, SourceCell, SourceRow};
use super::separator::Separator;
use crate::normalize::formula::unguarded;
use crate::normalize::text;

/// What is said of a file that is read as Big5 though nobody said so.
const BIG5_TOLD: &str = "按 Big5（繁体）编码读取；若有乱码，";

/// Reads a CSV file row by row.
pub struct CsvRows {
    /// What it reads from stops a record without end, and says where the file ends.
    reader: csv::Reader<Utf8Reader<File>>,
    record: StringRecord,
    ended: bool,
    /// Nobody said that the file is in Big5.
    taken_for_big5: bool,
}

impl CsvRows {
    /// Opens a file in the encoding said, or else found; it stands before the first row.
    pub fn open(mut file: File, said: Option<&str>) -> Result<Self, FileFault> {
        let encoding = detect(&mut file, said).map_err(encoding_fault)?;
        let taken_for_big5 = said.is_none() && encoding == encoding_rs::BIG5;
        let separator = Separator::of(&file, encoding).and_then(|found| file.rewind().map(|()| found));
        let separator = separator.map_err(|error| encoding_fault(error.into()))?;
        let input = Utf8Reader::new(file, encoding);
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(separator.byte).from_reader(input);
        let mut rows = Self { reader, record: StringRecord::new(), ended: false, taken_for_big5 };
        if separator.said {
            rows.next_row()?;
        }
        Ok(rows)
    }

    /// What should be known of how the file was read.
    pub fn told(&self) -> Option<Advice> {
        let told = || {
            Advice::either(
                BIG5_TOLD.to_owned() + "请用 --encoding 说明编码",
                BIG5_TOLD.to_owned() + "请在“各列是什么”里换文字编码",
            )
        };
        self.taken_for_big5.then(told)
    }

    /// The next record.
    pub fn next_row(&mut self) -> Result<Option<SourceRow>, FileFault> {
        if self.ended {
            return Ok(None);
        }
        let begins = self.reader.position().line();
        self.reader.get_mut().begin_record();
        let more = self.reader.read_record(&mut self.record).map_err(|_| too_long(begins))?;
        if !more {
            return Ok(None);
        }
        let line = self.line();
        if self.past_the_end() {
            self.ended = true;
            // No line end closed the record: the last one stands inside it.
            let line = line + 1;
            return if self.record.len() == 1 && &self.record[0] == SENTINEL { Ok(None) } else { Err(unclosed(line)) };
        }
        let cell = |field| SourceCell { text: said(field).to_owned(), ..SourceCell::default() };
        let cells = self.record.iter().map(cell);
        Ok(Some(SourceRow { number: line, cells: cells.collect() }))
    }

    /// The line the record begins on. The reader's own position stands before the blank lines above it.
    fn line(&self) -> u64 {
        let breaks = self.record.as_slice().bytes().filter(|byte| *byte == b'\n').count();
        self.reader.position().line() - 1 - breaks as u64
    }

    /// Whether the record reaches past the file's content, into the sentinel.
    fn past_the_end(&self) -> bool {
        // The line end before the sentinel closes a last record that has none of its own.
        self.reader.get_ref().end().is_some_and(|end| self.reader.position().byte() > end + 1)
    }

    /// Bytes of UTF-8 read so far.
    pub fn bytes(&self) -> u64 {
        self.reader.position().byte()
    }
}

/// What a field says: `="000858"` is how spreadsheets are told that digits are a text.
fn said(field: &str) -> &str {
    let bare = unguarded(field);
    let text = || text::trimmed(field).strip_prefix("=\"")?.strip_suffix('"').filter(|text| !text.contains('"'));
    if bare.starts_with('=') { text().map_or(bare, text::trimmed) } else { bare }
}

/// The fault of a file whose encoding is not known.
pub fn encoding_fault(error: EncodingError) -> FileFault {
    let row = if let EncodingError::Mixed { row } = error { Some(row) } else { None };
    FileFault {
        row,
        reason: error.to_string(),
        suggestion: Advice::either(
            "请另存为 UTF-8，或用 --encoding 说明编码（如 gb18030）",
            "请选它的文字编码，按它重读；选哪一种都不行，请另存为 UTF-8 再上传",
        ),
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
    use crate::normalize::formula::guarded;

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
    fn digits_that_are_said_to_be_a_text_are_one() {
        for (field, text) in [
            ("=\"000858\"", "000858"),
            (" =\" 甲 \" ", "甲"),
            ("=\"\"", ""),
            ("'=\"1\"", "=\"1\""),
            ("=1+1", "=1+1"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
        ] {
            assert_eq!(said(field), text);
        }
    }

    #[test]
    fn whatever_is_exported_is_read_back() {
        use std::io::Seek;
        const SIGNS: [char; 20] = [
            '=', '+', '-', '@', '\'', '"', ',', ';', ' ', '1', '.', 'e', 'x', '|', '甲', '（', '䶮', '𬭎', '\u{3000}',
            '％',
        ];
        let mut state = 11u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % below
        };
        let mut name = || {
            let length = 1 + next(9);
            text::trimmed(&(0..length).map(|_| SIGNS[next(SIGNS.len())]).collect::<String>()).to_owned()
        };
        let names: Vec<String> = (0..5_000).map(|_| name()).collect();
        let mut file = tempfile::tempfile().unwrap();
        let mut writer = csv::Writer::from_writer(&file);
        for name in &names {
            let written = guarded(name);
            let formula = written.starts_with(['=', '+', '-', '@']);
            assert!(!formula || written.parse::<f64>().is_ok(), "{name} is written as {written}");
            writer.write_record(["甲", &written]).unwrap();
        }
        writer.flush().unwrap();
        drop(writer);
        file.rewind().unwrap();
        let mut rows = CsvRows::open(file, None).unwrap();
        for name in &names {
            assert_eq!(rows.next_row().unwrap().unwrap().cells[1].text, *name);
        }
        // And what is read from a file whose guard was written by hand goes out as it came in.
        for given in ["'=1+1", "''=1+1", "'@甲", "'甲", "甲", "-3", "'-3x", "'"] {
            assert_eq!(guarded(unguarded(given)), given);
        }
    }
}
