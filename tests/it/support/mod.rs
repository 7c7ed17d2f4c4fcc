//! What tests share: how facts are collected, the program run as a command, folders that go away.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use libtest_mimic::{Failed, Trial};

mod browser;
mod desks;
mod files;
pub mod picture;
mod random_city;
mod server;

pub use browser::{Browser, DOWN, ENTER, in_browser};
pub use desks::{desk, store_desk};
pub use files::{Lots, Sheet, folder, load, load_as, options, snapshot_mapping};
pub use random_city::{Dealt, cities};
pub use server::{Answer, Server};

/// What a test may need that a machine may not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Browser,
    /// A real Neo4j, as `tests/neo4j` starts it.
    Neo4j,
    /// The office suite, to open and save what it is given; nothing requires it.
    LibreOffice,
    /// Files that cannot be read; root reads anything.
    Permissions,
    /// A file system of one's own.
    Mount,
    /// A program that stops where it is told to; release builds do not.
    StopPoints,
    /// A large matrix that is not part of the project.
    TradeMatrix,
}

impl Need {
    fn word(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Neo4j => "neo4j",
            Self::LibreOffice => "libreoffice",
            Self::Permissions => "permissions",
            Self::Mount => "mount",
            Self::StopPoints => "stop-points",
            Self::TradeMatrix => "trade-matrix",
        }
    }

    /// Why it is not there, if it is not.
    fn missing(self) -> Option<&'static str> {
        match self {
            Self::Browser if find_program(&["chromedriver"]).is_none() => Some("no chromedriver on this machine"),
            Self::Browser if find_program(&["chromium", "google-chrome", "chrome"]).is_none() => {
                Some("no chromium on this machine")
            }
            Self::Neo4j if std::env::var_os("LIANTU_NEO4J_URI").is_none() => {
                Some("no LIANTU_NEO4J_URI; see tests/neo4j")
            }
            Self::LibreOffice if find_program(&["soffice", "libreoffice"]).is_none() => {
                Some("no LibreOffice on this machine")
            }
            Self::Permissions if reads_anything() => Some("this user can read any file"),
            Self::Mount if !can_mount() => Some("no file system may be mounted on this machine"),
            Self::StopPoints if !cfg!(debug_assertions) => Some("a release build has no stop points"),
            Self::TradeMatrix if !trade_matrix().exists() => Some("no LIANTU_TRADE_MATRIX names a file"),
            Self::Browser
            | Self::Neo4j
            | Self::LibreOffice
            | Self::Permissions
            | Self::Mount
            | Self::StopPoints
            | Self::TradeMatrix => None,
        }
    }

    fn required(self) -> bool {
        std::env::var("LIANTU_REQUIRE").is_ok_and(|all| all.split(',').any(|word| word.trim() == self.word()))
    }
}

/// The matrix of trade between countries and products, where it is.
pub fn trade_matrix() -> PathBuf {
    let usual = || project().join("../shared/data/trade-matrix/world_trade_avg_1998_to_2000.csv");
    std::env::var_os("LIANTU_TRADE_MATRIX").map_or_else(usual, PathBuf::from)
}

/// Whether a file closed to everybody can be read nevertheless.
fn reads_anything() -> bool {
    use std::os::unix::fs::PermissionsExt;
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::set_permissions(file.path(), PermissionsExt::from_mode(0o000)).expect("permissions");
    std::fs::File::open(file.path()).is_ok()
}

/// Whether a process may mount a file system that only it sees.
fn can_mount() -> bool {
    let mount = "mount -t tmpfs none /mnt";
    let tried = Command::new("unshare").args(["--mount", "--user", "--map-root-user", "sh", "-c", mount]).output();
    tried.is_ok_and(|done| done.status.success())
}

/// The first of these programs on the path.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).flat_map(|folder| names.iter().map(move |n| folder.join(n))).find(|p| p.is_file())
}

/// Tests by name.
#[derive(Default)]
pub struct Facts {
    facts: Vec<(String, Option<Need>, Test)>,
}

type Test = Box<dyn FnOnce() + Send>;

impl Facts {
    /// Adds a test.
    pub fn add(&mut self, name: impl Into<String>, test: impl FnOnce() + Send + 'static) {
        self.facts.push((name.into(), None, Box::new(test)));
    }

    /// Adds a test that needs something of the machine.
    pub fn add_needing(&mut self, need: Need, name: impl Into<String>, test: impl FnOnce() + Send + 'static) {
        self.facts.push((name.into(), Some(need), Box::new(test)));
    }

    /// The tests that can run here; what cannot is said, or fails where it is required.
    pub fn trials(self, listing: bool) -> Vec<Trial> {
        let mut trials = Vec::new();
        for (name, need, test) in self.facts {
            match need.and_then(|need| Some((need, need.missing()?))) {
                Some((need, why)) if need.required() => {
                    trials.push(Trial::test(name, move || Err(Failed::from(format!("required, but {why}")))));
                }
                Some((_, why)) if !listing => println!("skipped {name}: {why}"),
                Some(_) => {}
                None => trials.push(Trial::test(name, move || {
                    test();
                    Ok(())
                })),
            }
        }
        trials
    }
}

/// Runs a future to its end.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

/// The project's folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of canonical files under `tests/data`.
pub fn data(name: &str) -> PathBuf {
    project().join("tests/data").join(name)
}

/// A folder of this test's own, with a store in it.
pub struct City {
    folder: tempfile::TempDir,
}

impl City {
    /// An empty folder; the store is made by the first import.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// A city with these files imported.
    pub fn with(paths: &[&Path]) -> Self {
        let city = Self::new();
        city.import(paths);
        city
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The store's file.
    pub fn store(&self) -> PathBuf {
        self.folder().join("liantu.db")
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder().join(name);
        std::fs::write(&path, content).expect("a file");
        path
    }

    /// The program on this store.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_liantu"));
        command.arg("--store").arg(self.store()).args(arguments).env_remove("LIANTU_STORE");
        command
    }

    /// Runs the program to its end.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Done {
        Done(self.command(arguments).output().expect("the program runs"))
    }

    /// Imports files, which must go well.
    pub fn import(&self, paths: &[&Path]) -> Done {
        let mut arguments = vec![OsStr::new("import")];
        arguments.extend(paths.iter().map(|p| p.as_os_str()));
        let done = self.run(&arguments);
        assert_eq!(done.code(), 0, "{}{}", done.out(), done.err());
        done
    }
}

/// How a run of the program ended.
pub struct Done(Output);

impl Done {
    /// Of a program that was run otherwise.
    pub fn of(output: Output) -> Self {
        Self(output)
    }

    /// The exit code.
    pub fn code(&self) -> i32 {
        self.0.status.code().unwrap_or(-1)
    }

    /// Standard output.
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    /// Standard error.
    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out()).unwrap_or_else(|error| panic!("{error}: {}{}", self.out(), self.err()))
    }
}

/// Compares JSON: every field of `expected` must be in `found`, numbers to 1e-9; further fields may stand beside.
pub fn assert_matches(found: &serde_json::Value, expected: &serde_json::Value, place: &str) {
    use serde_json::Value;
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, value) in expected {
                let at = format!("{place}.{key}");
                assert_matches(found.get(key).unwrap_or_else(|| panic!("{at} is missing")), value, &at);
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{place}");
            for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
                assert_matches(found, expected, &format!("{place}[{i}]"));
            }
        }
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().expect("a number"), expected.as_f64().expect("a number"));
            assert!((found - expected).abs() <= 1e-9, "{place}: {found} is not {expected}");
        }
        _ => assert_eq!(found, expected, "{place}"),
    }
}
