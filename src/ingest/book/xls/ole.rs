//! The compound file that an XLS workbook stands in ([MS-CFB]): a small file system of sectors.

use crate::ingest::book::bytes::{u16_at, u32_at, utf_16_at};

/// From here on a number names no sector.
const NONE: u32 = 0xffff_fffa;
/// Streams below this size lie in small sectors, unless the header says otherwise.
const SMALL: usize = 64;

/// A compound file in memory.
pub struct Compound<'a> {
    file: &'a [u8],
    /// Sectors have two to this power bytes.
    shift: u32,
    /// The sector that follows each one.
    next: Vec<u32>,
    entries: Vec<Entry>,
    small_below: usize,
    small_next: Vec<u32>,
}

struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: usize,
}

const ROOT: u8 = 5;

impl<'a> Compound<'a> {
    /// Reads its tables; none where it is damaged.
    pub fn open(file: &'a [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(file, 30)?);
        if !(7..=16).contains(&shift) {
            return None;
        }
        let small_below = u32_at(file, 56)? as usize;
        let mut found =
            Self { file, shift, next: Vec::new(), entries: Vec::new(), small_below, small_next: Vec::new() };
        found.next = found.table()?;
        found.entries = found.chain(u32_at(file, 48)?)?.chunks_exact(128).filter_map(entry).collect();
        let small_start = u32_at(file, 60)?;
        found.small_next = if small_start < NONE { numbers(&found.chain(small_start)?) } else { Vec::new() };
        Some(found)
    }

    /// Whether there is a stream of this name.
    pub fn holds(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The content of a stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let Entry { start, size, .. } = *self.entry(name)?;
        let mut content = if size < self.small_below { self.small(start)? } else { self.chain(start)? };
        content.truncate(size);
        Some(content)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn sectors(&self) -> usize {
        self.file.len() >> self.shift
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let from = (number as usize).checked_add(1)?.checked_shl(self.shift)?;
        let rest = self.file.get(from..).filter(|rest| !rest.is_empty())?;
        Some(&rest[..rest.len().min(1 << self.shift)])
    }

    /// Which sector follows which; its own sectors are listed in the header, and on from there.
    fn table(&self) -> Option<Vec<u32>> {
        let mut listed = numbers(self.file.get(76..512)?);
        let mut more = u32_at(self.file, 68)?;
        while more < NONE && listed.len() <= self.sectors() {
            let mut list = numbers(self.sector(more)?);
            more = list.pop()?;
            listed.extend(list);
        }
        let mut table = Vec::new();
        for number in listed.into_iter().filter(|number| *number < NONE) {
            if table.len() > self.sectors() {
                break;
            }
            table.extend(numbers(self.sector(number)?));
        }
        Some(table)
    }

    /// The sectors from one on; none where they go round.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let (mut content, mut at) = (Vec::new(), start);
        for _ in 0..=self.sectors() {
            if at >= NONE {
                return Some(content);
            }
            content.extend_from_slice(self.sector(at)?);
            at = *self.next.get(at as usize)?;
        }
        None
    }

    fn small(&self, start: u32) -> Option<Vec<u8>> {
        let root = self.entries.iter().find(|entry| entry.kind == ROOT)?;
        let all = self.chain(root.start)?;
        let (mut content, mut at) = (Vec::new(), start);
        for _ in 0..=self.small_next.len() {
            if at >= NONE {
                return Some(content);
            }
            let from = at as usize * SMALL;
            content.extend_from_slice(all.get(from..all.len().min(from + SMALL))?);
            at = *self.small_next.get(at as usize)?;
        }
        None
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let units = usize::from(u16_at(bytes, 64)?).saturating_sub(2) / 2;
    let name = utf_16_at(bytes, 0, units.min(31))?;
    let kind = *bytes.get(66)?;
    let known = kind == 2 || kind == ROOT;
    known.then_some(Entry { name, kind, start: u32_at(bytes, 116)?, size: u32_at(bytes, 120)? as usize })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}
