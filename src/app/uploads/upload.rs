//! One upload: its files, how each is to be read, and what was worked out of it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::encoding::{ENCODINGS, WrittenIn};
use super::run::ImportRun;
use crate::app::random_id;
use crate::ingest::{FileFault, FileForm, Mapping, TableByHand};
use crate::model::{Journal, Kind};

/// A file as it came.
#[derive(Debug, Clone)]
pub struct UploadedFile {
    /// What it was called; never part of a path.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// What it is written in, where somebody said so: then `path` is the same in UTF-8.
    pub written_in: Option<WrittenIn>,
    /// How it is understood, or why it cannot be read.
    pub read_as: ReadAs,
}

/// How a file is read.
#[derive(Debug, Clone)]
pub enum ReadAs {
    /// As a canonical file, by its name or its head.
    Canonical,
    /// As a mapping says.
    Mapped(Arc<FileMapping>),
    /// As a list that comes back from a squad.
    Returned,
    /// A list that came back, and was taken back under a journal number.
    TakenBack(u64),
    /// Not at all, since somebody said so.
    LeftOut,
    /// Not yet: somebody must say what its columns are.
    Unknown(FileFault),
    /// Not at all: no table can be seen in it.
    Unreadable(FileFault),
}

/// The mapping of one file.
#[derive(Debug, Clone)]
pub struct FileMapping {
    /// As it is kept and corrected.
    pub text: String,
    /// What it was written from, part by part; none where it was kept as text and nobody has corrected it.
    pub parts: Option<Vec<PartByHand>>,
    /// How its parts are read.
    pub mapping: Mapping,
    /// Under which name it was kept; none where it was guessed or made by hand for this file.
    pub kept_as: Option<String>,
    /// The file that was read so before, where it is taken from there.
    pub before: Option<String>,
    /// Whether a person has looked at it.
    pub looked_at: bool,
}

impl FileMapping {
    /// Tables of the parts that are read of which something is still to be said: they are not read yet.
    pub fn unfinished(&self) -> impl Iterator<Item = &TableByHand> {
        let read = self.parts.iter().flatten().filter(|part| part.read);
        read.flat_map(|part| &part.tables).filter(|table| !table.missing().is_empty())
    }
}

/// One part of a file, a sheet or an array, as it was guessed or corrected.
#[derive(Debug, Clone)]
pub struct PartByHand {
    /// Whether it is read.
    pub read: bool,
    /// The tables it feeds; at least one.
    pub tables: Vec<TableByHand>,
}

/// What the name of a file begins with that is made beside those that came.
pub fn made_of(kind: Kind) -> String {
    format!("新建的{}", kind.zh())
}

/// Whether a file was made beside those that somebody brought, by its name.
pub fn is_made(name: &str) -> bool {
    [Kind::Chain, Kind::Segment].into_iter().any(|kind| name.starts_with(&made_of(kind)))
}

/// Files that came together.
#[derive(Debug)]
pub struct Upload {
    /// Tells it from every other; nobody can guess it.
    pub id: String,
    /// Who brought it in.
    pub who: String,
    /// When, in Asia/Shanghai, to the minute.
    pub when: String,
    pub(super) came: Instant,
    folder: PathBuf,
    /// What was not taken of what came.
    pub notices: Vec<String>,
    state: Mutex<UploadState>,
}

#[derive(Debug)]
struct UploadState {
    files: Vec<UploadedFile>,
    looked: Instant,
    /// What an import would change at a journal number; none since the files are read otherwise.
    preview: Option<(Journal, Arc<ImportRun>)>,
    applied: Option<Arc<ImportRun>>,
}

impl UploadedFile {
    /// A file that nobody has looked at.
    pub fn new(name: String, path: PathBuf) -> Self {
        let unseen = FileFault::new("还没有看过", "");
        Self { name, path, size: 0, written_in: None, read_as: ReadAs::Unreadable(unseen) }
    }

    /// The file as it came.
    fn original(&self) -> &Path {
        self.written_in.as_ref().map_or(&self.path, WrittenIn::original)
    }

    /// Whether it is text, so that one may say what it is written in.
    pub fn is_text(&self) -> bool {
        matches!(FileForm::of(self.original()), Ok(FileForm::Text | FileForm::Json))
    }

    /// The file read in an encoding, or as it is found to be where none is said. Blocks.
    ///
    /// # Errors
    /// A line of it is not written so, or the copy cannot be written: in Chinese.
    pub fn read_in(&self, encoding: &str) -> Result<Self, String> {
        let (path, written_in) = match ENCODINGS.into_iter().find(|(code, _)| *code == encoding) {
            Some(known) => {
                let (path, written) = WrittenIn::copied(self.original(), known)?;
                (path, Some(written))
            }
            None => (self.original().to_owned(), None),
        };
        Ok(Self { path, written_in, ..self.clone() })
    }
}

/// A moment to the minute, as people write it.
fn minute(when: &str) -> String {
    when.get(..16).unwrap_or(when).replace('T', " ")
}

impl Upload {
    /// Files in a folder of their own, which goes with this value.
    pub fn new((who, when): (&str, &str), folder: PathBuf, files: Vec<UploadedFile>, notices: Vec<String>) -> Self {
        let came = Instant::now();
        let state = UploadState { files, looked: came, preview: None, applied: None };
        Self {
            id: random_id(),
            who: who.to_owned(),
            when: minute(when),
            came,
            folder,
            notices,
            state: Mutex::new(state),
        }
    }

    /// The files, in the order they came.
    pub fn files(&self) -> Vec<UploadedFile> {
        self.state().files.clone()
    }

    /// The files that somebody brought: those apart which were made beside them.
    pub fn brought(&self) -> Vec<UploadedFile> {
        self.files().into_iter().filter(|file| !is_made(&file.name)).collect()
    }

    /// The file at a place, from 0.
    pub fn file(&self, at: usize) -> Option<UploadedFile> {
        self.state().files.get(at).cloned()
    }

    /// Adds a file beside those that came: what was worked out before does not hold any more.
    pub fn add_file(&self, file: UploadedFile) {
        let mut state = self.state();
        state.files.push(file);
        state.preview = None;
    }

    /// Says how a file is read: what was worked out before does not hold any more.
    pub fn read_file_as(&self, at: usize, read_as: ReadAs) {
        let mut state = self.state();
        if let Some(file) = state.files.get_mut(at) {
            file.read_as = read_as;
            state.preview = None;
        }
    }

    /// Puts another copy of a file in its place; how it is read is to be said anew.
    pub fn replace_file(&self, at: usize, file: UploadedFile) {
        let mut state = self.state();
        if let Some(own) = state.files.get_mut(at) {
            *own = file;
            state.preview = None;
        }
    }

    /// The preview that was worked out last.
    pub fn preview(&self) -> Option<Arc<ImportRun>> {
        self.state().preview.as_ref().map(|(_, run)| Arc::clone(run))
    }

    /// The preview against what stood at a number; begun now where there is none.
    pub fn preview_at(&self, now: Journal, begin: impl FnOnce(&[UploadedFile]) -> Arc<ImportRun>) -> Arc<ImportRun> {
        let mut state = self.state();
        if let Some((at, run)) = &state.preview
            && (*at == now || run.ended().is_none())
        {
            return Arc::clone(run);
        }
        let run = begin(&state.files);
        state.preview = Some((now, Arc::clone(&run)));
        run
    }

    /// The import of it, where there is one.
    pub fn applied(&self) -> Option<Arc<ImportRun>> {
        self.state().applied.clone()
    }

    /// Whether it is in the store by this import.
    pub fn came_in_by(&self, import: &str) -> bool {
        let ended = self.applied().and_then(|run| run.ended());
        ended.is_some_and(|how| how.is_ok_and(|report| report.committed && report.import == import))
    }

    /// Imports it, unless that was begun before.
    pub fn apply_once(&self, begin: impl FnOnce(&[UploadedFile]) -> Arc<ImportRun>) -> Arc<ImportRun> {
        let mut state = self.state();
        if let Some(run) = &state.applied {
            return Arc::clone(run);
        }
        let run = begin(&state.files);
        state.applied = Some(Arc::clone(&run));
        run
    }

    /// What was to be imported was not: it may be tried again.
    pub fn not_applied(&self) {
        let mut state = self.state();
        (state.applied, state.preview) = (None, None);
    }

    /// A folder for files made of it, which goes with it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Somebody looks at it.
    pub fn touch(&self) {
        self.state().looked = Instant::now();
    }

    /// How long nobody has looked at it.
    pub fn idle(&self) -> Duration {
        self.state().looked.elapsed()
    }

    /// Whether it is being imported.
    pub fn is_under_way(&self) -> bool {
        self.applied().is_some_and(|run| run.ended().is_none())
    }

    /// Whether it is imported, so that only its report is left.
    pub fn is_done(&self) -> bool {
        let ended = self.applied().and_then(|run| run.ended());
        ended.is_some_and(|ended| ended.is_ok_and(|report| report.committed)) && !self.has_returned() && !self.waits()
    }

    /// Whether it is imported, but for rows that wait for segments that are not there yet.
    pub fn waits(&self) -> bool {
        let ended = self.applied().and_then(|run| run.ended());
        ended.is_some_and(|how| how.is_ok_and(|report| report.committed && !report.absent_segments.is_empty()))
    }

    /// Whether a list that came back is still to be looked at.
    pub fn has_returned(&self) -> bool {
        self.state().files.iter().any(|file| matches!(file.read_as, ReadAs::Returned))
    }

    fn state(&self) -> MutexGuard<'_, UploadState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        // The sweep of the process's folder takes what cannot be removed now.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(folder: &Path, content: &[u8]) -> UploadedFile {
        let path = folder.join("1.csv");
        std::fs::write(&path, content).unwrap();
        UploadedFile::new("企业.csv".to_owned(), path)
    }

    #[test]
    fn a_file_is_read_as_a_person_says_and_as_it_came_again() {
        let folder = tempfile::tempdir().unwrap();
        let text = "企業名稱,地區\r\n臺灣示例,合肥\r\n".repeat(20_000);
        let big5 = encoding_rs::BIG5.encode(&text).0;
        let came = file(folder.path(), &big5);
        assert!(came.is_text());
        let read = came.read_in("big5").unwrap();
        assert_eq!(read.written_in.as_ref().unwrap().encoding, "big5");
        assert!(std::fs::read_to_string(&read.path).unwrap().starts_with("企業名稱,地區\r\n臺灣示例"));
        let told = read.read_in("utf-8").unwrap_err();
        assert!(told.starts_with("按 UTF-8 读不通：第 1 行"), "{told}");
        let again = read.read_in("").unwrap();
        assert_eq!((again.path, again.written_in), (came.path, None));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "what failed leaves nothing");
    }

    #[test]
    fn the_line_that_is_not_written_so_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let came = file(folder.path(), "name\n甲\n乙".as_bytes());
        for (encoding, told) in [("utf-16le", "第 1 行"), ("shift_jis", "第"), ("gb18030", "第")] {
            if let Err(said) = came.read_in(encoding) {
                assert!(said.contains(told), "{encoding}: {said}");
            }
        }
        let cut = file(folder.path(), &[b"name\n".as_slice(), &"甲".as_bytes()[..2]].concat());
        assert_eq!(cut.read_in("utf-8").unwrap_err(), "按 UTF-8 读不通：第 2 行不是这种编码");
    }
}
