//! Numbers that only lie above, below or near: never read as exact without a word.

use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": what_is_about_so_much_is_so_much, what_lies_above_or_below_is_refused_by_name,
        a_number_taken_out_of_such_a_text_is_told, a_draft_takes_such_numbers_and_tells_them,
        shares_below_one_are_told_where_they_may_be_parts);
}

/// What no count, amount or share is, with the word by which it is none.
const BOUNDS: [(&str, &str); 11] = [
    ("300余人", "余"),
    ("300多", "多"),
    ("近300人", "近"),
    ("接近300", "接近"),
    ("300+", "+"),
    ("＞300", ">"),
    ("≥300", "≥"),
    ("300人以上", "以上"),
    ("超过300", "超过"),
    ("不足300人", "不足"),
    ("约300余人", "余"),
];

fn list(header: &str, values: &[&str]) -> String {
    let rows = values.iter().enumerate().map(|(i, value)| format!("甲{i}有限公司,\"{value}\"\n"));
    format!("企业名称,{header}\n{}", rows.collect::<String>())
}

fn mapped(city: City, content: &str, column: &str) -> Tried {
    let text = format!("[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\n{column}\n");
    let mapping = city.write("m.toml", text).display().to_string();
    Tried::into(city, &[("名单.csv", content.as_bytes())], &["--mapping", &mapping])
}

fn what_is_about_so_much_is_so_much() {
    let about = ["约300", "300人左右", "大约 300 人", "300上下", "约300人左右", "３００人"];
    let tried = Tried::files(&[("企业.csv", list("员工人数", &about).as_bytes())]);
    let same = list("employees", &["300"; 6]).replace("企业名称", "name");
    let again = Tried::into(tried.loaded_city(), &[("企业.csv", same.as_bytes())], &[]);
    assert_eq!(again.count("unchanged"), 6, "{}", again.text);
}

fn what_lies_above_or_below_is_refused_by_name() {
    for (given, word) in BOUNDS {
        let reason = format!("只说了多于、少于或接近多少（“{word}”）");
        let line = "映射里可写：employees = { header = \"员工人数\", take = \"number\" }";
        Tried::files(&[("企业.csv", list("员工人数", &[given]).as_bytes())]).refused(&[&reason, given, line]);
        let money = given.replace('人', "万元");
        let tried = Tried::files(&[("企业.csv", list("注册资本", &[&money]).as_bytes())]);
        tried.refused(&[&reason, "capital = { header = \"注册资本\", take = \"number\" }"]);
    }
    for (given, word) in [("51%以上", "以上"), ("近51%", "近"), ("超51%", "超")] {
        let shares = format!("投资方,被投企业,持股比例\n甲有限公司,乙有限公司,{given}\n");
        let firms = ("企业.csv", "name\n甲有限公司\n乙有限公司\n".as_bytes());
        let tried = Tried::files(&[firms, ("investments.csv", shares.as_bytes())]);
        tried.refused(&[&format!("只说了多于、少于或接近多少（“{word}”）"), "take = \"number\""]);
    }
}

fn a_number_taken_out_of_such_a_text_is_told() {
    let values = BOUNDS.map(|(given, _)| given);
    let tried = mapped(City::new(), &list("人数", &values), "employees = { header = \"人数\", take = \"number\" }");
    tried.loaded().says(&[
        "列 人数（employees） 有 11 个数是约数或带着别的话",
        "第 2 行「300余人」读作 300、第 3 行「300多」读作 300",
    ]);
    // What is about so much, or says another thing beside, is told alike.
    let exact = ["约 300 人", "300人左右", "300（含外包）"];
    let tried = mapped(City::new(), &list("人数", &exact), "employees = { header = \"人数\", take = \"number\" }");
    tried.loaded().says(&["有 3 个数是约数或带着别的话", "「300人左右」读作 300", "「300（含外包）」读作 300"]);
    // Nor does a number lose its sign, or the word that makes another of it.
    for given in ["净亏损300万", "300k", "约3.5 million", "增长30%", "占30‰"] {
        let column = "capital = { header = \"注册资本\", take = \"number\" }";
        mapped(City::new(), &list("注册资本", &[given]), column).refused(&[given]);
    }
}

fn a_draft_takes_such_numbers_and_tells_them() {
    let content = list("员工人数", &["300余人", "120", "近500人", "200人以上"]);
    let city = City::new();
    let draft = liantu::ingest::guess(&city.write("名单.csv", &content), "名单.csv", None).unwrap().toml();
    let mapping = city.write("m.toml", &draft).display().to_string();
    let tried = Tried::into(city, &[("名单.csv", content.as_bytes())], &["--mapping", &mapping]);
    tried.loaded().says(&["有 3 个数是约数或带着别的话", "第 2 行「300余人」读作 300、第 4 行「近500人」读作 500"]);
    // However few they are, and without a mapping too.
    let content = list("员工人数", &["120", "130", "140", "约200"]);
    let told = ["列 员工人数 有 1 个数是约数或带着别的话，按里面的数读，如第 5 行「约200」读作 200"];
    Tried::files(&[("enterprises.csv", content.as_bytes())]).loaded().says(&told);
}

fn shares_below_one_are_told_where_they_may_be_parts() {
    let of = |shares: &[&str]| {
        let row = |(day, share): (usize, &&str)| format!("甲有限公司,乙有限公司,{share},2020-01-1{day}\n");
        let rows: String = shares.iter().enumerate().map(row).collect();
        let list = format!("投资方,被投企业,持股比例,date\n{rows}");
        let firms = ("企业.csv", "name\n甲有限公司\n乙有限公司\n".as_bytes());
        Tried::files(&[firms, ("investments.csv", list.as_bytes())])
    };
    for shares in [&["12%", "0.12"][..], &["0.2", "0.35"], &["约35%", "12", "0.12"]] {
        let tried = of(shares);
        tried.loaded().says(&["列 持股比例 的", "小于 1，又没有写 %", "请改写成 12% 这样"]);
    }
    for shares in [&["0.8", "20"][..], &["12%", "0.5%"], &["12", "35"]] {
        let tried = of(shares);
        assert!(!tried.loaded().text.contains("小于 1"), "{shares:?}: {}", tried.text);
    }
}
