//! A session is as good as its account, at every request.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use liantu::access::Caller;
use liantu::app::accounts::Whence;
use liantu::app::{App, Clock};
use liantu::gaps::Rules;
use liantu::store::Store;

use super::visit::{OTHER, PASSWORD, Visit, add, first, user};
use crate::support::{City, Facts, add as facts_of, block_on};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": a_session_ends_at_the_next_request, an_altered_session_is_none,
        a_session_set_by_somebody_else_is_not_taken, a_session_ends_when_idle_and_at_last_whatever_is_asked,
        a_link_ends_within_the_hour);
}

fn a_session_ends_at_the_next_request() {
    let (city, server) = City::tiny().served();
    first(&city);
    add(&city, "wang", &["leader:c1"]);
    let ends: [&[&str]; 3] = [
        &["user", "disable", "wang"],
        &["user", "grant", "wang", "--grant", "leader:c1"],
        &["user", "sessions", "wang", "--end"],
    ];
    for end in ends {
        let [one, other] = [(); 2].map(|()| Visit::as_user(&server, "wang"));
        assert!(one.is_in() && other.is_in());
        city.done(end);
        assert!(!one.is_in() && !other.is_in(), "{end:?}");
        assert_eq!(one.get("/api/v1/chains").status, 401, "{end:?}");
        city.done(&["user", "disable", "wang", "--undo"]);
        assert!(!one.is_in(), "enabled again, it does not come back: {end:?}");
    }
    let wang = Visit::as_user(&server, "wang");
    assert_eq!(user(&city, &["passwd", "wang"], OTHER).code(), 0);
    assert!(!wang.is_in());
    let mut admin = Visit::as_user(&server, "admin");
    assert_eq!(Visit::of(&server).log_in("wang", PASSWORD).status, 401);
    let token = admin.token("/people");
    for own in [("disable", "admin"), ("grant", "admin")] {
        let sent = admin.send("/people", &token, &[("form", own.0), ("login", own.1), ("grants", "clerk")]);
        assert!(sent.status == 400 && admin.is_in(), "nobody shuts themselves out: {}", sent.body);
    }
}

fn an_altered_session_is_none() {
    let (city, server) = City::tiny().served();
    first(&city);
    let admin = Visit::as_user(&server, "admin");
    let right = admin.cookie.clone().unwrap().1;
    let flipped = right.replace(|c: char| c.is_ascii_digit(), "f");
    let zeros = "0".repeat(64);
    for wrong in
        ["", "x", &right[1..], &right[..63], &format!("{right}0"), &right.to_uppercase(), &flipped, &zeros, "' OR 1=1"]
    {
        assert!(wrong == right || !admin.with_value(wrong).is_in(), "{wrong}");
    }
    let (name, own) = (admin.cookie.clone().unwrap().0, server.address);
    let twice = format!("GET /me HTTP/1.1\r\nHost: {own}\r\nCookie: {name}={right}; {name}={right}\r\n");
    assert_eq!(server.send(&twice).status, 303, "two of them: one is somebody else's");
    assert!(admin.is_in());
}

fn a_session_set_by_somebody_else_is_not_taken() {
    let (city, server) = City::tiny().served();
    first(&city);
    let mut victim = Visit::as_user(&server, "admin");
    let before = victim.cookie.clone().unwrap().1;
    for fixed in [before.clone(), "1".repeat(64)] {
        victim = victim.with_value(&fixed);
        assert_eq!(victim.log_in("admin", PASSWORD).status, 303);
        assert_ne!(victim.cookie.clone().unwrap().1, fixed);
        assert!(
            victim.is_in() && !victim.with_value(&fixed).is_in(),
            "what was known before the log-in is worth nothing"
        );
    }
}

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The service over a city's store, at a moment.
async fn at(store: &Store, moment: &str) -> App {
    App::open(store.clone(), Rules::default(), Clock::Fixed(moment.parse().unwrap())).await.unwrap()
}

/// Whether somebody is in who puts off the end of their session by asking, once that is written.
pub async fn is_in_and_stays(store: &Store, app: &App, secret: &str) -> bool {
    let last =
        async || store.sessions(None, String::new()).await.unwrap().into_iter().map(|session| session.idle_at).max();
    let before = last().await;
    let is_in = is_in(app, secret).await;
    while is_in && last().await == before {
        tokio::task::yield_now().await;
    }
    is_in
}

async fn is_in(app: &App, secret: &str) -> bool {
    app.door().caller(Some(secret)).await.unwrap().is_some_and(|comes| comes.caller.person().is_some())
}

fn a_session_ends_when_idle_and_at_last_whatever_is_asked() {
    let city = City::tiny();
    first(&city);
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        let noon = at(&store, "2026-11-01T04:00:00Z").await;
        let begin = async || {
            noon.door().log_in("admin", PASSWORD, &Whence::of(HERE)).await.unwrap().unwrap().session().unwrap().secret
        };
        let (idle, busy) = (begin().await, begin().await);
        for (moment, of_idle) in [("2026-11-01T15:59:00Z", None), ("2026-11-02T03:58:00Z", Some(false))] {
            let later = at(&store, moment).await;
            assert!(is_in_and_stays(&store, &later, &busy).await, "{moment}");
            if let Some(expected) = of_idle {
                assert_eq!(is_in(&later, &idle).await, expected, "{moment}");
            }
        }
        let mut moment: jiff::Timestamp = "2026-11-02T03:58:00Z".parse().unwrap();
        let last: jiff::Timestamp = "2026-12-01T04:00:00Z".parse().unwrap();
        while moment + jiff::SignedDuration::from_hours(11) < last {
            moment += jiff::SignedDuration::from_hours(11);
            assert!(is_in_and_stays(&store, &at(&store, &moment.to_string()).await, &busy).await, "{moment}");
        }
        assert!(!is_in(&at(&store, &last.to_string()).await, &busy).await, "30 days are the most");
    });
}

fn a_link_ends_within_the_hour() {
    let city = City::tiny();
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        let now = Arc::new(at(&store, "2026-11-01T04:00:00Z").await);
        let machine = Caller::Machine { user: "tester".into() };
        let desk = now.desk(machine, None).await.unwrap();
        let new = liantu::app::accounts::NewAccount {
            login: "wang".into(),
            name: String::new(),
            grants: Vec::new(),
            first: false,
            recruiter: None,
            password: None,
        };
        desk.store_desk().account_add(new).await.unwrap();
        let older = desk.store_desk().account_link("wang").await.unwrap();
        let link = desk.store_desk().account_link("wang").await.unwrap();
        assert!(now.door().invited(&older).await.unwrap().is_none(), "a new one takes the place of the older");
        assert!(now.door().invited(&link).await.unwrap().is_some());
        let later = at(&store, "2026-11-01T05:00:00Z").await;
        assert!(later.door().invited(&link).await.unwrap().is_none());
        assert!(later.door().accept(&link, OTHER).await.unwrap().is_none());
        let accepted = (0..8).map(|_| {
            let (now, link) = (Arc::clone(&now), link.clone());
            tokio::spawn(async move { now.door().accept(&link, OTHER).await })
        });
        let mut won = 0;
        for task in accepted.collect::<Vec<_>>() {
            won += usize::from(matches!(task.await.unwrap(), Ok(Some(_))));
        }
        assert_eq!(won, 1, "of eight at once one gets it");
    });
}
