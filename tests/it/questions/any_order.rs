//! Answers say the same, word for word, in whatever order the rows they come from were imported.

use std::path::Path;

use serde_json::Value;

use crate::support::{City, Facts, Lots, Sheet, data, sample, shuffled};

/// Shuffles of each city.
const SHUFFLES: u64 = 3;

pub fn facts(facts: &mut Facts) {
    facts.add("any_order::four_partners_are_named_alike", || told_alike(&data("partners"), &["c"]));
    facts.add("any_order::answers_of_the_small_city_say_the_same", || told_alike(&data("small"), &["c1"]));
    facts.add("any_order::answers_of_the_sample_say_the_same", || told_alike(&sample(), &["ic"]));
}

/// What is asked of a chain of a city.
fn told_alike(path: &Path, chains: &[&str]) {
    let sheets = Sheet::all_in(path);
    let first = City::with(&[path]);
    for chain in chains {
        let targets = first.json(&["targets", "--chain", chain]);
        let firms = ids(&targets, "enterprise");
        let segments = ids(&first.json(&["gaps", "--chain", chain]), "segment");
        let expected = answers(&first, chain, &firms, &segments);
        for seed in 0..SHUFFLES {
            let files = shuffled(&sheets, &mut Lots(seed));
            let other = City::with(&[files.path()]);
            for (one, another) in expected.iter().zip(answers(&other, chain, &firms, &segments)) {
                assert!(one.1 == another.1, "{:?}, shuffle {seed}: {}", one.0, difference(&one.1, &another.1));
            }
        }
    }
}

/// The values of a field anywhere in an answer, each once, at most so many.
fn ids(answer: &Value, field: &str) -> Vec<String> {
    let (text, mark) = (answer.to_string(), format!("\"{field}\":\""));
    let marked = text.split(&mark).skip(1).filter_map(|rest| rest.split('"').next());
    let mut found: Vec<String> = marked.map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found.truncate(12);
    found
}

fn answers(city: &City, chain: &str, firms: &[String], segments: &[String]) -> Vec<(Vec<String>, String)> {
    let of_chain = |words: &[&str]| [words, &["--chain", chain]].concat().into_iter().map(str::to_owned).collect();
    let mut asked: Vec<Vec<String>> =
        [&["chains"][..], &["find", "有限"]].map(|q| q.iter().map(|w| (*w).to_owned()).collect()).to_vec();
    asked.extend([&["gaps"][..], &["targets"], &["funds"], &["plan", "--budget", "5"], &["group"]].map(of_chain));
    asked.extend(segments.iter().map(|segment| of_chain(&["explain", "--segment", segment])));
    for firm in firms {
        asked.extend([of_chain(&["paths", "--target", firm]), of_chain(&["reach", "--from", firm])]);
    }
    asked.into_iter().map(|question| (question.clone(), told(city, &question))).collect()
}

/// An answer without the places that rows came from, which are of the files.
fn told(city: &City, question: &[String]) -> String {
    let done = city.run(&[question, &["--format".to_owned(), "json".to_owned()]].concat());
    let text = done.out() + &done.err();
    text.lines().filter(|line| !line.trim_start().starts_with("\"origin\"")).collect::<Vec<_>>().join("\n")
}

fn difference(one: &str, other: &str) -> String {
    let differ = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    differ.map_or_else(|| "one is longer".to_owned(), |(one, other)| format!("{one}\n{other}"))
}
