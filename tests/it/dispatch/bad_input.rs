//! What is refused, with the sentence a clerk reads.

use crate::support::{City, Facts};

use super::worked_city::folder;

pub fn facts(facts: &mut Facts) {
    facts.add("bad_input::a_trip_that_ends_before_it_begins_is_refused", backwards);
    facts.add("bad_input::rows_of_dispatch_that_cannot_be_are_refused_by_name", rows);
    facts.add("bad_input::whoever_changed_squads_is_counted_where_they_are_now", changed_squads);
    facts.add("bad_input::questions_that_make_no_sense_are_refused", questions);
}

fn backwards() {
    let city = City::new();
    let files = ["squads.csv", "recruiters.csv", "trips.csv"].map(|name| folder("backwards").join(name));
    let mut arguments = vec!["import"];
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    let done = city.run(&arguments);
    assert_eq!(done.code(), 1, "{}", done.out());
    for words in ["trips.csv", "返回（2026-02-10上午）早于出发（2026-02-10下午）", "请核对出发和返回的日期"]
    {
        assert!(done.out().contains(words) || done.err().contains(words), "no {words}: {}{}", done.out(), done.err());
    }
    // Nothing came in, so nothing can be asked.
    assert_ne!(city.run(&["score", "--period", "2026-02", "--rows", "squads"]).code(), 0);
}

fn rows() {
    let city = City::with(&[&folder("tiny").join("squads.csv"), &folder("tiny").join("recruiters.csv")]);
    for (file, text, words) in [
        ("trips.csv", "trip,people,out,out_half\nx,r1,2026-02-10,中午\n", "不是此列认识的词"),
        ("trips.csv", "trip,people,out,back\nx,r1,2026-03,2026-02\n", "早于出发"),
        ("trips.csv", "trip,people,out\nx,r9,2026-02-10\n", "没有这个招商员"),
        ("trips.csv", "trip,people,out\nx,r1,2026-02-30\n", "不是日历上的日期"),
        ("duties.csv", "year,who,least,count\n2026,q1,10000,0\n", "任务数至少是 1"),
        ("duties.csv", "year,who,least,count\n2026,q1,10000,1.5\n", "不是整数"),
        ("duties.csv", "year,who,least,count\n2026,q1,-1,1\n", "金额不能为负"),
        ("duties.csv", "year,who,least,count\n2026-03,q1,1,1\n", "不是年份"),
        ("indicators.csv", "indicator,period,target\ni,2026Q5,1\n", "不是年、季度或月"),
        ("indicators.csv", "indicator,period,target\ni,2026Q1,many\n", "不是数字"),
    ] {
        let done = city.run(&["import", city.write(file, text).to_str().unwrap()]);
        assert_eq!(done.code(), 1, "{text}: {}", done.out());
        let told = done.out() + &done.err();
        assert!(told.contains(words), "{text}: no {words} in {told}");
    }
}

/// Membership has no dates: what somebody did goes along, and nothing is counted twice.
fn changed_squads() {
    let city = City::with(&[&folder("table")]);
    let days = |city: &City| -> Vec<(String, f64)> {
        let asked =
            ["score", "--period", "2026-01/2026-02", "--cut-off", "2026-02-28", "--rows", "squads", "--home", "340100"];
        let sheet = city.json(&asked);
        let told =
            |row: &serde_json::Value| (row["id"].as_str().unwrap().to_owned(), row["cells"]["days"].as_f64().unwrap());
        let total = ("total".to_owned(), sheet["total"]["cells"]["days"].as_f64().unwrap());
        sheet["rows"].as_array().unwrap().iter().map(told).chain([total]).collect()
    };
    let of = |days: &[(String, f64)], id: &str| days.iter().find(|(own, _)| own == id).unwrap().1;
    let before = days(&city);
    let text = std::fs::read_to_string(folder("table").join("recruiters.csv")).unwrap();
    let line = text.lines().find(|line| line.split(',').nth(2) == Some("q13")).unwrap().to_owned();
    let moved = text.replace(&line, &line.replace(",q13,", ",q01,"));
    city.import(&[&city.write("recruiters.csv", &*moved)]);
    let after = days(&city);
    let gone = of(&before, "q13") - of(&after, "q13");
    assert!((of(&after, "q01") - of(&before, "q01") - gone).abs() < 1e-9, "{after:?}");
    assert!((of(&after, "total") - 223.0).abs() < 1e-9, "{after:?}");
}

fn questions() {
    let city = City::with(&[&folder("table")]);
    let refused = |arguments: &[&str], words: &str| city.refused(arguments, &[words]);
    let score = |more: &[&'static str]| [&["score", "--rows", "squads", "--home", "340100"], more].concat();
    refused(&score(&["--period", "2026-03/2026-02"]), "止早于起");
    refused(&score(&["--period", "一季度"]), "不是时段");
    refused(&score(&["--period", "2026-02", "--cut-off", "2026-01-31"]), "截至 2026-01-31 早于时段的第一天 2026-02-01");
    refused(&["score", "--rows", "squads", "--period", "2026-02", "--home", "地球"], "地球");
    refused(&["score", "--rows", "squads", "--period", "2026-02"], "请加 --home");
    let formula =
        city.write("f.toml", "rows = \"squads\"\n\n[[column]]\nname = \"beauty\"\nweight = 1\nscale = \"span\"\n");
    let formula = formula.to_str().unwrap().to_owned();
    let asked = [&score(&["--period", "2026-02"])[..], &["--points", &formula]].concat();
    refused(&asked, "公式文件第 3 行：没有「beauty」这一列");
    let limits = city.write("p.toml", "[limit]\nopen_days = 0\n");
    let limits = limits.to_str().unwrap().to_owned();
    let asked = [&score(&["--period", "2026-02"])[..], &["--presets", &limits]].concat();
    refused(&asked, "limit.open_days 是 0，必须大于 0");
    let done = city.run(&["score", "--rows", "teams", "--period", "2026-02"]);
    assert_eq!(done.code(), 64);
    assert!(done.err().contains("请写 recruiters、squads、chains 或 funds"), "{}", done.err());
}
