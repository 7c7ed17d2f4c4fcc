//! ODS: one part of XML for all sheets.

use super::{Book, Cell, Grid, escaped, packed};

/// The file.
pub fn bytes(book: &Book) -> Vec<u8> {
    let sheets: String = book.sheets.iter().map(sheet).collect();
    let unseen = "<style:style style:name=\"unseen\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content{NAMES} office:version=\"1.2\"><office:automatic-styles>{unseen}</office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{KIND}\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    packed(&[
        ("mimetype", KIND.as_bytes()),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

fn sheet(grid: &Grid) -> String {
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or_default();
    let hidden = |all: &[usize], at: usize| if all.contains(&at) { " table:visibility=\"collapse\"" } else { "" };
    let column = |at: usize| format!("<table:table-column{}/>", hidden(&grid.hidden_columns, at));
    let columns: String = (0..width).map(column).collect();
    let row = |(r, row): (usize, &Vec<Cell>)| {
        let cells: String = row.iter().enumerate().map(|(c, value)| cell(grid, value, (r, c))).collect();
        format!("<table:table-row{}>{cells}</table:table-row>", hidden(&grid.hidden_rows, r))
    };
    let rows: String = grid.rows.iter().enumerate().map(row).collect();
    let style = if grid.hidden { " table:style-name=\"unseen\"" } else { "" };
    format!("<table:table table:name=\"{}\"{style}>{columns}{rows}</table:table>", grid.name)
}

fn cell(grid: &Grid, value: &Cell, at: (usize, usize)) -> String {
    let area = grid.merged.iter().find(|(from, to)| from.0 <= at.0 && at.0 <= to.0 && from.1 <= at.1 && at.1 <= to.1);
    let spans = match area {
        Some((from, _)) if *from != at => return "<table:covered-table-cell/>".to_owned(),
        Some((from, to)) => format!(
            " table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\"",
            to.0 - from.0 + 1,
            to.1 - from.1 + 1
        ),
        None => String::new(),
    };
    let (says, shown) = match value {
        _ if value.is_blank() => (String::new(), String::new()),
        Cell::Text(text) => (kind("string", ""), text.clone()),
        Cell::Number(number) => (kind("float", &format!(" office:value=\"{number}\"")), number.to_string()),
        Cell::Serial(day) => {
            let serial = Book::default().serial(day).to_string();
            (kind("float", &format!(" office:value=\"{serial}\"")), serial)
        }
        Cell::Percent(share) => (kind("percentage", &format!(" office:value=\"{share}\"")), value.shown()),
        Cell::Day(day) => (kind("date", &format!(" office:date-value=\"{day}\"")), day.clone()),
        Cell::Truth(truth) => (kind("boolean", &format!(" office:boolean-value=\"{truth}\"")), value.shown()),
        Cell::Computed(text) => (
            format!("{FORMULA}{}", kind("string", &format!(" office:string-value=\"{}\"", escaped(text)))),
            text.clone(),
        ),
        Cell::Error(error) => (
            format!("{FORMULA} office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\""),
            (*error).to_owned(),
        ),
        Cell::Uncomputed => (FORMULA.to_owned(), String::new()),
    };
    let shown = if shown.is_empty() { shown } else { format!("<text:p>{}</text:p>", escaped(&shown)) };
    format!("<table:table-cell{says}{spans}>{shown}</table:table-cell>")
}

fn kind(kind: &str, value: &str) -> String {
    format!(" office:value-type=\"{kind}\"{value} calcext:value-type=\"{kind}\"")
}

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
const FORMULA: &str = " table:formula=\"of:=[.A1]\"";
const NAMES: &str = " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\"";
