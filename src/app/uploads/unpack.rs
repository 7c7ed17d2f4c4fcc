//! Archives: each file in them is taken as if it had come by itself. How much comes out is bounded, whatever the archive
//! says of itself.

use std::fs::File;
use std::io::{Read, Write};

use encoding_rs::GB18030;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::folder::not_kept;
use super::upload::UploadedFile;
use crate::app::AppError;
use crate::model::failure_told;

/// The most bytes that come out of the archives of an upload.
pub const MOST_UNPACKED: u64 = 1 << 30;
/// The most bytes that come out for one that went in, of files over [`SMALL`].
const STEEPEST: u64 = 200;
const SMALL: u64 = 10 << 20;
/// The most entries of an archive that are looked at.
const MOST_ENTRIES: usize = 5_000;

/// What came out of an archive, and what was left in it.
#[derive(Debug, Default)]
pub struct OfArchive {
    pub files: Vec<UploadedFile>,
    pub notices: Vec<String>,
}

/// Unpacks one archive of which `room` bytes may come out still; `next` makes the next file of a name, beside so many that
/// came out before.
pub fn unpack(
    archive: &UploadedFile,
    room: &mut u64,
    next: impl Fn(&str, usize) -> Result<(UploadedFile, File), AppError>,
) -> Result<OfArchive, AppError> {
    let told = |what: &str| AppError::BadRequest(format!("压缩包 {}：{what}；没有收下", archive.name));
    let opened = File::open(&archive.path).map_err(|error| not_kept(&error))?;
    let mut zip = ZipArchive::new(opened).map_err(|_| told("不是完好的 ZIP 文件，请重新打包"))?;
    if zip.len() > MOST_ENTRIES {
        return Err(told(&format!("里面有 {} 项，最多 {MOST_ENTRIES} 项", zip.len())));
    }
    let mut unpacked = OfArchive::default();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).map_err(|_| told("里面有读不了的文件，可能加了密码；请去掉密码再打包"))?;
        let name = name_of(&entry);
        if entry.is_dir() || is_litter(&name) {
            continue;
        }
        if name.to_lowercase().ends_with(".zip") {
            unpacked.notices.push(format!("{name} 是压缩包里的压缩包，没有读；请先解开"));
            continue;
        }
        let (mut file, mut open) = next(&name, unpacked.files.len())?;
        let steep = entry.compressed_size().saturating_mul(STEEPEST).max(SMALL);
        let most = steep.min(*room);
        file.size = copy(&mut entry, &mut open, most).map_err(|error| match error {
            None => told(&format!("{name} 解开后太大，不像名单；请单独上传它")),
            Some(error) => told(&format!("{name} 解不开：{}", failure_told(&error))),
        })?;
        *room -= file.size;
        unpacked.files.push(file);
    }
    Ok(unpacked)
}

/// Copies at most so many bytes; no error stands for more than that.
fn copy(from: &mut impl Read, to: &mut impl Write, most: u64) -> Result<u64, Option<std::io::Error>> {
    let copied = std::io::copy(&mut from.take(most + 1), to).map_err(Some)?;
    if copied > most { Err(None) } else { Ok(copied) }
}

/// The name of an entry; those packed on Chinese Windows are in its own code.
fn name_of<R: Read>(entry: &ZipFile<'_, R>) -> String {
    let raw = entry.name_raw();
    std::str::from_utf8(raw).map_or_else(|_| GB18030.decode(raw).0.into_owned(), str::to_owned)
}

/// What systems and office suites put beside people's files.
fn is_litter(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.starts_with("__MACOSX/") || last.starts_with('.') || last.starts_with("~$") || last == "Thumbs.db"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::uploads::receiving::Receiving;
    use zip::write::SimpleFileOptions;

    fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn received(archive: &[u8]) -> (tempfile::TempDir, Result<Vec<String>, String>) {
        let root = tempfile::tempdir().unwrap();
        let mut receiving = Receiving::within(root.path()).unwrap();
        receiving.file("名单.zip").unwrap();
        receiving.write(archive).unwrap();
        let done = receiving.finish("w", "2026-11-27T16:03:00").map_err(|error| error.to_string());
        (root, done.map(|upload| upload.files().into_iter().map(|file| file.name).collect()))
    }

    #[test]
    fn the_files_of_an_archive_come_as_by_themselves() {
        let archive = packed(&[
            ("名单/企业.csv", b"name\n"),
            ("../../x.csv", b"name\n"),
            ("__MACOSX/企业.csv", b"-"),
            ("~$a.xlsx", b"-"),
        ]);
        let (_root, names) = received(&archive);
        assert_eq!(names.unwrap(), ["名单/企业.csv", "x.csv"]);
    }

    #[test]
    fn a_bomb_is_refused_and_leaves_nothing() {
        let (root, told) = received(&packed(&[("企业.csv", &vec![b'0'; 40 << 20])]));
        assert!(told.unwrap_err().contains("解开后太大"));
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
        let (root, told) = received(b"PK\x03\x04 no archive");
        assert!(told.unwrap_err().contains("不是完好的 ZIP"));
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
    }
}
