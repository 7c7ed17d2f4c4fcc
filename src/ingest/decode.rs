//! A reader that gives UTF-8, whatever the file is in, and refuses records without end.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use encoding_rs::{CoderResult, Decoder, Encoding};

/// The longest record of a CSV file, in bytes of UTF-8.
pub const LONGEST_RECORD: u64 = 4 << 20;

/// Ends every stream, so that a quote never closed shows: then the last record is not this one alone.
pub const SENTINEL: &str = "\u{1}end\u{1}";

/// Decodes to UTF-8 and ends with the sentinel.
pub struct Utf8Reader<R> {
    input: R,
    decoder: Decoder,
    buffer: Vec<u8>,
    pending: std::ops::Range<usize>,
    output: Vec<u8>,
    given: usize,
    ended: bool,
    /// Whether the stream ends with the sentinel and its records are bounded.
    records: bool,
    /// Whether lines end with CR and LF, as the first one does; shared like the counter.
    crlf: Rc<Cell<Option<bool>>>,
    /// Bytes since the record began; shared with whoever knows where records begin.
    record: Rc<Cell<u64>>,
}

impl<R: Read> Utf8Reader<R> {
    /// Decodes `input` from `encoding`, a BOM removed.
    pub fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            buffer: vec![0; 64 * 1024],
            pending: 0..0,
            output: Vec::with_capacity(256 * 1024),
            given: 0,
            ended: false,
            records: true,
            crlf: Rc::new(Cell::new(None)),
            record: Rc::new(Cell::new(0)),
        }
    }

    /// Decodes `input` and nothing more: no sentinel, no bound.
    pub fn plain(input: R, encoding: &'static Encoding) -> Self {
        Self { records: false, ..Self::new(input, encoding) }
    }

    /// The counter to set to 0 when a record has been read.
    pub fn record_counter(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.record)
    }

    /// Whether lines end with CR and LF; none before the first line has ended.
    pub fn line_ends(&self) -> Rc<Cell<Option<bool>>> {
        Rc::clone(&self.crlf)
    }

    fn fill(&mut self) -> io::Result<()> {
        self.output.clear();
        self.given = 0;
        while self.output.is_empty() && !self.ended {
            if self.pending.is_empty() {
                self.pending = 0..self.input.read(&mut self.buffer)?;
            }
            let last = self.pending.is_empty();
            self.output.resize(256 * 1024, 0);
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(&self.buffer[self.pending.clone()], &mut self.output, last);
            self.output.truncate(written);
            self.pending.start += read;
            if self.crlf.get().is_none()
                && let Some(end) = self.output.iter().position(|byte| *byte == b'\n')
            {
                self.crlf.set(Some(end > 0 && self.output[end - 1] == b'\r'));
            }
            if last && result == CoderResult::InputEmpty {
                self.ended = true;
                if self.records {
                    self.output.extend_from_slice(if self.crlf.get() == Some(true) { b"\r\n" } else { b"\n" });
                    self.output.extend_from_slice(SENTINEL.as_bytes());
                    self.output.extend_from_slice(b"\n");
                }
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.output.len() {
            self.fill()?;
        }
        let count = buffer.len().min(self.output.len() - self.given);
        buffer[..count].copy_from_slice(&self.output[self.given..self.given + count]);
        self.given += count;
        let record = self.record.get() + count as u64;
        self.record.set(record);
        if self.records && record > LONGEST_RECORD {
            return Err(io::Error::other("record too long"));
        }
        Ok(count)
    }
}
