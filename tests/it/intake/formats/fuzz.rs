//! Files of every format, damaged at random: each is read to its end or refused, nothing panics, nothing hangs.
//!
//! `LIANTU_FUZZ=100000 cargo test --release --test it -- damaged_files` tries that many instead of 2,000, and says how long
//! the slowest took and how much memory was needed. A file that fails is named by its number:
//! `LIANTU_FUZZ_FROM=4711 LIANTU_FUZZ=1` tries it alone.

use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use liantu::ingest::{CellReader, Inputs, Mapping, Reading, ReturnedFile, guess};
use liantu::normalize::Regions;

use super::built;
use super::old_workbooks::{ods, sample};
use crate::intake::bad_input::{Value, Workbook, texts};
use crate::support::{BookFormat, Facts, Lots, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "formats": damaged_files_are_read_or_refused);
}

const MAPPING: &str = "[[table]]\ntable = \"enterprises\"\nrows = \"/a\"\n[table.columns]\nname = \"name\"\n[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"name\"\n";

/// Names and contents of good files.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let csv = "企业名称,区划代码,成立日期\n甲有限公司,340100,2020\n\"乙,有限\n公司\",340200,\n";
    let big5 = encoding_rs::BIG5.encode("name,adcode\n臺灣積體電路製造股份有限公司,\n").0.into_owned();
    let utf_16 = csv.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let row = "{\"name\":\"甲有限公司\",\"x\":[1,\"b\",null],\"pe\":NaN,\"y\":true}";
    let cells = vec![Value::Text("甲有限公司"), Value::Number(340_100.0), Value::Date(44_000.0)];
    let sheet =
        [texts(&["企业名称", "区划代码", "成立日期"]), cells, vec![Value::Error("#N/A"), Value::Formula("A1", "乙")]];
    let cell = "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2\"><text:p>甲</text:p></table:table-cell>";
    vec![
        ("企业.csv", csv.as_bytes().to_vec()),
        ("企业.csv", encoding_rs::GB18030.encode(csv).0.into_owned()),
        ("企业.csv", format!("sep=;\n{}", csv.replace(',', ";")).into_bytes()),
        ("企业.csv", big5),
        ("企业.txt", utf_16),
        ("a.json", format!("{{\"b\":[],\"a\":[{row},{row}]}}").into_bytes()),
        ("b.json", format!("[{row},{row}]").into_bytes()),
        ("c.jsonl", format!("{row}\n{row}\n").into_bytes()),
        ("企业.xlsx", Workbook::default().sheet("企业", &sheet, &["A2:A3", "C5:D9"]).bytes()),
        ("名单.xlsx", sample("all.xlsx")),
        ("名单.xls", sample("all.xls")),
        ("名单.xls", sample("wrong.xls")),
        ("名单.ods", sample("all.ods")),
        ("企业.ods", ods(&format!("<table:table-row table:number-rows-repeated=\"3\">{cell}</table:table-row>"))),
        ("名单.xlsb", built::all(BookFormat::Xlsb)),
        ("映射.toml", MAPPING.as_bytes().to_vec()),
    ]
}

fn damaged_files_are_read_or_refused() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (from, count) = (number("LIANTU_FUZZ_FROM").unwrap_or(0), number("LIANTU_FUZZ").unwrap_or(2_000));
    let (seeds, folder) = (seeds(), tempfile::tempdir().unwrap());
    std::fs::write(folder.path().join("m.toml"), MAPPING).unwrap();
    let mut slowest = (std::time::Duration::ZERO, 0);
    for i in from..from + count {
        let mut lots = Lots(i.wrapping_mul(0x0005_DEEC_E66D));
        let (name, good) = &seeds[lots.below(seeds.len())];
        let path = folder.path().join(name);
        std::fs::write(&path, damaged(good, &seeds, &mut lots)).unwrap();
        let began = Instant::now();
        let read = catch_unwind(AssertUnwindSafe(|| read_all(&path)));
        slowest = slowest.max((began.elapsed(), i));
        assert!(read.is_ok_and(|told| !told.contains("中断")), "file {i} ({name}) made a reader panic");
        std::fs::remove_file(path).unwrap();
    }
    if count > 2_000 {
        let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = memory.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default().to_owned();
        eprintln!("{count} files; the slowest, {}, took {:?}; {peak}", slowest.1, slowest.0);
    }
}

/// Reads a file in every way there is; what was told of it.
fn read_all(path: &Path) -> String {
    let mut told = Mapping::read(path).map_or_else(|error| error.to_string(), |_| String::new());
    let mut inputs = vec![Inputs::find(&[path.to_owned()], None)];
    if let Ok(mapping) = Mapping::read(&path.with_file_name("m.toml")) {
        inputs.push(Inputs::mapped(&[path.to_owned()], &mapping));
    }
    inputs.iter().flat_map(|found| &found.problems).for_each(|problem| told.push_str(&problem.to_string()));
    for input in inputs.iter().flat_map(|found| &found.files) {
        let mut cells = CellReader::new(Regions::default());
        let rows = Reading::open(input, None).and_then(|mut reading| {
            while let Some(row) = reading.next_row()? {
                reading.draft(&row, &mut cells).map(drop).unwrap_or_default();
            }
            Ok(reading.notices(&input.name, &mut cells))
        });
        match rows {
            Ok(notices) => told.extend(notices.iter().map(ToString::to_string)),
            Err(fault) => told.push_str(&fault.reason),
        }
    }
    if let Err(fault) = ReturnedFile::read(path, ["企业", "investments"], "企业编号") {
        told.push_str(&fault.reason);
    }
    told.push_str(&guess(path, "表", None).map_or_else(|fault| fault.reason, |draft| draft.toml()));
    told
}

/// A file with some of its bytes changed; of a zip, often those of a part in it.
fn damaged(good: &[u8], seeds: &[(&str, Vec<u8>)], lots: &mut Lots) -> Vec<u8> {
    if good.starts_with(b"PK") && lots.below(4) > 0 {
        return repacked(good, seeds, lots);
    }
    changed(good, seeds, lots)
}

fn changed(good: &[u8], seeds: &[(&str, Vec<u8>)], lots: &mut Lots) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for _ in 0..=lots.below(6) {
        let at = lots.below(bytes.len() + 1);
        let length = lots.below(bytes.len() - at + 1).min(1 + lots.below(64));
        match lots.below(8) {
            0 => bytes.truncate(at),
            1 => bytes[at..at + length].fill([0, 0xff, b'0', b'9'][lots.below(4)]),
            2 => bytes[at..at + length].iter_mut().for_each(|byte| *byte = u8::try_from(lots.below(256)).unwrap()),
            3 => drop(bytes.drain(at..at + length)),
            4 => {
                let again = bytes[at..at + length].repeat(1 + lots.below(20));
                bytes.splice(at..at, again);
            }
            5 => {
                let other = &seeds[lots.below(seeds.len())].1;
                let from = lots.below(other.len());
                bytes.splice(at..at, other[from..other.len().min(from + 200)].iter().copied());
            }
            6 => {
                let word =
                    [&b"\""[..], b"<", b"9999999999", b"\n", b"{", b"]", b"hidden=\"1\"", b"&#x0;"][lots.below(8)];
                bytes.splice(at..at, word.iter().copied());
            }
            _ if at < bytes.len() => bytes[at] ^= 1 << lots.below(8),
            _ => {}
        }
    }
    bytes
}

fn repacked(good: &[u8], seeds: &[(&str, Vec<u8>)], lots: &mut Lots) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(good)).unwrap();
    let victim = lots.below(archive.len());
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        let wanted = i == victim || lots.below(5) == 0;
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&if wanted { changed(&bytes, seeds, lots) } else { bytes }).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
