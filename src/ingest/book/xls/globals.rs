//! What a workbook says before its sheets: versions, formats, shared texts, names of sheets.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use super::records::{BiffRecord, BiffRecords, Letters};
use crate::ingest::book::bytes::{u16_at, u32_at};
use crate::ingest::book::number_format::NumberFormat;
use crate::ingest::book::placed::{SheetTitle, broken, locked};
use crate::ingest::book::shared_texts::SharedTexts;
use crate::ingest::rows::FileFault;

/// What holds for all sheets.
pub struct Globals {
    /// SharedTexts are Unicode: Excel 97 and later.
    pub unicode: bool,
    /// What texts are in otherwise.
    pub encoding: &'static Encoding,
    pub since_1904: bool,
    /// By the number that a cell gives.
    pub formats: Vec<NumberFormat>,
    pub sheets: Vec<(SheetTitle, usize)>,
    pub texts: SharedTexts,
}

impl Globals {
    /// Reads up to the first sheet.
    pub fn read(stream: &[u8]) -> Result<Self, FileFault> {
        let mut globals = Self {
            unicode: true,
            encoding: encoding_rs::GBK,
            since_1904: false,
            formats: Vec::new(),
            sheets: Vec::new(),
            texts: SharedTexts::default(),
        };
        let mut records = BiffRecords::from(stream, 0);
        let (mut codes, mut used) = (BTreeMap::new(), Vec::new());
        loop {
            let Some(record) = records.next_record() else { return Err(cut_off()) };
            match record.kind {
                0x0a => break,
                0x2f => return Err(locked()),
                0xe0 => used.push(u16_at(record.data, 2).unwrap_or_default()),
                0x41e => {
                    let mut letters = records.whole(&record);
                    codes.extend(globals.format(&mut letters));
                }
                0xfc => globals.texts = shared(&mut records.whole(&record)),
                _ => globals.note(&record)?,
            }
        }
        let format = |id: &u16| codes.get(id).copied().unwrap_or_else(|| NumberFormat::built_in(*id));
        globals.formats = used.iter().map(format).collect();
        Ok(globals)
    }

    fn note(&mut self, record: &BiffRecord<'_>) -> Result<(), FileFault> {
        let first = u16_at(record.data, 0).unwrap_or_default();
        match record.kind {
            0x809 => self.unicode = version(first)?,
            0x42 => self.encoding = code_page(first),
            0x22 => self.since_1904 = first == 1,
            0x85 => self.sheets.extend(self.sheet(record.data)),
            _ => {}
        }
        Ok(())
    }

    fn format(&self, letters: &mut Letters<'_>) -> Option<(u16, NumberFormat)> {
        let id = letters.short()?;
        let code = match self.unicode {
            true => letters.short().and_then(|count| letters.text(usize::from(count)))?,
            false => letters.byte().and_then(|count| letters.bytes(usize::from(count), self.encoding))?,
        };
        Some((id, NumberFormat::of_code(&code)))
    }

    /// A sheet of cells: charts and macros are none.
    fn sheet(&self, data: &[u8]) -> Option<(SheetTitle, usize)> {
        let place = u32_at(data, 0)? as usize;
        let (state, kind) = (*data.get(4)?, *data.get(5)?);
        let mut letters = BiffRecords::from(&[], 0).whole(&BiffRecord { kind: 0, data: data.get(6..)? });
        let count = usize::from(letters.byte()?);
        let name = if self.unicode { letters.text(count)? } else { letters.bytes(count, self.encoding)? };
        (kind == 0).then_some((SheetTitle { name, hidden: state & 3 > 0 }, place))
    }
}

/// The fault of a file that ends too early.
pub fn cut_off() -> FileFault {
    broken(".xls", &"文件不完整")
}

fn version(number: u16) -> Result<bool, FileFault> {
    match number {
        0x600 => Ok(true),
        0x500 => Ok(false),
        _ => Err(broken(".xls", &"它是 Excel 5.0 以前的格式")),
    }
}

fn code_page(number: u16) -> &'static Encoding {
    match number {
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        1252 => encoding_rs::WINDOWS_1252,
        65001 => encoding_rs::UTF_8,
        _ => encoding_rs::GBK,
    }
}

fn shared(letters: &mut Letters<'_>) -> SharedTexts {
    let mut texts = SharedTexts::default();
    let mut read = || {
        letters.long()?;
        let count = letters.long()?;
        for _ in 0..count {
            let length = usize::from(letters.short()?);
            texts.push(&letters.text(length)?);
        }
        Some(())
    };
    // Where they end too early, the cells that want the others say so.
    read().unwrap_or_default();
    texts
}
