//! What the preview of an import says of new firms that look like known ones; that nothing of it is done unasked.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::accounts::visit::Visit;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "judging": a_preview_says_which_new_firms_look_like_known_ones_and_why,
        what_a_preview_says_does_not_depend_on_the_order_of_files, names_are_matched_by_a_program, who_is_unsure_says_so);
}

/// A city that knows two firms, one by a former name.
fn city() -> City {
    let city = City::new();
    let rows = "enterprise,name,former_names,adcode,credit_code\n\
        a,合肥维克诺液压股份有限公司,,340100,91350100M000100Y43\n\
        b,苏州示光科技有限公司,苏州纵维电子有限公司,320500,91110000101623741K\n";
    city.import(&[&city.write("enterprises.csv", rows)]);
    city
}

/// What a dry run tells: the row, what the new firm is called, the known firm, whether they join, the verdict.
fn told(city: &City, files: &[&Path]) -> Vec<(u64, String, Value, bool, String)> {
    let paths = files.iter().map(|path| path.to_str().unwrap());
    let asked: Vec<&str> = ["import"].into_iter().chain(paths).chain(["--dry-run"]).collect();
    let report = city.json(&asked);
    let lines = report["alike"].as_array().cloned().unwrap_or_default();
    let told = |line: &Value| {
        let text = |key: &str| line[key].as_str().unwrap().to_owned();
        let (row, joins) = (line["row"].as_u64().unwrap(), line["joins"].as_bool().unwrap());
        (row, text("name"), line["enterprise"].clone(), joins, text("verdict"))
    };
    lines.iter().map(told).collect()
}

const LIST: &str = "enterprise,name,adcode,credit_code,source\n\
    n1,維克諾液壓,,,乙\n\
    n2,合肥维克诺液压股份有限公司,340100,,乙\n\
    n3,苏州维克诺液压有限公司,320500,,乙\n\
    n4,换了名称的公司,,91110000101623741K,乙\n\
    n5,苏州纵维电子有限公司,,,乙\n\
    n6,芜湖另山材料有限公司,340200,,乙\n\
    n7,芜湖另山材料,340200,,丙\n\
    n8,科技有限公司,,,乙\n\
    n9,芜湖长淮机械一厂,,,乙\n\
    n10,芜湖长淮机械二厂,,,乙\n";

fn a_preview_says_which_new_firms_look_like_known_ones_and_why() {
    let city = city();
    let list = folder(&city, "list", LIST);
    let lines = told(&city, &[&list]);
    let of = |row: u64| -> Vec<(Value, bool, &str)> {
        let own = lines.iter().filter(|line| line.0 == row);
        own.map(|(_, _, known, joins, verdict)| (known.clone(), *joins, verdict.as_str())).collect()
    };
    let near = [("a".into(), false, "review"), (Value::Null, false, "review")];
    assert_eq!(of(2), near, "a short name that two firms have is neither's: {lines:?}");
    assert_eq!(of(3), [("a".into(), true, "same")], "the full name");
    assert_eq!(of(5), [("b".into(), true, "same")], "the code");
    assert_eq!(of(6), [("b".into(), false, "same")], "a former name");
    assert_eq!(of(7), [(Value::Null, false, "same")], "a new one of another row");
    assert!([4, 8, 9, 10, 11].iter().all(|row| of(*row).is_empty()), "{lines:?}");
    let text = city.done(&["import", list.to_str().unwrap(), "--dry-run"]).out();
    for told in [
        "≈ enterprises.csv 第 2 行「維克諾液壓」和「合肥维克诺液压股份有限公司」（a）待核对：字号相同（维克诺）；另有企业同样接近",
        "≈ enterprises.csv 第 3 行「合肥维克诺液压股份有限公司」和「合肥维克诺液压股份有限公司」（a）导入后算一家：名称相同",
        "≈ enterprises.csv 第 5 行「换了名称的公司」和「苏州示光科技有限公司」（b）导入后算一家：统一社会信用代码相同",
        "≈ enterprises.csv 第 6 行「苏州纵维电子有限公司」和「苏州示光科技有限公司」（b）很可能是同一家：与曾用名相同",
        "≈ enterprises.csv 第 7 行「芜湖另山材料有限公司」和「芜湖另山材料（enterprises.csv 第 8 行）」很可能是同一家",
        "导入后用 liantu duplicates 查重",
    ] {
        assert!(text.contains(told), "no `{told}` in {text}");
    }
    city.done(&["import", list.to_str().unwrap()]);
    let pairs = city.json(&["duplicates"])["pairs"].as_array().unwrap().clone();
    let pairs: BTreeSet<(String, String, String)> = pairs
        .iter()
        .map(|pair| {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            (text(&pair["one"]["enterprise"]), text(&pair["other"]["enterprise"]), text(&pair["verdict"]))
        })
        .collect();
    let asked = [("a", "n1", "review"), ("b", "n5", "same"), ("n1", "n3", "review"), ("n6", "n7", "same")];
    assert_eq!(pairs, asked.map(|(x, y, verdict)| (x.to_owned(), y.to_owned(), verdict.to_owned())).into());
    assert_eq!(told(&city, &[&list]), [], "what is known is not told again");
}

/// A folder with a list of enterprises.
fn folder(city: &City, name: &str, rows: &str) -> std::path::PathBuf {
    std::fs::create_dir(city.folder().join(name)).unwrap();
    city.write(&format!("{name}/enterprises.csv"), rows).parent().unwrap().to_owned()
}

fn what_a_preview_says_does_not_depend_on_the_order_of_files() {
    let city = city();
    let mut lines = LIST.lines();
    let head = lines.next().unwrap();
    let (one, other): (Vec<_>, Vec<_>) = lines.enumerate().partition(|(at, _)| at % 2 == 0);
    let file = |rows: &[(usize, &str)]| rows.iter().fold(format!("{head}\n"), |file, (_, row)| file + row + "\n");
    let (one, other) = (folder(&city, "x", &file(&one)), folder(&city, "y", &file(&other)));
    let pairs = |files: &[&Path]| -> BTreeSet<String> {
        told(&city, files).into_iter().filter(|line| !line.2.is_null()).map(|(_, name, ..)| name).collect()
    };
    assert_eq!(pairs(&[&one, &other]), pairs(&[&other, &one]));
    assert_eq!(told(&city, &[&one, &other]).len(), told(&city, &[&other, &one]).len());
}

fn names_are_matched_by_a_program() {
    let (_city, server) = city().served();
    let mut visit = Visit::of(&server);
    let token = visit.token("/duplicates");
    let mut sent = |names: &[&str]| {
        let fields: Vec<(&str, &str)> = names.iter().map(|name| ("name", *name)).collect();
        let answer = visit.send("/api/v1/match", &token, &fields);
        (answer.status, serde_json::from_str::<Value>(&answer.body).unwrap())
    };
    let (status, answer) = sent(&["維克諾液壓", "无此企业有限公司"]);
    assert_eq!((status, &answer["names"], &answer["same"]), (200, &2.into(), &1.into()), "{answer}");
    assert_eq!((&answer["lines"][0]["enterprise"], &answer["lines"][0]["verdict"]), (&"a".into(), &"same".into()));
    assert_eq!(answer["lines"][1]["enterprise"], Value::Null);
    let (status, answer) = sent(&[""]);
    assert!(status == 400 && answer.to_string().contains("没有写名称"), "{answer}");
    let (status, answer) = sent(&vec!["甲"; 1_001]);
    assert!(status == 400 && answer.to_string().contains("一次最多匹配 1000 个名称"), "{answer}");
}

fn who_is_unsure_says_so() {
    let city = city();
    let list = folder(&city, "list", LIST);
    city.done(&["import", list.to_str().unwrap()]);
    let pairs = || city.json(&["duplicates"])["pairs"].as_array().unwrap().len();
    let before = pairs();
    let said = city.done(&["unsure", "a", "n1", "--reason", "等登记"]).out();
    assert!(said.contains("说不准，现在怎样还怎样"), "{said}");
    assert_eq!(pairs(), before - 1);
}
