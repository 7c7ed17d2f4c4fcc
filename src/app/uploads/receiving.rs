//! Files while they come in: written to the private folder as they arrive, bounded, removed where they stop half way.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::folder::{make, new_file, not_kept};
use super::unpack::{MOST_UNPACKED, unpack};
use super::upload::{Upload, UploadedFile};
use crate::app::{AppError, random_id};
use crate::store::stop_point;

/// The most bytes of an upload.
pub const MOST_BYTES: u64 = 200 << 20;
/// The most files of an upload, also unpacked.
pub const MOST_FILES: usize = 500;
/// Letters of a file's name that are kept.
const LONGEST_NAME: usize = 120;
/// Endings that say how a file is read; another one is read by what is in it.
const ENDINGS: [&str; 13] =
    ["csv", "txt", "tsv", "xlsx", "xlsm", "xlsb", "xls", "et", "ods", "json", "jsonl", "ndjson", "zip"];

/// An upload that is not whole yet; where it is dropped, nothing is left.
#[derive(Debug)]
pub struct Receiving {
    folder: PathBuf,
    files: Vec<UploadedFile>,
    open: Option<File>,
    taken: u64,
    /// Bytes that may still come out of archives.
    room: u64,
    whole: bool,
}

impl Receiving {
    pub(super) fn within(folder: &Path) -> Result<Self, AppError> {
        let folder = folder.join(random_id());
        make(&folder).map_err(|error| not_kept(&error))?;
        Ok(Self { folder, files: Vec::new(), open: None, taken: 0, room: MOST_UNPACKED, whole: false })
    }

    /// Begins the next file, which came under a name.
    ///
    /// # Errors
    /// There are too many, or it cannot be written.
    pub fn file(&mut self, name: &str) -> Result<(), AppError> {
        let (file, open) = self.next(name, 0)?;
        self.files.push(file);
        self.open = Some(open);
        Ok(())
    }

    /// A new file of this upload, beside `more` that are not counted yet.
    fn next(&self, name: &str, more: usize) -> Result<(UploadedFile, File), AppError> {
        if self.files.len() + more >= MOST_FILES {
            return Err(AppError::BadRequest(format!("一次最多 {MOST_FILES} 个文件；请分几次上传")));
        }
        let name = shown_name(name);
        let path = self.folder.join(format!("{}{}", random_id(), ending(&name)));
        let open = new_file(&path).map_err(|error| not_kept(&error))?;
        Ok((UploadedFile::new(name, path), open))
    }

    /// Takes the next bytes of the file that was begun.
    ///
    /// # Errors
    /// It is too much, or cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), AppError> {
        self.taken += bytes.len() as u64;
        if self.taken > MOST_BYTES {
            return Err(too_large());
        }
        if let (Some(open), Some(file)) = (&mut self.open, self.files.last_mut()) {
            open.write_all(bytes).map_err(|error| not_kept(&error))?;
            file.size += bytes.len() as u64;
            stop_point("upload:written");
        }
        Ok(())
    }

    /// All of it has come: archives are unpacked, and what stays is `who`'s, who brought it at this moment.
    ///
    /// # Errors
    /// There is no file, or an archive cannot be unpacked.
    pub fn finish(mut self, who: &str, when: &str) -> Result<Upload, AppError> {
        self.open = None;
        // A browser sends a file without a name where none was chosen.
        let sent: Vec<UploadedFile> = std::mem::take(&mut self.files);
        let mut notices = Vec::new();
        for file in sent.into_iter().filter(|file| !(file.name.is_empty() && file.size == 0)) {
            if file.path.extension().is_some_and(|ending| ending == "zip") {
                let mut room = self.room;
                let unpacked = unpack(&file, &mut room, |name, more| self.next(name, more))?;
                self.room = room;
                self.files.extend(unpacked.files);
                notices.extend(unpacked.notices);
                stop_point("upload:unpacked");
                std::fs::remove_file(&file.path).map_err(|error| not_kept(&error))?;
            } else {
                self.files.push(file);
            }
        }
        if self.files.is_empty() {
            let more = if notices.is_empty() { String::new() } else { format!("（{}）", notices.join("；")) };
            return Err(AppError::BadRequest(format!("没有收到文件{more}；请先选择文件再上传")));
        }
        self.whole = true;
        let mut files = std::mem::take(&mut self.files);
        tell_apart(&mut files);
        stop_point("upload:whole");
        Ok(Upload::new((who, when), self.folder.clone(), files, notices))
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        if !self.whole {
            // The sweep of the process's folder takes what cannot be removed now.
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Files that came under one name are told apart by a folder before it: what they are is still seen by their names.
fn tell_apart(files: &mut [UploadedFile]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for file in files {
        let count = seen.entry(file.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            file.name = format!("第 {count} 个/{}", file.name);
        }
    }
}

/// An upload is larger than is taken.
pub fn too_large() -> AppError {
    let most = MOST_BYTES >> 20;
    AppError::BadRequest(format!("一次最多收 {most} MB，没有收下；请分几次上传，或用命令行 liantu import 导入"))
}

/// A name as people are shown it: it is never part of a path.
fn shown_name(name: &str) -> String {
    let name = name.replace('\\', "/");
    let parts = name.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    let parts: Vec<String> = parts.map(|part| part.chars().filter(|c| !c.is_control()).collect()).collect();
    let name = parts.join("/");
    let letters = name.chars().count();
    if letters <= LONGEST_NAME { name } else { name.chars().skip(letters - LONGEST_NAME).collect() }
}

/// How the file on disk ends, so that it is read as what it is.
fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if ENDINGS.contains(&ending.as_str()) { format!(".{ending}") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_part_of_a_path() {
        for (given, shown) in [
            ("../../x.csv", "x.csv"),
            ("..\\..\\窗.csv", "窗.csv"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\名单\\企业.xlsx", "C:/名单/企业.xlsx"),
            ("a\0b\n.csv", "ab.csv"),
            ("..", ""),
        ] {
            assert_eq!(shown_name(given), shown, "{given}");
        }
        assert_eq!(shown_name(&format!("{}.csv", "长".repeat(300))).chars().count(), LONGEST_NAME);
        assert_eq!([ending("A.CSV"), ending("x.sh"), ending("x./../y")], [".csv", "", ""]);
    }

    #[test]
    fn what_stops_half_way_leaves_nothing_and_what_is_too_much_is_refused() {
        let root = tempfile::tempdir().unwrap();
        let mut receiving = Receiving::within(root.path()).unwrap();
        receiving.file("../../x.csv").unwrap();
        receiving.write(b"name\n").unwrap();
        receiving.taken = MOST_BYTES;
        assert!(receiving.write(b"1").unwrap_err().to_string().contains("200 MB"));
        drop(receiving);
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
        let nothing = Receiving::within(root.path()).unwrap();
        assert!(nothing.finish("w", "").unwrap_err().to_string().contains("没有收到文件"));
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
    }
}
