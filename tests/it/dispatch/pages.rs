//! The score sheet in a browser: it opens its cells, is shown at a meeting, and printed.

use super::served::{frozen, worked};
use crate::support::{City, Facts, Server};

pub fn facts(facts: &mut Facts) {
    facts.add("pages::a_cell_opens_what_it_was_counted_from", cells);
    facts.add("pages::a_sheet_is_shown_and_printed", shown);
    facts.add("pages::what_is_stuck_or_late_is_told_by_name", stuck);
    facts.add("pages::ten_districts_of_a_public_table_stand_as_it_says", districts);
    facts.add("pages::points_stand_where_a_server_was_given_a_formula", points);
}

const SHEET: &str = "period=2026-01/2026-02&cut_off=2026-02-28";

fn cells() {
    let city = City::sample();
    worked(&city);
    let (_city, server) = city.served();
    let page = server.get(&format!("/score?{SHEET}&rows=recruiters&view=travel")).body;
    let link = page.split("href=\"").find(|link| link.starts_with("/score/facts") && link.contains("column=trips"));
    let link = link.unwrap().split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    let facts = server.get(&link);
    assert!(facts.status == 200 && facts.body.contains("dt1") && facts.body.contains("上海"), "{link}: {}", facts.body);
    let of = |column: &str, row: &str| {
        server.json(&format!("/api/v1/score/facts?{SHEET}&rows=recruiters&column={column}&row={row}"))
    };
    for (column, row, number, facts) in [
        ("trips", "d1", 2.0, 2),
        ("visits", "d1", 1.0, 1),
        ("signed", "d1", 1.0, 1),
        ("requests_overdue", "d1", 1.0, 1),
    ] {
        let answer = of(column, row);
        assert_eq!(answer["number"], number, "{column}: {answer}");
        assert_eq!(answer["facts"].as_array().unwrap().len(), facts, "{column}: {answer}");
    }
    assert_eq!(of("behind", "d1")["facts"][0]["table"], "duties");
    assert_eq!(server.get(&format!("/score/facts?{SHEET}&rows=recruiters&row=nobody")).status, 404);
    assert_eq!(server.get(&format!("/score/facts?{SHEET}&column=beauty")).status, 404);
    // Every number of every column is explained by as many things as it counts, where it counts things.
    let sheet = server.json(&format!("/api/v1/score?{SHEET}&rows=recruiters"));
    for (column, number) in sheet["rows"][0]["cells"].as_object().unwrap() {
        let told = of(column, sheet["rows"][0]["id"].as_str().unwrap());
        assert_eq!(&told["number"], number, "{column}");
        let some = number.as_f64().is_some_and(|number| number != 0.0);
        assert!(!some || !told["facts"].as_array().unwrap().is_empty(), "{column} says {number} of nothing");
    }
}

fn shown() {
    let city = City::sample();
    worked(&city);
    let number = frozen(&city);
    let (_city, server) = city.served();
    for address in [
        format!("/score?{SHEET}"),
        format!("/score?{SHEET}&rows=recruiters&view=all&compare=all"),
        format!("/score/screen?{SHEET}&rows=recruiters"),
        "/score/frozen".to_owned(),
        format!("/score/frozen/{number}"),
        format!("/score/frozen/{number}?amendment=0&view=all"),
        "/score/frozen/latest".to_owned(),
        "/stalled?cut_off=2026-02-28".to_owned(),
    ] {
        let answer = server.get(&address);
        assert_eq!(answer.status, 200, "{address}: {}", answer.body);
        assert!(answer.body.len() < 150_000, "{address} weighs {}", answer.body.len());
    }
    let amended = server.get(&format!("/score/frozen/{number}")).body;
    assert!(amended.contains("修订内容") && amended.contains("出行 dt1"), "{amended}");
    for address in [
        format!("/api/v1/score.pdf?{SHEET}&rows=recruiters"),
        format!("/api/v1/score.pdf?{SHEET}&paper=A4"),
        format!("/api/v1/score/frozen/{number}/pdf?paper=A4"),
    ] {
        let pdf = server.get(&address);
        assert!(pdf.status == 200 && pdf.body.starts_with("%PDF"), "{address}: {}", pdf.status);
    }
    let csv = server.get(&format!("/score?{SHEET}&rows=recruiters&view=travel&format=csv")).body;
    assert!(csv.contains("时段,招商员,出行次数,驻外天数") && csv.contains("上年同期,合计"), "{csv}");
    let wrong = server.get("/score?period=2026-03/2026-02");
    assert!(wrong.status == 400 && wrong.body.contains("止早于起"), "{}", wrong.body);
}

fn stuck() {
    let city = City::sample();
    worked(&city);
    let (_city, server) = city.served();
    let page = server.get("/stalled?cut_off=2026-06-30").body;
    for words in ["示例项目甲", "已签约未供地", "签约一年未开工", "示例出差甲", "逾期诉求"] {
        assert!(page.contains(words), "no {words}: {page}");
    }
    let sheet = server.get(&format!("/score?{SHEET}")).body;
    for words in ["点人点事", "任务落后序时", "2026年 10000 万元以上的任务"] {
        assert!(sheet.contains(words), "no {words}: {sheet}");
    }
}

/// Started of all signed in ten districts: 264 of 341, 77.4 %; a public table.
fn districts() {
    let known = [(39, 41), (32, 34), (36, 39), (29, 34), (25, 35), (36, 51), (31, 45), (22, 35), (9, 15), (5, 12)];
    let (mut squads, mut projects) = ("squad,name,kind\n".to_owned(), "project,name,enterprise,squad\n".to_owned());
    let mut nodes = "project,node,actual\n".to_owned();
    for (at, (started, all)) in known.iter().enumerate() {
        squads.push_str(&format!("s{at:02},示例区{at},bureau\n"));
        for nth in 0..*all {
            projects.push_str(&format!("p{at:02}-{nth:02},示例项目,e1,s{at:02}\n"));
            nodes.push_str(&format!("p{at:02}-{nth:02},signed,2026-01-15\n"));
            if nth < *started {
                nodes.push_str(&format!("p{at:02}-{nth:02},started,2026-05-20\n"));
            }
        }
    }
    let city = City::new();
    let files = [
        ("squads.csv", squads),
        ("enterprises.csv", "enterprise,name\ne1,示例企业\n".to_owned()),
        ("projects.csv", projects),
        ("project_nodes.csv", nodes),
    ];
    let paths: Vec<_> = files.iter().map(|(name, content)| city.write(name, content)).collect();
    city.import(&paths.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
    let asked =
        ["score", "--period", "2026-01/2026-06", "--cut-off", "2026-06-30", "--rows", "squads", "--home", "340100"];
    let sheet = city.json(&asked);
    for (row, (started, all)) in sheet["rows"].as_array().unwrap().iter().zip(known) {
        let rate = row["cells"]["started_rate"].as_f64().unwrap();
        assert!((rate - f64::from(started) / f64::from(all)).abs() < 1e-9, "{row}");
        assert_eq!(
            (&row["cells"]["started"], &row["cells"]["signed"]),
            (&f64::from(started).into(), &f64::from(all).into())
        );
    }
    let rate = sheet["total"]["cells"]["started_rate"].as_f64().unwrap();
    assert!((rate - 264.0 / 341.0).abs() < 1e-9, "{rate}");
    let told = city.done(&asked).out();
    assert!(told.lines().find(|line| line.contains("合计")).unwrap().contains("77.4"), "{told}");
}

/// Points and ranks stand on the pages of a server that was given a formula, of its rows alone, with its text beside them.
fn points() {
    let city = City::with(&[&super::worked_city::folder("table")]);
    let formula = "rows = \"squads\"\n[[column]]\nname = \"days\"\nweight = 1\nscale = \"span\"\n";
    let file = city.write("公式.toml", formula).to_str().unwrap().to_owned();
    let limits = city.write("标准.toml", "[limit]\nopen_days = 5\n").to_str().unwrap().to_owned();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--points", &file, "--presets", &limits];
    let server = Server::started(city.command(&serve));
    let asked = "period=2026-01/2026-02&cut_off=2026-02-28&home=340100";
    let page = server.get(&format!("/score?{asked}&rows=squads")).body;
    assert!(page.contains("名次") && page.contains("得分公式") && page.contains("scale = &#34;span&#34;"), "{page}");
    let sheet: serde_json::Value =
        serde_json::from_str(&server.get(&format!("/api/v1/score?{asked}&rows=squads")).body).unwrap();
    let first = &sheet["rows"][0];
    assert_eq!((&first["id"], &first["points"], &first["rank"]), (&"q01".into(), &100.0.into(), &1.into()));
    let open = sheet["notices"].as_array().unwrap().iter().any(|notice| notice["kind"] == "open");
    assert!(open, "a trip is open too long after five days: {sheet}");
    assert!(!server.get(&format!("/score?{asked}&rows=recruiters")).body.contains("名次"));
    city.refused(&["serve", "--points", &file, "--points", &file], &["有两个公式文件是给招商队的"]);
    let wrong = city.write("错.toml", formula.replace("days", "beauty")).to_str().unwrap().to_owned();
    city.refused(&["serve", "--points", &wrong], &["公式文件第 2 行：没有「beauty」这一列"]);
}
