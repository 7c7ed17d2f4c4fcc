//! A store of a test's own, and the program run on it.

use std::ffi::OsStr;
use std::fmt::Debug;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{Server, data, sample};

/// A folder of this test's own, with a store in it.
pub struct City {
    folder: tempfile::TempDir,
    temporary: tempfile::TempDir,
    program: PathBuf,
    /// Whom the program runs as, where that is not who runs the tests.
    user: Option<u32>,
}

/// The user without rights, by its number.
const NOBODY: u32 = 65_534;

impl City {
    /// An empty folder; the store is made by the first import.
    pub fn new() -> Self {
        let [folder, temporary] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        Self { folder, temporary, program: env!("CARGO_BIN_EXE_liantu").into(), user: None }
    }

    /// A city whose program may read only what it is allowed to: root may read anything, so where root runs the tests, a copy
    /// of the program runs as nobody in a folder of nobody's own.
    pub fn unprivileged() -> Self {
        let mut city = Self::new();
        if reads_anything() {
            let copy = city.folder().join("program");
            std::fs::copy(&city.program, &copy).expect("a copy");
            for folder in [city.folder(), city.temporary()] {
                chown(folder, Some(NOBODY), Some(NOBODY)).expect("an owner");
            }
            (city.program, city.user) = (copy, Some(NOBODY));
        }
        city
    }

    /// Where the program lays its temporary files.
    pub fn temporary(&self) -> &Path {
        self.temporary.path()
    }

    /// A city with these files imported.
    pub fn with(paths: &[&Path]) -> Self {
        let city = Self::new();
        city.import(paths);
        city
    }

    /// The smallest worked case: one chain, `c1`.
    pub fn tiny() -> Self {
        Self::with(&[&data("tiny")])
    }

    /// The larger worked case: two chains.
    pub fn small() -> Self {
        Self::with(&[&data("small")])
    }

    /// The built-in sample.
    pub fn sample() -> Self {
        Self::with(&[&sample()])
    }

    /// The city with a server over it.
    pub fn served(self) -> (Self, Server) {
        let server = Server::of(&self);
        (self, server)
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
        let mut command = Command::new(&self.program);
        if let Some(user) = self.user {
            command.uid(user).gid(user);
        }
        command.arg("--store").arg(self.store()).args(arguments).env_remove("LIANTU_STORE");
        command.env("TMPDIR", self.temporary()).env("XDG_CACHE_HOME", self.temporary());
        command
    }

    /// Runs the program to its end.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Done {
        Done(self.command(arguments).output().expect("the program runs"))
    }

    /// Runs the program, which must go well.
    pub fn done<S: AsRef<OsStr> + Debug>(&self, arguments: &[S]) -> Done {
        let done = self.run(arguments);
        assert_eq!(done.code(), 0, "{arguments:?}: {}{}", done.out(), done.err());
        done
    }

    /// Runs the program, which must refuse and say all of this on standard error.
    pub fn refused(&self, arguments: &[&str], words: &[&str]) {
        self.run(arguments).fails(1, words);
    }

    /// The answer to a question as JSON.
    pub fn json(&self, question: &[&str]) -> serde_json::Value {
        self.run(&[question, &["--format", "json"]].concat()).json()
    }

    /// What the store says, in one digest; it must be sound.
    pub fn digest(&self) -> String {
        let found = self.done(&["doctor", "--json"]).json();
        assert_eq!(found["problems"], serde_json::json!([]));
        found["digest"].as_str().expect("a digest").to_owned()
    }

    /// Imports files, which must go well; where one changes who a record is, the test means it.
    pub fn import(&self, paths: &[&Path]) -> Done {
        let mut arguments = vec![OsStr::new("import"), OsStr::new("--accept-renames")];
        arguments.extend(paths.iter().map(|p| p.as_os_str()));
        let done = self.run(&arguments);
        assert_eq!(done.code(), 0, "{}{}", done.out(), done.err());
        done
    }
}

/// Whether a file closed to everybody can be read nevertheless.
fn reads_anything() -> bool {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::set_permissions(file.path(), PermissionsExt::from_mode(0o000)).expect("permissions");
    std::fs::File::open(file.path()).is_ok()
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

    /// The run failed with this exit code and told all of this on standard error.
    pub fn fails(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code(), code, "{}{}", self.out(), self.err());
        for word in words {
            assert!(self.err().contains(word), "no `{word}` in {}", self.err());
        }
    }
}
