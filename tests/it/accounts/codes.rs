//! The second factor: set, asked for, used once, lost.

use std::thread::sleep;
use std::time::Duration;

use hmac::{Hmac, Mac};
use sha1::Sha1;

use super::visit::{PASSWORD, Visit, add, first};
use crate::support::{Answer, City, Facts, Server, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": a_second_factor_is_set_and_asked_for, a_code_lets_in_once, a_recovery_code_lets_in_once,
        codes_are_not_guessed, whoever_lost_it_gets_another, nobody_sets_it_with_a_session_alone);
}

/// The codes of somebody's phone, each used once.
pub struct Phone {
    secret: Vec<u8>,
    last: i64,
}

impl Phone {
    fn of(secret: &str) -> Self {
        const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let digits = secret.chars().filter(|c| *c != ' ').map(|c| ALPHABET.find(c).expect("base 32"));
        let bits: Vec<bool> = digits.flat_map(|digit| (0..5).rev().map(move |bit| digit >> bit & 1 == 1)).collect();
        let byte = |bits: &[bool]| bits.iter().fold(0u8, |byte, bit| byte << 1 | u8::from(*bit));
        Self { secret: bits.chunks_exact(8).map(byte).collect(), last: 0 }
    }

    fn code(&self, step: i64) -> String {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.secret).unwrap();
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let at = usize::from(hash[19] & 0xf);
        let number = u32::from_be_bytes(hash[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }

    /// A code that was not used, taken for half a minute at least from now: of this step or of the next, which is waited for where
    /// both were used.
    fn next(&mut self) -> String {
        self.last = (self.last + 1).max(now());
        while self.last > now() + 1 {
            sleep(Duration::from_millis(200));
        }
        self.code(self.last)
    }
}

#[expect(clippy::disallowed_methods, reason = "the program under test asks the same clock")]
fn now() -> i64 {
    jiff::Timestamp::now().as_second() / 30
}

/// Sets the second factor of whoever visits; gives their phone and their recovery codes.
pub fn set(visit: &mut Visit<'_>) -> (Phone, Vec<String>) {
    let page = visit.get("/me/factor").body;
    assert!(page.contains("<svg width=\"240\"") && page.contains("手工输入密钥"), "{page}");
    let secret = page.split("手工输入密钥：<code>").nth(1).unwrap().split('<').next().unwrap();
    let mut phone = Phone::of(secret);
    let code = phone.next();
    let answer = change(visit, "set", PASSWORD, &code);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let codes = answer.body.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    (phone, codes.collect())
}

fn change(visit: &mut Visit<'_>, form: &str, password: &str, code: &str) -> Answer {
    let token = visit.token("/me/factor");
    visit.send("/me/factor", &token, &[("form", form), ("password", password), ("code", code)])
}

/// The first step of a log-in; gives what leads to the second.
pub fn half(visit: &mut Visit<'_>, login: &str) -> String {
    let answer = visit.log_in_to(login, PASSWORD, "/chains/c1/gaps");
    assert!(answer.status == 200 && visit.cookie.is_none(), "nobody is in yet: {}", answer.body);
    answer.body.split("name=\"half\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

pub fn enter(visit: &mut Visit<'_>, half: &str, code: &str) -> Answer {
    let token = Visit::of(visit.server).token("/login");
    visit.send("/login/code", &token, &[("half", half), ("code", code), ("next", "/chains/c1/gaps")])
}

fn served() -> (City, Server) {
    let city = City::tiny();
    first(&city);
    add(&city, "wang", &["leader:c1"]);
    city.served()
}

fn a_second_factor_is_set_and_asked_for() {
    let (city, server) = served();
    let (mut wang, other) = (Visit::as_user(&server, "wang"), Visit::as_user(&server, "wang"));
    let (mut phone, codes) = set(&mut wang);
    assert_eq!(codes.len(), 10);
    assert!(wang.is_in() && !other.is_in(), "the session that set it goes on, others end");
    let page = wang.get("/me/factor").body;
    assert!(page.contains("恢复码还剩 10 个") && !codes.iter().any(|code| page.contains(code)), "told once: {page}");
    assert!(!page.contains("<svg width=\"240\""), "and so is what codes are made of");
    let mut again = Visit::of(&server);
    let half = half(&mut again, "wang");
    assert!(!again.is_in());
    let entered = enter(&mut again, &half, &phone.next());
    assert_eq!((entered.status, entered.header("location")), (303, "/chains/c1/gaps"), "{}", entered.body);
    assert!(again.is_in());
    let late = enter(&mut Visit::of(&server), &half, &phone.code(now()));
    assert!(late.status == 401 && late.body.contains("已经完成"), "the log-in is whole: {}", late.body);
    assert_eq!(Visit::as_user(&server, "admin").get("/me").status, 200, "others are asked for none");
    let accounts = city.json(&["user", "list"]);
    assert_eq!(accounts["accounts"][1]["second_factor"], true);
    city.digest();
}

fn a_code_lets_in_once() {
    let (city, server) = served();
    let (mut phone, _) = set(&mut Visit::as_user(&server, "wang"));
    let shown = phone.code(phone.last);
    let mut wang = Visit::of(&server);
    let (one, other) = (half(&mut wang, "wang"), half(&mut wang, "wang"));
    assert_eq!(enter(&mut wang, &one, &shown).status, 401, "the code that set it is used");
    let code = phone.next();
    assert_eq!(enter(&mut wang, &one, &code).status, 303);
    wang.cookie = None;
    assert_eq!(enter(&mut Visit::of(&server), &other, &code).status, 401, "seen over a shoulder, it is worth nothing");
    assert_eq!(enter(&mut Visit::of(&server), &other, &format!(" {} ", phone.next())).status, 303);
    let history = rusqlite::Connection::open(city.store()).unwrap();
    let sql = "SELECT count(*) FROM batch WHERE why LIKE 'account refused wang % 验证码'";
    assert_eq!(history.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 2);
}

fn a_recovery_code_lets_in_once() {
    let (_city, server) = served();
    let (_, codes) = set(&mut Visit::as_user(&server, "wang"));
    let typed = codes[3].to_lowercase().replace('-', " ");
    for (code, status) in
        [(typed.as_str(), 303), (codes[3].as_str(), 401), (codes[4].as_str(), 303), ("AAAA-AAAA-AAAA-AAAA", 401)]
    {
        let mut wang = Visit::of(&server);
        let half = half(&mut wang, "wang");
        assert_eq!(enter(&mut wang, &half, code).status, status, "{code}");
        if status == 303 {
            assert!(wang.get("/me/factor").status == 200);
        }
    }
    let mut wang = Visit::of(&server);
    let half = half(&mut wang, "wang");
    assert_eq!(enter(&mut wang, &half, &codes[5]).status, 303);
    assert!(wang.get("/me/factor").body.contains("恢复码还剩 7 个"));
}

fn codes_are_not_guessed() {
    let (_city, server) = served();
    let (mut phone, _) = set(&mut Visit::as_user(&server, "wang"));
    let mut thief = Visit::of(&server);
    for attempt in 1..=5 {
        let half = half(&mut thief, "wang");
        assert_eq!(
            enter(&mut thief, &half, "000000").status,
            401,
            "{attempt}: the password again gives no more of them"
        );
    }
    assert_eq!(thief.log_in("wang", PASSWORD).status, 429);
    for half in ["", "x", &"0".repeat(64)] {
        assert_eq!(
            enter(&mut Visit::of(&server), half, &phone.next()).status,
            401,
            "without a password a code is nothing"
        );
        phone.last -= 1;
    }
}

fn whoever_lost_it_gets_another() {
    let (city, server) = served();
    let mut wang = Visit::as_user(&server, "wang");
    let (mut phone, codes) = set(&mut wang);
    assert_eq!(change(&mut wang, "set", PASSWORD, &phone.next()).status, 400, "one at a time");
    assert_eq!(change(&mut wang, "drop", PASSWORD, "000000").status, 401);
    assert_eq!(change(&mut wang, "drop", PASSWORD, &codes[0]).status, 303, "a recovery code takes it away");
    let mut wang = Visit::as_user(&server, "wang");
    set(&mut wang);
    let mut admin = Visit::as_user(&server, "admin");
    let token = admin.token("/people");
    let page = admin.send("/people", &token, &[("form", "no-factor"), ("login", "wang")]);
    assert!(page.status == 200 && page.body.contains("验证码已取消") && !wang.is_in(), "{}", page.body);
    let mut wang = Visit::as_user(&server, "wang");
    set(&mut wang);
    city.done(&["user", "factor", "wang", "--drop"]);
    assert!(!wang.is_in());
    city.refused(&["user", "factor", "wang", "--drop"], &["没有开验证码"]);
    assert!(Visit::as_user(&server, "wang").is_in());
    city.digest();
}

fn nobody_sets_it_with_a_session_alone() {
    let (_city, server) = served();
    let (mut wang, admin) = (Visit::as_user(&server, "wang"), Visit::as_user(&server, "admin"));
    let secret = |visit: &Visit<'_>| {
        let page = visit.get("/me/factor").body;
        page.split("手工输入密钥：<code>").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    assert_ne!(secret(&wang), secret(&admin));
    let own = secret(&wang);
    assert_eq!(own, secret(&wang), "looking at it changes nothing");
    let code = Phone::of(&own).next();
    let of_other = Phone::of(&secret(&admin)).next();
    assert_eq!(change(&mut wang, "set", "wrong", &code).status, 401);
    assert_eq!(change(&mut wang, "set", PASSWORD, &of_other).status, 401);
    assert_eq!(change(&mut wang, "set", PASSWORD, "").status, 401);
    assert_eq!(Visit::of(&server).log_in("wang", PASSWORD).status, 303, "none was set");
}
