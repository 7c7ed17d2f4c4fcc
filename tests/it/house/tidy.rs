//! The house rules that a test can hold: layers and rooms, where databases and frameworks may be named, names of types,
//! sizes of folders, files and functions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::house::modules::{module, named};
use crate::support::{Facts, project};

/// What each layer may import.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("normalize", &["model"]),
    ("ingest", &["model", "normalize"]),
    ("resolve", &["model", "normalize"]),
    ("matching", &["model", "normalize"]),
    ("graph", &["model", "normalize", "resolve"]),
    ("gaps", &["model", "normalize", "resolve", "graph"]),
    ("dispatch", &["model", "normalize", "resolve", "graph"]),
    ("work", &["model"]),
    ("access", &["model"]),
    ("draw", &["model", "normalize", "resolve", "graph", "gaps", "work"]),
    ("store", &["model"]),
    ("publish", &["model"]),
    (
        "app",
        &[
            "model",
            "normalize",
            "ingest",
            "resolve",
            "matching",
            "graph",
            "gaps",
            "dispatch",
            "work",
            "access",
            "draw",
            "store",
            "publish",
        ],
    ),
    (
        "http",
        &[
            "model",
            "normalize",
            "ingest",
            "resolve",
            "matching",
            "graph",
            "gaps",
            "dispatch",
            "work",
            "access",
            "draw",
            "app",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "normalize",
            "ingest",
            "resolve",
            "matching",
            "graph",
            "gaps",
            "dispatch",
            "work",
            "access",
            "draw",
            "store",
            "publish",
            "app",
            "http",
        ],
    ),
];

/// Folders that hold at most [`MOST_FILES`] files each, as do the folders below them.
const ROOMS: &[&str] = &["src/gaps", "src/draw", "src/app", "src/http", "src/cli", "tests/it"];
const MOST_FILES: usize = 16;
const LONGEST_FUNCTION: usize = 40;

pub fn facts(facts: &mut Facts) {
    facts.add("tidy::imports_point_one_way", imports_point_one_way);
    facts.add("tidy::sql_stays_in_the_store", || named_only_in(&["SELECT ", "INSERT INTO", "DELETE FROM"], &["store"]));
    facts.add("tidy::rusqlite_stays_in_the_store", || named_only_in(&["rusqlite"], &["store"]));
    facts.add("tidy::neo4rs_stays_in_publish", || named_only_in(&["neo4rs"], &["publish"]));
    facts.add("tidy::tls_stays_where_connections_are", || named_only_in(&["rustls", "webpki"], &["publish", "http"]));
    facts.add("tidy::cypher_stays_in_queries", || named_only_in(&["MATCH (", "MERGE (", "UNWIND "], &[]));
    facts.add("tidy::axum_stays_in_http", || named_only_in(&["axum"], &["http"]));
    facts.add("tidy::people_ask_at_a_desk", || named_only_in(&[".version("], &["app"]));
    facts.add("tidy::workbooks_are_written_in_draw", || named_only_in(&["rust_xlsxwriter"], &["draw"]));
    facts.add("tidy::rooms_import_through_the_list_above_them", rooms_import_through_the_list_above_them);
    facts.add("tidy::folders_are_small", folders_are_small);
    facts.add("tidy::files_are_short", files_are_short);
    facts.add("tidy::functions_are_short", functions_are_short);
    facts.add("tidy::no_two_public_types_have_one_name", no_two_public_types_have_one_name);
    facts.add("tidy::nothing_is_left_for_later", nothing_is_left_for_later);
}

/// All Rust files below a folder.
pub fn sources(folder: &Path) -> Vec<PathBuf> {
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
pub fn code(path: &Path) -> String {
    let text = read(path);
    let production = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    production.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The paths that a file imports below `base`, such as `crate::`: `a::X` of `crate::a::X`, `a` and `b::c` of
/// `crate::{a, b::c}`.
fn imported(text: &str, base: &str) -> Vec<String> {
    let is_path = |c: &char| c.is_alphanumeric() || ['_', ':'].contains(c);
    let first = |path: &str| path.trim_start().chars().take_while(is_path).collect();
    let mut found = Vec::new();
    for (at, _) in text.match_indices(base) {
        let rest = &text[at + base.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push(first(rest));
            continue;
        };
        let (mut depth, mut from) = (0, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    found.push(first(&group[from..at]));
                    from = at + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn imports_point_one_way() {
    for path in sources(&project().join("src")) {
        let own = layer(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        let known = MAY_IMPORT.iter().find(|(name, _)| *name == own);
        let (_, allowed) = known.unwrap_or_else(|| panic!("{} is in no layer that is known", path.display()));
        for named in named(&module(&path), &code(&path)) {
            let word = named[0].as_str();
            let is_layer = MAY_IMPORT.iter().any(|(name, _)| *name == word);
            let fine = !is_layer || word == own || allowed.contains(&word);
            assert!(fine, "{} imports crate::{word}", path.display());
        }
    }
}

/// A room takes what another one has from the list of the folder that both are in; `kit` and `frame` are for all of
/// them. Tests take it from the other room's own list.
fn rooms_import_through_the_list_above_them() {
    for folder in ROOMS.iter().filter(|folder| folder.starts_with("src/")) {
        let names = rooms(&project().join(folder));
        let module = format!("crate::{}::", folder.trim_start_matches("src/"));
        for room in &names {
            let others = names.iter().filter(|other| *other != room && !["kit", "frame"].contains(&other.as_str()));
            let others: Vec<String> = others.map(|other| format!("{other}::")).collect();
            for path in sources(&project().join(folder).join(room)) {
                let text = code(&path);
                let all = imported(&text, &module).into_iter().chain(imported(&text, "super::super::"));
                let entered = all.into_iter().find(|path| others.iter().any(|other| path.starts_with(other)));
                assert!(entered.is_none(), "{} imports {module}{}", path.display(), entered.unwrap());
            }
        }
    }
}

/// The names of the folders in a folder.
fn rooms(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn folders_are_small() {
    let mut waiting: Vec<PathBuf> = ROOMS.iter().map(|folder| project().join(folder)).collect();
    while let Some(folder) = waiting.pop() {
        let inside = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = inside.partition(|path| path.is_dir());
        assert!(files.len() <= MOST_FILES, "{} holds {} files", folder.display(), files.len());
        waiting.extend(folders);
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

/// How long the body of every function is, in lines, with its name. The code is as rustfmt leaves it: a body ends where a
/// brace stands as far in as its `fn` does.
fn bodies(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.split("#[cfg(test)]\nmod tests {").next().unwrap().lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let begin = line.trim_start();
        let words = begin.split("fn ").next().unwrap();
        let is_function = begin.contains("fn ")
            && words.split_whitespace().all(|word| word.starts_with("pub") || ["const", "async"].contains(&word));
        if !is_function || begin.starts_with("//") {
            continue;
        }
        let Some(open) = (at..lines.len()).find(|at| lines[*at].ends_with(['{', ';', '}'])) else { continue };
        if !lines[open].ends_with('{') {
            continue;
        }
        let end = format!("{}}}", &line[..line.len() - begin.len()]);
        let close = (open..lines.len()).find(|at| lines[*at] == end).unwrap();
        found.push((close - open - 1, begin.trim_end_matches([' ', '{']).to_owned()));
    }
    found
}

fn functions_are_short() {
    let is_test = |path: &PathBuf| path.to_string_lossy().ends_with("_tests.rs");
    for path in sources(&project().join("src")).into_iter().filter(|path| !is_test(path)) {
        for (length, name) in bodies(&read(&path)) {
            assert!(length <= LONGEST_FUNCTION, "{}: {name} has {length} lines", path.display());
        }
    }
}

/// The name of the public type that a line begins; a macro has none yet. A module's own `Result` is an alias that std's
/// modules have too.
fn public_type(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub")?;
    let rest = if rest.starts_with('(') { rest.split_once(')')?.1 } else { rest };
    let (kind, rest) = rest.strip_prefix(' ')?.split_once(' ')?;
    let name = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    (["struct", "enum", "trait", "union", "type"].contains(&kind) && !["", "Result"].contains(&name)).then_some(name)
}

fn no_two_public_types_have_one_name() {
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in sources(&project().join("src")) {
        for name in code(&path).lines().filter_map(public_type) {
            let before = seen.insert(name.to_owned(), path.clone());
            let other = before.map(|other| other.display().to_string()).unwrap_or_default();
            assert!(other.is_empty(), "{name} is in {other} and in {}", path.display());
        }
    }
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
