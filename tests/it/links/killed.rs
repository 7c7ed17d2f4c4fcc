//! kill -9 while a link is opened: the opening is taken and written in the journal, or neither.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::{form, journaled, left, made, office};
use crate::accounts::visit::Visit;
use crate::support::{Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "links": killed_while_it_is_opened_it_is_all_or_nothing);
}

fn killed_while_it_is_opened_it_is_all_or_nothing() {
    for (point, done) in [("opening:written", 0), ("opening:committed", 1)] {
        let (city, before) = office();
        let link = made(&mut Visit::as_user(&before, "member"), &["smee"], &[("openings", "1")]);
        drop(before);
        let mut command = city.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env("LIANTU_STOP_AT", point).stderr(Stdio::piped());
        let mut server = Server::started(command);
        let errors = server.errors();
        let (token, grant) = form(&Visit::of(&server), &link.secret);
        let at = format!("/s/{}", link.secret);
        std::thread::scope(|scope| {
            let knocking = scope.spawn(|| {
                let mut visit = Visit::of(&server);
                // The answer never comes.
                let knock = || visit.send(&at, &token, &[("grant", &grant)]).status;
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(knock))
            });
            let stopped = BufReader::new(errors).lines().map_while(Result::ok);
            assert!(stopped.into_iter().any(|line| line == format!("stopped at {point}")), "{point}");
            server.kill();
            assert!(knocking.join().unwrap().is_err(), "{point}");
        });
        assert_eq!((left(&city, &link.id), journaled(&city, "share open").len()), (1 - done, done as usize), "{point}");
        city.digest();
        // Whoever sends the form again has the page, and it is one opening.
        let server = Server::of(&city);
        let mut visit = Visit::of(&server);
        let token = form(&visit, &link.secret).0;
        assert_eq!(visit.send(&at, &token, &[("grant", &grant)]).status, 303, "{point}");
        assert_eq!((left(&city, &link.id), journaled(&city, "share open").len()), (0, 1), "{point}");
    }
}
