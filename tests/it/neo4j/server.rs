//! The server that tests share, one test at a time, and servers of a test's own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use liantu::app::upkeep::publish::{Extent, Options, facts};
use liantu::app::{AppError, Clock, Held};
use liantu::publish::{Address, Credentials, Driver, Patience, PublishError, Published, PublishedFacts};
use liantu::store::Store;

use super::snapshot::Snapshot;
use crate::support::{block_on, project, store_desk};

/// One server has one database: tests take turns.
static TURN: Mutex<()> = Mutex::new(());

/// An empty server.
pub struct Server {
    pub uri: String,
    pub password_file: PathBuf,
    graph: neo4rs::Graph,
    _turn: Option<MutexGuard<'static, ()>>,
}

/// The day tests speak of.
pub fn clock() -> Clock {
    Clock::Fixed("2026-11-23T04:00:00Z".parse().expect("a time"))
}

impl Server {
    /// The shared one, emptied.
    pub fn shared() -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let variable = |name: &str| std::env::var(name).expect("set where the server is there");
        let file = PathBuf::from(variable("LIANTU_NEO4J_PASSWORD_FILE"));
        let server = Self::at(variable("LIANTU_NEO4J_URI"), file, Some(turn));
        server.run("MATCH (n) DETACH DELETE n");
        server
    }

    fn at(uri: String, password_file: PathBuf, turn: Option<MutexGuard<'static, ()>>) -> Self {
        let password = std::fs::read_to_string(&password_file).expect("a password");
        let graph = neo4rs::Graph::new(uri.as_str(), "neo4j", password).expect("an address");
        Self { uri, password_file, graph, _turn: turn }
    }

    /// What it is opened with.
    pub fn credentials(&self) -> Credentials {
        let password = std::fs::read_to_string(&self.password_file).expect("a password");
        Credentials { user: "neo4j".into(), password, ..Credentials::default() }
    }

    /// A driver as the program has it.
    pub async fn driver(&self) -> Driver {
        self.connect(Patience::default()).await.expect("a server")
    }

    /// The same with other patience.
    pub async fn connect(&self, patience: Patience) -> Result<Driver, PublishError> {
        Driver::connect(&Address::read(&self.uri).expect("an address"), &self.credentials(), patience).await
    }

    /// Runs a statement as somebody else would.
    pub fn run(&self, statement: &str) {
        block_on(async { self.graph.run(neo4rs::query(statement)).await.map(drop) }).expect(statement);
    }

    /// Runs a statement and tells how it went.
    pub async fn try_run(&self, query: neo4rs::Query) -> Result<(), neo4rs::Error> {
        self.graph.run(query).await.map(drop)
    }

    /// A number that a statement gives as `n`.
    pub fn count(&self, statement: &str) -> i64 {
        block_on(async {
            let mut rows = self.graph.execute(neo4rs::query(statement)).await.expect(statement);
            let row = rows.next().await.expect(statement).expect("a row");
            row.get("n").expect("a number")
        })
    }

    /// Everything of ours that stands there.
    pub fn snapshot(&self) -> Snapshot {
        block_on(Snapshot::of_server(&self.graph))
    }

    /// Publishes a store.
    pub fn publish(&self, store: &Path, options: Options) -> Result<Published, AppError> {
        block_on(async {
            let store = Store::open(store).await?;
            store_desk(&store, clock()).publisher(self.driver().await, options).unwrap().once(|_, _| ()).await
        })
    }

    /// Fails unless exactly the facts of a store stand there.
    pub fn holds_facts_of(&self, store: &Path) {
        self.snapshot().assert_is(&Snapshot::of_facts(&facts_of(store)));
    }
}

/// All facts of a store.
pub fn facts_of(store: &Path) -> PublishedFacts {
    block_on(async {
        let store = Store::open(store).await.expect("a store");
        let (held, statements) =
            Held::load_stating(&store, Extent::All.read(), None, Extent::All.fold()).await.expect("facts");
        facts(&held.graph, &statements, None, &Extent::All)
    })
}

/// A server of a test's own, which may be killed.
pub struct Victim {
    folder: tempfile::TempDir,
}

impl Victim {
    /// A folder for a server that does not run yet.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// Starts it, on the data it had; `conf` are further lines of its configuration.
    pub fn start(&self, conf: &str) -> Server {
        let mut command = Command::new(project().join("tests/neo4j"));
        command.arg("start").arg(self.home()).env("LIANTU_NEO4J_CONF", conf).env("LIANTU_NEO4J_HEAP", "256m");
        let done = command.output().expect("a script");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        self.running()
    }

    /// The server that runs now.
    pub fn running(&self) -> Server {
        let told = std::fs::read_to_string(self.home().join("env")).expect("a server that was started");
        let uri = told.lines().find_map(|line| line.strip_prefix("LIANTU_NEO4J_URI=")).expect("an address");
        Server::at(uri.to_owned(), self.home().join("password"), None)
    }

    /// Kills it without warning, and waits until it is gone.
    pub fn kill(&self) {
        self.end("-9");
    }

    /// Stops it as an administrator would, and waits until it is gone.
    pub fn stop(&self) {
        self.end("-TERM");
    }

    /// A certificate for this machine, signed by itself: the folder with it and its key, and the file to trust.
    pub fn certificate(&self) -> (PathBuf, PathBuf) {
        let folder = self.folder.path().join("certificate");
        std::fs::create_dir_all(&folder).expect("a folder");
        let mut command = Command::new("openssl");
        command.current_dir(&folder).args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]);
        command.args(["-keyout", "private.key", "-out", "public.crt", "-subj", "/CN=localhost"]);
        command.args(["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"]);
        assert!(command.output().expect("openssl").status.success());
        let authority = folder.join("public.crt");
        (folder, authority)
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    fn end(&self, signal: &str) {
        let Ok(pid) = std::fs::read_to_string(self.home().join("pid")) else { return };
        let script = format!("kill {signal} {0} && while kill -0 {0} 2>/dev/null; do sleep 0.05; done", pid.trim());
        Command::new("sh").args(["-c", &script]).status().expect("a shell");
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        self.end("-9");
    }
}
