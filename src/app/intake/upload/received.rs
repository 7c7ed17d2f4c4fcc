//! Taking files in, and letting go of them.

use std::path::PathBuf;
use std::sync::Arc;

use super::as_before::Readings;
use super::recognise::recognise;
use crate::access::{Right, Scope};
use crate::app::desk::Permit;
use crate::app::{AppError, StoreDesk};
use crate::app::{ReadAs, Receiving, Upload, UploadedFile};
use crate::ingest::FileFault;

impl StoreDesk {
    /// Begins to take files in.
    ///
    /// # Errors
    /// The caller may not, too much waits, or the disk takes no more.
    pub fn receive(&self) -> Result<Receiving, AppError> {
        self.may(Right::Import, Scope::Somewhere)?.uploads()?.receive()
    }

    /// Begins to take in a list that a squad filled in.
    ///
    /// # Errors
    /// The caller may not, too much waits, or the disk takes no more.
    pub fn receive_returned(&self) -> Result<Receiving, AppError> {
        self.may(Right::Packet, Scope::Somewhere)?.uploads()?.receive()
    }

    /// Asks for the right to hand files in: to be imported, or lists that squads fill in.
    fn hands_in(&self) -> Result<Permit<'_>, AppError> {
        let imports = self.may(Right::Import, Scope::Somewhere);
        imports.or_else(|refused| self.may(Right::Packet, Scope::Somewhere).map_err(|_| refused))
    }

    /// Keeps what was received whole, and looks what each file is. Blocks.
    ///
    /// # Errors
    /// There is nothing in it, or an archive in it cannot be unpacked.
    pub fn received(&self, receiving: Receiving) -> Result<Arc<Upload>, AppError> {
        let at = self.hands_in()?;
        let upload = receiving.finish(at.caller(), &at.clock().now())?;
        let known = match self.readings() {
            Err(AppError::Forbidden(_)) => Readings::default(),
            known => known?,
        };
        for (place, file) in upload.files().iter().enumerate() {
            upload.read_file_as(place, recognise(file, &known));
        }
        Ok(at.uploads()?.keep(upload))
    }

    /// What the caller brought in under an id.
    ///
    /// # Errors
    /// There is no such upload, or not any more.
    pub fn upload(&self, id: &str) -> Result<Arc<Upload>, AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        handed_in(at, id)
    }

    /// Everything the caller brought in and is not done with, oldest first.
    ///
    /// # Errors
    /// The caller may not bring anything in.
    pub fn uploads(&self) -> Result<Vec<Arc<Upload>>, AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        Ok(at.uploads()?.of(at.caller()))
    }

    /// Lets go of an upload: its files are removed.
    ///
    /// # Errors
    /// There is no such upload, or it is being imported.
    pub fn discard(&self, id: &str) -> Result<(), AppError> {
        let at = self.hands_in()?;
        if handed_in(at, id)?.is_under_way() {
            return Err(AppError::BadRequest("这批文件正在导入，不能放弃；导入后可以撤销".into()));
        }
        at.uploads()?.forget(id);
        Ok(())
    }

    /// Reads a file of an upload, or reads it no more; what was left out before is looked at again.
    ///
    /// # Errors
    /// There is no such upload or file, or it is being imported.
    pub fn leave_out(&self, id: &str, place: usize, leave: bool) -> Result<(), AppError> {
        let upload = self.open_upload(id)?;
        let file = upload.file(place).ok_or_else(|| no_file(place))?;
        let known = self.readings()?;
        upload.read_file_as(place, if leave { ReadAs::LeftOut } else { recognise(&file, &known) });
        Ok(())
    }

    /// Looks anew what a file is, whatever was said of one with its head before.
    ///
    /// # Errors
    /// There is no such upload or file, or it is being imported.
    pub fn read_anew(&self, id: &str, place: usize) -> Result<(), AppError> {
        let upload = self.open_upload(id)?;
        let file = upload.file(place).ok_or_else(|| no_file(place))?;
        let known = Readings { kept: self.kept_mappings()?, before: Vec::new() };
        upload.read_file_as(place, recognise(&file, &known));
        Ok(())
    }

    /// Reads a file of an upload in an encoding, or as it is found to be where none is said; what it is, is looked at again.
    /// Where a line of it is not written so, it stays as it is, and the sentence says which line.
    ///
    /// # Errors
    /// There is no such upload or file, or it is being imported.
    pub async fn read_in(&self, id: &str, place: usize, encoding: &str) -> Result<Result<(), String>, AppError> {
        let upload = self.open_upload(id)?;
        let file = upload.file(place).ok_or_else(|| no_file(place))?;
        if file.written_in.as_ref().map_or("", |written| written.encoding) == encoding {
            return Ok(Ok(()));
        }
        let (known, encoding) = (self.readings()?, encoding.to_owned());
        let read = tokio::task::spawn_blocking(move || {
            file.read_in(&encoding).map(|file| UploadedFile { read_as: recognise(&file, &known), ..file })
        });
        let read = read.await.map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(read.map(|file| upload.replace_file(place, file)))
    }

    /// The same of a file that cannot be read yet: why it cannot be read so either stands in its place.
    ///
    /// # Errors
    /// There is no such upload or file, or it is being imported.
    pub async fn read_unread_in(&self, id: &str, place: usize, encoding: &str) -> Result<(), AppError> {
        if let Err(told) = self.read_in(id, place, encoding).await? {
            let fault = FileFault::new(told, "请换一种文字编码，或另存为 UTF-8 再上传");
            self.open_upload(id)?.read_file_as(place, ReadAs::Unreadable(fault));
        }
        Ok(())
    }

    /// A list of an upload that came back was taken back.
    ///
    /// # Errors
    /// There is no such upload.
    pub fn taken_back(&self, id: &str, place: usize, number: u64) -> Result<(), AppError> {
        handed_in(self.may(Right::Packet, Scope::Somewhere)?, id)?.read_file_as(place, ReadAs::TakenBack(number));
        Ok(())
    }

    /// A list that came back, alone in an upload; of anything else nothing stays.
    ///
    /// # Errors
    /// It is no such list, or there is no such upload.
    pub fn returned_alone(&self, upload: &Upload) -> Result<(), AppError> {
        match upload.files().as_slice() {
            [file] if matches!(file.read_as, ReadAs::Returned) => Ok(()),
            files => {
                self.discard(&upload.id)?;
                Err(AppError::BadRequest(match files {
                    [file] => format!("{} 不是填好的离线包；请选招商队交回的表格，或网页存下的文件", file.name),
                    _ => "请一次只选一个填好的离线包".to_owned(),
                }))
            }
        }
    }

    /// A list of an upload that came back: whoever takes lists back.
    ///
    /// # Errors
    /// There is no such upload or file, or it is no such list.
    pub fn returned_file(&self, id: &str, place: usize) -> Result<UploadedFile, AppError> {
        let at = self.may(Right::Packet, Scope::Somewhere)?;
        let file = handed_in(at, id)?.file(place).ok_or_else(|| no_file(place))?;
        match file.read_as {
            ReadAs::Returned => Ok(file),
            ReadAs::TakenBack(number) => Err(AppError::BadRequest(format!("{} 已收回，日志号 {number}", file.name))),
            _ => Err(AppError::BadRequest(format!("{} 不是交回的清单", file.name))),
        }
    }

    /// An upload whose files may still be read otherwise.
    pub(super) fn open_upload(&self, id: &str) -> Result<Arc<Upload>, AppError> {
        let upload = self.upload(id)?;
        match upload.applied() {
            None => Ok(upload),
            Some(_) => Err(AppError::BadRequest("这批文件已经导入，或正在导入，不能再改".into())),
        }
    }

    /// An upload to which files may be added: one that is not imported yet, or, told beside it, one that is, and has rows that
    /// wait for segments.
    pub(super) fn waiting_upload(&self, id: &str) -> Result<(Arc<Upload>, bool), AppError> {
        let upload = self.upload(id)?;
        let waits = upload.waits();
        if waits { Ok((upload, true)) } else { Ok((self.open_upload(id)?, false)) }
    }

    /// One file of rejected rows, by its place among them: its name and where it lies.
    ///
    /// # Errors
    /// There is no such upload or file.
    pub fn rejected_file(&self, id: &str, place: usize) -> Result<(String, PathBuf), AppError> {
        let upload = self.upload(id)?;
        let run = upload.applied().or_else(|| upload.preview());
        let report = run.and_then(|run| run.ended()).and_then(Result::ok);
        let path = report.and_then(|report| report.rejected_files.get(place).map(PathBuf::from));
        let path = path.ok_or_else(|| no_file(place))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok((name, path))
    }
}

/// What the caller handed in under an id.
fn handed_in(at: Permit<'_>, id: &str) -> Result<Arc<Upload>, AppError> {
    let gone = || AppError::NotFound {
        what: "这批文件（可能已导入、放弃，或放了两小时没有人看）",
        text: id.to_owned(),
        near: Vec::new(),
    };
    at.uploads()?.find(id, at.caller()).ok_or_else(gone)
}

/// There is no file at a place.
pub(super) fn no_file(place: usize) -> AppError {
    AppError::NotFound { what: "文件", text: (place + 1).to_string(), near: Vec::new() }
}
