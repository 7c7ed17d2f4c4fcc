//! The empty workbook clerks fill in: a sheet of explanations, then one sheet a canonical file with drop-downs, all out of
//! the schema the importer reads by.

mod explain;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet,
    XlsxError,
};

use crate::draw::kit::properties;
use crate::model::schema::{EXPLANATIONS, TABLES};
use crate::model::{CanonicalColumn, CanonicalTable, Holds, Kind};

/// Rows below the header that have drop-downs: as many as a sheet has.
const LAST_ROW: u32 = 1_048_575;
/// Width of a column in characters of the narrow alphabet, at least and at most.
const WIDTH: (f64, f64) = (12.0, 40.0);

/// The workbook as a file's bytes.
///
/// # Errors
/// Where the format refuses what the schema says: a fault of the schema.
pub fn template(filled_in: FilledIn) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?);
    let formats = Formats::new();
    explain::write(workbook.add_worksheet().set_name(EXPLANATIONS)?, &formats, filled_in)?;
    for table in filled_in.tables() {
        sheet(workbook.add_worksheet().set_name(table.kind.zh())?, table, &formats)?;
    }
    workbook.save_to_buffer()
}

/// Which tables a workbook is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilledIn {
    /// Those without which no gap can be told: chains, segments, firms, and who does what.
    AtFirst,
    /// Every one.
    All,
}

impl FilledIn {
    /// Tables as people fill them in: sources and own regions are needed last.
    fn tables(self) -> impl Iterator<Item = &'static CanonicalTable> {
        let last = |table: &&CanonicalTable| matches!(table.kind, Kind::Source | Kind::Region);
        let first = |kind: Kind| matches!(kind, Kind::Chain | Kind::Segment | Kind::Enterprise | Kind::Member);
        let all = TABLES.iter().filter(move |t| !last(t)).chain(TABLES.iter().filter(last));
        all.filter(move |table| self == Self::All || first(table.kind))
    }
}

/// How cells look.
struct Formats {
    title: Format,
    header: Format,
    must: Format,
    wrapped: Format,
    /// Cells that Excel must not turn into numbers or days: codes with zeros in front, a month without a day.
    text: Format,
}

impl Formats {
    fn new() -> Self {
        let header = Format::new().set_bold().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            must: header.clone().set_background_color(Color::RGB(0x00FF_E2A8)),
            header: header.set_background_color(Color::RGB(0x00DD_E8F5)),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            text: Format::new().set_num_format("@"),
        }
    }

    fn header_of(&self, column: &CanonicalColumn) -> &Format {
        if column.role.must_be_given() { &self.must } else { &self.header }
    }
}

fn sheet(sheet: &mut Worksheet, table: &CanonicalTable, formats: &Formats) -> Result<(), XlsxError> {
    for (at, column) in (0u16..).zip(table.all_columns()) {
        sheet.write_string_with_format(0, at, column.header(), formats.header_of(column))?;
        sheet.insert_note(0, at, &Note::new(explain::note(column)).set_author("liantu").set_width(260))?;
        sheet.set_column_width(at, width(column))?;
        if !is_number(column.holds) {
            sheet.set_column_format(at, &formats.text)?;
        }
        if let Some(words) = explain::words(column.holds) {
            sheet.add_data_validation(1, at, LAST_ROW, at, &choice(column, &words)?)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A drop-down. Other spellings the importer knows may be typed after a warning.
fn choice(column: &CanonicalColumn, words: &[&str]) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(words)?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(column.header())?
        .set_error_message(format!("请从下拉列表选择：{}", words.join("、")))
}

fn is_number(holds: Holds) -> bool {
    matches!(holds, Holds::Money | Holds::Percent | Holds::Count | Holds::Number | Holds::Degrees(_))
}

/// Wide enough for the header and the example; a Chinese character takes two places.
fn width(column: &CanonicalColumn) -> f64 {
    let places = |text: &str| text.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>() + 2.0;
    places(column.header()).max(places(column.example)).clamp(WIDTH.0, WIDTH.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_schema_gives_the_same_bytes() {
        assert!(template(FilledIn::All).unwrap() == template(FilledIn::All).unwrap());
    }
}
