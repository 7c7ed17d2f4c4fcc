//! The house rules that a test can hold: layers, where databases and frameworks may be named, sizes of files.

use std::path::{Path, PathBuf};

use crate::support::{Facts, project};

/// What each layer may import.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("normalize", &["model"]),
    ("ingest", &["model", "normalize"]),
    ("resolve", &["model", "normalize"]),
    ("graph", &["model", "normalize", "resolve"]),
    ("gaps", &["model", "normalize", "resolve", "graph"]),
    ("work", &["model"]),
    ("draw", &["model", "normalize", "resolve", "graph", "gaps", "work"]),
    ("store", &["model"]),
    ("publish", &["model"]),
    ("app", &["model", "normalize", "ingest", "resolve", "graph", "gaps", "work", "draw", "store", "publish"]),
    ("http", &["model", "normalize", "ingest", "resolve", "graph", "gaps", "work", "draw", "app"]),
    (
        "cli",
        &[
            "model",
            "normalize",
            "ingest",
            "resolve",
            "graph",
            "gaps",
            "work",
            "draw",
            "store",
            "publish",
            "app",
            "http",
        ],
    ),
];

pub fn facts(facts: &mut Facts) {
    facts.add("tidy::imports_point_one_way", imports_point_one_way);
    facts.add("tidy::sql_stays_in_the_store", || named_only_in(&["SELECT ", "INSERT INTO", "DELETE FROM"], &["store"]));
    facts.add("tidy::rusqlite_stays_in_the_store", || named_only_in(&["rusqlite"], &["store"]));
    facts.add("tidy::neo4rs_stays_in_publish", || named_only_in(&["neo4rs", "rustls"], &["publish"]));
    facts.add("tidy::cypher_stays_in_queries", || named_only_in(&["MATCH (", "MERGE (", "UNWIND "], &[]));
    facts.add("tidy::axum_stays_in_http", || named_only_in(&["axum"], &["http"]));
    facts.add("tidy::workbooks_are_written_in_draw", || named_only_in(&["rust_xlsxwriter"], &["draw"]));
    facts.add("tidy::files_are_short", files_are_short);
    facts.add("tidy::nothing_is_left_for_later", nothing_is_left_for_later);
    facts.add("tidy::no_allow_and_no_unwrap_in_the_library", no_allow_and_no_unwrap);
}

/// All Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// The layer of a file: the folder right below `src`.
fn layer(path: &Path) -> String {
    let inside = path.strip_prefix(project().join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// A file without its unit tests, comments and documentation.
fn code(path: &Path) -> String {
    let text = read(path);
    let production = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    production.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn imports_point_one_way() {
    for path in sources(&project().join("src")) {
        let own = layer(&path);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == own) else { continue };
        let text = code(&path);
        for (at, _) in text.match_indices("crate::") {
            let word: String = text[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let known = MAY_IMPORT.iter().any(|(name, _)| *name == word);
            let fine = !known || word == own || allowed.contains(&word.as_str());
            assert!(fine, "{} imports crate::{word}", path.display());
        }
    }
}

fn named_only_in(words: &[&str], layers: &[&str]) {
    for path in sources(&project().join("src")) {
        if layers.contains(&layer(&path).as_str()) {
            continue;
        }
        let code = code(&path);
        for word in words {
            assert!(!code.contains(word), "{} says {word}", path.display());
        }
    }
}

fn files_are_short() {
    let mut lengths: Vec<(usize, PathBuf)> =
        sources(&project().join("src")).into_iter().map(|path| (read(&path).lines().count(), path)).collect();
    lengths.sort();
    let (longest, path) = lengths.last().unwrap();
    assert!(*longest <= 400, "{} has {longest} lines", path.display());
    let median = lengths[lengths.len() / 2].0;
    assert!(median < 150, "half of the files have {median} lines or more");
}

fn nothing_is_left_for_later() {
    let words = [["TO", "DO"], ["FIX", "ME"], ["XX", "X:"], ["todo", "!("], ["unimplemented", "!("], ["dbg", "!("]];
    for path in sources(&project().join("src")).into_iter().chain(sources(&project().join("tests"))) {
        let text = read(&path);
        for word in words.map(|parts| parts.concat()) {
            assert!(!text.contains(&word), "{} says {word}", path.display());
        }
    }
}

fn no_allow_and_no_unwrap() {
    for path in sources(&project().join("src")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with("_tests.rs") || name.starts_with("sample") {
            continue;
        }
        let code = code(&path);
        for word in ["#[allow", ".unwrap()", "panic!("] {
            assert!(!code.contains(word), "{} says {word}", path.display());
        }
    }
}
