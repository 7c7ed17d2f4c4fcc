//! No two modules of a folder import each other, not even over others: what both need stands in a third.

use std::collections::{BTreeMap, BTreeSet};

use crate::house::modules::{Modules, Words, named};
use crate::support::Facts;

/// For each module of a folder, the modules beside it that it imports.
type Beside = BTreeMap<String, BTreeSet<String>>;

pub fn facts(facts: &mut Facts) {
    facts.add("tidy::no_circle_of_imports", no_circle_of_imports);
    facts.add("tidy::a_circle_is_seen_however_it_is_written", a_circle_is_seen_however_it_is_written);
}

fn no_circle_of_imports() {
    for (folder, beside) in folders(&Modules::read()) {
        let circle = circle(&beside);
        assert!(circle.is_none(), "in src/{}: {}", folder.join("/"), circle.unwrap().join(" → "));
    }
}

/// Every folder with its files and folders, and which of them import which.
fn folders(modules: &Modules) -> BTreeMap<Words, Beside> {
    let mut folders: BTreeMap<Words, Beside> = BTreeMap::new();
    for (from, all) in &modules.imports {
        for to in all {
            let shared = from.iter().zip(to).take_while(|(x, y)| x == y).count();
            if let (Some(from), Some(other)) = (from.get(shared), to.get(shared)) {
                let beside = folders.entry(to[..shared].to_vec()).or_default();
                beside.entry(from.clone()).or_default().insert(other.clone());
            }
        }
    }
    folders
}

/// A way from a module back to itself.
fn circle(beside: &Beside) -> Option<Vec<String>> {
    beside.keys().find_map(|from| {
        let mut reached: BTreeMap<&str, &str> = BTreeMap::new();
        let mut waiting = vec![from.as_str()];
        while let Some(at) = waiting.pop() {
            for to in beside.get(at).into_iter().flatten() {
                if !reached.contains_key(to.as_str()) {
                    reached.insert(to, at);
                    waiting.push(to);
                }
            }
        }
        let mut way = vec![from.clone()];
        let mut at = *reached.get(from.as_str())?;
        while at != from {
            way.push(at.to_owned());
            at = reached[at];
        }
        way.push(from.clone());
        way.reverse();
        Some(way)
    })
}

fn a_circle_is_seen_however_it_is_written() {
    let own: Words = ["app", "lists", "add"].map(str::to_owned).to_vec();
    let seen = |code: &str| named(&own, code).iter().map(|path| path.join("::")).collect::<Vec<_>>();
    assert_eq!(
        seen("use crate::app::{Desk, names::{one, party}};"),
        ["app::Desk", "app::names::one", "app::names::party"]
    );
    assert_eq!(seen("use super::super::{names, lists::listed};"), ["app::names", "app::lists::listed"]);
    assert_eq!(seen("super::super::questions::explain(at)"), ["app::questions::explain"]);
    assert_eq!(seen("use crate::{\n    app,\n    gaps as g,\n};"), ["app", "gaps"]);
    let beside = |pairs: &[(&str, &str)]| {
        let mut beside = Beside::new();
        for (from, to) in pairs {
            beside.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        beside
    };
    assert_eq!(circle(&beside(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
    let found = circle(&beside(&[("x", "a"), ("a", "b"), ("b", "c"), ("c", "a")]));
    assert_eq!(found.unwrap(), ["a", "b", "c", "a"]);
}
