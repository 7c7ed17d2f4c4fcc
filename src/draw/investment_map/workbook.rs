//! The document as a workbook: a sheet of contents, then one sheet a table.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::InvestmentMap;
use crate::draw::kit::properties;
use crate::draw::kit::table::row_height::row_height;
use crate::draw::kit::table::sheet::{Places, body, cut, head, linked, number};
use crate::draw::kit::table::{Table, printed};

const CONTENTS: &str = "目录";
/// Widths of the columns of the sheet of contents.
const CONTENTS_COLUMNS: [f64; 3] = [18.0, 100.0, 8.0];

/// The workbook as a file's bytes.
///
/// # Errors
/// Where the format refuses what it is given.
pub fn map_workbook(map: &InvestmentMap) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?.set_title(&map.facts.title));
    contents(workbook.add_worksheet().set_name(CONTENTS)?, map)?;
    let places: Places = map.sheets().flat_map(Table::places).collect();
    for table in map.sheets() {
        table.on_sheet(workbook.add_worksheet().set_name(table.title)?, &places)?;
    }
    for sheet in workbook.worksheets_mut() {
        printed(sheet, &map.facts);
    }
    workbook.save_to_buffer()
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
    for table in map.sheets() {
        row += 1;
        let to = format!("internal:'{}'!A1", table.title);
        sheet.write_url_with_options(row, 0, to.as_str(), table.title, "", Some(&link))?;
        let notes = table.notes.join("\n");
        sheet.set_row_height(row, row_height([(&notes, CONTENTS_COLUMNS[1])].into_iter()))?;
        sheet.write_string_with_format(row, 1, cut(&notes), &text)?;
        sheet.write_number_with_format(row, 2, table.len() as f64, &number(0))?;
    }
    for (column, width) in (0u16..).zip(CONTENTS_COLUMNS) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}
