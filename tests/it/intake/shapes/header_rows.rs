//! Headers of two and three rows.

use super::{counts, is_as, mapped};
use crate::intake::bad_input::{Tried, Workbook, texts};
use crate::intake::mapping::import;
use crate::support::{City, Facts, add, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "shapes": a_header_merged_over_two_rows_is_read, groups_stand_before_the_names_below_them,
        a_header_of_several_rows_stands_in_a_csv_file, rejected_rows_keep_their_header_of_two_rows,
        a_header_that_would_lose_names_is_refused);
}

const SAME: (&str, &str) =
    ("enterprises.csv", "企业名称,区划代码,注册资本（万元）,员工人数\n示例一有限公司,合肥市,100,20\n");

fn a_header_merged_over_two_rows_is_read() {
    let columns = "ignore = [\"*\"]\n[table.columns]\nname = \"企业名称\"\nadcode = \"区划代码\"\ncapital = \"注册资本（万元）\"\nemployees = \"员工人数\"\n";
    for file in ["header-two-rows.xlsx", "header-only-horizontal.xlsx"] {
        let city = City::new();
        let path = project().join("tests/data/field").join(file);
        let below = format!("[[table]]\ntable = \"enterprises\"\nheader_row = 2\n{columns}");
        let report = import(&city, &path, &city.write("m.toml", below), &["--format", "json"]).json();
        assert_eq!(counts(&report), [1, 1, 0], "{file}: {report}");
        is_as(&city, &[SAME]);

        let city = City::new();
        let both = format!("[[table]]\ntable = \"enterprises\"\nheader_row = 1\nheader_rows = 2\n{columns}")
            .replace("\"注册", "\"基本情况/注册")
            .replace("\"员工", "\"基本情况/员工");
        let report = import(&city, &path, &city.write("m.toml", both), &["--format", "json"]).json();
        assert_eq!(counts(&report), [1, 1, 0], "{file}: {report}");
        is_as(&city, &[SAME]);

        let first = format!("[[table]]\ntable = \"enterprises\"\nheader_row = 1\n{columns}");
        let done = import(&city, &path, &city.write("m.toml", first), &[]);
        assert!(done.out().contains("header_rows"), "{}", done.out());
    }
}

fn groups_stand_before_the_names_below_them() {
    // Three rows; the table does not begin in the first column of the sheet, and its first name stands lowest.
    let rows = [
        texts(&["", "", "经营情况", "", "", "联系方式"]),
        texts(&["", "", "2023年", "", "2024年", ""]),
        texts(&["", "企业名称", "营业收入（亿元）", "员工人数", "营业收入（亿元）", "电话"]),
        texts(&["", "甲有限公司", "1.5", "20", "2", "000"]),
    ];
    let merged = ["C1:E1", "F1:F2", "C2:D2"];
    let city = City::new();
    let path = city.write("名单.xlsx", Workbook::default().sheet("名单", &rows, &merged).bytes());
    let mapping = "[[table]]\ntable = \"enterprises\"\nheader_rows = 3\nignore = [\"经营情况/2023年/营业收入(亿元)\", \"联系方式/电话\"]\n[table.columns]\nname = \"企业名称\"\nrevenue = \"经营情况/2024年/营业收入（亿元）\"\nemployees = \"经营情况/2023年/员工人数\"\n";
    let report = import(&city, &path, &city.write("m.toml", mapping), &["--format", "json"]).json();
    assert_eq!(counts(&report), [1, 1, 0], "{report}");
    is_as(&city, &[("enterprises.csv", "name,revenue,employees\n甲有限公司,20000,20\n")]);
    // Whom to call stands in contacts alone, also below a group.
    let told = mapping.replace(", \"联系方式/电话\"", "");
    let done = import(&city, &path, &city.write("m.toml", told), &[]);
    assert!(done.out().contains("联系方式/电话 是联系方式"), "{}", done.out());
}

fn a_header_of_several_rows_stands_in_a_csv_file() {
    let city = City::new();
    let list = "重点企业名单,,,\n企业名称,基本情况,,备注\n,注册资本（元）,员工人数,\n甲有限公司,50000000,20,好\n";
    let mapping = "[[table]]\ntable = \"enterprises\"\nheader_row = 2\nheader_rows = 2\nignore = [\"备注\"]\n[table.columns]\nname = \"企业名称\"\ncapital = \"基本情况/注册资本(元)\"\nemployees = \"基本情况/员工人数\"\n";
    let report = mapped(&city, list, mapping, &["--format", "json"]).json();
    assert_eq!(counts(&report), [1, 1, 0], "{report}");
    is_as(&city, &[("enterprises.csv", "name,capital,employees\n甲有限公司,5000,20\n")]);
    for (rows, words) in [("4", "header_rows 最多 3"), ("0", "header_rows"), ("3", "没有列「企业名称」")] {
        let wrong = mapping.replace("header_rows = 2", &format!("header_rows = {rows}"));
        let done = mapped(&city, list, &wrong, &[]);
        assert!((done.out() + &done.err()).contains(words), "{rows}: {}{}", done.out(), done.err());
    }
    let short = mapped(
        &city,
        "企业名称\n",
        "[[table]]\ntable = \"enterprises\"\nheader_rows = 2\ncolumns = { name = \"企业名称\" }\n",
        &[],
    );
    assert!(short.out().contains("表头应有 2 行"), "{}", short.out());
}

fn rejected_rows_keep_their_header_of_two_rows() {
    let city = City::new();
    let list = "名单,,\n企业名称,基本情况,\n,成立日期,员工人数\n甲有限公司,2020,20\n乙有限公司,何年,30\n";
    let mapping = "[[table]]\ntable = \"enterprises\"\nheader_row = 2\nheader_rows = 2\n[table.columns]\nname = \"企业名称\"\nfounded = \"基本情况/成立日期\"\nemployees = \"基本情况/员工人数\"\n";
    let back = city.folder().join("退回.csv");
    let done = mapped(&city, list, mapping, &["--on-error", "skip", "--rejected", back.to_str().unwrap()]);
    assert_eq!(done.code(), 2, "{}", done.out());
    assert!(done.out().contains("列 基本情况/成立日期（founded）「何年」"), "{}", done.out());
    let mended = std::fs::read_to_string(&back).unwrap().replace("何年", "2021");
    let report = mapped(&city, &mended, mapping, &["--format", "json"]).json();
    assert_eq!(counts(&report), [1, 1, 0], "{report}");
}

fn a_header_that_would_lose_names_is_refused() {
    let rows = [texts(&["企业名称", "基本情况", ""]), texts(&["甲有限公司", "1", "2"])];
    for merged in [["B1:C1"], ["A1:A2"]] {
        let workbook = Workbook::default().sheet("企业", &rows, &merged).bytes();
        Tried::files(&[("企业.xlsx", &workbook)]).refused(&["表头行有合并单元格", "header_rows", "mapping guess"]);
    }
}
