//! The analysts' answers against the engine's own, on cities without assessments, where both mean the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use liantu::app::upkeep::publish::Options;
use liantu::app::{App, Desk, Question, SegmentExplanation, TargetQuestion};
use liantu::gaps::Rules;
use liantu::store::Store;
use serde_json::Value;

use super::analyst::{AS_OF, Row, ask, by, funds, gaps};
use super::server::{Server, clock};
use crate::support::{City, Facts, Need, assert_matches, block_on, data, desk, sample};

/// A city, a province, another city of its own, a county without a prefecture.
const HOMES: [&str; 4] = ["340100", "340000", "310000", "429004"];

pub fn facts(facts: &mut Facts) {
    let hefei = sample();
    for (case, folder, chains) in [
        ("tiny", data("tiny"), &["c1"][..]),
        ("small", data("small"), &["c1", "c2"]),
        ("second", data("second"), &["c1", "c2"]),
        ("hefei", hefei, &["nev", "ic", "pv"]),
    ] {
        let name = format!("neo4j::analysts_are_told_of_{case}_what_the_engine_says");
        facts.add_needing(Need::Neo4j, name, move || equal_engine(&folder, chains));
    }
}

/// What the engine says of one chain and home.
struct Told {
    gaps: Value,
    funds: Value,
    /// Of each gap, the factors of each candidate.
    candidates: BTreeMap<String, BTreeMap<String, Value>>,
    explained: Vec<(String, SegmentExplanation)>,
}

impl Told {
    async fn of(desk: &Desk, chain: &str, home: &str) -> Self {
        let as_of = Some(AS_OF.parse().unwrap());
        let question = Question { chain: chain.into(), home: Some(home.into()), as_of };
        let answer = desk.gaps(&question).unwrap();
        let (mut candidates, mut explained) = (BTreeMap::new(), Vec::new());
        for gap in answer.segments.iter().filter(|segment| segment.priority.is_some()) {
            let segment = Some(gap.segment.clone());
            let asked =
                TargetQuestion { question: question.clone(), segment, limit: Some(100_000), ..Default::default() };
            let told = desk.targets(&asked).await.unwrap();
            let lines = told.targets.into_iter().chain(told.here);
            let factors = |line: liantu::app::TargetLine| {
                (line.target.enterprise, serde_json::to_value(line.target.factors).unwrap())
            };
            candidates.insert(gap.segment.clone(), lines.map(factors).collect());
            explained.push((gap.segment.clone(), desk.explain(&question, &gap.segment).await.unwrap()));
        }
        let funds = serde_json::to_value(desk.funds(&question).await.unwrap()).unwrap();
        Self { gaps: serde_json::to_value(answer).unwrap(), funds, candidates, explained }
    }
}

fn equal_engine(folder: &Path, chains: &[&str]) {
    let server = Server::shared();
    let city = City::new();
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|e| e == "csv") && !path.ends_with("assessments.csv"))
        .collect();
    city.import(&files.iter().map(|path| path.as_path()).collect::<Vec<_>>());
    server.publish(&city.store(), Options::default()).unwrap();
    let mut compared = 0;
    for (chain, home) in chains.iter().flat_map(|chain| HOMES.map(|home| (*chain, home))) {
        let told = block_on(async {
            let store = Store::open(&city.store()).await.unwrap();
            let app = App::open(store, Rules::default(), clock()).await.unwrap();
            Told::of(&desk(&app, None).await, chain, home).await
        });
        let (place, question) = (format!("{chain} {home}"), [("chain", chain), ("home", home), ("as_of", AS_OF)]);
        gaps(&ask(&server, "gaps", &question), &told.gaps, &place);
        compared += candidates(&ask(&server, "candidates", &question), &told, &place);
        funds(&ask(&server, "fund_coverage", &question), &told.funds, &place);
        co_inputs(&ask(&server, "missing_co_inputs", &question), &told, &place);
    }
    assert!(compared >= 4, "{compared} candidates are no comparison");
}

/// The same firms under the same gaps, with the same factors; gives how many.
fn candidates(rows: &[Row], told: &Told, place: &str) -> usize {
    let rows = by(rows, &["segment", "enterprise"]);
    let expected = told.candidates.iter().flat_map(|(gap, firms)| firms.iter().map(move |firm| (gap, firm)));
    let expected: BTreeMap<String, &Value> =
        expected.map(|(gap, (firm, factors))| (format!("{gap} {firm}"), factors)).collect();
    let keys = |all: BTreeSet<&String>| all.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(keys(rows.keys().collect()), keys(expected.keys().collect()), "{place}");
    for (key, factors) in &expected {
        for factor in ["standing", "expansion", "linkage", "fund", "breadth"] {
            assert_matches(&rows[key][factor], &factors[factor], &format!("{place} {key} {factor}"));
        }
    }
    expected.len()
}

/// The engine names co-inputs of what is missing where nothing comes before it; the query names them always.
fn co_inputs(rows: &[Row], told: &Told, place: &str) {
    let mut beside: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        let others = row["beside"].as_array().unwrap().iter().map(|other| other.as_str().unwrap());
        beside.entry(row["segment"].as_str().unwrap()).or_default().extend(others);
    }
    for (gap, explanation) in &told.explained {
        let step = |title| explanation.reasoning.steps.iter().find(|step| step.title == title);
        if step("上游").is_none_or(|step| !step.segments.is_empty()) {
            continue;
        }
        let expected = step("同级投入").into_iter().flat_map(|step| &step.segments);
        let expected: BTreeSet<&str> = expected.map(|segment| segment.segment.as_str()).collect();
        assert_eq!(beside.get(gap.as_str()).cloned().unwrap_or_default(), expected, "{place} {gap}");
    }
}
