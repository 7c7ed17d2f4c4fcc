//! The document as a workbook: a sheet of contents, what is read on one sheet, then one sheet a table, one a picture.

use rust_xlsxwriter::{Format, Image, Workbook, Worksheet, XlsxError};

use super::{InvestmentMap, body_sheet};
use crate::draw::kit::table::row_height::row_height;
use crate::draw::kit::table::sheet::{Places, body, cut, head, linked, number};
use crate::draw::kit::table::{Table, printed};
use crate::draw::kit::{Picture, RenderError, png, properties};

const CONTENTS: &str = "目录";
/// Points to the inch: pictures are measured in points.
const POINTS: f64 = 72.0;
/// Widths of the columns of the sheet of contents.
const CONTENTS_COLUMNS: [f64; 3] = [18.0, 100.0, 8.0];

/// Dots to the inch of a picture as wide as its paper; one that is larger has fewer.
const DPI: f64 = 144.0;
/// Dots of a picture.
const MOST_DOTS: f64 = 12_000_000.0;

/// A workbook could not be made; a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The format refuses what it is given.
    #[error(transparent)]
    Sheet(#[from] XlsxError),
    /// A picture could not be drawn.
    #[error(transparent)]
    Picture(#[from] RenderError),
}

/// The workbook as a file's bytes.
///
/// # Errors
/// Faults of ours.
pub fn map_workbook(map: &InvestmentMap) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?.set_title(&map.facts.title));
    contents(workbook.add_worksheet().set_name(CONTENTS)?, map)?;
    let places: Places = map.sheets().flat_map(Table::places).collect();
    if map.has_text() {
        body_sheet::write(workbook.add_worksheet().set_name(body_sheet::NAME)?, map)?;
    }
    for table in map.sheets() {
        table.on_sheet(workbook.add_worksheet().set_name(table.title)?, &places)?;
    }
    for (name, picture) in map.pictures() {
        draw(workbook.add_worksheet().set_name(name)?, name, picture)?;
    }
    for sheet in workbook.worksheets_mut() {
        printed(sheet, &map.facts, map.paper);
    }
    for (name, _) in map.pictures() {
        workbook.worksheet_from_name(name)?.set_print_fit_to_pages(1, 1);
    }
    Ok(workbook.save_to_buffer()?)
}

/// A picture on a sheet of its own, as large as on paper.
fn draw(sheet: &mut Worksheet, name: &str, picture: &Picture) -> Result<(), WorkbookError> {
    let finest = (MOST_DOTS / (picture.width * picture.height)).sqrt() * POINTS;
    let file = png(&picture.svg(), finest.min(DPI) as u32)?;
    let image = Image::new_from_buffer(&file)?.set_alt_text(format!("{name}；同样的内容见各表"));
    sheet.insert_image(0, 0, &image)?;
    sheet.set_screen_gridlines(false);
    Ok(())
}

/// What the document is, and where each sheet is.
fn contents(sheet: &mut Worksheet, map: &InvestmentMap) -> Result<(), XlsxError> {
    let (bold, text, link) = (Format::new().set_bold().set_font_size(14), body(), linked());
    let facts = &map.facts;
    let rules = format!("规则 {}", facts.rules);
    sheet.write_string_with_format(0, 0, &facts.title, &bold)?;
    let mut row = 1;
    let told = [("数据截至", Some(&facts.as_of)), ("怎么算的", Some(&rules)), ("注意", facts.mark.as_ref())];
    for (name, value) in told.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        sheet.write_string_with_format(row, 0, name, &text)?;
        sheet.write_string_with_format(row, 1, value, &text)?;
        row += 1;
    }
    row += 1;
    for (column, name) in (0u16..).zip(["表", "说明", "行数"]) {
        sheet.write_string_with_format(row, column, name, &head())?;
    }
    let read = map.has_text().then(|| (body_sheet::NAME, "简报和各部分的文字，与纸上的相同".to_owned(), None));
    let tables = map.sheets().map(|table| (table.title, table.notes.join("\n"), Some(table.len())));
    let pictures = map.pictures().map(|(name, _)| (name, "一张图，与纸上的相同".to_owned(), None));
    for (name, notes, rows) in read.into_iter().chain(tables).chain(pictures) {
        row += 1;
        sheet.write_url_with_options(row, 0, format!("internal:'{name}'!A1").as_str(), name, "", Some(&link))?;
        sheet.set_row_height(row, row_height([(&notes, CONTENTS_COLUMNS[1])].into_iter()))?;
        sheet.write_string_with_format(row, 1, cut(&notes), &text)?;
        match rows {
            Some(rows) => sheet.write_number_with_format(row, 2, rows as f64, &number(0))?,
            None => sheet.write_blank(row, 2, &text)?,
        };
    }
    sheet.set_repeat_rows(0, 0)?;
    for (column, width) in (0u16..).zip(CONTENTS_COLUMNS) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}
