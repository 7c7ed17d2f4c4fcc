//! 裁定: keep, hand over, end; by whom, with what told to whom.

use liantu::model::EntryField::{Squad, State};
use liantu::model::Ruling::{End, HandOver, Keep};

use super::town::{FIRST, Town, claims, collides, collisions, rule, takes};
use crate::support::{Facts, add, block_on};

pub fn facts(facts: &mut Facts) {
    add!(facts, "claims": a_hand_over_goes_with_the_entries_and_both_squads_are_told_why,
        what_is_kept_or_ended_settles_what_others_wanted, the_group_decides_of_its_chain_and_dispatchers_of_several,
        what_cannot_be_decided_says_why);
}

fn a_hand_over_goes_with_the_entries_and_both_squads_are_told_why() {
    block_on(async {
        let town = Town::new(3).await;
        town.says(&town.machine(FIRST).await, "e1", &[(Squad, "")]).await.unwrap();
        takes(&town.of(FIRST, "q1").await, "e1").await;
        town.says(&town.machine(FIRST).await, "e1", &[(Squad, "q1")]).await.unwrap();
        let own = town.of(FIRST, "q1").await;
        town.says(&own, "e1", &[(State, "contacted")]).await.unwrap();
        let group = town.person("2026-12-01", "m", &["member:c1"]).await;
        let done = rule(&group, "e1", HandOver, "示例第2队", "客户找的是二队").await.unwrap();
        assert_eq!(
            done.taken.map(|taken| (taken.squad, taken.until.to_string())).unwrap(),
            ("q2".into(), "2026-12-31".into())
        );
        let (_, entry) = town.machine("2026-12-01").await.store_desk().list_entry("c1", "e1").await.unwrap();
        assert_eq!((entry.squad.as_deref(), entry.first_talk.as_deref()), (Some("q2"), Some("q1")));
        for squad in ["q1", "q2"] {
            let told = claims(&town.of("2026-12-02", squad).await).await.ruled.pop().unwrap();
            let told = (told.told.as_str().to_owned(), told.reason, told.on.to_string());
            assert_eq!(
                told,
                ("由示例第1队移交给示例第2队".into(), "客户找的是二队".into(), "2026-12-01".into()),
                "{squad}"
            );
        }
        assert!(claims(&town.of("2026-12-02", "q3").await).await.ruled.is_empty());
        assert_eq!(town.problems().await, Vec::<String>::new());
    });
}

fn what_is_kept_or_ended_settles_what_others_wanted() {
    block_on(async {
        for (ruling, told, still) in [(Keep, "已裁定维持", true), (End, "已裁定终止", false)] {
            let town = Town::new(3).await;
            takes(&town.of(FIRST, "q1").await, "e1").await;
            for squad in ["q2", "q3"] {
                collides(&town.of(FIRST, squad).await, "e1").await;
            }
            let group = town.person(FIRST, "m", &["member:c1"]).await;
            let waits = |sections: Vec<liantu::app::TodaySection>| {
                sections.into_iter().find(|section| section.section == "collisions").map_or(0, |section| section.total)
            };
            assert_eq!(waits(group.waiting_today().await.unwrap()), 2);
            rule(&group, "e1", ruling, "", "一队先谈").await.unwrap();
            let group = town.person(FIRST, "m", &["member:c1"]).await;
            assert_eq!(waits(group.waiting_today().await.unwrap()), 0);
            let all: Vec<String> = collisions(&group).await.into_iter().map(|line| line.3).collect();
            assert_eq!(all, [told, told]);
            assert_eq!(town.has(FIRST, "e1").await.is_some(), still);
            let reason = claims(&town.of(FIRST, "q3").await).await.collisions.pop().unwrap().reason;
            assert_eq!(reason, "一队先谈");
        }
    });
}

fn the_group_decides_of_its_chain_and_dispatchers_of_several() {
    block_on(async {
        let town = Town::new(2).await;
        takes(&town.of(FIRST, "q1").await, "e1").await;
        takes(&town.of(FIRST, "q1").await, "e5").await;
        for (grant, one, several) in [
            ("member:c1", true, false),
            ("member:c2", false, false),
            ("leader:c1", false, false),
            ("captain:q1", false, false),
            ("clerk", false, false),
            ("auditor", false, false),
            ("dispatcher", true, true),
        ] {
            let desk = town.person(FIRST, "x", &[grant]).await;
            assert_eq!(rule(&desk, "e1", Keep, "", "看过").await.is_ok(), one, "{grant}");
            assert_eq!(rule(&desk, "e5", Keep, "", "看过").await.is_ok(), several, "{grant}");
        }
        let group = town.person(FIRST, "x", &["member:c1"]).await;
        let told = rule(&group, "e5", Keep, "", "看过").await.unwrap_err().to_string();
        assert_eq!(told, "「示例5号有限公司」在几条产业链的清单上，由调度办裁定");
    });
}

fn what_cannot_be_decided_says_why() {
    block_on(async {
        let town = Town::new(2).await;
        let group = town.person(FIRST, "m", &["member:c1"]).await;
        let told = rule(&group, "e1", End, "", "看过").await.unwrap_err().to_string();
        assert_eq!(told, "「示例1号有限公司」现在没有人认领，没有什么要裁定");
        takes(&town.of(FIRST, "q1").await, "e1").await;
        for (ruling, to, reason, words) in [
            (End, "", "  ", "裁定要写明理由，两队都会看到"),
            (HandOver, "", "看过", "没有选移交给哪支招商队"),
            (HandOver, "q1", "看过", "已经由示例第1队认领；不换人请选维持"),
            (
                HandOver,
                "q0",
                "看过",
                "示例第0队没有派在「示例1号有限公司」所在的产业链上，不能移交给它；请先派队（工作组页）",
            ),
            (HandOver, "没有的队", "看过", "没有招商队「没有的队」"),
        ] {
            let told = rule(&group, "e1", ruling, to, reason).await.unwrap_err().to_string();
            assert!(told.starts_with(words), "{told}");
        }
    });
}
