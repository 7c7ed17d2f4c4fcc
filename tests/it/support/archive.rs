//! Workbooks as the archives they are.

use std::io::Read;
use std::path::Path;

/// All text of a workbook; its pictures are none.
pub fn unpacked(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        if !part.name().unwrap().ends_with(".png") {
            part.read_to_string(&mut text).unwrap();
        }
    }
    text
}
