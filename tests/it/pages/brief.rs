//! 简报 as its reader sees it: at a desk and on a phone, and copied for a chat.

use serde_json::json;

use super::data::{posted, uploaded};
use super::is_accessible;
use crate::support::{City, Facts, Need, Server, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add("brief_page::telephones_are_told_where_asked_for_and_that_is_written_down", telephones);
    facts.add("today_page::files_that_were_brought_in_and_not_imported_wait", files_wait);
    facts.add("brief_page::what_a_list_says_against_a_firm_and_of_its_coming_is_told", remarks);
    facts.add_needing(Need::Browser, "brief_page::on_a_phone_the_missing_stand_on_the_first_screen", on_a_phone);
    facts.add_needing(Need::Browser, "brief_page::at_a_desk_it_is_copied_with_one_click", at_a_desk);
    facts.add_needing(Need::Browser, "brief_page::the_table_of_gaps_fits_an_office_screen", gaps_fit);
}

fn remarks() {
    let city = City::tiny();
    let list = "企业编号,企业名称,区划代码,备注\nn1,甲示例有限公司,340100,疑似停产\n\
                n2,乙示例有限公司,310000,吉利系；拟在中部设二期基地\n";
    let gaps = city.json(&["gaps", "--chain", "c1"]);
    let gap = gaps["segments"].as_array().unwrap().iter().find(|leaf| leaf["verdict"] == "fill").expect("a gap");
    let gap = gap["segment"].as_str().unwrap();
    let members = format!("enterprise,segment\nn1,c1-s01\nn2,{gap}\n");
    city.import(&[&city.write("企业.csv", list), &city.write("members.csv", members)]);
    let brief = city.json(&["brief", "--chain", "c1"]);
    assert_eq!(brief["unlooked"]["doubted"][0]["said"], "疑似停产", "{brief}");
    let server = Server::of(&city);
    let told = "名单里写着疑似停产，待核实：甲示例有限公司。";
    assert!(server.get("/chains/c1/brief").body.contains(told));
    let targets = city.json(&["targets", "--chain", "c1", "--segment", gap]).to_string();
    let card = server.get("/enterprise?id=n2&chain=c1").body;
    for page in [targets, card] {
        assert!(page.contains("名单里写着：拟在中部设二期基地"), "{page}");
    }
}

fn on_a_phone() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(390, 844).await;
        for chain in ["ic", "nev", "pv"] {
            browser.open(&server.url(&format!("/chains/{chain}/brief"))).await;
            browser.until("document.readyState === 'complete'").await;
            let headlines = "[...document.querySelectorAll('.lack')[0].querySelectorAll('.gap .what')]";
            let seen = format!("return {headlines}.filter(p => p.getBoundingClientRect().bottom <= 844).length");
            assert_eq!(browser.ask(&seen).await, 3, "{chain}");
            let height = browser.ask("return document.documentElement.scrollHeight").await.as_u64().unwrap();
            assert!(height <= 3 * 844, "{chain} takes {height} px");
            browser.until("document.documentElement.scrollWidth <= 390").await;
            // Of one gap the reason and the targets stand together, before the next gap begins.
            let apart = "return [...document.querySelectorAll('.gap')].filter(gap => gap.nextElementSibling && \
                gap.querySelector('.whom').getBoundingClientRect().bottom > \
                gap.nextElementSibling.querySelector('h3').getBoundingClientRect().top).length";
            assert_eq!(browser.ask(apart).await, 0, "{chain}");
        }
        let menu = "return document.querySelector('.menu').offsetHeight";
        assert!(browser.ask(menu).await.as_u64().unwrap() <= 60, "the menu is folded");
        browser.click("label[for=unfold]").await;
        assert!(browser.ask(menu).await.as_u64().unwrap() > 100, "the menu unfolds");
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
        // What comes into the page later is a part of it: it is still the page that was asked for.
        browser.until("document.querySelector('[hx-get*=\"/trend\"] > #trend')").await;
        assert_eq!(browser.ask("return document.title").await, "集成电路 简报 - 链图");
        browser.click("[data-copy]").await;
        // Where the browser gives no clipboard, the text is marked to be copied by hand.
        browser.until("document.querySelector('.told-copied').textContent.length > 4").await;
        is_accessible(browser).await;
        assert_eq!((browser.refused().await, browser.complaints().await), (json!([]), Vec::new()));
        browser.click(".lack .gap h3 a").await;
        browser.until("location.pathname.includes('/segments/') && document.querySelector('.headline')").await;
    });
}

/// Whom to telephone is told to whoever asks for it, and that it was read is written down; nobody is told otherwise.
fn telephones() {
    let (city, server) = City::sample().served();
    let written = || city.done(&["doctor", "--json"]).json()["batches"].as_u64().unwrap();
    let before = written();
    let numbers = |text: &str| text.matches("000-0000-").count();
    for path in ["/chains/ic/brief", "/api/v1/chains/ic/brief", "/chains/nev/brief?contacts=1"] {
        assert_eq!(numbers(&server.get(path).body), 0, "{path}");
    }
    assert_eq!((numbers(&city.done(&["brief", "--chain", "nev"]).out()), written()), (0, before));
    for chain in ["ic", "nev", "pv"] {
        let page = posted(&server, &format!("/chains/{chain}/brief"), "").body;
        let text = city.done(&["brief", "--chain", chain, "--contacts", "--who", "示例甲"]).out();
        let targets = page.split("<ul class=\"whom\">").skip(1).flat_map(|list| {
            list.split("</ul>").next().unwrap().split("<li>").skip(1).map(str::to_owned).collect::<Vec<_>>()
        });
        let targets: Vec<String> = targets.collect();
        assert!(targets.iter().all(|one| one.contains("href=\"tel:") || one.contains("没有电话")), "{targets:?}");
        assert_eq!(text.matches("没有电话").count(), targets.iter().filter(|one| one.contains("没有电话")).count());
        let told = text.split("000-0000-").count() - 1;
        assert_eq!(targets.iter().map(|one| one.matches("href=\"tel:").count()).sum::<usize>(), told, "{chain}");
    }
    assert_eq!(written(), before + 6, "that contacts were read is written down, each time");
    let then = server.get("/chains/ic/brief?known_at=1").body;
    assert!(!then.contains("显示电话"), "contacts are only known as they are now");
}

fn files_wait() {
    let (_city, server) = City::sample().served();
    let sent = uploaded(&server, &[("chains.csv", "chain,name\nc9,示例链\n".as_bytes())]);
    let told = server.json("/api/v1/today");
    let last = told["sections"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["section"], &last["total"]), (&"imports".into(), &1.into()), "{told}");
    let line = &last["lines"][0];
    let text = line["text"].as_str().unwrap();
    // 2026-11-27 16:03: when it was brought.
    let (when, what) = text.split_at(16);
    assert!(when.starts_with("20") && when.as_bytes()[13] == b':', "{text}");
    assert_eq!(what, "放上来的chains.csv：还没有导入");
    let address = format!("/data/uploads/{}", line["upload"].as_str().unwrap());
    assert!(sent.header("location").ends_with(&address), "{address}");
    let page = server.get("/").body;
    let at = page.find(&format!("href=\"{address}\"")).expect("the line leads there");
    assert!(at > page.find("class=\"cards\"").unwrap(), "it stands below the chains");
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
