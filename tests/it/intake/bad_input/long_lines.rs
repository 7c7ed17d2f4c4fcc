//! Chains as long as a file: one line of parents, of feeds, or a circle of either is read, told and asked about as any
//! other. What walked up from everywhere would take hours here, and what calls itself would end the program.

use super::Tried;
use crate::support::{City, Facts, add};

const SEGMENTS: usize = 20_000;

pub fn facts(facts: &mut Facts) {
    add!(facts, "bad_input": a_line_of_parents_is_read_and_asked_about, a_circle_of_parents_is_told_in_few_words,
        a_line_below_an_unknown_parent_is_refused_whole, a_line_of_feeds_is_read_and_asked_about,
        a_circle_of_feeds_is_told_in_few_words);
}

fn id(nth: usize) -> String {
    format!("s{nth:05}")
}

/// A chain whose segments have these parents, with firms in the first, some in the middle and the last, and feeds.
fn tried(parent: impl Fn(usize) -> String, feeds: &[(usize, usize)]) -> Tried {
    let segments = (0..SEGMENTS).map(|nth| format!("{},c1,环节{nth:05},upstream,{}\n", id(nth), parent(nth)));
    let segments = "segment,chain,name,stage,parent\n".to_owned() + &segments.collect::<String>();
    let feeds = feeds.iter().map(|(from, to)| format!("{},{}\n", id(*from), id(*to)));
    let feeds = "from,to\n".to_owned() + &feeds.collect::<String>();
    let placed = (0..SEGMENTS).step_by(SEGMENTS / 20).chain([SEGMENTS - 1]);
    let members = placed.map(|nth| format!("e1,{}\n", id(nth)));
    let members = "enterprise,segment\n".to_owned() + &members.collect::<String>();
    Tried::files(&[
        ("chains.csv", b"chain,name,adcode\nc1,\xE9\x93\xBE,340100\n"),
        ("enterprises.csv", "enterprise,name,adcode\ne1,甲公司,340100\n".as_bytes()),
        ("segments.csv", segments.as_bytes()),
        ("feeds.csv", feeds.as_bytes()),
        ("members.csv", members.as_bytes()),
    ])
}

fn above(nth: usize) -> String {
    nth.checked_sub(1).map(id).unwrap_or_default()
}

fn leaves(city: &City) -> Vec<serde_json::Value> {
    city.json(&["gaps", "--chain", "c1"])["segments"].as_array().unwrap().clone()
}

fn a_line_of_parents_is_read_and_asked_about() {
    let city = tried(above, &[(1, 2), (SEGMENTS - 2, 0)]).loaded_city();
    let found = leaves(&city);
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["segment"], &found[0]["local"]), (&id(SEGMENTS - 1).into(), &1.into()), "{}", found[0]);
    let explained = city.done(&["explain", "--chain", "c1", "--segment", &id(SEGMENTS - 1)]);
    assert!(explained.out().contains("甲公司"), "{}", explained.out());
    let last = city.run(&["targets", "--chain", "c1", "--segment", &id(0)]);
    last.fails(1, &["有下级环节", "环节19999"]);
    city.digest();
}

fn a_circle_of_parents_is_told_in_few_words() {
    let tried = tried(|nth| id((nth + SEGMENTS - 1) % SEGMENTS), &[]);
    tried.refused(&["环节是自己的上级：环节00000 → 环节19999 → ", " → … → 环节00000"]);
    let rejected = tried.report["files"].as_array().unwrap().iter().find(|file| file["file"] == "segments.csv");
    assert_eq!(rejected.unwrap()["rejected"], SEGMENTS, "{}", rejected.unwrap());
    assert!(tried.text.len() < 1 << 20, "{} bytes", tried.text.len());
}

fn a_line_below_an_unknown_parent_is_refused_whole() {
    let tried = tried(|nth| if nth == 0 { "谁也不是".into() } else { above(nth) }, &[]);
    tried.refused(&["谁也不是", "s00000"]).at(0, "segments.csv", Some(2), Some("parent"), Some("谁也不是"));
    let rejected = tried.report["files"].as_array().unwrap().iter().find(|file| file["file"] == "segments.csv");
    assert_eq!(rejected.unwrap()["rejected"], SEGMENTS, "{}", rejected.unwrap());
}

/// Leaves that each feed the next; fewer, since what each reaches is kept for each.
const LEAVES: usize = SEGMENTS / 4;

fn a_line_of_feeds_is_read_and_asked_about() {
    let line: Vec<_> = (1..LEAVES).map(|nth| (nth - 1, nth)).collect();
    let city = tried(|nth| if nth < LEAVES { String::new() } else { id(nth - 1) }, &line).loaded_city();
    assert_eq!(leaves(&city).len(), LEAVES);
}

fn a_circle_of_feeds_is_told_in_few_words() {
    let circle: Vec<_> = (0..LEAVES).map(|nth| (nth, (nth + 1) % LEAVES)).collect();
    let tried = tried(|nth| if nth < LEAVES { String::new() } else { id(nth - 1) }, &circle);
    tried.says(&["供给关系成环：环节00000 → 环节00001 → ", " → … → 环节00000；"]);
    assert!(leaves(&tried.loaded_city()).len() >= LEAVES);
}
