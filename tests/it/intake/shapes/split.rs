//! Several values in one cell: a row for each.

use super::{counts, is_as, mapped};
use crate::intake::mapping::import;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "shapes": a_cell_of_several_segments_gives_a_row_for_each, several_columns_are_split_alike,
        a_part_that_means_nothing_is_rejected_alone, a_split_without_end_is_refused, split_is_for_keys_and_lists);
}

const CHAIN: &str = "产业链编号,产业链,区划代码\nc,示例链,340100\n";
const SEGMENTS: &str = "环节编号,产业链,环节,上中下游\na,c,正极,上游\nb,c,负极,上游\nd,c,隔膜,上游\n";
const FIRMS: &str = "企业名称,区划代码\n示例甲有限公司,合肥市\n示例乙有限公司,合肥市\n";

fn city() -> City {
    let city = City::new();
    let paths = [("chains.csv", CHAIN), ("segments.csv", SEGMENTS), ("enterprises.csv", FIRMS)]
        .map(|(name, content)| city.write(name, content).display().to_string());
    city.done(&["import", &paths[0], &paths[1], &paths[2]]);
    city
}

const MAPPING: &str = "[[table]]\ntable = \"members\"\nignore = [\"*\"]\n[table.columns]\nenterprise = \"企业名称\"\nsegment = { header = \"所属环节\", split = \"、\" }\n";

fn a_cell_of_several_segments_gives_a_row_for_each() {
    let city = city();
    let list = "企业名称,区划代码,所属环节\n示例甲有限公司,合肥市,正极、负极\n示例乙有限公司,合肥市,隔膜\n";
    let done = mapped(&city, list, MAPPING, &[]);
    assert_eq!(done.code(), 0, "{}", done.out());
    assert!(done.out().contains("读 3，新 3"), "{}", done.out());
    let rows = "enterprise,segment\n示例甲有限公司,正极\n示例甲有限公司,负极\n示例乙有限公司,隔膜\n";
    is_as(&city, &[("members.csv", rows)]);
    // The same part twice is one row, and what says nothing is none.
    let again = "企业名称,区划代码,所属环节\n示例甲有限公司,合肥市,正极、 正极 、无、\n";
    let report = mapped(&city, again, MAPPING, &["--format", "json"]).json();
    assert_eq!((counts(&report), &report["unchanged"]), ([1, 0, 0], &1.into()), "{report}");
}

fn several_columns_are_split_alike() {
    let city = city();
    let list = "企业名称,环节一,环节二\n示例甲有限公司/示例乙有限公司,正极,隔膜/负极\n";
    let mapping = "[[table]]\ntable = \"members\"\n[table.columns]\nenterprise = { header = \"企业名称\", split = \"/\" }\nsegment = { header = [\"环节一\", \"环节二\"], split = \"/\" }\n";
    let report = mapped(&city, list, mapping, &["--format", "json"]).json();
    assert_eq!(counts(&report), [6, 6, 0], "{report}");
    let rows: String = ["甲", "乙"]
        .map(|firm| ["正极", "负极", "隔膜"].map(|to| format!("示例{firm}有限公司,{to}\n")).concat())
        .concat();
    is_as(&city, &[("members.csv", &format!("enterprise,segment\n{rows}"))]);
}

fn a_part_that_means_nothing_is_rejected_alone() {
    let city = city();
    let back = city.folder().join("退回.csv");
    let list = "企业名称,所属环节\n示例甲有限公司,正极、没有的、负极\n";
    let done = mapped(&city, list, MAPPING, &["--on-error", "skip", "--rejected", back.to_str().unwrap()]);
    assert!(done.out().contains("读 3，新 2，改 0，不变 0，重复 0，拒绝 1"), "{}", done.out());
    assert!(done.out().contains("列 所属环节（segment）「没有的」"), "{}", done.out());
    let text = std::fs::read_to_string(&back).unwrap();
    assert_eq!(text.trim_start_matches('\u{feff}'), list, "the row as the source has it");
    let mended = city.write("退回2.csv", text.replace("没有的", "隔膜"));
    let report = import(&city, &mended, &city.write("m.toml", MAPPING), &["--format", "json"]).json();
    assert_eq!((&report["new"], &report["unchanged"]), (&1.into(), &2.into()), "{report}");
}

fn a_split_without_end_is_refused() {
    let city = city();
    let many: Vec<String> = (0..1_200).map(|i| format!("环节{i}")).collect();
    let done = mapped(&city, &format!("企业名称,所属环节\n示例甲有限公司,{}\n", many.join("、")), MAPPING, &[]);
    assert!(done.out().contains("会拆成一千行以上") && done.out().contains("读 1"), "{}", done.out());
}

fn split_is_for_keys_and_lists() {
    let city = city();
    let mapping =
        "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = { header = \"企业名称\", split = \"、\" }\n";
    let done = mapped(&city, "企业名称\n甲\n", mapping, &[]);
    assert!((done.out() + &done.err()).contains("name 不能写 split"), "{}", done.err());
}
