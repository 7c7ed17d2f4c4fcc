//! The page 查重: many pairs at once, by keys, and back.

use serde_json::Value;

use crate::accounts::visit::Visit;
use crate::support::{City, Facts, Need, add, in_browser};

pub fn facts(facts: &mut Facts) {
    add!(facts, "judging": pairs_of_one_whole_name_are_judged_at_once_and_taken_back,
        firms_that_share_a_code_that_is_none_are_not_joined);
    facts.add_needing(Need::Browser, "judging::keys_answer_go_on_and_take_back", keys);
}

/// A city with two pairs of firms, each of one whole name written in two ways.
fn city() -> City {
    let city = City::new();
    let rows = "enterprise,name,adcode,source\n\
        a1,合肥维克诺液压有限公司,340100,甲\na2,合肥维克诺液压 有限公司,340100,乙\n\
        b1,苏州示光材料有限公司,320500,甲\nb2,苏州示光材料 有限公司,320500,乙\n";
    city.import(&[&city.write("enterprises.csv", rows)]);
    city
}

/// The pairs that wait.
fn pairs(visit: &Visit<'_>) -> usize {
    let answer: Value = serde_json::from_str(&visit.get("/api/v1/duplicates").body).unwrap();
    answer["pairs"].as_array().unwrap().len()
}

fn pairs_of_one_whole_name_are_judged_at_once_and_taken_back() {
    let (_city, server) = city().served();
    let mut visit = Visit::of(&server);
    let page = visit.get("/duplicates").body;
    assert!(page.contains("2 对全称相同、没有哪里不同。"), "{page}");
    let token = visit.token("/duplicates");
    let both = [("one", "a1"), ("other", "a2"), ("one", "b1"), ("other", "b2"), ("said", "same")];
    let answer = visit.send("/duplicates/judge", &token, &both);
    assert_eq!((answer.status, pairs(&visit)), (303, 0), "{}", answer.body);
    let page = visit.get(answer.header("location")).body;
    assert!(page.contains("没有要判断的。") && page.contains("最近的判断"), "{page}");
    let numbers = page.split("name=\"number\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    let numbers: std::collections::BTreeSet<String> = numbers.collect();
    assert_eq!(numbers.len(), 2, "each is taken back by itself: {page}");
    for number in &numbers {
        assert_eq!(visit.send("/duplicates/undo", &token, &[("number", number)]).status, 303);
    }
    assert_eq!(pairs(&visit), 2);
    let answer = visit.send("/duplicates/judge", &token, &[("one", "a1"), ("said", "same")]);
    assert!(answer.status == 400 && answer.body.contains("没有写明是哪两家企业"), "{}", answer.body);
}

fn firms_that_share_a_code_that_is_none_are_not_joined() {
    const LETTERS: [&str; 9] = ["岚", "澜", "皓", "铎", "玥", "骏", "霖", "祺", "珩"];
    let city = City::new();
    let name = |at: usize| format!("{}{}液压有限公司", LETTERS[at % 9], LETTERS[at / 9]);
    let rows = (0..77).map(|at| format!("x{at},{},513000000000000000\n", name(at)));
    let rows = format!("enterprise,name,credit_code\n{}", rows.collect::<String>());
    let told = city.import(&[&city.write("enterprises.csv", rows)]);
    assert!(format!("{}{}", told.out(), told.err()).contains("513000000000000000"), "{}{}", told.out(), told.err());
    assert_eq!(city.json(&["duplicates"])["pairs"], serde_json::json!([]));
    assert_eq!(city.json(&["find", "液压有限公司"])["total"], 77);
}

fn keys() {
    let (_city, server) = city().served();
    in_browser(async move |browser| {
        browser.open(&server.url("/duplicates")).await;
        let looked_at =
            |place: usize| format!("document.querySelectorAll('[data-pair]')[{place}]?.matches('.looked-at')");
        browser.until(&looked_at(0)).await;
        browser.press('n').await;
        browser.until(&looked_at(1)).await;
        let second = browser.ask("return document.querySelectorAll('[data-pair]')[1].getAttribute('aria-label')").await;
        browser.press('1').await;
        let told = "document.querySelector('.notice.done')?.textContent ?? ''";
        browser.until("document.querySelectorAll('[data-pair]').length === 1").await;
        let left = browser.ask("return document.querySelector('[data-pair]').getAttribute('aria-label')").await;
        assert_ne!(left, second, "the one that was looked at was answered");
        assert!(browser.ask(&format!("return {told}")).await.as_str().unwrap().contains("现在是一家"));
        browser.press('u').await;
        browser
            .until(&format!("({told}).includes('撤销了') && document.querySelectorAll('[data-pair]').length === 2"))
            .await;
        for (key, word) in [('2', "不是一家"), ('3', "说不准")] {
            browser.press(key).await;
            browser.until(&format!("({told}).includes('{word}')")).await;
        }
        browser.until("document.querySelectorAll('[data-pair]').length === 0").await;
        assert_eq!(browser.refused().await, serde_json::json!([]));
    });
}
