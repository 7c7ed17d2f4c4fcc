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
    Ok((name, size, watch.found))
}

fn too_large() -> FileFault {
    FileFault::new(format!("工作簿解压后超过 {} MB", LARGEST >> 20), "请把数据另存为 CSV 再导入；CSV 不限大小")
}

/// Looks for what a sheet says of what it hides, also where it falls on the end of a block.
#[derive(Default)]
struct Watch {
    found: bool,
    tail: Vec<u8>,
}

impl Write for Watch {
    fn write(&mut self, block: &[u8]) -> io::Result<usize> {
        if !self.found {
            self.tail.extend_from_slice(&block[..block.len().min(HIDDEN.len())]);
            self.found = memmem::find(&self.tail, HIDDEN).is_some() || memmem::find(block, HIDDEN).is_some();
            if block.len() >= HIDDEN.len() {
                self.tail.clear();
            }
            self.tail.extend_from_slice(&block[block.len().saturating_sub(HIDDEN.len())..]);
        }
        Ok(block.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
