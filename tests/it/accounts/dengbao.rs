//! The rules of 等保三级, a test a clause.

use std::net::{IpAddr, Ipv4Addr};

use liantu::app::accounts::Whence;
use liantu::app::{App, Clock};
use liantu::gaps::Rules;
use liantu::store::Store;

use super::codes::{enter, half, set};
use super::sessions::is_in_and_stays;
use super::visit::{OTHER, PASSWORD, Visit, add, first, user};
use crate::support::{City, Facts, Server, add as facts_of, block_on};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "dengbao": the_rules_of_dengbao_need_their_three, everybody_sets_a_second_factor_first,
        an_account_has_one_session, a_session_ends_after_half_an_hour, a_password_is_good_for_ninety_days,
        none_of_the_last_five_passwords_is_taken, no_one_of_the_three_acts_alone_or_sees_business_data,
        what_is_asked_is_told_clause_by_clause);
}

const THREE: [&str; 3] = ["system", "security", "audit"];

/// A city by the rules of 等保三级: the three, a leader, and each one's recovery codes, set before.
fn served() -> (City, Server, [Vec<String>; 4]) {
    let city = City::tiny();
    first(&city);
    city.done(&["user", "grant", "admin", "--grant", "system"]);
    add(&city, "security", &["security"]);
    add(&city, "audit", &["audit"]);
    add(&city, "wang", &["leader:c1"]);
    let (city, server) = city.served();
    let codes = ["admin", "security", "audit", "wang"].map(|login| set(&mut Visit::as_user(&server, login)).1);
    city.done(&["user", "preset", "dengbao3"]);
    (city, server, codes)
}

/// Whoever logged in with a recovery code.
fn entered<'s>(server: &'s Server, login: &str, code: &str) -> Visit<'s> {
    let mut visit = Visit::of(server);
    let half = half(&mut visit, login);
    let answer = enter(&mut visit, &half, code);
    assert_eq!(answer.status, 303, "{login}: {}", answer.body);
    visit
}

fn the_rules_of_dengbao_need_their_three() {
    let city = City::tiny();
    first(&city);
    city.refused(&["user", "preset", "dengbao3"], &["system", "security", "audit", "还没有人担任"]);
    THREE.iter().for_each(|role| add(&city, role, &[role]));
    city.refused(&["user", "preset", "dengbao3"], &["账户 admin", "没有总管一切"]);
    city.done(&["user", "grant", "admin", "--grant", "security", "--grant", "clerk"]);
    city.refused(&["user", "preset", "dengbao3"], &["账户 admin", "不兼别的角色"]);
    city.done(&["user", "disable", "admin"]);
    city.done(&["user", "preset", "dengbao3"]);
    city.refused(&["user", "add", "li", "--grant", "admin"], &["没有总管一切"]);
    city.refused(&["user", "grant", "system", "--grant", "system", "--grant", "audit"], &["不兼别的角色"]);
    city.run(&["user", "preset", "none"]).fails(64, &["none", "dengbao3"]);
    city.done(&["user", "preset", "office"]);
    city.done(&["user", "add", "li", "--grant", "admin"]);
    city.digest();
}

fn everybody_sets_a_second_factor_first() {
    let (city, server, _) = served();
    add(&city, "li", &["clerk"]);
    let mut li = Visit::as_user(&server, "li");
    for page in ["/", "/chains/c1/gaps", "/data"] {
        assert_eq!((li.get(page).status, li.get(page).header("location")), (303, "/me/factor"), "{page}");
    }
    let json = li.get("/api/v1/chains");
    assert!(json.status == 403 && json.body.contains("验证码") && !json.body.contains("c1"), "{}", json.body);
    let token = li.token("/me");
    let form = li.send("/chains/c1/list/add", &token, &[("enterprise", "e00001")]);
    assert_eq!(form.status, 403, "{}", form.body);
    set(&mut li);
    assert_eq!(li.get("/chains/c1/gaps").status, 200);
}

fn an_account_has_one_session() {
    let (_city, server, codes) = served();
    let one = entered(&server, "wang", &codes[3][0]);
    assert!(one.is_in());
    let other = entered(&server, "wang", &codes[3][1]);
    assert!(other.is_in() && !one.is_in());
}

fn a_session_ends_after_half_an_hour() {
    let (city, server, codes) = served();
    drop(server);
    let here = Whence::of(IpAddr::V4(Ipv4Addr::LOCALHOST));
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        let at = async |moment: &str| {
            App::open(store.clone(), Rules::default(), Clock::Fixed(moment.parse().unwrap())).await.unwrap()
        };
        let noon = at("2026-11-28T04:00:00Z").await;
        let Ok(liantu::app::accounts::LetIn::CodeNext(half)) =
            noon.door().log_in("wang", PASSWORD, &here).await.unwrap()
        else {
            panic!("a code is asked for")
        };
        let session = noon.door().enter_code(&half, &codes[3][0], &here).await.unwrap().unwrap();
        let stays = async |moment: &str| is_in_and_stays(&store, &at(moment).await, &session.secret).await;
        assert!(stays("2026-11-28T04:29:00Z").await);
        assert!(stays("2026-11-28T04:58:00Z").await, "asking puts it off");
        assert!(!stays("2026-11-28T05:28:01Z").await);
    });
}

fn a_password_is_good_for_ninety_days() {
    let (city, server, codes) = served();
    let store = rusqlite::Connection::open(city.store()).unwrap();
    let aged = |days: i64| {
        let sql = "UPDATE account SET set_at = strftime('%Y-%m-%dT%H:%M:%S.000+08:00', 'now', '+8 hours', ?1) WHERE login = 'wang'";
        store.execute(sql, [format!("-{days} days")]).unwrap();
    };
    aged(89);
    let mut wang = entered(&server, "wang", &codes[3][0]);
    assert_eq!(wang.get("/chains/c1/gaps").status, 200);
    aged(91);
    assert_eq!((wang.get("/").status, wang.get("/").header("location")), (303, "/me"));
    assert!(wang.get("/me").body.contains("密码用了 90 天"));
    let token = wang.token("/me");
    let pairs = [("before", PASSWORD), ("password", OTHER), ("again", OTHER)];
    assert_eq!(wang.send("/me/password", &token, &pairs).status, 303);
    let mut again = Visit::of(&server);
    let answer = again.log_in("wang", OTHER);
    let half = answer.body.split("name=\"half\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(enter(&mut again, &half, &codes[3][1]).status, 303);
    assert_eq!(again.get("/chains/c1/gaps").status, 200);
}

fn none_of_the_last_five_passwords_is_taken() {
    let (city, _server, _) = served();
    let more =
        ["marble Kangaroo sings 9", "velvet Compass drinks 4", "hollow Lantern climbs 7", "copper Walrus paints 2"];
    for new in [OTHER].iter().chain(&more) {
        assert_eq!(user(&city, &["passwd", "wang"], new).code(), 0, "{new}");
    }
    user(&city, &["passwd", "wang"], OTHER).fails(1, &["用过的密码"]);
    user(&city, &["passwd", "wang"], more[3]).fails(1, &["用过的密码"]);
}

fn no_one_of_the_three_acts_alone_or_sees_business_data() {
    let (city, server, codes) = served();
    let [mut system, mut security, audit] =
        [("admin", 0), ("security", 1), ("audit", 2)].map(|(login, n)| entered(&server, login, &codes[n][0]));
    for (login, visit) in [("system", &system), ("security", &security), ("audit", &audit)] {
        for page in [
            "/chains/c1/gaps",
            "/chains/c1/list",
            "/chains/c1/map",
            "/enterprise?id=e00001",
            "/data",
            "/api/v1/chains/c1/gaps",
        ] {
            let answer = visit.get(page);
            assert!(
                [403, 404].contains(&answer.status) && !answer.body.contains("e00001,"),
                "{login} {page}: {}",
                answer.status
            );
        }
        let first = visit.get("/");
        let own = if login == "audit" { "/journal" } else { "/people" };
        assert_eq!((first.status, first.header("location")), (303, own), "{login}");
        let page = visit.get(own);
        assert_eq!(page.status, 200, "{login}: {}", page.body);
        let chains = visit.get("/api/v1/chains");
        assert!(chains.status == 403 && !chains.body.contains("c1"), "{login}: {}", chains.body);
        assert_eq!(visit.get("/people").status == 200, login != "audit", "{login}");
        assert_eq!(visit.get("/compliance").status == 200, login != "audit", "{login}");
    }
    let deed = |visit: &mut Visit<'_>, form: &str, grants: &str| {
        let token = visit.token("/people?login=admin");
        visit.send("/people", &token, &[("form", form), ("login", "li"), ("grants", grants)]).status
    };
    assert_eq!(deed(&mut security, "add", ""), 403, "who grants makes no account");
    assert_eq!(deed(&mut system, "add", "clerk"), 403, "who makes accounts grants nothing");
    assert_eq!(deed(&mut system, "add", ""), 200);
    assert_eq!(deed(&mut system, "grant", "clerk"), 403);
    assert_eq!(deed(&mut security, "grant", "clerk"), 200);
    for form in ["link", "out", "disable"] {
        assert_eq!(deed(&mut security, form, ""), 403, "{form}");
        assert_eq!(deed(&mut system, form, ""), 200, "{form}");
    }
    assert_eq!(deed(&mut system, "no-factor", ""), 403);
    city.digest();
}

fn what_is_asked_is_told_clause_by_clause() {
    let (city, server, codes) = served();
    let lines = |city: &City| city.json(&["user", "compliance"])["compliance"].as_array().unwrap().clone();
    let wrong = |city: &City| {
        let lines = lines(city).into_iter().filter(|line| line["holds"] == false);
        lines.map(|line| line["clause"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(wrong(&city), Vec::<String>::new());
    assert!(lines(&city).len() >= 10);
    let page = entered(&server, "security", &codes[1][0]).get("/compliance").body;
    assert!(page.contains("等保三级") && page.contains("不符合") && page.contains("--tls-cert"), "{page}");
    add(&city, "li", &["clerk"]);
    assert_eq!(wrong(&city), ["身份鉴别 d) 两种鉴别技术"]);
    city.done(&["user", "preset", "office"]);
    let office = wrong(&city);
    assert_eq!(office.len(), 5, "{office:?}");
    city.done(&["user", "disable", "audit"]);
    assert!(wrong(&city).contains(&"安全审计 a) b) 覆盖每个用户、每个事件".to_owned()), "nobody reads the journal");
    let store = rusqlite::Connection::open(city.store()).unwrap();
    store.execute_batch("UPDATE batch SET who = '别人' WHERE seq = 1").unwrap();
    let told = wrong(&city);
    assert!(told.contains(&"安全审计 c) 保护审计记录".to_owned()), "the journal is looked at: {told:?}");
}
