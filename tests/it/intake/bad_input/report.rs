//! What an import does with good rows beside bad ones, and the shape of its report.

use serde_json::{Value, json};

use super::tried::{Tried, adds_up};
use crate::support::{City, Done, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "bad_input": skip_loads_the_good_rows_and_exits_2, skip_loads_nothing_of_a_broken_file,
        the_rejected_rows_alone_are_written_and_import_once_fixed, rejected_rows_of_several_tables_stand_apart,
        a_header_that_fits_two_tables_is_named_by_the_file, the_rejected_rows_never_replace_an_input,
        a_dry_run_makes_no_store, a_dry_run_shows_what_would_change, standard_input_is_read,
        the_report_has_its_shape, the_same_again_changes_nothing, a_column_left_out_stays_as_it_was,
        a_folder_without_canonical_files_is_told, what_lies_beside_is_told, a_path_to_nothing_is_told,
        a_file_nobody_may_read_is_told);
}

const MIXED: &str =
    "企业编号,名称,区划代码,备注\ne1,甲,340100,好\ne2,乙,999999,\"差,得远\"\ne3,丙,340100,好\ne4,丁,合飞,\n";

fn skip_loads_the_good_rows_and_exits_2() {
    let tried = Tried::files_with(&[("enterprises.csv", MIXED.as_bytes())], &["--on-error", "skip"]);
    assert_eq!((tried.code, &tried.report["committed"]), (2, &json!(true)), "{}", tried.text);
    assert_eq!((tried.count("read"), tried.count("new"), tried.count("rejected")), (4, 2, 2));
    tried.at(0, "enterprises.csv", Some(3), Some("区划代码"), Some("999999"));
    let again = Tried::into(tried.city, &[("enterprises.csv", MIXED.as_bytes())], &["--on-error", "skip"]);
    assert_eq!((again.count("unchanged"), again.count("rejected"), again.code), (2, 2, 2));
}

fn skip_loads_nothing_of_a_broken_file() {
    let good = ("enterprises.csv", "enterprise,name\ne1,甲\n".as_bytes());
    let broken = ("supplies.csv", "supplier,customer\ne1,\"e1\n".as_bytes());
    Tried::files_with(&[good, broken], &["--on-error", "skip"]).refused(&["supplies.csv", "第 2 行", "引号没有闭合"]);
}

fn the_rejected_rows_alone_are_written_and_import_once_fixed() {
    let city = City::new();
    let (file, rejected) = (city.write("enterprises.csv", MIXED), city.folder().join("退回.csv"));
    let paths = [file.display().to_string(), rejected.display().to_string()];
    let done = city.run(&["import", &paths[0], "--on-error", "skip", "--rejected", &paths[1]]);
    assert_eq!(done.code(), 2, "{}", done.out());
    assert!(done.out().contains(&format!("被拒绝的行已写到 {}", paths[1])), "{}", done.out());
    let text = std::fs::read_to_string(&rejected).unwrap();
    assert_eq!(text, "\u{feff}企业编号,名称,区划代码,备注\ne2,乙,999999,\"差,得远\"\ne4,丁,合飞,\n");
    std::fs::write(&rejected, text.replace("999999", "340100").replace("合飞", "合肥")).unwrap();
    let fixed = city.run(&["import", &paths[1], "--format", "json"]);
    assert_eq!(
        (fixed.code(), &fixed.json()["new"], &fixed.json()["read"]),
        (0, &json!(2), &json!(2)),
        "{}",
        fixed.out()
    );
}

fn rejected_rows_of_several_tables_stand_apart() {
    let city = City::new();
    let firms = city.write("enterprises.csv", "enterprise,name,adcode\ne1,甲,999999\ne2,乙,\n");
    let supplies = city.write("supplies.csv", "supplier,customer\ne2,e9\n");
    let rejected = city.folder().join("退回.csv");
    let paths = [&firms, &supplies, &rejected].map(|p| p.display().to_string());
    let done = city.run(&["import", &paths[0], &paths[1], "--rejected", &paths[2], "--format", "json"]);
    let written = ["退回.enterprises.csv", "退回.supplies.csv"].map(|n| city.folder().join(n).display().to_string());
    assert_eq!(done.json()["rejected_files"], json!(written));
    let text = std::fs::read_to_string(&written[1]).unwrap();
    assert_eq!(text, "\u{feff}supplier,customer\ne2,e9\n");
    assert!(!rejected.exists());
}

fn a_header_that_fits_two_tables_is_named_by_the_file() {
    let city = City::new();
    let file = city.write("企业.csv", "名称,区划代码\n甲有限公司,999999\n");
    let rejected = city.folder().join("退回.csv").display().to_string();
    let done = city.run(&["import", &file.display().to_string(), "--rejected", &rejected, "--format", "json"]);
    let written = done.json()["rejected_files"][0].as_str().unwrap().to_owned();
    let text = std::fs::read_to_string(&written).unwrap();
    std::fs::write(&written, text.replace("999999", "合肥")).unwrap();
    let fixed = city.run(&["import", &written, "--format", "json"]);
    assert_eq!((fixed.code(), &fixed.json()["files"][0]["table"]), (0, &json!("enterprises")), "{}", fixed.out());
}

fn the_rejected_rows_never_replace_an_input() {
    let city = City::new();
    let file = city.write("enterprises.csv", MIXED);
    let path = file.display().to_string();
    let roundabout = city.folder().join(".").join("enterprises.csv").display().to_string();
    let done = city.run(&["import", &path, "--rejected", &roundabout]);
    assert_eq!(done.code(), 1, "{}", done.out());
    assert!(done.err().contains("--rejected"), "{}", done.err());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), MIXED);
}

fn a_dry_run_makes_no_store() {
    let city = City::new();
    let file = city.write("enterprises.csv", MIXED).display().to_string();
    let done = city.run(&["import", &file, "--dry-run"]);
    assert!(done.out().contains("试运行：没有写入任何内容"), "{}", done.out());
    let left: Vec<_> = std::fs::read_dir(city.folder()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["enterprises.csv"]);
}

fn a_dry_run_shows_what_would_change() {
    let city = City::new();
    let file = city.write("enterprises.csv", "enterprise,name,adcode\ne1,甲,\ne2,乙,\ne3,丙,\n");
    city.import(&[&file]);
    let more = "enterprise,name,adcode\ne1,甲,\ne2,乙乙,\ne4,丁,\ne4,丁,\ne5,戊,999999\n";
    let tried = Tried::into(city, &[("enterprises.csv", more.as_bytes())], &["--on-error", "skip"]);
    let counts = ["read", "new", "changed", "unchanged", "repeated", "rejected"].map(|name| tried.count(name));
    assert_eq!(counts, [5, 1, 1, 1, 1, 1]);
}

/// Runs the program with this on its standard input.
fn fed(city: &City, input: &[u8], arguments: &[&str]) -> Done {
    use std::io::Write;
    use std::process::Stdio;
    let mut command = city.command(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    Done::of(child.wait_with_output().unwrap())
}

fn standard_input_is_read() {
    let city = City::new();
    let done = fed(&city, "企业编号,企业名称\ne1,甲\n".as_bytes(), &["import", "-", "--format", "json"]);
    assert_eq!((done.code(), &done.json()["files"][0]["table"]), (0, &json!("enterprises")), "{}", done.out());
    let gbk = encoding_rs::GB18030.encode("企业编号,企业名称,注册地\ne2,乙公司,合飞市\n").0.into_owned();
    let done = fed(&city, &gbk, &["import", "-", "--encoding", "gbk"]);
    assert_eq!(done.code(), 1, "{}", done.out());
    for word in ["标准输入 第 2 行 列 注册地「合飞市」", "合肥市"] {
        assert!(done.out().contains(word), "{}", done.out());
    }
    let done = fed(&city, b"", &["import", "-"]);
    assert!(done.code() == 1 && done.out().contains("标准输入：文件是空的"), "{}", done.out());
}

fn the_report_has_its_shape() {
    let tried = Tried::files(&[("enterprises.csv", MIXED.as_bytes())]);
    let report = &tried.report;
    let expected = json!({
        "number": null, "committed": false, "dry_run": false,
        "read": 4, "new": 2, "changed": 0, "unchanged": 0, "repeated": 0, "rejected": 2,
        "problems_more": 0, "notices_more": 0, "rejected_files": []
    });
    crate::support::assert_matches(report, &expected, "report");
    assert!(report["import"].as_str().is_some_and(|id| id.len() == 32), "{report}");
    assert_eq!(report["files"][0]["file"], "enterprises.csv");
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let expected = ["column", "file", "mapping_line", "reason", "row", "suggestion", "value"];
    assert_eq!(keys(&report["problems"][0]), expected);
    let loaded = Tried::files(&[("enterprises.csv", "name\n甲\n".as_bytes())]);
    assert_eq!(loaded.report["number"], 1);
}

fn the_same_again_changes_nothing() {
    let tried = Tried::path(City::new(), &crate::support::data("small"));
    tried.loaded();
    let again = Tried::path(tried.city, &crate::support::data("small"));
    assert!(again.report["number"].is_null() && again.text.contains("没有写入"), "{}", again.text);
    assert_eq!(again.count("new") + again.count("changed"), 0);
}

fn a_column_left_out_stays_as_it_was() {
    let tried = Tried::files(&[("enterprises.csv", "enterprise,name,adcode\ne1,甲,340100\n".as_bytes())]);
    let again = Tried::into(tried.city, &[("enterprises.csv", "enterprise,name\ne1,甲\n".as_bytes())], &[]);
    assert_eq!(again.count("unchanged"), 1);
    let blank = Tried::into(again.city, &[("enterprises.csv", "enterprise,name,adcode\ne1,甲,\n".as_bytes())], &[]);
    assert_eq!(blank.count("changed"), 1, "a blank cell says that there is none");
}

fn a_folder_without_canonical_files_is_told() {
    let city = City::new();
    let folder = city.folder().join("杂项");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("readme.txt"), "x").unwrap();
    Tried::path(city, &folder).refused(&["杂项", "文件夹里没有规范的 CSV 文件或工作簿", "enterprises.csv"]);
}

fn what_lies_beside_is_told() {
    let city = City::new();
    let folder = city.folder().join("名单");
    std::fs::create_dir(&folder).unwrap();
    for (name, text) in [("enterprises.csv", "name\n甲\n"), ("我的表.csv", "name\n乙\n"), ("~$企业.xlsx", "x")] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let tried = Tried::path(city, &folder);
    tried.says(&["我的表.csv 不是规范文件名，未导入", "~$企业.xlsx 是软件的临时文件"]);
    assert_eq!((tried.code, tried.count("read"), tried.count("new")), (2, 1, 1));
}

fn a_path_to_nothing_is_told() {
    for name in ["没有", "没有.csv", "enterprises.csv", "没有.xlsx"] {
        let city = City::new();
        let path = city.folder().join(name);
        let tried = Tried::path(city, &path);
        tried.refused(&[name, "没有这个文件或文件夹", "请检查路径"]);
        assert!(!tried.text.contains("os error"), "{}", tried.text);
    }
}

fn a_file_nobody_may_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let city = City::unprivileged();
    let file = city.write("enterprises.csv", "name\n甲\n");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o000)).unwrap();
    let tried = Tried::path(city, &file);
    tried.refused(&["enterprises.csv", "没有权限读取", "请检查"]);
    adds_up(&tried.report);
}
