//! The clerk's day in a real browser: from an empty store, the sample and three files of the field, a mapping corrected,
//! one import undone. Nothing is complained of, and nothing is asked of anybody else.

use serde_json::json;

use super::accessible::is_accessible;
use crate::support::{Browser, City, Facts, Need, Server, data, in_browser, sample};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "data_browser::a_clerk_begins_with_nothing_and_undoes_at_a_desk", || {
        day(1366, 768)
    });
    facts.add_needing(Need::Browser, "data_browser::a_clerk_begins_with_nothing_and_undoes_on_a_phone", || {
        day(390, 844)
    });
}

/// A page of this room that is all there, as it should be.
async fn arrived(browser: &Browser, expression: &str) {
    browser.until(&format!("document.readyState === 'complete' && ({expression})")).await;
    is_accessible(browser).await;
}

const PREVIEW: &str =
    "document.querySelector('.deciding .main') !== null && !document.querySelector('[data-progress]')";
const IMPORTED: &str = "document.querySelector('h1')?.textContent === '已导入'";

async fn imported(browser: &Browser) {
    browser.click(".deciding .main").await;
    arrived(browser, IMPORTED).await;
}

fn day(width: u32, height: u32) {
    let city = City::new();
    let server = Server::of(&city);
    in_browser(async move |browser| {
        browser.size(width, height).await;
        browser.open(&server.url("/")).await;
        browser.click("main a[href='/data']").await;
        arrived(browser, "document.querySelector('.drop [data-scripted]:not([hidden])') !== null").await;
        let mut files: Vec<_> = std::fs::read_dir(sample()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
        files.sort();
        browser.choose(".drop input[type=file]", &files).await;
        arrived(browser, PREVIEW).await;
        browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
        imported(browser).await;
        for file in ["guess-header-unit.csv", "total-row.csv", "region-forms.csv"] {
            browser.open(&server.url("/data")).await;
            browser.choose(".drop input[type=file]", &[data("field").join(file)]).await;
            arrived(browser, PREVIEW).await;
            if file == "guess-header-unit.csv" {
                browser.click(".filed a[href*='/files/0']").await;
                arrived(browser, "document.querySelector('.mapped select') !== null").await;
                browser.click(".mapped select[name=u2] option[value='万元']").await;
                browser.click(".deciding .main").await;
                arrived(browser, PREVIEW).await;
            }
            imported(browser).await;
        }
        let before = city.json(&["imports"])["imports"].as_array().unwrap().len();
        browser.click("form[action$='/undo'] button").await;
        arrived(browser, "document.querySelector('h1')?.textContent === '已撤销'").await;
        let after = city.json(&["imports"]);
        assert!(after["imports"][before - 1]["undone"].is_number(), "{after}");
        let history = city.run(&["history", "示例有限公司", "--format", "json"]).json().to_string();
        assert!(history.contains("\"1.5\""), "the unit that was chosen holds: {history}");
        assert_eq!(browser.refused().await, json!([]));
        let complaints = browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:?}");
        let own = server.url("/");
        let outside = |address: &&String| !address.starts_with(&own) && !address.starts_with("data:");
        assert_eq!(browser.requests().await.iter().find(outside), None);
    });
}
