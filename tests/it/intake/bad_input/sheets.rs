//! XLSX workbooks: sheets by name, cells of every type, and files that are no workbook or a trap.

use super::tried::Tried;
use super::workbook::{Value, Workbook, lying, texts};
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "bad_input": sheets_are_known_by_english_and_chinese_names, dates_are_read_as_numbers_styles_and_texts,
        formulas_give_their_cached_values, an_error_cell_is_told_with_its_place, merged_headers_are_told,
        a_title_above_the_header_is_told, a_sheet_nobody_knows_is_told, an_empty_workbook_is_told,
        an_old_workbook_that_is_none_is_told, what_is_no_workbook_is_told, a_zip_bomb_is_refused, a_lying_zip_bomb_is_refused,
        two_far_corners_take_no_room, a_bad_sheet_keeps_its_place_in_the_report,
        rejected_rows_of_a_sheet_come_back_as_they_were_meant);
}

fn workbook(name: &str, workbook: &Workbook) -> Tried {
    Tried::files(&[(name, &workbook.bytes())])
}

fn chain_sheets() -> Workbook {
    Workbook::default()
        .sheet("说明", &[texts(&["本表由某局填写"])], &[])
        .sheet("环节", &[texts(&["环节编号", "产业链", "环节", "阶段"]), texts(&["s1", "某链", "某环节", "上游"])], &[])
        .sheet("chains", &[texts(&["chain", "name", "adcode"]), texts(&["c1", "某链", "合肥"])], &[])
        .sheet("空表", &[], &[])
}

fn sheets_are_known_by_english_and_chinese_names() {
    let tried = workbook("某市.xlsx", &chain_sheets());
    tried.loaded().says(&["某市.xlsx［环节］ → segments：读 1，新 1", "某市.xlsx［chains］ → chains：读 1，新 1"]);
    tried.says(&["工作表「说明」未导入"]);
    assert_eq!(tried.count("new"), 2);
}

fn dates_are_read_as_numbers_styles_and_texts() {
    let header = texts(&["enterprise", "name", "founded"]);
    let row = |id: &'static str, date| vec![Value::Text(id), Value::Text("甲"), date];
    let dates = [Value::Number(46000.0), Value::Date(46000.0), Value::Text("2025-12-09"), Value::Text("2025年12月9日")];
    let mut rows = vec![header];
    rows.extend(["e1", "e2", "e3", "e4"].into_iter().zip(dates).map(|(id, date)| row(id, date)));
    rows.push(row("e5", Value::Number(2025.0)));
    let tried = workbook("enterprises.xlsx", &Workbook::default().sheet("Sheet1", &rows, &[]));
    tried.loaded();
    let day = "2025-12-09";
    let csv = format!("enterprise,name,founded\ne1,甲,{day}\ne2,甲,{day}\ne3,甲,{day}\ne4,甲,{day}\ne5,甲,2025\n");
    let same = Tried::into(tried.city, &[("enterprises.csv", csv.as_bytes())], &[]);
    assert_eq!((same.count("unchanged"), same.count("read")), (5, 5), "{}", same.text);
}

fn formulas_give_their_cached_values() {
    let rows = [texts(&["enterprise", "name"]), vec![Value::Text("e1"), Value::Formula("A2&amp;\"公司\"", "甲公司")]];
    let tried = workbook("enterprises.xlsx", &Workbook::default().sheet("Sheet1", &rows, &[]));
    let same = Tried::into(tried.city, &[("enterprises.csv", "enterprise,name\ne1,甲公司\n".as_bytes())], &[]);
    assert_eq!(same.count("unchanged"), 1, "{}", same.text);
}

fn an_error_cell_is_told_with_its_place() {
    let rows = [
        texts(&["enterprise", "name", "adcode"]),
        texts(&["e1", "甲", "340100"]),
        vec![Value::Text("e2"), Value::Text("乙"), Value::Error("#N/A")],
    ];
    let tried = workbook("某市.xlsx", &Workbook::default().sheet("企业", &rows, &[]));
    tried.wrong_cell("某市.xlsx", 3, "adcode", "#N/A", &["［企业］", "公式错误值", "请改正公式或改为数值"]);
    assert_eq!(tried.report["problems"][0]["sheet"], "企业");
}

fn merged_headers_are_told() {
    let rows = [texts(&["enterprise", "name", ""]), texts(&["e1", "甲", "乙"])];
    for (file, sheet) in [("某市.xlsx", "企业"), ("某市.xlsx", "Sheet1"), ("enterprises.xlsx", "Sheet1")] {
        let tried = workbook(file, &Workbook::default().sheet(sheet, &rows, &["B1:C1"]));
        tried.refused(&["第 1 行", "表头行有合并单元格（B–C 列）", "请取消合并"]).at(0, file, Some(1), None, None);
    }
    // Merged cells elsewhere are no matter.
    workbook("enterprises.xlsx", &Workbook::default().sheet("企业", &rows[..1], &["A5:B5"])).loaded();
}

fn a_title_above_the_header_is_told() {
    let rows = [texts(&["某市企业名录"]), texts(&["企业编号", "企业名称"]), texts(&["e1", "甲"])];
    let tried = workbook("企业.xlsx", &Workbook::default().sheet("企业", &rows, &[]));
    tried.refused(&["第 1 行", "缺少必需的列：name（企业名称）"]);
}

fn a_sheet_nobody_knows_is_told() {
    let rows = [texts(&["甲", "乙"]), texts(&["1", "2"])];
    let tried = workbook("某市.xlsx", &Workbook::default().sheet("Sheet1", &rows, &[]));
    tried.refused(&["某市.xlsx［Sheet1］", "看不出这是哪一种表", "请把文件（或工作表）命名为"]);
}

fn an_empty_workbook_is_told() {
    workbook("企业.xlsx", &Workbook::default().sheet("企业", &[], &[])).refused(&["企业.xlsx", "工作簿是空的"]);
}

fn an_old_workbook_that_is_none_is_told() {
    for name in ["企业.xls", "企业.et"] {
        Tried::files(&[(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]).refused(&[
            name,
            "不是可读的 .xls 工作簿",
            "另存为 .xlsx",
        ]);
    }
}

fn what_is_no_workbook_is_told() {
    let whole = chain_sheets().bytes();
    let cases: [&[u8]; 2] = [&whole[..whole.len() / 2], b"PK\x03\x04 and then nothing of use"];
    for content in cases {
        Tried::files(&[("某市.xlsx", content)]).refused(&["某市.xlsx", "不是可读的 XLSX 工作簿", "另存为 .xlsx"]);
    }
}

const GIGABYTE: u64 = 1 << 30;

/// A workbook that unpacks to a gigabyte and a bit, made once; the size its sheet has.
fn bomb() -> &'static (Vec<u8>, u64) {
    static BOMB: std::sync::OnceLock<(Vec<u8>, u64)> = std::sync::OnceLock::new();
    BOMB.get_or_init(|| {
        let file = chain_sheets().padded(GIGABYTE);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&file)).unwrap();
        let sizes: Vec<u64> = (0..zip.len()).map(|i| zip.by_index(i).unwrap().size()).collect();
        let size = sizes.into_iter().max().unwrap();
        assert!(size >= GIGABYTE && file.len() < 64 << 20);
        (file, size)
    })
}

fn a_zip_bomb_is_refused() {
    let tried = Tried::files(&[("炸弹.xlsx", &bomb().0)]);
    tried.refused(&["炸弹.xlsx", "工作簿解压后超过 512 MB", "CSV"]).at(0, "炸弹.xlsx", None, None, None);
}

fn a_lying_zip_bomb_is_refused() {
    let (file, size) = bomb();
    for said in [1_000, u32::MAX - 1] {
        let city = City::new();
        let file = city.write("炸弹.xlsx", lying(file.clone(), *size, said));
        let done = city.run(&["import", &file.display().to_string()]);
        assert_eq!(done.code(), 1, "{}{}", done.out(), done.err());
        assert!(done.out().contains("✗ 炸弹.xlsx：工作簿"), "{}", done.out());
    }
}

fn two_far_corners_take_no_room() {
    let cell = |place: &str, text: &str| format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let xml = format!(
        r#"<sheetData><row r="1">{}{}</row><row r="2">{}</row><row r="1048576">{}{}</row></sheetData>"#,
        cell("A1", "enterprise"),
        cell("B1", "name"),
        cell("B2", "甲"),
        cell("B1048576", "乙"),
        cell("XFD1048576", "丙")
    );
    let tried = workbook("某市.xlsx", &Workbook::default().raw_sheet("企业", &xml));
    tried.refused(&["第 1048576 行", "这一行有 16384 列，表头有 2 列"]);
    assert_eq!(tried.count("read"), 2);
}

fn a_bad_sheet_keeps_its_place_in_the_report() {
    let rows = [texts(&["环节编号", "产业链", "环节", "阶段"]), texts(&["s1", "某链", "某环节", "上层"])];
    let workbook_of = Workbook::default()
        .sheet("产业链", &[texts(&["产业链编号", "名称"]), texts(&["c1", "某链"])], &[])
        .sheet("环节", &rows, &[]);
    let tried = workbook("某市.xlsx", &workbook_of);
    tried.wrong_cell("某市.xlsx", 2, "阶段", "上层", &["［环节］", "可写：upstream（上游）"]);
}

fn rejected_rows_of_a_sheet_come_back_as_they_were_meant() {
    let rows = [
        texts(&["enterprise", "name", "adcode", "founded"]),
        vec![Value::Text("e1"), Value::Text("甲"), Value::Text("999999"), Value::Number(46000.0)],
    ];
    let city = City::new();
    let file = city.write("某市.xlsx", Workbook::default().sheet("企业", &rows, &[]).bytes());
    let rejected = city.folder().join("退回.csv").display().to_string();
    let done = city.run(&["import", &file.display().to_string(), "--rejected", &rejected]);
    assert_eq!(done.code(), 1, "{}", done.out());
    let text = std::fs::read_to_string(&rejected).unwrap();
    assert_eq!(text, "\u{feff}enterprise,name,adcode,founded\ne1,甲,999999,2025-12-09\n");
    std::fs::write(&rejected, text.replace("999999", "340100")).unwrap();
    let done = city.run(&["import", &rejected]);
    assert_eq!(done.code(), 0, "{}", done.out());
}
