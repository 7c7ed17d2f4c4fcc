//! XLS, ET and ODS go the way that XLSX goes: what a cell shows is what is read. The workbooks of `tests/data/formats` were
//! written by LibreOffice from one source.

use super::built;
use crate::intake::bad_input::{Tried, Workbook, texts};
use crate::support::{BookFormat, City, Facts, add, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "formats": every_kind_of_workbook_says_the_same, errors_of_formulas_are_told_in_every_kind,
        what_is_hidden_is_read_and_told, a_workbook_is_what_it_is_not_what_it_is_called, damaged_workbooks_are_told,
        an_ods_formula_never_computed_is_told, cells_repeated_without_end_are_refused, too_many_sheets_are_refused,
        a_draft_is_made_of_every_kind, a_number_of_texts_that_has_no_room_is_refused, what_is_built_here_is_a_workbook);
}

/// A workbook of the folder.
pub fn sample(name: &str) -> Vec<u8> {
    std::fs::read(project().join("tests/data/formats").join(name)).unwrap()
}

const FIRMS: &str = "企业编号,企业名称,成立日期,区划代码,园区,注册资本
e1,甲示例有限公司,2015-03-09,340100,高新,1234.5
e2,乙示例有限公司,1998-12-31,340100,高新,7
e3,丙&示例有限公司,2020,340200,经开,0.5
";
const STAKES: &str = "investor,enterprise,percent,amount\ne1,e2,35.5,100\ne2,e3,7,20\n";

/// These bytes say what the lists above say.
fn says_the_same(name: &str, bytes: &[u8]) -> Tried {
    let tried = Tried::files(&[(name, bytes)]);
    tried.loaded();
    let files = [("企业.csv", FIRMS.as_bytes()), ("investments.csv", STAKES.as_bytes())];
    let same = Tried::into(tried.loaded_city(), &files, &[]);
    assert_eq!((same.count("unchanged"), same.count("read")), (5, 5), "{name}: {}", same.text);
    same
}

fn every_kind_of_workbook_says_the_same() {
    for kind in ["xls", "ods", "xlsx"] {
        says_the_same(&format!("名单.{kind}"), &sample(&format!("all.{kind}")));
    }
    says_the_same("名单.et", &sample("all.xls"));
    for format in [BookFormat::Xlsx, BookFormat::Ods, BookFormat::Xls, BookFormat::Xlsb] {
        says_the_same(&format!("名单.{}", format.ending()), &built::all(format));
    }
    for kind in ["xls", "ods"] {
        let city = Tried::files(&[(&format!("企业.{kind}"), &sample(&format!("since1904.{kind}")))]).city;
        let days = "企业编号,企业名称,成立日期\ne1,甲示例有限公司,2024-06-19\ne2,乙示例有限公司,1998-12-31\n";
        let same = Tried::into(city, &[("企业.csv", days.as_bytes())], &[]);
        assert_eq!(same.count("unchanged"), 2, "{kind}: {}", same.text);
    }
}

fn errors_of_formulas_are_told_in_every_kind() {
    for kind in ["xls", "ods", "xlsx"] {
        let (name, bytes) = (format!("企业.{kind}"), sample(&format!("wrong.{kind}")));
        let tried = Tried::files(&[(&name, &bytes)]);
        tried.refused(&["第 3 行 列 区划代码「#DIV/0!」", "第 4 行 列 区划代码「#N/A」", "公式错误值"]);
    }
}

fn what_is_hidden_is_read_and_told() {
    let files = ["xls", "ods", "xlsx"].map(|kind| (format!("名单.{kind}"), sample(&format!("all.{kind}"))));
    for (name, bytes) in files.into_iter().chain([("名单.xlsb".to_owned(), built::all(BookFormat::Xlsb))]) {
        let tried = Tried::files(&[(&name, &bytes)]);
        let told = format!("{name}：工作表「企业」第 3 行、E 列是隐藏的，一样读取了");
        tried.loaded().says(&[&told, "工作表「investments」是隐藏的"]);
        assert_eq!(tried.count("new"), 5);
    }
    // Blank rows and columns that are hidden are nobody's matter.
    let sheet = "<cols><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>name</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>甲有限公司</t></is></c></row><row r=\"3\" hidden=\"1\"/></sheetData>";
    let tried = Tried::files(&[("企业.xlsx", &Workbook::default().raw_sheet("企业", sheet).bytes())]);
    assert!(!tried.loaded().text.contains("隐藏"), "{}", tried.text);
}

fn a_workbook_is_what_it_is_not_what_it_is_called() {
    for (kind, name) in [("xls", "名单.xlsx"), ("xlsx", "名单.xls"), ("ods", "名单.xlsx"), ("xls", "名单.csv")]
    {
        says_the_same(name, &sample(&format!("all.{kind}")));
    }
}

fn damaged_workbooks_are_told() {
    for (kind, word) in [("xls", ".xls"), ("ods", ""), ("xlsx", "XLSX")] {
        let whole = sample(&format!("all.{kind}"));
        let name = format!("名单.{kind}");
        for length in [9, 600, whole.len() / 2, whole.len() - 700] {
            Tried::files(&[(&name, &whole[..length])]).refused(&[&name, "不是可读的", word, "另存为 .xlsx"]);
        }
    }
}

/// An ODS workbook of one sheet called 企业.
pub fn ods(rows: &str) -> Vec<u8> {
    use std::io::Write;
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"企业\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A row of texts, whose cells may be given whole.
fn row(attributes: &str, cells: &[&str]) -> String {
    let cell = |text: &&str| match text.starts_with('<') {
        true => (*text).to_owned(),
        false => format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"),
    };
    format!("<table:table-row{attributes}>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

fn an_ods_formula_never_computed_is_told() {
    let formula = "<table:table-cell table:formula=\"of:=A1\"/>";
    let rows = row("", &["企业编号", "企业名称", "区划代码"]) + &row("", &["e1", "甲有限公司", formula]);
    Tried::files(&[("企业.ods", &ods(&rows))]).refused(&["第 2 行", "没有计算过的公式", "请用 Excel 或 WPS 打开"]);
    // Notes are no part of a cell; blanks, breaks and pieces are.
    let noted = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>批注</text:p></office:annotation><text:p>甲<text:span>示例</text:span><text:s text:c=\"1\"/>&#x6709;限公司</text:p></table:table-cell>";
    let rows = row("", &["企业编号", "企业名称"]) + &row("", &["e1", noted]);
    let city = Tried::files(&[("企业.ods", &ods(&rows))]).loaded_city();
    let same = Tried::into(city, &[("企业.csv", "企业编号,企业名称\ne1,甲示例 有限公司\n".as_bytes())], &[]);
    assert_eq!(same.count("unchanged"), 1, "{}", same.text);
}

fn cells_repeated_without_end_are_refused() {
    let cell = "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>甲</text:p></table:table-cell>";
    let rows = row("", &["企业编号", "企业名称"]) + &row(" table:number-rows-repeated=\"1048575\"", &[cell]);
    Tried::files(&[("企业.ods", &ods(&rows))]).refused(&["企业.ods", "重复", "CSV"]);
    // Blank ones take no room, wherever they end.
    let blank = "<table:table-cell table:number-columns-repeated=\"16382\"/>";
    let rows = row("", &["企业编号", "企业名称", blank])
        + &row(
            " table:number-rows-repeated=\"4000000000\"",
            &["<table:table-cell table:number-columns-repeated=\"4000000000\"/>"],
        );
    assert_eq!(Tried::files(&[("企业.ods", &ods(&rows))]).code, 0);
}

fn too_many_sheets_are_refused() {
    let mut book = Workbook::default();
    for i in 0..1_001 {
        book = book.sheet(&format!("表{i}"), &[texts(&["甲"])], &[]);
    }
    Tried::files(&[("名单.xlsx", &book.bytes())]).refused(&["名单.xlsx", "1001 张工作表", "拆成几个文件"]);
}

fn a_draft_is_made_of_every_kind() {
    let files = ["xls", "ods", "xlsx"].map(|kind| (format!("名单.{kind}"), sample(&format!("all.{kind}"))));
    for (name, bytes) in files.into_iter().chain([("名单.xlsb".to_owned(), built::all(BookFormat::Xlsb))]) {
        let city = City::new();
        let file = city.write(&name, bytes).display().to_string();
        let draft = city.done(&["mapping", "guess", &file]).out();
        assert!(draft.contains("sheet = \"企业\"") && draft.contains("sheet = \"investments\""), "{name}: {draft}");
        let mapping = city.write("m.toml", draft).display().to_string();
        let report = city.done(&["import", &file, "--mapping", &mapping, "--format", "json"]).json();
        assert_eq!(report["new"], 5, "{name}: {report}");
    }
}

fn what_is_built_here_is_a_workbook() {
    use calamine::{Data, DataType, Reader};
    for format in [BookFormat::Xlsx, BookFormat::Ods, BookFormat::Xls, BookFormat::Xlsb] {
        let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(built::all(format))).unwrap();
        assert_eq!(book.sheet_names(), ["企业", "investments"]);
        let firms = book.worksheet_range("企业").unwrap();
        let text = |text: &str| Data::String(text.into());
        assert_eq!(firms.get((1, 1)), Some(&text("甲示例有限公司")), "{format:?}");
        assert_eq!(firms.get((2, 1)), Some(&text("乙示例有限公司")), "{format:?}");
        assert_eq!(firms.get((3, 5)), Some(&Data::Float(0.5)), "{format:?}");
        let day = firms.get((1, 2)).expect("a day");
        assert!(day.is_datetime() || day.is_datetime_iso(), "{format:?}: {firms:?}");
    }
}

fn a_number_of_texts_that_has_no_room_is_refused() {
    use std::io::{Read, Write};
    let whole = sample("all.xlsx");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&whole)).unwrap();
    for said in ["1000000000000", "99999999999999999999", "400000000000000000"] {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for i in 0..archive.len() {
            let mut part = archive.by_index(i).unwrap();
            let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
            part.read_to_string(&mut text).unwrap();
            zip.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
            let begun = text.split_once("uniqueCount=\"").and_then(|(a, b)| Some((a, b.split_once('"')?.1)));
            let text = begun.map_or(text.clone(), |(a, b)| format!("{a}uniqueCount=\"{said}\"{b}"));
            zip.write_all(text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        Tried::files(&[("名单.xlsx", &bytes)]).refused(&["名单.xlsx", "sharedStrings.xml", "放不下"]);
    }
}
