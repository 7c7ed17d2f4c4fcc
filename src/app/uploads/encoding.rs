//! What a file of text is written in, where a person says so: a copy of it in UTF-8 is read in its place.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::{Path, PathBuf};

use encoding_rs::{DecoderResult, Encoding};

use super::folder::new_file;
use crate::app::random_id;
use crate::store::stop_point;

/// The encodings that are offered: as they are said, and for people.
pub const ENCODINGS: [(&str, &str); 5] = [
    ("utf-8", "UTF-8"),
    ("gb18030", "GB18030（国标、GBK）"),
    ("big5", "Big5（繁体）"),
    ("utf-16le", "UTF-16"),
    ("shift_jis", "Shift_JIS（日文）"),
];

/// What a file is written in, and the file as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenIn {
    /// As in [`ENCODINGS`].
    pub encoding: &'static str,
    original: PathBuf,
}

impl WrittenIn {
    /// The file as it came.
    pub fn original(&self) -> &Path {
        &self.original
    }

    /// A copy in UTF-8 of a file that is written in an encoding, beside it. Blocks.
    ///
    /// # Errors
    /// A line of it is not written so, or the copy cannot be written: in Chinese.
    pub fn copied(original: &Path, (code, word): (&'static str, &str)) -> std::result::Result<(PathBuf, Self), String> {
        let ending = original.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
        let path = original.with_file_name(format!("{}{ending}", random_id()));
        match copy(original, &path, code) {
            Ok(()) => {
                stop_point("upload:encoded");
                Ok((path, Self { encoding: code, original: original.to_owned() }))
            }
            Err(error) => {
                // The folder goes with the upload.
                let _ = std::fs::remove_file(&path);
                Err(format!("按 {word} 读不通：{error}"))
            }
        }
    }
}

/// Writes a file out in UTF-8.
fn copy(original: &Path, path: &Path, code: &str) -> Result<()> {
    let encoding = Encoding::for_label(code.as_bytes()).ok_or(ErrorKind::InvalidInput)?;
    let (mut input, mut output) = (File::open(original)?, new_file(path)?);
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut bytes, mut row) = (vec![0; 64 << 10], 1);
    let mut text = String::new();
    loop {
        let count = input.read(&mut bytes)?;
        let mut rest = &bytes[..count];
        loop {
            text.clear();
            text.reserve(256 << 10);
            let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, count == 0);
            row += text.matches('\n').count();
            output.write_all(text.as_bytes())?;
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => return Err(Error::other(format!("第 {row} 行不是这种编码"))),
            }
        }
        if count == 0 {
            return Ok(());
        }
    }
}
