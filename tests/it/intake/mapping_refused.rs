//! What is said of a mapping, or of a file it is for, that is wrong.

use super::mapping::import;
use crate::support::{City, Done, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "mapping": mistakes_name_their_line, a_header_below_titles_is_found, broken_json_names_line_and_column, nested_values_are_a_fault_of_their_row);
}

/// What a mapping of one file is answered with.
fn answer(file: &str, mapping: &str) -> String {
    let city = City::new();
    let done = import(&city, &city.write("firms.csv", file), &city.write("m.toml", mapping), &[]);
    assert_eq!(done.code(), 1, "{}", done.out());
    done.out() + &done.err()
}

/// Imports with a mapping that only needs a name.
fn with_names(city: &City, json: &str, rows: &str) -> Done {
    let file = city.write("firms.json", json);
    let text = format!("[[table]]\ntable = \"enterprises\"\n{rows}\n[table.columns]\nname = \"n\"\n");
    let mapping = city.write("m.toml", text);
    import(city, &file, &mapping, &[])
}

fn mistakes_name_their_line() {
    let table = "[[table]]\ntable = \"enterprises\"\n";
    let cases = [
        (
            "成立 not there",
            "[table.columns]\nname = \"企业名称\"\nfounded = \"成立日\"\n",
            vec!["第 5 行", "没有列「成立日」", "成立日期"],
        ),
        (
            "two to one",
            "[table.columns]\nname = \"企业名称\"\n\"企业名称\" = \"成立日期\"\n",
            vec!["第 5 行", "第 4 行", "name"],
        ),
        (
            "unit",
            "[table.columns]\nname = \"企业名称\"\ncapital = { header = \"成立日期\", unit = \"兆\" }\n",
            vec!["第 5 行", "兆"],
        ),
        ("key", "heder_row = 2\n[table.columns]\nname = \"企业名称\"\n", vec!["第 3 行", "heder_row", "header_row"]),
        ("inner key", "[table.columns]\nname = { heder = \"企业名称\" }\n", vec!["第 4 行"]),
        (
            "field",
            "[table.columns]\nname = \"企业名称\"\nfoundet = \"成立日期\"\n",
            vec!["第 5 行", "foundet", "founded"],
        ),
        (
            "date",
            "[table.columns]\nname = \"企业名称\"\nfounded = { header = \"成立日期\", date = \"%d/%m/%Y\" }\n",
            vec!["第 5 行", "DD/MM/YYYY"],
        ),
        ("required", "[table.columns]\nfounded = \"成立日期\"\n", vec!["第 1 行", "name"]),
        ("toml", "[table.columns\nname = \"企业名称\"\n", vec!["第 3 行", "TOML"]),
        ("place", "[table.columns]\nname = { header = \"企业名称\", unit = \"亿\" }\n", vec!["第 4 行", "unit"]),
        ("mode", "mode = \"replace\"\n[table.columns]\nname = \"企业名称\"\n", vec!["第 3 行", "snapshot"]),
        ("namespace", "namespace = \"enterprise\"\n[table.columns]\nname = \"企业名称\"\n", vec!["第 3 行"]),
    ];
    for (what, mapping, words) in cases {
        let told = answer("企业名称,成立日期\n甲有限公司,2020\n", &format!("{table}{mapping}"));
        for word in words.iter().chain(&["m.toml"]) {
            assert!(told.contains(word), "{what}: {word} is not in {told}");
        }
    }
}

fn a_header_below_titles_is_found() {
    let mapping = "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\n";
    let told = answer("企业名单,\n2026年,\n企业名称,成立日期\n甲有限公司,2020\n", mapping);
    assert!(told.contains("header_row = 3"), "{told}");
}

fn broken_json_names_line_and_column() {
    let deep = format!("[{{\"n\": {}{}}}]", "[".repeat(5_000), "]".repeat(5_000));
    let bomb = "[".repeat(1_000_000);
    let cases = [
        ("{\"a\": [{\"n\": \"甲\"}]}", "", vec!["第 1 行第", "应是数组，却是对象", "a"]),
        ("{\"a\": {\"b\": 1}}", "rows = \"/a/c\"", vec!["第 1 行第", "「c」", "b"]),
        ("[{\"n\": \"甲\"},\n {\"n\": \"乙\"", "", vec!["第 2 行第", "不完整"]),
        ("[{\"n\": \"甲\"},\n {\"n\": \"乙\"},,]", "", vec!["第 2 行第 15 字节", "第 3 条"]),
        ("[\"甲\"]", "", vec!["第 1 行第", "对象（第 1 条）"]),
        ("[{\"n\": \"甲\"}] 以上", "", vec!["第 1 行第", "JSON"]),
        (deep.as_str(), "", vec!["第 1 行第", "嵌套超过 32 层"]),
        (bomb.as_str(), "", vec!["第 1 行第"]),
    ];
    for (json, rows, words) in cases {
        let done = with_names(&City::new(), json, rows);
        assert_eq!(done.code(), 1);
        for word in words {
            assert!(done.out().contains(word), "{word} is not in {}", done.out());
        }
    }
}

fn nested_values_are_a_fault_of_their_row() {
    let city = City::new();
    let done = with_names(&city, r#"[{"n": "甲有限公司"}, {"n": {"zh": "乙"}}, {"n": "丙", "x": [[1]]}]"#, "");
    assert_eq!(done.code(), 1, "{}", done.out());
    assert!(done.out().contains("第 2 行 列 n（name）"), "{}", done.out());
    assert!(done.out().contains("第 3 行：列「x」"), "{}", done.out());
}
