//! What the page of an upload says of it: how it stands, and what becomes of each file.

use std::collections::HashSet;

use crate::app::intake::upload::{contacts_left, waiting_rows};
use crate::app::{AppError, StoreDesk};
use crate::app::{ENCODINGS, ReadAs, RunStage, Upload, UploadedFile};
use crate::http::frame::address::part;
use crate::http::frame::words::{FilterOption, options};
use crate::ingest::{FileFault, FileReport, FirmsLacking, ImportReport, RowChange, RowCounts};
use crate::model::{Adcode, CanonicalColumn, CanonicalTable, Holds, Kind};
use crate::normalize::Regions;

/// The page of an upload.
pub fn address_of(upload: &str) -> String {
    format!("/data/uploads/{}", part(upload))
}

/// What the list that came back first in an upload would change.
pub fn return_of(upload: &str) -> String {
    format!("{}/files/0/return", address_of(upload))
}

/// An upload that somebody began and did not end.
#[derive(Debug)]
pub struct WaitingLine {
    pub address: String,
    pub files: String,
    /// When they came, to the minute.
    pub when: String,
    pub state: &'static str,
}

/// What the caller has not done with yet, the last first.
pub fn waiting_lines(desk: &StoreDesk) -> Result<Vec<WaitingLine>, AppError> {
    let line = |upload: &Upload| {
        let state = match upload.applied().map(|run| run.stage()) {
            None if upload.files().iter().all(is_settled) => return None,
            None => "还没有导入",
            Some(RunStage::Waiting(_)) => "等别的导入",
            Some(RunStage::Running) => "正在导入",
            Some(RunStage::Ended(Ok(report))) if report.committed && upload.has_returned() => "有交回的清单还没有看",
            Some(RunStage::Ended(Ok(report))) if report.committed && report.rejected_records() == 0 => return None,
            Some(RunStage::Ended(Ok(_))) if upload.waits() => "已导入，有的行等着还没有的环节",
            Some(RunStage::Ended(Ok(report))) if report.committed => "已导入，有退回的行",
            Some(RunStage::Ended(_)) => "没有导入成",
        };
        let (address, files, when) = (address_of(&upload.id), names(&upload.brought()), upload.when.clone());
        Some(WaitingLine { address, files, when, state })
    };
    Ok(desk.uploads()?.iter().rev().filter_map(|upload| line(upload)).collect())
}

/// Whether nothing is left to do with a file.
fn is_settled(file: &UploadedFile) -> bool {
    matches!(file.read_as, ReadAs::TakenBack(_) | ReadAs::LeftOut)
}

/// The first names of files, and how many there are.
fn names(files: &[UploadedFile]) -> String {
    const SHOWN: usize = 3;
    let first: Vec<&str> = files.iter().take(SHOWN).map(|file| file.name.as_str()).collect();
    let more = if files.len() > SHOWN { format!(" 等 {} 个文件", files.len()) } else { String::new() };
    format!("{}{more}", first.join("、"))
}

/// One file of an upload.
#[derive(Debug)]
pub struct FileLine {
    /// Its place, from 0.
    pub at: usize,
    pub name: String,
    pub size: String,
    /// The tables it was read as, with what would become of their rows.
    pub tables: Vec<TableLine>,
    /// Tables beside them that hold no row.
    pub blank: usize,
    pub state: FileState,
    /// What it may be written in, where it cannot be read or somebody said so.
    pub encodings: Vec<FilterOption>,
    /// Columns of whom to call that are left out and that the reader may have read as contacts.
    pub contacts: Vec<String>,
}

impl FileLine {
    /// Whether it is read as one of the reader's with its head was.
    pub fn as_before(&self) -> bool {
        matches!(self.state, FileState::Mapped { before: Some(_), .. })
    }

    /// Whether a person can say what its columns are.
    pub fn by_hand(&self) -> bool {
        !matches!(self.state, FileState::Unknown { by_hand: false, .. })
    }
}

/// What a file of text may be written in, the one that was said chosen; none of any other file.
pub fn encodings(file: &UploadedFile) -> Vec<FilterOption> {
    if !file.is_text() {
        return Vec::new();
    }
    let said = file.written_in.as_ref().map_or("", |written| written.encoding);
    let all = std::iter::once(("", "自动")).chain(ENCODINGS);
    options(all.map(|(code, word)| (code, word, code == said)))
}

/// How a file is read.
#[derive(Debug)]
pub enum FileState {
    Canonical,
    /// Whether a person looked at the mapping, and under which name it is kept.
    Mapped {
        looked_at: bool,
        kept_as: Option<String>,
        /// The file that the reader had read so before.
        before: Option<String>,
        /// Tables of which something is still to be said.
        unfinished: Vec<&'static str>,
    },
    Returned,
    TakenBack(u64),
    LeftOut,
    /// Why, and whether a person can say what its columns are.
    Unknown {
        fault: FileFault,
        by_hand: bool,
    },
}

/// One table that a file, or a sheet of it, was read as.
#[derive(Debug)]
pub struct TableLine {
    pub sheet: Option<String>,
    pub word: &'static str,
    pub counts: RowCounts,
    /// Rows with which something is wrong.
    pub wrong: u64,
    /// Rows that are no records: totals and notes.
    pub passed_over: u64,
    /// Rows that only wait for segments that are not there yet.
    pub waiting: u64,
}

/// The files of an upload, with what a report says of them; `contacts`: whether the reader may add contacts.
pub fn file_lines(files: &[UploadedFile], report: Option<&ImportReport>, contacts: bool) -> Vec<FileLine> {
    let of_file = |file: &UploadedFile| {
        let told = report.into_iter().flat_map(|report| &report.files);
        told.filter(|told| told.file == file.name).map(|told| table_line(told, report)).collect()
    };
    let line = |(at, file): (usize, &UploadedFile)| FileLine {
        contacts: if contacts { contacts_left(file) } else { Vec::new() },
        ..file_line(at, file, of_file(file))
    };
    files.iter().enumerate().map(line).collect()
}

fn file_line(at: usize, file: &UploadedFile, tables: Vec<TableLine>) -> FileLine {
    let (tables, blank): (Vec<_>, Vec<_>) = tables.into_iter().partition(|table| table.counts.read > 0);
    FileLine {
        at,
        name: file.name.clone(),
        size: size(file.size),
        encodings: match &file.read_as {
            ReadAs::Unreadable(_) => encodings(file),
            _ if file.written_in.is_some() => encodings(file),
            _ => Vec::new(),
        },
        tables,
        blank: blank.len(),
        contacts: Vec::new(),
        state: match &file.read_as {
            ReadAs::Canonical => FileState::Canonical,
            ReadAs::Mapped(mapping) => FileState::Mapped {
                looked_at: mapping.looked_at,
                kept_as: mapping.kept_as.clone(),
                before: mapping.before.clone(),
                unfinished: mapping.unfinished().map(|table| table.table.kind.zh()).collect(),
            },
            ReadAs::Returned => FileState::Returned,
            ReadAs::TakenBack(number) => FileState::TakenBack(*number),
            ReadAs::LeftOut => FileState::LeftOut,
            ReadAs::Unknown(fault) => FileState::Unknown { fault: fault.clone(), by_hand: true },
            ReadAs::Unreadable(fault) => FileState::Unknown { fault: fault.clone(), by_hand: false },
        },
    }
}

fn table_line(told: &FileReport, report: Option<&ImportReport>) -> TableLine {
    let kind = Kind::from_word(told.table);
    // Of the tables that a row feeds, that of firms does not wait.
    let waits = report.filter(|_| kind != Some(Kind::Enterprise));
    let waiting = waits.map_or(0, |report| waiting_rows(report, &told.file, told.sheet.as_deref()));
    let rejected = told.counts.rejected - told.no_records;
    let waiting = waiting.min(rejected);
    TableLine {
        sheet: told.sheet.clone(),
        word: kind.map_or(told.table, Kind::zh),
        counts: told.counts,
        wrong: rejected - waiting,
        passed_over: told.no_records,
        waiting,
    }
}

/// A size as people say it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} 字节"),
        1_024..1_048_576 => format!("{} KB", bytes >> 10),
        _ => format!("{:.1} MB", bytes as f64 / f64::from(1 << 20)),
    }
}

/// What came of the rows, or would, in one sentence without an end: `新增 3 行，修改 1 行`.
pub fn told(report: &ImportReport) -> String {
    let counts = report.counts;
    let parts = [
        ("新增", counts.new),
        ("修改", counts.changed),
        ("关闭", report.removed),
        ("与库里相同", counts.unchanged),
        ("重复", counts.repeated),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word} {} 行", grouped(*n))).collect();
    if parts.is_empty() { "没有可以导入的行".to_owned() } else { parts.join("，") }
}

/// How firms come into segments.
const IN_SEGMENTS: &str = "请再导入“属于环节”的表（企业、环节两列），或在企业的页面上加上环节";

/// New firms of which something is not said, as the report counts them, and firms that their list speaks against.
pub fn lacking(report: &ImportReport) -> Vec<String> {
    let counted = |lacking: &Option<FirmsLacking>, words: &str, advice: &str| {
        let FirmsLacking { count, first } = lacking.as_ref().filter(|lacking| lacking.count > 0)?;
        let more = if *count > first.len() as u64 { "等" } else { "" };
        let first: Vec<String> = first.iter().map(ToString::to_string).collect();
        let places = if first.is_empty() { String::new() } else { format!("（{}{more}）", first.join("、")) };
        Some(format!("{} 家{words}{places}；{advice}", grouped(*count)))
    };
    let unlocated = counted(&report.unlocated, "没有所在地，不计入本地", "请补“区划代码”一列，写地名也可");
    let unplaced = counted(&report.unplaced, "不在任何环节，缺口里看不到", IN_SEGMENTS);
    // While rows wait for segments, nobody can tell yet.
    let unplaced = unplaced.filter(|_| report.absent_segments.is_empty());
    unlocated.into_iter().chain(unplaced).chain(report.told_against()).collect()
}

/// The first rows of a file and table as they will stand, under their columns.
#[derive(Debug)]
pub struct LandingBlock {
    pub file: String,
    pub word: &'static str,
    pub heads: Vec<&'static str>,
    pub rows: Vec<LandingRow>,
}

/// A row of a file, what it is about, and a cell a head.
#[derive(Debug)]
pub struct LandingRow {
    pub row: u64,
    pub what: String,
    pub cells: Vec<String>,
}

/// The first rows of every file and table.
pub fn landing_blocks(report: &ImportReport) -> Vec<LandingBlock> {
    let mut seen = HashSet::new();
    let places = report.landings.iter().map(|row| (&*row.file, row.table)).filter(|place| seen.insert(*place));
    let rows = |place: (&str, &str)| {
        let of = |row: &&RowChange| (&*row.file, row.table) == place;
        report.landings.iter().filter(of).collect::<Vec<_>>()
    };
    places.collect::<Vec<_>>().into_iter().map(|place| landing_block(place.0, place.1, &rows(place))).collect()
}

fn landing_block(file: &str, table: &'static str, rows: &[&RowChange]) -> LandingBlock {
    let kind = Kind::from_word(table);
    let mut heads: Vec<&'static str> = Vec::new();
    for (row, cell) in rows.iter().flat_map(|row| row.columns.iter().map(move |cell| (row, cell))) {
        // What the row is about stands before it.
        if cell.after != row.what && !heads.contains(&cell.column) {
            heads.push(cell.column);
        }
    }
    let regions = Regions::default();
    let column =
        |head: &str| kind.and_then(|kind| CanonicalTable::of(kind).columns.iter().find(|c| c.header() == head));
    let said = |row: &RowChange, head: &&'static str| {
        let text = row.columns.iter().find(|cell| cell.column == *head).map_or("", |cell| &cell.after);
        column(head).map_or_else(|| text.to_owned(), |column| as_read(&regions, column, text))
    };
    let row = |row: &&RowChange| LandingRow {
        row: row.row,
        what: row.what.clone(),
        cells: heads.iter().map(|head| said(row, head)).collect(),
    };
    let rows = rows.iter().map(row).collect();
    LandingBlock { file: file.to_owned(), word: kind.map_or(table, Kind::zh), heads, rows }
}

/// What a cell will say, for people: a region by its name beside its code, a number with its thousands apart.
fn as_read(regions: &Regions, column: &CanonicalColumn, text: &str) -> String {
    match (column.holds, text.parse::<Adcode>(), text.parse::<u64>()) {
        (Holds::Region, Ok(adcode), _) => format!("{} {text}", regions.full_name(adcode)),
        (Holds::Money | Holds::Count, _, Ok(number)) => grouped(number),
        _ => column.word_of(text).to_owned(),
    }
}

/// A count with commas between thousands.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_without_those_that_are_nought() {
        let counts = RowCounts { read: 1_207, new: 1_204, changed: 3, ..RowCounts::default() };
        let report = ImportReport { counts, ..ImportReport::default() };
        assert_eq!(told(&report), "新增 1,204 行，修改 3 行");
        assert_eq!(told(&ImportReport::default()), "没有可以导入的行");
        assert_eq!([grouped(0), grouped(999), grouped(1_000_000)], ["0", "999", "1,000,000"]);
        assert_eq!([size(0), size(1_500), size(5 << 20)], ["0 字节", "1 KB", "5.0 MB"]);
    }
}
