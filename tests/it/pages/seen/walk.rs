//! The way of a working group through the pages: a gap, its targets, three of them on the list, a squad, the map. At a desk, by
//! keyboard alone, on a phone; nothing is complained of, and nothing is asked of anybody else.

use serde_json::{Value, json};

use super::accessible::is_accessible;
use crate::support::{Browser, City, DOWN, ENTER, Facts, Need, Server, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "walk::from_a_gap_to_the_map_at_a_desk", || by_pointer(1366, 768));
    facts.add_needing(Need::Browser, "walk::from_a_gap_to_the_map_on_a_phone", || by_pointer(390, 844));
    facts.add_needing(Need::Browser, "walk::from_a_gap_to_the_map_by_keyboard", by_keyboard);
}

/// The gap that is walked from: it has more than three candidates.
const GAP: &str = "ic-litho";

/// A page that is all there, as it should be.
async fn arrived(browser: &Browser, at: &str, expression: &str) {
    browser
        .until(&format!("location.pathname === '{at}' && document.readyState === 'complete' && ({expression})"))
        .await;
    is_accessible(browser).await;
}

/// What must be so at the end of every walk.
async fn nothing_amiss(browser: &Browser, server: &Server) {
    assert_eq!(browser.refused().await, json!([]));
    let complaints = browser.complaints().await;
    assert!(complaints.is_empty(), "{complaints:?}");
    let own = server.url("/");
    let requests = browser.requests().await;
    assert!(requests.iter().filter(|address| address.starts_with(&own)).count() > 10, "{requests:?}");
    let outside = |address: &&String| !address.starts_with(&own) && !address.starts_with("data:");
    assert_eq!(requests.iter().find(outside), None);
    let list = server.json("/api/v1/list?chain=ic");
    let entries = list["entries"].as_array().unwrap();
    let squads: Vec<&Value> = entries.iter().map(|entry| &entry["squad"]).collect();
    assert_eq!(squads.len(), 3, "{list}");
    assert!(squads.iter().all(|squad| squad.is_string() && *squad == squads[0]), "{list}");
    assert!(
        entries.iter().all(|entry| entry["state"] == "assigned" && entry["why"].as_str().unwrap().contains("列入，"))
    );
}

const TICKED: &str = "document.querySelectorAll('.pick input:checked').length === 3";
const ASSIGNED: &str = "document.querySelectorAll('.badge.assigned').length === 3";

fn by_pointer(width: u32, height: u32) {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(width, height).await;
        browser.open(&server.url("/chains/ic/gaps")).await;
        arrived(browser, "/chains/ic/gaps", "document.querySelectorAll('tbody tr').length > 5").await;
        browser.click(&format!("tbody a[href$='/segments/{GAP}']")).await;
        arrived(browser, &format!("/chains/ic/segments/{GAP}"), "true").await;
        browser.click("header .links a[href*='/targets?segment=']").await;
        arrived(browser, "/chains/ic/targets", "document.querySelectorAll('tr[data-key]').length >= 3").await;
        for row in 0..3 {
            browser.click(&format!("#targetsr{row} .pick input")).await;
        }
        browser.until(TICKED).await;
        browser.click(".acting button").await;
        arrived(browser, "/chains/ic/list", "document.querySelectorAll('tr[data-key]').length === 3").await;
        for row in 0..3 {
            browser.click(&format!("#listr{row} .pick input")).await;
        }
        browser.click(".acting select option[value='s-sta1']").await;
        browser.click(".acting button").await;
        arrived(browser, "/chains/ic/list", ASSIGNED).await;
        if width <= 760 {
            browser.click("label[for=unfold]").await;
        }
        browser.click(".menu ul ul a[href^='/map']").await;
        arrived(browser, "/map", "document.querySelector('.picture svg') !== null").await;
        browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
        nothing_amiss(browser, &server).await;
    });
}

fn by_keyboard() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        browser.open(&server.url("/chains/ic/gaps")).await;
        arrived(browser, "/chains/ic/gaps", "true").await;
        browser.tab_to(&format!("tbody a[href$=\"/segments/{GAP}\"]")).await;
        browser.press(ENTER).await;
        arrived(browser, &format!("/chains/ic/segments/{GAP}"), "true").await;
        browser.tab_to("header .links a[href*=\"/targets?segment=\"]").await;
        browser.press(ENTER).await;
        arrived(browser, "/chains/ic/targets", "document.querySelectorAll('tr[data-key]').length >= 3").await;
        for row in 0..3 {
            browser.tab_to(&format!("#targetsr{row} .pick input")).await;
            browser.press(' ').await;
        }
        browser.until(TICKED).await;
        browser.press(ENTER).await;
        arrived(browser, "/chains/ic/list", "document.querySelectorAll('tr[data-key]').length === 3").await;
        browser.tab_to(".acting select").await;
        browser.press(DOWN).await;
        browser.until("document.querySelector('.acting select').value !== ''").await;
        for row in 0..3 {
            browser.tab_to(&format!("#listr{row} .pick input")).await;
            browser.press(' ').await;
        }
        browser.until(TICKED).await;
        browser.press(ENTER).await;
        arrived(browser, "/chains/ic/list", ASSIGNED).await;
        browser.tab_to(".menu ul ul a[href^=\"/map\"]").await;
        browser.press(ENTER).await;
        arrived(browser, "/map", "document.querySelector('.picture svg') !== null").await;
        nothing_amiss(browser, &server).await;
    });
}
