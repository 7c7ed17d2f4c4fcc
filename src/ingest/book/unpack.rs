//! A zip gone through before anything of it is kept: how large it is, what it holds, and what its sheets hide.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use memchr::memmem;

use super::placed::broken;
use crate::ingest::rows::{FileFault, open_file};

/// The most a workbook may unpack to. The shared texts of some are read whole, so this bounds memory.
const LARGEST: u64 = 512 << 20;
/// More parts than any workbook has.
const MOST_PARTS: usize = 20_000;

/// What a sheet says of what it hides.
const HIDDEN: &[u8] = b"hidden=";
/// What a part says of how many texts it has, and the most that anybody may say.
const TEXTS: &[u8] = b"uniqueCount";
const MOST_TEXTS: u64 = 20_000_000;
/// More blanks and digits than stand behind that word in any file.
const LONGEST_WORD: usize = 64 << 10;

/// The parts of a zip.
#[derive(Debug, Default)]
pub struct Unpacked {
    /// Whether the part speaks of anything hidden, by its name.
    parts: BTreeMap<String, bool>,
}

impl Unpacked {
    /// Whether there is a part of this name.
    pub fn holds(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    /// Whether there is a part in this folder.
    pub fn holds_below(&self, folder: &str) -> bool {
        self.parts.keys().any(|name| name.trim_start_matches('/').to_lowercase().starts_with(folder))
    }

    /// Whether a part speaks of anything hidden.
    pub fn hides(&self, name: &str) -> bool {
        self.parts.get(name).copied().unwrap_or_default()
    }
}

/// Unpacks every part to nowhere, counting: sizes in the directory may lie.
pub fn look_through(path: &Path) -> Result<Unpacked, FileFault> {
    let mut archive = zip::ZipArchive::new(BufReader::new(open_file(path)?)).map_err(|error| broken("XLSX", &error))?;
    if archive.len() > MOST_PARTS {
        return Err(too_large());
    }
    let mut total = 0u64;
    for i in 0..archive.len() {
        total = total.saturating_add(archive.by_index(i).map_err(|error| broken("XLSX", &error))?.size());
    }
    if total > LARGEST {
        return Err(too_large());
    }
    let (mut left, mut unpacked) = (LARGEST, Unpacked::default());
    for i in 0..archive.len() {
        let (name, size, hides) = watched(&mut archive, i, left)?;
        left = left.checked_sub(size).ok_or_else(too_large)?;
        unpacked.parts.insert(name, hides);
    }
    Ok(unpacked)
}

/// A part's name, its size up to one byte more than is left, and whether it speaks of anything hidden.
fn watched(
    archive: &mut zip::ZipArchive<BufReader<File>>,
    i: usize,
    left: u64,
) -> Result<(String, u64, bool), FileFault> {
    let entry = archive.by_index(i).map_err(|error| broken("XLSX", &error))?;
    let name = entry.name().map_err(|error| broken("XLSX", &error))?.into_owned();
    let mut watch = Watch::default();
    let size = io::copy(&mut entry.take(left + 1), &mut watch)
        .map_err(|_| FileFault::new("工作簿已损坏", "请重新取得这个文件"))?;
    if watch.announced > MOST_TEXTS {
        return Err(broken("XLSX", &format!("{name} 说它有 {} 个文字，放不下", watch.announced)));
    }
    Ok((name, size, watch.hides))
}

fn too_large() -> FileFault {
    FileFault::new(format!("工作簿解压后超过 {} MB", LARGEST >> 20), "请把数据另存为 CSV 再导入；CSV 不限大小")
}

/// Looks at what a part says of itself, also where it falls on the end of a block.
#[derive(Default)]
struct Watch {
    hides: bool,
    /// The largest number of texts that it says it has: calamine makes room for them before it reads one.
    announced: u64,
    /// What is looked at again with the next block.
    rest: Vec<u8>,
}

impl Watch {
    /// Looks at a text; gives from where on it is to be looked at again, as it may go on.
    fn look_at(&mut self, text: &[u8]) -> usize {
        self.hides = self.hides || memmem::find(text, HIDDEN).is_some();
        let mut again = text.len().saturating_sub(TEXTS.len());
        for at in memmem::find_iter(text, TEXTS) {
            let behind = &text[at + TEXTS.len()..];
            let between = behind.iter().take_while(|byte| byte.is_ascii_whitespace() || b"=\"'".contains(byte)).count();
            let digits = behind[between..].iter().take_while(|byte| byte.is_ascii_digit());
            let (mut number, mut length) = (0u64, between);
            for digit in digits {
                number = number.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
                length += 1;
            }
            self.announced = self.announced.max(number);
            if length == behind.len() {
                again = again.min(at);
            }
        }
        again
    }
}

impl Write for Watch {
    fn write(&mut self, block: &[u8]) -> io::Result<usize> {
        let mut text = std::mem::take(&mut self.rest);
        text.extend_from_slice(block);
        let again = self.look_at(&text);
        text.drain(..again);
        if text.len() > LONGEST_WORD {
            self.announced = u64::MAX;
            text.clear();
        }
        self.rest = text;
        Ok(block.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_part_says_is_found_wherever_blocks_end() {
        let text = b"<sst count=\"3\" uniqueCount = '123456789'><row hidden=\"1\"/>uniqueCounts 99999999999";
        for size in 1..text.len() {
            let mut watch = Watch::default();
            text.chunks(size).for_each(|block| watch.write_all(block).unwrap());
            assert_eq!((watch.hides, watch.announced), (true, 123_456_789), "{size}");
        }
        let mut watch = Watch::default();
        watch.write_all(b"uniqueCount=").unwrap();
        (0..100).for_each(|_| watch.write_all(&[b' '; 1_000]).unwrap());
        assert_eq!(watch.announced, u64::MAX);
    }
}
