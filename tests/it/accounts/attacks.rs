//! From outside: guessing, and forms of other sites.

use super::visit::{PASSWORD, Visit, add, first};
use crate::support::{City, Facts, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": guessing_ends_after_five_and_says_nothing, many_accounts_are_not_guessed_from_one_address,
        guesses_at_once_are_counted_too, nobody_else_holds_up_a_browser_that_logged_in, a_form_of_another_session_or_site_is_refused);
}

fn guessing_ends_after_five_and_says_nothing() {
    let (city, server) = City::tiny().served();
    first(&city);
    add(&city, "wang", &["clerk"]);
    add(&city, "gone", &["clerk"]);
    city.done(&["user", "disable", "gone"]);
    let mut bodies = Vec::new();
    for (login, password) in [("wang", "wrong"), ("nobody", "wrong"), ("gone", PASSWORD), ("gone", "wrong")] {
        let answer = Visit::of(&server).log_in(login, password);
        assert_eq!(answer.status, 401, "{login}");
        bodies.push(answer.body.replace(login, "LOGIN"));
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "unknown, wrong and disabled are told alike");
    for attempt in 2..=5 {
        assert_eq!(Visit::of(&server).log_in("wang", "wrong").status, 401, "{attempt}");
    }
    let blocked = Visit::of(&server).log_in("wang", PASSWORD);
    assert!(blocked.status == 429 && blocked.body.contains("十分钟"), "{}", blocked.body);
    assert_eq!(Visit::of(&server).log_in("admin", PASSWORD).status, 303, "others are not locked out");
    let history = rusqlite::Connection::open(city.store()).unwrap();
    let count = |like: &str| -> i64 {
        history.query_row("SELECT count(*) FROM batch WHERE why LIKE ?1", [like], |row| row.get(0)).unwrap()
    };
    assert_eq!((count("account refused wang %"), count("account refused ? %"), count("%nobody%")), (5, 1, 0));
    assert_eq!(count("account log-in admin %"), 1);
    city.digest();
}

fn many_accounts_are_not_guessed_from_one_address() {
    let (city, server) = City::tiny().served();
    first(&city);
    let tried = (0..20).map(|n| Visit::of(&server).log_in(&format!("guess{n}"), "wrong").status);
    assert!(tried.collect::<Vec<_>>().iter().all(|status| *status == 401));
    assert_eq!(Visit::of(&server).log_in("another", "wrong").status, 429);
}

fn guesses_at_once_are_counted_too() {
    let (city, server) = City::tiny().served();
    first(&city);
    let token = Visit::of(&server).token("/login");
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let guess = || {
            let mut visit = Visit::of(&server);
            visit.send("/login", &token, &[("login", "admin"), ("password", "wrong"), ("next", "/")]).status
        };
        let all: Vec<_> = (0..16).map(|_| scope.spawn(guess)).collect();
        all.into_iter().map(|guess| guess.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 5, "{statuses:?}");
    assert!(statuses.iter().all(|status| [401, 429].contains(status)), "{statuses:?}");
}

fn nobody_else_holds_up_a_browser_that_logged_in() {
    let (city, server) = City::tiny().served();
    first(&city);
    add(&city, "wang", &["clerk"]);
    let mut known = Visit::as_user(&server, "admin");
    for login in (0..4).map(|n| format!("guess{n}")).chain(["admin".to_owned()]) {
        (0..5).for_each(|_| drop(Visit::of(&server).log_in(&login, "wrong")));
    }
    assert_eq!(Visit::of(&server).log_in("admin", PASSWORD).status, 429, "whoever is new here is held up");
    known.cookie = None;
    assert_eq!(known.log_in("wang", PASSWORD).status, 429, "the mark of one account is none of another");
    assert_eq!(known.log_in("admin", PASSWORD).status, 303);
    known.cookie = None;
    for (attempt, status) in [401, 401, 401, 401, 401, 429].into_iter().enumerate() {
        assert_eq!(known.log_in("admin", "wrong").status, status, "{attempt}: its own attempts count");
    }
    let mut altered = Visit::of(&server);
    let (name, mark) = known.known.clone().unwrap();
    altered.known = Some((name, mark.chars().rev().collect()));
    assert_eq!(altered.log_in("admin", PASSWORD).status, 429, "nobody makes a mark up");
}

fn a_form_of_another_session_or_site_is_refused() {
    let (city, server) = City::tiny().served();
    first(&city);
    add(&city, "wang", &["clerk"]);
    let (admin, wang) = (Visit::as_user(&server, "admin"), Visit::as_user(&server, "wang"));
    let own = format!("Origin: http://{}\r\n", server.address);
    let add = [("form", "add"), ("login", "evil"), ("grants", "admin")];
    let (right, of_wang, of_nobody) = (admin.token("/people"), wang.token("/me"), Visit::of(&server).token("/login"));
    let again = Visit::as_user(&server, "admin").token("/people");
    for (what, headers, token) in [
        ("the token of another account", own.as_str(), of_wang.as_str()),
        ("the token of nobody", &own, &of_nobody),
        ("the token of another session of the same account", &own, &again),
        ("no token", &own, ""),
        ("no origin", "", &right),
        ("another origin", "Origin: http://evil.example\r\n", &right),
        ("an opaque origin", "Origin: null\r\n", &right),
        ("another port", "Origin: http://127.0.0.1:1\r\n", &right),
        ("https", &own.replace("http:", "https:"), &right),
        ("sent across sites", &format!("{own}Sec-Fetch-Site: cross-site\r\n"), &right),
        ("sent by a sibling", &format!("{own}Sec-Fetch-Site: same-site\r\n"), &right),
    ] {
        assert_eq!(admin.send_with("/people", headers, token, &add).status, 403, "{what}");
    }
    assert_eq!(city.json(&["user", "list"])["accounts"].as_array().unwrap().len(), 2);
    let sent = admin.send_with("/people", &format!("{own}Sec-Fetch-Site: same-origin\r\n"), &right, &add);
    assert_eq!(sent.status, 200, "{}", sent.body);
}
