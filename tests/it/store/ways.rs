//! The ways for a phone to go, and an office with phones, one of which is to.

use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;

use crate::support::{City, Sheet, snapshot_mapping};

/// Enough contacts that their pages split while they are written.
const FIRMS: usize = 150;

/// A way for the phones of every third firm to go.
pub struct Way {
    pub name: &'static str,
    /// The deed.
    pub arguments: fn(&Office) -> Vec<String>,
    pub points: &'static [&'static str],
    /// Whether the phones of the other firms stay.
    pub others: bool,
}

const IMPORT_POINTS: &[&str] = &["import:all-staged", "import:numbered", "import:committed", "traces:log-emptied"];

pub const WAYS: &[Way] = &[
    Way {
        name: "an_erasure",
        arguments: |_| vec!["erase".into(), "e000".into()],
        points: &["erase:closed", "erase:deleted", "erase:committed", "traces:log-emptied"],
        others: true,
    },
    Way { name: "an_undo", arguments: |_| vec!["undo".into(), "2".into()], points: IMPORT_POINTS, others: false },
    Way {
        name: "a_closing_snapshot",
        arguments: |office| office.snapshot(|i| i != 0, "139"),
        points: IMPORT_POINTS,
        others: true,
    },
    Way {
        name: "a_changed_value",
        arguments: |office| office.snapshot(|_| true, "138"),
        points: IMPORT_POINTS,
        others: true,
    },
];

pub fn texts(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

/// A city with a contact at every firm; that of the first firm is to go.
pub struct Office {
    pub city: City,
}

pub fn phone(head: &str, i: usize) -> String {
    format!("{head}0000{i:04}")
}

impl Office {
    /// All contacts are imported once.
    pub fn new() -> Self {
        let office = Self { city: City::new() };
        let firms: String = (0..FIRMS).map(|i| format!("e{i:03},示例企业{i:03}有限公司\n")).collect();
        let firms = office.city.write("enterprises.csv", format!("enterprise,name\n{firms}"));
        office.city.import(&[&firms]);
        std::fs::remove_file(firms).unwrap();
        office.city.done(&texts(&office.snapshot(|_| true, "139")));
        office
    }

    /// The arguments that import all contacts there are, in an order in which pages split.
    pub fn snapshot(&self, there: fn(usize) -> bool, head: &str) -> Vec<String> {
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
    pub fn holding(&self, word: &str) -> Vec<PathBuf> {
        let folders = [self.city.folder(), self.city.temporary()];
        let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
        let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        // By another process: one that closes the file of a store lets go of all its locks on it, also those of a reader.
        let found = Command::new("grep").args(["-l", "-a", "-F", "-e", word, "--"]).args(files).output().unwrap();
        assert!(found.stderr.is_empty(), "{}", String::from_utf8_lossy(&found.stderr));
        String::from_utf8(found.stdout).unwrap().lines().map(PathBuf::from).collect()
    }

    /// The phone of the first firm is nowhere, those of the others are still there; so too in a backup made now.
    pub fn first_is_gone(&self, others: bool) {
        assert_eq!(self.holding(&phone("139", 0)), Vec::<PathBuf>::new());
        assert_eq!(self.holding(&phone("139", 1)).is_empty(), !others);
        self.city.done(&["backup", self.city.folder().join("after.db").to_str().unwrap()]);
        assert_eq!(self.holding(&phone("139", 0)), Vec::<PathBuf>::new(), "in a backup");
        self.city.digest();
    }

    /// One whose backup was made after the phone was erased; it came back since.
    pub fn with_a_clean_backup() -> Self {
        let office = Self::new();
        office.city.done(&["erase", "e000"]);
        office.city.done(&["backup", office.clean_backup().to_str().unwrap()]);
        office.city.done(&texts(&office.snapshot(|_| true, "139")));
        assert!(!office.holding(&phone("139", 0)).is_empty());
        office
    }

    fn clean_backup(&self) -> PathBuf {
        self.city.folder().join("clean.db")
    }

    /// The arguments that put it back.
    pub fn restore(&self) -> Vec<String> {
        vec!["restore".into(), self.clean_backup().to_str().unwrap().into()]
    }

    /// Removes what restores keep of before, which they tell of.
    pub fn drop_kept(&self) {
        let entries = std::fs::read_dir(self.city.folder()).unwrap().map(|entry| entry.unwrap().path());
        for kept in entries.filter(|path| path.to_string_lossy().contains(".before-restore-")) {
            std::fs::remove_file(kept).unwrap();
        }
    }

    /// A connection in the middle of reading, as of a tool that looks into the store.
    pub fn reader(&self) -> Connection {
        let reader = Connection::open(self.city.store()).unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM contact;").unwrap();
        reader
    }
}
