//! The commands, as people type them.

use super::worked_city::{files, folder};
use crate::support::{City, Facts};

pub fn facts(facts: &mut Facts) {
    facts.add("commands::the_known_table_is_told_as_people_read_it", known_table);
    facts.add("commands::every_question_is_answered_on_the_command_line", every_question);
}

fn city(case: &str) -> City {
    let files = files(&folder(case));
    City::with(&files.iter().map(|file| file.as_path()).collect::<Vec<_>>())
}

/// 13 squads, 31 people, 223 days, 7.19 a person: a public table.
fn known_table() {
    let city = City::with(&[&folder("table")]);
    let asked =
        ["score", "--period", "2026-01/2026-02", "--cut-off", "2026-02-28", "--rows", "squads", "--home", "合肥"];
    let told = city.done(&asked).out();
    assert!(
        told.starts_with("成绩单（招商队） 2026-01-01 至 2026-02-28 截至 2026-02-28 本地 340100 标准 1-"),
        "{told}"
    );
    let total = told.lines().find(|line| line.contains("合计")).unwrap();
    assert!(total.contains("223.0") && total.contains("7.19"), "{total}");
    let sheet = city.json(&asked);
    let days = |row: &serde_json::Value| row["cells"]["days"].as_f64().unwrap();
    let days: Vec<f64> = sheet["rows"].as_array().unwrap().iter().map(days).collect();
    assert_eq!(days, [40.0, 30.0, 29.0, 27.0, 23.0, 21.0, 13.0, 12.0, 8.0, 7.0, 6.0, 4.0, 3.0]);
    let csv = city.done(&[&asked[..], &["--format", "csv"]].concat()).out();
    assert!(csv.contains("时段,编号,招商队,出行次数,出行频次"), "{csv}");
    assert_eq!(csv.lines().filter(|line| line.starts_with("上年同期,")).count(), 14);
    let formula =
        city.write("f.toml", "rows = \"squads\"\n[[column]]\nname = \"days\"\nweight = 1\nscale = \"span\"\n");
    let ranked = city.done(&[&asked[..], &["--points", formula.to_str().unwrap()]].concat()).out();
    assert!(ranked.contains("名次") && ranked.contains("得分公式：\nrows = \"squads\""), "{ranked}");
    assert!(!told.contains("名次"), "nothing is ranked unless somebody asks for it");
}

fn every_question() {
    let city = city("tiny");
    for (asked, words) in [
        (&["duties", "--year", "2026", "--cut-off", "2026-02-28"][..], "squad:q1"),
        (&["duties", "suggest", "--year", "2026"], "recruiter:r4"),
        (&["stalled", "--cut-off", "2026-02-28", "--home", "340100"], "已签约未供地"),
        (&["due", "--cut-off", "2026-02-28"], "p2 供地"),
        (&["race", "--period", "2026Q1", "--cut-off", "2026-02-28"], "60.0"),
        (&["nominations", "--year", "2026", "--cut-off", "2026-02-28"], "示例链长乙"),
        (&["requests", "--only", "all"], "企业诉求"),
        (&["bids", "--only", "all"], "项目申报"),
        (&["care"], "领导包联"),
    ] {
        let told = city.done(asked).out();
        assert!(told.contains(words), "{asked:?}: {told}");
        city.done(&[asked, &["--format", "csv"]].concat());
    }
    city.refused(&["requests", "--only", "late"], &["没有「late」这一种；请写open（在办的）"]);
    for history in ["p1", "t1", "n1", "b1", "r4"] {
        assert!(!city.done(&["history", history]).out().is_empty(), "{history}");
    }
    city.digest();
}
