//! The atlas in a real browser: edges only of the card in hand, the drawer beside the card with its address, the overview;
//! and the map's filters and firms.

use serde_json::{Value, json};

use super::is_accessible;
use crate::support::{Browser, City, Facts, Need, Server, add, in_browser};

pub fn facts(facts: &mut Facts) {
    add!(facts, "atlas", Need::Browser; edges_are_off_until_a_card_is_in_hand, the_drawer_stands_beside_the_card_with_its_address,
        a_phone_opens_the_page_of_the_segment, the_overview_moves_what_is_seen, the_filters_of_the_map_share_a_line,
        firms_of_a_place_are_listed_from_the_map);
}

const DRAWER: &str = "document.getElementById('drawer')";
const TRANSFORM: &str = "document.querySelector('svg.atlas').style.transform";

/// Opens the atlas of the chain nev and waits until it is drawn for the room there is.
async fn open(browser: &Browser, server: &Server, (width, height): (u32, u32), after: &str) {
    browser.size(width, height).await;
    browser.open(&server.url(&format!("/chains/nev/atlas{after}"))).await;
    let room = "document.getElementById('stage').clientWidth";
    browser.until(&format!("Math.abs(document.querySelector('svg.atlas').dataset.width - {room}) < 4")).await;
}

fn edges_are_off_until_a_card_is_in_hand() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        open(browser, &server, (1366, 768), "").await;
        let seen = "[...document.querySelectorAll('.edge')].filter(e => getComputedStyle(e).visibility === 'visible')";
        assert_eq!(
            browser.ask(&format!("return [{seen}.length, document.querySelectorAll('.edge').length > 9]")).await,
            json!([0, true])
        );
        browser.ask("document.querySelector('a.card[data-segment=nev-cell]').focus()").await;
        browser.until(&format!("{seen}.length > 2 && {seen}.every(e => e.classList.contains('lit'))")).await;
        browser.ask("document.activeElement.blur()").await;
        browser.until(&format!("{seen}.length === 0")).await;
    });
}

/// Whether the opened card is seen whole, the drawer covers none of it, and the picture goes up to the drawer.
const BESIDE: &str = "(() => {
    const card = document.querySelector('a.card.opened .frame').getBoundingClientRect();
    const drawer = document.getElementById('drawer').getBoundingClientRect();
    const box = document.getElementById('atlas').getBoundingClientRect();
    const small = document.querySelector('svg.overview').getBoundingClientRect();
    if (small.width > 0 && small.left < card.right && card.left < small.right && small.top < card.bottom && card.top < small.bottom) return false;
    if (drawer.left - box.right > 30) return false;
    return card.right <= drawer.left && card.left >= box.left - 1 && card.right <= box.right + 1 && drawer.right <= innerWidth;
})()";

fn the_drawer_stands_beside_the_card_with_its_address() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        for size in [(1366, 768), (1920, 1080)] {
            open(browser, &server, size, "").await;
            let cards =
                browser.ask("return [...document.querySelectorAll('a.card')].map(c => c.dataset.segment)").await;
            let cards: Vec<&str> = cards.as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
            // The rightmost card is one that a drawer over the picture would cover.
            let rightmost = "return [...document.querySelectorAll('a.card')].reduce((a, b) =>
                b.getBoundingClientRect().right > a.getBoundingClientRect().right ? b : a).dataset.segment";
            let right = browser.ask(rightmost).await;
            for segment in [right.as_str().unwrap(), cards[0]] {
                browser.ask(&format!("document.querySelector('a.card[data-segment={segment}]').focus()")).await;
                browser.keys("\u{e007}").await;
                browser.until(&format!("!{DRAWER}.hidden && location.hash === '#{segment}'")).await;
                browser.until(&format!("{DRAWER}.innerText.includes('怎么算的') && {BESIDE}")).await;
            }
            is_accessible(browser).await;
            browser.back().await;
            browser.until(&format!("{DRAWER}.hidden && location.hash === '' && {TRANSFORM} === ''")).await;
            assert_eq!(browser.address().await, "/chains/nev/atlas", "one step back closes it");
        }
        // The address alone opens it again; closing takes it out of the address.
        open(browser, &server, (1366, 768), "?as_of=2026-11-23#nev-car").await;
        browser.until(&format!("!{DRAWER}.hidden && {BESIDE}")).await;
        browser.click("#drawer button").await;
        browser.until(&format!("{DRAWER}.hidden && location.hash === ''")).await;
        assert_eq!(browser.address().await, "/chains/nev/atlas?as_of=2026-11-23");
    });
}

fn a_phone_opens_the_page_of_the_segment() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        open(browser, &server, (390, 844), "").await;
        browser.click("a.card[data-segment=nev-car]").await;
        browser.until("location.pathname === '/chains/nev/segments/nev-car'").await;
    });
}

fn the_overview_moves_what_is_seen() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        open(browser, &server, (1366, 768), "").await;
        let shown = "getComputedStyle(document.querySelector('svg.overview')).display !== 'none'";
        assert_eq!(browser.ask(&format!("return {shown}")).await, false, "the whole is seen");
        browser.ask("document.querySelector('a.card').focus()").await;
        browser.keys("+").await;
        browser.until(&format!("{shown} && {TRANSFORM}.includes('scale(1.5)')")).await;
        is_accessible(browser).await;
        // As many cards as the picture, and the part that is seen as a window on it.
        let parts = "return [document.querySelectorAll('.overview .frame').length, document.querySelectorAll('.atlas .frame').length]";
        let parts = browser.ask(parts).await;
        assert_eq!(parts[0], parts[1]);
        let window = "(() => { const r = document.querySelector('.overview .window'), b = document.querySelector('svg.atlas').viewBox.baseVal;
            return ['x', 'y', 'width', 'height'].map(n => Number(r.getAttribute(n)) / (n === 'x' || n === 'width' ? b.width : b.height)); })()";
        let sides = async || -> Vec<f64> {
            let sides: Value = browser.ask(&format!("return {window}")).await;
            sides.as_array().unwrap().iter().map(|side| side.as_f64().unwrap()).collect()
        };
        let before = sides().await;
        assert!((before[2] - 1.0 / 1.5).abs() < 0.02 && before[3] < 0.99, "{before:?}");
        browser.ask("document.querySelector('svg.overview').focus()").await;
        browser.keys("\u{e014}").await;
        let right = sides().await;
        assert!(right[0] > before[0] || (before[0] + before[2] - 1.0).abs() < 0.01, "{before:?} {right:?}");
        browser.click("svg.overview").await;
        let middle = sides().await;
        assert!((middle[0] + middle[2] / 2.0 - 0.5).abs() < 0.05, "{middle:?}");
        browser.ask("document.querySelector('a.card').focus()").await;
        browser.keys("0").await;
        browser.until(&format!("!({shown}) && {TRANSFORM} === ''")).await;
    });
}

fn the_filters_of_the_map_share_a_line() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        for size in [(1366, 768), (1920, 1080)] {
            browser.size(size.0, size.1).await;
            browser.open(&server.url("/map?chain=ic")).await;
            let lines = "const tops = [...document.querySelectorAll('form.one-row select, form.one-row input:not([type=hidden]), form.one-row button')]
                .map(e => Math.round(e.getBoundingClientRect().top)); return [tops.length, Math.max(...tops) - Math.min(...tops)]";
            let lines = browser.ask(lines).await;
            assert!(lines[0].as_u64().unwrap() == 9 && lines[1].as_u64().unwrap() < 4, "{size:?}: {lines}");
            let wide = browser.ask("return document.documentElement.scrollWidth").await.as_u64().unwrap();
            assert!(wide <= u64::from(size.0), "{wide}");
        }
        // The document is one click away, and how things are computed is folded.
        let files = browser.ask("return [...document.querySelectorAll('.links a')].filter(a => a.offsetParent).map(a => a.getAttribute('href'))").await;
        for form in ["pdf", "xlsx", "html"] {
            let leads = |link: &Value| link.as_str().unwrap().starts_with(&format!("/api/v1/map.{form}?chain=ic"));
            assert!(files.as_array().unwrap().iter().any(leads), "{form}: {files}");
        }
        assert_eq!(
            browser.ask("return /规则 \\S+-[0-9a-f]{8}/.test(document.querySelector('main').innerText)").await,
            false
        );
    });
}

fn firms_of_a_place_are_listed_from_the_map() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        browser.open(&server.url("/map?chain=ic&place=310000")).await;
        let firms = server.json("/api/v1/map?chain=ic&place=310000");
        let first = firms["firms"][0]["enterprise"].as_str().unwrap().to_owned();
        let link = format!("tr[data-key='{first}'] th a, tr[data-key='{first}'] td a");
        let leads = browser.ask(&format!("return document.querySelector(\"{link}\").getAttribute('href')")).await;
        assert!(leads.as_str().unwrap().starts_with(&format!("/enterprise?id={first}")), "{leads}");
        browser.click(&format!("tr[data-key='{first}'] .pick input")).await;
        browser.click(".acting button").await;
        browser.until("location.pathname === '/chains/ic/list'").await;
        let list = server.json("/api/v1/list?chain=ic");
        assert_eq!(list["entries"].as_array().unwrap().len(), 1, "{list}");
        // The card of its gap says so, where the list is.
        let segment = list["entries"][0]["segment"].as_str().unwrap().to_owned();
        browser.open(&server.url("/chains/ic/atlas")).await;
        let card = format!("document.querySelector('a.card[data-segment={segment}]').textContent");
        browser.until(&format!("{card}.includes('清单1家·已列入') && /(缺失|薄弱)第\\d+/.test({card})")).await;
    });
}
