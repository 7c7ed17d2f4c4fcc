//! Four people, each at a browser of their own: a group and an auditor at desks, a squad on two phones.

use serde_json::json;

use super::found;
use crate::accounts::at_browser::{arrived, logged_in, says, text};
use crate::accounts::visit::{add, first};
use crate::support::{Browser, City, Facts, Need, Server, in_browsers};

pub fn facts(facts: &mut Facts) {
    let name = "links::four_people_share_claim_collide_and_settle_and_the_auditor_finds_it";
    facts.add_needing(Need::Browser, name, four_people);
}

const PASSCODE: &str = "合肥2026";
const NOTE: &str = "商会王秘书长愿意引见";
const WHY: &str = "先谈的队继续谈";

/// Who is made, and as what.
const PEOPLE: [(&str, &str); 4] = [
    ("chengyuan", "member:ic"),
    ("jiandao", "recruiter:s-spear"),
    ("zhanwai", "recruiter:s-sta1"),
    ("shenji", "auditor"),
];

/// Types into a field of the page.
async fn fill(browser: &Browser, selector: &str, said: &str) {
    browser.click(selector).await;
    browser.keys(said).await;
}

/// The group lists three targets of a gap and makes a link of them; where it leads.
async fn shared(desk: &Browser, server: &Server) -> String {
    logged_in(desk, server, "chengyuan").await;
    desk.open(&server.url("/chains/ic/segments/ic-litho")).await;
    desk.until("document.querySelectorAll('#segment form[data-listing] .pick input').length > 2").await;
    desk.ask("const f = document.querySelector('#segment form[data-listing]'); [...f.querySelectorAll('.pick input')].slice(0, 3).forEach(i => i.click()); f.querySelector('button').click()").await;
    desk.until("location.pathname === '/chains/ic/list' && document.querySelectorAll('tr[data-key]').length === 3")
        .await;
    desk.ask("document.querySelectorAll('.rows .pick input').forEach(i => i.click())").await;
    desk.click("button[formaction$='/list/link']").await;
    arrived(desk, "document.querySelector('form.making') !== null").await;
    fill(desk, "[name=to]", "示例商会").await;
    fill(desk, "[name=purpose]", "请商会联系").await;
    fill(desk, "[name=passcode]", PASSCODE).await;
    for column in ["state", "note"] {
        desk.ask(&format!("document.querySelector('[name=columns][value={column}]').checked = true")).await;
    }
    desk.click("form.making button").await;
    arrived(desk, "document.querySelector('.notice.done code') !== null").await;
    found(desk.ask("return document.body.innerHTML").await.as_str().unwrap()).secret
}

/// Whoever got the link opens it on a phone, first with a wrong passcode, and proposes something of the first target.
async fn proposed(phone: &Browser, server: &Server, secret: &str) {
    phone.open(&server.url(&format!("/s/{secret}"))).await;
    fill(phone, "[name=passcode]", "猜一个").await;
    phone.click("form.entering button").await;
    says(phone, "打不开").await;
    fill(phone, "[name=passcode]", PASSCODE).await;
    phone.click("form.entering button").await;
    arrived(phone, "document.querySelectorAll('.shared-target').length === 3").await;
    phone.click(".shared-target details summary").await;
    phone.ask("document.querySelector('.shared-target [name=state]').value = 'contacted'").await;
    fill(phone, ".shared-target [name=note]", NOTE).await;
    phone.click(".shared-target form button").await;
    says(phone, "记下了").await;
    assert!(!text(phone).await.contains(NOTE), "nothing is written before the group says so");
}

/// The group takes it in.
async fn taken_in(desk: &Browser, server: &Server) {
    desk.open(&server.url("/chains/ic/links")).await;
    arrived(desk, "document.querySelector('a[href*=\"/links/\"]') !== null").await;
    desk.click("main .link-line a[href*='/links/']").await;
    arrived(desk, "document.querySelector('.deciding button') !== null").await;
    desk.click(".deciding button").await;
    says(desk, "已写入 2 格").await;
    desk.open(&server.url("/chains/ic/list")).await;
    says(desk, NOTE).await;
}

/// Both squads see the firm free; one claims it, and the other finds it taken.
async fn collided(spear: &Browser, abroad: &Browser, server: &Server) {
    for (phone, login) in [(spear, "jiandao"), (abroad, "zhanwai")] {
        logged_in(phone, server, login).await;
        phone.open(&server.url("/claims")).await;
        arrived(phone, "document.querySelector('form[action=\"/claims/take\"] button') !== null").await;
    }
    spear.click("form[action='/claims/take'] button").await;
    arrived(spear, "document.querySelector('form[action=\"/claims/renew\"]') !== null").await;
    abroad.click("form[action='/claims/take'] button").await;
    says(abroad, "已记为撞单").await;
    says(abroad, "撞单 1").await;
    assert!(text(abroad).await.contains("尖刀班"), "whose it is");
}

/// The group keeps it as it is, with a reason that both read.
async fn settled(desk: &Browser, squads: [&Browser; 2], server: &Server) {
    desk.open(&server.url("/claims")).await;
    says(desk, "撞单 1").await;
    let of_collision = "section:has(.mark + details) details";
    desk.click(&format!("{of_collision} summary")).await;
    fill(desk, &format!("{of_collision} [name=reason]"), WHY).await;
    desk.click(&format!("{of_collision} button[value=keep]")).await;
    says(desk, WHY).await;
    for squad in squads {
        squad.open(&server.url("/claims")).await;
        says(squad, WHY).await;
    }
}

/// The auditor finds the opening, and what else was done.
async fn audited(desk: &Browser, server: &Server) {
    logged_in(desk, server, "shenji").await;
    desk.open(&server.url("/journal")).await;
    desk.until("document.querySelectorAll('main table tr').length > 5").await;
    let told = text(desk).await;
    for what in ["示例商会", "打开", "认领", "撞单", "chengyuan", "jiandao", "zhanwai"] {
        assert!(told.contains(what), "{what}: {told}");
    }
}

fn four_people() {
    let city = City::sample();
    first(&city);
    for (login, grant) in PEOPLE {
        add(&city, login, &[grant]);
    }
    let (city, server) = city.served();
    in_browsers(async move |[group, spear, abroad, audit]| {
        for desk in [group, audit] {
            desk.size(1366, 768).await;
        }
        for phone in [spear, abroad] {
            phone.size(390, 844).await;
        }
        let secret = shared(group, &server).await;
        proposed(spear, &server, &secret).await;
        taken_in(group, &server).await;
        collided(spear, abroad, &server).await;
        settled(group, [spear, abroad], &server).await;
        audited(audit, &server).await;
        for browser in [group, spear, abroad, audit] {
            assert_eq!(browser.refused().await, json!([]));
        }
    });
    city.digest();
}
