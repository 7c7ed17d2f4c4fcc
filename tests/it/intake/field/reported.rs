//! What the report of an import says of the firms it brings and of the values it changes.

use serde_json::json;

use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": new_firms_without_place_or_segment_are_told, what_another_row_says_of_a_firm_counts,
        what_changes_is_told_value_by_value, a_name_that_fits_several_firms_is_told);
}

fn tried(city: City, files: &[(&str, &str)]) -> Tried {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    Tried::into(city, &files, &[])
}

const CHAIN: (&str, &str) = ("chains.csv", "chain,name\nc,示例链\n");
const SEGMENTS: (&str, &str) = ("segments.csv", "segment,chain,name,stage\ns1,c,正极,上游\n");

fn new_firms_without_place_or_segment_are_told() {
    let firms = "name,adcode,country\n甲有限公司,,\n乙有限公司,合肥,\n丙有限公司,暂无,CN\nD Inc,,US\n戊有限公司,,中国\n己有限公司,,\n";
    let report = tried(City::new(), &[("enterprises.csv", firms)]);
    report.loaded().says(&[
        "4 家新企业没有所在地（enterprises.csv 第 2 行、enterprises.csv 第 4 行、enterprises.csv 第 6 行等）",
        "请补“区划代码”一列",
        "6 家新企业不在任何环节（enterprises.csv 第 2 行、enterprises.csv 第 3 行、enterprises.csv 第 4 行等）",
        "请再导入“属于环节”的表",
    ]);
    assert_eq!(report.report["unlocated"]["count"], 4, "{}", report.report);
    assert_eq!(report.report["unplaced"]["first"][1], json!({ "file": "enterprises.csv", "row": 3 }));
    // They are told once: the same again brings none.
    let again = tried(report.city, &[("enterprises.csv", firms)]);
    assert!(again.report["unlocated"].is_null() && again.report["unplaced"].is_null(), "{}", again.report);
}

fn what_another_row_says_of_a_firm_counts() {
    let firms = "enterprise,name,adcode\ne1,甲有限公司,\ne2,乙有限公司,\ne3,丙有限公司,合肥\n";
    let members = "enterprise,segment,adcode\n甲有限公司,s1,合肥\ne3,正极,\n";
    let sites = "enterprise,adcode\n乙有限公司,芜湖\n";
    let files = [CHAIN, SEGMENTS, ("enterprises.csv", firms), ("members.csv", members), ("sites.csv", sites)];
    let report = tried(City::new(), &files);
    report.loaded().says(&["1 家新企业不在任何环节（enterprises.csv 第 3 行）"]);
    assert!(report.report["unlocated"].is_null(), "{}", report.report);
    // What joins a firm that stood there is no new one; two rows of one firm are one.
    let code = "91340100734948634D";
    let old = format!("enterprise,name,credit_code\ne1,甲有限公司,{code}\n");
    let city = tried(City::new(), &[("enterprises.csv", &old)]).loaded_city();
    let other = format!(
        "name,credit_code,source,adcode\n甲有限公司,{code},乙局,\n丁有限公司,91110000101623741K,乙局,\n丁有限公司,91110000101623741K,丙局,合肥\n戊有限公司,,乙局,\n"
    );
    let report = tried(city, &[("企业.csv", &other)]);
    assert_eq!(report.report["unlocated"], json!({ "count": 1, "first": [{ "file": "企业.csv", "row": 5 }] }));
    assert_eq!(report.report["unplaced"]["count"], 2, "{}", report.report);
}

fn what_changes_is_told_value_by_value() {
    let first = "enterprise,name,capital,adcode,备注\ne1,甲有限公司,100,合肥,a\ne2,乙有限公司,,合肥,a\ne3,丙有限公司,3,合肥,a\n";
    let city = tried(City::new(), &[("enterprises.csv", first)]).loaded_city();
    let second =
        "enterprise,name,capital,adcode,备注\ne1,甲有限公司,200,合肥,a\ne2,乙有限公司,5,,a\ne3,丙有限公司,3,合肥,b\n";
    let report = tried(city, &[("enterprises.csv", second)]);
    report.loaded().says(&[
        "~ enterprises.csv 第 2 行「甲有限公司」注册资本（万元）：100 → 200",
        "~ enterprises.csv 第 3 行「乙有限公司」区划代码：340100 → （空）；注册资本（万元）：（空） → 5",
        "~ enterprises.csv 第 4 行「丙有限公司」其他信息、来源或日期",
    ]);
    let changes = report.report["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 3, "{}", report.report);
    let expected = json!({
        "file": "enterprises.csv", "row": 2, "table": "enterprises", "what": "甲有限公司",
        "columns": [{ "column": "注册资本（万元）", "before": "100", "after": "200" }]
    });
    assert_eq!(changes[0], expected);
    // However many there are, a few are told, and how many more.
    let rows = |capital: u32| (0..600).map(|i| format!("f{i},己{i}有限公司,{capital},合肥\n")).collect::<String>();
    let file = |capital| format!("enterprise,name,capital,adcode\n{}", rows(capital));
    let city = tried(report.city, &[("enterprises.csv", &file(1))]).loaded_city();
    let report = tried(city, &[("enterprises.csv", &file(2))]);
    assert_eq!(report.text.lines().filter(|line| line.contains("：1 → 2")).count(), 20, "{}", report.text);
    report.says(&["~ 另有 580 行修改未列出"]);
    assert_eq!(report.report["changes"].as_array().unwrap().len(), 500);
}

fn a_name_that_fits_several_firms_is_told() {
    let firms = "enterprise,name,credit_code,adcode\ne1,甲有限公司,91340100734948634D,合肥\ne2,甲有限公司,91110000101623741K,北京\n";
    let city = tried(City::new(), &[("enterprises.csv", firms)]).loaded_city();
    let report = tried(city, &[("企业.csv", "enterprise,name,source\ne3,甲有限公司,乙局\n")]);
    report.loaded().says(&[
        "企业名称「甲有限公司」适合多家企业",
        "e1（安徽省合肥市，91340100734948634D）",
        "e3（所在地未知，没有信用代码）",
        "未自动合并；是同一家的，请给它们补上相同的信用代码或所在地",
    ]);
    let notices = report.report["notices"].to_string();
    assert!(notices.contains("适合多家企业"), "{notices}");
}
