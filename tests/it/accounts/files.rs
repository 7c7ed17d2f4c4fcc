//! A file goes round nothing: its rows, and taking them back, ask the rights that a form would.

use super::visit::{Visit, add, first};
use crate::pages::data::{parts, sent_with, settled_for};
use crate::support::{Answer, City, Facts, Server, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": a_clerk_takes_back_only_what_a_clerk_may_write, a_clerk_says_who_leads_a_chain_in_no_file,
        a_chain_one_may_not_see_is_named_in_no_error_and_on_no_atlas);
}

fn with_clerk() -> (City, Server) {
    let city = City::sample();
    first(&city);
    add(&city, "clerk", &["clerk"]);
    add(&city, "elsewhere", &["member:nev"]);
    city.served()
}

/// Sends a form of nothing but its token.
fn pressed(visit: &Visit<'_>, path: &str) -> Answer {
    visit.send_with(path, &format!("Origin: {}\r\n", visit.server.origin()), &visit.token("/me"), &[])
}

/// Brings a file in; the page of the upload.
fn brought(visit: &Visit<'_>, name: &str, content: &str) -> (String, String) {
    let body = parts(&visit.token("/data"), &[(name, content.as_bytes())]);
    let answer = sent_with(visit.server, &visit.cookies(), &body);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let address = answer.header("location").to_owned();
    let page = settled(visit, &address);
    (address, page)
}

fn settled(visit: &Visit<'_>, address: &str) -> String {
    settled_for(|| visit.get(address))
}

fn a_clerk_takes_back_only_what_a_clerk_may_write() {
    let (city, server) = with_clerk();
    let visit = Visit::as_user(&server, "clerk");
    let before = city.digest();
    let answer = pressed(&visit, "/data/imports/1/undo");
    assert_eq!(answer.status, 403, "squads, groups, assessments and contacts are in it: {}", answer.body);
    assert_eq!(city.digest(), before);
    assert!(!visit.get("/data/imports/1").body.contains("撤销这次导入"));
    let (address, page) = brought(&visit, "企业.csv", "企业编号,企业名称,区划代码\nn1,新来一有限公司,340100\n");
    assert!(page.contains("新增 1 行"), "{page}");
    assert_eq!(pressed(&visit, &format!("{address}/apply")).status, 303);
    assert!(settled(&visit, &address).contains("已导入"));
    let own = city.json(&["imports"]);
    let own = own.as_array().or_else(|| own["imports"].as_array()).unwrap().clone();
    let own = own.iter().find(|line| line["who"] == "clerk").unwrap()["import"].as_str().unwrap().to_owned();
    let answer = pressed(&visit, &format!("/data/imports/{own}/undo"));
    assert_eq!(answer.status, 200, "{}", answer.body);
}

fn a_clerk_says_who_leads_a_chain_in_no_file() {
    let (city, server) = with_clerk();
    let visit = Visit::as_user(&server, "clerk");
    let before = city.digest();
    for (column, value) in [("链长", "别人"), ("牵头单位", "别的局"), ("链主企业", "cxmt"), ("成员单位", "别的局")]
    {
        let file = format!("产业链编号,产业链,区划代码,{column}\nic,集成电路,340100,{value}\n");
        let (_, page) = brought(&visit, "产业链.csv", &file);
        assert!(page.contains("您没有权限写产业链的工作组") && page.contains(column), "{column}: {page}");
    }
    let (_, page) = brought(&visit, "产业链.csv", "产业链编号,产业链,区划代码\nnew,新的链,340100\n");
    assert!(page.contains("新增 1 行"), "{page}");
    assert_eq!(city.digest(), before);
}

fn a_chain_one_may_not_see_is_named_in_no_error_and_on_no_atlas() {
    let (_city, server) = with_clerk();
    let [clerk, elsewhere] = ["clerk", "elsewhere"].map(|login| Visit::as_user(&server, login));
    for path in
        ["/api/v1/targets?chain=nev&segment=ic-resist", "/chains/nev/plan?assume=catl:ic-resist", "/chains/nev/atlas"]
    {
        assert!(clerk.get(path).body.contains("集成电路"), "{path}");
        // The menu names the chains that one may see, and so the page of somebody else.
        let told = elsewhere.get(path).body;
        assert!(!told.contains("集成电路") && !told.contains("光刻胶"), "{path}: {told}");
    }
}
