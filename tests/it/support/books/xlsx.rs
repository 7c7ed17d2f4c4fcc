//! XLSX: parts of XML, with the texts of all cells in one of them.

use super::{Area, Book, Cell, Grid, OWN_FORMATS, STYLES, escaped, packed, style};

/// The texts of a workbook, each once.
#[derive(Default)]
struct Texts(Vec<String>);

impl Texts {
    fn place(&mut self, text: &str) -> usize {
        let known = self.0.iter().position(|known| known == text);
        known.unwrap_or_else(|| {
            self.0.push(text.to_owned());
            self.0.len() - 1
        })
    }
}

/// The file.
pub fn bytes(book: &Book) -> Vec<u8> {
    let mut texts = Texts::default();
    let sheets: Vec<(String, String)> = (1..)
        .zip(&book.sheets)
        .map(|(i, grid)| (format!("xl/worksheets/sheet{i}.xml"), sheet(book, grid, &mut texts)))
        .collect();
    let shared: String = texts.0.iter().map(|text| format!("<si><t>{}</t></si>", escaped(text))).collect();
    let parts = [
        ("[Content_Types].xml", types(sheets.len())),
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml".to_owned())])),
        ("xl/workbook.xml", workbook(book)),
        ("xl/_rels/workbook.xml.rels", targets(sheets.len())),
        ("xl/styles.xml", styles()),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\">{shared}</sst>")),
    ];
    let sheets = sheets.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes()));
    packed(&parts.iter().map(|(name, xml)| (*name, xml.as_bytes())).chain(sheets).collect::<Vec<_>>())
}

fn workbook(book: &Book) -> String {
    let since = if book.since_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    let sheets: String = (1..)
        .zip(&book.sheets)
        .map(|(i, Grid { name, hidden, .. })| {
            let state = if *hidden { " state=\"hidden\"" } else { "" };
            format!("<sheet name=\"{name}\" sheetId=\"{i}\"{state} r:id=\"rId{i}\"/>")
        })
        .collect();
    format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{since}<sheets>{sheets}</sheets></workbook>")
}

fn sheet(book: &Book, grid: &Grid, texts: &mut Texts) -> String {
    let column = |at: &usize| format!("<col min=\"{0}\" max=\"{0}\" hidden=\"1\"/>", at + 1);
    let columns: String = grid.hidden_columns.iter().map(column).collect();
    let columns = if columns.is_empty() { columns } else { format!("<cols>{columns}</cols>") };
    let mut rows = String::new();
    for (r, row) in grid.rows.iter().enumerate() {
        let hidden = if grid.hidden_rows.contains(&r) { " hidden=\"1\"" } else { "" };
        rows.push_str(&format!("<row r=\"{}\"{hidden}>", r + 1));
        for (c, value) in row.iter().enumerate().filter(|(_, value)| !value.is_blank()) {
            rows.push_str(&cell(book, value, (r, c), texts));
        }
        rows.push_str("</row>");
    }
    let area = |(from, to): &Area| format!("<mergeCell ref=\"{}:{}\"/>", place(*from), place(*to));
    let merged: String = grid.merged.iter().map(area).collect();
    let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
    format!("<worksheet xmlns=\"{MAIN}\">{columns}<sheetData>{rows}</sheetData>{merged}</worksheet>")
}

fn cell(book: &Book, value: &Cell, at: (usize, usize), texts: &mut Texts) -> String {
    let (kind, inside) = match value {
        Cell::Text(text) => ("s", format!("<v>{}</v>", texts.place(text))),
        Cell::Number(_) | Cell::Percent(_) | Cell::Day(_) | Cell::Serial(_) => {
            ("n", format!("<v>{}</v>", book.number(value).expect("a number")))
        }
        Cell::Truth(truth) => ("b", format!("<v>{}</v>", u8::from(*truth))),
        Cell::Error(error) => ("e", format!("<f>A1/0</f><v>{error}</v>")),
        Cell::Computed(text) => ("str", format!("<f>T(A1)</f><v>{}</v>", escaped(text))),
        Cell::Uncomputed => ("n", "<f>A1</f>".to_owned()),
    };
    format!("<c r=\"{}\" s=\"{}\" t=\"{kind}\">{inside}</c>", place(at), style(value, at.0))
}

/// `B3`.
fn place((row, column): (usize, usize)) -> String {
    let letter = char::from(b'A' + u8::try_from(column).ok().filter(|at| *at < 26).expect("few columns"));
    format!("{letter}{}", row + 1)
}

fn styles() -> String {
    let own =
        OWN_FORMATS.map(|(id, code)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escaped(code))).concat();
    let used = STYLES.map(|id| format!("<xf numFmtId=\"{id}\" applyNumberFormat=\"1\"/>")).concat();
    format!("<styleSheet xmlns=\"{MAIN}\"><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>")
}

fn types(sheets: usize) -> String {
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/xl/{name}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>");
    let sheets: String = (1..=sheets).map(|i| part(&format!("worksheets/sheet{i}"), "worksheet")).collect();
    let parts = [("workbook", "sheet.main"), ("styles", "styles"), ("sharedStrings", "sharedStrings")];
    let parts = parts.map(|(name, kind)| part(name, kind)).concat();
    let relations =
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>";
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{relations}{parts}{sheets}</Types>"
    )
}

fn targets(sheets: usize) -> String {
    let mut all: Vec<(&str, String)> =
        (1..=sheets).map(|i| ("worksheet", format!("worksheets/sheet{i}.xml"))).collect();
    all.extend([("styles", "styles.xml".to_owned()), ("sharedStrings", "sharedStrings.xml".to_owned())]);
    relations(&all)
}

fn relations(all: &[(&str, String)]) -> String {
    let one = |(i, (kind, target)): (usize, &(&str, String))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>", i + 1)
    };
    let all: String = all.iter().enumerate().map(one).collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
