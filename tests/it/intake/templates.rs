//! Empty templates: what is filled in comes in, what is left empty does no harm.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx, open_workbook};
use liantu::model::schema::{EXPLANATIONS, TABLES};
use liantu::model::{CanonicalTable, Kind};

use super::bad_input::adds_up;
use crate::support::{City, Facts, project};

pub fn facts(facts: &mut Facts) {
    facts.add("templates::empty_ones_import_as_nothing_to_do", empty_ones_import_as_nothing_to_do);
    facts.add("templates::csv_files_filled_with_the_examples_come_in", csv_files_filled_with_the_examples_come_in);
    facts.add("templates::a_workbook_filled_with_the_examples_comes_in", a_workbook_filled_with_the_examples_comes_in);
    facts.add("templates::a_file_that_is_there_is_not_overwritten", a_file_that_is_there_is_not_overwritten);
    facts.add("templates::a_folder_that_cannot_be_is_told", a_folder_that_cannot_be_is_told);
    facts.add("templates::every_column_is_explained", every_column_is_explained);
    facts.add("templates::columns_of_words_have_drop_downs", columns_of_words_have_drop_downs);
    facts.add("templates::those_in_the_project_are_what_the_command_writes", the_project_has_what_is_written);
}

/// Writes the templates; gives their folder.
fn written(city: &City) -> PathBuf {
    let folder = city.folder().join("模板");
    let done = city.done(&["templates", &folder.display().to_string()]);
    assert!(done.out().contains("已写出 34 个"), "{}", done.out());
    folder
}

fn workbook_in(folder: &Path) -> PathBuf {
    folder.join("链图模板.xlsx")
}

fn import(city: &City, path: &Path) -> serde_json::Value {
    let done = city.done(&["import", &path.display().to_string(), "--format", "json"]);
    let report = done.json();
    adds_up(&report);
    report
}

/// The examples of a table's columns as rows: one, and a second where another table's example refers to it.
fn rows(table: &CanonicalTable) -> Vec<Vec<String>> {
    let example: Vec<String> = table.all_columns().map(|c| c.example.to_owned()).collect();
    let second: Option<&[(&str, &str)]> = match table.kind {
        Kind::Enterprise => Some(&[("enterprise", "E002"), ("name", "示例乙有限公司"), ("credit_code", "")]),
        Kind::Segment => Some(&[("segment", "S002"), ("name", "示例器件"), ("stage", "中游")]),
        _ => None,
    };
    let other = second.map(|differences| {
        let differences: HashMap<&str, &str> = differences.iter().copied().collect();
        let cell =
            |(name, example): (&str, &String)| differences.get(name).map_or(example.clone(), ToString::to_string);
        table.all_columns().map(|c| c.name).zip(&example).map(cell).collect::<Vec<String>>()
    });
    // The two share no stock code, by which they would be one.
    let stock = table.field("stock_code").filter(|_| table.kind == Kind::Enterprise).map(usize::from);
    let other = other.map(|mut row: Vec<String>| {
        stock.into_iter().for_each(|at| row[at].clear());
        row
    });
    std::iter::once(example).chain(other).collect()
}

/// Every table came in whole, and no header was strange.
fn all_came_in(report: &serde_json::Value) {
    let expected: usize = TABLES.iter().map(|t| rows(t).len()).sum();
    assert_eq!((&report["read"], &report["new"]), (&expected.into(), &expected.into()), "{report}");
    let files = report["files"].as_array().unwrap();
    for table in TABLES {
        let file = files.iter().find(|f| f["table"] == table.file() && f["read"] != 0);
        let file = file.unwrap_or_else(|| panic!("{} in {report}", table.file()));
        assert_eq!(file["unknown_columns"], serde_json::json!([]), "{file}");
    }
}

fn empty_ones_import_as_nothing_to_do() {
    let city = City::new();
    let folder = written(&city);
    let report = import(&city, &folder);
    assert_eq!((&report["read"], &report["problems"]), (&0.into(), &serde_json::json!([])), "{report}");
    assert_eq!(report["files"].as_array().unwrap().len(), 2 * TABLES.len());
    assert!(report["files"].as_array().unwrap().iter().all(|f| f["unknown_columns"] == serde_json::json!([])));
    let told = city.run(&["import", &workbook_in(&folder).display().to_string()]);
    assert!(told.code() == 0 && told.out().contains("没有任何变化"), "{}{}", told.out(), told.err());
    assert!(told.out().contains("「说明」未导入：它是填写说明"), "{}", told.out());
}

fn csv_files_filled_with_the_examples_come_in() {
    let city = City::new();
    let folder = written(&city);
    for table in TABLES {
        let path = folder.join(format!("{}.csv", table.file()));
        let mut text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with('\u{feff}') && text.lines().count() == 1, "{}", path.display());
        for row in rows(table) {
            text.push_str(&(row.join(",") + "\r\n"));
        }
        std::fs::write(&path, text).unwrap();
    }
    let report = import(&city, &folder);
    all_came_in(&report);
    assert_eq!(import(&city, &folder)["unchanged"], report["new"], "again, nothing changes");
    let doctor = city.run(&["doctor"]);
    assert_eq!(doctor.code(), 0, "{}", doctor.out());
}

fn a_workbook_filled_with_the_examples_comes_in() {
    let city = City::new();
    let folder = written(&city);
    let filled = city.folder().join("填好.xlsx");
    fill(&workbook_in(&folder), &filled);
    let report = import(&city, &filled);
    all_came_in(&report);
    assert_eq!(import(&city, &filled)["unchanged"], report["new"], "again, nothing changes");
    for table in TABLES {
        std::fs::remove_file(folder.join(format!("{}.csv", table.file()))).unwrap();
    }
}

/// Copies a template, writing examples below the header of each sheet as a spreadsheet program would.
fn fill(template: &Path, target: &Path) {
    let names = open_workbook::<Xlsx<_>, _>(template).unwrap().sheet_names();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(template).unwrap()).unwrap();
    let mut copy = zip::ZipWriter::new(std::fs::File::create(target).unwrap());
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        let place = name.strip_prefix("xl/worksheets/sheet").and_then(|rest| rest.strip_suffix(".xml"));
        let sheet = place.and_then(|n| n.parse::<usize>().ok()).map(|n| names[n - 1].as_str());
        if let Some(kind) = sheet.and_then(Kind::from_word) {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains("</sheetData>"), "{name}");
            content = text.replace("</sheetData>", &(cells(CanonicalTable::of(kind)) + "</sheetData>")).into_bytes();
        }
        copy.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        copy.write_all(&content).unwrap();
    }
    copy.finish().unwrap();
}

fn cells(table: &CanonicalTable) -> String {
    let mut text = String::new();
    for (number, row) in (2..).zip(rows(table)) {
        text.push_str(&format!("<row r=\"{number}\">"));
        for (column, cell) in (b'A'..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let at = char::from(column);
            text.push_str(&format!("<c r=\"{at}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"));
        }
        text.push_str("</row>");
    }
    text
}

fn a_file_that_is_there_is_not_overwritten() {
    let city = City::new();
    let folder = city.folder().join("模板");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("members.csv"), "mine").unwrap();
    let done = city.run(&["templates", &folder.display().to_string()]);
    assert_eq!(done.code(), 1, "{}", done.out());
    assert!(done.err().contains("members.csv") && done.err().contains("没有写入任何模板"), "{}", done.err());
    assert_eq!(std::fs::read_to_string(folder.join("members.csv")).unwrap(), "mine");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}

fn a_folder_that_cannot_be_is_told() {
    let city = City::new();
    let file = city.write("文件", "x");
    let done = city.run(&["templates", &file.join("模板").display().to_string()]);
    assert!(done.code() == 1 && done.err().contains("不能建立文件夹"), "{}", done.err());
}

fn every_column_is_explained() {
    let city = City::new();
    let mut workbook: Xlsx<_> = open_workbook(workbook_in(&written(&city))).unwrap();
    let sheet = workbook.worksheet_range(EXPLANATIONS).unwrap();
    let lines: Vec<Vec<String>> = sheet.rows().map(|r| r.iter().map(ToString::to_string).collect()).collect();
    for table in TABLES {
        for column in table.all_columns() {
            let line = lines.iter().find(|l| l[0] == table.kind.zh() && l[2] == column.name);
            let line = line.unwrap_or_else(|| panic!("{} of {} is not explained", column.name, table.file()));
            assert_eq!(line[1], column.header());
            assert!(line[3..6].iter().all(|text| !text.is_empty()), "{line:?}");
        }
    }
    assert_eq!(workbook.sheet_names()[0], EXPLANATIONS);
    assert_eq!(workbook.sheet_names().len(), 1 + TABLES.len());
}

fn columns_of_words_have_drop_downs() {
    let city = City::new();
    let file = std::fs::File::open(workbook_in(&written(&city))).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut all = String::new();
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).unwrap();
        if entry.name().unwrap().starts_with("xl/worksheets/sheet") {
            entry.read_to_string(&mut all).unwrap();
        }
    }
    for words in
        ["上游,中游,下游", "链主,龙头", "存续,注销", "无,关注,严重", "顶格推进组", "工厂", "优势,强链", "是,否"]
    {
        assert!(all.contains(&format!("<formula1>\"{words}")), "{words}");
    }
    assert_eq!(all.matches("state=\"frozen\"").count(), 1 + TABLES.len());
}

fn the_project_has_what_is_written() {
    let city = City::new();
    let folder = written(&city);
    let mut found = 0;
    for entry in std::fs::read_dir(project().join("import/templates")).unwrap() {
        let path = entry.unwrap().path();
        let ours = std::fs::read(folder.join(path.file_name().unwrap())).unwrap();
        assert!(std::fs::read(&path).unwrap() == ours, "{} is not what `liantu templates` writes", path.display());
        found += 1;
    }
    assert_eq!(found, TABLES.len());
}
