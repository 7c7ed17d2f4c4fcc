//! Rows of a JSON array, or of JSON Lines. The file is gone through twice: for its keys, which are the header, then for its rows.

use std::collections::HashSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};

use serde::de::DeserializeSeed;

use super::fault::fault;
use super::input::{Gauge, JsonInput, NothingsFound};
use super::lines::{is_lines, through_lines};
use super::walk::{Keys, Walk, Wanted};
use crate::ingest::rows::{FileFault, SourceCell, SourceRow};

/// Rows handed over at a time, or fewer once they hold this many bytes.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 1 << 20;
/// So many places are told.
const SHOWN: usize = 3;

type Batch = Result<Vec<SourceRow>, FileFault>;

/// Reads the objects of an array row by row; a thread parses ahead of the reader, but not far.
pub struct JsonRows {
    header: Option<SourceRow>,
    rows: std::vec::IntoIter<SourceRow>,
    batches: Receiver<Batch>,
    gauge: Gauge,
    /// Objects in which nothing is said: how many, and the first.
    blank: (u64, Vec<u64>),
}

impl JsonRows {
    /// Opens a file; `pointer` says where in it the array stands, as RFC 6901 writes it.
    pub fn open(path: &Path, pointer: &str, encoding: Option<&str>) -> Result<Self, FileFault> {
        let mut keys = Keys::default();
        let gauge = Gauge::default();
        through(path, pointer, encoding, &Gauge::default(), &mut Wanted::Keys(&mut keys))?;
        keys.settle();
        let cells = keys.names.iter().map(|name| SourceCell { text: name.clone(), ..SourceCell::default() }).collect();
        let header = (!keys.names.is_empty()).then_some(SourceRow { number: 0, cells });
        let (sender, batches) = sync_channel::<Batch>(2);
        let (path, pointer, encoding) = (path.to_owned(), pointer.to_owned(), encoding.map(str::to_owned));
        let of_rows = gauge.clone();
        std::thread::spawn(move || {
            let (mut batch, mut bytes) = (Vec::with_capacity(BATCH), 0);
            let mut take = |number: u64, cells: Vec<SourceCell>| {
                bytes += cells.iter().map(|cell| size_of::<SourceCell>() + cell.text.len()).sum::<usize>();
                batch.push(SourceRow { number, cells });
                if batch.len() < BATCH && bytes < BATCH_BYTES {
                    return true;
                }
                bytes = 0;
                sender.send(Ok(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)))).is_ok()
            };
            let done =
                through(&path, &pointer, encoding.as_deref(), &of_rows, &mut Wanted::Cells(&keys, &of_rows, &mut take));
            // Whoever reads may have gone: then nobody misses the rest.
            if sender.send(Ok(batch)).is_ok()
                && let Err(fault) = done
            {
                sender.send(Err(fault)).unwrap_or_default();
            }
        });
        Ok(Self { header, rows: Vec::new().into_iter(), batches, gauge, blank: (0, Vec::new()) })
    }

    /// The header, then each object.
    pub fn next_row(&mut self) -> Result<Option<SourceRow>, FileFault> {
        if let Some(header) = self.header.take() {
            return Ok(Some(header));
        }
        loop {
            if let Some(row) = self.rows.next() {
                self.note_blank(&row);
                return Ok(Some(row));
            }
            match self.batches.recv() {
                Ok(batch) => self.rows = batch?.into_iter(),
                Err(_) => return Ok(None),
            }
        }
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.gauge.bytes()
    }

    fn note_blank(&mut self, row: &SourceRow) {
        if row.is_blank() {
            self.blank.0 += 1;
            if self.blank.1.len() < SHOWN {
                self.blank.1.push(row.number);
            }
        }
    }

    /// What should be known of how the file was read.
    pub fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        let more = |count: u64, shown: usize| if count > shown as u64 { "等" } else { "" };
        let NothingsFound { count, first } = self.gauge.nothings();
        if count > 0 {
            let places: Vec<String> = first.iter().map(|(row, key)| format!("第 {row} 条的 {key}")).collect();
            let (places, more) = (places.join("、"), more(count, first.len()));
            told.push(format!("有 {count} 处 NaN 或 Infinity，当作空白：{places}{more}"));
        }
        if let (count @ 1.., first) = &self.blank {
            let places: Vec<String> = first.iter().map(|row| format!("第 {row} 条")).collect();
            let (places, more) = (places.join("、"), more(*count, first.len()));
            told.push(format!("{places}{more}什么也没有写（空对象，或全是 null），{count} 条都没有读"));
        }
        told
    }
}

/// The texts of some objects of an array, as the file has them; places from 1.
///
/// # Errors
/// The file cannot be read, or is no JSON with an array there.
pub fn objects(
    path: &Path,
    pointer: &str,
    encoding: Option<&str>,
    which: &HashSet<u64>,
    take: &mut dyn FnMut(&str),
) -> Result<(), FileFault> {
    through(path, pointer, encoding, &Gauge::default(), &mut Wanted::Raw(which, take))
}

fn through(
    path: &Path,
    pointer: &str,
    encoding: Option<&str>,
    gauge: &Gauge,
    wanted: &mut Wanted<'_>,
) -> Result<(), FileFault> {
    if is_lines(path, encoding)? {
        refuse_pointer(pointer)?;
        return through_lines(path, encoding, gauge, wanted);
    }
    let path_in = steps(pointer);
    let input = JsonInput::open(path, encoding, gauge)?;
    let bound = input.bound.clone();
    let mut parser = input.parser();
    let (mut count, mut found) = (0, false);
    let walk = Walk { path: &path_in, wanted, bound: &bound, count: &mut count, found: &mut found };
    let done = walk.deserialize(&mut parser).and_then(|()| parser.end());
    done.map_err(|error| fault(&error, count, found))
}

/// The parts of a JSON pointer.
fn steps(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

fn refuse_pointer(pointer: &str) -> Result<(), FileFault> {
    if pointer.is_empty() {
        return Ok(());
    }
    let reason = format!("文件是一行一个对象（JSON Lines），没有 rows 所写的「{pointer}」");
    Err(FileFault::new(reason, "请删去映射里的 rows"))
}
