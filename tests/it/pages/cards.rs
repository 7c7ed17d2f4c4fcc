//! A firm's card beside a table, and what is done with the rows of a table, in a real browser.

use serde_json::{Value, json};

use super::is_accessible;
use crate::support::{Browser, City, Facts, Need, Server, in_browser};

pub fn facts(facts: &mut Facts) {
    let browser = Need::Browser;
    facts.add_needing(browser, "cards::a_card_stands_beside_a_table", || beside(1366, 768));
    facts.add_needing(browser, "cards::a_card_stands_beside_a_table_on_a_large_screen", || beside(1920, 1080));
    facts.add_needing(browser, "cards::on_a_phone_a_card_is_a_sheet", on_a_phone);
    facts.add_needing(browser, "cards::all_rows_are_ticked_and_counted", all_rows);
    facts.add_needing(browser, "cards::what_cannot_be_listed_is_told_in_the_form", told_in_the_form);
    facts.add_needing(browser, "cards::a_page_has_one_scroll_bar", one_scroll_bar);
    facts.add("cards::a_card_tells_why_how_sure_and_what_it_rests_on", what_it_tells);
    facts.add("cards::arithmetic_and_ids_are_folded_away", folded_away);
}

const SHOWN: &str = "!document.getElementById('card-pane').hidden && document.querySelector('#card .scored') !== null";

async fn opened(browser: &Browser, server: &Server, page: &str) {
    browser.open(&server.url(page)).await;
    browser.until("document.readyState === 'complete'").await;
    browser.click("tbody a[href^='/enterprise?']").await;
    browser.until(SHOWN).await;
}

fn beside(width: u32, height: u32) {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(width, height).await;
        for page in ["/chains/ic/segments/ic-resist", "/chains/ic/targets", "/chains/nev/targets", "/chains/ic/plan"] {
            opened(browser, &server, page).await;
            let apart = "(() => { const pane = document.getElementById('card-pane').getBoundingClientRect(); \
                return [...document.querySelectorAll('table.rows, h1, .acting')].filter(e => !e.closest('#card-pane')) \
                .every(e => e.getBoundingClientRect().right <= pane.left); })()";
            browser.until(apart).await;
            browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
            let names = "return Math.min(...[...document.querySelectorAll('.rows tbody th[scope=row]')].map(e => e.offsetWidth))";
            assert!(browser.ask(names).await.as_u64().unwrap() >= 100, "{page}: names can be read");
            assert_eq!(browser.ask("return document.querySelectorAll('tr.opened').length").await, 1, "{page}");
            is_accessible(browser).await;
            browser.press('\u{e00c}').await;
            browser.until("document.getElementById('card-pane').hidden && !document.querySelector('tr.opened')").await;
        }
        // What is listed from the card is seen in its row.
        opened(browser, &server, "/chains/ic/targets").await;
        browser.click("#card form[data-in-place] button").await;
        browser.until("document.querySelector('#card .mark')?.textContent === '已列入'").await;
        browser
            .until(
                "document.querySelector('tr.opened .badge.listed') && !document.querySelector('tr.opened .pick input')",
            )
            .await;
        assert_eq!((browser.refused().await, browser.complaints().await), (json!([]), Vec::new()));
    });
}

fn on_a_phone() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(390, 844).await;
        opened(browser, &server, "/chains/ic/segments/ic-resist").await;
        let pane = "return (({left, right, top, bottom}) => [left, right, top, bottom])(document.getElementById('card-pane').getBoundingClientRect())";
        let sides = browser.ask(pane).await;
        let side = |at: usize| sides[at].as_f64().unwrap();
        assert!(
            side(0) <= 0.0 && side(3) >= 843.0 && side(2) > 60.0,
            "at the foot of the window, over a part of it: {sides}"
        );
        browser.until("document.documentElement.scrollWidth <= 390").await;
        is_accessible(browser).await;
    });
}

fn all_rows() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        for (width, height, every) in [(1366, 768, ".picking [data-all]"), (390, 844, ".acting [data-all]")] {
            browser.size(width, height).await;
            for page in ["/chains/ic/segments/ic-resist", "/chains/ic/targets"] {
                browser.open(&server.url(page)).await;
                browser.until("document.readyState === 'complete'").await;
                let boxes =
                    browser.ask("return document.querySelectorAll('td.pick input').length").await.as_u64().unwrap();
                let says = |count: u64| {
                    format!(
                        "document.querySelector('.chosen').textContent === '{}'",
                        if count > 0 { format!("已选 {count} 家") } else { String::new() }
                    )
                };
                browser.until(&says(0)).await;
                browser.click(every).await;
                browser.until(&says(boxes)).await;
                assert!(boxes > 3, "{page}");
                let ticked = "document.querySelectorAll('td.pick input:checked').length";
                assert_eq!(browser.ask(&format!("return {ticked}")).await, boxes);
                browser.click("td.pick input").await;
                browser.until(&says(boxes - 1)).await;
                browser.until(&format!("document.querySelector('{every}').indeterminate")).await;
                browser.click(every).await;
                browser.click(every).await;
                browser.until(&format!("{} && {ticked} === 0", says(0))).await;
                is_accessible(browser).await;
            }
        }
    });
}

fn told_in_the_form() {
    let (city, server) = City::sample().served();
    let targets = server.json("/api/v1/targets?chain=ic&segment=ic-resist");
    let first = targets["targets"][0].clone();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        for page in ["/chains/ic/segments/ic-resist", "/chains/ic/targets?segment=ic-resist"] {
            browser.open(&server.url(page)).await;
            browser.until("document.querySelector('td.pick input') !== null").await;
            browser.click(".acting button").await;
            browser.until("document.querySelector('.acting .fault').textContent.includes('没有选企业')").await;
        }
        // Somebody else lists it meanwhile.
        browser.click("td.pick input").await;
        let (id, name) = (first["enterprise"].as_str().unwrap(), first["name"].as_str().unwrap());
        city.done(&["list", "add", "--chain", "ic", id]);
        browser.click(".acting button").await;
        browser
            .until(&format!("document.querySelector('.acting .fault').textContent.includes('「{name}」已在清单上')"))
            .await;
        assert_eq!(browser.ask("return document.querySelectorAll('td.pick input:checked').length").await, 1);
        assert!(browser.address().await.starts_with("/chains/ic/targets"));
        is_accessible(browser).await;
        // The page opened anew offers it no more.
        browser.open(&server.url("/chains/ic/segments/ic-resist")).await;
        browser.until("document.querySelector('.badge.listed')").await;
        let offered = format!("return document.querySelectorAll('td.pick input[value=\"{id}\"]').length");
        assert_eq!(browser.ask(&offered).await, 0);
    });
}

/// How many boxes beside the window itself have a vertical scroll bar.
const BARS: &str = "return [...document.querySelectorAll('main *')].filter(e => e.tagName !== 'TEXTAREA' && \
    ['auto', 'scroll'].includes(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 0).map(e => e.className || e.id)";

fn one_scroll_bar() {
    let (city, server) = City::sample().served();
    let targets = server.json("/api/v1/targets?chain=ic")["targets"].as_array().unwrap().clone();
    let ids: Vec<&str> = targets.iter().map(|target| target["enterprise"].as_str().unwrap()).collect();
    city.done(&[&["list", "add", "--chain", "ic"], &ids[..]].concat());
    in_browser(async move |browser| {
        for (width, height) in [(1366, 768), (1920, 1080), (390, 844)] {
            browser.size(width, height).await;
            for page in [
                "/",
                "/chains/ic/gaps",
                "/chains/ic/targets",
                "/chains/ic/list",
                "/chains/ic/segments/ic-litho",
                "/chains/ic/segments/ic-eq",
                "/chains/ic/funds",
                "/chains/ic/plan",
                "/chains/ic/brief",
                "/find?text=a",
            ] {
                browser.open(&server.url(page)).await;
                browser.until("document.readyState === 'complete'").await;
                assert_eq!(browser.ask(BARS).await, json!([]), "{page} at {width}");
                browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
                if width <= 760 {
                    continue;
                }
                // The head of a long table stays in view.
                browser.ask("window.scrollTo(0, document.body.scrollHeight)").await;
                let away = "return [...document.querySelectorAll('.long > table')].filter(t => { \
                    const box = t.getBoundingClientRect(), head = t.tHead.rows[0].cells[0].getBoundingClientRect(); \
                    return box.top < -40 && box.bottom > 120 && head.top < -1; }).length";
                assert_eq!(browser.ask(away).await, 0, "{page} at {width}");
            }
        }
    });
}

fn card(server: &Server, id: &str) -> String {
    let page = server.get(&format!("/enterprise?id={id}&chain=ic")).body;
    let card = page.split_once("<section id=\"card\"").unwrap().1;
    card.split_once("</section>").unwrap().0.to_owned()
}

fn what_it_tells() {
    let (_city, server) = City::sample().served();
    let targets = server.json("/api/v1/targets?chain=ic&limit=40")["targets"].as_array().unwrap().clone();
    assert!(targets.len() > 20);
    for target in targets {
        let id = target["enterprise"].as_str().unwrap();
        let own = server.json(&format!("/api/v1/enterprise?id={id}&chain=ic"))["target"].clone();
        let card = card(&server, id);
        let reason = own["reason"].as_str().unwrap_or_else(|| panic!("{id}: {own}"));
        assert!(card.contains(reason), "{id}: {reason} in {card}");
        let ends = own["range"].as_array().unwrap().iter().map(|end| format!("{:.1}", end.as_f64().unwrap()));
        let ends: Vec<String> = ends.collect();
        let range = if ends[0] == ends[1] { ends[0].clone() } else { ends.join("–") };
        assert!(card.contains(&format!("得分 <b>{range}</b>")), "{id}: {range} in {card}");
        let facts = card.split_once("evident\">").map_or("", |(_, facts)| facts);
        let count = facts.matches("<li>").count();
        assert!((1..=3).contains(&count) && facts.matches("<small>").count() == count, "{id}: {facts}");
        let call = card.contains("没有电话") && card.contains("补充") || card.contains("显示电话");
        assert!(card.contains("列入清单") && call, "{id}: {card}");
    }
    let home = card(&server, "nexchip");
    assert!(home.contains("已在合肥市") && home.contains("晶圆代工"), "what is no target says where it stands: {home}");
}

fn folded_away() {
    let (_city, server) = City::sample().served();
    let rules = server.json("/api/v1/chains/ic/gaps")["rules"].as_str().unwrap().to_owned();
    let open = |path: &str| {
        let page = server.get(path).body;
        let main = page.split_once("<main").unwrap().1.to_owned();
        let mut parts = main.split("<details");
        let first = parts.next().unwrap().to_owned();
        let rest = parts.map(|part| part.split_once("</details>").unwrap().1.to_owned());
        (std::iter::once(first).chain(rest).collect::<String>(), main)
    };
    for (path, hidden) in [
        ("/enterprise?id=shinetsu&chain=ic", &["2/(2+1)", "<dt>编号</dt>", "企业编号 shinetsu"][..]),
        ("/enterprise?id=naura&chain=ic", &["1/(", "企业编号 naura"]),
        ("/chains/ic/plan", &["1 − 1/e", "/ 837"]),
        ("/chains/ic/segments/ic-eq", &["环节编号 ic-eq"]),
    ] {
        let (shown, all) = open(path);
        for text in hidden {
            assert!(!shown.contains(text), "{path} shows {text}: {shown}");
        }
        assert!(!shown.contains(&rules) && all.contains(&rules), "{path}");
    }
    let (found, _) = open("/find?text=%E5%8D%8A%E5%AF%BC%E4%BD%93");
    assert!(!found.contains(">企业编号</"), "{found}");
    // A fact that stands among the values or in its group stands there alone.
    let (firm, _) = open("/enterprise?id=shinetsu&chain=ic");
    let below = firm.split_once("</section>").unwrap().1;
    assert_eq!(below.matches("属于环节「光刻胶」").count(), 1, "{below}");
    assert_eq!(below.matches("国别：日本，能级：链主").count(), 0, "{below}");
    let told: Value = server.json("/api/v1/plan?chain=ic");
    assert!(told["sentence"].as_str().unwrap().contains("1 − 1/e"), "a program is told as before");
}
