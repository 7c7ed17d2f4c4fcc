//! JSON Lines, numbers that are none, and paths that stand twice.

use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "formats": json_lines_are_read_with_their_line_numbers, a_broken_line_is_named,
        one_line_is_a_row_where_it_holds_no_table, what_is_no_number_is_blank, an_object_inside_is_columns_of_its_own,
        an_object_that_says_nothing_is_told, an_array_that_stands_twice_is_told,
        rejected_lines_come_back, a_draft_for_json_lines_imports_them, a_draft_for_a_programs_dump_imports_it);
}

const MAPPING: &str = "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"name\"\nstock_code = \"code\"\n";

/// An import of a JSON file with a mapping.
fn tried(city: City, json: &[u8], mapping: &str) -> Tried {
    let mapping = city.write("m.toml", mapping).display().to_string();
    Tried::into(city, &[("companies.json", json)], &["--mapping", &mapping])
}

fn line(name: &str, code: &str) -> String {
    format!("{{\"name\":\"{name}\",\"code\":\"{code}\"}}")
}

fn json_lines_are_read_with_their_line_numbers() {
    let two = [line("甲示例有限公司", "600001"), line("乙示例有限公司", "600002")];
    let array = format!("[{}]", two.join(","));
    let mut city = tried(City::new(), array.as_bytes(), MAPPING).loaded_city();
    let shapes = [
        two.join("\n"),
        two.join("\n") + "\n",
        two.join("\r\n") + "\r\n",
        format!("\u{feff}{}\n\n  \n{}\n\n", two[0], two[1]),
        format!("\n\n{}\n{}", two[0], two[1]),
    ];
    for text in shapes {
        let same = tried(city, text.as_bytes(), MAPPING);
        assert_eq!((same.count("unchanged"), same.code), (2, 0), "{text}: {}", same.text);
        city = same.city;
    }
    let gb = encoding_rs::GB18030.encode(&two.join("\n")).0.into_owned();
    assert_eq!(tried(city, &gb, MAPPING).count("unchanged"), 2);
    // A faulty row is named by its line, blank ones counted.
    let text = format!("{}\n\n{}\n", two[0], line("", "600003"));
    tried(City::new(), text.as_bytes(), MAPPING).refused(&["companies.json 第 3 行"]);
    for name in ["dump.jsonl", "dump.ndjson"] {
        let city = City::new();
        let mapping = city.write("m.toml", MAPPING).display().to_string();
        let same = Tried::into(city, &[(name, two.join("\n").as_bytes())], &["--mapping", &mapping]);
        assert_eq!(same.loaded().count("new"), 2);
    }
}

fn a_broken_line_is_named() {
    let good = line("甲示例有限公司", "600001");
    for (bad, word) in [
        ("{\"name\":\"乙\",}", "不是正确的 JSON"),
        ("{\"name\":\"乙\"", "突然结束"),
        ("[1]", "对象"),
        ("{\"name\":\"乙\"} x", "不是正确的 JSON"),
    ] {
        let text = format!("{good}\n{good}\n{bad}\n{good}\n");
        tried(City::new(), text.as_bytes(), MAPPING).refused(&["companies.json 第 3 行", "一行一个对象", word]);
    }
    let mapping = MAPPING.replace("[table.columns]", "rows = \"/data\"\n[table.columns]");
    let text = format!("{good}\n{good}\n");
    tried(City::new(), text.as_bytes(), &mapping).refused(&[
        "一行一个对象（JSON Lines）",
        "/data",
        "删去映射里的 rows",
    ]);
}

fn one_line_is_a_row_where_it_holds_no_table() {
    assert_eq!(tried(City::new(), line("甲示例有限公司", "600001").as_bytes(), MAPPING).loaded().count("new"), 1);
    let inside = format!("{{\"list\":[{}]}}\n", line("甲示例有限公司", "600001"));
    tried(City::new(), inside.as_bytes(), MAPPING).refused(&["应是数组，却是对象", "list"]);
    let spread = format!("{{\n\"list\":[{}]}}\n", line("甲示例有限公司", "600001"));
    tried(City::new(), spread.as_bytes(), MAPPING).refused(&["应是数组，却是对象", "list"]);
}

fn what_is_no_number_is_blank() {
    let array = r#"[{"name":"甲示例有限公司","code":"600001","pe":NaN},{"name":"NaN有限公司","pe":-Infinity}]"#;
    let found = tried(City::new(), array.as_bytes(), MAPPING);
    found.loaded().says(&["companies.json：有 2 处 NaN 或 Infinity，当作空白：第 1 条的 pe、第 2 条的 pe"]);
    let plain = array.replace(":NaN", ":null").replace("-Infinity", "null");
    let same = tried(found.loaded_city(), plain.as_bytes(), MAPPING);
    assert_eq!(same.count("unchanged"), 2, "{}", same.text);
    let lines = array.trim_matches(['[', ']']).replace("},{", "}\n{");
    assert_eq!(tried(same.city, lines.as_bytes(), MAPPING).count("unchanged"), 2);
    // Wherever in the file they stand.
    for blanks in [65_530, 65_531, 65_532, 65_533, 65_534, 65_535, 65_536, 131_071] {
        let text = format!("[{{\"name\":\"甲示例有限公司\",\"code\":\"\",{}\"pe\":NaN}}]", " ".repeat(blanks));
        assert_eq!(tried(City::new(), text.as_bytes(), MAPPING).loaded().count("new"), 1, "{blanks}");
    }
}

/// An object inside is opened: its keys are columns under the one that leads to them, as lines of a header are.
fn an_object_inside_is_columns_of_its_own() {
    let mapping = MAPPING.replace("code = \"", "code = \"base/");
    assert_ne!(mapping, MAPPING);
    let row = |name: &str, base: &str| format!("{{\"name\":\"{name}\",\"base\":{base}}}");
    let rows = [
        row("甲示例有限公司", r#"{"code":"600001","more":{"tags":["一","二"],"none":{}}}"#),
        row("乙示例有限公司", "null"),
        row("丙示例有限公司", "{}"),
        row("丁示例有限公司", r#"{"code":"600002"}"#),
    ];
    let flat = r#"[{"name":"甲示例有限公司","base/code":"600001","base/more/tags":["一","二"],"base/more/none":null},
        {"name":"乙示例有限公司"},{"name":"丙示例有限公司"},{"name":"丁示例有限公司","base/code":"600002"}]"#;
    for text in [rows.join("\n"), format!("[{}]", rows.join(","))] {
        let found = tried(City::new(), text.as_bytes(), &mapping);
        found.loaded().says(&["其他信息保留：base/more/tags、base/more/none"]);
        assert_eq!(found.count("new"), 4, "{}", found.text);
        assert_eq!(tried(found.loaded_city(), flat.as_bytes(), &mapping).count("unchanged"), 4);
    }
    // Something else than an object stands in its own column; a list of objects is told, and so is one key twice.
    let other = [row("甲示例有限公司", "\"安徽\""), row("乙示例有限公司", r#"{"code":"600002"}"#)].join("\n");
    tried(City::new(), other.as_bytes(), &mapping).loaded().says(&["其他信息保留：base"]);
    let listed = [row("甲示例有限公司", r#"[{"code":"600001"}]"#), row("乙示例有限公司", r#"{"code":"1"}"#)].join("\n");
    tried(City::new(), listed.as_bytes(), &mapping).refused(&["companies.json", "第 1 行", "列「base」", "对象"]);
    let twice = row("甲示例有限公司", r#"{"code":"600001"},"base/code":"600002""#);
    tried(City::new(), format!("{twice}\n{twice}\n").as_bytes(), &mapping).refused(&["第 1 行", "base/code"]);
    // What is rejected comes back as it was.
    let wrong = format!("[{},{}]", row("", r#"{"code":"600003"}"#), row("甲示例有限公司", r#"{"code":"600001"}"#));
    let city = City::new();
    let back = city.folder().join("退回.json");
    let mapping = city.write("m.toml", &mapping).display().to_string();
    let more = ["--mapping", &mapping, "--on-error", "skip", "--rejected", back.to_str().unwrap()];
    let found = Tried::into(city, &[("companies.json", wrong.as_bytes())], &more);
    assert_eq!(found.code, 2, "{}", found.text);
    let back = std::fs::read_to_string(back).unwrap();
    let back: String = back.split_whitespace().collect();
    assert!(back.contains(r#"{"name":"","base":{"code":"600003"}}"#), "{back}");
}

fn an_object_that_says_nothing_is_told() {
    let rows = [&line("甲示例有限公司", "600001"), "{}", r#"{"name":null,"code":null}"#, "{}", r#"{"code":""}"#];
    let told = "第 2 条、第 3 条、第 4 条等什么也没有写（空对象，或全是 null），4 条都没有读";
    for text in [format!("[{}]", rows.join(",")), rows.join("\n")] {
        let found = tried(City::new(), text.as_bytes(), MAPPING);
        assert_eq!(found.loaded().says(&[told]).count("read"), 1, "{}", found.text);
    }
    // NaN in a list stands in its place too, and what is rejected comes back without it.
    let list = r#"[{"name":"甲示例有限公司","code":["600001",NaN],"pe":1},{"name":"","code":"x","pe":nan}]"#;
    let city = City::new();
    let back = city.folder().join("退回.json");
    let mapping = city.write("m.toml", MAPPING).display().to_string();
    let more = ["--mapping", &mapping, "--on-error", "skip", "--rejected", back.to_str().unwrap()];
    let found = Tried::into(city, &[("companies.json", list.as_bytes())], &more);
    found.says(&["有 2 处 NaN 或 Infinity，当作空白：第 1 条的 code、第 2 条的 pe"]);
    let text = std::fs::read_to_string(&back).unwrap();
    assert!(text.contains(r#""pe":null"#), "{text}");
}

fn an_array_that_stands_twice_is_told() {
    let mapping = |rows: &str| MAPPING.replace("[table.columns]", &format!("rows = \"{rows}\"\n[table.columns]"));
    let row = line("甲示例有限公司", "600001");
    for (text, rows) in [
        (format!("{{\"a\":[{row}],\"a\":[{row}]}}"), "/a"),
        (format!("{{\"a\":[{row}],\n\"b\":1,\n\"a\":[]}}"), "/a"),
        (format!("{{\"x\":{{\"a\":[{row}]}},\n\"x\":{{\"a\":[]}}}}"), "/x/a"),
        (format!("{{\"x\":{{\"a\":[],\n\"a\":[{row}]}}}}"), "/x/a"),
    ] {
        tried(City::new(), text.as_bytes(), &mapping(rows)).refused(&["companies.json", "出现了两次", "「"]);
    }
    let once = format!("{{\"b\":1,\"b\":2,\n\"a\":[{row}]}}");
    tried(City::new(), once.as_bytes(), &mapping("/a")).loaded();
}

fn rejected_lines_come_back() {
    let city = City::new();
    let mapping = city.write("m.toml", MAPPING).display().to_string();
    let text = format!("{}\n\n{}\n", line("甲示例有限公司", "600001"), line("", "600003"));
    let file = city.write("companies.json", text).display().to_string();
    let back = city.folder().join("退回.json");
    let arguments =
        ["import", &file, "--mapping", &mapping, "--on-error", "skip", "--rejected", &back.display().to_string()];
    assert_eq!(city.run(&arguments).code(), 2);
    let rejected: serde_json::Value = serde_json::from_slice(&std::fs::read(&back).unwrap()).unwrap();
    assert_eq!(rejected, serde_json::json!([{ "name": "", "code": "600003" }]));
}

fn a_draft_for_json_lines_imports_them() {
    let city = City::new();
    let text = format!("{}\n{}\n", line("甲示例有限公司", "600001"), line("乙示例有限公司", "600002"));
    let file = city.write("companies.jsonl", text).display().to_string();
    let draft = city.done(&["mapping", "guess", &file]).out();
    assert!(draft.contains("enterprises") && !draft.contains("rows ="), "{draft}");
    let mapping = city.write("m.toml", draft).display().to_string();
    assert_eq!(city.done(&["import", &file, "--mapping", &mapping, "--format", "json"]).json()["new"], 2);
}

/// A dump whose objects and names are a program's: nothing of it has to be put right by hand.
fn a_draft_for_a_programs_dump_imports_it() {
    let city = City::new();
    let row = |name: &str, code: &str, district: &str, capital: &str| {
        let place = format!("{{\"province\":\"安徽省\",\"city\":\"合肥市\",\"district\":{district}}}");
        let known = format!("\"stockCode\":\"{code}\",\"regCapital\":{capital},\"foundedDate\":\"2009-03-01\"");
        format!("{{\"companyName\":\"{name}\",\"base\":{place},{known},\"pe\":NaN}}")
    };
    let rows = [
        row("甲示例有限公司", "600001", "\"蜀山区\"", "\"5000万元人民币\""),
        row("乙示例有限公司", "600002", "null", "\"1.2亿\""),
        row("丙示例有限公司", "600003", "\"肥西县\"", "null"),
    ];
    let file = city.write("dump.jsonl", rows.join("\n")).display().to_string();
    let draft = city.done(&["mapping", "guess", &file]).out();
    for line in [
        "name = \"companyName\"",
        "stock_code = \"stockCode\"",
        "founded = \"foundedDate\"",
        "capital = \"regCapital\"",
    ] {
        assert!(draft.contains(line), "no {line} in {draft}");
    }
    let together = "adcode = { header = [\"base/province\", \"base/city\", \"base/district\"], join = \"\" }";
    assert!(draft.contains(together), "{draft}");
    let said = draft.replace("adcode = \"base/city\"", together);
    let mapping = city.write("m.toml", said).display().to_string();
    assert_eq!(city.done(&["import", &file, "--mapping", &mapping, "--format", "json"]).json()["new"], 3);
    let told = city.done(&["find", "甲示例有限公司", "--format", "csv"]).out();
    assert!(told.contains("蜀山区"), "{told}");
}
