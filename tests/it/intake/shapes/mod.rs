//! Shapes of tables that a mapping makes rows of: headers of several rows, several values in a cell, groups, trees.

mod groups;
mod header_rows;
mod split;
mod trees;

use serde_json::Value;

use crate::intake::mapping::import;
use crate::support::{City, Done, Facts};

pub fn facts(facts: &mut Facts) {
    groups::facts(facts);
    header_rows::facts(facts);
    split::facts(facts);
    trees::facts(facts);
}

/// Imports a list by a mapping.
fn mapped(city: &City, list: &str, mapping: &str, more: &[&str]) -> Done {
    import(city, &city.write("名单.csv", list), &city.write("m.toml", mapping), more)
}

/// What came in is what these canonical files say: importing them changes nothing.
fn is_as(city: &City, files: &[(&str, &str)]) {
    let paths: Vec<String> =
        files.iter().map(|(name, content)| city.write(name, content).display().to_string()).collect();
    let arguments: Vec<&str> =
        ["import", "--format", "json"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    let report = city.run(&arguments).json();
    assert_eq!(report["unchanged"], report["read"], "{report}");
    assert!(report["read"].as_u64() > Some(0), "{report}");
}

/// The counts of a report: read, new, rejected.
fn counts(report: &Value) -> [u64; 3] {
    ["read", "new", "rejected"].map(|name| report[name].as_u64().unwrap())
}
