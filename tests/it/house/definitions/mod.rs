//! What docs/definitions.md says is what the program does: its examples, its rules, its words.

mod answered;
mod document;
mod mathematics;
mod rows;
mod sum;

use std::collections::{BTreeMap, BTreeSet};

use liantu::gaps::Rules;
use liantu::model::{TargetFlag, Verdict};
use serde_json::Value;

pub use document::{headings, tables, text};

use crate::support::{City, Facts, add, project};
use answered::{at, is_rounded, says};

pub const DEFINITIONS: &str = "definitions.md";

pub fn facts(facts: &mut Facts) {
    add!(facts, "definitions": every_worked_number_is_the_programs, every_sum_adds_up, every_rule_is_told_with_its_value,
        verdicts_and_flags_are_the_programs, the_page_tells_all_of_it_and_the_numbers_of_a_chain);
    mathematics::facts(facts);
    rows::facts(facts);
}

fn every_worked_number_is_the_programs() {
    let mut cities: BTreeMap<String, City> = BTreeMap::new();
    let mut answers: BTreeMap<String, Value> = BTreeMap::new();
    let mut sections = BTreeSet::new();
    for table in tables(&text(DEFINITIONS)).into_iter().filter(|table| table.has("程序所答")) {
        let (folder, command) = table.question.unwrap_or_else(|| panic!("{}: no question", table.heading));
        let city = cities.entry(folder.clone()).or_insert_with(|| City::with(&[&project().join(&folder)]));
        let asked = || city.json(&command.split(' ').collect::<Vec<_>>());
        let answer = answers.entry(format!("{folder} {command}")).or_insert_with(asked);
        for row in &table.rows {
            let (place, told) = (row["程序所答"].trim_matches('`'), &row["得"]);
            let found = at(answer, place);
            assert!(says(found, told), "{}: {} is {told} and not {found}", table.heading, row["数"]);
        }
        sections.insert(table.heading);
    }
    let others = ["名称匹配", "快照与关闭", "撤销"];
    let untried: Vec<String> = headings(&text(DEFINITIONS)).into_iter().filter(|h| !sections.contains(h)).collect();
    assert_eq!(untried, others, "sections without an example");
}

fn every_sum_adds_up() {
    let mut added = 0;
    for table in tables(&text(DEFINITIONS)).into_iter().filter(|table| table.has("算式")) {
        for row in table.rows.iter().filter(|row| !row["算式"].is_empty()) {
            let (sum, told) = (sum::value(&row["算式"]), &row["得"]);
            assert!(is_rounded(sum, told.parse().unwrap(), told), "{}: {} is {sum}", table.heading, row["数"]);
            added += 1;
        }
    }
    assert!(added > 40, "{added} sums");
}

/// Every value of the built-in rules, by table and name.
fn rules() -> BTreeMap<String, f64> {
    let rules = serde_json::to_value(Rules::default()).unwrap();
    let tables = rules.as_object().unwrap().iter().filter_map(|(name, table)| Some((name, table.as_object()?)));
    let named = tables.flat_map(|(table, all)| all.iter().map(move |(name, value)| (format!("{table}.{name}"), value)));
    named.map(|(name, value)| (name, value.as_f64().unwrap())).collect()
}

fn every_rule_is_told_with_its_value() {
    let mut told = BTreeMap::new();
    for table in tables(&text(DEFINITIONS)).into_iter().filter(|table| table.has("规则")) {
        for row in &table.rows {
            let before = told.insert(row["规则"].trim_matches('`').to_owned(), row["值"].parse::<f64>().unwrap());
            assert_eq!(before, None, "{} is told twice", row["规则"]);
        }
    }
    assert_eq!(told, rules());
}

fn verdicts_and_flags_are_the_programs() {
    let told = |first: &str| -> Vec<(String, String)> {
        let all = tables(&text(DEFINITIONS));
        let table = all.iter().find(|table| table.has(first) && table.has("编号")).unwrap();
        table.rows.iter().map(|row| (row["编号"].trim_matches('`').to_owned(), row[first].clone())).collect()
    };
    let pair = |code: &str, zh: &str| (code.to_owned(), zh.to_owned());
    let flags: Vec<_> = TargetFlag::ALL.iter().map(|flag| pair(flag.code(), flag.zh())).collect();
    assert_eq!(told("标记"), flags);
    let verdicts: BTreeSet<_> = Verdict::ALL.iter().map(|verdict| pair(verdict.code(), verdict.zh())).collect();
    assert_eq!(told("结论").into_iter().collect::<BTreeSet<_>>(), verdicts);
}

fn the_page_tells_all_of_it_and_the_numbers_of_a_chain() {
    let (city, server) = City::sample().served();
    let day = "2026-11-23";
    let alone = server.get("/how").body;
    for heading in headings(&text(DEFINITIONS)) {
        assert!(alone.contains(&format!("<h2 id=\"{heading}\">{heading}</h2>")), "no {heading}");
    }
    assert!(!alone.contains("id=\"example\""));
    let page = server.get(&format!("/how?chain=ic&as_of={day}")).body;
    let gaps = city.json(&["gaps", "--chain", "ic", "--as-of", day]);
    let targets = city.json(&["targets", "--chain", "ic", "--as-of", day]);
    let missing = gaps["segments"].as_array().unwrap().iter().find(|gap| gap["verdict"] != "strengthen");
    let (gap, target) = (missing.unwrap(), &targets["targets"][0]);
    let name = |one: &Value| one["name"].as_str().unwrap().to_owned();
    for part in [
        format!("{}，优先级 {:.1}", name(gap), gap["priority"].as_f64().unwrap()),
        format!("{}，得分 {:.1}", name(target), target["score"].as_f64().unwrap()),
    ] {
        assert!(page.contains(&part), "no {part}");
    }
}
