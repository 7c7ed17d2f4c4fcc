//! 找: anything by any of its names, while one types and on a page of its own.

use serde_json::json;

use crate::pages::is_accessible;
use crate::support::{Browser, City, DOWN, ENTER, Facts, Need, Server, add, in_browser};

pub fn facts(facts: &mut Facts) {
    add!(facts, "search": a_hint_leads_to_whatever_goes_by_a_text, every_kind_is_told_and_in_parts,
        the_only_one_is_gone_to, the_command_line_finds_the_same, markup_typed_is_text);
    facts.add_needing(Need::Browser, "search::by_keys_at_a_desk", || by_keys(1366, 768));
    facts.add_needing(Need::Browser, "search::by_keys_on_a_phone", || by_keys(390, 844));
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Kind, name and address of each hint.
fn hints(server: &Server, text: &str, more: &str) -> Vec<(String, String, String)> {
    let answer = server.get(&format!("/find/hints?text={}{more}", encoded(text)));
    assert_eq!(answer.status, 200, "{text}: {}", answer.body);
    let mut found = Vec::new();
    for group in answer.body.split("<ul ").skip(1) {
        let kind = between(group, "aria-label=\"", "\"");
        for option in group.split("role=\"option\"").skip(1) {
            let name = between(option, ">", "<").trim();
            let address = between(option, "data-to=\"", "\"").replace("&#38;", "&");
            found.push((kind.to_owned(), name.to_owned(), address));
        }
    }
    found
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(found, _)| found)
}

fn a_hint_leads_to_whatever_goes_by_a_text() {
    let (_city, server) = City::sample().served();
    for (text, kind, name) in [
        ("江淮汽车", "企业", "安徽江淮汽车集团股份有限公司"),
        ("安徽江淮汽车集团股份有限公司", "企业", "安徽江淮汽车集团股份有限公司"),
        ("江淮大众", "企业", "大众汽车（安徽）有限公司"),
        ("600418", "企业", "安徽江淮汽车集团股份有限公司"),
        ("JAC", "企业", "安徽江淮汽车集团股份有限公司"),
        ("光刻", "环节", "光刻胶"),
        ("ic-litho", "环节", ""),
        ("集成", "产业链", "集成电路"),
        ("示例王", "人物", "示例王某"),
        ("智能网联成长", "基金", "示例智能网联成长基金"),
        ("半导体行业", "行业协会", "示例市半导体行业协会"),
        ("尖刀", "招商队", "示例尖刀班"),
        ("缺口", "页面", "缺口"),
        ("集成电路 清单", "页面", "目标清单"),
        ("历次", "页面", "历次导入"),
    ] {
        let found = hints(&server, text, "");
        let one = found.iter().find(|(k, n, _)| k == kind && (name.is_empty() || n == name));
        let (_, _, address) = one.unwrap_or_else(|| panic!("{text} is no {kind} {name}: {found:?}"));
        assert_eq!(server.get(address).status, 200, "{text}: {address}");
    }
    for text in ["公司", "示例", "a"] {
        let found = hints(&server, text, "");
        assert!(!found.is_empty() && found.len() <= 20, "{text}: {found:?}");
        found.iter().for_each(|(_, name, address)| assert_eq!(server.get(address).status, 200, "{name}: {address}"));
    }
    assert_eq!(hints(&server, " ", ""), [], "nothing is meant by nothing");
    assert_eq!(hints(&server, "查无此名", ""), []);
}

fn every_kind_is_told_and_in_parts() {
    let (_city, server) = City::sample().served();
    let here = hints(&server, "缺口", "&here=ic&home=310000");
    assert!(here.iter().all(|(_, _, address)| address == "/chains/ic/gaps?home=310000"), "{here:?}");
    let firms = hints(&server, "示例", "&kind=people");
    assert!(firms.iter().all(|(kind, ..)| kind == "人物") && !firms.is_empty(), "{firms:?}");
    let text = encoded("公司");
    let all = server.json(&format!("/api/v1/find?text={text}"));
    let total = all["total"].as_u64().unwrap();
    assert!(total > 40, "{all}");
    let mut told = Vec::new();
    for part in 1..=total.div_ceil(20) {
        let some = server.json(&format!("/api/v1/find?text={text}&kind=enterprises&part={part}"));
        told.extend(some["enterprises"].as_array().unwrap().iter().map(|firm| firm["enterprise"].to_string()));
        let page = server.get(&format!("/find?text={text}&kind=enterprises&part={part}"));
        let others = page.body.matches("&#38;part=").count();
        assert!(page.status == 200 && others > 0, "part {part} leads to the others: {}", page.body);
    }
    let once: std::collections::BTreeSet<&String> = told.iter().collect();
    assert_eq!((told.len() as u64, once.len()), (total, told.len()), "each in one part");
    let people = server.get(&format!("/find?text={}&kind=people", encoded("示例"))).body;
    assert!(people.contains("<h2>人物</h2>") && !people.contains("<h2>基金</h2>"), "{people}");
    let page = server.get(&format!("/find?text={}", encoded("示例"))).body;
    for word in ["<h2>企业</h2>", "<h2>人物</h2>", "<h2>基金</h2>", "<h2>招商队</h2>", "<h2>行业协会</h2>"]
    {
        assert!(page.contains(word) || word.contains("企业"), "{word}: {page}");
    }
    assert_eq!(server.get(&format!("/find?text={text}&kind=feeds")).status, 400);
}

fn the_only_one_is_gone_to() {
    let (_city, server) = City::sample().served();
    for (text, leads_to) in
        [("江淮大众", "/enterprise?id=vw-anhui&home=310000"), ("示例王某", "/chains/"), ("有何变化", "/data/moved")]
    {
        let answer = server.get(&format!("/find?text={}&home=310000", encoded(text)));
        assert_eq!(answer.status, 303, "{text}: {}", answer.body);
        assert!(answer.header("location").starts_with(leads_to), "{text}: {}", answer.header("location"));
        assert_eq!(server.get(answer.header("location")).status, 200, "{text}");
    }
}

fn the_command_line_finds_the_same() {
    let (city, server) = City::sample().served();
    for text in ["示例", "光刻", "公司", "江淮汽车", "p01"] {
        let told = city.run(&["find", text, "--format", "json"]).json();
        assert_eq!(server.json(&format!("/api/v1/find?text={}", encoded(text))), told, "{text}");
    }
    let said = city.done(&["find", "光刻胶"]).out();
    assert!(said.contains("环节：ic-litho 光刻胶（集成电路 · 上游）") || said.contains("光刻胶（集成电路"), "{said}");
}

fn markup_typed_is_text() {
    let (_city, server) = City::sample().served();
    for path in ["/find?text=", "/find/hints?text=", "/find?kind=people&text="] {
        let answer = server.get(&format!("{path}{}", encoded("\"><script>alert(1)</script>")));
        assert!(answer.status == 200 && !answer.body.contains("<script>alert"), "{path}: {}", answer.body);
    }
}

const FIELD: &str = "document.activeElement === document.querySelector('form.search [name=text]')";

async fn listed(browser: &Browser, width: u32) {
    browser.until("!document.getElementById('hints').hidden").await;
    let fits = format!(
        "(() => {{ const box = document.getElementById('hints').getBoundingClientRect(); \
         return box.left >= 0 && box.right <= {width} && document.documentElement.scrollWidth <= {width}; }})()"
    );
    browser.until(&fits).await;
    is_accessible(browser).await;
}

fn by_keys(width: u32, height: u32) {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(width, height).await;
        browser.open(&server.url("/chains/ic/gaps")).await;
        browser.press('/').await;
        browser.until(FIELD).await;
        browser.keys("光刻").await;
        listed(browser, width).await;
        browser.press(DOWN).await;
        browser.until("document.querySelector('#hints [aria-selected=true]') !== null").await;
        let active = "document.querySelector('form.search [name=text]').getAttribute('aria-activedescendant') \
                      === document.querySelector('#hints [aria-selected=true]').id";
        browser.until(active).await;
        browser.press('\u{e00c}').await;
        browser.until(&format!("document.getElementById('hints').hidden && {FIELD}")).await;
        // Choosing one leads to it; what was chosen on the page goes along.
        browser.open(&server.url("/chains/ic/gaps?home=310000")).await;
        browser.press('/').await;
        browser.keys("尖刀").await;
        listed(browser, width).await;
        browser.press(DOWN).await;
        browser.press(ENTER).await;
        browser.until("location.pathname.endsWith('/list') && location.search.includes('home=310000')").await;
        // Without a choice the page of everything found.
        browser.open(&server.url("/chains/ic/atlas")).await;
        browser.until("document.querySelector('form.search [role=combobox]') !== null").await;
        browser
            .ask("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))")
            .await;
        browser.keys("示例").await;
        listed(browser, width).await;
        browser.press(ENTER).await;
        browser.until("location.pathname === '/find'").await;
        is_accessible(browser).await;
        // A stroke in another field is a letter.
        browser.open(&server.url("/chains/ic/gaps")).await;
        browser.click("form.filters [name=text]").await;
        browser.keys("a/").await;
        browser.until("document.querySelector('form.filters [name=text]').value === 'a/'").await;
        assert_eq!(browser.refused().await, json!([]));
        let complaints = browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:?}");
    });
}
