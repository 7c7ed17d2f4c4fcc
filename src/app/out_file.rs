//! The one writer of files for people: packets, maps, pictures, tables, drafts.
//!
//! Invariant: **A file appears whole or not at all, and only its owner may read it.** Content goes into a file without
//! a name in the target's folder, is made durable, and gets its name last: whoever is killed before leaves nothing.
//! What must stand in the journal before anybody has the file is written between [`OutFile::of`] and
//! [`OutFile::finish`]: so no file is out that nobody knows. Where a disk has no files without names, the content lies
//! in a [`PartFile`], which is swept after a crash.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::app::{AppError, random_id};
use crate::model::failure_told;
use crate::store::{PartFile, folder_of, part_name, stop_point, sync_folder};

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and the new one is refused.
    Stays,
    /// The new one takes its place.
    GivesWay,
}

/// A file that is not out yet.
#[derive(Debug)]
pub struct OutFile {
    target: PathBuf,
    existing: Existing,
    content: Content,
}

/// Where the content is until then.
#[derive(Debug)]
enum Content {
    Unnamed(File),
    Named(PartFile),
    /// What is there is no file, like `/dev/stdout`: it takes the content as it comes.
    Device(File),
}

impl OutFile {
    /// Begins a file; nothing of it is seen yet.
    ///
    /// # Errors
    /// It is there already and is to stay, or its folder is not there or cannot be written.
    pub fn new(target: &Path, existing: Existing) -> Result<Self, AppError> {
        let there = target.symlink_metadata().is_ok();
        if there && existing == Existing::Stays {
            return Err(AppError::file(target, "已有这个文件，没有覆盖；请换一个名字，或先删去它"));
        }
        // A link goes on leading to the file.
        let target = if there { target.canonicalize().unwrap_or(target.to_owned()) } else { target.to_owned() };
        let content = match target.metadata() {
            Ok(found) if found.is_dir() => return Err(AppError::file(&target, "这是文件夹，不是文件")),
            Ok(found) if !found.is_file() => File::options().write(true).open(&target).map(Content::Device),
            _ => unnamed(folder_of(&target)).map(Content::Unnamed),
        };
        let content = match content {
            Ok(content) => content,
            Err(error) if unknown(&error) => Content::Named(PartFile::beside(&target)?),
            Err(error) => return Err(not_written(&target, &error)),
        };
        Ok(Self { target, existing, content })
    }

    /// The same with all of its content, which is on the disk when this returns.
    ///
    /// # Errors
    /// There is a file already that may not be replaced, or the disk is full or fails; nothing is left of it.
    pub fn of(target: &Path, existing: Existing, content: &[u8]) -> Result<Self, AppError> {
        let mut file = Self::new(target, existing)?;
        file.write_all(content).and_then(|()| file.sync()).map_err(|error| not_written(target, &error))?;
        stop_point("file:written");
        Ok(file)
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// Somebody else made it meanwhile, or the disk cannot take it.
    pub fn finish(self) -> Result<(), AppError> {
        let target = self.target.clone();
        self.sync().map_err(|error| not_written(&target, &error))?;
        match self.content {
            Content::Device(_) => Ok(()),
            Content::Named(_) if self.existing == Existing::Stays && target.exists() => Err(taken(&target)),
            Content::Named(part) => Ok(part.persist(&target)?),
            Content::Unnamed(file) => {
                let named = match self.existing {
                    Existing::Stays => link(&file, &target),
                    Existing::GivesWay => replace(&file, &target),
                };
                named.and_then(|()| sync_folder(folder_of(&target))).map_err(|error| match error.kind() {
                    ErrorKind::AlreadyExists => taken(&target),
                    _ => not_written(&target, &error),
                })
            }
        }
    }

    fn sync(&self) -> std::io::Result<()> {
        match &self.content {
            Content::Unnamed(file) => file.sync_all(),
            Content::Named(_) | Content::Device(_) => Ok(()),
        }
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match &mut self.content {
            Content::Unnamed(file) | Content::Device(file) => file.write(bytes),
            Content::Named(part) => part.file().write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Writes a whole file.
///
/// # Errors
/// There is a file already that may not be replaced, or the disk is full or fails; nothing is left of it.
pub fn write(target: &Path, existing: Existing, content: &[u8]) -> Result<(), AppError> {
    OutFile::of(target, existing, content)?.finish()
}

/// A file of the owner's alone that has no name yet.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> std::io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(folder, flags, Mode::RUSR | Mode::WUSR)?))
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path) -> std::io::Result<File> {
    Err(ErrorKind::Unsupported.into())
}

/// The disk has no files without names.
fn unknown(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::IsADirectory | ErrorKind::InvalidInput)
}

/// Gives a file without a name its name, which must be free.
#[cfg(target_os = "linux")]
fn link(file: &File, target: &Path) -> std::io::Result<()> {
    use std::os::fd::AsRawFd;
    let own = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(rustix::fs::linkat(rustix::fs::CWD, own, rustix::fs::CWD, target, rustix::fs::AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> std::io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// The same in place of a file that is there. Between the two steps it has a part's name, so that it is swept.
fn replace(file: &File, target: &Path) -> std::io::Result<()> {
    if !target.exists() {
        match link(file, target) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            done => return done,
        }
    }
    // Locked before it has that name, so that nobody takes it for a dead one.
    file.lock()?;
    let between = part_name(target, &random_id());
    link(file, &between)?;
    stop_point("file:between");
    std::fs::rename(&between, target).inspect_err(|_| drop(std::fs::remove_file(&between)))
}

fn taken(target: &Path) -> AppError {
    AppError::file(target, "刚有别的程序写了这个文件，没有覆盖")
}

/// A file cannot be written.
pub fn not_written(target: &Path, error: &std::io::Error) -> AppError {
    AppError::file(target, format!("不能写入：{}", failure_told(error)))
}
