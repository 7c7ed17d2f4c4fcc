//! The queries of analysts against answers that an independent program computed: verdicts, counts, named factors.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use liantu::app::upkeep::publish::{Asking, Options};
use liantu::publish::Limits;
use serde_json::{Map, Value};

use super::server::{Server, clock};
use crate::support::{City, Facts, Need, assert_matches, block_on, data};

/// The day the cases speak of.
pub const AS_OF: &str = "2026-11-23";

pub fn facts(facts: &mut Facts) {
    for case in ["tiny", "small", "second"] {
        let name = format!("neo4j::analyst_queries_on_{case}_equal_every_expected_file");
        facts.add_needing(Need::Neo4j, name, move || equal_expected(case));
    }
    let name = "neo4j::a_query_that_takes_too_long_or_writes_is_stopped";
    facts.add_needing(Need::Neo4j, name, limits_hold);
}

/// A row of an answer, by column.
pub type Row = Map<String, Value>;

/// Asks a query as the command line does.
pub fn ask(server: &Server, query: &str, parameters: &[(&str, &str)]) -> Vec<Row> {
    let parameters = parameters.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let limits = Limits { time: Duration::from_secs(60), rows: 100_000 };
    let asking = Asking { query: query.to_owned(), parameters, limits };
    let (answer, building) = block_on(async { asking.ask(&server.driver().await, clock()).await }).expect(query);
    assert!(!building && !answer.more);
    let object = |row: Vec<Value>| answer.columns.iter().map(|c| (*c).to_owned()).zip(row).collect();
    answer.rows.into_iter().map(object).collect()
}

fn equal_expected(case: &str) {
    let server = Server::shared();
    let city = City::with(&[&data(case)]);
    server.publish(&city.store(), Options::default()).unwrap();
    let mut compared = BTreeMap::new();
    for entry in std::fs::read_dir(data(case).join("expected")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let parts: Vec<&str> = stem.splitn(4, '-').collect();
        let (chain, home, what) = (parts[0], parts[1], parts[2]);
        let question = [("chain", chain), ("home", home), ("as_of", AS_OF)];
        let expected: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let all_computed = is_all_computed(case, chain, home);
        match (what, parts.get(3)) {
            ("gaps", None) => gaps(&ask(&server, "gaps", &question), &expected, &stem),
            ("targets", None) => candidates(&ask(&server, "candidates", &question), &expected, all_computed, &stem),
            ("funds", None) if all_computed => funds(&ask(&server, "fund_coverage", &question), &expected, &stem),
            ("paths", Some(target)) => {
                let with_target = [question.as_slice(), &[("target", target)]].concat();
                introductions(&ask(&server, "introductions", &with_target), &expected, &stem);
            }
            _ => continue,
        }
        *compared.entry(what.to_owned()).or_insert(0) += 1;
    }
    assert!(compared["gaps"] >= 4 && compared["targets"] >= 4 && compared["paths"] >= 2, "{compared:?}");
}

/// Whether nobody's assessment changes which leaves are gaps, so that what rests on gaps is the same for all.
fn is_all_computed(case: &str, chain: &str, home: &str) -> bool {
    let path = data(case).join("expected").join(format!("{chain}-{home}-gaps.json"));
    let expected: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let gap = |verdict: &Value| !["strong", "unsurveyed"].contains(&verdict.as_str().unwrap());
    expected["segments"].as_array().unwrap().iter().all(|s| gap(&s["verdict"]) == gap(&s["computed"]))
}

/// Rows by some of their columns, which tell each row apart.
pub fn by<'a>(rows: &'a [Row], keys: &[&str]) -> BTreeMap<String, &'a Row> {
    let key = |row: &Row| keys.iter().map(|k| row[*k].as_str().unwrap()).collect::<Vec<_>>().join(" ");
    let found: BTreeMap<_, _> = rows.iter().map(|row| (key(row), row)).collect();
    assert_eq!(found.len(), rows.len());
    found
}

/// Everything that an answer tells of segments.
pub fn gaps(rows: &[Row], expected: &Value, stem: &str) {
    let rows = by(rows, &["segment"]);
    let segments = expected["segments"].as_array().unwrap();
    assert_eq!(rows.len(), segments.len(), "{stem}");
    for told in segments {
        let id = told["segment"].as_str().unwrap();
        let (row, place) = (rows[id], format!("{stem} {id}"));
        assert_eq!(row["verdict"], told["computed"], "{place}");
        for count in ["local", "unverified", "leaders", "candidates"] {
            assert_eq!(row[count], told[count], "{place} {count}");
        }
        if told["verdict"] == told["computed"] {
            assert_eq!(row["direction"], told["direction"], "{place}");
        }
        for factor in ["linkage", "adjacency", "key", "supply"] {
            if !told["factors"].is_null() {
                assert_matches(&row[factor], &told["factors"][factor], &format!("{place} {factor}"));
            }
        }
    }
}

/// Every candidate among targets and those in town with other work, each under its first gap.
fn candidates(rows: &[Row], expected: &Value, all_computed: bool, stem: &str) {
    let firms: BTreeSet<&str> = rows.iter().map(|row| row["enterprise"].as_str().unwrap()).collect();
    let (targets, here) = (expected["targets"].as_array().unwrap(), expected["here"].as_array().unwrap());
    let rows = by(rows, &["segment", "enterprise"]);
    for told in targets.iter().chain(here) {
        let (firm, segment) = (told["enterprise"].as_str().unwrap(), told["segment"].as_str().unwrap());
        let place = format!("{stem} {firm}");
        let Some(row) = rows.get(&format!("{segment} {firm}")) else {
            assert!(!all_computed, "{place} is no candidate of {segment}");
            continue;
        };
        for factor in ["standing", "expansion", "linkage", "fund"] {
            assert_matches(&row[factor], &told["factors"][factor], &format!("{place} {factor}"));
        }
        if all_computed {
            assert_matches(&row["breadth"], &told["factors"]["breadth"], &format!("{place} breadth"));
        }
    }
    // The files list at most fifty of each.
    if all_computed && targets.len() < 50 && here.len() < 50 {
        assert_eq!(firms.len(), targets.len() + here.len(), "{stem}");
    }
}

fn texts(value: &Value) -> Vec<String> {
    let mut texts: Vec<String> = value.as_array().unwrap().iter().map(|t| t.as_str().unwrap().to_owned()).collect();
    texts.sort();
    texts
}

/// The same gaps reached by the same funds of the group, and all that is recommended is told.
pub fn funds(rows: &[Row], expected: &Value, stem: &str) {
    let rows = by(rows, &["fund"]);
    let coverage = expected["coverage"].as_array().unwrap();
    let in_group = rows.values().filter(|row| row["in_group"] == true).count();
    assert_eq!(in_group, coverage.len(), "{stem}");
    for told in coverage {
        let fund = told["fund"].as_str().unwrap();
        assert_eq!(texts(&rows[fund]["segments"]), texts(&told["segments"]), "{stem} {fund}");
    }
    for told in expected["recommended"].as_array().unwrap() {
        let (fund, adds) = (told["fund"].as_str().unwrap(), texts(&told["adds"]));
        let reached = texts(&rows[fund]["segments"]);
        assert!(adds.iter().all(|gap| reached.contains(gap)), "{stem} {fund}: {reached:?} has not all of {adds:?}");
    }
}

/// The expected best paths are of any length up to four; those that are shortest from their source must be here, and
/// nothing here may be stronger than the best.
fn introductions(rows: &[Row], expected: &Value, stem: &str) {
    let told = expected["paths"].as_array().unwrap();
    let nodes = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|n| n.as_str().unwrap().to_owned()).collect()
    };
    let found: BTreeMap<Vec<String>, &Row> = rows.iter().map(|row| (nodes(&row["nodes"]), row)).collect();
    assert_eq!(found.len(), rows.len(), "{stem}");
    let mut shortest: BTreeMap<String, usize> = BTreeMap::new();
    for path in found.keys() {
        shortest.insert(path[0].clone(), path.len());
    }
    for path in told {
        let through = nodes(&path["nodes"]);
        let least = shortest.get(&through[0]).unwrap_or_else(|| panic!("{stem}: no path from {}", through[0]));
        if through.len() > *least {
            continue;
        }
        let row = found.get(&through).unwrap_or_else(|| panic!("{stem}: no path {through:?}"));
        assert_matches(&row["strength"], &path["strength"], &format!("{stem} {through:?}"));
        assert_eq!(row["peer"], path["peer"], "{stem} {through:?}");
    }
    let strength = |value: &Value| value.as_f64().unwrap();
    let best = told.iter().map(|path| strength(&path["strength"])).fold(0.0, f64::max);
    let stronger = rows.iter().find(|row| strength(&row["strength"]) > best + 1e-9);
    assert!(stronger.is_none(), "{stem}: {stronger:?} beats {best}");
}

fn limits_hold() {
    use liantu::publish::{NamedQuery, PublishError, ask};
    let server = Server::shared();
    let try_it = |text: &'static str| {
        let limits = Limits { time: Duration::from_secs(2), rows: 10 };
        block_on(async { ask(&server.driver().await, NamedQuery { name: "test", text }, Vec::new(), limits).await })
    };
    let slow = try_it(
        "// columns: n INTEGER\nUNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN sum(a * b % 7) AS n",
    );
    assert!(matches!(slow, Err(PublishError::Timeout(_))), "{slow:?}");
    let writing = try_it("// columns: n INTEGER\nCREATE (x:Someone) RETURN 1 AS n");
    assert!(matches!(writing, Err(PublishError::ReadOnly(_))), "{writing:?}");
    assert_eq!(server.count("MATCH (x:Someone) RETURN count(x) AS n"), 0);
    let many = try_it("// columns: n INTEGER\nUNWIND range(1, 100) AS n RETURN n").unwrap();
    assert!(many.more && many.rows.len() == 10);
}
