//! What the program answers equals what an independent program computed from the text of the design.

use super::worked_city::{Case, desk_of, folder, imported};
use crate::support::{Facts, assert_matches, block_on};

pub fn facts(facts: &mut Facts) {
    for (case, files) in [("tiny", 11), ("table", 2), ("boundaries", 66), ("city", 20)] {
        let name = format!("fixtures::dispatch_of_{case}_equals_every_expected_file");
        facts.add(name, move || block_on(equal(case, files)));
    }
}

async fn equal(case: &str, files: usize) {
    let folder = folder(case);
    let desk = desk_of(imported(&folder).await).await;
    let cases = Case::all_of(&folder);
    assert_eq!(cases.len(), files, "cases of {case}");
    let mut wrong = Vec::new();
    for asked in cases {
        let path = folder.join("expected").join(format!("{}.json", asked.name));
        let expected: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let answer = asked.ask(&desk, &folder).await;
        let compared = std::panic::catch_unwind(|| compare(answer.map_err(|e| e.to_string()), expected, &asked.name));
        if let Err(panic) = compared {
            wrong.push(panic.downcast_ref::<String>().cloned().unwrap_or_else(|| asked.name.clone()));
        }
    }
    assert!(wrong.is_empty(), "{} of {case}:\n{}", wrong.len(), wrong.join("\n"));
}

fn compare(answer: Result<serde_json::Value, String>, mut expected: serde_json::Value, name: &str) {
    if let Some(refusal) = expected.get("error").and_then(|error| error.as_str()) {
        let told = answer.expect_err(name);
        // The line of a formula is told; the words are each program's own.
        if let Some((line, _)) = refusal.strip_prefix("line ").and_then(|rest| rest.split_once(':')) {
            assert!(told.contains(&format!("第 {line} 行")), "{name}: {told}");
        }
        return;
    }
    if let Some(expected) = expected.as_object_mut() {
        ["known_at", "presets"].iter().for_each(|key| drop(expected.remove(*key)));
    }
    let mut answer = answer.unwrap_or_else(|error| panic!("{name}: {error}"));
    if name.starts_with("suggest") {
        [&mut answer, &mut expected].into_iter().for_each(sorted);
    }
    assert_matches(&answer, &expected, name);
}

/// What is suggested stands in no order that the design tells.
fn sorted(lines: &mut serde_json::Value) {
    let key = |line: &serde_json::Value| (line["who"].to_string(), line["least"].as_f64().unwrap() as i64);
    lines.as_array_mut().unwrap().sort_by_key(key);
}
