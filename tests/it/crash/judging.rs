//! kill -9 in a merge, in taking a record out and in taking a judgement back: done or not done.

use liantu::store::Store;

use super::kill::{kill_at, word};
use crate::claims::Town;
use crate::support::{City, Facts, Need, block_on};

/// Places in a small batch, before and while it is written: whether what is killed there has happened.
const POINTS: [(&str, bool); 4] =
    [("judge:decided", false), ("apply:written", false), ("apply:numbered", false), ("apply:committed", true)];

pub fn facts(facts: &mut Facts) {
    for (point, happened) in POINTS {
        let leaves = if happened { "all" } else { "nothing" };
        let name = format!("crash::a_merge_killed_at_{}_leaves_{leaves}", word(point));
        facts.add_needing(Need::StopPoints, name, move || merge_killed_at(point, happened));
        let point = if point == "judge:decided" { "judge:taken-out" } else { point };
        let name = format!("crash::an_unmerge_killed_at_{}_leaves_{leaves}", word(point));
        facts.add_needing(Need::StopPoints, name, move || unmerge_killed_at(point, happened));
    }
}

fn town() -> City {
    let city = City::new();
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        Town::in_store(store, 2).await;
    });
    city
}

/// Of which firm a record is.
fn firm(city: &City, record: &str) -> String {
    city.done(&["claims", "taken", record, "--json"]).json()["enterprise"].as_str().unwrap().to_owned()
}

fn squads(city: &City) -> [String; 2] {
    ["e1", "e2"].map(|firm| {
        let told = city.done(&["claims", "taken", firm, "--json"]).json();
        told["taken"]["squad"].as_str().unwrap_or_default().to_owned()
    })
}

fn claimed() -> City {
    let city = town();
    city.done(&["claim", "take", "e1", "--squad", "q1"]);
    city.done(&["claim", "take", "e2", "--squad", "q2"]);
    city
}

const MERGE: [&str; 5] = ["merge", "e1", "e2", "--claim", "q2"];

fn merge_killed_at(point: &str, happened: bool) {
    let city = claimed();
    kill_at(&city, point, &MERGE);
    let (of, squad) = if happened { ("e1", "q2") } else { ("e2", "q1") };
    assert_eq!((firm(&city, "e2").as_str(), squads(&city)[0].as_str()), (of, squad));
    city.digest();
    city.done(&MERGE);
    assert_eq!((firm(&city, "e2"), squads(&city)), ("e1".into(), ["q2".into(), "q2".into()]));
}

fn unmerge_killed_at(point: &str, happened: bool) {
    let city = claimed();
    city.done(&MERGE);
    kill_at(&city, point, &["unmerge", "e2"]);
    let (of, squad) = if happened { ("e2", "q1") } else { ("e1", "q2") };
    assert_eq!((firm(&city, "e2").as_str(), squads(&city)[0].as_str()), (of, squad));
    city.digest();
    let last = city.json(&["journal", "--what", "同名判断"])["lines"][0]["number"].as_u64().unwrap();
    city.done(&["undo", &last.to_string()]);
    let (of, squad) = if happened { ("e1", "q2") } else { ("e2", "q1") };
    assert_eq!((firm(&city, "e2").as_str(), squads(&city)[0].as_str()), (of, squad));
    city.digest();
}
