//! Changes in place over HTTP: what is corrected, added and taken away stands at once, says why, and goes back.

mod assess;
mod browser;
mod meant;
mod meetings;
mod refused;
mod segments;
mod squads;
mod told;

use liantu::model::Journal;
use liantu::store::Store;
use serde_json::Value;

use crate::support::{Answer, City, Facts, Server, add, block_on};

pub fn facts(facts: &mut Facts) {
    add!(facts, "edit": a_value_is_corrected_and_taken_back, the_last_word_stands_whoever_says_it,
        a_correction_says_one_thing, what_was_learnt_is_added_and_taken_back, nobody_is_built_twice,
        whom_to_call_is_in_no_journal, who_reads_whom_to_call_is_in_the_journal, a_group_is_changed_and_changed_back, a_fund_is_hung_on_and_taken_off,
        a_segment_is_changed_and_changed_back);
    assess::facts(facts);
    browser::facts(facts);
    meant::facts(facts);
    meetings::facts(facts);
    refused::facts(facts);
    segments::facts(facts);
    squads::facts(facts);
    told::facts(facts);
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let found = page.split_once(from).unwrap_or_else(|| panic!("no `{from}` in {page}")).1;
    found.split_once(to).unwrap().0
}

fn token(server: &Server) -> String {
    between(&server.get("/enterprise/new").body, "name=\"token\" value=\"", "\"").to_owned()
}

fn sent(server: &Server, path: &str, headers: &str, body: &str) -> Answer {
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n{headers}", server.address, body.len());
    server.send_with_body(&head, body)
}

/// Sends a form of this service with these fields.
fn post(server: &Server, path: &str, fields: &[(&str, &str)]) -> Answer {
    let token = token(server);
    let body =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("token", &token).extend_pairs(fields).finish();
    sent(server, path, &format!("Origin: http://{}\r\n{FORM}", server.address), &body)
}

/// The same, which must go well; the page it leads to.
fn changed(server: &Server, path: &str, fields: &[(&str, &str)]) -> (String, String) {
    let answer = post(server, path, fields);
    assert_eq!(answer.status, 303, "{path} {fields:?}: {}", answer.body);
    let address = answer.header("location").to_owned();
    let page = server.get(&address);
    assert_eq!(page.status, 200, "{address}: {}", page.body);
    (address, page.body)
}

/// Takes back the change that led to a page, from there.
fn undone(server: &Server, address: &str, page: &str) -> String {
    let undo = between(page, "action=\"/edits/", "\"");
    let (_, page) = changed(server, &format!("/edits/{undo}"), &[("back", address)]);
    assert!(page.contains("已撤销："), "{page}");
    page
}

/// The version that the open form of a page saw.
fn version(server: &Server, page: &str) -> String {
    between(&server.get(page).body, "name=\"version\" value=\"", "\"").to_owned()
}

fn correct(server: &Server, id: &str, column: &str, value: &str, who: &str) -> (String, String) {
    let path = format!("/enterprise?id={id}");
    let seen = version(server, &format!("{path}&edit={column}"));
    let said = [
        ("form", column),
        ("value", value),
        ("version", &seen),
        ("reason", "年报有误"),
        ("ground", "走访"),
        ("who", who),
    ];
    changed(server, &path, &said)
}

fn firm(server: &Server, id: &str) -> Value {
    server.json(&format!("/api/v1/enterprise?id={id}"))
}

fn journal(server: &Server) -> u64 {
    server.json("/healthz")["journal"].as_u64().unwrap()
}

fn a_value_is_corrected_and_taken_back() {
    let (city, server) = City::sample().served();
    let before = firm(&server, "cxmt");
    for (column, value, field, now) in [
        ("revenue", "260 亿元", "revenue", Value::from(2_600_000.0)),
        ("standing", "leading", "standing", Value::from("leading")),
        ("name", "长鑫存储改名有限公司", "name", Value::from("长鑫存储改名有限公司")),
        ("website", "https://a.example/x", "name", before["name"].clone()),
    ] {
        let (address, page) = correct(&server, "cxmt", column, value, "");
        assert!(page.contains("已记下：") && page.contains("年报有误") && page.contains("依据：走访"), "{page}");
        assert!(page.contains("本机网页改"), "who says it is told beside the value: {page}");
        assert_eq!(firm(&server, "cxmt")[field], now, "{column}");
        let deed = city.json(&["history", "cxmt"]).to_string();
        assert!(deed.contains("edit enterprises cxmt") && deed.contains("local:本机网页"), "{deed}");
        undone(&server, &address, &page);
        assert_eq!(firm(&server, "cxmt"), before, "{column} is what it was");
    }
    city.digest();
}

fn the_last_word_stands_whoever_says_it() {
    let (_city, server) = City::sample().served();
    let revenue = || firm(&server, "cxmt")["revenue"].as_f64().unwrap();
    let before = revenue();
    // By text the first of these would be believed before the second, by day neither.
    correct(&server, "cxmt", "revenue", "111", "甲");
    assert!((revenue() - 111.0).abs() < 1e-9);
    let (address, page) = correct(&server, "cxmt", "revenue", "222", "乙");
    assert!((revenue() - 222.0).abs() < 1e-9);
    undone(&server, &address, &page);
    assert!((revenue() - 111.0).abs() < 1e-9);
    let (address, page) = correct(&server, "cxmt", "revenue", "333", "A");
    assert!((revenue() - 333.0).abs() < 1e-9);
    let page = undone(&server, &address, &page);
    let first = page.rsplit("action=\"/edits/").next().unwrap().split('"').next().unwrap().to_owned();
    changed(&server, &format!("/edits/{first}"), &[("back", "/enterprise?id=cxmt")]);
    assert!((revenue() - before).abs() < 1e-9);
}

fn a_correction_says_one_thing() {
    let (city, server) = City::sample().served();
    correct(&server, "cxmt", "revenue", "111", "");
    let before = firm(&server, "cxmt")["name"].as_str().unwrap().to_owned();
    let after = format!("{before}（新名）");
    let place = "安徽省合肥市";
    city.import(&[&city.write(
        "enterprises.csv",
        format!("enterprise,name,adcode,seen,source\ncxmt,{after},{place},2999-01-01,名录\n"),
    )]);
    let renamed = || firm(&server, "cxmt")["name"].as_str() == Some(after.as_str());
    let waited = std::time::Instant::now();
    while !renamed() {
        assert!(waited.elapsed().as_secs() < 20, "{}", firm(&server, "cxmt"));
    }
    assert!((firm(&server, "cxmt")["revenue"].as_f64().unwrap() - 111.0).abs() < 1e-9, "what was corrected stays");
}

fn what_was_learnt_is_added_and_taken_back() {
    let (city, server) = City::sample().served();
    let digest = |path: &str| server.get(path).body.matches("class=\"fact\"").count();
    let firm_page = "/enterprise?id=cxmt";
    let facts = digest(firm_page);
    for (path, fields, word) in [
        (
            firm_page,
            vec![("form", "member"), ("enterprise", "cxmt"), ("segment", "ic-litho"), ("product", "试做光刻胶")],
            "试做光刻胶",
        ),
        (
            firm_page,
            vec![("form", "supply"), ("supplier", "cxmt"), ("customer", "jac"), ("product", "车规内存")],
            "车规内存",
        ),
        (
            "/chains/ic/segments/ic-litho",
            vec![("form", "member"), ("enterprise", "cxmt"), ("segment", "ic-litho")],
            "新增属于环节",
        ),
        ("/chains/ic/segments/ic-litho", vec![("form", "feed"), ("from", "ic-litho"), ("to", "ic-eda")], "新增供给"),
    ] {
        let said: Vec<(&str, &str)> = fields.iter().copied().chain([("ground", "走访")]).collect();
        let (address, page) = changed(&server, path, &said);
        assert!(page.contains("已记下：") && page.contains(word), "{page}");
        undone(&server, &address, &page);
    }
    assert_eq!(digest(firm_page), facts);
    let said = [("name", "走访新知有限公司"), ("adcode", "合肥"), ("ground", "走访")];
    let (address, page) = changed(&server, "/enterprise/new", &said);
    assert!(page.contains("<h1>走访新知有限公司</h1>") && page.contains("安徽省合肥市"), "{page}");
    assert!(city.json(&["find", "走访新知"]).to_string().contains("走访新知有限公司"));
    let undo = between(&page, "action=\"/edits/", "\"");
    let answer = post(&server, &format!("/edits/{undo}"), &[("back", "/find?text=x")]);
    assert_eq!((answer.status, answer.header("location")), (303, "/find?text=x"));
    assert_eq!(server.get(&address).status, 404);
    let answer = post(
        &server,
        "/enterprise?id=cxmt",
        &[("form", "member"), ("enterprise", "cxmt"), ("segment", "没有的环节"), ("ground", "走访")],
    );
    assert!(
        answer.status == 400 && between(&answer.body, "id=\"edit\"", "</form>").contains("没有的环节"),
        "{}",
        answer.body
    );
}

fn nobody_is_built_twice() {
    let (_city, server) = City::sample().served();
    let name = firm(&server, "cxmt")["name"].as_str().unwrap().to_owned();
    let number = journal(&server);
    let answer = post(&server, "/enterprise/new", &[("name", &name), ("ground", "走访")]);
    assert!(answer.status == 400 && answer.body.contains("库里已有"), "{}", answer.body);
    let said =
        [("name", "新的有限公司"), ("credit_code", "91350100M000100Y44"), ("adcode", "火星"), ("ground", "走访")];
    let answer = post(&server, "/enterprise/new", &said);
    assert!(
        answer.status == 400 && answer.body.contains("火星") && answer.body.contains("value=\"新的有限公司\""),
        "{}",
        answer.body
    );
    assert_eq!(journal(&server), number);
}

fn whom_to_call_is_in_no_journal() {
    let (city, server) = City::sample().served();
    let said = [("of", "cxmt"), ("name", "示例联系甲"), ("phone", "000-1234-5678"), ("ground", "走访")];
    let (address, page) = changed(&server, "/enterprise/contacts?id=cxmt", &said);
    let history = format!("{}{}", city.json(&["history", "cxmt"]), between(&page, "class=\"changes\"", "</details>"));
    assert!(!history.contains("000-1234-5678") && !history.contains("示例联系甲"), "{history}");
    assert!(!address.contains("1234"), "{address}");
    undone(&server, &address, &page);
    city.digest();
}

fn who_reads_whom_to_call_is_in_the_journal() {
    let (city, server) = City::sample().served();
    let page = server.get("/enterprise?id=cxmt").body;
    assert!(page.contains("没有电话，<a") && !page.contains("/enterprise/phones"), "{page}");
    let said = [("of", "cxmt"), ("name", "示例联系甲"), ("phone", "000-1234-5678"), ("ground", "走访")];
    let (_, page) = changed(&server, "/enterprise/contacts?id=cxmt", &said);
    assert!(
        !page.contains("000-1234-5678") && !page.contains("示例联系甲"),
        "a page that is asked for tells nobody: {page}"
    );
    assert!(page.contains("有 1 位联系人") && page.contains("显示电话"), "{page}");
    let read = || -> Vec<String> {
        let store = block_on(Store::open(&city.store())).unwrap();
        let all = block_on(store.batches(Journal(0), usize::MAX)).unwrap();
        all.into_iter()
            .map(|batch| format!("{}：{}", batch.who, batch.deed))
            .filter(|told| told.contains("read contacts"))
            .collect()
    };
    for path in ["/enterprise?id=cxmt", "/enterprise?id=cxmt&chain=ic", "/api/v1/enterprise?id=cxmt"] {
        assert!(!server.get(path).body.contains("000-1234-5678"), "{path}");
    }
    assert_eq!(read(), Vec::<String>::new());
    for who in ["甲", "乙"] {
        let told = post(&server, "/enterprise/phones?id=cxmt", &[("who", who)]);
        assert!(told.status == 200 && told.body.contains("href=\"tel:000-1234-5678\""), "{}", told.body);
    }
    let past = post(&server, "/enterprise/phones?id=cxmt&known_at=1", &[]);
    assert!(past.status == 400 && !past.body.contains("000-1234-5678"), "{}", past.body);
    assert_eq!(post(&server, "/enterprise/phones?id=nobody", &[]).status, 404);
    let once = ["甲：read contacts enterprises cxmt", "乙：read contacts enterprises cxmt"];
    assert_eq!(read(), once, "one entry a page, and nothing of what it told");
    city.digest();
}

fn group(server: &Server) -> Value {
    server.json("/api/v1/group?chain=ic")
}

fn a_group_is_changed_and_changed_back() {
    let (_city, server) = City::sample().served();
    let before = group(&server);
    let anchor = firm(&server, "jac")["name"].as_str().unwrap().to_owned();
    for (column, value, field, now) in [
        ("leader", "示例新链长", "leader", "示例新链长"),
        ("lead_unit", "市发改委", "lead_unit", "市发改委"),
        ("members", "市科技局；市投促局", "members", "市投促局"),
        ("anchors", anchor.as_str(), "anchors", "jac"),
    ] {
        let seen = version(&server, &format!("/chains/ic/group?edit={column}"));
        let said = [("form", column), ("value", value), ("version", &seen), ("reason", "换届"), ("ground", "通知")];
        let (address, page) = changed(&server, "/chains/ic/group", &said);
        assert!(group(&server)[field].to_string().contains(now), "{}", group(&server));
        undone(&server, &address, &page);
        assert_eq!(group(&server), before);
    }
    let seen = version(&server, "/chains/ic/group?edit=anchors");
    let said =
        [("form", "anchors"), ("value", "没有的公司"), ("version", &seen), ("reason", "换届"), ("ground", "通知")];
    let answer = post(&server, "/chains/ic/group", &said);
    assert!(
        answer.status == 400 && between(&answer.body, "id=\"edit\"", "</form>").contains("没有的公司"),
        "{}",
        answer.body
    );
    assert_eq!(group(&server), before);
}

fn a_fund_is_hung_on_and_taken_off() {
    let (_city, server) = City::sample().served();
    let before = group(&server);
    let funds = |answer: &Value| answer["funds"].as_array().unwrap().len();
    let page = server.get("/chains/ic/group").body;
    let fund = between(&page, "name=\"fund\" value=\"", "\"").to_owned();
    let hang = [("form", "fund"), ("fund", fund.as_str()), ("ground", "推荐合作的基金")];
    let (address, page) = changed(&server, "/chains/ic/group", &hang);
    assert_eq!(funds(&group(&server)), funds(&before) + 1);
    let again = post(&server, "/chains/ic/group", &hang);
    assert!(again.status == 400 && again.body.contains("已经在基金招商组里"), "{}", again.body);
    undone(&server, &address, &page);
    assert_eq!(group(&server), before);
    let first = before["funds"][0]["fund"].as_str().unwrap();
    let squad = before["squads"][0]["squad"].as_str().unwrap();
    for said in [[("form", "fund-off"), ("fund", first)], [("form", "squad-off"), ("squad", squad)]] {
        let said: Vec<(&str, &str)> = said.into_iter().chain([("reason", "到期"), ("ground", "通知")]).collect();
        let (address, page) = changed(&server, "/chains/ic/group", &said);
        assert_ne!(group(&server), before);
        undone(&server, &address, &page);
        assert_eq!(group(&server), before);
    }
}

fn a_segment_is_changed_and_changed_back() {
    let (_city, server) = City::sample().served();
    let path = "/chains/ic/segments/ic-litho";
    let before = server.json(&format!("/api/v1{path}"));
    for (column, value) in
        [("surveyed", "2026-10-01"), ("products", "KrF 胶；ArF 胶"), ("name", "光刻材料"), ("stage", "midstream")]
    {
        let seen = version(&server, &format!("{path}?edit={column}"));
        let said = [("form", column), ("value", value), ("version", &seen), ("reason", "复核"), ("ground", "摸排")];
        let (address, page) = changed(&server, path, &said);
        assert!(page.contains("已记下："), "{page}");
        undone(&server, &address, &page);
        assert_eq!(server.json(&format!("/api/v1{path}")), before, "{column}");
    }
}
