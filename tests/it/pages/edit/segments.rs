//! A chain is changed in place: a segment added or moved, a firm or a 供给 taken away; and each goes back from there.

use serde_json::Value;

use super::{between, changed, firm, journal, post, undone, version};
use crate::pages::is_accessible;
use crate::support::{City, Facts, Need, Server, add, in_browser};

pub fn facts(facts: &mut Facts) {
    add!(facts, "edit": a_segment_is_added_and_taken_back, a_segment_is_moved_and_moved_back,
        what_a_segment_cannot_be_is_told_in_its_form, a_firm_is_taken_out_of_a_segment_and_comes_back,
        a_feed_is_taken_away_and_comes_back, no_file_says_that_it_was_changed_in_place);
    facts.add_needing(Need::Browser, "edit_browser::a_segment_at_a_desk", || walk(1366, 768));
    facts.add_needing(Need::Browser, "edit_browser::a_segment_on_a_phone", || walk(390, 844));
}

const LITHO: &str = "/chains/ic/segments/ic-litho";
const WHY: [(&str, &str); 2] = [("reason", "复核"), ("ground", "摸排")];

fn gaps(server: &Server) -> Value {
    server.json("/api/v1/chains/ic/gaps")
}

fn with_why<'s>(said: &[(&'s str, &'s str)]) -> Vec<(&'s str, &'s str)> {
    said.iter().copied().chain(WHY).collect()
}

/// What a form of a segment's page is told, which writes nothing.
fn refused(server: &Server, path: &str, said: &[(&str, &str)], status: u16, told: &str) {
    let number = journal(server);
    let answer = post(server, path, &with_why(said));
    assert_eq!(answer.status, status, "{said:?}: {}", answer.body);
    let form = between(&answer.body, "id=\"edit\"", "</form>");
    assert!(form.contains("class=\"fault\"") && form.contains(told), "{said:?}: {form}");
    assert_eq!(journal(server), number, "{said:?} wrote something");
}

fn a_segment_is_added_and_taken_back() {
    let (city, server) = City::sample().served();
    let before = gaps(&server);
    let names = |answer: &Value| answer.to_string().matches("\"光刻胶树脂\"").count();
    for parent in ["", "ic-mat"] {
        let said = [("form", "segment"), ("name", "光刻胶树脂"), ("stage", "upstream"), ("parent", parent)];
        let (address, page) = changed(&server, LITHO, &with_why(&said));
        assert!(address.starts_with(LITHO) && page.contains("已记下：新增环节"), "{address}: {page}");
        assert!(names(&gaps(&server)) > 0);
        refused(&server, LITHO, &said, 400, "已有环节「光刻胶树脂」");
        undone(&server, &address, &page);
        assert_eq!(gaps(&server), before);
    }
    city.digest();
}

fn a_segment_is_moved_and_moved_back() {
    let (_city, server) = City::sample().served();
    let before = server.json(&format!("/api/v1{LITHO}"));
    let page = server.get(&format!("{LITHO}?edit=parent")).body;
    let form = between(&page, "id=\"edit\"", "</form>");
    assert!(form.contains("value=\"ic-mat\"") && !form.contains("value=\"ic-litho\""), "{form}");
    let seen = version(&server, &format!("{LITHO}?edit=parent"));
    let said = [("form", "parent"), ("value", "ic-mat"), ("version", &seen)];
    let (address, page) = changed(&server, LITHO, &with_why(&said));
    assert!(page.contains("已记下：上级环节"), "{page}");
    undone(&server, &address, &page);
    assert_eq!(server.json(&format!("/api/v1{LITHO}")), before);
}

fn what_a_segment_cannot_be_is_told_in_its_form() {
    let (_city, server) = City::sample().served();
    let eda = server.get("/chains/ic/segments/ic-eda").body;
    let eda = between(&eda, "<h1>", " <span").to_owned();
    let new = [("form", "segment"), ("stage", "upstream")];
    let adding =
        |more: &[(&'static str, &'static str)]| new.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>();
    refused(&server, LITHO, &adding(&[("name", "")]), 400, "请写");
    refused(&server, LITHO, &adding(&[("name", "新环节"), ("parent", "没有的环节")]), 400, "没有的环节");
    refused(&server, LITHO, &adding(&[("name", "新环节"), ("parent", "ic-litho")]), 400, "家企业");
    let taken = [("form", "segment"), ("name", eda.as_str()), ("stage", "upstream")];
    refused(&server, LITHO, &taken, 400, "已有环节");
    let seen = version(&server, &format!("{LITHO}?edit=name"));
    refused(&server, LITHO, &[("form", "name"), ("value", &eda), ("version", &seen)], 400, "已有环节");
    let seen = version(&server, &format!("{LITHO}?edit=parent"));
    for (parent, told) in [("ic-litho", "不能放到自己下面"), ("ic-eda", "家企业"), ("nev-mat", "nev-mat")] {
        refused(&server, LITHO, &[("form", "parent"), ("value", parent), ("version", &seen)], 400, told);
    }
}

/// An answer without the rows that its facts stood in.
fn placeless(mut answer: Value) -> Value {
    match &mut answer {
        Value::Object(fields) => {
            fields.remove("origin");
            fields.values_mut().for_each(|value| *value = placeless(value.take()));
        }
        Value::Array(all) => all.iter_mut().for_each(|value| *value = placeless(value.take())),
        _ => {}
    }
    answer
}

fn a_firm_is_taken_out_of_a_segment_and_comes_back() {
    let (city, server) = City::sample().served();
    // What is taken back says what it said, but no longer in which row of a file.
    let seen = || [server.json(&format!("/api/v1{LITHO}")), firm(&server, "asml")].map(placeless);
    let before = seen();
    assert!(before[0].to_string().contains("\"asml\""));
    for (path, word) in [(LITHO, "移出企业"), ("/enterprise?id=asml", "移出环节")] {
        assert!(server.get(path).body.contains(word), "{path}");
        let said = [("form", "member-off"), ("enterprise", "asml"), ("segment", "ic-litho")];
        let (address, page) = changed(&server, path, &with_why(&said));
        assert!(page.contains("已记下：移出属于环节") && page.contains("理由：复核"), "{page}");
        assert!(!server.json(&format!("/api/v1{LITHO}")).to_string().contains("\"asml\""));
        undone(&server, &address, &page);
        assert_eq!(seen(), before);
    }
    refused(&server, LITHO, &[("form", "member-off"), ("enterprise", "cxmt")], 400, "没有改动");
    refused(&server, LITHO, &[("form", "member-off"), ("enterprise", "没有这家")], 404, "没有这家");
    let seat = "/chains/nev/segments/nev-seat";
    refused(&server, seat, &[("form", "member-off"), ("enterprise", "jifeng")], 400, "有基地写着在做");
    city.digest();
}

fn a_feed_is_taken_away_and_comes_back() {
    let (_city, server) = City::sample().served();
    let eda = "/chains/ic/segments/ic-eda";
    let before = server.json(&format!("/api/v1{eda}"));
    let page = server.get(&format!("{eda}?edit=feed-off")).body;
    assert!(between(&page, "id=\"edit\"", "</form>").contains("value=\"ic-des\""), "{page}");
    let (address, page) = changed(&server, eda, &with_why(&[("form", "feed-off"), ("to", "ic-des")]));
    assert!(page.contains("已记下：移出供给"), "{page}");
    refused(&server, eda, &[("form", "feed-off"), ("to", "ic-des")], 400, "没有改动");
    undone(&server, &address, &page);
    assert_eq!(server.json(&format!("/api/v1{eda}")), before);
}

fn no_file_says_that_it_was_changed_in_place() {
    let city = City::sample();
    for source in ["local:甲", " local：甲 ", "local:"] {
        let file = city.write("enterprises.csv", format!("enterprise,name,revenue,source\ncxmt,x,1,{source}\n"));
        let done = city.run(&["import", file.to_str().unwrap()]);
        assert_eq!(done.code(), 1, "{}", done.out());
        for word in
            ["enterprises.csv 第 2 行 列 source", "local:", "文件里不能写", "请写真实的来源", "没有导入任何内容"]
        {
            assert!(done.out().contains(word), "{word}: {}", done.out());
        }
    }
    let file = city.write("enterprises.csv", "enterprise,name,source\nnew,新来的有限公司,local\n");
    city.import(&[&file]);
}

fn walk(width: u32, height: u32) {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        let arrived = async |expression: &str| {
            browser.until(&format!("document.readyState === 'complete' && ({expression})")).await;
            browser.until(&format!("document.documentElement.scrollWidth <= {width}")).await;
            is_accessible(browser).await;
        };
        let said = "document.querySelector('.notice.done')?.textContent.startsWith('已记下')";
        let back = "document.querySelector('.notice.done')?.textContent.startsWith('已撤销')";
        browser.size(width, height).await;
        browser.open(&server.url(LITHO)).await;
        browser.click("details.working summary").await;
        browser.ask("document.querySelectorAll('details').forEach(one => { one.open = true; })").await;
        browser.click("a[href*='edit=segment']").await;
        arrived("document.querySelector('.editing [name=parent]') !== null").await;
        for (field, text) in [("name", "光刻胶树脂"), ("ground", "走访")] {
            browser.click(&format!(".editing [name={field}]")).await;
            browser.keys(text).await;
        }
        browser.click(".editing [name=stage] option[value=upstream]").await;
        browser.click(".editing .main").await;
        arrived(said).await;
        browser.click(".notice.done button").await;
        arrived(back).await;
        browser.open(&server.url(&format!("{LITHO}?edit=member-off"))).await;
        for (field, text) in [("enterprise", "asml"), ("reason", "早已停产"), ("ground", "走访")] {
            browser.click(&format!(".editing [name={field}]")).await;
            browser.keys(text).await;
        }
        browser.click(".editing .main").await;
        arrived(said).await;
        browser.click(".notice.done button").await;
        arrived(back).await;
        assert_eq!(browser.refused().await, serde_json::json!([]));
    });
}
