//! Erased means gone: after every way a phone can go, no file of the store, no later backup and no temporary file has it.

use std::path::PathBuf;

use rusqlite::Connection;

use super::ways::{Office, WAYS, Way, phone, texts};
use crate::crash::{kill_at, stopped_at};
use crate::support::{Facts, Need};

pub fn facts(facts: &mut Facts) {
    for way in WAYS {
        let name = |beside: &str| format!("traces::a_phone_that_goes_by_{}_is_in_no_file{beside}", way.name);
        facts.add(name(""), || gone(way, |_| ()));
        facts.add(name("_with_a_server_beside"), || served(way));
        for point in way.points {
            let place = point.replace([':', '-'], "_");
            let killed = move || gone(way, |office| kill_at(&office.city, point, &texts(&(way.arguments)(office))));
            facts.add_needing(Need::StopPoints, name(&format!("_though_killed_at_{place}")), killed);
        }
    }
    facts.add("traces::an_erasure_beside_a_reader_says_what_is_left", beside_a_reader);
    facts.add("traces::an_undo_beside_a_reader_says_what_is_left", undo_beside_a_reader);
    facts.add("traces::a_restore_leaves_nothing_of_what_it_replaced", restored);
    facts.add("traces::a_restore_beside_a_reader_says_what_is_left", restored_beside_a_reader);
    facts.add("traces::a_store_of_before_is_cleaned_when_it_is_opened", layout_before);
    facts.add_needing(Need::StopPoints, "traces::a_dead_import_leaves_no_phone", dead_import);
    facts.add_needing(Need::StopPoints, "traces::killed_copies_are_swept", killed_copies_are_swept);
}

/// The way is gone after something went before; then the phone is nowhere.
fn gone(way: &'static Way, before: impl FnOnce(&Office)) {
    let office = Office::new();
    assert!(!office.holding(&phone("139", 0)).is_empty());
    before(&office);
    // What was killed after it was done is not done twice; an erasure may be.
    office.city.run(&texts(&(way.arguments)(&office)));
    office.first_is_gone(way.others);
}

fn served(way: &'static Way) {
    let office = Office::new();
    let (city, server) = office.city.served();
    let office = Office { city };
    server.get("/");
    office.city.done(&texts(&(way.arguments)(&office)));
    office.first_is_gone(way.others);
    server.get("/");
}

fn beside_a_reader() {
    let office = Office::new();
    let reader = office.reader();
    for _ in 0..2 {
        let done = office.city.run(&["erase", "e000"]);
        done.fails(1, &["还没有永久删除", "另一个程序正在读", "liantu erase e000"]);
        assert!(!done.out().contains("已永久删除"), "{}", done.out());
        assert!(!office.holding(&phone("139", 0)).is_empty(), "what is told is so");
    }
    let copy = office.city.folder().join("beside.db");
    office.city.done(&["backup", copy.to_str().unwrap()]);
    assert!(!office.holding(&phone("139", 0)).contains(&copy), "a backup made meanwhile is clean");
    drop(reader);
    let done = office.city.done(&["erase", "e000"]);
    assert!(done.out().contains("已永久删除 0 条"), "{}", done.out());
    office.first_is_gone(true);
}

fn undo_beside_a_reader() {
    let office = Office::new();
    let reader = office.reader();
    let done = office.city.done(&["undo", "2"]);
    assert!(done.out().contains("另一个程序正在读"), "{}", done.out());
    drop(reader);
    office.city.done(&["imports"]);
    office.first_is_gone(false);
}

fn restored() {
    let office = Office::with_a_clean_backup();
    let (city, server) = office.city.served();
    let office = Office { city };
    let done = office.city.done(&texts(&office.restore()));
    assert!(!done.out().contains("另一个程序正在读"), "{}", done.out());
    let kept: Vec<PathBuf> = office.holding(&phone("139", 0));
    assert!(
        matches!(&kept[..], [kept] if done.out().contains(kept.to_str().unwrap())),
        "only what it tells of: {kept:?}"
    );
    office.drop_kept();
    office.first_is_gone(true);
    server.get("/");
}

fn restored_beside_a_reader() {
    let office = Office::with_a_clean_backup();
    let reader = office.reader();
    let done = office.city.done(&texts(&office.restore()));
    assert!(done.out().contains("另一个程序正在读"), "{}", done.out());
    let told = || office.city.done(&["doctor"]).out().contains("另一个程序正在读");
    assert!(told(), "the doctor tells it too");
    drop(reader);
    assert!(!told(), "whoever opens the store next cleans it");
    office.drop_kept();
    office.first_is_gone(true);
}

/// As versions of layout 4 left it: what was deleted is still on its pages.
fn layout_before() {
    let office = Office::new();
    let file = Connection::open(office.city.store()).unwrap();
    let ugly = "PRAGMA secure_delete=OFF; PRAGMA user_version=4;
                DROP TABLE evidence; DROP TABLE evidence_content; DROP TABLE proposal; DROP TABLE opening; DROP TABLE share_row; DROP TABLE share;
                DROP TABLE token; DROP TABLE recovery_code; DROP TABLE factor; DROP TABLE setting;
                DROP TABLE session; DROP TABLE invitation; DROP TABLE past_password; DROP TABLE account_grant;
                DROP TABLE account;
                CREATE TABLE copies AS SELECT * FROM contact; DROP TABLE copies;
                DELETE FROM contact WHERE phone = '13900000000';
                INSERT INTO contact SELECT of, digest, (SELECT id FROM batch WHERE seq = 1), name, title, '13700000000', email
                FROM contact WHERE phone = '13900000001';
                DELETE FROM row WHERE FALSE; PRAGMA wal_checkpoint(TRUNCATE);";
    file.execute_batch(ugly).unwrap();
    drop(file);
    assert!(!office.holding(&phone("139", 0)).is_empty() && !office.holding("13700000000").is_empty());
    office.city.done(&["imports"]);
    assert!(office.holding(&phone("139", 0)).is_empty() && office.holding("13700000000").is_empty());
    let found = office.city.run(&["doctor", "--json"]).json();
    let told = found["problems"].as_array().unwrap();
    assert!(told.len() == 1 && told[0].as_str().unwrap().contains("「e000」"), "{told:?}");
}

fn dead_import() {
    let office = Office::new();
    let arguments = office.snapshot(|_| true, "138");
    kill_at(&office.city, "import:all-staged", &texts(&arguments));
    assert!(!office.holding(&phone("138", 0)).is_empty());
    office.city.done(&["doctor", "--rebuild"]);
    assert_eq!(office.holding(&phone("138", 0)), Vec::<PathBuf>::new());
    assert!(!office.holding(&phone("139", 0)).is_empty());
}

/// Copies of the whole store, killed on their way: those of living processes stay, the dead ones go.
fn killed_copies_are_swept() {
    let office = Office::new();
    let backup = office.city.folder().join("b.db");
    let backup = backup.to_str().unwrap();
    office.city.done(&["backup", backup]);
    let stray = |office: &Office| {
        let own = |path: &PathBuf| !path.ends_with("b.db") && !path.to_string_lossy().contains("liantu.db");
        office
            .holding(&phone("139", 0))
            .into_iter()
            .filter(|path| own(path) || path.to_string_lossy().contains("part"))
            .count()
    };
    for (point, arguments) in [
        ("backup:written", ["backup", backup]),
        ("backup:checked", ["backup", backup]),
        ("restore:copied", ["restore", backup]),
        ("restore:checked", ["restore", backup]),
        ("restore:begun", ["restore", backup]),
    ] {
        let mut child = stopped_at(&office.city, point, &arguments);
        office.city.done(&["imports"]);
        assert_eq!(stray(&office), 1, "{point}: the copy of a living process stays");
        child.kill().unwrap();
        child.wait().unwrap();
        office.city.done(&["imports"]);
        assert_eq!(stray(&office), 0, "{point}: that of a dead one goes");
    }
}
