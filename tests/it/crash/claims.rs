//! kill -9 in a claim and in a decision: done or not done.

use liantu::store::Store;

use super::kill::{kill_at, word};
use crate::claims::Town;
use crate::support::{City, Facts, Need, block_on};

/// Places in a small batch: whether what is killed there has happened.
const POINTS: [(&str, bool); 3] = [("apply:written", false), ("apply:numbered", false), ("apply:committed", true)];

pub fn facts(facts: &mut Facts) {
    for (point, happened) in POINTS {
        let leaves = if happened { "all" } else { "nothing" };
        let name = format!("crash::a_claim_killed_at_{}_leaves_{leaves}", word(point));
        facts.add_needing(Need::StopPoints, name, move || claim_killed_at(point, happened));
        let name = format!("crash::a_decision_killed_at_{}_leaves_{leaves}", word(point));
        facts.add_needing(Need::StopPoints, name, move || decision_killed_at(point, happened));
    }
    let name = "crash::a_decision_killed_before_it_writes_leaves_nothing";
    facts.add_needing(Need::StopPoints, name, || decision_killed_at("claim:ruled", false));
}

fn town() -> City {
    let city = City::new();
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        Town::in_store(store, 2).await;
    });
    city
}

/// Which squad has a firm.
fn holder(city: &City) -> String {
    let told = city.done(&["claims", "taken", "e1", "--json"]).json();
    told["taken"]["squad"].as_str().unwrap_or_default().to_owned()
}

fn claim_killed_at(point: &str, happened: bool) {
    let city = town();
    kill_at(&city, point, &["claim", "take", "e1", "--squad", "q1"]);
    assert_eq!(holder(&city), if happened { "q1" } else { "" });
    city.digest();
    city.done(&["claim", "take", "e1", "--squad", "q1"]);
    assert_eq!(holder(&city), "q1");
    kill_at(&city, point, &["claim", "take", "e1", "--squad", "q2"]);
    let kept = city.json(&["claims", "collisions"])["collisions"].as_array().unwrap().len();
    assert_eq!((kept, holder(&city).as_str()), (usize::from(happened), "q1"));
    city.digest();
}

fn decision_killed_at(point: &str, happened: bool) {
    let city = town();
    city.done(&["list", "set", "--chain", "c1", "e1", "--squad", "q1"]);
    city.done(&["claim", "take", "e1", "--squad", "q1"]);
    let rule = ["claims", "rule", "e1", "--hand-over", "q2", "--reason", "看过"];
    kill_at(&city, point, &rule);
    let to = if happened { "q2" } else { "q1" };
    let entries = city.json(&["list", "show", "--chain", "c1"]);
    let entry = entries["entries"].as_array().unwrap().iter().find(|entry| entry["enterprise"] == "e1").unwrap();
    assert_eq!((holder(&city).as_str(), entry["squad"].as_str()), (to, Some(to)));
    city.digest();
    assert_eq!(city.run(&rule).code(), i32::from(happened), "it goes on from there");
    assert_eq!(holder(&city), "q2");
}
