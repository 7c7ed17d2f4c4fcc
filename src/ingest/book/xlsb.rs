//! XLSB: the workbook of Excel 2007 and later in binary parts ([MS-XLSB]).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use calamine::{DataRef, Dimensions};

use super::bytes::{f64_at, rk_at, u16_at, u32_at, utf_16_at};
use super::number_format::{NumberFormat, error_cell};
use super::placed::{PlacedCell, SheetLayout, SheetTitle, TakeCell, broken};
use super::shared_texts::SharedTexts;
use super::xml::{Parts, parts, targets};
use crate::ingest::decode::LONGEST_RECORD;
use crate::ingest::rows::{FileFault, SourceCell};
use crate::ingest::sheet_cell::shown;

/// A workbook; the parts of its sheets are gone through each time.
pub struct XlsbBook {
    path: PathBuf,
    /// Each sheet with its part.
    sheets: Vec<(SheetTitle, String)>,
    since_1904: bool,
    formats: Vec<NumberFormat>,
    texts: SharedTexts,
}

impl XlsbBook {
    /// Reads all but the sheets.
    pub fn open(path: &Path) -> Result<Self, FileFault> {
        let mut parts = parts(path, "XLSB")?;
        let places = targets(&mut parts, "xl/_rels/workbook.bin.rels")?;
        let (mut sheets, mut since_1904) = (Vec::new(), false);
        each_record(&mut parts, "xl/workbook.bin", |kind, data| {
            match kind {
                153 => since_1904 = u32_at(data, 0).is_some_and(|flags| flags & 1 > 0),
                156 => sheets.extend(sheet(data, &places)),
                _ => {}
            }
            Ok(true)
        })?;
        let mut texts = SharedTexts::default();
        each_record(&mut parts, "xl/sharedStrings.bin", |kind, data| {
            if kind == 19 {
                texts.push(&wide(data, 1).unwrap_or_default());
            }
            Ok(true)
        })?;
        Ok(Self { path: path.to_owned(), sheets, since_1904, formats: formats(&mut parts)?, texts })
    }

    /// Its sheets.
    pub fn titles(&self) -> Vec<SheetTitle> {
        self.sheets.iter().map(|(title, _)| title.clone()).collect()
    }

    /// What a sheet says beside its cells.
    pub fn layout(&self, sheet: &str) -> Result<SheetLayout, FileFault> {
        let mut layout = SheetLayout::default();
        self.each_record_of(sheet, |kind, data| {
            let at = |place: usize| u32_at(data, place).unwrap_or_default();
            match kind {
                0 if data.get(11).is_some_and(|flags| flags & 0x10 > 0) => {
                    SheetLayout::hide(&mut layout.hidden_rows, at(0), at(0));
                }
                60 if u16_at(data, 16).is_some_and(|flags| flags & 1 > 0) => {
                    SheetLayout::hide(&mut layout.hidden_columns, at(0), at(4));
                }
                176 => layout.merged.push(Dimensions::new((at(0), at(8)), (at(4), at(12)))),
                _ => {}
            }
            Ok(true)
        })?;
        Ok(layout)
    }

    /// Shows every cell that holds something.
    pub fn each_cell(&self, sheet: &str, take: &mut TakeCell<'_>) -> Result<(), FileFault> {
        let mut row = 0;
        self.each_record_of(sheet, |kind, data| {
            if kind == 0 {
                row = u32_at(data, 0).unwrap_or_default();
            }
            let found = u32_at(data, 0).and_then(|column| Some((column, self.cell(kind, data)?)));
            let formula = (8..=11).contains(&kind);
            found.map_or(Ok(true), |(column, cell)| take(PlacedCell { row, column, cell, formula }))
        })
    }

    /// What a record shows, if it is a cell.
    fn cell(&self, kind: u32, data: &[u8]) -> Option<SourceCell> {
        let format = || u32_at(data, 4).and_then(|id| self.formats.get((id & 0xff_ffff) as usize)).copied();
        let number = |value: f64| format().unwrap_or_default().cell(value, self.since_1904);
        let text = |text: &str| shown(&DataRef::String(text.to_owned()), false, false);
        match kind {
            2 => rk_at(data, 8).map(number),
            3 | 11 => data.get(8).map(|code| error_cell(*code)),
            4 | 10 => data.get(8).map(|value| shown(&DataRef::Bool(*value > 0), false, false)),
            5 | 9 => f64_at(data, 8).map(number),
            6 | 8 => wide(data, 8).as_deref().map(text),
            7 => self.texts.get(u32_at(data, 8)? as usize).map(text),
            _ => None,
        }
    }

    fn each_record_of(
        &self,
        sheet: &str,
        take: impl FnMut(u32, &[u8]) -> Result<bool, FileFault>,
    ) -> Result<(), FileFault> {
        let found = self.sheets.iter().find(|(title, _)| title.name == sheet);
        let (_, part) = found.ok_or_else(|| broken("XLSB", &format!("没有工作表「{sheet}」")))?;
        each_record(&mut parts(&self.path, "XLSB")?, part, take)
    }
}

fn sheet(data: &[u8], places: &BTreeMap<String, String>) -> Option<(SheetTitle, String)> {
    let id = wide(data, 8)?;
    let name = wide(data, 12 + id.encode_utf16().count() * 2)?;
    // Charts and macros stand elsewhere.
    let part = places.get(&id).filter(|part| part.starts_with("xl/worksheets/"))?;
    Some((SheetTitle { name, hidden: u32_at(data, 0)? > 0 }, part.clone()))
}

fn formats(parts: &mut Parts) -> Result<Vec<NumberFormat>, FileFault> {
    let (mut codes, mut used, mut of_cells) = (BTreeMap::new(), Vec::new(), false);
    each_record(parts, "xl/styles.bin", |kind, data| {
        let id = |place: usize| u16_at(data, place).unwrap_or_default();
        match kind {
            44 => {
                codes.insert(id(0), NumberFormat::of_code(&wide(data, 2).unwrap_or_default()));
            }
            617 | 618 => of_cells = kind == 617,
            47 if of_cells => used.push(id(2)),
            _ => {}
        }
        Ok(true)
    })?;
    let format = |id: &u16| codes.get(id).copied().unwrap_or_else(|| NumberFormat::built_in(*id));
    Ok(used.iter().map(format).collect())
}

/// A text behind its length.
fn wide(data: &[u8], at: usize) -> Option<String> {
    utf_16_at(data, at + 4, u32_at(data, at)? as usize)
}

/// Shows the records of a part, until `take` says no; one that is missing has none.
fn each_record(
    parts: &mut Parts,
    part: &str,
    mut take: impl FnMut(u32, &[u8]) -> Result<bool, FileFault>,
) -> Result<(), FileFault> {
    let Ok(part) = parts.by_name(part) else { return Ok(()) };
    let mut reader = BufReader::new(part);
    let mut data = Vec::new();
    while let Some(kind) = variable(&mut reader, 2)? {
        let length = variable(&mut reader, 4)?.ok_or_else(cut_off)?;
        if u64::from(length) > LONGEST_RECORD {
            return Err(cut_off());
        }
        data.resize(length as usize, 0);
        reader.read_exact(&mut data).map_err(|_| cut_off())?;
        if !take(kind, &data)? {
            break;
        }
    }
    Ok(())
}

/// A number of up to so many bytes of seven bits; none at the end.
fn variable(
    reader: &mut BufReader<zip::read::ZipFile<'_, BufReader<File>>>,
    most: u32,
) -> Result<Option<u32>, FileFault> {
    let mut number = 0;
    for place in 0..most {
        let mut byte = [0];
        match reader.read(&mut byte).map_err(|error| broken("XLSB", &error))? {
            0 if place == 0 => return Ok(None),
            0 => return Err(cut_off()),
            _ => {}
        }
        number |= u32::from(byte[0] & 0x7f) << (7 * place);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(Some(number))
}

fn cut_off() -> FileFault {
    broken("XLSB", &"文件不完整")
}
