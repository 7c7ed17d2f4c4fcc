//! A table as a workbook of one sheet, and how every sheet of tables is printed.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Table;
use super::sheet::Places;
use crate::draw::kit::{DocumentHead, Paper, properties};

/// What the format calls a paper.
fn code(paper: Paper) -> u8 {
    match paper {
        Paper::A3 => 8,
        Paper::A4 => 9,
    }
}

/// The workbook as a file's bytes: the rows as they are arranged, on a sheet that bears the table's title; `facts` tells what
/// the table is of.
///
/// # Errors
/// Where the format refuses what it is given.
pub fn table_workbook(table: &Table, facts: &DocumentHead) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?.set_title(format!("{} {}", facts.title, table.title).trim()));
    let sheet = workbook.add_worksheet().set_name(table.title)?;
    table.on_sheet(sheet, &Places::new())?;
    printed(sheet, facts, Paper::A3);
    workbook.save_to_buffer()
}

/// How a sheet is printed: whose it is, what stands on it and of when above every page, across as many pages as it is
/// long.
pub(in crate::draw) fn printed(sheet: &mut Worksheet, facts: &DocumentHead, paper: Paper) {
    let plain = |text: &str, most: usize| text.replace('&', "&&").chars().take(most).collect::<String>();
    let mark = facts.mark.as_deref().map_or(String::new(), |mark| format!("　{}", plain(mark, 60)));
    sheet.set_header(format!("&L{}　&A&R数据截至 {}{mark}", plain(&facts.title, 100), facts.as_of));
    sheet.set_footer("&R第 &P 页，共 &N 页");
    sheet.set_landscape().set_paper_size(code(paper)).set_print_fit_to_pages(1, 0);
}
