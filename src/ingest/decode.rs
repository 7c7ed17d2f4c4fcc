//! A reader that gives UTF-8 with `\n` as line end, whatever the file is in, and refuses records without end.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// The longest record of a CSV file, in bytes of UTF-8.
pub const LONGEST_RECORD: u64 = 4 << 20;

/// Ends every stream, so that a quote never closed shows: then the last record is not this one alone. What a file holds
/// is told from it by [`Utf8Reader::end`].
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
    /// The last byte was a carriage return.
    after_return: bool,
    /// Bytes of content put out.
    content: u64,
    /// Bytes given since the record began.
    record: u64,
    /// Where the file's own content ends, once the reader has come there.
    end: Option<u64>,
    /// Whether the stream ends with the sentinel and its records are bounded.
    records: bool,
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
            after_return: false,
            content: 0,
            records: true,
            record: 0,
            end: None,
        }
    }

    /// Decodes `input` and nothing more: no sentinel, no bound.
    pub fn plain(input: R, encoding: &'static Encoding) -> Self {
        Self { records: false, ..Self::new(input, encoding) }
    }

    /// Says that a record begins here.
    pub fn begin_record(&mut self) {
        self.record = 0;
    }

    /// Where the file's own content ends, in bytes of UTF-8, once the reader has come there.
    pub fn end(&self) -> Option<u64> {
        self.end
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
            self.unify_line_ends();
            self.content += self.output.len() as u64;
            self.pending.start += read;
            if last && result == CoderResult::InputEmpty {
                self.ended = true;
                self.end = Some(self.content);
                if self.records {
                    self.output.extend_from_slice(b"\n");
                    self.output.extend_from_slice(SENTINEL.as_bytes());
                    self.output.extend_from_slice(b"\n");
                }
            }
        }
        Ok(())
    }

    /// `\r\n` and `\r` become `\n`, so that lines are counted alike and a cell is the same whoever wrote it.
    fn unify_line_ends(&mut self) {
        if !self.after_return && !self.output.contains(&b'\r') {
            return;
        }
        let after_return = &mut self.after_return;
        self.output.retain_mut(|byte| {
            let second = std::mem::replace(after_return, *byte == b'\r') && *byte == b'\n';
            if *byte == b'\r' {
                *byte = b'\n';
            }
            !second
        });
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
        self.record += count as u64;
        if self.records && self.record > LONGEST_RECORD {
            return Err(io::Error::other("record too long"));
        }
        Ok(count)
    }
}
