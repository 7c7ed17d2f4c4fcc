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
            record: Rc::new(Cell::new(0)),
        }
    }

    /// The counter to set to 0 when a record has been read.
    pub fn record_counter(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.record)
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
            if last && result == CoderResult::InputEmpty {
                self.ended = true;
                self.output.extend_from_slice(b"\n");
                self.output.extend_from_slice(SENTINEL.as_bytes());
                self.output.extend_from_slice(b"\n");
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
        if record > LONGEST_RECORD {
            return Err(io::Error::other("record too long"));
        }
        Ok(count)
    }
}
