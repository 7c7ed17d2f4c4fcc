//! 简报 as its reader sees it: at a desk and on a phone, and copied for a chat.

use serde_json::json;

use super::accessible::is_accessible;
use crate::support::{City, Facts, Need, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "brief_page::on_a_phone_the_missing_stand_on_the_first_screen", on_a_phone);
    facts.add_needing(Need::Browser, "brief_page::at_a_desk_it_is_copied_with_one_click", at_a_desk);
    facts.add_needing(Need::Browser, "brief_page::the_table_of_gaps_fits_an_office_screen", gaps_fit);
}

fn on_a_phone() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(390, 844).await;
        for chain in ["ic", "nev", "pv"] {
            browser.open(&server.url(&format!("/chains/{chain}/brief"))).await;
            browser.until("document.readyState === 'complete'").await;
            let headlines = "[...document.querySelectorAll('.lack')[0].querySelectorAll('.lead p')]";
            let seen = format!("return {headlines}.filter(p => p.getBoundingClientRect().bottom <= 844).length");
            assert_eq!(browser.ask(&seen).await, 3, "{chain}");
            let height = browser.ask("return document.documentElement.scrollHeight").await.as_u64().unwrap();
            assert!(height <= 3 * 844, "{chain} takes {height} px");
            browser.until("document.documentElement.scrollWidth <= 390").await;
        }
        is_accessible(browser).await;
    });
}

fn at_a_desk() {
    let (city, server) = City::sample().served();
    let text = city.done(&["brief", "--chain", "ic"]).out();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        browser.open(&server.url("/chains/ic/brief")).await;
        browser.until("!document.querySelector('[data-copy]').hidden").await;
        let copied = browser.ask("return document.getElementById('brief-text').value").await;
        assert_eq!(copied, text.as_str());
        browser.click("[data-copy]").await;
        // Where the browser gives no clipboard, the text is marked to be copied by hand.
        browser.until("document.querySelector('.told-copied').textContent.length > 4").await;
        is_accessible(browser).await;
        assert_eq!((browser.refused().await, browser.complaints().await), (json!([]), Vec::new()));
        browser.click(".lack .gap h3 a").await;
        browser.until("location.pathname.includes('/segments/') && document.querySelector('.headline')").await;
    });
}

fn gaps_fit() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        for page in ["/chains/ic/gaps", "/chains/nev/gaps", "/chains/pv/gaps", "/chains/ic/targets"] {
            browser.open(&server.url(page)).await;
            browser.until("document.querySelector('.long tr[data-key]')").await;
            let over =
                browser.ask("const t = document.querySelector('.long'); return t.scrollWidth - t.clientWidth").await;
            assert_eq!(over, 0, "{page} runs out of its frame");
        }
    });
}
