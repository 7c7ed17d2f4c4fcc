//! The clerk's day in a real browser: from an empty store, the sample and three files of the field, a mapping corrected,
//! one import undone. Nothing is complained of, and nothing is asked of anybody else.

use std::cell::Cell;
use std::path::PathBuf;

use serde_json::json;

use crate::pages::is_accessible;
use crate::support::{Browser, City, Facts, Need, Server, data, in_browser, sample};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "data_browser::a_clerk_begins_with_nothing_and_undoes_at_a_desk", || {
        day(1366, 768)
    });
    facts.add_needing(Need::Browser, "data_browser::a_clerk_begins_with_nothing_and_undoes_on_a_phone", || {
        day(390, 844)
    });
    facts.add_needing(
        Need::Browser,
        "data_browser::a_clerk_corrects_imports_and_undoes_by_keyboard_alone",
        by_keyboard,
    );
}

/// Keys as WebDriver has them.
const ENTER: char = '\u{E007}';
const HOME: char = '\u{E011}';
const DOWN: char = '\u{E015}';

/// A page of this room that is all there, as it should be.
async fn arrived(browser: &Browser, expression: &str) {
    browser.until(&format!("document.readyState === 'complete' && ({expression})")).await;
    is_accessible(browser).await;
}

/// What is on the way to being imported, not one of its files: that page has a button of the same kind.
const PREVIEW: &str = "document.querySelector('.deciding .main') !== null \
     && document.querySelector('form.mapping, [data-progress]') === null";
const IMPORTED: &str = "document.querySelector('h1')?.textContent === '已导入'";

/// A person at a browser, who counts.
struct Clerk<'b> {
    browser: &'b Browser,
    clicks: Cell<u32>,
}

impl Clerk<'_> {
    async fn click(&self, selector: &str) {
        self.clicks.set(self.clicks.get() + 1);
        self.browser.click(selector).await;
    }

    /// Files dropped on the page, or chosen: one deed.
    async fn bring(&self, files: &[PathBuf]) {
        self.clicks.set(self.clicks.get() + 1);
        self.browser.choose(".drop input[type=file]", files).await;
        arrived(self.browser, PREVIEW).await;
    }

    async fn import(&self) {
        self.click(".deciding .main").await;
        arrived(self.browser, IMPORTED).await;
    }
}

/// The sample's files.
fn sample_files() -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(sample()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    files.sort();
    files
}

/// Nothing was complained of, and nothing asked of anybody else.
async fn is_quiet(browser: &Browser, own: &str) {
    assert_eq!(browser.refused().await, json!([]));
    let complaints = browser.complaints().await;
    assert!(complaints.is_empty(), "{complaints:?}");
    let outside = |address: &&String| !address.starts_with(own) && !address.starts_with("data:");
    assert_eq!(browser.requests().await.iter().find(outside), None);
}

/// Files of the field, each with what is corrected before it is imported.
const FIELD: [&str; 3] = ["guess-header-unit.csv", "total-row.csv", "region-forms.csv"];
const DROP: &str = "document.querySelector('.drop [data-scripted]:not([hidden])') !== null";

/// The unit of a column is said by its menu.
async fn says_the_unit(clerk: &Clerk<'_>) {
    clerk.click(".filed a[href*='/files/0']").await;
    arrived(clerk.browser, "document.querySelector('form.mapping.scripted') !== null").await;
    clerk.click(".mapped select[name=u2] option[value='万元']").await;
    clerk.click(".deciding .main").await;
    arrived(clerk.browser, PREVIEW).await;
}

/// What was not understood is marked where it stands; what it means is said, and it is understood then.
async fn says_what_is_meant(clerk: &Clerk<'_>) {
    clerk.browser.until("document.querySelectorAll('.wrongs mark').length === 2").await;
    clerk.click("h3 a[href*='/files/0']").await;
    arrived(clerk.browser, "document.querySelector('select[name=v1]') !== null").await;
    clerk.click("select[name=v0] option[value='130629']").await;
    clerk.click("select[name=v1] option[value='220200']").await;
    clerk.click(".deciding .main").await;
    arrived(clerk.browser, PREVIEW).await;
    clerk.browser.until("document.querySelector('.wrongs') === null").await;
}

/// The last import is taken back from its row, after it was told what that does.
async fn undoes_the_last(clerk: &Clerk<'_>) {
    clerk.click("main .links a[href='/data']").await;
    arrived(clerk.browser, "document.querySelector('td a[href$=\"#undo\"]') !== null").await;
    clerk.click("td a[href$='#undo']").await;
    arrived(clerk.browser, "document.querySelector('#undo p')?.textContent.includes('新增的 10 行')").await;
    clerk.click("form[action$='/undo'] button").await;
    arrived(clerk.browser, "document.querySelector('h1')?.textContent === '已撤销'").await;
}

fn day(width: u32, height: u32) {
    let city = City::new();
    let server = Server::of(&city);
    in_browser(async move |browser| {
        let clerk = Clerk { browser, clicks: Cell::new(0) };
        browser.size(width, height).await;
        browser.open(&server.url("/")).await;
        clerk.click("main a[href='/data']").await;
        arrived(browser, DROP).await;
        clerk.bring(&sample_files()).await;
        browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
        clerk.import().await;
        for (at, file) in FIELD.iter().enumerate() {
            clerk.click("main .links a[href='/data']").await;
            arrived(browser, DROP).await;
            clerk.bring(&[data("field").join(file)]).await;
            match at {
                0 => says_the_unit(&clerk).await,
                2 => says_what_is_meant(&clerk).await,
                _ => {}
            }
            browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
            clerk.import().await;
        }
        let before = city.json(&["imports"])["imports"].as_array().unwrap().len();
        undoes_the_last(&clerk).await;
        let after = city.json(&["imports"]);
        assert!(after["imports"][before - 1]["undone"].is_number(), "{after}");
        let history = city.run(&["history", "示例有限公司", "--format", "json"]).json().to_string();
        assert!(history.contains("\"1.5\""), "the unit that was chosen holds: {history}");
        assert!(clerk.clicks.get() <= 22, "{} clicks", clerk.clicks.get());
        is_quiet(browser, &server.url("/")).await;
    });
}

fn by_keyboard() {
    let city = City::new();
    let server = Server::of(&city);
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        browser.open(&server.url("/data")).await;
        // Which file it is, the system's own window asks.
        browser.choose(".drop input[type=file]", &[data("field").join("guess-header-unit.csv")]).await;
        arrived(browser, PREVIEW).await;
        browser.tab_to(".filed a[href*=\"/files/0\"]").await;
        browser.press(ENTER).await;
        arrived(browser, "document.querySelector('form.mapping.scripted') !== null").await;
        browser.tab_to("select[name=u2]").await;
        browser.press(HOME).await;
        for _ in 0..3 {
            browser.press(DOWN).await;
        }
        browser.until("document.querySelector('select[name=u2]').value === '万元'").await;
        browser.tab_to("form.mapping .deciding .main").await;
        browser.press(ENTER).await;
        arrived(browser, PREVIEW).await;
        browser.tab_to(".deciding .main").await;
        browser.press(ENTER).await;
        arrived(browser, IMPORTED).await;
        browser.tab_to("form[action$=\"/undo\"] button").await;
        browser.press(ENTER).await;
        arrived(browser, "document.querySelector('h1')?.textContent === '已撤销'").await;
        is_quiet(browser, &server.url("/")).await;
    });
}
