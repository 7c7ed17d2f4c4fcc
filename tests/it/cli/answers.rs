//! Questions on the command line: names, formats, and what each tells.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "cli": unknown_names_are_told_with_near_ones, an_ambiguous_name_lists_its_choices, names_do_as_well_as_ids, chains_have_their_shape, gaps_are_told_three_ways, a_table_of_gaps_stays_aligned, an_explanation_is_told_three_ways, cells_that_look_like_formulas_are_guarded, rules_that_are_wrong_are_told, the_atlas_is_one_well_formed_picture);
}

const AS_OF: [&str; 2] = ["--as-of", "2026-11-23"];

fn unknown_names_are_told_with_near_ones() {
    let city = City::tiny();
    city.run(&["gaps", "--chain", "示例产业链"]).fails(1, &["没有产业链「示例产业链」", "相近的有", "c1 示例产业链1"]);
    let explain = city.run(&["explain", "--chain", "c1", "--segment", "环节9"]);
    explain.fails(1, &["没有环节「环节9」", "c1-s0"]);
    city.run(&["gaps", "--chain", "c1", "--home", "合飞市"]).fails(1, &["没有地区「合飞市」", "合肥市"]);
    city.run(&["gaps", "--chain", "c1", "--home", "340198"]).fails(1, &["没有地区「340198」", "340100"]);
}

fn an_ambiguous_name_lists_its_choices() {
    City::tiny().run(&["gaps", "--chain", "c1", "--home", "鼓楼区"]).fails(1, &["不止一个", "320106", "请写编号"]);
}

fn names_do_as_well_as_ids() {
    let city = City::tiny();
    let ask = |chain: &str, home: &str| {
        let options = ["gaps", "--chain", chain, "--home", home, "--format", "json"];
        city.run(&[&options[..], &AS_OF].concat()).json()
    };
    let by_id = ask("c1", "340100");
    for (chain, home) in [("示例产业链1", "合肥"), (" c1 ", "安徽合肥"), ("c1", "合肥市")] {
        assert_eq!(ask(chain, home), by_id, "{chain} {home}");
    }
}

fn chains_have_their_shape() {
    let city = City::tiny();
    let chains = city.run(&["chains", "--format", "json"]).json();
    let expected = json!({ "chains": [{
        "chain": "c1", "name": "示例产业链1", "adcode": "340100", "home_name": "合肥市", "segments": 8,
        "leader": "示例链长1", "lead_unit": "示例牵头单位"
    }] });
    assert_eq!(chains, expected);
    let table = city.run(&["chains"]).out();
    assert!(table.contains("示例产业链1") && table.contains("合肥市"), "{table}");
    let csv = city.run(&["chains", "--format", "csv"]).out();
    assert!(csv.starts_with("\u{feff}编号,产业链,主管城市"), "{csv}");
}

fn gaps_are_told_three_ways() {
    let city = City::tiny();
    let ask = |format: &str| city.done(&[&["gaps", "--chain", "c1", "--format", format][..], &AS_OF].concat());
    let answer = ask("json").json();
    let segments = answer["segments"].as_array().unwrap();
    let csv = ask("csv").out();
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), segments.len());
    for segment in segments {
        let row = rows.iter().find(|row| row["环节编号"] == *segment["segment"].as_str().unwrap()).unwrap();
        assert_eq!(
            (&*row["环节"], &row["本地企业"]),
            (segment["name"].as_str().unwrap(), &segment["local"].to_string())
        );
        let why = &row["为什么"];
        match (segment["reason"]["headline"].as_str(), segment["verdict"].as_str(), &segment["assessed"]["who"]) {
            (Some(headline), ..) => assert_eq!(why, headline, "{segment}"),
            (None, Some("unsurveyed"), Value::Null) => assert!(why.contains("还没有摸排"), "{why}: {segment}"),
            (None, Some("unsurveyed"), who) => {
                let judged = format!("{}认定为待摸排：", who.as_str().unwrap());
                assert!(why.starts_with(&judged) && !why.contains("还没有摸排"), "{why}: {segment}");
            }
            _ => assert_eq!(why, "—", "{segment}"),
        }
    }
    let table = ask("table").out();
    for word in ["示例产业链1（c1）", "本地 合肥市 340100", "截至 2026-11-23", "优势 ", "待摸排 ", "本地配套率"]
    {
        assert!(table.contains(word), "no {word} in {table}");
    }
    assert!(segments.iter().all(|s| table.contains(s["name"].as_str().unwrap())), "{table}");
}

fn a_table_of_gaps_stays_aligned() {
    use unicode_width::UnicodeWidthStr;
    let table = City::tiny().run(&[&["gaps", "--chain", "c1"][..], &AS_OF].concat()).out();
    let lines: Vec<&str> = table.lines().skip(2).take_while(|line| !line.is_empty()).collect();
    let column = |line: &str, at: &str| line[..line.find(at).unwrap()].width();
    // The heading of the first group, then the heads.
    assert_eq!(lines[0], "缺失");
    let expected = column(lines[1], "位置");
    assert!(lines.len() > 3, "{table}");
    for line in &lines[2..] {
        let stage = ["上游", "中游", "下游"].into_iter().find(|stage| line.contains(stage)).unwrap();
        assert_eq!(column(line, stage), expected, "{table}");
    }
}

fn an_explanation_is_told_three_ways() {
    let city = City::tiny();
    let ask = |format: &str| {
        let options = ["explain", "--chain", "c1", "--segment", "环节08", "--format", format];
        city.done(&[&options[..], &AS_OF].concat())
    };
    let told = ask("json").json();
    assert_eq!((&told["chain"], &told["segment"]["segment"]), (&json!("c1"), &json!("c1-s08")));
    let steps = told["steps"].as_array().unwrap();
    let (text, csv) = (ask("table").out(), ask("csv").out());
    for (i, step) in (1..).zip(steps) {
        let line = format!("{i}. {}：{}", step["title"].as_str().unwrap(), step["sentence"].as_str().unwrap());
        assert!(text.contains(&line), "no {line} in {text}");
    }
    let lists = ["local", "candidates", "uncertain"].iter();
    let firms: Vec<&Value> = lists.flat_map(|list| told[list].as_array().unwrap()).collect();
    assert!(steps.len() > 2 && firms.len() > 1, "{told}");
    assert_eq!(csv.lines().count(), firms.len() + 1, "a firm a row: {csv}");
    for fact in firms.iter().flat_map(|firm| firm["facts"].as_array().unwrap()) {
        assert!(csv.contains(fact["what"].as_str().unwrap()), "{fact} is not in {csv}");
    }
    assert!(text.contains("来源 ") && text.contains("本地 "), "{text}");
}

fn cells_that_look_like_formulas_are_guarded() {
    let city = City::new();
    let chains = city.write("chains.csv", "chain,name,adcode,leader\nc1,=1+1,340100,@SUM(A1)\n");
    city.import(&[&chains]);
    let csv = city.run(&["chains", "--format", "csv"]).out();
    assert!(csv.contains("'=1+1") && csv.contains("'@SUM(A1)"), "{csv}");
}

fn rules_that_are_wrong_are_told() {
    let city = City::tiny();
    let rules = city.write("规则.toml", "[weights\n").display().to_string();
    city.run(&["gaps", "--chain", "c1", "--rules", &rules]).fails(1, &["规则.toml", "规则文件有误"]);
    city.run(&["gaps", "--chain", "c1", "--rules", "没有.toml"]).fails(1, &["没有.toml", "规则文件不能读取"]);
    // A file chosen by mistake is not read to its end: its name, its size and how large it may be are told.
    let large = city.write("大.toml", vec![b'#'; 3 << 20]);
    let large = large.to_str().unwrap();
    for question in ["gaps", "targets", "funds", "group"] {
        let told = ["大.toml", "规则文件", "文件有 3 MB，最多 1 MB"];
        city.run(&[question, "--chain", "c1", "--rules", large]).fails(1, &told);
    }
    city.run(&["gaps", "--chain", "c1", "--rules", "/dev/zero"]).fails(1, &["/dev/zero", "最多 1 MB"]);
    city.run(&["import", large, "--mapping", large]).fails(1, &["大.toml", "映射", "文件有 3 MB，最多 1 MB"]);
    let outline = city.write("轮廓.json", vec![b' '; 33 << 20]);
    let out = city.folder().join("图.pdf");
    let map = ["map", "--chain", "c1", "--draft", "--outline", outline.to_str().unwrap(), "--out"];
    let told = ["轮廓.json", "文件有 33 MB，最多 32 MB"];
    city.run(&[&map[..], &[out.to_str().unwrap()]].concat()).fails(1, &told);
    let publish = ["publish", "--to", "bolt://127.0.0.1:1", "--password-file", large];
    city.run(&publish).fails(1, &["大.toml", "密码文件", "文件有 3 MB，最多 4 KB"]);
    let word = city.write("密码.txt", "虚构的密码");
    let publish = ["publish", "--to", "bolt+s://127.0.0.1:1", "--password-file", word.to_str().unwrap(), "--ca"];
    city.run(&[&publish[..], &[large]].concat()).fails(1, &["大.toml", "CA 文件", "文件有 3 MB，最多 1 MB"]);
    city.run(&[&publish[..], &["/dev/zero"]].concat()).fails(1, &["/dev/zero", "最多 1 MB"]);
}

fn the_atlas_is_one_well_formed_picture() {
    let city = City::tiny();
    let out = city.folder().join("图.svg");
    city.done(&["atlas", "--chain", "c1", "--out", &out.display().to_string()]);
    let picture = std::fs::read_to_string(&out).unwrap();
    let mut open: Vec<&str> = Vec::new();
    let mut cards = 0;
    for tag in picture.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("every tag is closed");
        assert!(!text.contains('>'), "{text}");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().unwrap()),
        }
        cards += usize::from(tag.starts_with(r#"a class="card""#));
    }
    assert!(open.is_empty() && picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert_eq!(cards, 8);
}
