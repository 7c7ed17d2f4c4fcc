//! The document as a workbook: a sheet of contents, then one sheet a section. Every text is a text, never a formula.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatType, Format, FormatAlign, FormatBorder, FormatUnderline,
    Workbook, Worksheet, XlsxError,
};

use super::{InvestmentMap, Section};
use crate::draw::kit::{font, properties};
use crate::draw::row_height::row_height;
use crate::draw::{Cell, DocumentHead, RowAt};
use crate::model::KEY_COLUMN;

const CONTENTS: &str = "目录";
/// What a cell of the format holds.
const LONGEST: usize = 32_767;
/// Widths of columns, in characters of half an em.
const NARROWEST: f64 = 7.0;
const WIDEST: f64 = 44.0;
/// Widths of the columns of the sheet of contents.
const CONTENTS_COLUMNS: [f64; 3] = [18.0, 100.0, 8.0];
const A3: u8 = 8;

/// Row numbers by what links say.
type Places = HashMap<RowAt, u32>;

/// The workbook as a file's bytes.
///
/// # Errors
/// Where the format refuses what it is given.
pub fn map_workbook(map: &InvestmentMap) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?.set_title(&map.facts.title));
    contents(workbook.add_worksheet().set_name(CONTENTS)?, map)?;
    let places = places(map);
    for section in map.sections() {
        sheet(workbook.add_worksheet().set_name(section.name)?, section, &places)?;
    }
    for sheet in workbook.worksheets_mut() {
        printed(sheet, &map.facts);
    }
    workbook.save_to_buffer()
}

fn places(map: &InvestmentMap) -> Places {
    let rows = map.sections().flat_map(|section| (1..).zip(&section.table.rows).map(|row| (section.name, row)));
    rows.map(|(section, (at, row))| (RowAt { section, key: row.key.clone() }, at)).collect()
}

/// What the document is, and where each sheet is.
fn contents(sheet: &mut Worksheet, map: &InvestmentMap) -> Result<(), XlsxError> {
    let (bold, text, link) = (Format::new().set_bold().set_font_size(14), body(), linked());
    let facts = &map.facts;
    sheet.write_string_with_format(0, 0, &facts.title, &bold)?;
    let mut row = 1;
    let told = [("数据截至", Some(&facts.as_of)), ("规则", Some(&facts.rules)), ("注意", facts.mark.as_ref())];
    for (name, value) in told.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        sheet.write_string_with_format(row, 0, name, &text)?;
        sheet.write_string_with_format(row, 1, value, &text)?;
        row += 1;
    }
    row += 1;
    for (column, name) in (0u16..).zip(["表", "说明", "行数"]) {
        sheet.write_string_with_format(row, column, name, &head())?;
    }
    for section in map.sections() {
        row += 1;
        let to = format!("internal:'{}'!A1", section.name);
        sheet.write_url_with_options(row, 0, to.as_str(), section.name, "", Some(&link))?;
        let notes = section.notes.join("\n");
        sheet.set_row_height(row, row_height([(&notes, CONTENTS_COLUMNS[1])].into_iter()))?;
        sheet.write_string_with_format(row, 1, cut(&notes), &text)?;
        sheet.write_number_with_format(row, 2, section.table.rows.len() as f64, &number(0))?;
    }
    for (column, width) in (0u16..).zip(CONTENTS_COLUMNS) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, section: &Section, places: &Places) -> Result<(), XlsxError> {
    let table = &section.table;
    let (text, link, head) = (body(), linked(), head());
    let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX).max(1);
    let key_column = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    let widths: Vec<f64> = (0..table.columns.len()).map(|column| width(section, column)).collect();
    for (at, (column, width)) in (0u16..).zip(table.columns.iter().zip(&widths)) {
        sheet.write_string_with_format(0, at, column.title, &head)?;
        sheet.set_column_width(at, *width)?;
        if column.bar {
            sheet.add_conditional_format(1, at, last, at, &bar())?;
        }
    }
    sheet.write_string_with_format(0, key_column, KEY_COLUMN, &head)?;
    sheet.set_column_width(key_column, 18.0)?;
    for (at, row) in (1u32..).zip(&table.rows) {
        sheet.set_row_height(at, row_height(row.cells.iter().map(Cell::told).zip(widths.iter().copied())))?;
        for (column, cell) in (0u16..).zip(&row.cells) {
            match cell {
                Cell::Number { value, decimals } => {
                    sheet.write_number_with_format(at, column, *value, &number(*decimals))?;
                }
                Cell::Link { text, to } if places.contains_key(to) => {
                    let to = format!("internal:'{}'!A{}", to.section, places[to] + 1);
                    sheet.write_url_with_options(at, column, to.as_str(), cut(text), "", Some(&link))?;
                }
                Cell::Text(told) | Cell::Link { text: told, .. } => {
                    sheet.write_string_with_format(at, column, cut(told), &text)?;
                }
            }
        }
        sheet.write_string_with_format(at, key_column, &row.key, &text)?;
    }
    if table.rows.is_empty() {
        sheet.write_string_with_format(1, 0, table.empty, &text)?;
    }
    sheet.set_freeze_panes(1, 2)?;
    sheet.autofilter(0, 0, last, key_column)?;
    sheet.set_repeat_rows(0, 0)?;
    // Keys are of no use on paper.
    sheet.set_print_area(0, 0, last, key_column.saturating_sub(1))?;
    Ok(())
}

/// What the format holds of a text.
fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// As wide as its widest cell, within bounds; what is longer wraps.
fn width(section: &Section, column: usize) -> f64 {
    let told = section.table.rows.iter().filter_map(|row| row.cells.get(column));
    let title = font::width(section.table.columns[column].title, 2.0) + 3.0;
    told.map(|cell| font::width(&cell.told(), 2.0)).fold(title, f64::max).clamp(NARROWEST, WIDEST) + 1.0
}

/// How every sheet is printed.
fn printed(sheet: &mut Worksheet, facts: &DocumentHead) {
    let plain = |text: &str, most: usize| text.replace('&', "&&").chars().take(most).collect::<String>();
    let mark = facts.mark.as_deref().map_or(String::new(), |mark| format!("　{}", plain(mark, 60)));
    let rules = plain(&facts.rules, 40);
    sheet.set_header(format!("&L{}&R{mark}", plain(&facts.title, 100)));
    sheet.set_footer(format!("&L数据截至 {}　规则 {rules}&R第 &P 页，共 &N 页", facts.as_of));
    sheet.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0);
}

fn bar() -> ConditionalFormatDataBar {
    let bar = ConditionalFormatDataBar::new().set_fill_color(Color::RGB(0x009C_C3E6)).set_solid_fill(true);
    bar.set_minimum(ConditionalFormatType::Number, 0).set_maximum(ConditionalFormatType::Number, 100)
}

fn body() -> Format {
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    text.set_border(FormatBorder::Hair)
}

fn linked() -> Format {
    body().set_font_color(Color::RGB(0x0014_508C)).set_underline(FormatUnderline::Single)
}

fn number(decimals: usize) -> Format {
    // A little room before the border, and the text beyond it.
    let format = if decimals == 0 { "0_ ".to_owned() } else { format!("0.{}_ ", "0".repeat(decimals)) };
    Format::new().set_num_format(format).set_align(FormatAlign::Top).set_border(FormatBorder::Hair)
}

fn head() -> Format {
    let bold = Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin);
    bold.set_background_color(Color::RGB(0x00DD_E8F5)).set_align(FormatAlign::Top)
}
