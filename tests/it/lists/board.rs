//! The list as a board: what stands on it, how a card is moved, and what is told and kept on the way.

use super::list_page::{form, post};
use crate::pages::is_accessible;
use crate::support::{Answer, Browser, City, Facts, Need, Server, add, in_browser};

pub fn facts(facts: &mut Facts) {
    add!(facts, "board": a_card_tells_what_it_fills_and_how_much, a_card_is_moved_and_moved_back, a_move_that_needs_a_reason_asks_for_it,
        a_column_tells_what_is_known_and_what_is_late, a_squad_of_another_chain_is_asked_about,
        what_was_typed_stands_in_its_form_after_a_refusal, what_was_listed_is_taken_back_and_listed_again,
        squads_of_other_chains_are_suggested_without_a_tick, what_was_changed_since_is_not_taken_back, packets_stand_on_the_list_until_they_come_back);
    facts.add_needing(Need::Browser, "board::a_card_is_dragged_at_a_desk", || walk(1366, 768));
    facts.add_needing(Need::Browser, "board::a_card_is_moved_on_a_phone", || walk(390, 844));
    facts.add_needing(Need::Browser, "board::the_keyboard_moves_a_card", by_keyboard);
}

/// The sample with two firms on a list.
fn listed() -> (City, Server) {
    let city = City::sample();
    city.done(&["list", "add", "--chain", "ic", "asml", "smee"]);
    city.served()
}

fn a_card_tells_what_it_fills_and_how_much() {
    let (city, server) = listed();
    city.done(&["list", "set", "--chain", "ic", "asml", "--amount", "1.2亿"]);
    let page = server.get("/chains/ic/list?view=board").body;
    for (id, amount) in [("asml", "1.2 亿元"), ("smee", "金额未知")] {
        let entry = entry(&server, id);
        let card = page.split(&format!("id=\"card-{id}\"")).nth(1).unwrap().split("</article>").next().unwrap();
        let (leaf, name) = (entry["segment"].as_str().unwrap(), entry["segment_name"].as_str().unwrap());
        assert!(card.contains(&format!("<a href=\"/chains/ic/segments/{leaf}\">{name}</a>")), "{id}: {card}");
        assert!(card.contains(amount), "{id}: {card}");
    }
}

/// Sends a form of the list of the sample's first chain.
fn sent(server: &Server, to: &str, fields: &[(&str, &str)]) -> Answer {
    let page = server.get("/chains/ic/list").body;
    let token = page.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    post(server, &format!("/chains/ic/list/{to}"), &form(server), &format!("token={token}&{fields}"))
}

/// The page that a form leads to.
fn led(server: &Server, answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = server.get(answer.header("location").split('#').next().unwrap());
    assert_eq!(page.status, 200, "{}", page.body);
    page.body
}

fn entry(server: &Server, id: &str) -> serde_json::Value {
    let all = server.json("/api/v1/list?chain=ic")["entries"].as_array().unwrap().clone();
    all.into_iter().find(|entry| entry["record"] == id).unwrap_or_else(|| panic!("{id} is not on the list"))
}

fn version(server: &Server, id: &str) -> String {
    entry(server, id)["version"].to_string()
}

fn moved(server: &Server, id: &str, state: &str, reason: &str) -> Answer {
    let version = version(server, id);
    let fields = [("enterprise", id), ("version", &version), ("state", state), ("reason", reason)];
    sent(server, "move?view=board", &fields)
}

/// The card of a firm on a page.
fn card<'p>(page: &'p str, id: &str) -> &'p str {
    let from = format!("id=\"card-{id}\"");
    let rest = page.split_once(&from).unwrap_or_else(|| panic!("no {from} in {page}")).1;
    rest.split("</article>").next().unwrap()
}

/// The column of a state.
fn column<'p>(page: &'p str, state: &str) -> &'p str {
    let from = format!("<section data-state=\"{state}\"");
    page.split_once(&from).unwrap_or_else(|| panic!("no {from}")).1.split("</section>").next().unwrap()
}

/// The number that the page's way back sends.
fn number(page: &str) -> String {
    page.split_once("name=\"number\" value=\"").expect("a way back").1.split('"').next().unwrap().to_owned()
}

fn a_card_is_moved_and_moved_back() {
    let (city, server) = listed();
    let before = entry(&server, "asml");
    let answer = moved(&server, "asml", "contacted", "");
    let address = answer.header("location").to_owned();
    assert!(address.starts_with("/chains/ic/list?view=board&done=") && address.ends_with("#card-asml"), "{address}");
    let page = led(&server, &answer);
    assert!(page.contains("已记下：") && page.contains("状态 已列入 → 已联系"), "{page}");
    assert!(column(&page, "contacted").contains("card-asml") && column(&page, "listed").contains("card-smee"));
    let states: Vec<&str> = page.split("data-state=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(states, ["listed", "assigned", "contacted", "visited", "negotiating", "signed", "dropped"]);
    assert!(card(&page, "asml").contains("href=\"/enterprise?id=asml"), "the name leads to the firm");
    let back = sent(&server, "undo?view=board", &[("number", &number(&page))]);
    assert!(back.header("location").starts_with("/chains/ic/list?view=board&done="), "{}", back.header("location"));
    let page = led(&server, &back);
    assert!(page.contains("已撤销：") && !page.contains("name=\"number\""), "{page}");
    let now = entry(&server, "asml");
    assert_eq!((&now["state"], &now["why"]), (&before["state"], &before["why"]));
    city.digest();
}

fn a_move_that_needs_a_reason_asks_for_it() {
    let (city, server) = listed();
    led(&server, &moved(&server, "asml", "visited", ""));
    for (state, told) in [("dropped", "放弃要写明理由"), ("contacted", "请写明理由")] {
        let refused = moved(&server, "asml", state, "");
        assert_eq!(refused.status, 400, "{}", refused.body);
        let card = card(&refused.body, "asml");
        assert!(card.contains(told) && card.contains(&format!("value=\"{state}\" selected")), "{card}");
        assert!(!card.contains("hidden>理由"), "the reason is asked for: {card}");
        assert_eq!(entry(&server, "asml")["state"], "visited");
    }
    let stale = [("enterprise", "asml"), ("version", "1"), ("state", "dropped"), ("reason", "落户别处")];
    let refused = sent(&server, "move?view=board", &stale);
    assert_eq!(refused.status, 409);
    assert!(card(&refused.body, "asml").contains("value=\"落户别处\""), "{}", card(&refused.body, "asml"));
    let page = led(&server, &moved(&server, "asml", "dropped", "落户别处"));
    assert!(column(&page, "dropped").contains("重新列入") && page.contains("落户别处"), "{page}");
    let history = city.json(&["list", "history", "--chain", "ic"]).to_string();
    assert!(history.contains("list drop ic") && history.contains("list set ic"), "{history}");
}

fn a_column_tells_what_is_known_and_what_is_late() {
    let (city, server) = listed();
    city.done(&["list", "set", "--chain", "ic", "asml", "--amount", "1.2亿", "--next", "约见", "--due", "2020-01-02"]);
    let page = server.get("/chains/ic/list?view=board").body;
    assert!(column(&page, "listed").contains("1/2家已知，1.2亿元"), "{}", column(&page, "listed"));
    assert!(!column(&page, "assigned").contains("已知"), "nothing is told of none");
    assert!(card(&page, "asml").contains("逾期") && card(&page, "asml").contains("约见"));
    assert!(!card(&page, "smee").contains("逾期"));
    assert!(page.find("card-asml") < page.find("card-smee"), "what is due first stands first");
    city.done(&["list", "set", "--chain", "ic", "asml", "--state", "signed"]);
    let page = server.get("/chains/ic/list?view=board").body;
    assert!(!card(&page, "asml").contains("逾期"), "what is done is not late");
    let shown = server.get("/chains/ic/list?view=board&state=signed").body;
    assert!(shown.contains("data-state=\"signed\"") && !shown.contains("data-state=\"listed\""));
    assert_eq!(server.get("/chains/ic/list?view=boards").status, 400);
}

fn a_squad_of_another_chain_is_asked_about() {
    let (_city, server) = listed();
    let page = server.get("/chains/ic/list").body;
    let (own, others) = page.split_once("label=\"没有派在本链的\"").expect("two kinds of squads");
    assert!(own.contains("value=\"s-spear\"") && others.contains("value=\"s-bur1\""));
    let chosen = format!("{}|asml", version(&server, "asml"));
    for other in ["", "s-sta2"] {
        let asked = sent(&server, "assign", &[("enterprise", &chosen), ("squad", "s-bur1"), ("other", other)]);
        assert_eq!(asked.status, 409, "{}", asked.body);
        assert!(asked.body.contains("没有派在产业链") && asked.body.contains("name=\"other\" value=\"s-bur1\""));
        assert!(asked.body.contains(&format!("value=\"{chosen}\" checked")), "what was ticked stays ticked");
        assert!(entry(&server, "asml")["squad"].is_null(), "nothing is written before the answer");
    }
    let fields = [("enterprise", chosen.as_str()), ("squad", "s-bur1"), ("other", "s-bur1")];
    let page = led(&server, &sent(&server, "assign", &fields));
    assert!(page.contains("派给示例汽车招商分局"), "{page}");
    // A form of the target says the squad it has again: that is no question.
    let seen = version(&server, "asml");
    let said = [("enterprise", "asml"), ("version", &seen), ("squad", "s-bur1"), ("note", "看过")];
    assert_eq!(sent(&server, "set", &said).status, 303);
    let seen = version(&server, "asml");
    let said = [("enterprise", "asml"), ("version", &seen), ("squad", "s-sta2"), ("note", "再看一次")];
    let asked = sent(&server, "set", &said);
    assert!(asked.status == 409 && asked.body.contains("value=\"再看一次\""), "{}", asked.body);
    assert_eq!(entry(&server, "asml")["note"], "看过");
    let chosen = format!("{}|smee", version(&server, "smee"));
    led(&server, &sent(&server, "assign", &[("enterprise", &chosen), ("squad", "s-spear")]));
}

fn squads_of_other_chains_are_suggested_without_a_tick() {
    let (city, server) = listed();
    city.done(&["list", "add", "--chain", "ic", "skyverse"]);
    let page = server.get("/chains/ic/list/suggest").body;
    let ticked = |id: &str| {
        let mark = format!("|{id}\"");
        let row = page
            .split("<input type=\"checkbox\" name=\"enterprise\"")
            .find(|rest| rest.split('>').next().is_some_and(|tag| tag.contains(&mark)));
        row.unwrap_or_else(|| panic!("{id}: {page}")).split('>').next().unwrap().contains("checked")
    };
    assert!(ticked("smee") && !ticked("skyverse"), "s-sta2 is posted there, and works on another chain");
    assert!(page.contains("1 家建议派给没有派在本链的招商队"), "{page}");
    let refused = sent(&server, "suggest", &[("enterprise", "1|s-sta2|skyverse"), ("who", "甲")]);
    assert!(refused.status == 400 && refused.body.contains("没有派发") && refused.body.contains("value=\"甲\""));
    let seen = version(&server, "skyverse");
    let meant = format!("{seen}|s-sta2|skyverse");
    let other = format!("{}|s-sta1|smee", version(&server, "smee"));
    let page = led(&server, &sent(&server, "suggest", &[("enterprise", &meant), ("enterprise", &other)]));
    // Each squad with its own firms; two firms are two names and no 等.
    for told in ["派给示例驻粤港澳招商队：中科飞测", "派给示例驻长三角招商队：上海微电子"]
    {
        assert!(page.contains(told), "no {told} in {page}");
    }
    assert!(!page.contains("等2家"), "{page}");
}

fn what_was_typed_stands_in_its_form_after_a_refusal() {
    let (city, server) = listed();
    let refused = sent(&server, "add", &[("enterprise", "没有这家有限公司")]);
    assert!(refused.status == 404 && refused.body.contains("value=\"没有这家有限公司\""), "{}", refused.body);
    let refused = sent(&server, "add?view=board", &[("enterprise", "asml")]);
    assert!(refused.status == 400 && refused.body.contains("已在清单上") && refused.body.contains("data-board"));
    let seen = version(&server, "asml");
    let said = [("enterprise", "asml"), ("version", &seen), ("amount", "很多"), ("next", "约董事长"), ("who", "甲")];
    let refused = sent(&server, "set", &said);
    assert_eq!(refused.status, 400);
    for kept in ["value=\"很多\"", "value=\"约董事长\"", "value=\"甲\"", "请写万元数"] {
        assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
    }
    assert!(!refused.body.contains("清单上现在是"), "nobody else wrote anything");
    city.done(&["list", "set", "--chain", "ic", "asml", "--next", "别人写的"]);
    let refused = sent(&server, "set", &[("enterprise", "asml"), ("version", &seen), ("next", "约董事长")]);
    assert_eq!(refused.status, 409);
    for told in ["刚被别人改过", "value=\"约董事长\"", "清单上现在是：别人写的"] {
        assert!(refused.body.contains(told), "{told}: {}", refused.body);
    }
    let seen = version(&server, "asml");
    let again = sent(&server, "set", &[("enterprise", "asml"), ("version", &seen), ("next", "别人写的")]);
    assert!(led(&server, &again).contains("和原来一样，没有改动"));
}

fn what_was_listed_is_taken_back_and_listed_again() {
    let (city, server) = listed();
    let page = led(&server, &sent(&server, "add", &[("enterprise", "cxmt")]));
    assert!(page.contains("列入清单：") && entries_of(&server).contains(&"cxmt".to_owned()));
    led(&server, &sent(&server, "undo", &[("number", &number(&page))]));
    assert!(!entries_of(&server).contains(&"cxmt".to_owned()));
    led(&server, &sent(&server, "add", &[("enterprise", "cxmt")]));
    assert!(entries_of(&server).contains(&"cxmt".to_owned()));
    assert!(city.json(&["list", "show", "--chain", "ic"]).to_string().contains("cxmt"));
    city.digest();
}

fn entries_of(server: &Server) -> Vec<String> {
    let all = server.json("/api/v1/list?chain=ic")["entries"].as_array().unwrap().clone();
    all.iter().map(|entry| entry["record"].as_str().unwrap().to_owned()).collect()
}

fn what_was_changed_since_is_not_taken_back() {
    let (city, server) = listed();
    let page = led(&server, &moved(&server, "asml", "contacted", ""));
    let first = number(&page);
    city.done(&["list", "set", "--chain", "ic", "asml", "--note", "别人写的"]);
    let refused = sent(&server, "undo", &[("number", &first)]);
    assert!(refused.status == 400 && refused.body.contains("没有撤销"), "{}", refused.body);
    assert_eq!(entry(&server, "asml")["note"], "别人写的");
    let told = server.get(&format!("/chains/ic/list?done={first}")).body;
    assert!(told.contains("已记下：") && !told.contains("name=\"number\""), "no way back is offered");
    for strange in ["0", "1", "999999", "x", ""] {
        let refused = sent(&server, "undo", &[("number", strange)]);
        assert!([400, 404].contains(&refused.status), "{strange}: {}", refused.body);
    }
    let last = entry(&server, "asml")["version"].to_string();
    let told = city.done(&["list", "undo", "--chain", "ic", &last]).out();
    assert!(told.contains("已撤销：asml") && entry(&server, "asml")["note"] == "", "{told}");
    city.refused(&["list", "undo", "--chain", "ic", &last], &["没有撤销"]);
    // A change of another chain's list is none of this one's.
    city.done(&["list", "add", "--chain", "nev", "asml"]);
    let other = server.json("/api/v1/list?chain=nev")["entries"][0]["version"].to_string();
    assert_eq!(sent(&server, "undo", &[("number", &other)]).status, 404);
    assert!(!server.get(&format!("/chains/ic/list?done={other}")).body.contains("已记下："));
}

fn packets_stand_on_the_list_until_they_come_back() {
    let (city, server) = listed();
    assert!(server.get("/chains/ic/list").body.contains("还没有发出离线包"));
    let refused = sent(&server, "packet?view=board", &[("squad", "s-top"), ("form", "html"), ("to", "王某")]);
    assert_eq!(refused.status, 400, "{}", refused.body);
    for kept in ["value=\"s-top\" selected", "value=\"html\" selected", "value=\"王某\"", "data-board"] {
        assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
    }
    city.done(&["list", "assign", "--chain", "ic", "asml", "--squad", "s-spear"]);
    let out = city.folder().join("包.xlsx");
    city.done(&["packet", "--chain", "ic", "--squad", "s-spear", "--to", "王某", "--out", out.to_str().unwrap()]);
    let page = server.get("/chains/ic/list").body;
    for told in ["发出的离线包", "王某", "示例尖刀班", "未交回"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!server.get("/chains/nev/list").body.contains("王某"), "it is no packet of another chain");
    let table = server.get("/chains/ic/list?table=packets&format=csv").body;
    assert!(table.contains("王某") && table.contains("未交回"), "{table}");
    city.done(&["return", out.to_str().unwrap(), "--apply"]);
    let page = server.get("/chains/ic/list").body;
    assert!(page.contains("已交回") && !page.contains("未交回"), "{page}");
}

/// A page that is all there, and that everybody can use.
async fn arrived(browser: &Browser, width: u32, expression: &str) {
    browser.until(&format!("document.readyState === 'complete' && ({expression})")).await;
    browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
    is_accessible(browser).await;
}

fn in_column(id: &str, state: &str) -> String {
    format!("document.querySelector('[data-state={state}] #card-{id}') !== null")
}

/// What a hand does that drags a card: Chromium tells the page no more than these.
const DRAG: &str = "const [card, column] = [document.getElementById('card-asml'), document.querySelector('[data-state=STATE]')];
    const data = new DataTransfer();
    const told = (on, what) => on.dispatchEvent(new DragEvent(what, { bubbles: true, cancelable: true, dataTransfer: data }));
    told(card, 'dragstart'); told(column, 'dragover'); told(column, 'drop'); told(card, 'dragend');";

fn walk(width: u32, height: u32) {
    let (_city, server) = listed();
    in_browser(async move |browser| {
        browser.size(width, height).await;
        browser.open(&server.url("/chains/ic/list")).await;
        browser.click("a[href$='view=board']").await;
        arrived(browser, width, &in_column("asml", "listed")).await;
        browser.click("#card-asml select option[value=contacted]").await;
        browser.click("#card-asml form button").await;
        arrived(browser, width, &in_column("asml", "contacted")).await;
        browser.click(".notice.done button").await;
        arrived(browser, width, &in_column("asml", "listed")).await;
        browser.ask(&DRAG.replace("STATE", "visited")).await;
        arrived(browser, width, &in_column("asml", "visited")).await;
        browser.ask(&DRAG.replace("STATE", "dropped")).await;
        arrived(browser, width, "document.activeElement.name === 'reason'").await;
        browser.keys("落户别处").await;
        browser.click("#card-asml form button").await;
        arrived(browser, width, &in_column("asml", "dropped")).await;
        browser.click("#card-asml form button").await;
        arrived(browser, width, &in_column("asml", "listed")).await;
        assert_eq!(browser.refused().await, serde_json::json!([]));
        let complaints = browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:?}");
    });
}

/// Keys as WebDriver has them.
const ENTER: char = '\u{E007}';
const DOWN: char = '\u{E015}';

fn by_keyboard() {
    let (_city, server) = listed();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        browser.open(&server.url("/chains/ic/list?view=board")).await;
        browser.tab_to("#card-asml").await;
        // Shift held, the arrow to the right, Shift let go.
        browser.keys("\u{E008}\u{E014}\u{E008}").await;
        arrived(browser, 1366, "document.querySelector('#card-asml .fault') !== null").await;
        assert!(
            browser
                .ask("return document.querySelector('#card-asml .fault').textContent")
                .await
                .to_string()
                .contains("还没有派给招商队")
        );
        browser.tab_to("#card-asml select").await;
        for _ in 0..2 {
            browser.press(DOWN).await;
        }
        browser.until("document.querySelector('#card-asml select').value === 'visited'").await;
        browser.tab_to("#card-asml form button").await;
        browser.press(ENTER).await;
        arrived(browser, 1366, &in_column("asml", "visited")).await;
        browser.until("document.activeElement.id === 'card-asml'").await;
        browser.keys("\u{E008}\u{E014}\u{E008}").await;
        arrived(browser, 1366, &in_column("asml", "negotiating")).await;
        browser.tab_to(".notice.done button").await;
        browser.press(ENTER).await;
        arrived(browser, 1366, &in_column("asml", "visited")).await;
    });
}
