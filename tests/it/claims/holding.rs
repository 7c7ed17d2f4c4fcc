//! Having a firm: thirty days, kept by work, given back, ended with its entry.

use liantu::app::intake::import::OnError;
use liantu::model::EntryField::{Note, Reason, Squad, State};

use super::town::{FIRST, Town, claim, claims, collides, collisions, release, renew, takes};
use crate::support::{Facts, Sheet, add, block_on, folder, load};

pub fn facts(facts: &mut Facts) {
    add!(facts, "claims": a_squad_has_a_firm_for_thirty_days_and_whoever_else_wants_it_is_told_and_kept,
        whether_a_firm_is_taken_is_told_across_rights_and_nothing_else,
        a_step_of_the_own_squad_renews_and_one_of_the_group_does_not, a_claim_ends_with_its_last_entry_and_comes_back_with_it,
        a_claim_is_on_the_firm_whatever_record_is_named, what_a_squad_claimed_it_works_at_and_nobody_else,
        firms_tied_by_half_of_their_shares_are_warned_of, nothing_is_claimed_without_an_entry_on_a_chain_of_the_squad,
        a_claimed_firm_is_given_to_no_other_squad, what_lapses_within_three_days_is_told_today);
}

fn a_squad_has_a_firm_for_thirty_days_and_whoever_else_wants_it_is_told_and_kept() {
    block_on(async {
        let town = Town::new(3).await;
        let done = takes(&town.of(FIRST, "q1").await, "示例1号有限公司").await;
        assert_eq!(done.taken.unwrap().until.to_string(), "2026-12-24");
        assert_eq!(collides(&town.of("2026-11-25", "q2").await, "e1").await, "q1");
        assert_eq!(collides(&town.of("2026-11-26", "q2").await, "e1").await, "q1");
        let kept = vec![("e1".to_owned(), "q2".to_owned(), "q1".to_owned(), "等待裁定".to_owned())];
        for (login, grant, told) in [
            ("r1", "recruiter:q1", true),
            ("r2", "captain:q2", true),
            ("m1", "member:c1", true),
            ("d", "dispatcher", true),
            ("r3", "recruiter:q3", false),
            ("m2", "member:c2", false),
        ] {
            let told = if told { kept.clone() } else { Vec::new() };
            assert_eq!(collisions(&town.person("2026-11-26", login, &[grant]).await).await, told, "{grant}");
        }
        let twice = claims(&town.of("2026-11-26", "q1").await).await.collisions.pop().unwrap();
        assert_eq!((twice.times, twice.open, twice.may_rule), (2, true, false));
        assert_eq!(town.has("2026-12-24", "e1").await.unwrap().0, "q1");
        assert_eq!(town.has("2026-12-25", "e1").await, None, "it lapsed by itself");
        let settled = collisions(&town.of("2026-12-25", "q1").await).await.pop().unwrap();
        assert_eq!(settled.3, "原来的认领已经结束");
        takes(&town.of("2026-12-25", "q2").await, "e1").await;
        assert_eq!(town.problems().await, Vec::<String>::new());
    });
}

fn whether_a_firm_is_taken_is_told_across_rights_and_nothing_else() {
    block_on(async {
        let town = Town::new(1).await;
        takes(&town.of(FIRST, "q1").await, "e1").await;
        for grant in ["clerk", "member:c2", "recruiter:q0", "auditor"] {
            let desk = town.person(FIRST, "x", &[grant]).await;
            let told = |name: &'static str| async { desk.taken(name).await.unwrap().told() };
            assert_eq!(told("示例1号有限公司").await, "「示例1号有限公司」由示例第1队认领到2026-12-24", "{grant}");
            assert_eq!(told("e2").await, "「示例2号有限公司」没有人认领", "{grant}");
            let unknown = "「没有人知道的公司」没有人认领；库里还没有这家企业，可以报新线索";
            assert_eq!(told("没有人知道的公司").await, unknown, "{grant}");
        }
        assert!(town.person(FIRST, "x", &["fund:f1"]).await.taken("e1").await.is_err());
    });
}

fn a_step_of_the_own_squad_renews_and_one_of_the_group_does_not() {
    block_on(async {
        let town = Town::new(2).await;
        takes(&town.of(FIRST, "q1").await, "e1").await;
        let group = town.person("2026-11-30", "m", &["member:c1"]).await;
        town.says(&group, "e1", &[(Note, "问过")]).await.unwrap();
        assert_eq!(town.has("2026-11-30", "e1").await.unwrap().1, "2026-12-24");
        let own = town.of("2026-12-01", "q1").await;
        town.says(&own, "e1", &[(State, "contacted")]).await.unwrap();
        assert_eq!(town.has("2026-12-01", "e1").await.unwrap().1, "2026-12-31", "a state the squad changed renews");
        let group = town.person("2026-12-05", "m", &["member:c1"]).await;
        town.says(&group, "e1", &[(State, "visited")]).await.unwrap();
        assert_eq!(town.has("2026-12-05", "e1").await.unwrap().1, "2026-12-31", "the group's does not");
        let own = town.of("2026-12-06", "q1").await;
        assert_eq!(renew(&own, "e1").await.unwrap().taken.unwrap().until.to_string(), "2027-01-05");
        assert_eq!(renew(&own, "e1").await.unwrap().number, None, "once a day is enough");
        let other = renew(&town.of("2026-12-06", "q2").await, "e1").await.unwrap_err().to_string();
        assert_eq!(other, "「示例1号有限公司」现在由示例第1队认领到2027-01-05，不是本队的");
        release(&own, "e1").await.unwrap();
        assert_eq!(town.has("2026-12-06", "e1").await, None);
        let told = renew(&town.of("2026-12-07", "q1").await, "e1").await.unwrap_err().to_string();
        assert_eq!(told, "「示例1号有限公司」的认领已释放，现在没有人认领；还要跟，请重新认领");
    });
}

fn a_claim_ends_with_its_last_entry_and_comes_back_with_it() {
    block_on(async {
        let town = Town::new(2).await;
        let own = town.of(FIRST, "q1").await;
        takes(&own, "e1").await;
        let group = town.person(FIRST, "m", &["member:c1"]).await;
        let dropped = town.says(&group, "e1", &[(State, "dropped"), (Reason, "去了别处")]).await.unwrap();
        assert_eq!(town.has(FIRST, "e1").await, None);
        let desk = town.machine(FIRST).await;
        desk.store_desk().list_undo("c1", dropped.number.unwrap(), None).await.unwrap();
        assert_eq!(town.has(FIRST, "e1").await.unwrap().0, "q1", "what ended with the entry comes back with it");
        town.says(&town.of(FIRST, "q1").await, "e1", &[(State, "signed")]).await.unwrap();
        assert_eq!(town.has(FIRST, "e1").await, None);
        let told = claim(&town.of(FIRST, "q2").await, "e1").await.unwrap_err().to_string();
        assert!(told.starts_with("「示例1号有限公司」不在示例第2队可以认领的清单上"), "{told}");
    });
}

fn a_claim_is_on_the_firm_whatever_record_is_named() {
    block_on(async {
        let town = Town::new(2).await;
        let header = ["enterprise", "name", "credit_code", "source"];
        let mut same = Sheet::new("enterprises", &header);
        let code = "91110000101623741K";
        same.rows = vec![
            ["e1", "示例1号有限公司", code, "甲局"].map(str::to_owned).to_vec(),
            ["z1", "另一个叫法有限公司", code, "乙局"].map(str::to_owned).to_vec(),
        ];
        load(&town.store, &[folder(&[same]).path()], OnError::Abort).await;
        takes(&town.of(FIRST, "q1").await, "z1").await;
        assert_eq!(collides(&town.of(FIRST, "q2").await, "e1").await, "q1");
        assert_eq!(town.has(FIRST, "z1").await, town.has(FIRST, "e1").await);
    });
}

fn what_a_squad_claimed_it_works_at_and_nobody_else() {
    block_on(async {
        let town = Town::new(2).await;
        let (own, other) = (town.of(FIRST, "q1").await, town.of(FIRST, "q2").await);
        let free = town.says(&own, "e1", &[(State, "contacted")]).await;
        assert!(free.is_err(), "what no squad has and nobody claimed is the group's to say");
        takes(&own, "e1").await;
        town.says(&town.of(FIRST, "q1").await, "e1", &[(State, "contacted")]).await.unwrap();
        assert!(town.says(&other, "e1", &[(State, "visited")]).await.is_err());
        let (_, entry) = town.machine(FIRST).await.store_desk().list_entry("c1", "e1").await.unwrap();
        assert_eq!((entry.squad, entry.first_talk.as_deref()), (None, Some("q1")), "a claim gives no entry away");
        release(&town.of(FIRST, "q1").await, "e1").await.unwrap();
        takes(&town.of(FIRST, "q2").await, "e1").await;
        town.says(&town.of(FIRST, "q2").await, "e1", &[(State, "visited")]).await.unwrap();
        let (_, entry) = town.machine(FIRST).await.store_desk().list_entry("c1", "e1").await.unwrap();
        assert_eq!(entry.first_talk.as_deref(), Some("q1"), "who talked first stays");
    });
}

fn firms_tied_by_half_of_their_shares_are_warned_of() {
    block_on(async {
        let town = Town::new(2).await;
        takes(&town.of(FIRST, "q1").await, "e3").await;
        let warned = takes(&town.of(FIRST, "q2").await, "e1").await.warnings;
        assert_eq!(warned, ["和它持股一半以上相连的「示例3号有限公司」由示例第1队认领到2026-12-24，请先通个气"]);
        assert_eq!(takes(&town.of(FIRST, "q2").await, "e2").await.warnings, Vec::<String>::new());
    });
}

fn nothing_is_claimed_without_an_entry_on_a_chain_of_the_squad() {
    block_on(async {
        let town = Town::new(2).await;
        let elsewhere = town.of(FIRST, "q0").await;
        assert!(claim(&elsewhere, "e1").await.is_err(), "q0 is not on c1");
        takes(&elsewhere, "e5").await;
        town.says(&town.machine(FIRST).await, "e2", &[(Squad, "q1")]).await.unwrap();
        let told = claim(&town.of(FIRST, "q2").await, "e2").await.unwrap_err().to_string();
        assert!(!told.contains("示例第1队") && told.contains("不在示例第2队可以认领的清单上"), "{told}");
        for grant in ["member:c1", "dispatcher", "admin"] {
            assert!(claim(&town.person(FIRST, "x", &[grant]).await, "e3").await.is_err(), "{grant}");
        }
        let both = town.person(FIRST, "x", &["recruiter:q1", "recruiter:q2"]).await;
        let told = claim(&both, "e3").await.unwrap_err().to_string();
        assert_eq!(told, "您在几支招商队里：示例第1队、示例第2队；请选一支");
    });
}

fn a_claimed_firm_is_given_to_no_other_squad() {
    block_on(async {
        let town = Town::new(2).await;
        takes(&town.of(FIRST, "q1").await, "e1").await;
        let group = town.person(FIRST, "m", &["member:c1"]).await;
        let told = town.says(&group, "e1", &[(Squad, "q2")]).await.unwrap_err().to_string();
        assert!(told.starts_with("「示例1号有限公司」：示例第1队认领到2026-12-24，不能派给别的招商队"), "{told}");
        town.says(&group, "e1", &[(Squad, "q1")]).await.unwrap();
    });
}

fn what_lapses_within_three_days_is_told_today() {
    block_on(async {
        let town = Town::new(2).await;
        takes(&town.of(FIRST, "q1").await, "e1").await;
        for (day, grant, told) in [
            ("2026-12-20", "recruiter:q1", false),
            ("2026-12-21", "recruiter:q1", true),
            ("2026-12-21", "recruiter:q2", false),
            ("2026-12-21", "member:c1", true),
            ("2026-12-25", "recruiter:q1", false),
        ] {
            let sections = town.person(day, "x", &[grant]).await.waiting_today().await.unwrap();
            let found = sections.iter().find(|section| section.section == "claims");
            assert_eq!(found.is_some(), told, "{day} {grant}");
            if let Some(found) = found {
                assert_eq!(found.lines[0].text, "2026-12-24到期：示例1号有限公司（示例第1队）");
            }
        }
    });
}
