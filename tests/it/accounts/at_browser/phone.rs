//! A recruiter on a phone: from 今日 to a target of the squad, whom to call, and how far it came, in two touches.

use serde_json::json;

use crate::accounts::roles::served;
use crate::accounts::visit::PASSWORD;
use crate::pages::is_accessible;
use crate::support::{Browser, Facts, Need, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "phone::a_recruiter_says_on_a_phone_how_far_a_target_came", || walk("recruiter"));
    facts.add_needing(Need::Browser, "phone::a_captain_says_on_a_phone_how_far_a_target_came", || walk("captain"));
}

/// A page that is all there, fits the phone and can be read by everybody.
async fn arrived(browser: &Browser, expression: &str) {
    browser.until(&format!("document.readyState === 'complete' && ({expression})")).await;
    browser.until("document.documentElement.scrollWidth <= 390").await;
    is_accessible(browser).await;
}

fn walk(role: &'static str) {
    let (city, server) = served();
    city.done(&[
        "list",
        "set",
        "--chain",
        "ic",
        "tongcheng",
        "--next",
        "电话约访",
        "--due",
        "2026-01-02",
        "--who",
        "测试",
    ]);
    in_browser(async move |browser| {
        browser.size(390, 844).await;
        browser.open(&server.url("/login")).await;
        for (field, said) in [("login", role), ("password", PASSWORD)] {
            browser.click(&format!("[name={field}]")).await;
            browser.keys(said).await;
        }
        browser.click("form.entering button").await;
        arrived(browser, "document.querySelector('h1')?.textContent === '今日'").await;
        let first = browser.ask("return document.querySelector('.waiting h2').textContent").await;
        assert!(first.as_str().unwrap().starts_with("我的目标"), "{first}");
        browser.click(".waiting a[href*='/list/entry']").await;
        arrived(browser, "document.querySelector('.target .fits') !== null").await;
        let told = browser.ask("return document.querySelector('.target').innerText").await;
        let told = told.as_str().unwrap().to_owned();
        assert!(told.contains("做光刻胶") && told.contains("可以这样说我们"), "{told}");
        let high = "return Math.min(...[...document.querySelectorAll('.touch button')].map(b => b.getBoundingClientRect().height))";
        assert!(browser.ask(high).await.as_f64().unwrap() >= 44.0, "a thumb finds the buttons");
        browser.click(".target .inline-row[action*='/list/entry'] button").await;
        arrived(browser, "document.querySelector('.target a[href=\"tel:13800000002\"]') !== null").await;
        browser.click(".touch [name=note]").await;
        browser.keys("，见了总工").await;
        browser.click(".touch button[value=visited]").await;
        arrived(browser, "document.querySelector('h1 .mark')?.textContent === '已走访'").await;
        arrived(browser, "document.querySelector('.notice.done')?.textContent.startsWith('已记下')").await;
        let note = browser.ask("return document.querySelector('.touch [name=note]').value").await;
        assert!(note.as_str().unwrap().contains("见了总工"), "{note}");
        assert_eq!(browser.refused().await, json!([]));
    });
    let entry = city.json(&["list", "show", "--chain", "ic"]);
    let entry =
        entry["entries"].as_array().unwrap().iter().find(|entry| entry["enterprise"] == "tongcheng").cloned().unwrap();
    assert_eq!((entry["state"].as_str(), entry["squad"].as_str()), (Some("visited"), Some("s-spear")), "{entry}");
}
