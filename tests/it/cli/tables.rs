//! Tables of the command line: every one the same on a terminal and as CSV, sorted and with columns as asked.

use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "tables": terminal_and_csv_tell_the_same_rows, rows_are_sorted_and_columns_chosen, what_no_table_has_is_refused);
}

const DAY: [&str; 2] = ["--as-of", "2026-11-23"];

/// A city with a list, of which one entry is assigned.
fn city() -> City {
    let city = City::small();
    let targets = city.run(&[&["targets", "--chain", "c1", "--format", "json"][..], &DAY].concat()).json();
    let ids: Vec<&str> =
        targets["targets"].as_array().unwrap().iter().take(3).map(|t| t["enterprise"].as_str().unwrap()).collect();
    assert_eq!(city.run(&[&["list", "add", "--chain", "c1"][..], &ids].concat()).code(), 0);
    assert_eq!(
        city.run(&["list", "set", "--chain", "c1", ids[0], "--next", "约董事长", "--amount", "1.2亿"]).code(),
        0
    );
    city
}

/// Records of a CSV without the key, which a terminal does not show.
fn records(csv: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let record = |record: csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let mut records: Vec<_> = reader.records().map(|r| record(r.unwrap())).collect();
    records.iter_mut().for_each(|record| assert!(!record.pop().unwrap().is_empty(), "every row has a key"));
    records
}

/// Whether a line has these cells one after another. Money stands with commas between thousands, and a terminal leaves out
/// dashes of columns that are empty in a whole group.
fn holds(line: &str, cells: &[String]) -> bool {
    let plain = line.replace(',', "");
    let mut rest = plain.as_str();
    cells.iter().filter(|cell| *cell != "—").all(|cell| {
        let cell = cell.replace(',', "");
        let at = rest.find(cell.trim_start_matches('\''));
        at.inspect(|at| rest = &rest[at + cell.trim_start_matches('\'').len()..]).is_some()
    })
}

fn terminal_and_csv_tell_the_same_rows() {
    let city = city();
    let at_day: [&[&str]; 10] = [
        &["gaps", "--chain", "c1"],
        &["gaps", "--chain", "c2", "--home", "340100"],
        &["targets", "--chain", "c1", "--limit", "5"],
        &["explain", "--chain", "c1", "--segment", "c1-s01"],
        &["funds", "--chain", "c1"],
        &["group", "--chain", "c1"],
        &["plan", "--chain", "c1", "--budget", "3"],
        &["relatedness", "--home", "合肥"],
        &["reach", "--chain", "c1", "--from", "person:p000"],
        &["paths", "--chain", "c1", "--target", "e00016"],
    ];
    let others: [&[&str]; 7] = [
        &["chains"],
        &["imports"],
        &["find", "公司"],
        &["history", "enterprise:e00001"],
        &["list", "show", "--chain", "c1"],
        &["list", "history", "--chain", "c1"],
        &["list", "suggest", "--chain", "c1"],
    ];
    let asked = at_day.iter().map(|one| [one, &DAY[..]].concat()).chain(others.iter().map(|one| one.to_vec()));
    let mut rows = 0;
    for question in asked {
        let csv = city.run(&[&question[..], &["--format", "csv"]].concat());
        let table = city.run(&[&question[..], &["--columns", "all"]].concat());
        assert_eq!((csv.code(), table.code()), (0, 0), "{question:?}: {}{}", csv.err(), table.err());
        let (records, table) = (records(&csv.out()), table.out());
        let grouped = ["列表", "类别"].contains(&&*records[0][0]) || records[0][0] == "名单" && question[0] == "funds";
        let mut lines = table.lines();
        for record in &records[1..] {
            let cells = if grouped { &record[1..] } else { &record[..] };
            assert!(lines.any(|line| holds(line, cells)), "{question:?}: {record:?} is not in {table}");
            rows += 1;
        }
    }
    assert!(rows > 100, "{rows} rows");
}

fn rows_are_sorted_and_columns_chosen() {
    let city = city();
    let ask = |options: &[&str]| {
        let done = city.run(&[&["gaps", "--chain", "c1", "--format", "csv"][..], options, &DAY].concat());
        assert_eq!(done.code(), 0, "{}", done.err());
        records(&done.out())
    };
    let falling = ask(&["--sort", "-candidates", "--columns", "name,candidates"]);
    assert_eq!(falling[0], ["类别", "环节", "候选企业"]);
    let of = |group: &str| falling.iter().filter(move |record| record[0] == group).collect::<Vec<_>>();
    for group in ["缺失", "优势"] {
        let counts: Vec<u32> = of(group).iter().map(|record| record[2].parse().unwrap()).collect();
        assert!(counts.is_sorted_by(|one, other| one >= other) && counts.len() > 3, "{group}: {counts:?}");
    }
    let by_word = ask(&["--sort=-候选企业", "--columns", "环节,候选企业"]);
    assert_eq!(by_word, falling);
    for sort in ["relatedness", "-relatedness"] {
        let told = ask(&["--sort", sort, "--columns", "relatedness"]);
        let told = told.iter().filter(|record| record[0] == "缺失").map(|record| record[1].as_str());
        let told: Vec<&str> = told.collect();
        let last = told.iter().position(|cell| *cell == "未知").unwrap();
        assert!(
            last > 1 && told[last..].iter().all(|cell| *cell == "未知"),
            "{sort}: what is unknown comes last: {told:?}"
        );
    }
    let sorted =
        city.run(&[&["targets", "--chain", "c1", "--format", "csv", "--sort", "name"][..], &DAY].concat()).out();
    let lists: Vec<String> = records(&sorted)[1..].iter().map(|record| record[0].clone()).collect();
    let order = |list: &String| ["可招", "已在本地", "不列入", "不确定"].iter().position(|word| word == list);
    assert!(lists.is_sorted_by_key(order), "groups stay in their order: {lists:?}");
}

fn what_no_table_has_is_refused() {
    let city = city();
    city.run(&["gaps", "--chain", "c1", "--sort", "price"]).fails(1, &["没有「price」这一列", "priority（优先级）"]);
    city.run(&["chains", "--columns", "name,price"]).fails(1, &["「产业链」这张表", "没有「price」"]);
    city.run(&["chains", "--sort", "name", "--format", "json"]).fails(1, &["--sort", "JSON 总是整个回答"]);
}
