//! What the doctor tells.

use serde_json::json;

use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "cli": doctor_finds_nothing_in_a_good_store, doctor_finds_what_was_changed_behind_its_back, doctor_tells_a_torn_file);
}

fn doctor_finds_nothing_in_a_good_store() {
    let city = City::tiny();
    let done = city.run(&["doctor"]);
    assert!(done.code() == 0 && done.out().contains("没有发现问题"), "{}", done.out());
    let found = city.run(&["doctor", "--json"]).json();
    assert_eq!((&found["batches"], &found["problems"]), (&json!(1), &json!([])));
    assert!(found["rows"].as_u64().unwrap() > 50, "{found}");
}

fn doctor_finds_what_was_changed_behind_its_back() {
    let first = "(kind, a, b, c, batch) IN (SELECT kind, a, b, c, batch FROM row LIMIT 1)";
    for damage in [
        format!("UPDATE row SET val = NULL WHERE {first}"),
        format!("DELETE FROM row WHERE {first}"),
        "UPDATE batch SET who = 'somebody else'".to_owned(),
        "UPDATE node SET ref = ref || 'x' WHERE id = 3".to_owned(),
    ] {
        let city = City::tiny();
        let connection = rusqlite::Connection::open(city.store()).unwrap();
        assert_eq!(connection.execute(&damage, []).unwrap(), 1, "{damage}");
        drop(connection);
        let done = city.run(&["doctor"]);
        assert_eq!(done.code(), 1, "{damage}: {}", done.out());
        assert!(done.out().contains("损坏  ") && done.out().contains("请用备份恢复"), "{damage}: {}", done.out());
    }
}

fn doctor_tells_a_torn_file() {
    let city = City::tiny();
    let bytes = std::fs::read(city.store()).unwrap();
    std::fs::write(city.store(), &bytes[..bytes.len() / 3]).unwrap();
    let done = city.run(&["doctor"]);
    assert_eq!(done.code(), 1, "{}{}", done.out(), done.err());
    assert!((done.out() + &done.err()).contains("损坏"), "{}{}", done.out(), done.err());
}
