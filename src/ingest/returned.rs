//! A list that comes back: the workbook of a packet, whoever saved it, the file its page saved, the text it copied, or an exported
//! CSV.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::path::Path;

use serde::Deserialize;

use super::csv_rows::CsvRows;
use super::file_form::{OLE, ZIP};
use super::header_lines::HeaderPlace;
use super::pasted::pasted;
use super::rows::{FileFault, SourceRow, open_file};
use super::sheet_rows::{SheetRows, formulas, sheets};
use crate::model::failure_told;
use crate::normalize::text;

/// The most rows of a sheet: a packet has a few hundred.
const MOST_ROWS: usize = 20_000;
/// Formulas looked for in a sheet: more than its rows have cells.
const MOST_FORMULAS: usize = 1_000_000;
/// The most bytes of the file a page saved, or of a text it copied.
const LARGEST_JSON: u64 = 16 << 20;
/// In so many bytes the code of a copied text begins.
const LOOKED_FOR: u64 = 1 << 20;

/// What came back.
#[derive(Debug, Default, Clone)]
pub struct ReturnedFile {
    /// The entries handed out, in the order of the file.
    pub rows: Vec<ReturnedRow>,
    /// Enterprises the receiver added; blank rows left out.
    pub leads: Vec<ReturnedRow>,
    /// The packet it says it is of; none where only its keys tell.
    pub packet: Option<String>,
    /// Whether it holds what was changed and nothing else: a row that is not there came back as it went out.
    pub changes_only: bool,
}

/// A row by its headers, folded.
#[derive(Debug, Default, Clone)]
pub struct ReturnedRow {
    /// From 1.
    pub number: u64,
    /// The cells by their headers; a column without one is left out.
    pub cells: BTreeMap<String, ReturnedCell>,
}

/// A cell, on one line.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct ReturnedCell {
    /// What it says, trimmed; blank where nothing.
    pub text: String,
    /// What it shows was computed, by a formula somebody wrote.
    pub formula: bool,
}

impl ReturnedRow {
    /// The text under a header; none where the column is not there.
    pub fn text(&self, header: &str) -> Option<&str> {
        self.cell(header).map(|cell| cell.text.as_str())
    }

    /// The cell under a header, whatever width its brackets have.
    pub fn cell(&self, header: &str) -> Option<&ReturnedCell> {
        self.cells.get(&text::folded(header))
    }

    fn is_blank(&self) -> bool {
        self.cells.values().all(|cell| cell.text.is_empty() && !cell.formula)
    }
}

impl ReturnedFile {
    /// Reads a file by what it is, not by what it is called. The sheet of rows has a column `key`, that of leads is named.
    ///
    /// # Errors
    /// It cannot be read, is not what was handed out, or has more rows than that ever has.
    pub fn read(path: &Path, [list, leads]: [&str; 2], key: &str) -> Result<Self, FileFault> {
        let begin = beginning(path, 512)?;
        if begin.starts_with(ZIP) || begin.starts_with(OLE) {
            return workbook(path, [list, leads], key);
        }
        let text = String::from_utf8_lossy(&begin);
        match text.trim_start_matches('\u{feff}').trim_start().chars().next() {
            Some('{') => saved(&whole_text(path)?),
            Some('<') => Err(FileFault::new(
                "这是发出去的网页，不含填写的内容",
                "请打开它，按“存成文件”，交回存下的 .json 文件；或按“复制文字”，把那段文字发来",
            )),
            _ => match pasted(&beginning(path, LOOKED_FOR)?) {
                Some(text) => saved(&text?),
                None => table(path, key),
            },
        }
    }
}

/// Whether a file is a text that the page of a packet copied, whole or not.
pub fn is_pasted(path: &Path) -> bool {
    beginning(path, LOOKED_FOR).is_ok_and(|begin| pasted(&begin).is_some())
}

/// The first bytes of a file.
fn beginning(path: &Path, most: u64) -> Result<Vec<u8>, FileFault> {
    let mut begin = Vec::new();
    let taken = open_file(path)?.take(most).read_to_end(&mut begin);
    taken.map_err(|error| FileFault::new(format!("不能读取：{}", failure_told(&error)), "请检查文件"))?;
    Ok(begin)
}

fn workbook(path: &Path, [list, leads]: [&str; 2], key: &str) -> Result<ReturnedFile, FileFault> {
    let names: Vec<String> = sheets(path)?.into_iter().map(|sheet| sheet.name).collect();
    if !names.iter().any(|name| name == list) {
        let reason = format!("没有名为“{list}”的工作表，只有 {}", names.join("、"));
        return Err(FileFault::new(reason, format!("请把工作表的名称改回“{list}”")));
    }
    let rows = sheet(path, list, key)?;
    let leads = if names.iter().any(|name| name == leads) { sheet(path, leads, "企业")? } else { Vec::new() };
    Ok(ReturnedFile { rows, leads, ..ReturnedFile::default() })
}

fn sheet(path: &Path, name: &str, key: &str) -> Result<Vec<ReturnedRow>, FileFault> {
    let mut rows = SheetRows::open(path, name, HeaderPlace::SOUGHT_AS_STORED)?;
    let computed: HashSet<(u64, usize)> = formulas(path, name, MOST_FORMULAS)?.into_iter().collect();
    let found = rows_under(|| rows.next_row(), &format!("工作表“{name}”"), key, &computed)?;
    found.ok_or_else(|| {
        let reason = format!("工作表“{name}”没有“{key}”一列，认不出各行");
        FileFault::new(reason, format!("请不要删“{key}”这一列；可从原文件复制回来"))
    })
}

fn table(path: &Path, key: &str) -> Result<ReturnedFile, FileFault> {
    let mut rows = CsvRows::open(open_file(path)?, None)?;
    let rows = rows_under(|| rows.next_row(), "这个表", key, &HashSet::new())?.ok_or_else(|| {
        let reason = format!("认不出这个文件：不是工作簿，也没有“{key}”一列");
        FileFault::new(reason, "请交回发出的 .xlsx、网页存下的 .json 或复制的文字，或 list show --format csv 写出的表")
    })?;
    Ok(ReturnedFile { rows, ..ReturnedFile::default() })
}

/// The rows under the header that has a column `key`; none where no row is one.
fn rows_under(
    mut next: impl FnMut() -> Result<Option<SourceRow>, FileFault>,
    place: &str,
    key: &str,
    computed: &HashSet<(u64, usize)>,
) -> Result<Option<Vec<ReturnedRow>>, FileFault> {
    let mut header: Option<Vec<String>> = None;
    let mut found = Vec::new();
    while let Some(row) = next()? {
        let Some(header) = &header else {
            header = Some(row.cells.iter().map(|cell| text::folded(&cell.text)).collect::<Vec<_>>())
                .filter(|names| names.iter().any(|name| name == key));
            continue;
        };
        let read = returned(&row, header, computed);
        if !read.is_blank() {
            found.push(read);
        }
        if found.len() > MOST_ROWS {
            let reason = format!("{place}超过 {MOST_ROWS} 行");
            return Err(FileFault::new(reason, "这不像是发出去的清单；请删去多余的行，或交回原来的文件"));
        }
    }
    Ok(header.map(|_| found))
}

fn returned(row: &SourceRow, header: &[String], computed: &HashSet<(u64, usize)>) -> ReturnedRow {
    let mut cells = BTreeMap::new();
    for (at, name) in header.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let text = row.cells.get(at).map(|cell| text::one_line(&cell.text).into_owned()).unwrap_or_default();
        let broken = row.cells.get(at).is_some_and(|cell| cell.broken.is_some());
        let formula = broken || computed.contains(&(row.number, at));
        cells.entry(name.clone()).or_insert(ReturnedCell { text, formula });
    }
    ReturnedRow { number: row.number, cells }
}

/// What the page hands back, as a file or within a text.
#[derive(Debug, Deserialize)]
struct Saved {
    packet: Option<String>,
    #[serde(default)]
    changes_only: bool,
    rows: Vec<BTreeMap<String, String>>,
    #[serde(default)]
    leads: Vec<BTreeMap<String, String>>,
}

fn none_saved(why: &str) -> FileFault {
    FileFault::new(format!("不是网页存下的文件：{why}"), "请在网页里重新按“存成文件”，交回它存下的文件")
}

fn whole_text(path: &Path) -> Result<String, FileFault> {
    let mut text = String::new();
    let read = open_file(path)?.take(LARGEST_JSON + 1).read_to_string(&mut text);
    read.map_err(|error| none_saved(&failure_told(&error)))?;
    let fits = text.len() as u64 <= LARGEST_JSON;
    fits.then_some(text).ok_or_else(|| none_saved(&format!("超过 {} MB", LARGEST_JSON >> 20)))
}

fn saved(text: &str) -> Result<ReturnedFile, FileFault> {
    let saved: Saved = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| none_saved(&format!("第 {} 行第 {} 字节不是正确的 JSON", error.line(), error.column())))?;
    let rows = |all: Vec<BTreeMap<String, String>>| {
        let cell = |(name, text): (String, String)| {
            (text::folded(&name), ReturnedCell { text: text::one_line(&text).into_owned(), formula: false })
        };
        let row = |(number, cells): (u64, BTreeMap<String, String>)| ReturnedRow {
            number,
            cells: cells.into_iter().map(cell).collect(),
        };
        (1..).zip(all).map(row).filter(|row| !row.is_blank()).collect::<Vec<_>>()
    };
    if saved.rows.len().max(saved.leads.len()) > MOST_ROWS {
        return Err(none_saved(&format!("超过 {MOST_ROWS} 行")));
    }
    let Saved { packet, changes_only, .. } = saved;
    Ok(ReturnedFile { rows: rows(saved.rows), leads: rows(saved.leads), packet, changes_only })
}
