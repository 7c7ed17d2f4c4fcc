//! The bytes of a JSON file: decoded, counted, and refused where one object never ends.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::ingest::csv_rows::encoding_fault;
use crate::ingest::decode::{LONGEST_RECORD, Utf8Reader};
use crate::ingest::encoding::detect;
use crate::ingest::rows::{FileFault, open_file};

/// Said by the reader when an object is too long.
pub const TOO_LONG: &str = "object too long";

/// How many more bytes may be read before the object must end; without bound where nothing is kept.
#[derive(Debug, Clone, Default)]
pub struct Bound(Rc<Cell<Option<u64>>>);

impl Bound {
    /// What follows is kept in memory.
    pub fn set(&self) {
        self.0.set(Some(LONGEST_RECORD));
    }

    /// What follows is skipped.
    pub fn lift(&self) {
        self.0.set(None);
    }

    fn spend(&self, count: usize) -> io::Result<()> {
        match self.0.get().map(|left| left.checked_sub(count as u64)) {
            Some(None) => Err(io::Error::other(TOO_LONG)),
            Some(left) => {
                self.0.set(left);
                Ok(())
            }
            None => Ok(()),
        }
    }
}

/// A JSON file as UTF-8.
pub struct JsonInput {
    reader: Utf8Reader<File>,
    pub bound: Bound,
    read: Arc<AtomicU64>,
}

impl JsonInput {
    /// Opens a file in the encoding said, or else found; `read` counts its bytes.
    pub fn open(path: &Path, encoding: Option<&str>, read: &Arc<AtomicU64>) -> Result<Self, FileFault> {
        let mut file = open_file(path)?;
        let encoding = detect(&mut file, encoding).map_err(encoding_fault)?;
        Ok(Self { reader: Utf8Reader::plain(file, encoding), bound: Bound::default(), read: Arc::clone(read) })
    }

    /// The parser over it.
    pub fn parser(self) -> serde_json::Deserializer<serde_json::de::IoRead<BufReader<Self>>> {
        serde_json::Deserializer::from_reader(BufReader::with_capacity(64 * 1024, self))
    }
}

impl Read for JsonInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        self.bound.spend(count)?;
        Ok(count)
    }
}
