//! From outside: guessing, and forms of other sites.

use super::visit::{PASSWORD, Visit, add, first};
use crate::support::{City, Facts, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": guessing_ends_after_five_and_says_nothing, many_accounts_are_not_guessed_from_one_address,
        guesses_at_once_are_counted_too, nobody_else_holds_up_a_browser_that_logged_in, a_form_of_another_session_or_site_is_refused,
        a_session_that_was_left_is_worth_nothing, nothing_sent_becomes_a_header_or_a_path, a_form_beyond_its_cap_is_not_read);
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

fn a_session_that_was_left_is_worth_nothing() {
    let (city, server) = City::tiny().served();
    first(&city);
    let mut admin = Visit::as_user(&server, "admin");
    let kept = admin.cookie.clone().unwrap().1;
    let token = admin.token("/me");
    let other = Visit::as_user(&server, "admin");
    assert_eq!(admin.send("/logout", &token, &[]).status, 303);
    let mut replayed = other.with_value(&kept);
    assert!(!replayed.is_in() && other.is_in(), "the other session goes on");
    assert_ne!(replayed.send("/people", &token, &[("form", "out"), ("login", "admin")]).status, 200);
    assert!(other.is_in(), "nor does its form do anything");
}

fn nothing_sent_becomes_a_header_or_a_path() {
    let (city, server) = City::tiny().served();
    first(&city);
    let mut admin = Visit::as_user(&server, "admin");
    let token = admin.token("/me");
    let bad = "x%0d%0aSet-Cookie:%20evil=1%0d%0aX-Evil:%201";
    for path in [
        format!("/chains/{bad}/gaps"),
        format!("/chains/c1/gaps?format=csv&as_of={bad}"),
        format!("/chains/c1/gaps?home={bad}&come={bad}&fill={bad}"),
        format!("/login?next=/{bad}"),
        format!("/find?text={bad}&format=csv"),
        format!("/data/history?thing={bad}&format=csv"),
        format!("/enterprise?id={bad}"),
        format!("/s/{bad}"),
        format!("/welcome/{bad}"),
        format!("/{bad}"),
    ] {
        let answer = admin.get(&path);
        assert!(answer.status < 500, "{path}: {}", answer.status);
        assert!(!answer.header("set-cookie").contains("evil") && answer.header("x-evil").is_empty(), "{path}");
    }
    let answer = admin.send("/chains/c1/list/add", &token, &[("enterprise", "x\r\nSet-Cookie: evil=1")]);
    assert!(answer.status < 500 && !answer.header("set-cookie").contains("evil"), "{}", answer.status);
    for path in [
        "/static/../Cargo.toml",
        "/static/%2e%2e/%2e%2e/Cargo.toml",
        "/static/..%2f..%2fCargo.toml",
        "/static//etc/passwd",
        "/data/templates/..%2f..%2fCargo.toml",
        "/data/uploads/..%2f..%2f/files/0",
        "/data/imports/..%2f1",
        "/evidence/trips/..%2f..%2fliantu.db",
        "/score/frozen/..%2f1",
    ] {
        let answer = admin.get(path);
        assert!([303, 400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.body.contains("[package]") && !answer.body.contains("root:"), "{path}");
    }
}

fn a_form_beyond_its_cap_is_not_read() {
    let (city, server) = City::tiny().served();
    first(&city);
    let mut admin = Visit::as_user(&server, "admin");
    let (token, long) = (admin.token("/me"), "x".repeat(300 << 10));
    for (path, field) in
        [("/people", "login"), ("/chains/c1/list/add", "enterprise"), ("/login", "password"), ("/erase", "names")]
    {
        let answer = admin.send(path, &token, &[("form", "add"), (field, &long)]);
        assert!([400, 413].contains(&answer.status), "{path}: {}", answer.status);
    }
    let nobody = Visit::of(&server).send("/login", &token, &[("login", &long), ("password", &long)]);
    assert!([400, 403, 413].contains(&nobody.status), "{}", nobody.status);
    assert!(admin.is_in() && city.json(&["user", "list"])["accounts"].as_array().unwrap().len() == 1);
}
