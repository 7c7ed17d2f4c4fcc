//! What a cell of a sheet shows is what is read.

use crate::intake::bad_input::{Tried, Value, Workbook, texts};
use crate::support::{City, Facts, add, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": merged_cells_fill_their_area, a_percent_is_what_the_cell_shows, a_formula_never_computed_is_told,
        dates_are_of_the_calendar_and_of_their_epoch);
}

/// A workbook of the field, imported under a name.
fn sample(city: City, file: &str, name: &str, options: &[&str]) -> Tried {
    let content = std::fs::read(project().join("tests/data/field").join(file)).unwrap();
    Tried::into(city, &[(name, &content)], options)
}

fn merged_cells_fill_their_area() {
    let tried = sample(City::new(), "merged-data.xlsx", "企业.xlsx", &[]);
    tried.loaded();
    for firm in ["示例一有限公司", "示例二有限公司", "示例三有限公司"] {
        let found = tried.city.run(&["find", firm]).out();
        assert!(found.contains("合肥市"), "{found}");
    }
    let rows = [
        texts(&["企业编号", "企业名称", "区划代码", "园区"]),
        texts(&["e1", "甲", "合肥", "高新"]),
        texts(&["e2", "乙", "", ""]),
        texts(&["e3", "丙", "芜湖", ""]),
        texts(&["e4", "丁", "", ""]),
    ];
    // Areas of several columns, and one far beyond the table that takes no room.
    let merged = ["C2:C3", "D2:D4", "A9:XFD1048576"];
    let tried = Tried::files(&[("企业.xlsx", &Workbook::default().sheet("企业", &rows, &merged).bytes())]);
    let csv = "企业编号,企业名称,区划代码,园区\ne1,甲,合肥,高新\ne2,乙,合肥,高新\ne3,丙,芜湖,高新\ne4,丁,,\n";
    let same = Tried::into(tried.loaded_city(), &[("企业.csv", csv.as_bytes())], &[]);
    assert_eq!(same.count("unchanged"), 4, "{}", same.text);
}

fn a_percent_is_what_the_cell_shows() {
    let tried = sample(City::new(), "percent-cell.xlsx", "表.xlsx", &[]);
    let same = "investor,enterprise,percent,amount\na,b,35,1234567.25\n";
    let same = Tried::into(tried.loaded_city(), &[("investments.csv", same.as_bytes())], &[]);
    assert_eq!(same.count("unchanged"), 1, "{}", same.text);
    let city = City::new();
    let firms = "name\n甲有限公司\n乙有限公司\n丙有限公司\n丁有限公司\n";
    let funds = "fund,name\nf1,基金\n";
    let holdings = "investor,enterprise,percent\n基金,甲有限公司,35%\n基金,乙有限公司,35\n基金,丙有限公司,0.5%\n";
    let files = [
        ("enterprises.csv", firms.as_bytes()),
        ("funds.csv", funds.as_bytes()),
        ("investments.csv", holdings.as_bytes()),
    ];
    let tried = Tried::into(city, &files, &[]);
    let same = "investor,enterprise,percent\n基金,甲有限公司,35\n基金,乙有限公司,35%\n基金,丙有限公司,0.5\n";
    let same = Tried::into(tried.loaded_city(), &[("investments.csv", same.as_bytes())], &[]);
    assert_eq!(same.count("unchanged"), 3, "{}", same.text);
}

fn a_formula_never_computed_is_told() {
    let tried = sample(City::new(), "formula-no-cache.xlsx", "企业.xlsx", &[]);
    tried.refused(&["第 2 行", "没有计算过的公式", "请用 Excel 或 WPS 打开，保存一次"]);
    // A formula that gives a text, also an empty one, is read.
    let rows = [
        texts(&["enterprise", "name", "park"]),
        vec![Value::Text("e1"), Value::Formula("A2", "甲"), Value::Formula("IF(1,\"\")", "")],
    ];
    Tried::files(&[("enterprises.xlsx", &Workbook::default().sheet("Sheet1", &rows, &[]).bytes())]).loaded();
}

fn dates_are_of_the_calendar_and_of_their_epoch() {
    for file in ["date-1e15.xlsx", "date-minus1.xlsx", "date-zero.xlsx"] {
        sample(City::new(), file, "enterprises.xlsx", &[]).refused(&["日期超出日历"]);
    }
    let tried = sample(City::new(), "date-1904.xlsx", "enterprises.xlsx", &[]);
    let day = "enterprise,name,adcode,founded\nt1,日期有限公司,340100,2024-06-19\n";
    let same = Tried::into(tried.loaded_city(), &[("enterprises.csv", day.as_bytes())], &[]);
    assert_eq!(same.count("unchanged"), 1, "{}", same.text);
}
