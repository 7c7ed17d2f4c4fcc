//! The command line: exit codes, formats, and what each command tells.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::json;

use crate::support::{City, Done, Facts, data};

macro_rules! add {
    ($facts:ident: $($name:ident),+ $(,)?) => {
        $($facts.add(concat!("cli::", stringify!($name)), $name);)+
    };
}

pub fn facts(facts: &mut Facts) {
    add!(facts: wrong_usage_exits_64, help_and_version_exit_0, every_help_has_an_example,
        a_question_to_a_missing_store_makes_none, the_store_is_named_by_option_or_environment,
        unknown_names_are_told_with_near_ones, an_ambiguous_name_lists_its_choices, names_do_as_well_as_ids,
        chains_have_their_shape, gaps_are_told_three_ways, a_table_of_gaps_stays_aligned,
        an_explanation_is_told_three_ways, cells_that_look_like_formulas_are_guarded, rules_that_are_wrong_are_told,
        the_demo_loads_once_and_is_closed_to_imports, an_assessment_overrules_and_shows_both,
        an_assessment_ends, a_wrong_assessment_is_refused, the_atlas_is_one_well_formed_picture,
        what_cannot_be_written_is_told, a_generated_city_is_the_same_for_the_same_seed, a_broken_pipe_is_quiet,
        doctor_finds_nothing_in_a_good_store, doctor_finds_what_was_changed_behind_its_back, doctor_tells_a_torn_file);
}

const AS_OF: [&str; 2] = ["--as-of", "2026-11-23"];

fn tiny() -> City {
    City::with(&[&data("tiny")])
}

/// The run failed with this exit code and told all of this on standard error.
fn told(done: &Done, code: i32, words: &[&str]) {
    assert_eq!(done.code(), code, "{}{}", done.out(), done.err());
    for word in words {
        assert!(done.err().contains(word), "no `{word}` in {}", done.err());
    }
}

fn wrong_usage_exits_64() {
    let city = City::new();
    let wrong: [&[&str]; 7] = [
        &[],
        &["fly"],
        &["import"],
        &["gaps"],
        &["gaps", "--chain", "c1", "--as-of", "2026-02-30"],
        &["chains", "--format", "xml"],
        &["generate", "--enterprises", "5", "--chains", "0", "x"],
    ];
    for arguments in wrong {
        let done = city.run(arguments);
        assert_eq!(done.code(), 64, "{arguments:?}: {}{}", done.out(), done.err());
        assert!(done.out().is_empty() && !done.err().is_empty(), "{arguments:?}: {}", done.out());
    }
    assert!(!city.store().exists());
}

fn help_and_version_exit_0() {
    let city = City::new();
    for arguments in [["--help"], ["--version"], ["help"]] {
        let done = city.run(&arguments);
        assert_eq!(done.code(), 0, "{}", done.err());
        assert!(done.out().contains("liantu"), "{}", done.out());
    }
}

fn every_help_has_an_example() {
    let city = City::new();
    let help = city.run(&["--help"]).out();
    let listed = help.split("Commands:").nth(1).unwrap().lines().skip(1);
    let commands: Vec<&str> =
        listed.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 9, "{help}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        let done = city.run(&[command, "--help"]);
        assert!(done.out().contains(&format!("示例：\n  liantu {command}")), "{command}: {}", done.out());
    }
}

fn a_question_to_a_missing_store_makes_none() {
    let city = City::new();
    let questions: [&[&str]; 6] = [
        &["chains"],
        &["gaps", "--chain", "c1"],
        &["explain", "--chain", "c1", "--segment", "s1"],
        &["doctor"],
        &["atlas", "--chain", "c1", "--out", "x.svg"],
        &["serve", "--listen", "127.0.0.1:0"],
    ];
    for arguments in questions {
        told(&city.run(arguments), 1, &["没有数据库", "liantu.db", "请先运行 liantu import", "--store"]);
    }
    assert_eq!(std::fs::read_dir(city.folder()).unwrap().count(), 0);
}

fn the_store_is_named_by_option_or_environment() {
    let city = tiny();
    let run = |arguments: &[&str], store: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_liantu"));
        Done::of(command.args(arguments).env("LIANTU_STORE", store).current_dir(city.folder()).output().unwrap())
    };
    assert_eq!(run(&["chains"], &city.store()).code(), 0);
    let other = city.folder().join("other.db");
    told(&run(&["chains"], &other), 1, &["other.db"]);
    let named = city.store().display().to_string();
    assert_eq!(run(&["chains", "--store", &named], &other).code(), 0, "the option goes before the environment");
    let mut command = Command::new(env!("CARGO_BIN_EXE_liantu"));
    let bare = command.arg("chains").env_remove("LIANTU_STORE").current_dir(city.folder()).output().unwrap();
    assert_eq!(Done::of(bare).code(), 0, "liantu.db here by default");
}

fn unknown_names_are_told_with_near_ones() {
    let city = tiny();
    told(&city.run(&["gaps", "--chain", "示例产业链"]), 1, &["没有产业链「示例产业链」", "相近的有", "c1 示例产业链1"]);
    let explain = city.run(&["explain", "--chain", "c1", "--segment", "环节9"]);
    told(&explain, 1, &["没有环节「环节9」", "c1-s0"]);
    told(&city.run(&["gaps", "--chain", "c1", "--home", "合飞市"]), 1, &["没有地区「合飞市」", "合肥市"]);
    told(&city.run(&["gaps", "--chain", "c1", "--home", "340198"]), 1, &["没有地区「340198」", "340100"]);
}

fn an_ambiguous_name_lists_its_choices() {
    told(&tiny().run(&["gaps", "--chain", "c1", "--home", "鼓楼区"]), 1, &["不止一个", "320106", "请写编号"]);
}

fn names_do_as_well_as_ids() {
    let city = tiny();
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
    let city = tiny();
    let chains = city.run(&["chains", "--format", "json"]).json();
    let expected = json!({ "chains": [{
        "chain": "c1", "name": "示例产业链1", "adcode": "340100", "home_name": "合肥市", "segments": 8,
        "leader": "示例链长1", "lead_unit": "示例牵头单位"
    }] });
    assert_eq!(chains, expected);
    let table = city.run(&["chains"]).out();
    assert!(table.contains("示例产业链1") && table.contains("合肥市"), "{table}");
    let csv = city.run(&["chains", "--format", "csv"]).out();
    assert!(csv.starts_with("\u{feff}编号,产业链,所属城市"), "{csv}");
}

fn gaps_are_told_three_ways() {
    let city = tiny();
    let ask = |format: &str| {
        let done = city.run(&[&["gaps", "--chain", "c1", "--format", format][..], &AS_OF].concat());
        assert_eq!(done.code(), 0, "{}", done.err());
        done
    };
    let answer = ask("json").json();
    let segments = answer["segments"].as_array().unwrap();
    let csv = ask("csv").out();
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), segments.len());
    for (row, segment) in rows.iter().zip(segments) {
        assert_eq!((&row[1], &row[2]), (segment["segment"].as_str().unwrap(), segment["name"].as_str().unwrap()));
        assert_eq!(row[6], segment["local"].to_string());
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
    let table = tiny().run(&[&["gaps", "--chain", "c1"][..], &AS_OF].concat()).out();
    let lines: Vec<&str> = table.lines().skip(2).take_while(|line| !line.is_empty()).collect();
    let column = |line: &str, at: &str| line[..line.find(at).unwrap()].width();
    let expected = column(lines[0], "位置");
    assert!(lines.len() > 5);
    for line in &lines[1..] {
        let stage = ["上游", "中游", "下游"].into_iter().find(|stage| line.contains(stage)).unwrap();
        assert_eq!(column(line, stage), expected, "{table}");
    }
}

fn an_explanation_is_told_three_ways() {
    let city = tiny();
    let ask = |format: &str| {
        let options = ["explain", "--chain", "c1", "--segment", "环节08", "--format", format];
        let done = city.run(&[&options[..], &AS_OF].concat());
        assert_eq!(done.code(), 0, "{}", done.err());
        done
    };
    let told = ask("json").json();
    assert_eq!((&told["chain"], &told["segment"]["segment"]), (&json!("c1"), &json!("c1-s08")));
    let steps = told["steps"].as_array().unwrap();
    let (text, csv) = (ask("table").out(), ask("csv").out());
    for (i, step) in (1..).zip(steps) {
        let line = format!("{i}. {}：{}", step["title"].as_str().unwrap(), step["sentence"].as_str().unwrap());
        assert!(text.contains(&line), "no {line} in {text}");
    }
    let facts: usize = ["local", "candidates", "uncertain"]
        .iter()
        .flat_map(|list| told[list].as_array().unwrap())
        .map(|firm| firm["facts"].as_array().unwrap().len())
        .sum();
    assert!(steps.len() > 2 && facts > 0, "{told}");
    assert_eq!(csv.lines().count(), facts + 1, "{csv}");
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
    let city = tiny();
    let rules = city.write("规则.toml", "[weights\n").display().to_string();
    told(&city.run(&["gaps", "--chain", "c1", "--rules", &rules]), 1, &["规则.toml", "规则文件有误"]);
    told(&city.run(&["gaps", "--chain", "c1", "--rules", "没有.toml"]), 1, &["没有.toml", "规则文件不能读取"]);
}

/// Runs the program with its cache in a folder of the test.
fn with_cache(city: &City, arguments: &[&str]) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liantu"));
    command.args(arguments).env("XDG_CACHE_HOME", city.folder()).env_remove("LIANTU_STORE");
    Done::of(command.output().unwrap())
}

fn the_demo_loads_once_and_is_closed_to_imports() {
    let city = City::new();
    let first = with_cache(&city, &["demo", "--load-only"]);
    assert_eq!(first.code(), 0, "{}", first.err());
    let store = first.out().trim().strip_prefix("示例已载入 ").unwrap().to_owned();
    assert!(store.starts_with(&city.folder().display().to_string()), "{store}");
    assert_eq!(with_cache(&city, &["demo", "--load-only"]).out(), first.out());
    let elsewhere = with_cache(&city, &["demo", "--load-only", "--store", "x.db"]);
    told(&elsewhere, 64, &["演示用自己的数据库", "liantu serve"]);
    let chains = with_cache(&city, &["chains", "--store", &store, "--format", "json"]).json();
    assert_eq!(chains["chains"].as_array().unwrap().len(), 3, "{chains}");
    let found = with_cache(&city, &["doctor", "--json", "--store", &store]).json();
    assert_eq!((&found["batches"], &found["problems"]), (&json!(1), &json!([])), "loading it again changed nothing");
    let file = city.write("enterprises.csv", "name\n甲\n").display().to_string();
    for options in [&["import", &file][..], &["import", &file, "--dry-run"]] {
        told(&with_cache(&city, &[options, &["--store", &store]].concat()), 1, &["是演示数据库，不能导入", "--store"]);
    }
}

fn assess(city: &City, more: &[&str]) -> Done {
    let options = ["assess", "--chain", "c1", "--segment", "环节01"];
    city.run(&[&options[..], more].concat())
}

/// The answer about one segment on a day.
fn of_segment(city: &City, segment: &str, more: &[&str]) -> serde_json::Value {
    let answer = city.run(&[&["gaps", "--chain", "c1", "--format", "json"][..], more].concat()).json();
    let segments = answer["segments"].as_array().unwrap();
    segments.iter().find(|s| s["segment"] == segment).unwrap().clone()
}

fn an_assessment_overrules_and_shows_both() {
    let city = tiny();
    let before = of_segment(&city, "c1-s01", &[]);
    let word = if before["verdict"] == "build" { "strong" } else { "build" };
    let done = assess(&city, &["--verdict", word, "--reason", "省里已列攻关", "--who", "王某"]);
    assert_eq!(done.code(), 0, "{}", done.err());
    assert!(done.out().contains("已认定为") && done.out().contains("日志号 2"), "{}", done.out());
    let after = of_segment(&city, "c1-s01", &[]);
    assert_eq!((&after["verdict"], &after["computed"]), (&json!(word), &before["computed"]));
    assert_eq!((&after["assessed"]["who"], &after["assessed"]["reason"]), (&json!("王某"), &json!("省里已列攻关")));
    let table = city.run(&["gaps", "--chain", "c1"]).out();
    assert!(table.lines().any(|line| line.contains("环节01") && line.contains("（认定，计算为")), "{table}");
    let why = city.run(&["explain", "--chain", "c1", "--segment", "c1-s01"]).out();
    assert!(why.contains("王某") && why.contains("省里已列攻关"), "{why}");
    // Elsewhere it says nothing; the same person on the same day replaces it.
    let elsewhere = ["--home", "310000"];
    assert!(of_segment(&city, "c1-s01", &elsewhere)["assessed"].is_null());
    assert_eq!(assess(&city, &["--verdict", "待摸排", "--reason", "再看", "--who", "王某"]).code(), 0);
    assert_eq!(of_segment(&city, "c1-s01", &[])["verdict"], "unsurveyed");
}

fn an_assessment_ends() {
    let city = tiny();
    let options = ["--verdict", "优势", "--reason", "临时", "--who", "王某", "--until", "2099-06-30"];
    assert_eq!(assess(&city, &options).code(), 0);
    let on = |day: &str| of_segment(&city, "c1-s01", &["--as-of", day])["assessed"].clone();
    assert_eq!(on("2099-06-30")["until"], "2099-06-30");
    assert!(on("2099-07-01").is_null());
}

fn a_wrong_assessment_is_refused() {
    let city = tiny();
    let cases: [(&[&str], &[&str]); 6] = [
        (&["--verdict", "很好", "--reason", "x", "--who", "王某"], &["没有「很好」这种结论", "strong（优势）"]),
        (&["--verdict", "优势", "--reason", " 　", "--who", "王某"], &["理由不能为空"]),
        (&["--verdict", "优势", "--reason", "x", "--who", ""], &["认定人不能为空"]),
        (&["--verdict", "优势", "--reason", "x\u{7}", "--who", "王某"], &["理由含有控制字符 U+0007"]),
        (&["--verdict", "优势", "--reason", "x", "--who", "王某", "--until", "2001-01-01"], &["有效期至的日期已过"]),
        (&["--verdict", "优势", "--reason", "x", "--who", "王某", "--home", "合飞市"], &["没有地区「合飞市」"]),
    ];
    for (options, words) in cases {
        told(&assess(&city, options), 1, words);
    }
    let parent =
        ["assess", "--chain", "c1", "--segment", "环节03", "--verdict", "优势", "--reason", "x", "--who", "王某"];
    told(&city.run(&parent), 1, &["有下级环节，只能认定最下一级"]);
    assert_eq!(city.run(&["doctor", "--json"]).json()["batches"], 1, "nothing was written");
}

fn the_atlas_is_one_well_formed_picture() {
    let city = tiny();
    let out = city.folder().join("图.svg");
    let done = city.run(&["atlas", "--chain", "c1", "--out", &out.display().to_string()]);
    assert_eq!(done.code(), 0, "{}", done.err());
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

fn what_cannot_be_written_is_told() {
    let city = tiny();
    let nowhere = city.folder().join("没有").join("x.svg").display().to_string();
    told(&city.run(&["atlas", "--chain", "c1", "--out", &nowhere]), 1, &["x.svg", "没有文件夹"]);
    let file = city.write("文件", "").join("里面").display().to_string();
    told(&city.run(&["generate", "--enterprises", "5", &file]), 1, &["里面", "不能写入"]);
    let bad = city.write("enterprises.csv", "name,revenue\n甲,-1\n").display().to_string();
    told(&city.run(&["import", &bad, "--rejected", &nowhere]), 1, &["x.svg", "被拒绝的行不能写入"]);
}

fn a_generated_city_is_the_same_for_the_same_seed() {
    let city = City::new();
    let generate = |seed: &str, name: &str| {
        let folder = city.folder().join(name);
        let options = ["generate", "--enterprises", "600", "--chains", "2", "--seed", seed];
        let done = city.run(&[&options[..], &[&folder.display().to_string()]].concat());
        assert_eq!(done.code(), 0, "{}", done.err());
        let rows: u64 = done.out().split_whitespace().nth(1).unwrap().parse().unwrap();
        let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        let contents: Vec<String> = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
        (folder, rows, contents)
    };
    let (folder, rows, contents) = generate("7", "甲");
    let lines: usize = contents.iter().map(|text| text.lines().count() - 1).sum();
    assert_eq!(u64::try_from(lines).unwrap(), rows);
    assert!(generate("7", "乙").2 == contents && generate("8", "丙").2 != contents);
    let report = city.run(&["import", &folder.display().to_string(), "--format", "json"]);
    assert_eq!((report.code(), &report.json()["read"]), (0, &json!(rows)), "{}", report.out());
    assert_eq!(city.run(&["doctor"]).code(), 0);
}

fn a_broken_pipe_is_quiet() {
    let city = tiny();
    for arguments in [&["gaps", "--chain", "c1", "--format", "json"][..], &["chains"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = city.command(arguments);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        // The command keeps the writing end; without it only the child writes.
        drop(command);
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        assert_eq!(status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&stderr), "", "{arguments:?}");
    }
}

fn doctor_finds_nothing_in_a_good_store() {
    let city = tiny();
    let done = city.run(&["doctor"]);
    assert!(done.code() == 0 && done.out().contains("没有发现问题"), "{}", done.out());
    let found = city.run(&["doctor", "--json"]).json();
    assert_eq!((&found["batches"], &found["problems"]), (&json!(1), &json!([])));
    assert!(found["rows"].as_u64().unwrap() > 50, "{found}");
}

fn doctor_finds_what_was_changed_behind_its_back() {
    let first = "(kind, a, b, c, batch) IN (SELECT kind, a, b, c, batch FROM row LIMIT 1)";
    for damage in [
        format!("UPDATE row SET val = NULL WHERE {first}"),
        format!("DELETE FROM row WHERE {first}"),
        "UPDATE batch SET who = 'somebody else'".to_owned(),
        "UPDATE node SET ref = ref || 'x' WHERE id = 3".to_owned(),
    ] {
        let city = tiny();
        let connection = rusqlite::Connection::open(city.store()).unwrap();
        assert_eq!(connection.execute(&damage, []).unwrap(), 1, "{damage}");
        drop(connection);
        let done = city.run(&["doctor"]);
        assert_eq!(done.code(), 1, "{damage}: {}", done.out());
        assert!(done.out().contains("损坏  ") && done.out().contains("请用备份恢复"), "{damage}: {}", done.out());
    }
}

fn doctor_tells_a_torn_file() {
    let city = tiny();
    let bytes = std::fs::read(city.store()).unwrap();
    std::fs::write(city.store(), &bytes[..bytes.len() / 3]).unwrap();
    let done = city.run(&["doctor"]);
    assert_eq!(done.code(), 1, "{}{}", done.out(), done.err());
    assert!((done.out() + &done.err()).contains("损坏"), "{}{}", done.out(), done.err());
}
