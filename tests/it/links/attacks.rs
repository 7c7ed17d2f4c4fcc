//! Whoever tries what they should not: many at once, programs that look at addresses, guesses.

use std::time::{Duration, Instant};

use super::{form, journaled, left, made, office, open, opened};
use crate::accounts::visit::Visit;
use crate::support::{Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "links": of_200_openings_at_once_three_open_where_three_are_left,
        of_openings_at_two_servers_three_open_and_both_end_it, looking_at_an_address_takes_nothing,
        the_same_form_sent_twice_is_one_opening, what_opened_one_link_opens_no_other, a_passcode_is_tried_ten_times,
        whatever_does_not_open_is_one_page_one_status_and_one_time);
}

fn of_200_openings_at_once_three_open_where_three_are_left() {
    let (city, server) = office();
    let link = made(&mut Visit::as_user(&server, "member"), &["smee"], &[("openings", "3")]);
    let (token, _) = form(&Visit::of(&server), &link.secret);
    let knock = |nth: usize| {
        let (mut visit, grant) = (Visit::of(&server), format!("{nth:064}"));
        visit.send(&format!("/s/{}", link.secret), &token, &[("grant", &grant)]).status
    };
    let knock = &knock;
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        // So many as one address may be connected at once.
        let few = |nth: usize| (0..5).map(|more| knock(nth * 5 + more)).collect::<Vec<_>>();
        let all: Vec<_> = (0..40).map(|nth| scope.spawn(move || few(nth))).collect();
        all.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 3, "{statuses:?}");
    assert!(statuses.iter().all(|status| [303, 404].contains(status)), "{statuses:?}");
    assert_eq!((left(&city, &link.id), journaled(&city, "share open").len()), (0, 3));
    city.digest();
}

fn of_openings_at_two_servers_three_open_and_both_end_it() {
    let (city, one) = office();
    let other = Server::of(&city);
    let mut member = Visit::as_user(&one, "member");
    let link = made(&mut member, &["smee"], &[("openings", "3")]);
    let path = format!("/s/{}", link.secret);
    let opened = std::thread::scope(|scope| {
        let at_one = scope.spawn(|| knocked(&one, &link.secret, "a"));
        let mut opened = knocked(&other, &link.secret, "b");
        opened.extend(at_one.join().unwrap());
        opened
    });
    assert_eq!((opened.len(), left(&city, &link.id)), (3, 0));
    let seen = || opened.iter().filter(|visit| visit.get(&path).body.contains("上海微电子")).count();
    assert_eq!(seen(), 3);
    let token = member.token("/me");
    assert_eq!(member.send("/chains/ic/links", &token, &[("what", "one"), ("value", &link.id)]).status, 303);
    assert_eq!(seen(), 0, "revoked at one it is revoked at both");
    city.digest();
}

/// Those of ten who come to a link at a server that it let in.
fn knocked<'s>(server: &'s Server, secret: &str, begin: &str) -> Vec<Visit<'s>> {
    let (token, _) = form(&Visit::of(server), secret);
    let knock = |nth: usize| {
        let (mut visit, grant) = (Visit::of(server), format!("{begin}{nth:063}"));
        let status = visit.send(&format!("/s/{secret}"), &token, &[("grant", &grant)]).status;
        (status == 303).then_some(visit)
    };
    (0..10).filter_map(knock).collect()
}

fn looking_at_an_address_takes_nothing() {
    let (city, server) = office();
    let link = made(&mut Visit::as_user(&server, "member"), &["smee"], &[("openings", "2")]);
    let before = city.digest();
    for head in ["GET", "HEAD"] {
        for agent in ["MicroMessenger/8.0", "DingTalk-link-preview", "facebookexternalhit/1.1", ""] {
            for at in ["", "/packet", "?said=1", "?format=csv"] {
                let host = server.host();
                let head = format!("{head} /s/{}{at} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\n", link.secret);
                let answer = server.send(&head);
                assert!(!answer.body.contains("上海微电子"), "{}", answer.body);
            }
        }
    }
    assert_eq!((left(&city, &link.id), city.digest()), (2, before));
    let unknown = server.get(&format!("/s/{}", "0".repeat(64)));
    let known = server.get(&format!("/s/{}", link.secret));
    assert_eq!(plain(&known.body, &link.secret), plain(&unknown.body, &"0".repeat(64)), "nothing is told before");
}

fn the_same_form_sent_twice_is_one_opening() {
    let (city, server) = office();
    let link = made(&mut Visit::as_user(&server, "member"), &["smee"], &[("openings", "1")]);
    let mut visit = Visit::of(&server);
    let (token, grant) = form(&visit, &link.secret);
    for _ in 0..3 {
        // As if the answer had been lost on the way.
        let answer = visit.send(&format!("/s/{}", link.secret), &token, &[("grant", &grant)]);
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    assert_eq!((left(&city, &link.id), journaled(&city, "share open").len()), (0, 1));
    for _ in 0..3 {
        assert!(visit.get(&format!("/s/{}", link.secret)).body.contains("上海微电子"));
    }
    assert_eq!(open(&mut Visit::of(&server), &link.secret, "").status, 404);
    let mut short = Visit::of(&server);
    assert_eq!(short.send(&format!("/s/{}", link.secret), &token, &[("grant", "1")]).status, 404);
}

fn what_opened_one_link_opens_no_other() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let links = ["2", "2"].map(|openings| made(&mut member, &["smee"], &[("openings", openings)]));
    let grant = "7".repeat(64);
    let statuses = links.each_ref().map(|link| {
        let mut visit = Visit::of(&server);
        let (token, _) = form(&visit, &link.secret);
        visit.send(&format!("/s/{}", link.secret), &token, &[("grant", &grant)]).status
    });
    assert_eq!((statuses, links.each_ref().map(|link| left(&city, &link.id))), ([303, 404], [1, 2]));
    city.digest();
}

fn a_passcode_is_tried_ten_times() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let link = made(&mut member, &["smee"], &[("passcode", "马车螺丝")]);
    let tries = || {
        let store = rusqlite::Connection::open(city.store()).unwrap();
        store.query_row("SELECT tries FROM share WHERE id = ?1", [&link.id], |row| row.get::<_, i64>(0)).unwrap()
    };
    opened(&server, &link.secret, "马车螺丝");
    assert_eq!(open(&mut Visit::of(&server), &link.secret, "").status, 404);
    assert_eq!(tries(), 10, "right is not wrong, and nothing is no guess");
    let (token, _) = form(&Visit::of(&server), &link.secret);
    let guess = |nth: usize| {
        let (mut visit, grant) = (Visit::of(&server), format!("{nth:064}"));
        let passcode = format!("猜的{nth:04}");
        visit.send(&format!("/s/{}", link.secret), &token, &[("grant", &grant), ("passcode", &passcode)]).status
    };
    // Many at once are counted, too.
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..16).map(|nth| scope.spawn(move || guess(nth))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(statuses.iter().all(|status| *status == 404), "{statuses:?}");
    assert_eq!(tries(), 0);
    let right = open(&mut Visit::of(&server), &link.secret, "马车螺丝");
    assert_eq!(right.status, 404, "after ten, the right one opens nothing either");
    assert!(member.get("/chains/ic/links").body.contains("口令试错太多"));
    assert!(journaled(&city, "share refused").iter().all(|why| !why.contains("猜的")));
}

fn whatever_does_not_open_is_one_page_one_status_and_one_time() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let mut link = |more: &[(&str, &str)]| made(&mut member, &["smee"], more);
    let (expired, exhausted, revoked) = (link(&[]), link(&[("openings", "1")]), link(&[]));
    let (wrong, shut) = (link(&[("passcode", "马车螺丝")]), link(&[("passcode", "马车螺丝")]));
    opened(&server, &exhausted.secret, "");
    let token = member.token("/me");
    assert_eq!(member.send("/chains/ic/links", &token, &[("what", "one"), ("value", &revoked.id)]).status, 303);
    let store = rusqlite::Connection::open(city.store()).unwrap();
    store.execute("UPDATE share SET until = '2026-01-01T00:00:00.000+08:00' WHERE id = ?1", [&expired.id]).unwrap();
    store.execute("UPDATE share SET tries = 0 WHERE id = ?1", [&shut.id]).unwrap();
    let unknown = "0123456789abcdef".repeat(4);
    let mut told = Vec::new();
    for (secret, passcode) in [
        (&unknown, ""),
        (&unknown, "猜的口令"),
        (&expired.secret, ""),
        (&exhausted.secret, ""),
        (&revoked.secret, ""),
        (&wrong.secret, "猜的口令"),
        (&wrong.secret, ""),
        (&shut.secret, "马车螺丝"),
    ] {
        let (page, took) = refused(&server, secret, passcode);
        assert!(took >= Duration::from_millis(400), "{took:?}");
        told.push(page);
    }
    assert!(told.iter().all(|page| *page == told[0]), "{told:#?}");
    assert!(told[0].contains("打不开"), "{}", told[0]);
    assert_eq!(journaled(&city, "share refused").len(), told.len());
}

/// What is told of a link that does not open, without what differs by chance, and how long that took.
fn refused(server: &Server, secret: &str, passcode: &str) -> (String, Duration) {
    let mut visit = Visit::of(server);
    let (token, grant) = form(&visit, secret);
    let begun = Instant::now();
    let answer = visit.send(&format!("/s/{secret}"), &token, &[("grant", &grant), ("passcode", passcode)]);
    let took = begun.elapsed();
    assert_eq!(answer.status, 404, "{}", answer.body);
    assert!(visit.cookie.is_none(), "nothing is kept");
    (plain(&answer.body, secret), took)
}

/// A page without its address and the number by which it is opened.
fn plain(page: &str, secret: &str) -> String {
    let page = page.replace(secret, "SECRET");
    match page.split_once("name=\"grant\" value=\"") {
        Some((before, after)) => format!("{before}{}", &after[64..]),
        None => page,
    }
}
