//! kill -9 at instants drawn by lot in whatever deed comes next: nothing acknowledged is lost, nothing is half there, and no
//! file is left that nobody knows.
//!
//! Each deed is done twice: undisturbed on a copy of the city, which says what must be there afterwards, and killed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rusqlite::Connection;
use rusqlite::backup::Progress;

use super::kill::{kill_after, text};
use crate::support::{City, Facts, Lots, Server};

/// Rounds in all, half of them beside a server; `LIANTU_ROUNDS` says how many else.
const ROUNDS: usize = 20;
/// Nobody watches how far a copy is.
const NO_PROGRESS: Option<fn(Progress)> = None;
/// Firms of an import.
const FIRMS: usize = 25;

pub fn facts(facts: &mut Facts) {
    for (beside, served) in [("", false), ("_beside_a_server", true)] {
        let name = format!("crash::rounds_of_all_deeds_killed_at_any_instant_lose_nothing{beside}");
        facts.add(name, move || rounds(served));
    }
}

fn rounds(served: bool) {
    let asked = std::env::var("LIANTU_ROUNDS").ok().map(|text| text.parse::<usize>().expect("a number"));
    let mut office = Office::new(served);
    let mut tally = BTreeMap::new();
    for nth in 0..asked.unwrap_or(ROUNDS).div_ceil(2) {
        let deed = Deed::ALL[office.lots.below(Deed::ALL.len())];
        *tally.entry(office.round(nth, deed)).or_insert(0) += 1;
    }
    println!("kill -9{}: {tally:?}", if served { " beside a server" } else { "" });
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Import,
    Undo,
    Erase,
    Packet,
    Backup,
    Restore,
    List,
    Return,
}

impl Deed {
    const ALL: [Self; 8] =
        [Self::Import, Self::Undo, Self::Erase, Self::Packet, Self::Backup, Self::Restore, Self::List, Self::Return];
}

/// What became of a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Became {
    /// It was killed before it changed anything.
    Nothing,
    /// It was killed after it was done and before it said so.
    Done,
    /// It said that it was done, or that it would not do it.
    Said,
}

/// What a store says, as far as no digest of a copy differs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    number: i64,
    records: String,
    list: Vec<String>,
    packets: i64,
    phones: Vec<String>,
}

impl State {
    /// That of a city, which must be sound.
    fn of(city: &City) -> Self {
        let found = city.done(&["doctor", "--json"]).json();
        assert_eq!((&found["problems"], &found["mendable"]), (&[(); 0][..].into(), &[(); 0][..].into()), "{found}");
        let shown = city.done(&["list", "show", "--chain", "c1", "--format", "json"]).json();
        let entries = shown["entries"].as_array().unwrap().iter();
        let file = Connection::open(city.store()).unwrap();
        let one = |sql: &str| file.query_row(sql, [], |row| row.get(0)).unwrap();
        let shown = "SELECT phone FROM contact WHERE batch IN (SELECT id FROM batch WHERE seq IS NOT NULL) ORDER BY 1";
        let mut phones = file.prepare(shown).unwrap();
        Self {
            number: one("SELECT max(seq) FROM batch"),
            records: found["digest"].as_str().unwrap().to_owned(),
            list: entries.map(|e| format!("{} {} {}", e["enterprise"], e["state"], e["note"])).collect(),
            packets: one("SELECT count(*) FROM batch WHERE seq IS NOT NULL AND why LIKE 'packet %'"),
            phones: phones.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect(),
        }
    }
}

/// A city that deeds are killed in.
struct Office {
    city: City,
    server: Option<Server>,
    /// What people hand in lies elsewhere.
    inputs: tempfile::TempDir,
    lots: Lots,
    state: State,
    /// Whole backups, with what each holds.
    backups: BTreeMap<PathBuf, State>,
    /// The last packet that is out.
    packet: PathBuf,
}

impl Office {
    fn new(served: bool) -> Self {
        let city = City::tiny();
        city.done(&["list", "add", "--chain", "c1", "x00", "x02"]);
        city.done(&["list", "assign", "--chain", "c1", "x00", "x02", "--squad", "q1"]);
        let inputs = tempfile::tempdir().unwrap();
        let (packet, backup) = (city.folder().join("p.html"), city.folder().join("b0.db"));
        city.done(&["packet", "--chain", "c1", "--squad", "q1", "--contacts", "--out", text(&packet)]);
        city.done(&["backup", text(&backup)]);
        let state = State::of(&city);
        let server = served.then(|| Server::of(&city));
        let backups = BTreeMap::from([(backup, state.clone())]);
        Self { city, server, inputs, lots: Lots(if served { 2 } else { 1 }), state, backups, packet }
    }

    /// One deed, killed somewhere on its way.
    fn round(&mut self, nth: usize, deed: Deed) -> Became {
        let twin = self.twin();
        let given = self.given(nth, deed);
        let began = Instant::now();
        twin.run(&arguments(&twin, &given));
        let took = began.elapsed();
        let after = State::of(&twin);
        let instant = took.mul_f64(0.4 + self.lots.below(1_000) as f64 / 1_300.0);
        let said = kill_after(&self.city, instant, &arguments(&self.city, &given));
        // Whoever comes next sweeps what is left.
        self.city.done(&["imports"]);
        let found = State::of(&self.city);
        let place = format!("round {nth}, {deed:?} killed after {instant:?}");
        assert!(found == self.state || found == after, "{place}: {found:?}, before {:?}, after {after:?}", self.state);
        assert!(!said || found == after, "{place}: what was acknowledged is lost");
        self.gone_phones(&found, &place);
        let before = std::mem::replace(&mut self.state, found);
        self.files(&before, deed, &place);
        self.shown(&place);
        match (said, self.state == before) {
            (true, _) => Became::Said,
            (false, true) => Became::Nothing,
            (false, false) => Became::Done,
        }
    }

    /// A city that says the same. It is read through SQLite: the log of a deed killed between its last page and the word that
    /// it counts holds more than anybody is shown while a server keeps the file open.
    fn twin(&self) -> City {
        let twin = City::new();
        Connection::open(self.city.store()).unwrap().backup(rusqlite::MAIN_DB, twin.store(), NO_PROGRESS).unwrap();
        twin
    }

    /// What is asked for; `{}` stands for the folder of the city.
    fn given(&mut self, nth: usize, deed: Deed) -> Vec<String> {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match deed {
            Deed::Import => {
                let (firms, contacts) =
                    (self.inputs.path().join("enterprises.csv"), self.inputs.path().join("contacts.csv"));
                let rows: String = (0..FIRMS).map(|i| format!("k{nth}-{i},示例{nth}之{i}有限公司,340100\n")).collect();
                std::fs::write(&firms, format!("enterprise,name,adcode\n{rows}")).unwrap();
                let rows: String = (0..FIRMS).map(|i| format!("k{nth}-{i},某人,139{nth:04}{i:04}\n")).collect();
                std::fs::write(&contacts, format!("of,name,phone\n{rows}x00,某人,138{nth:04}0000\n")).unwrap();
                words(&["import", text(&firms), text(&contacts)])
            }
            Deed::Undo => {
                let all = self.city.done(&["imports", "--format", "json"]).json();
                let left = all["imports"].as_array().unwrap().iter().filter(|line| line["undone"].is_null());
                let last = left.filter_map(|line| line["number"].as_u64()).max().unwrap();
                // The first one is what everything stands on.
                if last > 1 { words(&["undo", &last.to_string()]) } else { words(&["erase", "x00"]) }
            }
            Deed::Erase => words(&["erase", &format!("k{}-{}", self.lots.below(nth + 1), self.lots.below(3))]),
            Deed::Packet => words(&[
                "packet",
                "--chain",
                "c1",
                "--squad",
                "q1",
                "--contacts",
                "--out",
                &format!("{{}}/p{nth}.html"),
            ]),
            Deed::Backup => words(&["backup", &format!("{{}}/b{}.db", self.lots.below(2))]),
            Deed::Restore => {
                let one = self.lots.below(self.backups.len());
                words(&["restore", text(self.backups.keys().nth(one).unwrap())])
            }
            Deed::List => words(&["list", "set", "--chain", "c1", "x00", "--note", &format!("第{nth}轮")]),
            Deed::Return => words(&["return", text(&self.filled_in(nth)), "--apply"]),
        }
    }

    /// What the page of the last packet saves.
    fn filled_in(&self, nth: usize) -> PathBuf {
        let page = std::fs::read_to_string(&self.packet).unwrap();
        let keys: Vec<&str> = page.split("data-key=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let rows: Vec<_> =
            keys.iter().map(|key| serde_json::json!({ "行键": key, "备注": format!("交回{nth}") })).collect();
        let path = self.inputs.path().join("saved.json");
        std::fs::write(&path, serde_json::json!({ "liantu": "packet", "rows": rows, "leads": [] }).to_string())
            .unwrap();
        path
    }

    /// Phones that went are in no file of the store.
    fn gone_phones(&self, found: &State, place: &str) {
        let names = ["liantu.db", "liantu.db-wal"].map(|name| self.city.folder().join(name));
        let content: Vec<Vec<u8>> = names.iter().filter_map(|path| std::fs::read(path).ok()).collect();
        for phone in self.state.phones.iter().filter(|phone| !found.phones.contains(phone)) {
            let stands = content.iter().any(|bytes| bytes.windows(phone.len()).any(|part| part == phone.as_bytes()));
            assert!(!stands, "{place}: {phone} is still there");
        }
    }

    /// Every file is one that somebody knows, and whole.
    fn files(&mut self, before: &State, deed: Deed, place: &str) {
        let entries = std::fs::read_dir(self.city.folder()).unwrap().map(|entry| entry.unwrap().path());
        let mut pages: Vec<PathBuf> = Vec::new();
        for path in entries.collect::<Vec<_>>() {
            let name = path.file_name().unwrap().to_str().unwrap();
            if name.contains(".before-restore-") && name.ends_with(".db") {
                assert_eq!((&held(&path), deed), (before, Deed::Restore), "{place}: {name}");
                std::fs::remove_file(&path).unwrap();
            } else if name.starts_with('b') && name.ends_with(".db") {
                let found = held(&path);
                let old = self.backups.insert(path.clone(), found.clone());
                let new = deed == Deed::Backup && found == self.state;
                assert!(new || old == Some(found), "{place}: {name} is neither the older backup nor the new one");
            } else if name.starts_with('p') && name.ends_with(".html") {
                pages.push(path);
            } else {
                let own = ["liantu.db", "liantu.db-wal", "liantu.db-shm", "liantu.db-lock"];
                assert!(own.contains(&name), "{place}: nobody knows {name}");
            }
        }
        self.pages(pages, place);
        let temporary: Vec<_> = std::fs::read_dir(self.city.temporary()).unwrap().collect();
        assert!(temporary.is_empty(), "{place}: {temporary:?}");
    }

    /// A packet that is out is whole, and the journal knows it: it can come back. Only the last one is kept.
    fn pages(&mut self, pages: Vec<PathBuf>, place: &str) {
        let new = pages.iter().find(|path| **path != self.packet).cloned();
        if let Some(new) = new {
            assert!(std::fs::read_to_string(&new).unwrap().trim_end().ends_with("</html>"), "{place}");
            let older = std::mem::replace(&mut self.packet, new);
            self.city.done(&["return", text(&self.filled_in(0))]);
            std::fs::remove_file(older).unwrap();
        }
    }

    /// A server shows what was done beside it.
    fn shown(&self, place: &str) {
        let Some(server) = &self.server else { return };
        let began = Instant::now();
        while server.json("/healthz")["journal"] != self.state.number {
            assert!(began.elapsed().as_secs() < 60, "{place}: the server does not follow");
            std::thread::yield_now();
        }
    }
}

/// What a backup holds; looked at in a copy, since it stays as it is.
fn held(backup: &Path) -> State {
    let city = City::new();
    std::fs::copy(backup, city.store()).unwrap();
    State::of(&city)
}

fn arguments(city: &City, given: &[String]) -> Vec<String> {
    given.iter().map(|word| word.replace("{}", text(city.folder()))).collect()
}
