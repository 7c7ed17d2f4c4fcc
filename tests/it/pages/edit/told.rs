//! What was changed in place, told afterwards: names and words, why and by what, and what was taken back.

use super::{changed, correct, undone};
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "told": what_was_added_is_told_by_names, a_history_says_what_was_done_in_words,
        what_moved_leaves_out_why, a_firm_is_found_by_any_name_that_it_alone_bears, what_was_taken_back_counts_no_more);
}

fn history(server: &crate::support::Server, thing: &str) -> String {
    let query: String = url::form_urlencoded::byte_serialize(thing.as_bytes()).collect();
    server.get(&format!("/data/history?thing={query}")).body
}

fn what_was_added_is_told_by_names() {
    let (_city, server) = City::sample().served();
    let group = "/chains/ic/group";
    let funds = server.json("/api/v1/funds?chain=ic");
    let fund = &funds["recommended"][0];
    let (id, name) = (fund["fund"].as_str().unwrap(), fund["name"].as_str().unwrap());
    let (_, page) = changed(&server, group, &[("form", "fund"), ("fund", id), ("ground", "推荐")]);
    let told = page.split("已记下：").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(told.contains(&format!("集成电路 · {name}")) && !told.contains(id), "{told}");
    let segment = "/chains/ic/segments/ic-litho";
    let said = [("form", "feed"), ("from", "ic-litho"), ("to", "ic-eda"), ("ground", "走访")];
    let (_, page) = changed(&server, segment, &said);
    assert!(page.contains("光刻机 · EDA工具"), "{page}");
}

fn a_history_says_what_was_done_in_words() {
    let (_city, server) = City::sample().served();
    let (address, page) = correct(&server, "cxmt", "standing", "leading", "示例甲");
    let told = history(&server, "cxmt");
    for words in ["企业 长鑫科技集团", "能级：链主", "能级：龙头", "更正；理由：年报有误；依据：走访", "示例甲改"]
    {
        assert!(told.contains(words), "no {words} in {told}");
    }
    undone(&server, &address, &page);
    let told = history(&server, "cxmt");
    assert!(told.contains("示例甲的更正：能级") && told.contains("关闭"), "{told}");
    for code in ["anchor", "leading", "edit enterprises", ">undo ", "local:"] {
        assert!(!told.contains(code), "{code} in {told}");
    }
    assert!(told.contains("区划代码：安徽省合肥市"), "{told}");
}

fn what_moved_leaves_out_why() {
    let city = City::sample();
    // The first import is of another day, so that there is something to compare with.
    let file = rusqlite::Connection::open(city.store()).unwrap();
    assert_eq!(file.execute("UPDATE batch SET at = '2026-01-02T08:00:00+08:00'", []).unwrap(), 1);
    drop(file);
    let (city, server) = city.served();
    correct(&server, "cxmt", "standing", "leading", "示例甲");
    let today = server.json("/api/v1/chains/ic/gaps")["as_of"].as_str().unwrap().to_owned();
    let moved = city.json(&["moved", "--chain", "ic", "--from", "2026-01-03", "--to", &today]);
    let facts = moved["facts"].as_array().unwrap();
    assert!(facts.len() == 1 && facts[0]["table"] == "enterprises", "{moved}");
}

fn a_firm_is_found_by_any_name_that_it_alone_bears() {
    let (_city, server) = City::sample().served();
    for name in ["彤程新材", "长鑫存储", "tongcheng"] {
        let told = history(&server, name);
        assert!(told.contains("改了什么") && !told.contains("class=\"nothing\""), "{name}: {told}");
    }
    // What several firms bear, or none, is refused with a way to look.
    for name in ["科技", "没有这家企业"] {
        let told = history(&server, name);
        assert!(told.contains("class=\"nothing\"") && told.contains("/find?text="), "{name}: {told}");
    }
}

fn what_was_taken_back_counts_no_more() {
    let (_city, server) = City::sample().served();
    let (address, page) = correct(&server, "cxmt", "park", "东园区", "");
    assert!(page.contains("改过 1 次"), "{page}");
    let page = undone(&server, &address, &page);
    assert!(page.contains("1 次改动已撤销") && !page.contains("改过"), "{page}");
    let (_, page) = correct(&server, "cxmt", "park", "西园区", "");
    assert!(page.contains("改过 1 次，另有 1 次改动已撤销"), "{page}");
    // A row that says one value is told without an empty beginning.
    let segments = server.json("/api/v1/enterprise?id=cxmt").to_string();
    assert!(!segments.contains("\"what\":\"，"), "{segments}");
    let (_, page) = correct(&server, "tongcheng", "standing", "anchor", "");
    assert!(page.contains("能级"), "{page}");
    let told = server.json("/api/v1/chains/ic/segments/ic-resist").to_string();
    assert!(told.contains("\"能级：链主\"") && !told.contains("\"，"), "{told}");
}
