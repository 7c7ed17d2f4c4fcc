//! What a test needs of the machine it runs on, and whether it is there.

use std::path::PathBuf;
use std::process::Command;

use super::trade_matrix;

/// What a test may need that a machine may not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Browser,
    /// A real Neo4j, as `tests/neo4j` starts it.
    Neo4j,
    /// The office suite, to open and save what it is given; `tests/libreoffice` installs it.
    LibreOffice,
    /// A file system of one's own.
    Mount,
    /// Schemathesis, and minutes of time: it runs only where it is required; `tests/schemathesis` installs it.
    Schemathesis,
    /// strace, to kill a program at a call of its own; `tests/strace` installs it.
    Strace,
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
            Self::Mount => "mount",
            Self::Schemathesis => "schemathesis",
            Self::Strace => "strace",
            Self::StopPoints => "stop-points",
            Self::TradeMatrix => "trade-matrix",
        }
    }

    /// Why it is not there, if it is not.
    pub(super) fn missing(self) -> Option<&'static str> {
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
            Self::Mount if !can_mount() => Some("no file system may be mounted on this machine"),
            Self::Schemathesis if !self.required() => Some("it takes minutes; LIANTU_REQUIRE=schemathesis runs it"),
            Self::Schemathesis if find_program(&["schemathesis"]).is_none() => {
                Some("no Schemathesis on this machine; see tests/schemathesis")
            }
            Self::Strace if !can_trace() => Some("no strace that may trace on this machine"),
            Self::StopPoints if !cfg!(debug_assertions) => Some("a release build has no stop points"),
            Self::TradeMatrix if !trade_matrix().exists() => Some("no LIANTU_TRADE_MATRIX names a file"),
            Self::Browser
            | Self::Neo4j
            | Self::LibreOffice
            | Self::Mount
            | Self::Schemathesis
            | Self::Strace
            | Self::StopPoints
            | Self::TradeMatrix => None,
        }
    }

    pub(super) fn required(self) -> bool {
        std::env::var("LIANTU_REQUIRE").is_ok_and(|all| all.split(',').any(|word| word.trim() == self.word()))
    }
}

/// Whether a process may mount a file system that only it sees.
fn can_mount() -> bool {
    let mount = "mount -t tmpfs none /mnt";
    let tried = Command::new("unshare").args(["--mount", "--user", "--map-root-user", "sh", "-c", mount]).output();
    tried.is_ok_and(|done| done.status.success())
}

/// Whether a process may be traced.
fn can_trace() -> bool {
    Command::new("strace").args(["-o", "/dev/null", "true"]).output().is_ok_and(|done| done.status.success())
}

/// The first of these programs on the path.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).flat_map(|folder| names.iter().map(move |n| folder.join(n))).find(|p| p.is_file())
}
