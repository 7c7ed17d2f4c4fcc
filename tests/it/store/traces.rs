//! Erased means gone: after every way a phone can go, no file of the store, no later backup and no temporary file has it.

use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;

use crate::crash::{kill_at, stopped_at};
use crate::support::{City, Facts, Need, Sheet, snapshot_mapping};

/// Enough contacts that their pages split while they are written.
const FIRMS: usize = 150;

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
    facts.add("traces::a_store_of_before_is_cleaned_when_it_is_opened", layout_before);
    facts.add_needing(Need::StopPoints, "traces::a_dead_import_leaves_no_phone", dead_import);
    facts.add_needing(Need::StopPoints, "traces::killed_copies_are_swept", killed_copies_are_swept);
}

/// A way for the phones of every third firm to go.
struct Way {
    name: &'static str,
    /// The deed.
    arguments: fn(&Office) -> Vec<String>,
    points: &'static [&'static str],
}

const IMPORT_POINTS: &[&str] = &["import:all-staged", "import:numbered", "import:committed", "traces:log-emptied"];

const WAYS: &[Way] = &[
    Way {
        name: "an_erasure",
        arguments: |_| vec!["erase".into(), "e000".into()],
        points: &["erase:closed", "erase:deleted", "erase:committed", "traces:log-emptied"],
    },
    Way { name: "an_undo", arguments: |_| vec!["undo".into(), "2".into()], points: IMPORT_POINTS },
    Way { name: "a_closing_snapshot", arguments: |office| office.snapshot(|i| i != 0, "139"), points: IMPORT_POINTS },
    Way { name: "a_changed_value", arguments: |office| office.snapshot(|_| true, "138"), points: IMPORT_POINTS },
];

fn texts(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

/// A city with a contact at every firm; that of the first firm is to go.
struct Office {
    city: City,
}

fn phone(head: &str, i: usize) -> String {
    format!("{head}0000{i:04}")
}

impl Office {
    fn new() -> Self {
        let office = Self { city: City::new() };
        let firms: String = (0..FIRMS).map(|i| format!("e{i:03},示例企业{i:03}有限公司\n")).collect();
        let firms = office.city.write("enterprises.csv", format!("enterprise,name\n{firms}"));
        office.city.import(&[&firms]);
        std::fs::remove_file(firms).unwrap();
        office.city.done(&texts(&office.snapshot(|_| true, "139")));
        office
    }

    /// The arguments that import all contacts there are, in an order in which pages split.
    fn snapshot(&self, there: fn(usize) -> bool, head: &str) -> Vec<String> {
        let mut sheet = Sheet::new("contacts", &["of", "name", "title", "phone"]);
        for i in (0..FIRMS).filter(|i| there(*i)) {
            let head = if i == 0 { head } else { "139" };
            sheet.rows.push([format!("e{i:03}"), format!("联系人{i:03}"), "经理".repeat(20), phone(head, i)].to_vec());
        }
        let folder = self.city.folder().join("in");
        std::fs::create_dir_all(&folder).unwrap();
        sheet.write(&folder, "contacts");
        let mapping = self.city.write("m.toml", snapshot_mapping(&[sheet], Some("甲源")));
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        vec!["import".into(), text(&folder), "--mapping".into(), text(&mapping), "--confirm-removals".into()]
    }

    /// Files of the store, its backups and the temporary folder that hold a text.
    fn holding(&self, word: &str) -> Vec<PathBuf> {
        let folders = [self.city.folder(), self.city.temporary()];
        let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
        let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        // By another process: one that closes the file of a store lets go of all its locks on it, also those of a reader.
        let found = Command::new("grep").args(["-l", "-a", "-F", "-e", word, "--"]).args(files).output().unwrap();
        assert!(found.stderr.is_empty(), "{}", String::from_utf8_lossy(&found.stderr));
        String::from_utf8(found.stdout).unwrap().lines().map(PathBuf::from).collect()
    }

    /// The phone of the first firm is nowhere, those of the others are still there; so too in a backup made now.
    fn first_is_gone(&self, others: bool) {
        assert_eq!(self.holding(&phone("139", 0)), Vec::<PathBuf>::new());
        assert_eq!(self.holding(&phone("139", 1)).is_empty(), !others);
        self.city.done(&["backup", self.city.folder().join("after.db").to_str().unwrap()]);
        assert_eq!(self.holding(&phone("139", 0)), Vec::<PathBuf>::new(), "in a backup");
        self.city.digest();
    }
}

/// The way is gone after something went before; then the phone is nowhere.
fn gone(way: &'static Way, before: impl FnOnce(&Office)) {
    let office = Office::new();
    assert!(!office.holding(&phone("139", 0)).is_empty());
    before(&office);
    // What was killed after it was done is not done twice; an erasure may be.
    office.city.run(&texts(&(way.arguments)(&office)));
    office.first_is_gone(way.name != "an_undo");
}

fn served(way: &'static Way) {
    let office = Office::new();
    let (city, server) = office.city.served();
    let office = Office { city };
    server.get("/");
    office.city.done(&texts(&(way.arguments)(&office)));
    office.first_is_gone(way.name != "an_undo");
    server.get("/");
}

/// A connection in the middle of reading, as of a tool that looks into the store.
fn reader(office: &Office) -> Connection {
    let reader = Connection::open(office.city.store()).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM contact;").unwrap();
    reader
}

fn beside_a_reader() {
    let office = Office::new();
    let reader = reader(&office);
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
    let reader = reader(&office);
    let done = office.city.done(&["undo", "2"]);
    assert!(done.out().contains("另一个程序正在读"), "{}", done.out());
    drop(reader);
    office.city.done(&["imports"]);
    office.first_is_gone(false);
}

fn restored() {
    let office = Office::new();
    let clean = office.city.folder().join("clean.db");
    office.city.done(&["erase", "e000"]);
    office.city.done(&["backup", clean.to_str().unwrap()]);
    office.city.done(&texts(&office.snapshot(|_| true, "139")));
    assert!(!office.holding(&phone("139", 0)).is_empty());
    let (city, server) = office.city.served();
    let office = Office { city };
    let done = office.city.done(&["restore", clean.to_str().unwrap()]);
    let kept: Vec<PathBuf> = office.holding(&phone("139", 0));
    assert!(
        matches!(&kept[..], [kept] if done.out().contains(kept.to_str().unwrap())),
        "only what it tells of: {kept:?}"
    );
    std::fs::remove_file(&kept[0]).unwrap();
    office.first_is_gone(true);
    server.get("/");
}

/// As versions of layout 4 left it: what was deleted is still on its pages.
fn layout_before() {
    let office = Office::new();
    let file = Connection::open(office.city.store()).unwrap();
    let ugly = "PRAGMA secure_delete=OFF; PRAGMA user_version=4;
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
