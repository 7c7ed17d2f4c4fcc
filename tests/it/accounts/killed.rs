//! kill -9 while an account is made or granted, and while somebody logs in: all of it, or nothing.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::visit::{PASSWORD, Visit, add, first};
use crate::crash::kill_at;
use crate::support::{City, Facts, Server, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": killed_while_granting_it_is_all_or_nothing, killed_while_logging_in_it_is_all_or_nothing);
}

fn killed_while_granting_it_is_all_or_nothing() {
    for (point, done) in [("apply:written", false), ("account:written", false), ("account:committed", true)] {
        let city = City::tiny();
        first(&city);
        add(&city, "wang", &["clerk"]);
        kill_at(&city, point, &["user", "grant", "wang", "--grant", "auditor"]);
        let accounts = city.json(&["user", "list"]);
        let granted = if done { "auditor" } else { "clerk" };
        let wang = accounts["accounts"].as_array().unwrap().iter().find(|account| account["login"] == "wang").unwrap();
        assert_eq!(wang["grants"], serde_json::json!([granted]), "{point}");
        let told = rusqlite::Connection::open(city.store()).unwrap();
        let sql = "SELECT count(*) FROM batch WHERE seq IS NOT NULL AND why = 'account grant wang auditor'";
        let journaled: i64 = told.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(journaled, i64::from(done), "{point}: the account and the journal agree");
        city.digest();
    }
}

fn killed_while_logging_in_it_is_all_or_nothing() {
    for (point, begun) in [("session:written", 0), ("session:committed", 1)] {
        let city = City::tiny();
        first(&city);
        let mut command = city.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env("LIANTU_STOP_AT", point).stderr(Stdio::piped());
        let mut server = Server::started(command);
        let errors = server.errors();
        let token = Visit::of(&server).token("/login");
        std::thread::scope(|scope| {
            let entering = scope.spawn(|| {
                let mut visit = Visit::of(&server);
                let pairs = [("login", "admin"), ("password", PASSWORD), ("next", "/")];
                // The answer never comes.
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| visit.send("/login", &token, &pairs).status))
            });
            let stopped = BufReader::new(errors).lines().map_while(Result::ok);
            assert!(stopped.into_iter().any(|line| line == format!("stopped at {point}")), "{point}");
            server.kill();
            assert!(entering.join().unwrap().is_err(), "{point}");
        });
        let sessions = city.json(&["user", "sessions"]);
        assert_eq!(sessions["sessions"].as_array().unwrap().len(), begun, "{point}");
        city.digest();
        assert!(Visit::as_user(&Server::of(&city), "admin").is_in(), "{point}");
    }
}
