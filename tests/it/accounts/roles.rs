//! Every operation as every role that can be granted, as `access.csv` says; and nothing of what one may not see, anywhere.

use std::collections::BTreeMap;

use super::visit::{Visit, add, first};
use crate::house::openapi::{Operation, operations, promised, sample};
use crate::support::{City, Facts, Server, add as facts_of, project};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": every_question_is_answered_as_the_table_says, nothing_of_a_chain_is_told_to_whoever_may_not_see_it,
        a_chain_one_may_not_see_is_answered_as_one_that_is_not_there, a_list_is_told_to_nobody_who_may_not_see_it,
        contacts_are_told_to_nobody_who_may_not_see_them, people_and_funds_are_told_to_nobody_who_may_not_see_them,
        changes_are_refused_as_the_table_says, nobody_assesses_in_another_name);
}

/// The roles, each about the chain `ic`, a squad on it alone or a fund of its group where it is about one.
pub(super) const ROLES: [(&str, &str); 9] = [
    ("admin", "admin"),
    ("clerk", "clerk"),
    ("dispatcher", "dispatcher"),
    ("leader", "leader:ic"),
    ("member", "member:ic"),
    ("captain", "captain:s-spear"),
    ("recruiter", "recruiter:s-spear"),
    ("fund", "fund:f-ic1"),
    ("auditor", "auditor"),
];

/// Made of parts, each by a right of its own; who holds none of the first is told the others.
const PARTS: [&str; 1] = ["get /api/v1/today"];

/// What stands on a list, in an assessment and in contacts of `ic`, and nowhere else: of an entry that another squad has, that
/// the squad of captain and recruiter has, that nobody has.
const NOTE: &str = "清单里的秘密备注";
pub(super) const OWN_NOTE: &str = "本队的秘密备注";
pub(super) const FREE_NOTE: &str = "还没派的秘密备注";
const REASON: &str = "认定里的秘密理由";
const CONTACT: &str = "秘密联系人";
/// A person and a fund on the way to a target.
const PERSON: &str = "秘密人物";
const FUND: &str = "秘密基金";
/// The chain that the sample adds, and its segment: only whoever sees all chains may see them.
const FOREIGN: [&str; 3] = ["另加的链", "另加的环节", "m-x-secret"];

/// The sample with secrets, an account of every role, and somebody of another chain.
pub fn served() -> (City, Server) {
    let city = sample();
    city.done(&["list", "set", "--chain", "ic", "smee", "--squad", "s-bur2", "--note", NOTE, "--who", "测试"]);
    city.done(&["list", "set", "--chain", "ic", "asml", "--note", FREE_NOTE, "--who", "测试"]);
    city.done(&["list", "add", "--chain", "ic", "tongcheng", "--who", "测试"]);
    city.done(&[
        "list",
        "set",
        "--chain",
        "ic",
        "tongcheng",
        "--squad",
        "s-spear",
        "--note",
        OWN_NOTE,
        "--who",
        "测试",
    ]);
    let assess = ["assess", "--chain", "ic", "--segment", "ic-mem", "--verdict", "fill", "--reason", REASON];
    city.done(&[&assess[..], &["--who", "测试"]].concat());
    let contacts = format!(
        "of,name,phone\ncxmt,{CONTACT},13800000000\nsmee,{CONTACT},13800000001\n\
         tongcheng,本队的联系人,13800000002\n"
    );
    let contacts = city.write("contacts.csv", contacts);
    let people =
        city.write("people.csv", format!("person,name,native_adcode,envoy\np-secret,{PERSON},340100,340100\n"));
    let offices = city.write("offices.csv", "person,enterprise,title\np-secret,tongcheng,董事\np-secret,smee,董事\n");
    let funds = city.write("funds.csv", format!("fund,name\nf-secret,{FUND}\n"));
    let group = city.write("fund_groups.csv", "chain,fund\nic,f-secret\n");
    let invests =
        city.write("investments.csv", "investor,enterprise,percent\nf-secret,tongcheng,30\nf-secret,smee,30\n");
    let sites = city.write("sites.csv", "enterprise,adcode,segments\ntongcheng,310115,ic-resist;x-one\n");
    let meetings = city.write("meetings.csv", "meeting,date,chain\nm-x-secret,2026-11-01,x\n");
    city.import(&[&contacts, &people, &offices, &funds, &group, &invests, &sites, &meetings]);
    first(&city);
    for (role, grant) in ROLES.iter().filter(|(role, _)| *role != "admin") {
        add(&city, role, &[grant]);
    }
    add(&city, "elsewhere", &["member:nev"]);
    city.served()
}

/// Says that what was first brought in is of another day, so that there is something to compare with.
fn of_two_days(city: &City) {
    let file = rusqlite::Connection::open(city.store()).unwrap();
    assert!(file.execute("UPDATE batch SET at = '2026-01-02T08:00:00+08:00' WHERE seq <= 2", []).unwrap() > 0);
}

/// What the table says, by right and role.
fn table() -> BTreeMap<(String, String), String> {
    let mut rows = csv::Reader::from_path(project().join("src/access/access.csv")).unwrap();
    let roles: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    let cells = rows.records().map(Result::unwrap).flat_map(|row| {
        let words = row.iter().map(str::to_owned).collect::<Vec<_>>();
        let right = words[0].clone();
        roles.iter().cloned().zip(words).skip(2).map(move |(role, word)| ((right.clone(), role), word))
    });
    cells.collect()
}

/// The questions of the document, but those about accounts and such as anybody may ask.
pub(super) fn asked() -> Vec<Operation> {
    let all = operations(&promised()).into_iter();
    all.filter(|o| o.method == "get" && !o.is_about_accounts() && o.told["x-right"] != "public").collect()
}

/// The address of an operation about a chain, and about a target where it is about one.
pub(super) fn address(operation: &Operation, chain: &str, segment: &str, target: &str) -> String {
    let parts = [
        ("{chain}", chain),
        ("{segment}", segment),
        ("{fund}", "f-ic1"),
        ("{import}", "1"),
        ("{place}", "0"),
        ("{project}", "j1"),
    ];
    let path = parts.iter().fold(operation.path.clone(), |path, (part, value)| path.replace(part, value));
    let path = path.replace("templates/{name}", "templates/enterprises.csv").replace(['{', '}'], "");
    let value = |name: &str| match name {
        "chain" | "here" => Some(chain),
        "id" | "thing" if chain == "x" => Some("x-risky"),
        "id" | "thing" => Some(target),
        "text" if chain == "x" => Some("另加"),
        "text" => Some("秘密"),
        "target" => Some(target),
        "from" if operation.path == "/data/moved" => Some("2026-01-03"),
        "from" => Some("enterprise:cxmt"),
        "segment" => Some(segment),
        "squad" => Some("s-top"),
        "fund" => Some("f-ic1"),
        "home" => Some("340100"),
        "of" => Some("visits:v1"),
        _ => None,
    };
    let wanted = operation.parameters("query").into_iter().filter_map(|parameter| {
        let name = parameter["name"].as_str().unwrap();
        let free = ["chain", "id", "text", "thing", "target"].contains(&name)
            || operation.path == "/data/moved" && name == "from";
        let value = value(name).filter(|_| free || parameter["required"] == true)?;
        Some(format!("{name}={}", url::form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>()))
    });
    format!("{path}?{}", wanted.collect::<Vec<_>>().join("&"))
}

fn every_question_is_answered_as_the_table_says() {
    let (_city, server) = served();
    let (table, mut wrong) = (table(), Vec::new());
    for (role, _) in ROLES {
        let visit = Visit::as_user(&server, role);
        for operation in asked() {
            let right = operation.told["x-right"].as_str().unwrap().to_owned();
            let answer = visit.get(&address(&operation, "ic", "ic-litho", "tongcheng"));
            let about_a_chain = operation.path.contains("{chain}")
                || operation.parameters("query").iter().any(|parameter| parameter["name"] == "chain");
            let is_right = match table[&(right.clone(), role.to_owned())].as_str() {
                "all" => ![401, 403].contains(&answer.status),
                "-" if PARTS.contains(&operation.name().as_str()) => answer.status == 200,
                "-" => answer.status == 403,
                // A document of a whole chain is more than a squad's part of it.
                "squad" if right == "export" => answer.status == 403,
                "own" | "assigned" | "squad" if about_a_chain => {
                    ![401, 403].contains(&answer.status) && answer.status < 500
                }
                _ => answer.status < 500,
            };
            if !is_right {
                wrong.push(format!("{role}, {right}: {} {}", operation.name(), answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where any of the words stands in what somebody is answered.
fn told(visit: &Visit<'_>, chains: &[(&str, &str)], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    // What is packed holds no words to be found.
    let packed = |operation: &Operation| [".pdf", ".xlsx"].iter().any(|end| operation.path.ends_with(end));
    for operation in asked().into_iter().filter(|operation| !packed(operation)) {
        for (chain, segment) in chains {
            let [question, other] = ["smee", "tongcheng"].map(|target| address(&operation, chain, segment, target));
            let is_page = !operation.path.starts_with("/api/");
            let table = is_page.then(|| format!("{question}&format=csv"));
            let other = Some(other).filter(|other| *other != question);
            let bare = operation.path.clone();
            for question in [question, bare].into_iter().chain(other).chain(table) {
                let answer = visit.get(&question);
                assert!(answer.status < 500, "{question}: {}", answer.body);
                // What was asked is told back, in addresses and in sentences that refuse it.
                let words = words.iter().filter(|word| answer.status == 200 && answer.body.contains(**word));
                found.extend(words.map(|word| format!("{word} in {question}")));
            }
        }
    }
    found.dedup();
    found
}

fn nothing_of_a_chain_is_told_to_whoever_may_not_see_it() {
    let (city, server) = served();
    of_two_days(&city);
    let mut admin = Visit::as_user(&server, "admin");
    let member = [("form", "member"), ("enterprise", "tongcheng"), ("segment", "x-one"), ("ground", "网")];
    let token = admin.token("/me");
    assert_eq!(admin.send("/chains/x/segments/x-one", &token, &member).status, 303);
    let all = [("x", "x-one"), ("ic", "ic-litho"), ("nev", "nev-cell")];
    let seen = told(&admin, &all[..2], &[&FOREIGN[..], &[NOTE, REASON]].concat());
    for word in FOREIGN.into_iter().chain([NOTE, REASON]) {
        assert!(seen.iter().any(|line| line.starts_with(word)), "{word} is told to whoever may see it: {seen:#?}");
    }
    let leader = Visit::as_user(&server, "leader");
    assert_eq!(told(&leader, &all, &FOREIGN), Vec::<String>::new());
    let elsewhere = Visit::as_user(&server, "elsewhere");
    assert_eq!(told(&elsewhere, &all, &[&FOREIGN[..], &[NOTE, REASON]].concat()), Vec::<String>::new());
}

fn a_chain_one_may_not_see_is_answered_as_one_that_is_not_there() {
    let (_city, server) = served();
    let elsewhere = Visit::as_user(&server, "elsewhere");
    let mut compared = 0;
    let is_of_one = |operation: &Operation| {
        let asks = |parameter: &serde_json::Value| parameter["name"] == "chain" && parameter["required"] == true;
        operation.path.contains("{chain}") || operation.parameters("query").into_iter().any(asks)
    };
    for operation in asked().into_iter().filter(is_of_one) {
        let [foreign, none] = ["pv", "zz"].map(|chain| {
            let answer = elsewhere.get(&address(&operation, chain, "s", "smee"));
            (answer.status, answer.body.replace(&format!("「{chain}」"), "「」").replace(&format!("chain={chain}"), ""))
        });
        assert_eq!(foreign, none, "{}", operation.name());
        assert!([400, 403, 404].contains(&foreign.0), "{}: {}", operation.name(), foreign.0);
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
}

/// What is written stands under the name of who is logged in, also where a form asks who judged.
fn nobody_assesses_in_another_name() {
    let (city, server) = served();
    let mut leader = Visit::as_user(&server, "leader");
    let page = "/chains/ic/segments/ic-etch";
    let mut assess = |who: &str| {
        let token = leader.token(page);
        let said = [("verdict", "strengthen"), ("reason", "两家都说缺"), ("who", who)];
        leader.send(&format!("{page}/assess"), &token, &said)
    };
    let forged = assess("admin");
    assert!(forged.status == 400 && forged.body.contains("不能写“admin”"), "{}: {}", forged.status, forged.body);
    for own in ["", "leader"] {
        let answer = assess(own);
        assert_eq!(answer.status, 303, "{own}: {}", answer.body);
    }
    let told = city.json(&["explain", "--chain", "ic", "--segment", "ic-etch"]).to_string();
    assert!(told.contains("\"who\":\"leader\"") && !told.contains("\"who\":\"admin\""), "{told}");
}

fn a_list_is_told_to_nobody_who_may_not_see_it() {
    let (_city, server) = served();
    let (ic, list) = ([("ic", "ic-litho")], [NOTE, "约见", OWN_NOTE, FREE_NOTE]);
    let clerk = Visit::as_user(&server, "clerk");
    for role in ["clerk", "fund"] {
        assert_eq!(told(&Visit::as_user(&server, role), &ic, &list), Vec::<String>::new(), "{role}");
    }
    for role in ["captain", "recruiter"] {
        let visit = Visit::as_user(&server, role);
        let seen = told(&visit, &ic, &list);
        for note in &list[..2] {
            assert!(!seen.iter().any(|line| line.starts_with(note)), "{role} is told {note}: {seen:#?}");
        }
        for note in &list[2..] {
            assert!(seen.iter().any(|line| line.starts_with(note)), "{role} is not told {note}: {seen:#?}");
        }
    }
    assert_eq!(clerk.get("/chains/ic/brief").status, 200);
    for filter in ["state=listed", "squad=s-top"] {
        for page in ["/map", "/api/v1/map", "/api/v1/map.svg"] {
            let answer = clerk.get(&format!("{page}?chain=ic&{filter}"));
            assert_eq!(answer.status, 403, "who is on the list is not told by a filter: {page} {filter}");
        }
    }
}

fn contacts_are_told_to_nobody_who_may_not_see_them() {
    let (_city, server) = served();
    let own = format!("Origin: http://{}\r\n", server.address);
    for (role, statuses) in [
        ("admin", [200, 200]),
        ("clerk", [403, 403]),
        ("dispatcher", [403, 403]),
        ("auditor", [403, 403]),
        ("leader", [200, 200]),
        ("captain", [200, 403]),
        ("recruiter", [200, 403]),
        ("fund", [403, 403]),
        ("elsewhere", [404, 403]),
    ] {
        let visit = Visit::as_user(&server, role);
        let token = visit.token("/me");
        let asked = [("/chains/ic/brief", &[][..]), ("/enterprise/phones?id=cxmt", &[][..])];
        for ((path, pairs), status) in asked.into_iter().zip(statuses) {
            let answer = visit.send_with(path, &own, &token, pairs);
            assert_eq!(answer.status, status, "{role} {path}: {}", answer.body);
            assert!(status == 200 || !answer.body.contains(CONTACT), "{role} {path}");
        }
        assert_eq!(told(&visit, &[("ic", "ic-litho")], &[CONTACT]), Vec::<String>::new(), "{role}");
    }
}

fn people_and_funds_are_told_to_nobody_who_may_not_see_them() {
    let (city, server) = served();
    of_two_days(&city);
    let ic = [("ic", "ic-litho")];
    for (role, person, fund) in
        [("leader", true, true), ("captain", true, false), ("recruiter", false, false), ("fund", false, true)]
    {
        let seen = told(&Visit::as_user(&server, role), &ic, &[PERSON, FUND]);
        for (word, may) in [(PERSON, person), (FUND, fund)] {
            assert_eq!(seen.iter().any(|line| line.starts_with(word)), may, "{role} {word}: {seen:#?}");
        }
    }
}

fn changes_are_refused_as_the_table_says() {
    let (city, server) = served();
    let own = format!("Origin: http://{}\r\n", server.address);
    let forms: [(&str, &[(&str, &str)]); 6] = [
        ("/chains/ic/list/add", &[("enterprise", "x-risky")]),
        ("/chains/ic/segments/ic-litho/assess", &[("verdict", "fill"), ("reason", "缺"), ("until", "2099-01-01")]),
        ("/chains/ic/group", &[("form", "squad"), ("squad", "s-spear"), ("ground", "会议")]),
        (
            "/enterprise?id=cxmt",
            &[("form", "website"), ("value", "https://example.cn"), ("reason", "新"), ("ground", "网")],
        ),
        ("/chains/ic/segments/ic-litho", &[("form", "member"), ("enterprise", "jac"), ("ground", "网")]),
        ("/enterprise/contacts", &[("of", "cxmt"), ("name", "新人"), ("ground", "名片")]),
    ];
    for (role, statuses) in [
        ("auditor", [403; 6]),
        ("captain", [403; 6]),
        ("recruiter", [403; 6]),
        ("fund", [403; 6]),
        ("elsewhere", [404, 404, 404, 0, 404, 403]),
        ("clerk", [403, 403, 403, 0, 0, 403]),
        ("leader", [403, 0, 403, 403, 403, 403]),
        ("dispatcher", [403, 403, 0, 403, 403, 403]),
        ("member", [0, 0, 0, 0, 0, 0]),
        ("admin", [0, 0, 0, 0, 0, 0]),
    ] {
        let visit = Visit::as_user(&server, role);
        let token = visit.token("/me");
        for ((path, pairs), status) in forms.iter().zip(statuses) {
            let before = city.digest();
            let answer = visit.send_with(path, &own, &token, pairs);
            if status == 0 {
                assert!(![401, 403, 404].contains(&answer.status), "{role} {path}: {} {}", answer.status, answer.body);
            } else {
                assert_eq!(answer.status, status, "{role} {path}: {}", answer.body);
                assert_eq!(city.digest(), before, "{role} {path}");
            }
        }
    }
    let lead = Visit::as_user(&server, "member");
    let token = lead.token("/me");
    let forged = [("enterprise", "cxmt"), ("who", "别人")];
    let answer = lead.send_with("/chains/ic/list/add", &own, &token, &forged);
    assert!(answer.status == 400 && answer.body.contains("经手人就是登录的人"), "{}", answer.body);
    let foreign = [("form", "member"), ("enterprise", "jac"), ("segment", "x-one"), ("ground", "网")];
    let answer = lead.send_with("/chains/ic/segments/ic-litho", &own, &token, &foreign);
    assert!(answer.status >= 400 || !city.done(&["history", "jac"]).out().contains("x-one"), "{}", answer.body);
}
