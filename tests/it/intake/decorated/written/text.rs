//! A list as text, in some encoding, separated somehow.

use encoding_rs::{BIG5, GB18030};

use super::{File, Kept};
use crate::support::{Cell, Lots};

/// The file.
pub fn file(kept: &Kept, lots: &mut Lots) -> File {
    let separator = b",\t;|"[lots.below(4)];
    let said = kept.titles.is_empty() && lots.below(4) == 0;
    let text = separated(kept, separator, said, lots);
    let little = |text: String| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: String| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (encoding, bytes) = match lots.below(9) {
        0 | 1 => ("UTF-8", text.into_bytes()),
        2 => ("UTF-8 with a mark", format!("\u{feff}{text}").into_bytes()),
        3 | 4 => ("GB18030", GB18030.encode(&text).0.into_owned()),
        5 => ("UTF-16LE with a mark", little(format!("\u{feff}{text}"))),
        6 => ("UTF-16LE", little(text)),
        7 => ("UTF-16BE with a mark", big(format!("\u{feff}{text}"))),
        _ => ("UTF-16BE", big(text)),
    };
    let bears = [Some(encoding), said.then_some("sep=")].into_iter().flatten().collect();
    File { name: format!("{}.csv", kept.name), bytes, rows: kept.numbers(usize::from(said)), bears, ..File::default() }
}

/// The list as programs of Taiwan write it.
pub fn traditional(kept: &Kept, lots: &mut Lots) -> File {
    let text = separated(kept, b",\t"[lots.below(2)], false, lots);
    let (bytes, _, lossy) = BIG5.encode(&text);
    assert!(!lossy, "{text}");
    let name = format!("{}.csv", kept.name);
    let told = vec![vec![name.clone(), "Big5（繁体）".to_owned(), "--encoding".to_owned()]];
    File { name, bytes: bytes.into_owned(), rows: kept.numbers(0), told, bears: vec!["Big5"] }
}

fn separated(kept: &Kept, separator: u8, said: bool, lots: &mut Lots) -> String {
    let mut bytes = if said { format!("sep={}\n", char::from(separator)).into_bytes() } else { Vec::new() };
    let end = if lots.below(2) == 0 { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer =
        csv::WriterBuilder::new().flexible(true).delimiter(separator).terminator(end).from_writer(&mut bytes);
    for line in kept.lines() {
        writer.write_record(line.iter().map(Cell::shown)).expect("a row");
    }
    writer.flush().expect("written");
    drop(writer);
    String::from_utf8(bytes).expect("text")
}
