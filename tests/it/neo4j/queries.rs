//! Every query says what it takes and gives, every caller keeps to it, and the folder holds nothing else.

use std::collections::BTreeSet;

use liantu::publish::{ALL, ANALYST, Label, NamedQuery, Tie};

use super::schema_picture::picture;
use super::server::{Server, facts_of};
use crate::support::{City, Facts, Need, block_on, project};

pub fn facts(facts: &mut Facts) {
    facts.add("queries::headers_list_the_parameters_and_columns_of_the_text", headers_tell_the_truth);
    facts.add("queries::every_file_is_a_named_query", every_file_is_named);
    facts.add("queries::callers_give_what_the_header_lists", callers_give_what_is_listed);
    facts.add("queries::every_analyst_query_takes_chain_home_and_day", analyst_parameters);
    facts.add("queries::labels_written_out_are_all_labels", labels_are_all);
    facts.add("queries::the_picture_in_the_readme_is_the_graphs", picture_is_current);
    facts.add_needing(Need::Neo4j, "queries::every_query_is_understood_by_the_server", understood);
}

fn all() -> impl Iterator<Item = NamedQuery> {
    ALL.into_iter().chain(ANALYST)
}

fn names(listed: Vec<(&'static str, &'static str)>) -> BTreeSet<String> {
    listed.into_iter().map(|(name, _)| name.to_owned()).collect()
}

/// The text without comments.
fn cypher(named: NamedQuery) -> String {
    named.text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

fn used(text: &str) -> BTreeSet<String> {
    let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    text.split('$').skip(1).map(word).collect()
}

/// The names a last RETURN gives its columns, at the outermost level.
fn returned(text: &str) -> Vec<String> {
    let Some((_, last)) = text.rsplit_once("\nRETURN ") else { return Vec::new() };
    let last = last.split("\nORDER BY").next().unwrap().replace("DISTINCT ", "");
    let (mut depth, mut columns) = (0, vec![String::new()]);
    for c in last.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => columns.push(String::new()),
            _ => {}
        }
        columns.last_mut().unwrap().push(c);
    }
    let name = |column: &String| column.rsplit_once(" AS ").map_or(column.as_str(), |(_, name)| name).to_owned();
    columns.iter().map(|column| name(column).trim_matches([',', ' ', '\n']).to_owned()).collect()
}

fn headers_tell_the_truth() {
    for named in all() {
        assert!(!named.description().is_empty(), "{} says nothing", named.name);
        assert_eq!(names(named.parameters()), used(&cypher(named)), "parameters of {}", named.name);
        let columns: Vec<String> = named.columns().into_iter().map(|(name, _)| name.to_owned()).collect();
        assert_eq!(columns, returned(&cypher(named)), "columns of {}", named.name);
        let types = ["STRING", "INTEGER", "FLOAT", "BOOLEAN", "MAP", "LIST<STRING>", "LIST<LIST>"];
        for (name, of) in named.parameters().into_iter().chain(named.columns()) {
            assert!(types.contains(&of), "{} {name} {of}", named.name);
        }
    }
}

fn every_file_is_named() {
    let mut files = BTreeSet::new();
    for folder in ["schema", "read", "write", "analyst"] {
        for entry in std::fs::read_dir(project().join("queries").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            assert!(path.extension().is_some_and(|e| e == "cypher"), "{}", path.display());
            files.insert(format!("{folder}/{}", path.file_stem().unwrap().to_string_lossy()));
        }
    }
    let known: BTreeSet<String> = all().map(|named| named.name.to_owned()).collect();
    assert_eq!(files, known);
    assert_eq!(known.len(), all().count());
}

/// Callers name a query and what they give it in one expression: `Call::of(NAME).with("run", …)`.
fn callers_give_what_is_listed() {
    let folder = project().join("src/publish");
    let sources: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|name| name != "queries.rs" && name != "named.rs"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let all_sources = sources.join("\n");
    let listed = std::fs::read_to_string(project().join("src/publish/queries.rs")).unwrap();
    for line in listed.lines().filter(|line| line.contains(" = \"")) {
        let (constant, path) = line.trim().split_once(" = ").unwrap();
        let path = path.trim_matches([';', '"']);
        let named = all().find(|named| named.name == path).unwrap();
        if path.starts_with("analyst/") {
            continue;
        }
        let calls: Vec<&str> = all_sources.split(&format!("Call::of({constant})")).skip(1).collect();
        assert!(!calls.is_empty(), "nobody calls {path}");
        for call in calls {
            let chained = call.split([';', '?']).next().unwrap();
            let given: BTreeSet<String> =
                chained.split("with(\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
            // `send` and `fenced` add what every batch has.
            let batch = ["run", "rows"].map(str::to_owned);
            let missing: Vec<_> =
                names(named.parameters()).into_iter().filter(|p| !given.contains(p) && !batch.contains(p)).collect();
            assert!(missing.is_empty(), "{path} is called without {missing:?}");
            assert!(given.is_subset(&names(named.parameters())), "{path} is given {given:?}");
        }
    }
}

fn analyst_parameters() {
    for named in ANALYST {
        let first: Vec<_> = named.parameters().into_iter().take(3).collect();
        assert_eq!(first, [("chain", "STRING"), ("home", "STRING"), ("as_of", "STRING")], "{}", named.name);
    }
}

fn labels_are_all() {
    let written: String = Label::ALL.iter().map(|label| format!(":{}", label.text())).collect();
    for named in ALL.into_iter().filter(|named| named.text.contains("REMOVE n:")) {
        assert!(named.text.contains(&written), "{} does not name {written}", named.name);
    }
}

/// The picture of the built-in sample stands in the README; `LIANTU_RENEW=1` writes it anew.
fn picture_is_current() {
    let city = City::sample();
    let (begin, end) = ("<!-- picture -->\n", "<!-- end of picture -->\n");
    let path = project().join("queries/README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let current = format!("{before}{begin}{}{end}{after}", picture(&facts_of(&city.store())));
    if std::env::var_os("LIANTU_RENEW").is_some() {
        std::fs::write(&path, &current).unwrap();
        return;
    }
    assert!(text == current, "queries/README.md shows an older graph; run with LIANTU_RENEW=1");
}

fn understood() {
    let server = Server::shared();
    for named in all() {
        let text = named.text.replace("__LABEL__", Label::ALL[0].text()).replace("__TIE__", Tie::ALL[0].text());
        let mut query = neo4rs::query(&format!("EXPLAIN {text}"));
        for (name, of) in named.parameters() {
            query = match of {
                "LIST<LIST>" | "LIST<STRING>" => query.param(name, Vec::<String>::new()),
                "MAP" => query.param(name, std::collections::HashMap::<String, String>::new()),
                "INTEGER" => query.param(name, 0),
                _ => query.param(name, "x"),
            };
        }
        block_on(server.try_run(query)).unwrap_or_else(|error| panic!("{}: {error}", named.name));
    }
}
