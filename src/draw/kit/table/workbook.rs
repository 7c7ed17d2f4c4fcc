//! A table as a workbook of one sheet, and how every sheet of tables is printed.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Table;
use super::sheet::Places;
use crate::draw::kit::{DocumentHead, properties};

const A3: u8 = 8;

/// The workbook as a file's bytes: the rows as they are arranged, on a sheet that bears the table's title.
///
/// # Errors
/// Where the format refuses what it is given.
pub fn table_workbook(table: &Table, facts: &DocumentHead) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?.set_title(&facts.title));
    let sheet = workbook.add_worksheet().set_name(table.title)?;
    table.on_sheet(sheet, &Places::new())?;
    printed(sheet, facts);
    workbook.save_to_buffer()
}

/// How a sheet is printed: whose it is above, of when below, across as many pages as it is long.
pub(in crate::draw) fn printed(sheet: &mut Worksheet, facts: &DocumentHead) {
    let plain = |text: &str, most: usize| text.replace('&', "&&").chars().take(most).collect::<String>();
    let mark = facts.mark.as_deref().map_or(String::new(), |mark| format!("　{}", plain(mark, 60)));
    let rules = match plain(&facts.rules, 40) {
        none if none.is_empty() => none,
        rules => format!("　规则 {rules}"),
    };
    sheet.set_header(format!("&L{}&R{mark}", plain(&facts.title, 100)));
    sheet.set_footer(format!("&L数据截至 {}{rules}&R第 &P 页，共 &N 页", facts.as_of));
    sheet.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0);
}
