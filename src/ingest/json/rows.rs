//! Rows of a JSON array. The file is gone through twice: for its keys, which are the header, then for its rows.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use serde::de::DeserializeSeed;
use serde_json::error::Category;

use super::input::{JsonInput, TOO_LONG};
use super::walk::{Keys, Walk, Wanted};
use crate::ingest::decode::LONGEST_RECORD;
use crate::ingest::rows::{FileFault, SourceCell, SourceRow};

/// Rows handed over at a time, or fewer once they hold this many bytes.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 1 << 20;

type Batch = Result<Vec<SourceRow>, FileFault>;

/// Reads the objects of an array row by row; a thread parses ahead of the reader, but not far.
pub struct JsonRows {
    header: Option<SourceRow>,
    rows: std::vec::IntoIter<SourceRow>,
    batches: Receiver<Batch>,
    read: Arc<AtomicU64>,
}

impl JsonRows {
    /// Opens a file; `pointer` says where in it the array stands, as RFC 6901 writes it.
    pub fn open(path: &Path, pointer: &str, encoding: Option<&str>) -> Result<Self, FileFault> {
        let mut keys = Keys::default();
        let read = Arc::new(AtomicU64::new(0));
        through(path, pointer, encoding, &Arc::new(AtomicU64::new(0)), &mut Wanted::Keys(&mut keys))?;
        let cells = keys.names.iter().map(|name| SourceCell { text: name.clone(), ..SourceCell::default() }).collect();
        let header = (!keys.names.is_empty()).then_some(SourceRow { number: 0, cells });
        let (sender, batches) = sync_channel::<Batch>(2);
        let (path, pointer, encoding) = (path.to_owned(), pointer.to_owned(), encoding.map(str::to_owned));
        let counted = Arc::clone(&read);
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
            let done = through(&path, &pointer, encoding.as_deref(), &counted, &mut Wanted::Cells(&keys, &mut take));
            // Whoever reads may have gone: then nobody misses the rest.
            if sender.send(Ok(batch)).is_ok()
                && let Err(fault) = done
            {
                sender.send(Err(fault)).unwrap_or_default();
            }
        });
        Ok(Self { header, rows: Vec::new().into_iter(), batches, read })
    }

    /// The header, then each object.
    pub fn next_row(&mut self) -> Result<Option<SourceRow>, FileFault> {
        if let Some(header) = self.header.take() {
            return Ok(Some(header));
        }
        loop {
            if let Some(row) = self.rows.next() {
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
        self.read.load(Ordering::Relaxed)
    }
}

/// The texts of some objects of an array, as the file has them; places from 1.
pub fn objects(
    path: &Path,
    pointer: &str,
    encoding: Option<&str>,
    which: &HashSet<u64>,
    take: &mut dyn FnMut(&str),
) -> Result<(), FileFault> {
    through(path, pointer, encoding, &Arc::new(AtomicU64::new(0)), &mut Wanted::Raw(which, take))
}

fn through(
    path: &Path,
    pointer: &str,
    encoding: Option<&str>,
    read: &Arc<AtomicU64>,
    wanted: &mut Wanted<'_>,
) -> Result<(), FileFault> {
    let path_in = steps(pointer);
    let input = JsonInput::open(path, encoding, read)?;
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

/// The fault of a JSON text, with its place.
pub fn fault(error: &serde_json::Error, count: u64, found: bool) -> FileFault {
    let place = format!("第 {} 行第 {} 字节", error.line(), error.column());
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    let near = if found { format!("，在数组的第 {} 条", count + 1) } else { String::new() };
    let (reason, suggestion) = match error.classify() {
        Category::Eof => ("JSON 突然结束，文件不完整".to_owned(), "请重新取得完整的文件"),
        Category::Io if text.contains(TOO_LONG) => {
            (format!("一条记录超过 {} MB", LONGEST_RECORD >> 20), "请检查这里的括号和引号是否配对")
        }
        Category::Io => (format!("文件不能读取：{what}"), "请检查文件和磁盘"),
        Category::Syntax => (format!("不是正确的 JSON：{what}"), "请检查这里的逗号、引号和括号"),
        Category::Data => (
            what.replace("invalid type: ", "这里的类型不对：").replace("expected ", "应为"),
            "请检查映射的 rows 和这个文件",
        ),
    };
    FileFault::new(format!("JSON {place}{near}：{reason}"), suggestion)
}
