//! The records of a BIFF stream ([MS-XLS]), and the texts in them.

use encoding_rs::Encoding;

use crate::ingest::book::bytes::u16_at;

/// A record goes on in the next one.
const CONTINUE: u16 = 0x3c;

/// One record.
pub struct BiffRecord<'a> {
    pub kind: u16,
    pub data: &'a [u8],
}

/// The records from a place on.
pub struct BiffRecords<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> BiffRecords<'a> {
    /// From this byte on.
    pub fn from(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The next record; none where the stream ends, also in the midst of it.
    pub fn next_record(&mut self) -> Option<BiffRecord<'a>> {
        let (kind, length) = (u16_at(self.stream, self.at)?, usize::from(u16_at(self.stream, self.at + 2)?));
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some(BiffRecord { kind, data })
    }

    /// A record with what continues it.
    pub fn whole(&mut self, record: &BiffRecord<'a>) -> Letters<'a> {
        let mut parts = vec![record.data];
        while u16_at(self.stream, self.at) == Some(CONTINUE) {
            let Some(more) = self.next_record() else { break };
            parts.push(more.data);
        }
        Letters { parts, part: 0, at: 0 }
    }
}

/// Reads along a record and what continues it.
pub struct Letters<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl Letters<'_> {
    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        loop {
            let part = self.parts.get(self.part)?;
            if let Some(byte) = part.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            (self.part, self.at) = (self.part + 1, 0);
        }
    }

    /// The next two bytes as a number.
    pub fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// The next four bytes as a number.
    pub fn long(&mut self) -> Option<u32> {
        Some(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    /// Leaves bytes out.
    pub fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let part = self.parts.get(self.part)?;
            let step = count.min(part.len() - self.at);
            self.at += step;
            count -= step;
            if self.at == part.len() && count > 0 {
                (self.part, self.at) = (self.part + 1, 0);
            }
        }
        Some(())
    }

    /// A text of so many letters, behind the flags that say how it is written and what follows it.
    pub fn text(&mut self, letters: usize) -> Option<String> {
        let flags = self.byte()?;
        let runs = if flags & 8 > 0 { usize::from(self.short()?) } else { 0 };
        let more = if flags & 4 > 0 { self.long()? as usize } else { 0 };
        let text = self.letters(letters, flags & 1 > 0)?;
        self.skip(runs * 4)?;
        self.skip(more)?;
        Some(text)
    }

    /// Letters of one or two bytes; each part that continues them says anew which.
    fn letters(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            if self.parts.get(self.part)?.len() == self.at {
                (self.part, self.at) = (self.part + 1, 0);
                wide = self.byte()? & 1 > 0;
                continue;
            }
            let unit = if wide { self.short()? } else { u16::from(self.byte()?) };
            units.push(unit);
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// A text of bytes in a code page.
    pub fn bytes(&mut self, count: usize, encoding: &'static Encoding) -> Option<String> {
        let bytes = (0..count).map(|_| self.byte()).collect::<Option<Vec<u8>>>()?;
        Some(encoding.decode_without_bom_handling(&bytes).0.into_owned())
    }
}
