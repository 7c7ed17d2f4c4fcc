//! A store that an earlier version wrote: it opens, tells what it told, goes on, and finds nothing wrong with itself.
//!
//! `tests/data/stores` holds such stores as SQL, with the answers of the version that wrote them.

use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::Value;

use crate::support::{City, Done, Facts, data};

pub fn facts(facts: &mut Facts) {
    facts.add("older_store::it_tells_what_it_told", it_tells_what_it_told);
    facts.add("older_store::it_takes_a_returned_packet", it_takes_a_returned_packet);
    facts.add("older_store::it_goes_on_and_is_sound", it_goes_on_and_is_sound);
}

const LAYOUT_2: &str = "stores/layout-2";

/// A copy of the store of layout 2: imports, one taken back, a list in every state, a packet, a return, contacts.
pub fn layout_2() -> City {
    let city = City::new();
    let text = std::fs::read_to_string(data(LAYOUT_2).join("store.sql")).unwrap();
    Connection::open(city.store()).unwrap().execute_batch(&text).unwrap();
    city
}

fn kept(name: &str) -> PathBuf {
    data(LAYOUT_2).join(name)
}

fn done(city: &City, arguments: &[&str]) -> Done {
    let done = city.run(arguments);
    assert_eq!(done.code(), 0, "{arguments:?}: {}{}", done.out(), done.err());
    done
}

fn it_tells_what_it_told() {
    let city = layout_2();
    for (name, arguments) in [
        ("imports.json", &["imports"][..]),
        ("list.json", &["list", "show", "--chain", "c1"]),
        ("list-history.json", &["list", "history", "--chain", "c1"]),
        ("history-x00.json", &["history", "x00"]),
        ("history-e00001.json", &["history", "e00001"]),
        ("history-c1-s01.json", &["history", "c1-s01"]),
        ("gaps.json", &["gaps", "--chain", "c1", "--as-of", "2026-11-23"]),
        ("explain.json", &["explain", "--chain", "c1", "--segment", "c1-s01", "--as-of", "2026-11-23"]),
    ] {
        let found = done(&city, &[arguments, &["--format", "json"]].concat()).out();
        assert_eq!(found, std::fs::read_to_string(kept(name)).unwrap(), "{name}");
    }
}

fn it_takes_a_returned_packet() {
    let city = layout_2();
    let file = kept("returned.json");
    let expected = std::fs::read_to_string(kept("return.json")).unwrap();
    let mut expected: Value = serde_json::from_str(&expected).unwrap();
    let mut found = done(&city, &["return", file.to_str().unwrap(), "--format", "json"]).json();
    // That it is past its date is told since a day that is to come.
    for answer in [&mut expected, &mut found] {
        answer["notices"].take();
    }
    assert_eq!(found, expected);
    done(&city, &["return", file.to_str().unwrap(), "--apply"]);
    let list = done(&city, &["list", "show", "--chain", "c1", "--format", "json"]).json();
    let entry = list["entries"].as_array().unwrap().iter().find(|e| e["enterprise"] == "x00").unwrap();
    assert_eq!((&entry["note"], &entry["next"]), (&"已看厂房，待报价".into(), &"约总经理".into()));
}

fn it_goes_on_and_is_sound() {
    let city = layout_2();
    let before = done(&city, &["list", "history", "--chain", "c1", "--format", "json"]).json();
    done(&city, &["list", "set", "--chain", "c1", "x02", "--note", "新写的备注", "--who", "示例丁"]);
    done(&city, &["list", "set", "--chain", "c1", "x00", "--state", "negotiating", "--who", "示例丁"]);
    let after = done(&city, &["list", "history", "--chain", "c1", "--format", "json"]).json();
    let before = before["history"].as_array().unwrap();
    assert_eq!(&after["history"].as_array().unwrap()[..before.len()], &before[..]);
    done(&city, &["undo", "1"]);
    let doctor = done(&city, &["doctor", "--json"]).json();
    assert_eq!((&doctor["problems"], &doctor["mendable"]), (&serde_json::json!([]), &serde_json::json!([])));
}
