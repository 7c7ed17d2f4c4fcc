//! The program, stopped at a named place or killed after a while.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::City;

/// Places in an import: whether what is killed there has happened, and how many rounds.
pub const IMPORT_POINTS: [(&str, bool); 6] = [
    ("import:begun", false),
    ("import:staged", false),
    ("import:all-staged", false),
    ("import:names-written", false),
    ("import:numbered", false),
    ("import:committed", true),
];
pub fn word(point: &str) -> String {
    point.split_once(':').expect("a name").1.replace('-', "_")
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The program on a city, its words kept.
pub fn spawn<S: AsRef<OsStr>>(city: &City, arguments: &[S], stop: Option<&str>) -> Child {
    let mut command: Command = city.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).env_remove("LIANTU_LOG");
    if let Some(point) = stop {
        command.env("LIANTU_STOP_AT", point);
    }
    command.spawn().expect("the program runs")
}

/// Runs the program until it stops at a place, and kills it there.
pub fn kill_at(city: &City, point: &str, arguments: &[&str]) {
    let mut child = stopped_at(city, point, arguments);
    child.kill().expect("a process");
    child.wait().expect("a process");
}

/// Runs the program, and kills it after a while unless it has ended. Whether it said that all went well.
pub fn kill_after<S: AsRef<OsStr>>(city: &City, while_: Duration, arguments: &[S]) -> bool {
    let mut child = spawn(city, arguments, None);
    std::thread::sleep(while_);
    child.kill().expect("a process");
    let done = child.wait_with_output().expect("a process");
    done.status.success() || !done.stdout.is_empty()
}

/// Runs the program until it stops at a place, and leaves it there.
pub fn stopped_at(city: &City, point: &str, arguments: &[&str]) -> Child {
    let mut child = spawn(city, arguments, Some(point));
    let told = BufReader::new(child.stderr.take().expect("piped")).lines().map_while(Result::ok);
    let stopped = told.into_iter().any(|line| line == format!("stopped at {point}"));
    if !stopped {
        child.wait().expect("a process");
        panic!("the program never came to {point}");
    }
    child
}
