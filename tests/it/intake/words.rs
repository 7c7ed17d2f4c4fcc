//! What is said of faults: once for many, with keys, columns and values as the file has them, and in Chinese.

use super::bad_input::Tried;
use super::mapping::import;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "words": many_rows_of_one_fault_are_one_line, a_contradiction_says_key_columns_and_values,
        files_of_one_name_are_told_with_their_folders, a_mapping_that_is_no_toml_is_told_in_chinese,
        what_is_no_json_is_told_in_chinese, what_is_no_workbook_is_told_in_chinese, what_cannot_be_decoded_is_called_so);
}

fn many_rows_of_one_fault_are_one_line() {
    let rows: String = (0..330).map(|i| format!("甲{i}有限公司,第{i}年\n")).collect();
    let list = format!("企业名称,成立日期\n{rows}乙有限公司,2020\n丙有限公司,2020\n");
    let tried = Tried::files_with(&[("企业.csv", list.as_bytes())], &["--on-error", "skip"]);
    let lines: Vec<&str> = tried.text.lines().filter(|line| line.starts_with('✗')).collect();
    let [line] = lines.as_slice() else { panic!("{} lines: {}", lines.len(), tried.text) };
    for word in [
        "企业.csv 列 成立日期 有 330 行",
        "不是日历上的日期",
        "第 2 行「第0年」、第 3 行「第1年」、第 4 行「第2年」",
        "请写",
    ] {
        assert!(line.contains(word), "no `{word}` in {line}");
    }
    assert_eq!(tried.report["problems"].as_array().unwrap().len(), 330, "each stands in the report");
    // Three are told one by one, and different faults apart.
    let list =
        "企业名称,成立日期,注册资本\n甲有限公司,何年,1\n乙有限公司,2020,若干\n丙有限公司,何年,1\n丁有限公司,何日,1\n";
    let tried = Tried::files(&[("企业.csv", list.as_bytes())]);
    let lines: Vec<&str> = tried.text.lines().filter(|line| line.starts_with('✗')).collect();
    assert_eq!(lines.len(), 4, "{}", tried.text);
    tried.says(&["第 2 行 列 成立日期「何年」", "第 5 行 列 成立日期「何日」", "第 3 行 列 注册资本「若干」"]);
}

fn a_contradiction_says_key_columns_and_values() {
    let one = |list: &str| Tried::files(&[("企业.csv", list.as_bytes())]);
    one("企业名称,统一社会信用代码\n甲示例有限公司,91340100734948634D\n乙示例有限公司,91340100734948634D\n").refused(
        &[
            "企业.csv 第 2 行、企业.csv 第 3 行",
            "统一社会信用代码「91340100734948634D」的 企业名称 不同：甲示例有限公司 / 乙示例有限公司",
        ],
    );
    one("企业名称,股票代码,注册资本\n甲示例有限公司,600000,5\n甲示例有限公司,600000,\n")
        .refused(&["股票代码「600000", "注册资本 不同：5 / （空）"]);
    one("企业名称,地区,注册资本,员工人数\n甲示例有限公司,合肥,5,1\n甲示例有限公司,合肥,6,2\n")
        .refused(&["企业名称「甲示例有限公司」", "注册资本 不同：5 / 6，员工人数 不同：1 / 2"]);
    let chain = ("chains.csv", "chain,name\nc,链\n".as_bytes());
    let segments = "环节编号,产业链,环节,上中下游\ns1,c,正极,上游\ns1,c,负极,上游\n";
    Tried::files(&[chain, ("环节.csv", segments.as_bytes())]).refused(&["环节编号「s1」的 环节 不同：正极 / 负极"]);
    let firms = ("企业.csv", "企业名称\n甲有限公司\n乙有限公司\n".as_bytes());
    let supplies = "供应商,客户,日期\n甲有限公司,乙有限公司,2020\n甲有限公司,乙有限公司,2021\n";
    Tried::files(&[firms, ("supplies.csv", supplies.as_bytes())])
        .refused(&["供应商「甲有限公司」、客户「乙有限公司」的 日期 不同：2020 / 2021"]);
}

fn files_of_one_name_are_told_with_their_folders() {
    let city = City::new();
    for (folder, capital) in [("甲区", 5), ("乙区", 6)] {
        std::fs::create_dir(city.folder().join(folder)).unwrap();
        city.write(&format!("{folder}/企业.csv"), format!("企业名称,注册资本\n甲示例有限公司,{capital}\n"));
    }
    let paths = ["甲区", "乙区"].map(|folder| city.folder().join(folder).join("企业.csv").display().to_string());
    let done = city.run(&["import", &paths[0], &paths[1]]);
    assert!(done.out().contains("乙区/企业.csv 第 2 行、甲区/企业.csv 第 2 行"), "{}", done.out());
}

fn a_mapping_that_is_no_toml_is_told_in_chinese() {
    let table = "[[table]]\ntable = \"enterprises\"\n";
    for (text, words) in [
        ("when = { 名称 = [\"*公司*\"], 地址 = \"?*\" }\n", "中文键要加引号"),
        ("企业名称 = \"名称\"\n", "中文键要加引号"),
        ("file = \"a.csv\nmode = \"upsert\"\n", "没有闭合"),
        ("blank = [\"-\", \"/\"\n", "方括号"),
        ("file = a.csv\n", "加引号"),
        ("file =\n", "没有写全"),
        ("file = “a.csv”\n", "半角"),
        ("file = \"a\\q.csv\"\n", "反斜杠"),
        ("file = \"a\"\nfile = \"b\"\n", "写了两次"),
        ("file \"a\"\n", "请"),
    ] {
        let city = City::new();
        let mapping = city.write("m.toml", format!("{table}{text}[table.columns]\nname = \"名称\"\n"));
        let done = import(&city, &city.write("名单.csv", "名称,地址\n甲示例公司,合肥市\n"), &mapping, &[]);
        let told = done.out() + &done.err();
        assert!(told.contains(words) && told.contains("不是正确的 TOML"), "{text}: {told}");
        let said = told.split("不是正确的 TOML").nth(1).unwrap();
        let said = [said.split("（这一行：").next().unwrap(), said.rsplit('）').next().unwrap()].concat();
        assert_eq!(english(&said), None, "{told}");
    }
}

/// An English word of what is said.
fn english(said: &str) -> Option<&str> {
    const KNOWN: [&str; 6] = ["true", "false", "null", "rows", "xlsx", "json"];
    let mut words = said.split(|c: char| !c.is_ascii_alphabetic());
    words.find(|word| word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase()) && !KNOWN.contains(word))
}

fn what_is_no_json_is_told_in_chinese() {
    for (text, words) in [
        ("[{\"n\": \"甲\",}]", "逗号"),
        ("[{\"n\": \"甲\" \"d\": 1}]", "逗号"),
        ("[{\"n\" \"甲\"}]", "冒号"),
        ("[{n: 1}]", "双引号"),
        ("[{\"n\": 甲}]", "值"),
        ("[{\"n\": \"a\\q\"}]", "反斜"),
        ("[{\"n\": tru}]", "认识"),
        ("[{\"n\": \"甲\"}] 多", "多余"),
        ("[{\"n\": 01}]", "数字"),
        ("[1, 2]", "对象"),
        ("[{\"n\": \"甲\"}", "突然结束"),
    ] {
        let city = City::new();
        let mapping = city.write("m.toml", "[[table]]\ntable = \"enterprises\"\ncolumns = { name = \"n\" }\n");
        let done = import(&city, &city.write("甲.json", text), &mapping, &[]);
        let line = done.out().lines().find(|line| line.starts_with('✗')).map(str::to_owned).unwrap_or_default();
        assert!(line.contains(words), "{text}: {}", done.out());
        assert_eq!(english(&line.replace("m.toml", "")), None, "{line}");
    }
}

fn what_is_no_workbook_is_told_in_chinese() {
    let whole = crate::intake::bad_input::Workbook::default()
        .sheet("企业", &[crate::intake::bad_input::texts(&["企业名称"])], &[])
        .bytes();
    for cut in [30, 200, whole.len() / 2, whole.len() - 30] {
        let tried = Tried::files(&[("企业.xlsx", &whole[..cut])]);
        let line = tried.text.lines().find(|line| line.starts_with('✗')).unwrap_or_default();
        assert_eq!(english(line), None, "{cut}: {line}");
    }
}

fn what_cannot_be_decoded_is_called_so() {
    Tried::files(&[("企业.csv", "企业名称,备\u{fffd}注\n甲,1\n".as_bytes())]).refused(&["表头第 2 列含有乱码"]);
    Tried::files(&[("企业.csv", "企业名称\n甲\u{fffd}公司\n".as_bytes())]).refused(&["含有乱码"]);
}
