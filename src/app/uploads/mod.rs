//! Files that people brought in by the browser and that are not imported yet: received, kept for a while, gone.
//!
//! Invariant: **What was brought in is nobody else's, and does not stay.** Files lie in a folder of the process's own
//! beside the store (0700, files 0600), under numbers: the name a file came under never becomes part of a path. A
//! folder goes with its process, or, where that was killed, is swept by the next one that receives a file there or
//! begins to serve; what nobody looks at for [`Uploads::forget_old`] goes before. What did not arrive whole is removed
//! at once. An upload holds at most 200 MB and 500 files, the files of its archives at most 1 GB.

mod encoding;
mod folder;
mod read_before;
mod receiving;
mod run;
mod told_rows;
mod unpack;
mod upload;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::app::AppError;
use crate::model::failure_told;
use folder::PrivateFolder;
use read_before::ReadFiles;

pub use folder::{make as private_folder, new_file as new_private_file};

pub use encoding::ENCODINGS;
pub use read_before::ReadBefore;
pub use receiving::{MOST_BYTES, Receiving, too_large};
pub use run::{Doing, ImportQueue, ImportRun, RunStage, Speed};
pub use told_rows::{RowsOfFile, ToldRows, is_at_fault};
pub use upload::{FileMapping, PartByHand, ReadAs, Upload, UploadedFile, is_made, made_of};

/// How long an upload is kept that nobody looks at.
const IDLE: Duration = Duration::from_secs(2 * 3600);
/// The most uploads that are kept at once.
const MOST: usize = 32;
/// So many previews are worked out at once.
const PREVIEWS: usize = 2;

/// Everything brought in to one process and not done with yet.
#[derive(Debug)]
pub struct Uploads {
    /// Where the folders of processes lie.
    parent: PathBuf,
    folder: Mutex<Option<PrivateFolder>>,
    all: Mutex<HashMap<String, Arc<Upload>>>,
    /// How files were read, whatever became of them.
    read: Mutex<ReadFiles>,
    /// One import at a time.
    pub queue: ImportQueue,
    /// Turns of those who look what an import would change.
    pub previews: Semaphore,
}

impl Uploads {
    /// Uploads whose files lie in a folder below `parent`; it is made when the first one comes.
    pub fn below(parent: PathBuf) -> Self {
        let (folder, all, read, queue) = Default::default();
        Self { parent, folder, all, read, queue, previews: Semaphore::new(PREVIEWS) }
    }

    /// Removes what processes left that were killed.
    pub fn sweep(&self) {
        folder::sweep(&self.parent);
    }

    /// Begins to receive.
    ///
    /// # Errors
    /// Too many uploads wait, or the folder cannot be written.
    pub fn receive(&self) -> Result<Receiving, AppError> {
        self.forget_old();
        if self.all().len() >= MOST {
            self.all().retain(|_, upload| !upload.is_done());
        }
        if self.all().len() >= MOST {
            let told = format!("已有 {MOST} 批文件还没有处理完；请先导入或放弃其中几批");
            return Err(AppError::BadRequest(told));
        }
        let mut folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        let made = match folder.take() {
            Some(made) => made,
            None => PrivateFolder::below(&self.parent).map_err(|error| {
                AppError::file(&self.parent, format!("不能存放收到的文件：{}", failure_told(&error)))
            })?,
        };
        Receiving::within(folder.insert(made).path())
    }

    /// Keeps what was received whole.
    pub fn keep(&self, upload: Upload) -> Arc<Upload> {
        let upload = Arc::new(upload);
        self.all().insert(upload.id.clone(), Arc::clone(&upload));
        upload
    }

    /// What `who` brought in under this id.
    pub fn find(&self, id: &str, who: &str) -> Option<Arc<Upload>> {
        let found = self.all().get(id).filter(|upload| upload.who == who).cloned();
        found.inspect(|upload| upload.touch())
    }

    /// Everything `who` brought in, oldest first.
    pub fn of(&self, who: &str) -> Vec<Arc<Upload>> {
        let mut all: Vec<Arc<Upload>> = self.all().values().filter(|upload| upload.who == who).cloned().collect();
        all.sort_by_key(|upload| upload.came);
        all
    }

    /// Takes note of how a file of `who` is read.
    pub fn remember(&self, who: &str, name: &str, mapping: &Arc<FileMapping>) {
        self.read().remember(who, name, mapping);
    }

    /// How `who` had files read, the last first.
    pub fn read_before(&self, who: &str) -> Vec<ReadBefore> {
        self.read().of(who)
    }

    /// Lets an upload go; its files go with the last who works on them.
    pub fn forget(&self, id: &str) {
        self.all().remove(id);
    }

    /// Lets go of what came in by an import that was taken back: nothing of it is left to do.
    pub fn forget_import(&self, import: &str) {
        self.all().retain(|_, upload| !upload.came_in_by(import));
    }

    /// Lets go of everything that is not being imported, and of how files were read: what was brought in, and what it was called,
    /// may name somebody who was erased.
    pub fn forget_all(&self) {
        self.all().retain(|_, upload| upload.is_under_way());
        *self.read() = ReadFiles::default();
    }

    /// Lets go of what nobody has looked at for two hours, unless it is being worked on.
    pub fn forget_old(&self) {
        self.all().retain(|_, upload| upload.is_under_way() || upload.idle() < IDLE);
    }

    fn read(&self) -> MutexGuard<'_, ReadFiles> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Arc<Upload>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
