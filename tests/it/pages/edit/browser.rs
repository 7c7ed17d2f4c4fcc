//! A member's hand in a real browser: a value corrected, a fund hung on, both taken back from where they were made.

use serde_json::json;

use crate::pages::is_accessible;
use crate::support::{Browser, City, Facts, Need, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "edit_browser::a_value_and_a_fund_at_a_desk", || walk(1366, 768));
    facts.add_needing(Need::Browser, "edit_browser::a_value_and_a_fund_on_a_phone", || walk(390, 844));
    facts.add_needing(Need::Browser, "edit_browser::from_a_gap_to_a_call", from_a_gap_to_a_call);
}

pub async fn arrived(browser: &Browser, width: u32, expression: &str) {
    browser.until(&format!("document.readyState === 'complete' && ({expression})")).await;
    browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
    is_accessible(browser).await;
}

pub async fn typed(browser: &Browser, field: &str, text: &str) {
    browser.click(&format!(".editing [name={field}]")).await;
    browser.ask(&format!("document.activeElement.value = ''; return document.activeElement.name === '{field}'")).await;
    browser.keys(text).await;
}

pub const SAID: &str = "document.querySelector('.notice.done')?.textContent.startsWith('已记下')";
pub const BACK: &str = "document.querySelector('.notice.done')?.textContent.startsWith('已撤销')";

fn walk(width: u32, height: u32) {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(width, height).await;
        browser.open(&server.url("/enterprise?id=cxmt&chain=ic")).await;
        browser.click("a[aria-label=改营业收入]").await;
        arrived(browser, width, "document.querySelector('.editing') !== null").await;
        typed(browser, "value", "很多").await;
        typed(browser, "reason", "年报更正").await;
        typed(browser, "ground", "走访").await;
        browser.click(".editing .main").await;
        arrived(browser, width, "document.querySelector('.editing .fault') !== null").await;
        let kept = browser.ask("return document.querySelector('.editing [name=reason]').value").await;
        assert_eq!(kept, "年报更正");
        typed(browser, "value", "260亿元").await;
        browser.click(".editing .main").await;
        arrived(browser, width, SAID).await;
        browser.click(".notice.done button").await;
        arrived(browser, width, BACK).await;
        browser.open(&server.url("/chains/ic/group")).await;
        browser.click(".hang button").await;
        arrived(browser, width, SAID).await;
        browser.click(".notice.done button").await;
        arrived(browser, width, BACK).await;
        assert_eq!(browser.refused().await, json!([]));
    });
}

fn from_a_gap_to_a_call() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        browser.open(&server.url("/chains/ic/gaps")).await;
        let shown = "!document.getElementById('card-pane').hidden";
        browser.click("tbody a[href$='/segments/ic-litho']").await;
        arrived(browser, 1366, "document.querySelector('#segment') !== null").await;
        browser.click("#segment tbody a[href^='/enterprise?']").await;
        arrived(
            browser,
            1366,
            &format!("{shown} && document.querySelector('#card-pane').textContent.includes('没有电话')"),
        )
        .await;
        browser.click("#card form[data-in-place] button").await;
        arrived(browser, 1366, &format!("{shown} && document.querySelector('#card .mark')?.textContent === '已列入'"))
            .await;
        assert!(
            browser.address().await.ends_with("/segments/ic-litho"),
            "what is listed from a card stays on the page"
        );
        browser.click("#card a[href*='edit=contact']").await;
        arrived(browser, 1366, "document.querySelector('.editing [name=phone]') !== null").await;
        for (field, said) in [("name", "示例联系人"), ("phone", "000-0000-1111"), ("ground", "走访")] {
            typed(browser, field, said).await;
        }
        browser.click(".editing .main").await;
        arrived(browser, 1366, SAID).await;
        browser.open(&server.url("/chains/ic/segments/ic-litho")).await;
        browser.click("#segment tbody a[href^='/enterprise?']").await;
        arrived(
            browser,
            1366,
            &format!("{shown} && document.querySelector('#card form[action^=\"/enterprise/phones\"]') !== null"),
        )
        .await;
        browser.click("#card form[action^='/enterprise/phones'] button").await;
        arrived(
            browser,
            1366,
            &format!("{shown} && document.querySelector('#card a.phone[href=\"tel:000-0000-1111\"]') !== null"),
        )
        .await;
        browser.press('\u{e00c}').await;
        browser.until("document.getElementById('card-pane').hidden").await;
        assert_eq!(browser.refused().await, json!([]));
        let complaints = browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:?}");
    });
}
