//! Assessments: what people say of a segment goes before what is computed.

use serde_json::json;

use crate::support::{City, Done, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "cli": an_assessment_overrules_and_shows_both, an_assessment_ends, a_wrong_assessment_is_refused);
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
    let city = City::tiny();
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
    let city = City::tiny();
    let options = ["--verdict", "优势", "--reason", "临时", "--who", "王某", "--until", "2099-06-30"];
    assert_eq!(assess(&city, &options).code(), 0);
    let on = |day: &str| of_segment(&city, "c1-s01", &["--as-of", day])["assessed"].clone();
    assert_eq!(on("2099-06-30")["until"], "2099-06-30");
    assert!(on("2099-07-01").is_null());
}

fn a_wrong_assessment_is_refused() {
    let city = City::tiny();
    let cases: [(&[&str], &[&str]); 6] = [
        (&["--verdict", "很好", "--reason", "x", "--who", "王某"], &["没有「很好」这种结论", "strong（优势）"]),
        (&["--verdict", "优势", "--reason", " 　", "--who", "王某"], &["理由不能为空"]),
        (&["--verdict", "优势", "--reason", "x", "--who", ""], &["认定人不能为空"]),
        (&["--verdict", "优势", "--reason", "x\u{7}", "--who", "王某"], &["理由含有控制字符 U+0007"]),
        (&["--verdict", "优势", "--reason", "x", "--who", "王某", "--until", "2001-01-01"], &["有效期至的日期已过"]),
        (&["--verdict", "优势", "--reason", "x", "--who", "王某", "--home", "合飞市"], &["没有地区「合飞市」"]),
    ];
    for (options, words) in cases {
        assess(&city, options).fails(1, words);
    }
    let parent =
        ["assess", "--chain", "c1", "--segment", "环节03", "--verdict", "优势", "--reason", "x", "--who", "王某"];
    city.run(&parent).fails(1, &["有下级环节，只能认定最下一级"]);
    assert_eq!(city.run(&["doctor", "--json"]).json()["batches"], 1, "nothing was written");
}
