//! What encoding a file is in: BOM, else strict UTF-8, else strict GB18030, else it must be said.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};

/// Why the encoding is not known.
#[derive(Debug, thiserror::Error)]
pub enum EncodingError {
    #[error("文件不能读取：{0}")]
    Read(#[from] io::Error),
    #[error("第 {row} 行不是 UTF-8，而文件其他行是 UTF-8：文件混用了编码")]
    Mixed { row: u64 },
    #[error("文件开头说它是 {name}，内容却不是")]
    NotAsMarked { name: &'static str },
    #[error("文件既不是 UTF-8 也不是 GB18030")]
    Unknown,
    #[error("文件不是所说的编码 {name}")]
    Wrong { name: &'static str },
    #[error("没有名为 {0} 的编码")]
    NoSuch(String),
}

/// The encoding of a file: as said, else as found.
pub fn detect(file: &mut File, said: Option<&str>) -> Result<&'static Encoding, EncodingError> {
    let mut head = [0u8; 3];
    let read = read_up_to(file, &mut head)?;
    file.seek(SeekFrom::Start(0))?;
    if let Some((encoding, _)) = Encoding::for_bom(&head[..read]) {
        return if valid_as(file, encoding)? { Ok(encoding) } else { Err(not_as_marked(file, encoding)?) };
    }
    if let Some(label) = said {
        let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| EncodingError::NoSuch(label.to_owned()))?;
        let encoding = if encoding == encoding_rs::GBK { GB18030 } else { encoding };
        return match valid_as(file, encoding)? {
            true => Ok(encoding),
            false => Err(EncodingError::Wrong { name: encoding.name() }),
        };
    }
    if valid_as(file, UTF_8)? {
        return Ok(UTF_8);
    }
    if let (Some(row), true) = first_foreign_row(file)? {
        return Err(EncodingError::Mixed { row });
    }
    if valid_as(file, GB18030)? { Ok(GB18030) } else { Err(EncodingError::Unknown) }
}

fn not_as_marked(file: &mut File, encoding: &'static Encoding) -> Result<EncodingError, EncodingError> {
    match first_foreign_row(file)? {
        (Some(row), _) if encoding == UTF_8 => Ok(EncodingError::Mixed { row }),
        _ => Ok(EncodingError::NotAsMarked { name: encoding.name() }),
    }
}

fn read_up_to(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// Whether the whole file decodes without a fault; the file stands at its start afterwards.
fn valid_as(file: &mut File, encoding: &'static Encoding) -> Result<bool, EncodingError> {
    let mut decoder = encoding.new_decoder();
    let mut input = vec![0u8; 64 * 1024];
    let mut output = String::with_capacity(256 * 1024);
    loop {
        let read = file.read(&mut input)?;
        let last = read == 0;
        let mut rest = &input[..read];
        loop {
            output.clear();
            let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut output, last);
            rest = &rest[used..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    file.seek(SeekFrom::Start(0))?;
                    return Ok(false);
                }
            }
        }
        if last {
            file.seek(SeekFrom::Start(0))?;
            return Ok(true);
        }
    }
}

/// In a file that is no UTF-8: the first line that is not, and whether other lines are Chinese in UTF-8 beyond doubt.
fn first_foreign_row(file: &mut File) -> Result<(Option<u64>, bool), EncodingError> {
    const LONGEST: u64 = 1 << 20;
    const BEYOND_DOUBT: usize = 4;
    let mut reader = BufReader::new(&mut *file);
    let (mut line, mut row, mut foreign, mut chinese) = (Vec::new(), 0, None, false);
    loop {
        line.clear();
        if reader.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        row += 1;
        match std::str::from_utf8(&line) {
            Ok(text) => {
                chinese |= text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() >= BEYOND_DOUBT
            }
            Err(_) => foreign = foreign.or(Some(row)),
        }
        if chinese && foreign.is_some() {
            break;
        }
    }
    file.seek(SeekFrom::Start(0))?;
    Ok((foreign, chinese))
}
