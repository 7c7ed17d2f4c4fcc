//! A list that was exported, edited and given back lands on the same rows.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "exported": an_edited_table_lands_on_its_rows, a_table_given_back_as_it_is_changes_nothing,
        what_somebody_else_changed_is_a_conflict, rows_that_are_not_of_the_list_are_unknown,
        another_squad_takes_over_as_everywhere, what_excel_does_to_a_table_is_no_edit, files_without_keys_are_told, a_list_is_not_imported_by_mistake);
}

/// A city with four targets on the list of c1, some of which look like formulas.
fn office() -> City {
    let city = City::tiny();
    let rows = "enterprise,name,adcode\nf1,'=cmd|calc,320500\nf2,''@甲,320500\nf3,'+乙-䶮㛃㭎𬍛𫖯𬭎,320500\n";
    city.import(&[&city.write("enterprises.csv", rows)]);
    city.done(&["list", "add", "--chain", "c1", "x00", "f1", "f2", "f3"]);
    city.done(&["list", "assign", "--chain", "c1", "x00", "f1", "--squad", "q1"]);
    city.done(&["list", "set", "--chain", "c1", "f1", "--note", "=1+1", "--amount", "1.2亿", "--due", "2026-12-05"]);
    city
}

/// The list as a table: the header first.
fn exported(city: &City) -> Vec<Vec<String>> {
    let text = city.done(&["list", "show", "--chain", "c1", "--format", "csv"]).out();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column(table: &[Vec<String>], name: &str) -> usize {
    table[0].iter().position(|header| header == name).unwrap_or_else(|| panic!("no {name}: {:?}", table[0]))
}

fn set(table: &mut [Vec<String>], enterprise: &str, name: &str, text: &str) {
    let (id, at) = (column(table, "企业编号"), column(table, name));
    let row = table.iter_mut().find(|row| row[id] == enterprise).unwrap();
    text.clone_into(&mut row[at]);
}

fn saved(city: &City, table: &[Vec<String>]) -> PathBuf {
    let mut writer = csv::Writer::from_writer(Vec::new());
    table.iter().for_each(|row| writer.write_record(row).unwrap());
    city.write("清单.csv", writer.into_inner().unwrap())
}

fn apply(city: &City, table: &[Vec<String>]) -> Value {
    let file = saved(city, table);
    city.done(&["return", file.to_str().unwrap(), "--apply", "--format", "json"]).json()
}

fn entry(city: &City, enterprise: &str) -> Value {
    let shown = city.done(&["list", "show", "--chain", "c1", "--format", "json"]).json();
    shown["entries"].as_array().unwrap().iter().find(|e| e["enterprise"] == enterprise).unwrap().clone()
}

fn cells(preview: &Value, list: &str) -> Vec<String> {
    let told = preview[list].as_array().unwrap().iter();
    told.map(|c| format!("{}.{}", c["enterprise"].as_str().unwrap(), c["field"].as_str().unwrap())).collect()
}

fn an_edited_table_lands_on_its_rows() {
    let city = office();
    let mut table = exported(&city);
    set(&mut table, "f1", "状态", "已走访");
    set(&mut table, "f2", "备注", "'-先打电话");
    set(&mut table, "f3", "预计投资额（万元）", "3亿");
    set(&mut table, "f3", "包抓领导", "示例领导");
    table[1..].reverse();
    let preview = apply(&city, &table);
    let mut applied = cells(&preview, "applied");
    applied.sort();
    assert_eq!(applied, ["f1.状态", "f2.备注", "f3.包抓领导", "f3.预计投资额（万元）"], "{preview}");
    assert_eq!(
        (&preview["unknown"], &preview["conflicting"], &preview["refused"]),
        (&json!([]), &json!([]), &json!([]))
    );
    assert_eq!(preview["untouched"].as_array().unwrap().len(), 1);
    assert_eq!([&entry(&city, "f1")["state"], &entry(&city, "f1")["note"]], ["visited", "=1+1"]);
    assert_eq!(entry(&city, "f2")["note"], "-先打电话");
    assert_eq!(entry(&city, "f3")["amount"], 30000.0);
    // The same file again says what the list says already.
    let again = apply(&city, &table);
    assert_eq!((&again["applied"], &again["number"]), (&json!([]), &json!(null)), "{again}");
}

fn a_table_given_back_as_it_is_changes_nothing() {
    let city = office();
    let table = exported(&city);
    for (id, name) in [("f1", "'=cmd|calc"), ("f2", "''@甲"), ("f3", "'+乙-䶮㛃㭎𬍛𫖯𬭎")] {
        let row = table.iter().find(|row| row[column(&table, "企业编号")] == id).unwrap();
        assert_eq!(row[column(&table, "企业")], name);
    }
    let preview = apply(&city, &table);
    assert_eq!(preview["untouched"].as_array().unwrap().len(), 4, "{preview}");
    assert_eq!(preview["number"], json!(null));
}

fn what_somebody_else_changed_is_a_conflict() {
    let city = office();
    let mut table = exported(&city);
    city.done(&["list", "set", "--chain", "c1", "x00", "--note", "办公室写的", "--next", "等消息"]);
    set(&mut table, "x00", "备注", "表里写的");
    set(&mut table, "x00", "拟合作项目", "二期");
    let preview = apply(&city, &table);
    assert_eq!(cells(&preview, "applied"), ["x00.拟合作项目"], "{preview}");
    let conflict = &preview["conflicting"][0];
    assert_eq!([&conflict["issued"], &conflict["returned"], &conflict["now"]], ["", "表里写的", "办公室写的"]);
    let told = city.done(&["return", saved(&city, &table).to_str().unwrap()]).out();
    assert!(told.contains("目标清单") && told.contains("发出时 （空），交回 表里写的，现在 办公室写的"), "{told}");
}

fn rows_that_are_not_of_the_list_are_unknown() {
    let city = office();
    let mut table = exported(&city);
    let key = column(&table, "行键");
    let at = |table: &[Vec<String>], id: &str| table.iter().position(|row| row[0] == id).unwrap();
    let (f1, f2, x00) = (at(&table, "f1"), at(&table, "f2"), at(&table, "x00"));
    table[f1][key].push('0');
    let later = table[f2][key].replacen('L', "L9", 1);
    table[f2][key] = later;
    let mut bare = table[x00].clone();
    bare[key].clear();
    let twice = table[x00].clone();
    table.extend([bare, twice]);
    let preview = apply(&city, &table);
    let reasons: Vec<&str> =
        preview["unknown"].as_array().unwrap().iter().map(|u| u["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons.len(), 4, "{preview}");
    assert_eq!(reasons.iter().filter(|r| r.contains("改过")).count(), 2, "{reasons:?}");
    assert!(
        reasons.iter().any(|r| r.contains("没有行键")) && reasons.iter().any(|r| r.contains("两次")),
        "{reasons:?}"
    );
}

fn another_squad_takes_over_as_everywhere() {
    let city = office();
    let squads = city.run(&["list", "show", "--chain", "c1", "--format", "json"]).json();
    assert_eq!(squads["entries"][3]["squad"], "q1", "{squads}");
    let mut table = exported(&city);
    set(&mut table, "f2", "招商队", "q3");
    set(&mut table, "f3", "招商队", "没有的队");
    set(&mut table, "x00", "招商队", "q3");
    let preview = apply(&city, &table);
    assert_eq!(cells(&preview, "refused"), ["f3.招商队"], "{preview}");
    assert_eq!([&entry(&city, "f2")["squad"], &entry(&city, "f2")["state"]], ["q3", "assigned"]);
    assert_eq!([&entry(&city, "x00")["squad"], &entry(&city, "x00")["recruiter"]], [&json!("q3"), &json!(null)]);
    assert_eq!(entry(&city, "f3")["squad"], json!(null));
}

fn what_excel_does_to_a_table_is_no_edit() {
    let city = office();
    let mut table = exported(&city);
    // Dates and numbers as the program shows them, its own encoding, semicolons no: Chinese Excel writes commas.
    set(&mut table, "f1", "期限", "2026/12/5");
    set(&mut table, "f1", "预计投资额（万元）", "12,000");
    table.iter_mut().for_each(|row| {
        row.iter_mut().for_each(|cell| *cell = cell.replace(['䶮', '㛃', '㭎', '𬍛', '𫖯', '𬭎'], "?"))
    });
    let text = std::fs::read_to_string(saved(&city, &table)).unwrap().replace('\n', "\r\n");
    let (bytes, _, lost) = encoding_rs::GB18030.encode(&text);
    assert!(!lost);
    let file = city.write("excel.csv", bytes);
    let preview = city.done(&["return", file.to_str().unwrap(), "--format", "json"]).json();
    assert_eq!((&preview["applied"], &preview["refused"]), (&json!([]), &json!([])), "{preview}");
    assert_eq!(preview["untouched"].as_array().unwrap().len(), 4);
}

fn files_without_keys_are_told() {
    let city = office();
    let mut table = exported(&city);
    let key = column(&table, "行键");
    table.iter_mut().for_each(|row| row[key] = "L1-0123456789abcdef01".to_owned());
    "行键".clone_into(&mut table[0][key]);
    let told = |file: PathBuf| {
        let done = city.run(&["return", file.to_str().unwrap(), "--apply"]);
        assert_eq!(done.code(), 1, "{}", done.out());
        done.err()
    };
    let strange = told(saved(&city, &table));
    assert!(strange.contains("不是本库发出的"), "{strange}");
    table.iter_mut().for_each(|row| drop(row.remove(key)));
    let without = told(saved(&city, &table));
    assert!(without.contains("没有“行键”一列") && without.contains("list show --format csv"), "{without}");
}

fn a_list_is_not_imported_by_mistake() {
    let city = office();
    let packet = city.folder().join("packet.xlsx");
    city.done(&["packet", "--chain", "c1", "--squad", "q1", "--out", packet.to_str().unwrap()]);
    for file in [saved(&city, &exported(&city)), packet] {
        let done = city.run(&["import", file.to_str().unwrap()]);
        let told = done.out() + &done.err();
        assert!(done.code() == 1 && told.contains("目标清单") && told.contains("liantu return"), "{told}");
    }
}
