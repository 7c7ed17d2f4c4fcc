//! A table as a sheet of a workbook: every text is a text, never a formula, and numbers are numbers.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatType, Format, FormatAlign, FormatBorder, FormatUnderline,
    Worksheet, XlsxError,
};

use super::row_height::{row_height, wide_enough};
use super::{Cell, Column, LinkTo, Row, RowAt, Table};
use crate::model::KEY_COLUMN;

/// What a cell of the format holds.
const LONGEST: usize = 32_767;
/// Widths of columns, in characters of half an em.
const NARROWEST: f64 = 8.0;
const WIDEST: f64 = 45.0;
/// The button of the filter beside a head.
const FILTER: f64 = 2.0;
const KEY_WIDTH: f64 = 18.0;

/// Where rows of tables stand in the workbook: the name of the sheet, and the row from 0.
pub type Places = HashMap<RowAt, (&'static str, u32)>;

/// The formats of a row's cells, made once.
struct Formats {
    text: Format,
    link: Format,
    /// Of what stands for a number that is not there.
    none: Format,
    /// Whether the row tells of others together.
    sums: bool,
}

impl Formats {
    fn of(sums: bool) -> Self {
        let none = body().set_align(FormatAlign::Right);
        Self { text: weighed(body(), sums), link: weighed(linked(), sums), none: weighed(none, sums), sums }
    }

    fn number(&self, format: Format) -> Format {
        weighed(format, self.sums)
    }
}

/// What tells of others together is bold.
fn weighed(format: Format, sums: bool) -> Format {
    if sums { format.set_bold() } else { format }
}

impl Table {
    /// Where its rows will stand, on a sheet that bears its title.
    pub(in crate::draw) fn places(&self) -> impl Iterator<Item = (RowAt, (&'static str, u32))> {
        let place = |(row, at): (&Row, u32)| (RowAt { table: self.name, key: row.key.clone() }, (self.title, at));
        self.rows().zip(1..).map(place)
    }

    /// Writes the table on a sheet; links lead to the rows of `places`.
    pub(in crate::draw) fn on_sheet(&self, sheet: &mut Worksheet, places: &Places) -> Result<(), XlsxError> {
        let (usual, sums) = (Formats::of(false), Formats::of(true));
        let last = u32::try_from(self.len()).unwrap_or(u32::MAX).max(1);
        let heads = self.file_heads();
        let before = u16::from(self.tells_groups());
        let key_column = u16::try_from(heads.len()).unwrap_or(u16::MAX);
        let widths = self.sheet_widths(&heads);
        for ((at, head), width) in (0u16..).zip(&heads).zip(&widths) {
            sheet.write_string_with_format(0, at, head, &self::head())?;
            sheet.set_column_width(at, *width)?;
        }
        for (at, _) in (before..).zip(&self.columns).filter(|(_, column)| column.bar) {
            sheet.add_conditional_format(1, at, last, at, &bar())?;
        }
        sheet.write_string_with_format(0, key_column, KEY_COLUMN, &self::head())?;
        sheet.set_column_width(key_column, KEY_WIDTH)?.set_column_hidden(key_column)?;
        let rows = self.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group.word, row)));
        for (at, (word, row)) in (1u32..).zip(rows) {
            let formats = if row.sums { &sums } else { &usual };
            let told = row.words(&self.columns);
            let told = told.iter().map(String::as_str).zip(widths.iter().skip(usize::from(before)).copied());
            sheet.set_row_height(at, row_height(told))?;
            if self.tells_groups() {
                sheet.write_string_with_format(at, 0, word, &formats.text)?;
            }
            for ((column_at, column), cell) in (before..).zip(&self.columns).zip(&row.cells) {
                write(sheet, (at, column_at), (cell, column), places, formats)?;
            }
            sheet.write_string_with_format(at, key_column, &row.key, &formats.text)?;
        }
        if self.is_empty() {
            sheet.write_string_with_format(1, 0, self.empty, &usual.text)?;
        }
        framed(sheet, last, key_column)
    }

    /// As wide as the widest cell, within bounds; what is longer wraps.
    fn sheet_widths(&self, heads: &[String]) -> Vec<f64> {
        let mut widths: Vec<f64> = heads.iter().map(|head| wide_enough(head) + FILTER).collect();
        let before = usize::from(self.tells_groups());
        for (row, group) in self.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (row, group))) {
            let told = row.words(&self.columns);
            let word = (before > 0).then_some(group.word).into_iter();
            let told = word.chain(told.iter().map(String::as_str));
            told.zip(&mut widths).for_each(|(cell, width)| *width = width.max(wide_enough(cell)));
        }
        widths.into_iter().map(|width| width.clamp(NARROWEST, WIDEST)).collect()
    }
}

fn write(
    sheet: &mut Worksheet,
    (at, column_at): (u32, u16),
    (cell, column): (&Cell, &Column),
    places: &Places,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Number(value) => {
            sheet.write_number_with_format(at, column_at, *value, &formats.number(number(decimals(*value, column))))?;
        }
        Cell::Counted { count, .. } => {
            sheet.write_number_with_format(at, column_at, *count as f64, &formats.number(number(0)))?;
        }
        Cell::Opens { cell, .. } => write(sheet, (at, column_at), (cell, column), places, formats)?,
        Cell::Money(value) => {
            sheet.write_number_with_format(at, column_at, *value, &formats.number(money(decimals(*value, column))))?;
        }
        Cell::Link { text, to: LinkTo::Row(to) } if places.contains_key(to) => {
            let (name, row) = places[to];
            let to = format!("internal:'{name}'!A{}", row + 1);
            sheet.write_url_with_options(at, column_at, to.as_str(), cut(text), "", Some(&formats.link))?;
        }
        other => {
            let format = if column.is_number() { &formats.none } else { &formats.text };
            sheet.write_string_with_format(at, column_at, cut(&other.plain(column)), format)?;
        }
    }
    Ok(())
}

/// Decimals shown of a number; of one as people gave it, those it has.
fn decimals(value: f64, column: &Column) -> usize {
    column.decimals.unwrap_or_else(|| value.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len()))
}

/// Heads that stay and are printed on every page, a filter, and no keys on paper.
fn framed(sheet: &mut Worksheet, last: u32, key_column: u16) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 2)?;
    sheet.autofilter(0, 0, last, key_column)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_print_area(0, 0, last, key_column.saturating_sub(1))?;
    Ok(())
}

/// What the format holds of a text.
pub fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn bar() -> ConditionalFormatDataBar {
    let bar = ConditionalFormatDataBar::new().set_fill_color(Color::RGB(0x009C_C3E6)).set_solid_fill(true);
    bar.set_minimum(ConditionalFormatType::Number, 0).set_maximum(ConditionalFormatType::Number, 100)
}

/// Of texts.
pub fn body() -> Format {
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    text.set_border(FormatBorder::Hair)
}

/// Of texts that lead elsewhere.
pub fn linked() -> Format {
    body().set_font_color(Color::RGB(0x0014_508C)).set_underline(FormatUnderline::Single)
}

/// Of numbers.
pub fn number(decimals: usize) -> Format {
    numeric("0", decimals)
}

fn money(decimals: usize) -> Format {
    numeric("#,##0", decimals)
}

/// A little room before the border, and the text beyond it.
fn numeric(whole: &str, decimals: usize) -> Format {
    let format = if decimals == 0 { format!("{whole}_ ") } else { format!("{whole}.{}_ ", "0".repeat(decimals)) };
    Format::new().set_num_format(format).set_align(FormatAlign::Top).set_border(FormatBorder::Hair)
}

/// Of heads.
pub fn head() -> Format {
    let bold = Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin);
    bold.set_background_color(Color::RGB(0x00DD_E8F5)).set_align(FormatAlign::Top)
}
