//! Killed at any call by which a program writes, at whatever moment of it: once the deed is done again, the phone that was
//! to go is in no file. Calls are counted and kills given by strace.

use std::collections::HashMap;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

use super::ways::{Office, WAYS, phone, texts};
use crate::support::{Facts, Need, Server};

/// Calls that change a file, its length, its name, or make it durable.
const CALLS: [&str; 9] =
    ["pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink", "unlinkat", "rename", "linkat"];
/// At so many of them each way is killed, spread over all; `LIANTU_KILLS` says how many else, and 0 all of them.
const KILLS: usize = 5;
/// Fewer beside a reader: each deed waits some seconds for it.
const KILLS_BESIDE_A_READER: usize = 2;

pub fn facts(facts: &mut Facts) {
    for (beside, kills) in [(Beside::Nobody, KILLS), (Beside::Server, KILLS), (Beside::Reader, KILLS_BESIDE_A_READER)] {
        let mut add = |way: &str, killed: Killed| {
            let name = format!(
                "traces::a_phone_that_goes_by_{way}_is_in_no_file_though_killed_at_any_write{}",
                beside.words()
            );
            facts.add_needing(Need::Strace, name, move || killed_at_every_write(&killed, beside, kills));
        };
        for way in WAYS {
            add(way.name, Killed { office: Office::new, arguments: way.arguments, others: way.others });
        }
        let restore = Killed { office: Office::with_a_clean_backup, arguments: Office::restore, others: true };
        add("a_restored_backup", restore);
    }
}

/// A deed by which the phone of the first firm is to go.
struct Killed {
    office: fn() -> Office,
    arguments: fn(&Office) -> Vec<String>,
    others: bool,
}

/// Who else has the store open.
#[derive(Debug, Clone, Copy)]
enum Beside {
    Nobody,
    Server,
    /// One in the middle of a transaction, which ends once the program was killed.
    Reader,
}

impl Beside {
    fn words(self) -> &'static str {
        match self {
            Self::Nobody => "",
            Self::Server => "_beside_a_server",
            Self::Reader => "_beside_a_reader",
        }
    }
}

/// A call of a program, the how manieth of its name in its thread.
type Call = (&'static str, usize);

/// The program under strace, with what it is told to do.
fn traced(office: &Office, arguments: &[String], strace: &[&str]) -> Command {
    let program = office.city.command(arguments);
    let mut command = Command::new("strace");
    command.args(["-f", "-qq"]).args(strace).arg(program.get_program()).args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The calls of an undisturbed run, in their order: beside a server there are fewer.
fn calls(killed: &Killed, beside: Beside) -> Vec<Call> {
    let office = (killed.office)();
    let _server = matches!(beside, Beside::Server).then(|| Server::of(&office.city));
    let log = office.city.temporary().join("calls");
    let trace = format!("trace={}", CALLS.join(","));
    let strace = ["-o", log.to_str().unwrap(), "-e", &trace];
    assert!(traced(&office, &(killed.arguments)(&office), &strace).status().unwrap().success());
    let told = std::fs::read_to_string(&log).unwrap();
    let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
    let mut calls = Vec::new();
    for line in told.lines() {
        let (thread, rest) = line.split_once(' ').unwrap();
        let Some(call) = CALLS.into_iter().find(|call| rest.trim_start().starts_with(&format!("{call}("))) else {
            continue;
        };
        let count = counts.entry((thread, call)).or_default();
        *count += 1;
        calls.push((call, *count));
    }
    assert!(calls.len() > 10, "{told}");
    calls
}

/// So many calls, spread evenly.
fn chosen(mut calls: Vec<Call>, kills: usize) -> Vec<Call> {
    let asked = std::env::var("LIANTU_KILLS").ok().map(|text| text.parse::<usize>().expect("a number"));
    let kills = match asked.unwrap_or(kills) {
        0 => calls.len(),
        kills => kills.min(calls.len()),
    };
    let places: Vec<usize> = (0..kills).map(|nth| (2 * nth + 1) * calls.len() / (2 * kills)).collect();
    let mut at = 0;
    calls.retain(|_| {
        at += 1;
        places.contains(&(at - 1))
    });
    calls
}

fn killed_at_every_write(killed: &Killed, beside: Beside, kills: usize) {
    let chosen = chosen(calls(killed, beside), kills);
    let mut died = 0;
    for (call, nth) in &chosen {
        died += usize::from(killed_at(killed, beside, call, *nth));
    }
    // A thread may make fewer calls the next time than when they were counted.
    assert!(died > 0, "none of {} was killed", chosen.len());
    println!("killed at {died} calls {beside:?}");
}

/// Whether it was killed before it ended.
fn killed_at(killed: &Killed, beside: Beside, call: &str, nth: usize) -> bool {
    let office = (killed.office)();
    let arguments = (killed.arguments)(&office);
    let server = matches!(beside, Beside::Server).then(|| Server::of(&office.city));
    let reader = matches!(beside, Beside::Reader).then(|| office.reader());
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:signal=SIGKILL:when={nth}"));
    let strace = ["-o", "/dev/null", "-e", &trace, "-e", &inject];
    let ended = traced(&office, &arguments, &strace).status().unwrap();
    drop(reader);
    // What was done before it was killed is not done twice; an erasure may be, and a restore.
    office.city.run(&texts(&arguments));
    office.drop_kept();
    let left = office.holding(&phone("139", 0));
    assert!(left.is_empty(), "killed at {call} {nth}: {left:?}");
    office.first_is_gone(killed.others);
    server.iter().for_each(|server| assert_eq!(server.get("/").status, 200));
    ended.signal().is_some()
}
