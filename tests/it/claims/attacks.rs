//! Many at once, several processes, days that go forward and back.

use std::process::Stdio;
use std::sync::Arc;

use liantu::app::claims::{ClaimAsked, Claimed};
use liantu::model::EntryField::{Reason, State};
use liantu::store::Store;

use super::town::{FIRST, Town, claim, claims, collides, person, release, renew, takes};
use crate::support::{City, Facts, add, block_on};

pub fn facts(facts: &mut Facts) {
    add!(facts, "claims": of_two_hundred_claims_at_once_one_is_granted_and_the_others_are_kept,
        of_claims_by_several_processes_one_is_granted, a_claim_that_lapses_while_it_is_renewed_is_somebody_elses_or_its_own,
        a_clock_that_goes_back_gives_nothing_back, whoever_lost_the_squad_keeps_nothing,
        a_decision_at_once_with_a_release_leaves_one_of_both);
}

const MANY: usize = 200;

fn of_two_hundred_claims_at_once_one_is_granted_and_the_others_are_kept() {
    block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("town.db")).await.unwrap();
        let town = Town::in_store(store, MANY).await;
        let app = Arc::new(town.app(FIRST).await);
        let claimed = (1..=MANY).map(|n| {
            let app = Arc::clone(&app);
            tokio::spawn(async move {
                let desk = app.desk(person(&format!("r{n}"), &[&format!("recruiter:q{n}")]), None).await.unwrap();
                matches!(claim(&desk, "e1").await.unwrap(), Claimed::Got(_))
            })
        });
        let claimed: Vec<_> = claimed.collect();
        let mut granted = 0;
        for one in claimed {
            granted += usize::from(one.await.unwrap());
        }
        assert_eq!(granted, 1);
        let answer = claims(&town.machine(FIRST).await).await;
        let holder = answer.taken[0].taken.as_ref().unwrap().squad.clone();
        assert_eq!(answer.collisions.len(), MANY - 1);
        assert!(answer.collisions.iter().all(|line| line.holder == holder && line.squad != holder && line.open));
        assert_eq!(town.problems().await, Vec::<String>::new());
    });
}

fn of_claims_by_several_processes_one_is_granted() {
    const PROCESSES: usize = 6;
    let city = City::new();
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        Town::in_store(store, PROCESSES).await;
    });
    let spawned = (1..=PROCESSES).map(|n| {
        let squad = format!("q{n}");
        let mut command = city.command(&["claim", "take", "e1", "--squad", &squad]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    });
    let spawned: Vec<_> = spawned.collect();
    let done: Vec<_> = spawned.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    let granted = done.iter().filter(|done| done.status.success()).count();
    assert_eq!(granted, 1, "{done:?}");
    let refused = done.iter().filter(|done| String::from_utf8_lossy(&done.stderr).contains("已记为撞单"));
    assert_eq!(refused.count(), PROCESSES - 1, "{done:?}");
    let kept = city.json(&["claims", "collisions"]);
    assert_eq!(kept["collisions"].as_array().unwrap().len(), PROCESSES - 1);
    city.digest();
}

fn a_claim_that_lapses_while_it_is_renewed_is_somebody_elses_or_its_own() {
    block_on(async {
        for (day, lapsed) in [("2026-12-24", false), ("2026-12-25", true)] {
            let town = Town::new(2).await;
            takes(&town.of(FIRST, "q1").await, "e1").await;
            let (own, other) = (town.of(day, "q1").await, town.of(day, "q2").await);
            let (renewed, claimed) = tokio::join!(renew(&own, "e1"), claim(&other, "e1"));
            let got = matches!(claimed.unwrap(), Claimed::Got(_));
            assert_eq!((renewed.is_ok(), got), (!lapsed, lapsed), "{day}");
            let holder = town.has(day, "e1").await.unwrap().0;
            assert_eq!(holder, if lapsed { "q2" } else { "q1" });
        }
    });
}

fn a_clock_that_goes_back_gives_nothing_back() {
    block_on(async {
        let town = Town::new(2).await;
        takes(&town.of(FIRST, "q1").await, "e1").await;
        takes(&town.of("2027-02-01", "q2").await, "e2").await;
        assert_eq!(town.has(FIRST, "e1").await, None, "what lapsed by the journal's day does not come back");
        takes(&town.of(FIRST, "q2").await, "e1").await;
        assert_eq!(town.has(FIRST, "e1").await.unwrap(), ("q2".into(), "2027-03-03".into()));
        assert_eq!(renew(&town.of("2026-12-01", "q2").await, "e1").await.unwrap().number, None, "nothing is shortened");
        assert_eq!(collides(&town.of("2026-12-01", "q1").await, "e1").await, "q2");
    });
}

fn whoever_lost_the_squad_keeps_nothing() {
    block_on(async {
        let town = Town::new(2).await;
        let before = town.of(FIRST, "q1").await;
        takes(&before, "e1").await;
        let after = town.person(FIRST, "r-q1", &["recruiter:q2"]).await;
        assert!(renew(&after, "e1").await.is_err() && release(&after, "e1").await.is_err());
        let none = town.person(FIRST, "r-q1", &[]).await;
        for refused in [renew(&none, "e1").await.is_err(), claim(&none, "e2").await.is_err()] {
            assert!(refused);
        }
        let forged = ClaimAsked { enterprise: "e1".into(), squad: Some("q1".into()), who: None };
        assert!(after.claim_release(&forged).await.is_err(), "a squad that is not one's own is named in vain");
        let named = ClaimAsked { enterprise: "e2".into(), squad: None, who: Some("别人".into()) };
        let told = after.claim(&named).await.unwrap_err().to_string();
        assert!(told.contains("经手人就是登录的人"), "{told}");
        assert_eq!(town.has(FIRST, "e1").await.unwrap().0, "q1");
    });
}

fn a_decision_at_once_with_a_release_leaves_one_of_both() {
    block_on(async {
        let town = Town::new(2).await;
        takes(&town.of(FIRST, "q1").await, "e1").await;
        let (own, group) = (town.of(FIRST, "q1").await, town.person(FIRST, "m", &["member:c1"]).await);
        let handed = super::town::rule(&group, "e1", liantu::model::Ruling::HandOver, "q2", "看过");
        let (released, handed) = tokio::join!(release(&own, "e1"), handed);
        assert!(released.is_ok() != handed.is_ok(), "{released:?} {handed:?}");
        assert_eq!(town.has(FIRST, "e1").await.is_some(), handed.is_ok());
        let group = town.person(FIRST, "m", &["member:c1"]).await;
        town.says(&group, "e1", &[(State, "dropped"), (Reason, "不合适")]).await.unwrap();
        assert_eq!(town.has(FIRST, "e1").await, None);
        assert_eq!(town.problems().await, Vec::<String>::new());
    });
}
