//! What the first bytes of a file say, without opening it as a database.
//!
//! Places as in the description of the format (<https://www.sqlite.org/fileformat.html>, 1.3).

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::connect::APPLICATION;
use crate::store::{Result, StoreError};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileHead {
    Empty,
    /// No liantu store.
    Foreign,
    Store {
        /// The layout it was written in.
        version: u32,
        /// It is in use: backups are no longer in WAL mode.
        wal: bool,
        /// Bytes it should have, where its head can tell.
        bytes: Option<u64>,
    },
}

impl FileHead {
    /// Reads the head of a file that must be there.
    pub fn read(path: &Path) -> Result<Self> {
        let mut bytes = Vec::new();
        let opened = File::open(path).and_then(|file| file.take(100).read_to_end(&mut bytes));
        opened.map_err(|error| StoreError::file(path, &error))?;
        Ok(Self::of(&bytes))
    }

    fn of(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::Empty;
        }
        let ours = bytes.len() == 100 && bytes.starts_with(b"SQLite format 3\0") && number(bytes, 68) == APPLICATION;
        if !ours {
            return Self::Foreign;
        }
        let page = u64::from(u16::from_be_bytes([bytes[16], bytes[17]]));
        let told = number(bytes, 24) == number(bytes, 92);
        Self::Store {
            version: number(bytes, 60),
            wal: bytes[18] == 2,
            bytes: told.then(|| page * u64::from(number(bytes, 28))),
        }
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
