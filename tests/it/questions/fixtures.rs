//! The worked cases of the design: what the program answers equals what an independent program computed.

use super::AS_OF;
use crate::support::{City, Facts, assert_matches, data};

pub fn facts(facts: &mut Facts) {
    for case in ["tiny", "small", "second"] {
        facts.add(format!("fixtures::gaps_of_{case}_equal_every_expected_file"), move || equal(case, "gaps"));
        facts.add(format!("fixtures::funds_of_{case}_equal_every_expected_file"), move || equal(case, "funds"));
    }
    for (case, files) in [("tiny", 4), ("small", 13), ("second", 13)] {
        facts.add(format!("fixtures::targets_of_{case}_equal_every_expected_file"), move || targets_equal(case, files));
    }
    for (case, files) in [("tiny", 2), ("small", 13), ("second", 10)] {
        facts.add(format!("fixtures::paths_of_{case}_equal_every_expected_file"), move || paths_equal(case, files));
    }
}

/// Compares what a command answers with every expected file named for it.
fn equal(case: &str, command: &str) {
    let city = City::with(&[&data(case)]);
    let mut compared = 0;
    for entry in std::fs::read_dir(data(case).join("expected")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some(question) = stem.strip_suffix(&format!("-{command}")) else { continue };
        let (chain, home) = question.split_once('-').unwrap();
        let expected = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let done = city.run(&[command, "--chain", chain, "--home", home, "--as-of", AS_OF, "--format", "json"]);
        assert_matches(&done.json(), &expected, &stem);
        compared += 1;
    }
    assert!(compared >= 4, "{compared} expected files in {case}");
}

fn paths_equal(case: &str, files: usize) {
    let city = City::with(&[&data(case)]);
    let mut compared = 0;
    for entry in std::fs::read_dir(data(case).join("expected")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some((question, target)) = stem.split_once("-paths-") else { continue };
        let (chain, home) = question.split_once('-').unwrap();
        let expected = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let question = ["--chain", chain, "--home", home, "--as-of", AS_OF, "--format", "json"];
        let done = city.run(&[&["paths", "--target", target], &question[..]].concat());
        assert_matches(&done.json(), &expected, &stem);
        compared += 1;
    }
    assert_eq!(compared, files, "expected files in {case}");
}

fn targets_equal(case: &str, files: usize) {
    let city = City::with(&[&data(case)]);
    let mut compared = 0;
    for entry in std::fs::read_dir(data(case).join("expected")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some((question, of)) = stem.split_once("-targets") else { continue };
        let (chain, home) = question.split_once('-').unwrap();
        let expected = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let mut command = vec!["targets", "--chain", chain, "--home", home, "--as-of", AS_OF, "--format", "json"];
        command.extend(["--limit", "1000000"]);
        if let Some(segment) = of.strip_prefix("-of-") {
            command.extend(["--segment", segment]);
        }
        assert_matches(&city.run(&command).json(), &expected, &stem);
        compared += 1;
    }
    assert_eq!(compared, files, "expected files in {case}");
}
