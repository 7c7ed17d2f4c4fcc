//! A whole office, one after the other at one browser: who keeps accounts, group, recruiter, leader, fund, clerk, auditor.

use serde_json::json;

use crate::accounts::visit::PASSWORD;
use crate::pages::is_accessible;
use crate::support::{Browser, City, Facts, Need, Server, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add_needing(Need::Browser, "walk::an_office_works_a_day_and_the_auditor_finds_it", an_office);
}

/// Who is made, and as what: each sees a part of the sample.
const PEOPLE: [(&str, &str); 8] = [
    ("shuju", "clerk"),
    ("diaodu", "dispatcher"),
    ("lianzhang", "leader:ic"),
    ("chengyuan", "member:ic"),
    ("duizhang", "captain:s-spear"),
    ("zhaoshang", "recruiter:s-spear"),
    ("jijin", "fund:f-ic1"),
    ("shenji", "auditor"),
];

/// What the recruiter writes.
const NOTE: &str = "看过厂房，要两万平方米";
/// Whom to call, and where: only some may read it.
const PHONE: &str = "13800000009";

pub async fn typed(browser: &Browser, said: &[(&str, &str)]) {
    for (field, text) in said {
        browser.ask(&format!("document.querySelector('form.entering [name={field}]').value = ''")).await;
        browser.click(&format!("form.entering [name={field}]")).await;
        browser.keys(text).await;
    }
    browser.click("form.entering button").await;
}

/// A page that is all there, fits its window and can be read by everybody.
pub async fn arrived(browser: &Browser, expression: &str) {
    browser.until(&format!("document.readyState === 'complete' && ({expression})")).await;
    browser.until("document.documentElement.scrollWidth <= window.innerWidth").await;
    is_accessible(browser).await;
}

/// The same, and says something.
pub async fn says(browser: &Browser, said: &str) {
    arrived(browser, &format!("document.body.innerText.includes('{said}')")).await;
}

pub async fn text(browser: &Browser) -> String {
    browser.ask("return document.body.innerText").await.as_str().unwrap().to_owned()
}

pub async fn logged_in(browser: &Browser, server: &Server, login: &str) {
    browser.open(&server.url("/me")).await;
    if text(browser).await.contains("退出登录") {
        browser.click("form[action='/logout'] button").await;
        browser.until("location.pathname === '/login'").await;
    }
    browser.open(&server.url("/login")).await;
    typed(browser, &[("login", login), ("password", PASSWORD)]).await;
    browser.until("location.pathname === '/' && document.querySelector('main h1') !== null").await;
}

/// Sets a password by a one-time link.
async fn welcomed(browser: &Browser, address: &str) {
    browser.open(address).await;
    typed(browser, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    browser.until("location.pathname !== '/welcome' && !location.pathname.startsWith('/welcome/')").await;
}

/// The one-time links of all who are made.
async fn made(browser: &Browser, server: &Server) -> Vec<String> {
    let mut links = Vec::new();
    for (login, grants) in PEOPLE {
        browser.open(&server.url("/people")).await;
        browser.ask(&format!("document.querySelector('form.entering [name=grants]').value = '{grants}'")).await;
        typed(browser, &[("login", login), ("name", login)]).await;
        browser.until(&format!("document.querySelector('.notice code')?.textContent.includes('/welcome/') && document.body.innerText.includes('{login}')")).await;
        let link = browser.ask("return document.querySelector('.notice code').textContent").await;
        let link = link.as_str().unwrap().to_owned();
        links.push(server.url(&link[link.find("/welcome/").unwrap()..]));
    }
    links
}

/// The group lists the first targets of a gap and gives them to a squad.
async fn listed(browser: &Browser, server: &Server) {
    browser.size(1366, 768).await;
    logged_in(browser, server, "chengyuan").await;
    browser.open(&server.url("/chains/ic/segments/ic-litho")).await;
    browser.until("document.querySelectorAll('#segment form[data-listing] .pick input').length > 2").await;
    browser.ask("const f = document.querySelector('#segment form[data-listing]'); [...f.querySelectorAll('.pick input')].slice(0, 2).forEach(i => i.click()); f.querySelector('button').click()").await;
    browser
        .until("location.pathname === '/chains/ic/list' && document.querySelectorAll('tr[data-key]').length === 2")
        .await;
    browser.ask("document.querySelectorAll('.rows .pick input').forEach(i => i.click()); document.querySelector('.acting select').value = 's-spear'").await;
    browser.click(".acting button").await;
    browser.until("document.querySelectorAll('.badge.assigned').length === 2").await;
}

/// The recruiter says on a phone how far one came.
async fn visited(browser: &Browser, server: &Server) {
    browser.size(390, 844).await;
    logged_in(browser, server, "zhaoshang").await;
    browser.click(".waiting a[href*='/list/entry']").await;
    browser.until("document.querySelector('.touch [name=note]') !== null").await;
    browser.click(".touch [name=note]").await;
    browser.keys(NOTE).await;
    browser.click(".touch button[value=visited]").await;
    browser.until("document.querySelector('h1 .mark')?.textContent === '已走访'").await;
    is_accessible(browser).await;
}

fn an_office() {
    let city = City::sample();
    let contacts = ["asml", "smee", "nikon", "canon"].map(|firm| format!("{firm},示例联系人,{PHONE}\n")).concat();
    let contacts = city.write("contacts.csv", format!("of,name,phone\n{contacts}"));
    city.run(&["import", &contacts.display().to_string(), "--on-error", "skip"]);
    let link = city.done(&["user", "first", "admin"]).out();
    let link = link.split_whitespace().find(|word| word.contains("/welcome/")).expect("a one-time link").to_owned();
    let link = link[link.find("/welcome/").unwrap()..].to_owned();
    let judged =
        city.write("认定.csv", "segment,verdict,reason,who,date,source\nic-litho,strong,好,甲,2026-11-01,试\n");
    let (_city, server) = city.served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        welcomed(browser, &server.url(&link)).await;
        logged_in(browser, &server, "admin").await;
        for link in made(browser, &server).await {
            welcomed(browser, &link).await;
        }
        listed(browser, &server).await;
        visited(browser, &server).await;

        browser.size(1366, 768).await;
        logged_in(browser, &server, "lianzhang").await;
        browser.open(&server.url("/chains/ic/brief")).await;
        browser.until("document.body.innerText.includes('已走访')").await;

        logged_in(browser, &server, "jijin").await;
        assert!(text(browser).await.contains("基金"), "what funds reach");
        browser.open(&server.url("/chains/ic/funds")).await;
        browser.until("document.querySelectorAll('main table tr').length > 2").await;
        for hidden in ["/chains/ic/list", "/chains/ic/list/entry?target=smee"] {
            browser.open(&server.url(hidden)).await;
            let told = text(browser).await;
            assert!(!told.contains(NOTE) && !told.contains(PHONE) && !told.contains("已走访"), "{hidden}: {told}");
        }

        logged_in(browser, &server, "shuju").await;
        browser.open(&server.url("/data")).await;
        browser.choose("[name=files]", std::slice::from_ref(&judged)).await;
        browser
            .until("location.pathname.startsWith('/data/uploads/') && document.querySelector('main h1') !== null")
            .await;
        browser.until("document.body.innerText.includes('您没有权限写认定')").await;
        assert!(!text(browser).await.contains("导入其余"), "nothing else is in it");

        logged_in(browser, &server, "shenji").await;
        browser.open(&server.url("/journal")).await;
        browser.until("document.querySelectorAll('main table tr').length > 5").await;
        let told = text(browser).await;
        for who in ["admin", "chengyuan", "zhaoshang"] {
            assert!(told.contains(who), "{who}: {told}");
        }
        assert_eq!(browser.refused().await, json!([]));
    });
}
