//! A meeting told on the page of a working group: the next one set, one that was held written down, both corrected and
//! taken back.

use liantu::app::Clock;
use serde_json::json;

use super::browser::{BACK, SAID, arrived, typed};
use super::{changed, journal, post, undone, version};
use crate::support::{City, Facts, Need, add, in_browser};

pub fn facts(facts: &mut Facts) {
    add!(facts, "edit": the_next_meeting_is_set_and_taken_back, what_was_promised_is_written_down_and_corrected,
        a_meeting_that_cannot_be_meant_is_refused_with_what_was_typed);
    facts.add_needing(Need::Browser, "edit_browser::a_meeting_from_the_brief_at_a_desk", || walk(1366, 768));
    facts.add_needing(Need::Browser, "edit_browser::a_meeting_from_the_brief_on_a_phone", || walk(390, 844));
}

/// So many months from now, or before.
fn day(months: i32) -> String {
    Clock::System.today().months_before(-months).to_string()
}

fn the_next_meeting_is_set_and_taken_back() {
    let (_city, server) = City::sample().served();
    let brief = || server.get("/chains/ic/brief").body;
    assert!(brief().contains("/chains/ic/group?edit=next-meeting#edit"), "the brief leads to setting one");
    let next = day(1);
    let said =
        [("form", "next-meeting"), ("date", &*next), ("kind", "group"), ("ground", "会议通知"), ("who", "示例员")];
    let (address, page) = changed(&server, "/chains/ic/group", &said);
    assert!(page.contains(&format!("已记下：新增会议：{next} · 集成电路 · 工作组会")), "{page}");
    assert!(page.contains(&format!("下次工作组会在{next}")), "{page}");
    assert!(brief().contains(&format!("下次工作组会在{next}")), "{}", brief());
    let table = server.get("/chains/ic/group?table=meetings&columns=all&format=csv").body;
    assert!(table.contains(&format!("{next},ic-{next},工作组会,本链")), "{table}");
    let other = server.get("/chains/nev/group").body;
    assert!(!other.contains(&next), "it is about its own chain alone: {other}");
    let history = server.get(&format!("/data/history?thing=ic-{next}")).body;
    assert!(history.contains("依据：会议通知") && history.contains("示例员"), "{history}");
    let page = undone(&server, &address, &page);
    assert!(!page.contains("下次工作组会在"), "{page}");
    assert!(!brief().contains("下次工作组会在"));
    // What was taken back may be told again, whatever stood there.
    let (_, page) = changed(&server, "/chains/ic/group", &said);
    assert!(page.contains(&format!("下次工作组会在{next}")), "{page}");
}

fn what_was_promised_is_written_down_and_corrected() {
    let (_city, server) = City::sample().served();
    let held = day(0);
    let said =
        [("form", "meeting"), ("date", &*held), ("kind", "调度会"), ("promised", "月底前走访三家"), ("ground", "纪要")];
    let (_, page) = changed(&server, "/chains/ic/group", &said);
    assert!(page.contains("月底前走访三家"), "{page}");
    let meeting = format!("/chains/ic/meetings/ic-{held}");
    assert!(page.contains(&format!("href=\"{meeting}\"")), "its day leads to its page: {page}");
    let seen = version(&server, &format!("{meeting}?edit=promised"));
    let corrected = [
        ("form", "promised"),
        ("value", "月底前走访五家"),
        ("version", &*seen),
        ("reason", "记错了家数"),
        ("ground", "纪要"),
    ];
    let (address, page) = changed(&server, &meeting, &corrected);
    assert!(page.contains("月底前走访三家 → 月底前走访五家") && page.contains("记错了家数"), "{page}");
    let group = server.get("/chains/ic/group").body;
    assert!(group.contains("月底前走访五家") && group.contains("记错了家数"), "told where the group is: {group}");
    let page = undone(&server, &address, &page);
    assert!(page.contains("月底前走访三家"), "{page}");
    // A meeting that came by a file is corrected so too: the sample's is about this chain, and about every chain.
    for meeting in ["m-ic-10", "m-2026-09"] {
        let path = format!("/chains/ic/meetings/{meeting}");
        let seen = version(&server, &format!("{path}?edit=date"));
        let moved =
            [("form", "date"), ("value", "2026-10-09"), ("version", &*seen), ("reason", "改期"), ("ground", "通知")];
        let (_, page) = changed(&server, &path, &moved);
        assert!(page.contains("<h1>2026-10-09"), "{page}");
    }
    assert_eq!(server.get("/chains/nev/meetings/m-ic-10").status, 404, "it is about another chain");
    assert_eq!(server.get("/chains/ic/meetings/m-x").status, 404);
}

fn a_meeting_that_cannot_be_meant_is_refused_with_what_was_typed() {
    let (_city, server) = City::sample().served();
    let number = journal(&server);
    let (before, ahead) = (day(-1), day(1));
    for (form, date, kind, ground, told) in [
        ("next-meeting", &*before, "group", "通知", "已经过了"),
        ("meeting", &*ahead, "group", "纪要", "还没有到"),
        ("meeting", "2026-10-23", "group", "纪要", "已经记下了"),
        ("meeting", "2026-09-18", "调度会", "纪要", "已经记下了"),
        ("next-meeting", "下周", "group", "通知", "下周"),
        ("next-meeting", "", "group", "通知", "请写会议日期"),
        ("next-meeting", &*ahead, "茶话会", "通知", "茶话会"),
        ("next-meeting", &*ahead, "group", "", "请写依据"),
    ] {
        let said = [("form", form), ("date", date), ("kind", kind), ("ground", ground), ("promised", "示例")];
        let answer = post(&server, "/chains/ic/group", &said);
        assert_eq!(answer.status, 400, "{said:?}: {}", answer.body);
        let form = super::between(&answer.body, "id=\"edit\"", "</form>");
        assert!(form.contains("class=\"fault\"") && form.contains(told), "{said:?}: {form}");
        assert!(date.is_empty() || form.contains(&format!("value=\"{date}\"")), "{date} is kept: {form}");
    }
    assert_eq!(journal(&server), number, "nothing was written");
}

fn walk(width: u32, height: u32) {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(width, height).await;
        browser.open(&server.url("/chains/ic/brief")).await;
        browser.click(".doing a[href*='edit=next-meeting']").await;
        arrived(browser, width, "document.querySelector('.editing [name=date]')?.type === 'date'").await;
        // How a calendar is typed into is the browser's and its language's.
        let next = day(1);
        browser.ask(&format!("document.querySelector('.editing [name=date]').value = '{next}'; return 0")).await;
        browser.ask("document.querySelector('.editing [name=kind]').value = 'group'; return 0").await;
        typed(browser, "ground", "会议通知").await;
        browser.click(".editing .main").await;
        arrived(browser, width, SAID).await;
        let told = browser.ask("return document.querySelector('#meetings').textContent").await;
        assert!(told.as_str().unwrap().contains(&format!("下次工作组会在{next}")), "{told}");
        browser.click(".notice.done button").await;
        arrived(browser, width, BACK).await;
        browser.open(&server.url("/chains/ic/brief")).await;
        browser.click(".doing a[href*='edit=meeting']").await;
        arrived(browser, width, "document.querySelector('.editing [name=promised]') !== null").await;
        for (field, said) in [("promised", "年底前谈一家"), ("ground", "会议纪要")] {
            typed(browser, field, said).await;
        }
        browser.click(".editing .main").await;
        arrived(browser, width, SAID).await;
        browser.click("#meetings tbody a").await;
        arrived(browser, width, "document.querySelector('h1').textContent.includes('会议')").await;
        assert_eq!(browser.refused().await, json!([]));
    });
}
