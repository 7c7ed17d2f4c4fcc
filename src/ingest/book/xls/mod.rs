//! XLS: the workbook of Excel 5.0 to 2003, and of WPS, which calls it ET.

mod globals;
mod ole;
mod records;

use std::io::Read;
use std::path::Path;

use calamine::{DataRef, Dimensions};

use super::bytes::{f64_at, rk_at, u16_at, u32_at};
use super::number_format::error_cell;
use super::placed::{PlacedCell, SheetLayout, SheetTitle, TakeCell, broken, locked};
use crate::ingest::rows::{FileFault, SourceCell, open_file};
use crate::ingest::sheet_cell::shown;
use globals::{Globals, cut_off};
use ole::Compound;
use records::{BiffRecord, BiffRecords};

/// The most bytes of a file; it is read whole.
const LARGEST: u64 = 128 << 20;

/// A workbook in memory.
pub struct XlsBook {
    stream: Vec<u8>,
    globals: Globals,
}

impl XlsBook {
    /// Reads a workbook.
    pub fn open(path: &Path) -> Result<Self, FileFault> {
        let mut file = Vec::new();
        let read = open_file(path)?.take(LARGEST + 1).read_to_end(&mut file);
        read.map_err(|error| broken(".xls", &error))?;
        if file.len() as u64 > LARGEST {
            let reason = format!(".xls 工作簿超过 {} MB", LARGEST >> 20);
            return Err(FileFault::new(reason, "请在 Excel 或 WPS 中另存为 .xlsx 或 CSV 后再导入"));
        }
        let compound = Compound::open(&file).ok_or_else(|| broken(".xls", &"文件已损坏"))?;
        if compound.holds("EncryptedPackage") {
            return Err(locked());
        }
        let stream = ["Workbook", "Book"].iter().find_map(|name| compound.stream(name));
        let stream = stream.ok_or_else(|| broken(".xls", &"里面没有工作簿"))?;
        Ok(Self { globals: Globals::read(&stream)?, stream })
    }

    /// Its sheets.
    pub fn titles(&self) -> Vec<SheetTitle> {
        self.globals.sheets.iter().map(|(title, _)| title.clone()).collect()
    }

    /// What a sheet says beside its cells.
    pub fn layout(&self, sheet: &str) -> Result<SheetLayout, FileFault> {
        let mut layout = SheetLayout::default();
        self.each_record(sheet, |record, _| {
            let at = |place: usize| u16_at(record.data, place).map(u32::from);
            match record.kind {
                0x208 if at(12).is_some_and(|flags| flags & 0x20 > 0) => {
                    let row = at(0).unwrap_or_default();
                    SheetLayout::hide(&mut layout.hidden_rows, row, row);
                }
                0x7d if at(8).is_some_and(|flags| flags & 1 > 0) => {
                    if let (Some(from), Some(to)) = (at(0), at(2)) {
                        SheetLayout::hide(&mut layout.hidden_columns, from, to);
                    }
                }
                0xe5 => layout.merged.extend(record.data.get(2..).unwrap_or_default().chunks_exact(8).map(area)),
                _ => {}
            }
            Ok(true)
        })?;
        Ok(layout)
    }

    /// Shows every cell that holds something.
    pub fn each_cell(&self, sheet: &str, take: &mut TakeCell<'_>) -> Result<(), FileFault> {
        // A formula's text stands in the record behind it.
        let mut computed: Option<(u32, u32)> = None;
        self.each_record(sheet, |record, records| {
            let place = || Some((u32::from(u16_at(record.data, 0)?), u32::from(u16_at(record.data, 2)?)));
            if record.kind == 0xbd {
                return self.numbers(record.data, take);
            }
            let (place, formula) = match record.kind {
                0x207 => (computed.take(), true),
                kind => (place(), kind == 0x06),
            };
            let Some((row, column)) = place else { return Ok(true) };
            match self.cell(record, records) {
                Some(cell) => take(PlacedCell { row, column, cell, formula }),
                None => {
                    if record.kind == 0x06 {
                        computed = Some((row, column));
                    }
                    Ok(true)
                }
            }
        })
    }

    /// What a record of one cell shows; none where it is none, or is one whose text follows.
    fn cell<'a>(&self, record: &BiffRecord<'a>, records: &mut BiffRecords<'a>) -> Option<SourceCell> {
        let data = record.data;
        let format = || u16_at(data, 4).and_then(|id| self.globals.formats.get(usize::from(id))).copied();
        let number = |value: f64| format().unwrap_or_default().cell(value, self.globals.since_1904);
        let text = |text: &str| shown(&DataRef::String(text.to_owned()), false, false);
        match record.kind {
            0x203 => f64_at(data, 6).map(number),
            0x27e => rk_at(data, 6).map(number),
            0xfd => self.globals.texts.get(u32_at(data, 6)? as usize).map(text),
            0x204 | 0xd6 => self.text_behind(record, records, 6).as_deref().map(text),
            0x207 => self.text_behind(record, records, 0).as_deref().map(text),
            0x205 => Some(truth_or_error(*data.get(6)?, *data.get(7)? == 0)),
            0x06 if u16_at(data, 12) != Some(0xffff) => f64_at(data, 6).map(number),
            0x06 => match data.get(6)? {
                1 => Some(truth_or_error(*data.get(8)?, true)),
                2 => Some(truth_or_error(*data.get(8)?, false)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The text behind so many bytes of a record.
    fn text_behind<'a>(&self, record: &BiffRecord<'a>, records: &mut BiffRecords<'a>, bytes: usize) -> Option<String> {
        let mut letters = records.whole(record);
        letters.skip(bytes)?;
        let count = usize::from(letters.short()?);
        if self.globals.unicode { letters.text(count) } else { letters.bytes(count, self.globals.encoding) }
    }

    /// Numbers of one row side by side.
    fn numbers(&self, data: &[u8], take: &mut TakeCell<'_>) -> Result<bool, FileFault> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(true) };
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
        for (column, cell) in (u32::from(first)..).zip(cells) {
            let format = u16_at(cell, 0).and_then(|id| self.globals.formats.get(usize::from(id)));
            let value = rk_at(cell, 2).unwrap_or_default();
            let cell = format.copied().unwrap_or_default().cell(value, self.globals.since_1904);
            if !take(PlacedCell { row: u32::from(row), column, cell, formula: false })? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The records of a sheet; those of charts inside it are left out.
    fn each_record<'a>(
        &'a self,
        sheet: &str,
        mut take: impl FnMut(&BiffRecord<'a>, &mut BiffRecords<'a>) -> Result<bool, FileFault>,
    ) -> Result<(), FileFault> {
        let found = self.globals.sheets.iter().find(|(title, _)| title.name == sheet);
        let (_, place) = found.ok_or_else(|| broken(".xls", &format!("没有工作表「{sheet}」")))?;
        let mut records = BiffRecords::from(&self.stream, *place);
        let mut deep = 0;
        loop {
            let Some(record) = records.next_record() else { return Err(cut_off()) };
            match record.kind {
                0x809 => deep += 1,
                0x0a if deep <= 1 => return Ok(()),
                0x0a => deep -= 1,
                _ if deep == 1 && !take(&record, &mut records)? => return Ok(()),
                _ => {}
            }
        }
    }
}

fn truth_or_error(value: u8, truth: bool) -> SourceCell {
    if truth { shown(&DataRef::Bool(value > 0), false, false) } else { error_cell(value) }
}

fn area(bytes: &[u8]) -> Dimensions {
    let at = |place: usize| u32::from(u16_at(bytes, place).unwrap_or_default());
    Dimensions::new((at(0), at(4)), (at(2), at(6)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    /// A workbook of one sheet, as the version of this number has it.
    fn book(version: u16, name: &[u8], sheet: &[Vec<u8>]) -> XlsBook {
        let begin = |kind: u8| record(0x809, &[&version.to_le_bytes()[..], &[kind, 0, 0, 0, 0, 0]].concat());
        let globals = [begin(5), record(0x42, &936u16.to_le_bytes())].concat();
        let bound = |place: u32| record(0x85, &[&place.to_le_bytes()[..], &[0, 0], name].concat());
        let end = record(0x0a, &[]);
        let place = globals.len() + bound(0).len() + end.len();
        let place = bound(u32::try_from(place).unwrap());
        let stream = [globals, place, end.clone(), begin(16), sheet.concat(), end].concat();
        XlsBook { globals: Globals::read(&stream).unwrap(), stream }
    }

    fn shown_by(book: &XlsBook) -> Vec<(u32, u32, String, bool)> {
        let (mut found, name) = (Vec::new(), book.titles()[0].name.clone());
        let take = &mut |placed: PlacedCell| {
            found.push((placed.row, placed.column, placed.cell.text, placed.formula));
            Ok(true)
        };
        book.each_cell(&name, take).unwrap();
        found
    }

    fn at(row: u8, column: u8) -> Vec<u8> {
        vec![row, 0, column, 0, 0, 0]
    }

    #[test]
    fn texts_of_before_unicode_are_in_the_code_page() {
        let name = encoding_rs::GBK.encode("企业").0.into_owned();
        let label = [at(0, 0), vec![4, 0], name.clone()].concat();
        let number = [at(1, 2), 2.5f64.to_le_bytes().to_vec()].concat();
        let book = book(0x500, &[&[4][..], &name].concat(), &[record(0x204, &label), record(0x203, &number)]);
        assert_eq!(book.titles()[0].name, "企业");
        assert_eq!(shown_by(&book), [(0, 0, "企业".into(), false), (1, 2, "2.5".into(), false)]);
    }

    #[test]
    fn a_formula_shows_the_text_behind_it() {
        let formula = [at(3, 1), vec![0, 0, 0, 0, 0, 0, 0xff, 0xff], vec![0; 8]].concat();
        let text: Vec<u8> = "乙".encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Other records may stand between the formula and its text.
        let records = [
            record(0x06, &formula),
            record(0x4bc, &[3, 0, 4, 0, 1, 1, 0, 0]),
            record(0x207, &[vec![1, 0, 1], text].concat()),
            record(0xbd, &[vec![4, 0, 0, 0, 0, 0], vec![22, 0, 0, 0], vec![0, 0, 30, 0, 0, 0], vec![1, 0]].concat()),
        ];
        let shown = shown_by(&book(0x600, &[1, 0, b'A'], &records));
        let cells = [(3, 1, "乙", true), (4, 0, "5", false), (4, 1, "7", false)];
        assert_eq!(shown, cells.map(|(row, column, text, formula)| (row, column, text.to_owned(), formula)));
    }

    #[test]
    fn what_ends_too_early_is_told() {
        let mut whole = book(0x600, &[1, 0, b'A'], &[record(0x203, &[at(0, 0), vec![0; 8]].concat())]);
        whole.stream.truncate(whole.stream.len() - 6);
        assert!(whole.each_cell("A", &mut |_| Ok(true)).unwrap_err().reason.contains("文件不完整"));
    }
}
