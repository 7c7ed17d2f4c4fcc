//! Cities that the program brings: the demo, and generated ones.

use std::process::Command;

use serde_json::json;

use crate::support::{City, Done, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "cli": the_demo_loads_once_and_is_closed_to_imports, a_generated_city_is_the_same_for_the_same_seed);
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
    let store = first.out().lines().next().unwrap().strip_prefix("示例已载入 ").unwrap().to_owned();
    assert!(store.starts_with(&city.folder().display().to_string()), "{store}");
    assert_eq!(with_cache(&city, &["demo", "--load-only"]).out(), first.out());
    let elsewhere = with_cache(&city, &["demo", "--load-only", "--store", "x.db"]);
    elsewhere.fails(64, &["演示用自己的数据库", "liantu serve"]);
    let chains = with_cache(&city, &["chains", "--store", &store, "--format", "json"]).json();
    assert_eq!(chains["chains"].as_array().unwrap().len(), 3, "{chains}");
    let found = with_cache(&city, &["doctor", "--json", "--store", &store]).json();
    assert_eq!((&found["batches"], &found["problems"]), (&json!(1), &json!([])), "loading it again changed nothing");
    let file = city.write("enterprises.csv", "name\n甲\n").display().to_string();
    for options in [&["import", &file][..], &["import", &file, "--dry-run"]] {
        with_cache(&city, &[options, &["--store", &store]].concat()).fails(1, &["是演示数据库，不能导入", "--store"]);
    }
}

fn a_generated_city_is_the_same_for_the_same_seed() {
    let city = City::new();
    let generate = |seed: &str, name: &str| {
        let folder = city.folder().join(name);
        let options = ["generate", "--enterprises", "600", "--chains", "2", "--seed", seed];
        let done = city.done(&[&options[..], &[&folder.display().to_string()]].concat());
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
    city.done(&["doctor"]);
}
