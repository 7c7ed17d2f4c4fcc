//! Files beside the store that name a person: uploads nobody finished, readings that were kept. They are told, not touched:
//! each is somebody's, who lets go of it on the page of data.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::store::Store;

/// Folders beside the store, and what lies in them.
const FOLDERS: [(&str, &str); 2] = [("-uploads", "还没处理完的上传"), ("-mappings", "留下的读法")];
/// Bytes of a file that are looked through.
const LOOKED_THROUGH: u64 = 64 << 20;
/// Files that are looked through.
const MOST: usize = 1_000;
/// How deep folders are looked into.
const DEPTH: usize = 4;

/// In how many files of each folder any of the names stands, as written in UTF-8 or GB 18030; a sentence a folder.
pub(super) fn naming(store: &Store, names: &[String]) -> Vec<String> {
    let written: Vec<Vec<u8>> = names
        .iter()
        .flat_map(|name| {
            let (chinese, ..) = encoding_rs::GB18030.encode(name);
            [name.as_bytes().to_vec(), chinese.into_owned()]
        })
        .collect();
    let told = |(ending, what): (&str, &str)| {
        let files = files(&store.beside(ending)?, DEPTH);
        let count = files.iter().take(MOST).filter(|file| names_any(file, &written)).count();
        (count > 0).then(|| format!("{what}里有 {count} 个文件提到此人：不会动它们，请在“数据”页处理或删去"))
    };
    FOLDERS.into_iter().filter_map(told).collect()
}

fn files(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let below = |path: PathBuf| match path.is_dir() {
        true if depth > 0 => files(&path, depth - 1),
        true => Vec::new(),
        false => vec![path],
    };
    entries.flat_map(below).collect()
}

fn names_any(file: &Path, written: &[Vec<u8>]) -> bool {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(LOOKED_THROUGH).read_to_end(&mut bytes));
    read.is_ok() && written.iter().any(|name| bytes.windows(name.len()).any(|window| window == name))
}
