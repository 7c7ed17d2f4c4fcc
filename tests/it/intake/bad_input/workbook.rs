//! XLSX workbooks built by hand, so that they can be as wrong as they like.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A workbook of sheets.
#[derive(Default)]
pub struct Workbook {
    sheets: Vec<(String, String)>,
}

/// A cell as XML without its place: text, a number, a date by style, a formula with its cached value, an error.
pub enum Value<'a> {
    Text(&'a str),
    Number(f64),
    Date(f64),
    Formula(&'a str, &'a str),
    Error(&'a str),
    Blank,
}

impl Workbook {
    /// Adds a sheet of rows, with merged regions such as `A1:B1`.
    pub fn sheet(mut self, name: &str, rows: &[Vec<Value>], merged: &[&str]) -> Self {
        let mut xml = String::from("<sheetData>");
        for (r, row) in (1..).zip(rows) {
            xml.push_str(&format!(r#"<row r="{r}">"#));
            for (c, value) in (b'A'..).zip(row) {
                xml.push_str(&value.xml(&format!("{}{r}", char::from(c))));
            }
            xml.push_str("</row>");
        }
        xml.push_str("</sheetData>");
        if !merged.is_empty() {
            let cells: String = merged.iter().map(|m| format!(r#"<mergeCell ref="{m}"/>"#)).collect();
            xml.push_str(&format!(r#"<mergeCells count="{}">{cells}</mergeCells>"#, merged.len()));
        }
        self.sheets.push((name.to_owned(), xml));
        self
    }

    /// Adds a sheet of the XML given.
    pub fn raw_sheet(mut self, name: &str, xml: &str) -> Self {
        self.sheets.push((name.to_owned(), xml.to_owned()));
        self
    }

    /// The file, with a further entry of this many blanks behind its first sheet's data.
    pub fn padded(&self, blanks: u64) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(1))
            .large_file(false);
        let mut entry = |name: &str, content: &str, blanks: u64| {
            zip.start_file(name, options).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
            let block = vec![b' '; 1 << 20];
            for _ in 0..blanks >> 20 {
                zip.write_all(&block).unwrap();
            }
        };
        entry("[Content_Types].xml", CONTENT_TYPES, 0);
        entry("_rels/.rels", RELATIONS, 0);
        entry("xl/styles.xml", STYLES, 0);
        let names: String = (1..)
            .zip(&self.sheets)
            .map(|(i, (name, _))| format!(r#"<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>"#))
            .collect();
        let parts: String = (1..=self.sheets.len())
            .map(|i| {
                format!(r#"<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>"#)
            })
            .collect();
        entry(
            "xl/workbook.xml",
            &format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>"#),
            0,
        );
        entry("xl/_rels/workbook.xml.rels", &format!(r#"<Relationships xmlns="{PACKAGE}">{parts}</Relationships>"#), 0);
        for (i, (_, xml)) in (1..).zip(&self.sheets) {
            let blanks = if i == 1 { blanks } else { 0 };
            entry(
                &format!("xl/worksheets/sheet{i}.xml"),
                &format!(r#"<worksheet xmlns="{MAIN}">{xml}</worksheet>"#),
                blanks,
            );
        }
        zip.finish().unwrap().into_inner()
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        self.padded(0)
    }
}

impl Value<'_> {
    fn xml(&self, place: &str) -> String {
        match self {
            Self::Text(text) => format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#),
            Self::Number(number) => format!(r#"<c r="{place}"><v>{number}</v></c>"#),
            Self::Date(serial) => format!(r#"<c r="{place}" s="1"><v>{serial}</v></c>"#),
            Self::Formula(formula, cached) => format!(r#"<c r="{place}" t="str"><f>{formula}</f><v>{cached}</v></c>"#),
            Self::Error(error) => format!(r#"<c r="{place}" t="e"><v>{error}</v></c>"#),
            Self::Blank => String::new(),
        }
    }
}

/// A row of texts.
pub fn texts<'a>(cells: &[&'a str]) -> Vec<Value<'a>> {
    cells.iter().map(|text| if text.is_empty() { Value::Blank } else { Value::Text(text) }).collect()
}

/// Makes every record of the sizes of the largest entry lie: it says it unpacks to `said` bytes.
pub fn lying(mut file: Vec<u8>, unpacks_to: u64, said: u32) -> Vec<u8> {
    let (truth, lie) = (u32::try_from(unpacks_to).unwrap().to_le_bytes(), said.to_le_bytes());
    let places: Vec<usize> = file.windows(4).enumerate().filter(|(_, w)| *w == truth).map(|(i, _)| i).collect();
    assert!(!places.is_empty(), "the size stands in the directory");
    for place in places {
        file[place..place + 4].copy_from_slice(&lie);
    }
    file
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
/// Style 0 is general, style 1 a date.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#;
