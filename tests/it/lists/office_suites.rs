//! A packet that other programs open, edit and save: LibreOffice itself where it is installed, and a workbook as WPS writes it.

use std::io::Write;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, open_workbook_auto};
use serde_json::{Value, json};

use crate::support::{City, Facts, Need, converted};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::LibreOffice, "office_suites::libreoffice_keeps_every_row", libreoffice_keeps_every_row);
    facts.add_needing(Need::LibreOffice, "office_suites::what_libreoffice_edits_comes_back", what_libreoffice_edits);
    facts.add("office_suites::a_workbook_as_wps_writes_it_comes_back", as_wps_writes_it);
}

const SHEETS: [&str; 4] = ["目标清单", "新线索", "地图", "说明"];

/// A city whose packet has three targets; the file.
fn office() -> (City, PathBuf) {
    let city = City::tiny();
    let done = |arguments: &[&str]| {
        let done = city.run(arguments);
        assert_eq!(done.code(), 0, "{arguments:?}: {}", done.err());
    };
    done(&["list", "add", "--chain", "c1", "x00", "x02", "x04"]);
    done(&["list", "assign", "--chain", "c1", "x00", "x02", "x04", "--squad", "q1"]);
    done(&["list", "set", "--chain", "c1", "x04", "--note", "原来的备注", "--due", "2026-12-05", "--amount", "1.5亿"]);
    done(&["list", "set", "--chain", "c1", "x02", "--note", "=1+1", "--next", "镕堃喆犇珺璟昇䶮㛃㭎𬍛𫖯𬭎"]);
    let contacts = "of,name,title,phone,email\nx00,示例联系人,总助,000-1234-5678,a@example.invalid\n";
    city.import(&[&city.write("contacts.csv", contacts)]);
    let packet = city.folder().join("清单.xlsx");
    let out = packet.to_str().unwrap();
    done(&["packet", "--chain", "c1", "--squad", "q1", "--to", "示例接收人", "--contacts", "--out", out]);
    let head = &texts(&packet, SHEETS[0])[0];
    assert!(["先联系", "联系方式"].iter().all(|name| head.iter().any(|header| header == name)), "{head:?}");
    (city, packet)
}

/// A sheet's texts, without the empty cells at the ends.
fn texts(file: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut workbook = open_workbook_auto(file).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    let mut rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    for row in &mut rows {
        row.truncate(row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
    }
    rows.truncate(rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1));
    rows
}

fn returned(city: &City, file: &Path) -> Value {
    city.run(&["return", file.to_str().unwrap(), "--format", "json"]).json()
}

fn applied(preview: &Value) -> Vec<[String; 3]> {
    let told =
        |cell: &Value| [&cell["enterprise"], &cell["field"], &cell["after"]].map(|v| v.as_str().unwrap().to_owned());
    preview["applied"].as_array().unwrap().iter().map(told).collect()
}

fn libreoffice_keeps_every_row() {
    let (city, packet) = office();
    for form in ["xlsx", "ods"] {
        let file = converted(&city, &packet, form, form);
        for sheet in SHEETS {
            assert_eq!(texts(&file, sheet), texts(&packet, sheet), "{sheet} as {form}");
        }
    }
    // All three come back as what was handed out.
    converted(&city, &packet, "xls", "xls");
    for form in ["xlsx", "ods", "xls"] {
        let preview = returned(&city, &city.folder().join(format!("{form}/清单.{form}")));
        assert_eq!(preview["untouched"].as_array().unwrap().len(), 3, "{form}: {preview}");
    }
    let table = converted(&city, &packet, "csv", "csv");
    let rows = csv::Reader::from_path(table).unwrap().into_records().count();
    assert_eq!(rows + 1, texts(&packet, SHEETS[0]).len());
}

/// Puts `new` in place of the first `old` after `from` in a flat document.
fn edited(text: &mut String, from: &str, old: &str, new: &str) {
    let begin = text.find(from).unwrap_or_else(|| panic!("no {from}"));
    let at = begin + text[begin..].find(old).unwrap_or_else(|| panic!("no {old} after {from}"));
    text.replace_range(at..at + old.len(), new);
}

fn what_libreoffice_edits() {
    let (city, packet) = office();
    let flat = converted(&city, &packet, "fods", "flat");
    let mut text = std::fs::read_to_string(&flat).unwrap();
    edited(&mut text, "特例x00有限公司", "<text:p>已派发</text:p>", "<text:p>已走访</text:p>");
    edited(
        &mut text,
        "特例x04有限公司",
        "<text:p>原来的备注</text:p>",
        "<text:p>看过厂房</text:p><text:p>第二行</text:p>",
    );
    edited(&mut text, "特例x04有限公司", "<text:p>2026-12-05</text:p>", "<text:p>2026年12月20日</text:p>");
    std::fs::write(&flat, text).unwrap();
    let saved = converted(&city, &flat, "xlsx", "saved");
    let preview = returned(&city, &saved);
    let expected = [["x00", "状态", "已走访"], ["x04", "备注", "看过厂房 第二行"], ["x04", "期限", "2026年12月20日"]];
    assert_eq!(applied(&preview), expected.map(|cell| cell.map(str::to_owned)), "{preview}");
    for list in ["conflicting", "refused", "unknown", "missing", "leads"] {
        assert_eq!(preview[list], json!([]), "{preview}");
    }
    assert_eq!(preview["untouched"].as_array().unwrap().len(), 1, "{preview}");
}

/// A cell as a text of its own, as one of several runs, or as a number.
fn cell(at: &str, text: &str) -> String {
    let plain = text.replace('&', "&amp;").replace('<', "&lt;");
    match at.as_bytes()[0] {
        b'B' => {
            let mut halves = plain.chars();
            let first: String = halves.by_ref().take(1).collect();
            let rest = halves.as_str();
            format!(
                "<c r=\"{at}\" t=\"inlineStr\"><is><r><t>{first}</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">{rest}</t></r></is></c>"
            )
        }
        _ if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {
            format!("<c r=\"{at}\"><v>{text}.0</v></c>")
        }
        _ if text.is_empty() => format!("<c r=\"{at}\" s=\"0\"/>"),
        _ => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{plain}\n</t></is></c>"),
    }
}

/// No shared texts, no styles, cells as numbers, sheets in another order with one of its own, addresses from the root.
fn as_wps_writes_it() {
    let (city, packet) = office();
    let mut rows = texts(&packet, SHEETS[0]);
    let column = |name: &str| texts(&packet, SHEETS[0])[0].iter().position(|header| header == name).unwrap();
    let row = |rows: &[Vec<String>], name: &str| rows.iter().position(|row| row[0] == name).unwrap();
    let (x00, x04) = (row(&rows, "特例x00有限公司"), row(&rows, "特例x04有限公司"));
    "已联系".clone_into(&mut rows[x00][column("状态")]);
    "20000".clone_into(&mut rows[x04][column("预计投资额（万元）")]);
    let letter = |at: usize| char::from(b'A' + u8::try_from(at).unwrap());
    let line = |(at, row): (usize, &Vec<String>)| {
        let cells = row.iter().enumerate().map(|(column, text)| cell(&format!("{}{}", letter(column), at + 1), text));
        format!("<row r=\"{}\">{}</row>", at + 1, cells.collect::<String>())
    };
    let lines: String = rows.iter().enumerate().map(line).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = |lines: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{main}\"><sheetData>{lines}</sheetData></worksheet>"
        )
    };
    let package = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<?xml version=\"1.0\"?><Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<?xml version=\"1.0\"?><Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<?xml version=\"1.0\"?><Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{relations}/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<?xml version=\"1.0\"?><workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"WpsReserved_CellImgList\" sheetId=\"1\" state=\"hidden\" r:id=\"rId2\"/><sheet name=\"目标清单\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet(&lines)),
        ("xl/worksheets/sheet2.xml", sheet("")),
    ];
    let file = city.folder().join("wps.xlsx");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&file).unwrap());
    for (name, content) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    let preview = returned(&city, &file);
    let expected = [["x00", "状态", "已联系"], ["x04", "预计投资额（万元）", "20000"]];
    assert_eq!(applied(&preview), expected.map(|cell| cell.map(str::to_owned)), "{preview}");
    assert_eq!((&preview["refused"], &preview["unknown"]), (&json!([]), &json!([])), "{preview}");
}
