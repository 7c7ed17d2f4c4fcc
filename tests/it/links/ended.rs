//! How a link ends: revoked, made again, with its maker, with a backup.

use super::{found, journaled, made, office, open, opened};
use crate::accounts::visit::Visit;
use crate::support::{Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "links": a_link_that_is_open_ends_as_it_is_revoked, links_are_revoked_of_a_receiver_a_squad_and_a_chain,
        a_link_made_again_has_another_token, a_link_ends_with_the_right_and_the_account_of_its_maker,
        no_link_comes_back_with_a_backup);
}

/// Whether whoever opened a link sees anything of it.
fn sees(guest: &Visit<'_>, secret: &str) -> bool {
    let page = guest.get(&format!("/s/{secret}")).body.contains("上海微电子");
    for other in [format!("/api/v1/s/{secret}"), format!("/s/{secret}/packet")] {
        assert_eq!(guest.get(&other).status == 200, page, "page and files are one grant: {other}");
    }
    page
}

fn revoke(member: &mut Visit<'_>, what: &str, value: &str) -> u16 {
    let token = member.token("/me");
    member.send("/chains/ic/links", &token, &[("what", what), ("value", value)]).status
}

fn a_link_that_is_open_ends_as_it_is_revoked() {
    let (_city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let link = made(&mut member, &["smee"], &[("columns", "note")]);
    let mut guest = opened(&server, &link.secret, "");
    assert!(sees(&guest, &link.secret));
    let page = guest.get(&format!("/s/{}", link.secret)).body;
    let value = |name: &str| {
        page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let (token, key) = (value("token"), value("key"));
    assert_eq!(revoke(&mut member, "one", &link.id), 303);
    assert!(!sees(&guest, &link.secret));
    let sent = guest.send(&format!("/s/{}/propose", link.secret), &token, &[("key", &key), ("note", "晚了")]);
    assert_eq!(sent.status, 404, "{}", sent.body);
    assert_eq!(open(&mut Visit::of(&server), &link.secret, "").status, 404);
    assert_eq!(revoke(&mut member, "one", &link.id), 400, "there is nothing left to revoke");
}

fn links_are_revoked_of_a_receiver_a_squad_and_a_chain() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let mut link = |to: &str, squad: &str| made(&mut member, &["smee"], &[("to", to), ("squad", squad)]);
    let links = [link("甲", ""), link("甲", "s-spear"), link("乙", "s-spear"), link("丙", "")];
    let guests: Vec<_> = links.iter().map(|link| opened(&server, &link.secret, "")).collect();
    let seen = || guests.iter().zip(&links).map(|(guest, link)| sees(guest, &link.secret)).collect::<Vec<_>>();
    assert_eq!(revoke(&mut member, "receiver", "甲"), 303);
    assert_eq!(seen(), [false, false, true, true]);
    assert_eq!(revoke(&mut member, "squad", "s-spear"), 303);
    assert_eq!(seen(), [false, false, false, true]);
    assert_eq!(revoke(&mut member, "chain", ""), 303);
    assert_eq!(seen(), [false; 4]);
    assert_eq!(journaled(&city, "share revoke").len(), 3);
    for (what, value) in [("one", "没有"), ("receiver", "甲"), ("chain", ""), ("all", "")] {
        assert_eq!(revoke(&mut member, what, value), 400, "{what}");
    }
}

fn a_link_made_again_has_another_token() {
    let (_city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let link = made(&mut member, &["smee"], &[("passcode", "马车螺丝")]);
    let guest = opened(&server, &link.secret, "马车螺丝");
    let token = member.token("/me");
    let again = member.send("/chains/ic/links", &token, &[("what", "again"), ("value", &link.id)]);
    assert_eq!(again.status, 200, "{}", again.body);
    let again = found(&again.body);
    assert!(again.secret != link.secret && again.id != link.id);
    assert!(!sees(&guest, &link.secret) && !sees(&guest, &again.secret), "what opened the old one opens no other");
    assert_eq!(open(&mut Visit::of(&server), &link.secret, "马车螺丝").status, 404);
    assert_eq!(open(&mut Visit::of(&server), &again.secret, "").status, 404, "its passcode stays");
    assert!(sees(&opened(&server, &again.secret, "马车螺丝"), &again.secret));
}

fn a_link_ends_with_the_right_and_the_account_of_its_maker() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let link = made(&mut member, &["smee"], &[]);
    let guest = opened(&server, &link.secret, "");
    for (login, grant, may) in
        [("member", "leader:ic", false), ("member", "member:nev", false), ("member", "member:ic", true)]
    {
        city.done(&["user", "grant", login, "--grant", grant]);
        assert_eq!(sees(&guest, &link.secret), may, "{grant}");
        let status = open(&mut Visit::of(&server), &link.secret, "").status;
        assert_eq!(status == 303, may, "{grant}");
    }
    city.done(&["user", "disable", "member"]);
    assert!(!sees(&guest, &link.secret));
    assert_eq!(open(&mut Visit::of(&server), &link.secret, "").status, 404);
}

fn no_link_comes_back_with_a_backup() {
    let (city, server) = office();
    let link = made(&mut Visit::as_user(&server, "member"), &["smee"], &[]);
    let guest = opened(&server, &link.secret, "");
    let backup = city.folder().join("backup.db");
    city.done(&["backup", backup.to_str().unwrap()]);
    let mut member = Visit::as_user(&server, "member");
    assert_eq!(revoke(&mut member, "one", &link.id), 303);
    drop(member);
    city.done(&["restore", backup.to_str().unwrap()]);
    assert!(!sees(&guest, &link.secret), "revoked since the backup, it stays so");
    let other = crate::support::City::new();
    other.done(&["restore", backup.to_str().unwrap()]);
    let there = crate::support::Server::of(&other);
    assert_eq!(open(&mut Visit::of(&there), &link.secret, "").status, 404, "a copy lets nobody in");
}
