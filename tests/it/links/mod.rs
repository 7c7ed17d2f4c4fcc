//! Links: part of a list shown to somebody without an account, and what must not come of it.

mod attacks;
mod ended;
mod killed;
mod proposals;
mod shown;
mod walk;

use crate::accounts::visit::{Visit, add, first};
use crate::house::openapi::sample;
use crate::support::{Answer, City, Facts, Server};

pub fn facts(facts: &mut Facts) {
    shown::facts(facts);
    attacks::facts(facts);
    ended::facts(facts);
    proposals::facts(facts);
    killed::facts(facts);
    walk::facts(facts);
}

/// What stands in the note and the next step of the first target: in no column of a link unless it is shared.
pub const NOTE: &str = "不给外人看的备注";
pub const NEXT: &str = "不给外人看的下一步";
/// Whom to call at it.
pub const PHONE: &str = "13800000001";

/// A link that was made.
pub struct Made {
    /// What stands in its address.
    pub secret: String,
    pub id: String,
}

/// The sample with two targets, an account of a member and an admin.
pub fn office() -> (City, Server) {
    let city = sample();
    let said = ["--note", NOTE, "--next", NEXT, "--who", "测试"];
    city.done(&[&["list", "set", "--chain", "ic", "smee"][..], &said[..]].concat());
    let contacts = city.write("contacts.csv", format!("of,name,phone\nsmee,示例联系人,{PHONE}\n"));
    city.import(&[&contacts]);
    first(&city);
    add(&city, "member", &["member:ic"]);
    city.served()
}

/// What is answered to the form that makes a link; what is given takes the place of what is usual.
pub fn asked(visit: &mut Visit<'_>, records: &[&str], more: &[(&str, &str)]) -> Answer {
    let usual = [("form", "make"), ("to", "示例接收人"), ("purpose", "示例用途"), ("columns", "segment")];
    let usual = usual.into_iter().filter(|(name, _)| !more.iter().any(|(own, _)| own == name));
    let records = records.iter().map(|record| ("enterprise", *record));
    let pairs: Vec<(&str, &str)> = usual.chain(records).chain(more.iter().copied()).collect();
    let token = visit.token("/chains/ic/list");
    visit.send("/chains/ic/list/link", &token, &pairs)
}

/// A link of these targets.
pub fn made(visit: &mut Visit<'_>, records: &[&str], more: &[(&str, &str)]) -> Made {
    let answer = asked(visit, records, more);
    assert_eq!(answer.status, 200, "{}", answer.body);
    found(&answer.body)
}

/// The link that a page tells of.
pub fn found(page: &str) -> Made {
    let after = |mark: &str, length: usize| {
        let rest = page.split(mark).nth(1).unwrap_or_else(|| panic!("no {mark}: {page}"));
        rest.chars().take(length).collect::<String>()
    };
    Made { secret: after("/s/", 64), id: after("。编号 ", 12) }
}

/// The form of a link, as whoever comes to it gets it: the token, and the number by which it is opened.
pub fn form(visit: &Visit<'_>, secret: &str) -> (String, String) {
    let page = visit.get(&format!("/s/{secret}"));
    assert_eq!(page.status, 200);
    let value = |name: &str| {
        let rest = page.body.split(&format!("name=\"{name}\" value=\"")).nth(1);
        rest.and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("{}", page.body)).to_owned()
    };
    (value("token"), value("grant"))
}

/// Presses the button.
pub fn open(visit: &mut Visit<'_>, secret: &str, passcode: &str) -> Answer {
    let (token, grant) = form(visit, secret);
    visit.send(&format!("/s/{secret}"), &token, &[("grant", &grant), ("passcode", passcode)])
}

/// Somebody who opened a link.
pub fn opened<'s>(server: &'s Server, secret: &str, passcode: &str) -> Visit<'s> {
    let mut visit = Visit::of(server);
    let answer = open(&mut visit, secret, passcode);
    assert_eq!(answer.status, 303, "{}", answer.body);
    visit
}

/// Openings that are left, as the store has it.
pub fn left(city: &City, id: &str) -> i64 {
    let store = rusqlite::Connection::open(city.store()).unwrap();
    store.query_row("SELECT openings_left FROM share WHERE id = ?1", [id], |row| row.get(0)).unwrap()
}

/// Entries of the journal that begin so.
pub fn journaled(city: &City, begin: &str) -> Vec<String> {
    let store = rusqlite::Connection::open(city.store()).unwrap();
    let mut found = store.prepare("SELECT why FROM batch WHERE seq IS NOT NULL ORDER BY seq").unwrap();
    let all = found.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    all.filter(|why| why.starts_with(begin)).collect()
}
