//! Titles between the rows of a list: they fill a column, or are told.

use super::{counts, is_as, mapped};
use crate::intake::bad_input::{Tried, Workbook, texts};
use crate::intake::mapping::import;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "shapes": titles_between_rows_fill_a_column, merged_titles_fill_it_too, titles_unasked_are_told,
        rejected_rows_keep_their_title, blanks_say_what_stands_above,
        what_says_nothing_is_not_filled_from_above);
}

const MAPPING: &str = "[[table]]\ntable = \"enterprises\"\ngroup = \"区县\"\nignore = [\"序号\"]\n[table.columns]\nname = \"企业名称\"\nadcode = \"区县\"\n";
const SAME: (&str, &str) =
    ("enterprises.csv", "name,adcode\n甲有限公司,合肥市蜀山区\n乙有限公司,合肥市蜀山区\n丙有限公司,合肥市包河区\n");

fn titles_between_rows_fill_a_column() {
    for (first, second) in [
        ("一、蜀山区,", "二、包河区,"),
        ("（一）合肥市蜀山区（2家）,", "（二）合肥市包河区（1家）：,"),
        (",1. 蜀山区", ",2. 包河区"),
        ("蜀山区,", "包河区,"),
    ] {
        let city = City::new();
        let list = format!("序号,企业名称\n{first}\n1,甲有限公司\n2,乙有限公司\n{second}\n1,丙有限公司\n");
        let done = mapped(&city, &list, MAPPING, &[]);
        assert_eq!(done.code(), 0, "{first}: {}", done.out());
        assert!(done.out().contains("2 行是分组的标题，填进「区县」"), "{}", done.out());
        assert!(done.out().contains("读 3，新 3"), "{}", done.out());
        is_as(&city, &[SAME]);
    }
    // A total inside a group is none, and gives its group no name.
    let city = City::new();
    let list = "序号,企业名称\n一、蜀山区,\n1,甲有限公司\n小计,\n2,乙有限公司\n";
    let done = mapped(&city, list, MAPPING, &["--on-error", "skip"]);
    assert!(done.out().contains("第 4 行：这一行（小计）像是合计行"), "{}", done.out());
    is_as(&city, &[("enterprises.csv", "name,adcode\n甲有限公司,合肥市蜀山区\n乙有限公司,合肥市蜀山区\n")]);
}

fn merged_titles_fill_it_too() {
    let rows = [
        texts(&["序号", "企业名称", "备注"]),
        texts(&["蜀山区", "", ""]),
        texts(&["1", "甲有限公司", ""]),
        texts(&["2", "乙有限公司", ""]),
        texts(&["二、包河区", "", ""]),
        texts(&["1", "丙有限公司", ""]),
    ];
    let workbook = Workbook::default().sheet("名单", &rows, &["A2:C2", "A5:C5"]).bytes();
    let city = City::new();
    let path = city.write("名单.xlsx", &workbook);
    let report = import(&city, &path, &city.write("m.toml", MAPPING), &["--format", "json"]).json();
    assert_eq!(counts(&report), [3, 3, 0], "{report}");
    is_as(&city, &[SAME]);
    Tried::files(&[("企业.xlsx", &workbook)]).refused(&["第 2 行", "分组的标题", "group ="]);
}

fn titles_unasked_are_told() {
    let list = "企业名称,区划代码\n一、蜀山区,\n甲有限公司,合肥\n";
    Tried::files(&[("企业.csv", list.as_bytes())]).refused(&["第 2 行", "分组的标题", "group = \"区县\""]);
}

fn rejected_rows_keep_their_title() {
    let city = City::new();
    let list = "企业名称,成立日期\n一、蜀山区,\n甲有限公司,2020\n二、包河区,\n乙有限公司,何年\n丙有限公司,2021\n";
    let mapping = "[[table]]\ntable = \"enterprises\"\ngroup = \"区县\"\n[table.columns]\nname = \"企业名称\"\nadcode = \"区县\"\nfounded = \"成立日期\"\n";
    let back = city.folder().join("退回.csv");
    mapped(&city, list, mapping, &["--on-error", "skip", "--rejected", back.to_str().unwrap()]);
    let mended = std::fs::read_to_string(&back).unwrap().replace("何年", "2022");
    let report = mapped(&city, &mended, mapping, &["--format", "json"]).json();
    assert_eq!(counts(&report), [1, 1, 0], "{report}");
    is_as(&city, &[("enterprises.csv", "name,adcode,founded\n乙有限公司,合肥市包河区,2022\n")]);
}

fn blanks_say_what_stands_above() {
    let city = City::new();
    let list = "地区,企业名称,备注\n合肥市,甲有限公司,好\n,乙有限公司,\n芜湖市,丙有限公司,\n";
    let mapping = "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\nadcode = { header = \"地区\", down = true }\n";
    let report = mapped(&city, list, mapping, &["--format", "json"]).json();
    assert_eq!(counts(&report), [3, 3, 0], "{report}");
    is_as(&city, &[("enterprises.csv", "name,adcode,备注\n甲有限公司,合肥,好\n乙有限公司,合肥,\n丙有限公司,芜湖,\n")]);
}

fn what_says_nothing_is_not_filled_from_above() {
    for sign in ["无", "暂无", "—", "/", "N/A", "待补"] {
        let city = City::new();
        let list = format!("地区,企业名称\n合肥市,甲有限公司\n{sign},乙有限公司\n,丙有限公司\n芜湖市,丁有限公司\n");
        let mapping = "[[table]]\ntable = \"enterprises\"\nblank = [\"待补\"]\n[table.columns]\nname = \"企业名称\"\nadcode = { header = \"地区\", down = true }\n";
        let report = mapped(&city, &list, mapping, &["--format", "json"]).json();
        assert_eq!(counts(&report), [4, 4, 0], "{report}");
        // An empty cell below says what that one says: nothing.
        let same = "name,adcode\n甲有限公司,合肥\n乙有限公司,\n丙有限公司,\n丁有限公司,芜湖\n";
        is_as(&city, &[("enterprises.csv", same)]);
    }
}
