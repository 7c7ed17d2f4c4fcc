//! The journal: what is in it, who reads it, and that nobody alters it unseen.

use rusqlite::Connection;
use serde_json::Value;

use crate::accounts::visit::{Visit, add, first};
use crate::support::{City, Facts, Server, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "journal": every_reading_export_change_and_log_in_is_in_it, it_is_filtered_by_who_what_chain_and_day,
        what_cannot_be_journaled_does_not_go_out, what_was_altered_in_it_is_told, nobody_changes_it_by_a_form);
}

/// The sample with somebody of three roles.
fn served() -> (City, Server) {
    let city = City::sample();
    let contacts = city.write("contacts.csv", "of,name,phone\nsmee,某人,13800000001\n");
    city.import(&[&contacts]);
    first(&city);
    add(&city, "mei", &["member:ic"]);
    add(&city, "shen", &["auditor"]);
    city.served()
}

/// Entries as the auditor is told them by a query: who, what, and the sentence.
fn entries(server: &Server, query: &str) -> Vec<(String, String, String)> {
    let told = Visit::as_user(server, "shen").get(&format!("/api/v1/journal?{query}"));
    let told: Value = serde_json::from_str(&told.body).unwrap_or_else(|error| panic!("{error}: {}", told.body));
    let text = |line: &Value, name: &str| line[name].as_str().unwrap().to_owned();
    let lines = told["lines"].as_array().unwrap().iter();
    lines.map(|line| (text(line, "who"), text(line, "what"), text(line, "told"))).collect()
}

fn every_reading_export_change_and_log_in_is_in_it() {
    let (_city, server) = served();
    let mei = Visit::as_user(&server, "mei");
    let own = format!("Origin: http://{}\r\n", server.address);
    let token = mei.token("/me");
    assert_eq!(mei.send_with("/chains/ic/brief", &own, &token, &[]).status, 200);
    let admin = Visit::as_user(&server, "admin");
    let asked = admin.send_with("/enterprise/phones?id=smee", &own, &admin.token("/me"), &[]);
    assert!(asked.body.contains("13800000001"), "{}", asked.body);
    let files = [
        "/chains/ic/gaps?format=csv",
        "/chains/ic/targets?format=xlsx",
        "/api/v1/chains/ic/brief.pdf",
        "/api/v1/chains/ic/atlas.pdf",
        "/api/v1/map.html?chain=ic",
        "/api/v1/pack.pdf?chain=ic",
    ];
    for file in files {
        let answer = mei.get(file);
        assert_eq!(answer.status, 200, "{file}: {}", answer.body);
    }
    let form = [("form", "website"), ("value", "https://example.cn"), ("reason", "新"), ("ground", "官网")];
    let page = admin.get("/enterprise?id=cxmt&edit=website").body;
    let version = page.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let form = [&form[..], &[("version", version)]].concat();
    assert_eq!(admin.send_with("/enterprise?id=cxmt", &own, &admin.token("/me"), &form).status, 303);
    assert_eq!(Visit::of(&server).log_in("mei", "wrong wrong wrong").status, 401);
    let grants = [("form", "grant"), ("login", "mei"), ("grants", "member:ic"), ("grants", "clerk")];
    assert_eq!(admin.send_with("/people", &own, &admin.token("/me"), &grants).status, 200);

    let contacts = entries(&server, "what=contacts");
    assert!(contacts.iter().any(|(who, _, told)| who == "mei" && told.contains("简报")), "{contacts:?}");
    assert!(contacts.iter().any(|(who, _, told)| who == "admin" && told.contains("上海微电子")), "{contacts:?}");
    let exports = entries(&server, "what=export&who=mei");
    assert_eq!(exports.len(), files.len(), "{exports:?}");
    for word in ["缺口", "目标企业", "简报", "全景图", "招商地图", "会议材料"] {
        assert!(exports.iter().any(|(.., told)| told.contains(word)), "{word}: {exports:?}");
    }
    let all = entries(&server, "");
    for (who, what, word) in [
        ("admin", "edit", "长鑫"),
        ("admin", "account", "授权 mei"),
        ("mei", "log-in", "登录 mei"),
        ("", "log-in", "登录被拒"),
        ("", "import", "contacts.csv"),
        ("", "account", "开户"),
    ] {
        let found =
            all.iter().find(|(own, sort, told)| (who.is_empty() || own == who) && sort == what && told.contains(word));
        assert!(found.is_some(), "{who} {what} {word}: {all:#?}");
    }
    assert!(all.iter().all(|(.., told)| !told.contains("13800000001") && !told.contains("某人")), "{all:#?}");
}

fn it_is_filtered_by_who_what_chain_and_day() {
    let (city, server) = served();
    city.done(&["list", "add", "--chain", "ic", "smee", "--who", "甲"]);
    city.done(&["list", "set", "--chain", "ic", "smee", "--note", "已联系", "--who", "乙"]);
    let mei = Visit::as_user(&server, "mei");
    mei.get("/chains/%E9%9B%86%E6%88%90%E7%94%B5%E8%B7%AF/gaps?format=csv");
    assert_eq!(entries(&server, "who=%E4%B9%99").len(), 1);
    let of_chain = entries(&server, "chain=ic");
    assert!(of_chain.iter().any(|(_, what, _)| what == "export") && of_chain.iter().any(|(who, ..)| who == "乙"));
    assert!(of_chain.iter().all(|(_, what, _)| what != "log-in"), "{of_chain:?}");
    assert_eq!(entries(&server, "chain=nev&what=list"), []);
    assert_eq!(entries(&server, "until=2020-01-01"), []);
    assert_eq!(entries(&server, "since=2020-01-01").len(), entries(&server, "").len() - 1, "one log-in more");
    assert_eq!(entries(&server, "limit=2").len(), 2);
    let shen = Visit::as_user(&server, "shen");
    let page = shen.get("/journal?what=list");
    assert!(page.status == 200 && page.body.contains("乙") && !page.body.contains("登录 mei"), "{}", page.body);
    let file = shen.get("/journal?what=list&format=csv");
    assert!(file.status == 200 && file.body.contains("乙"), "{}", file.body);
    assert!(entries(&server, "what=export").iter().any(|(who, _, told)| who == "shen" && told.contains("日志")));
    assert_eq!(shen.get("/api/v1/journal?chain=zz").status, 404);
    assert_eq!(shen.get("/api/v1/journal?what=x").status, 400);
    let told = city.json(&["journal", "--what", "清单"]);
    assert!(told["lines"].as_array().unwrap().iter().any(|line| line["who"] == "乙" && line["chain"] == "ic"));
}

fn what_cannot_be_journaled_does_not_go_out() {
    let (city, server) = served();
    let mei = Visit::as_user(&server, "mei");
    let file = "/chains/ic/gaps?format=csv";
    assert!(mei.get(file).body.contains("光刻"));
    let store = Connection::open(city.store()).unwrap();
    store.execute_batch("CREATE TRIGGER stop BEFORE INSERT ON batch BEGIN SELECT RAISE(ABORT, 'no'); END").unwrap();
    let answer = mei.get(file);
    assert!(answer.status >= 500 && !answer.body.contains("光刻"), "{}: {}", answer.status, answer.body);
    assert_eq!(mei.get("/chains/ic/gaps").status, 200, "who takes nothing away goes on");
    store.execute_batch("DROP TRIGGER stop").unwrap();
    assert_eq!(mei.get(file).status, 200);
}

fn what_was_altered_in_it_is_told() {
    for (altered, number) in [
        ("UPDATE batch SET who = '别人' WHERE seq = 2", 2),
        ("UPDATE batch SET why = 'list add ic' WHERE seq = 3", 3),
        ("UPDATE batch SET at = '2020-01-01T00:00:00.000+08:00' WHERE seq = 1", 1),
        ("UPDATE row SET origin = origin + 1 WHERE batch = (SELECT id FROM batch WHERE seq = 2)", 2),
        ("UPDATE batch SET seq = -1 WHERE seq = 4; DELETE FROM batch WHERE seq = -1", 5),
    ] {
        let (city, server) = served();
        let shen = Visit::as_user(&server, "shen");
        let sound = shen.get("/journal/check");
        assert!(sound.status == 200 && sound.body.contains("都与摘要相符"), "{}", sound.body);
        city.done(&["journal", "--check"]);
        let store = Connection::open(city.store()).unwrap();
        store.execute_batch(altered).unwrap_or_else(|error| panic!("{altered}: {error}"));
        let word = format!("日志号 {number} ");
        let told = shen.get("/journal/check").body;
        assert!(told.contains("被改动或损坏") && told.contains(&word), "{altered}: {told}");
        let done = city.run(&["journal", "--check"]);
        assert!(done.code() == 1 && done.out().contains(&word), "{altered}: {}{}", done.out(), done.err());
        let doctor = city.run(&["doctor"]);
        assert!(doctor.code() == 1 && doctor.out().contains(&word), "{altered}: {}", doctor.out());
    }
}

fn nobody_changes_it_by_a_form() {
    let (_city, server) = served();
    let own = format!("Origin: http://{}\r\n", server.address);
    for login in ["shen", "admin"] {
        let visit = Visit::as_user(&server, login);
        let token = visit.token("/me");
        for path in ["/journal", "/journal/check", "/api/v1/journal"] {
            assert_eq!(visit.send_with(path, &own, &token, &[]).status, 405, "{login} {path}");
        }
    }
    assert_eq!(Visit::as_user(&server, "admin").get("/journal").status, 403);
    assert!(!Visit::as_user(&server, "admin").get("/").body.contains("href=\"/journal\""));
    assert!(Visit::as_user(&server, "shen").get("/").body.contains("href=\"/journal\""));
    assert_eq!(Visit::of(&server).get("/api/v1/journal").status, 401);
}
