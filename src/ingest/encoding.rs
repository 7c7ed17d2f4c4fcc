//! What encoding a file is in: BOM, else strict UTF-8, else strict GB18030, else it must be said. Big5 is told from
//! GB18030, which takes nearly all of it too, by what its bytes are.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::model::failure_told;

/// Why the encoding is not known.
#[derive(Debug, thiserror::Error)]
pub enum EncodingError {
    #[error("文件不能读取：{}", failure_told(.0))]
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
    let begin = beginning(file)?;
    if let Some((encoding, _)) = Encoding::for_bom(&begin) {
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
    if let Some(encoding) = unmarked_utf_16(&begin)
        && valid_as(file, encoding)?
    {
        return Ok(encoding);
    }
    if valid_as(file, UTF_8)? {
        return Ok(UTF_8);
    }
    if let (Some(row), true) = first_foreign_row(file)? {
        return Err(EncodingError::Mixed { row });
    }
    if looks_like_big5(&begin) && valid_as(file, BIG5)? {
        return Ok(BIG5);
    }
    if valid_as(file, GB18030)? { Ok(GB18030) } else { Err(EncodingError::Unknown) }
}

/// The beginning of a file, which stands at its start afterwards.
fn beginning(file: &mut File) -> Result<Vec<u8>, EncodingError> {
    let mut head = vec![0; 64 << 10];
    let read = read_up_to(file, &mut head)?;
    head.truncate(read);
    file.seek(SeekFrom::Start(0))?;
    Ok(head)
}

/// UTF-16 without a BOM: every separator and line end has a zero on one side, which no other text has; on the other side
/// only few letters have one, such as 一 (U+4E00).
fn unmarked_utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let speaks = |many: usize, few: usize| many >= few * 3 && many * 100 >= head.len();
    match (zeros(0), zeros(1)) {
        (few, many @ 2..) if speaks(many, few) => Some(UTF_16LE),
        (many @ 2.., few) if speaks(many, few) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes are Big5 rather than GB18030. In Big5 a good third of all second bytes are below 0x80, in GB18030 only
/// those of rare letters; and nearly all letters of a Big5 text stand in its first plane, 0xA4–0xC6, only half of the
/// others do.
fn looks_like_big5(head: &[u8]) -> bool {
    let (mut letters, mut low, mut common) = (0, 0, 0);
    let mut bytes = head.iter().copied();
    while let Some(lead) = bytes.next() {
        if lead < 0x80 {
            continue;
        }
        // The last letter may be cut off.
        let Some(trail) = bytes.next() else { break };
        if !(0xa1..=0xf9).contains(&lead) || !matches!(trail, 0x40..=0x7e | 0xa1..=0xfe) {
            return false;
        }
        if lead >= 0xa4 {
            letters += 1;
            low += u32::from(trail < 0x80);
            common += u32::from(lead <= 0xc6);
        }
    }
    letters >= 4 && low * 100 >= letters * 15 && common * 100 >= letters * 70
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn found(bytes: &[u8]) -> &'static str {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        detect(&mut file, None).unwrap().name()
    }

    #[test]
    fn big5_is_told_from_gb18030() {
        for text in ["名稱,地區\n臺灣積體電路製造股份有限公司,新竹\n", "企業名稱\n鴻海精密工業股份有限公司\n"]
        {
            assert_eq!(found(&BIG5.encode(text).0), "Big5", "{text}");
            assert_eq!(found(&GB18030.encode(text).0), "gb18030", "{text}");
        }
        for text in ["企业名称\n合肥某某科技有限公司\n", "姓名\n朱镕基\n", "名称\n喆堃玥镕旻昇\n", "name\n甲\n"]
        {
            assert_eq!(found(&GB18030.encode(text).0), "gb18030", "{text}");
        }
    }

    #[test]
    fn utf_16_needs_no_mark() {
        let text = "企业名称\t区划代码\r\n示例一有限公司\t340100\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((found(&little), found(&big)), ("UTF-16LE", "UTF-16BE"));
        assert_eq!(found(text.as_bytes()), "UTF-8");
    }
}
