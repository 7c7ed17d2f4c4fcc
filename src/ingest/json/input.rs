//! The bytes of a JSON file: decoded, counted, what is no number blank, and refused where one object never ends.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::nothings::{AHEAD, Nothings};
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

/// What is told of a file while it is read.
#[derive(Debug, Clone, Default)]
pub struct Gauge {
    bytes: Arc<AtomicU64>,
    nothings: Arc<Mutex<NothingsFound>>,
}

/// Where NaN or Infinity stood for a number.
#[derive(Debug, Clone, Default)]
pub struct NothingsFound {
    pub count: u64,
    /// The first ones: place of the object, and key.
    pub first: Vec<(u64, String)>,
}

impl Gauge {
    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Takes note of NaN or Infinity under a key of an object.
    pub fn note_nothing(&self, object: u64, key: &str) {
        const SHOWN: usize = 3;
        let mut found = self.nothings.lock().unwrap_or_else(PoisonError::into_inner);
        found.count += 1;
        if found.first.len() < SHOWN {
            found.first.push((object, key.to_owned()));
        }
    }

    /// Where NaN or Infinity stood for a number.
    pub fn nothings(&self) -> NothingsFound {
        self.nothings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A JSON file as UTF-8.
pub struct JsonInput {
    reader: Utf8Reader<File>,
    pub bound: Bound,
    gauge: Gauge,
    nothings: Nothings,
    window: Vec<u8>,
    /// What of the window was given, and what may be.
    given: usize,
    ready: usize,
    ended: bool,
}

impl JsonInput {
    /// Opens a file in the encoding said, or else found.
    pub fn open(path: &Path, encoding: Option<&str>, gauge: &Gauge) -> Result<Self, FileFault> {
        let mut file = open_file(path)?;
        let encoding = detect(&mut file, encoding).map_err(encoding_fault)?;
        Ok(Self {
            reader: Utf8Reader::plain(file, encoding),
            bound: Bound::default(),
            gauge: gauge.clone(),
            nothings: Nothings::default(),
            window: Vec::new(),
            given: 0,
            ready: 0,
            ended: false,
        })
    }

    /// The parser over it.
    pub fn parser(self) -> serde_json::Deserializer<serde_json::de::IoRead<BufReader<Self>>> {
        serde_json::Deserializer::from_reader(BufReader::with_capacity(64 * 1024, self))
    }

    /// Reads on until something is ready to be given, or the file ends.
    fn fill(&mut self) -> io::Result<()> {
        const CHUNK: usize = 64 << 10;
        while self.given == self.ready && !self.ended {
            self.window.drain(..self.given);
            self.ready -= self.given;
            self.given = 0;
            let held = self.window.len();
            self.window.resize(held + CHUNK, 0);
            let read = self.reader.read(&mut self.window[held..])?;
            self.window.truncate(held + read);
            self.ended = read == 0;
            let known = if self.ended { self.window.len() } else { self.window.len().saturating_sub(AHEAD) };
            self.ready = self.nothings.blank_out(&mut self.window, self.ready, known).max(self.ready);
        }
        Ok(())
    }
}

impl Read for JsonInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let count = buffer.len().min(self.ready - self.given);
        buffer[..count].copy_from_slice(&self.window[self.given..self.given + count]);
        self.given += count;
        self.gauge.bytes.fetch_add(count as u64, Ordering::Relaxed);
        self.bound.spend(count)?;
        Ok(count)
    }
}
