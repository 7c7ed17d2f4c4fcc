//! 查重: which pairs are told, in which order, and that what was decided is not asked again.

use liantu::app::judging::{DuplicatesAnswer, DuplicatesQuestion};
use liantu::app::{Desk, ErrorKind};
use liantu::model::JudgedAs;

use super::judged;
use crate::accounts::visit::Visit;
use crate::claims::{FIRST, Town};
use crate::support::{City, Facts, Sheet, add, block_on, folder, load};

pub fn facts(facts: &mut Facts) {
    add!(facts, "judging": pairs_that_change_a_list_come_first_and_what_was_said_is_not_asked_again,
        what_programs_say_is_answered_in_json, what_two_firms_say_stands_side_by_side_with_what_differs, pairs_are_told_to_who_decides_of_one_of_both);
}

/// The town with namesakes of its firms.
async fn town() -> Town {
    let town = Town::new(2).await;
    let rows = [
        ["a1", "示例（1号）有限公司", "合肥", ""],
        ["a2", "示例2号股份有限公司", "上海", "100"],
        ["b1", "别处一家 有限公司", "北京", ""],
        ["b2", "别处一家有限公司", "北京", ""],
        ["c1", "旧名有限公司", "", ""],
    ];
    let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let sheet = Sheet { rows, ..Sheet::new("enterprises", &["enterprise", "name", "adcode", "revenue"]) };
    load(&town.store, &[folder(&[sheet]).path()], liantu::app::intake::import::OnError::Abort).await;
    town
}

async fn asks(desk: &Desk) -> DuplicatesAnswer {
    desk.duplicates(&DuplicatesQuestion::default()).await.unwrap()
}

fn ids(answer: &DuplicatesAnswer) -> Vec<(&str, &str)> {
    answer.pairs.iter().map(|pair| (pair.one.enterprise.as_str(), pair.other.enterprise.as_str())).collect()
}

fn pairs_that_change_a_list_come_first_and_what_was_said_is_not_asked_again() {
    block_on(async {
        let town = town().await;
        let desk = town.machine(FIRST).await;
        let answer = asks(&desk).await;
        assert_eq!(ids(&answer), [("a2", "e2"), ("a1", "e1"), ("b1", "b2")]);
        assert_eq!(answer.pairs[0].stakes, ["一家在目标清单上"]);
        let of_two_cities = &answer.pairs[1];
        assert_eq!(of_two_cities.verdict, "review");
        assert!(of_two_cities.against.contains(&"地区不同".to_owned()), "{:?}", of_two_cities.against);
        let exact: Vec<bool> = answer.pairs.iter().map(|pair| pair.exact).collect();
        assert_eq!(exact, [false, false, true]);
        let done = judged(&desk, "b1", "b2", JudgedAs::Unsure).await.unwrap();
        judged(&desk, "a1", "e1", JudgedAs::Different).await.unwrap();
        judged(&desk, "a2", "e2", JudgedAs::Same).await.unwrap();
        let desk = town.machine(FIRST).await;
        let answer = asks(&desk).await;
        assert_eq!(ids(&answer), []);
        assert_eq!(answer.lately.len(), 3);
        desk.judgement_undo(done.number.unwrap()).await.unwrap();
        assert_eq!(ids(&asks(&town.machine(FIRST).await).await), [("b1", "b2")]);
    });
}

fn what_programs_say_is_answered_in_json() {
    let (_city, server) = City::sample().served();
    let mut visit = Visit::of(&server);
    let token = visit.token("/duplicates");
    let mut sent = |path: &str, pairs: &[(&str, &str)]| -> serde_json::Value {
        let answer = visit.send(&format!("/api/v1/judgements{path}"), &token, pairs);
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    };
    let done = sent("", &[("one", "asml"), ("other", "smee"), ("said", "同一家")]);
    assert_eq!((done["proposed"].as_bool(), done["told"].as_array().map(Vec::len)), (Some(false), Some(1)));
    let number = done["number"].to_string();
    let back = sent("/undo", &[("number", &number)]);
    assert!(back["number"].as_u64() > done["number"].as_u64() && back["told"][0].as_str().unwrap().contains(&number));
    sent("", &[("one", "asml"), ("other", "smee"), ("said", "same")]);
    let out = sent("/unmerge", &[("record", "smee"), ("reason", "两个法人")]);
    assert_eq!(out["told"][1], "收回 1 个“同一家”的判断");
    let none = sent("/refuse", &[("one", "asml"), ("other", "smee")]);
    assert_eq!(none["number"], serde_json::Value::Null);
}

fn what_two_firms_say_stands_side_by_side_with_what_differs() {
    block_on(async {
        let town = town().await;
        let answer = asks(&town.machine(FIRST).await).await;
        let told = |column: &str| {
            let value = answer.pairs[0].values.iter().find(|value| value.column == column).unwrap();
            (value.one.clone(), value.other.clone(), value.differs)
        };
        assert_eq!(told("name"), (Some("示例2号股份有限公司".into()), Some("示例2号有限公司".into()), true));
        assert_eq!(told("adcode"), (Some("上海市".into()), Some("上海市".into()), false));
        assert_eq!(told("revenue"), (Some("100 万元".into()), None, false));
        assert_eq!(answer.pairs[0].why, ["除组织形式外相同（示例2号）", "地区相符"]);
    });
}

fn pairs_are_told_to_who_decides_of_one_of_both() {
    block_on(async {
        let town = town().await;
        let answer = asks(&town.person(FIRST, "m", &["member:c1"]).await).await;
        assert_eq!(ids(&answer), [("a2", "e2"), ("a1", "e1")]);
        assert!(answer.pairs.iter().all(|pair| pair.may_judge));
        let other = asks(&town.person(FIRST, "n", &["member:c2"]).await).await;
        assert_eq!(ids(&other), []);
        for grant in ["recruiter:q1", "leader:c1", "dispatcher", "auditor"] {
            let desk = town.person(FIRST, "x", &[grant]).await;
            let refused = desk.duplicates(&DuplicatesQuestion::default()).await.unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Forbidden, "{grant}");
        }
        let desk = town.person(FIRST, "m", &["member:c1"]).await;
        let foreign = DuplicatesQuestion { chain: Some("c2".into()), limit: None };
        assert_eq!(desk.duplicates(&foreign).await.unwrap_err().kind(), ErrorKind::NotFound);
    });
}
