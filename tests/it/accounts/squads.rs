//! What captain and recruiter do: in the part of a list that their squad has, and nowhere else.

use super::roles::{FREE_NOTE, OWN_NOTE, served};
use super::visit::Visit;
use crate::support::{Answer, City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "accounts": a_squad_says_how_far_its_own_targets_are_and_no_other, a_list_is_counted_as_far_as_it_is_seen,
        what_others_wrote_of_a_target_is_not_told_to_whom_it_is_given, a_captain_hands_out_the_packets_of_the_own_squad,
        whom_to_call_is_told_and_written_down_at_targets_of_the_squad,
        why_a_firm_was_listed_is_told_to_whoever_may_see_whom_it_names, a_squad_on_no_chain_is_told_so);
}

/// The firm that the squad has, one that another has, one that nobody has.
const OWN: &str = "tongcheng";
const OTHERS: &str = "smee";
const FREE: &str = "asml";

/// Sends a form as a browser of the service would.
fn sent(visit: &Visit<'_>, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let own = format!("Origin: http://{}\r\n", visit.server.address);
    visit.send_with(path, &own, &visit.token("/me"), pairs)
}

/// The version of an entry.
fn version(city: &City, firm: &str) -> String {
    let list = city.json(&["list", "show", "--chain", "ic"]);
    let entries = list["entries"].as_array().unwrap();
    entries.iter().find(|entry| entry["enterprise"] == firm).unwrap()["version"].to_string()
}

fn a_squad_says_how_far_its_own_targets_are_and_no_other() {
    let (city, server) = served();
    for role in ["captain", "recruiter"] {
        let visit = Visit::as_user(&server, role);
        let set = |firm: &str, said: &[(&str, &str)]| {
            let version = version(&city, firm);
            let pairs = [&[("enterprise", firm), ("version", version.as_str())], said].concat();
            sent(&visit, "/chains/ic/list/set", &pairs)
        };
        let note = format!("{role}见过了");
        let done = set(OWN, &[("state", "visited"), ("note", &note), ("amount", "5000"), ("due", "2027-01-01")]);
        assert_eq!(done.status, 303, "{role}: {}", done.body);
        let address = done.header("location");
        assert!(visit.get(address).body.contains(&note), "{role}");
        let number = address.split("done=").nth(1).unwrap().split('&').next().unwrap();
        let back = sent(&visit, "/chains/ic/list/undo", &[("number", number), ("target", OWN)]);
        assert_eq!(back.status, 303, "{role} takes back what they said: {}", back.body);

        let before = city.digest();
        for (firm, said, status) in [
            (OTHERS, ("note", "改"), 400),
            (FREE, ("note", "改"), 403),
            (OWN, ("squad", "s-bur2"), 403),
            (OWN, ("leader", "某市长"), 403),
            (OWN, ("state", "dropped"), 403),
        ] {
            let answer = set(firm, &[said, ("reason", "不合适")]);
            assert_eq!(answer.status, status, "{role} {firm} {said:?}: {}", answer.body);
        }
        let (own, free) = (version(&city, OWN), version(&city, FREE));
        for (path, pairs) in [
            ("drop", vec![("enterprise", OWN), ("version", &*own), ("reason", "不合适")]),
            ("assign", vec![("enterprise", &*format!("{free}|{FREE}")), ("squad", "s-spear")]),
            ("add", vec![("enterprise", "jac")]),
            ("suggest", vec![("enterprise", FREE)]),
        ] {
            let answer = sent(&visit, &format!("/chains/ic/list/{path}"), &pairs);
            assert_eq!(answer.status, 403, "{role} {path}: {}", answer.body);
        }
        assert_eq!(city.digest(), before, "{role}");
    }
    let fund = Visit::as_user(&server, "fund");
    let own = version(&city, OWN);
    let answer = sent(&fund, "/chains/ic/list/set", &[("enterprise", OWN), ("version", &own), ("note", "改")]);
    assert_eq!(answer.status, 403, "{}", answer.body);
}

fn a_list_is_counted_as_far_as_it_is_seen() {
    let (_city, server) = served();
    let all = |visit: &Visit<'_>, query: &str| {
        let answer = visit.get(&format!("/api/v1/list?chain=ic{query}"));
        assert_eq!(answer.status, 200, "{query}: {}", answer.body);
        serde_json::from_str::<serde_json::Value>(&answer.body).unwrap()
    };
    let [admin, recruiter] = ["admin", "recruiter"].map(|login| Visit::as_user(&server, login));
    assert_eq!(all(&admin, "")["total"], 3);
    assert_eq!(all(&recruiter, "")["total"], 2, "the own one, and the one that nobody has");
    assert_eq!(all(&recruiter, "&squad=s-bur2")["entries"].as_array().unwrap().len(), 0);
    let file = recruiter.get("/chains/ic/list?format=csv").body;
    assert!(file.contains(OWN_NOTE) && file.contains(FREE_NOTE) && !file.contains(OTHERS), "{file}");
}

/// A version says what the entry said while somebody had it: those of others' days stay theirs.
fn what_others_wrote_of_a_target_is_not_told_to_whom_it_is_given() {
    let (city, server) = served();
    city.done(&["list", "set", "--chain", "ic", OTHERS, "--note", "", "--who", "测试"]);
    city.done(&["list", "assign", "--chain", "ic", OTHERS, "--squad", "s-spear", "--who", "测试"]);
    let page = format!("/chains/ic/list/entry?target={OTHERS}");
    let [admin, recruiter] = ["admin", "recruiter"].map(|login| Visit::as_user(&server, login).get(&page));
    assert!(admin.body.contains("清单里的秘密备注"), "{}", admin.body);
    assert_eq!(recruiter.status, 200, "{}", recruiter.body);
    assert!(!recruiter.body.contains("清单里的秘密备注"), "{}", recruiter.body);
}

fn a_captain_hands_out_the_packets_of_the_own_squad() {
    let (_city, server) = served();
    for (role, squad, contacts, status) in [
        ("captain", "s-spear", "", 200),
        ("captain", "s-spear", "1", 200),
        ("captain", "s-bur2", "", 403),
        ("recruiter", "s-spear", "", 403),
        ("fund", "s-spear", "", 403),
    ] {
        let visit = Visit::as_user(&server, role);
        let answer =
            sent(&visit, "/chains/ic/list/packet", &[("squad", squad), ("form", "html"), ("contacts", contacts)]);
        assert_eq!(answer.status, status, "{role} {squad}: {}", answer.body);
        let told = answer.body.contains("本队的联系人");
        assert_eq!(told, status == 200 && contacts == "1", "{role} {squad} {contacts}");
        assert!(!answer.body.contains("秘密基金"), "funds are not told to {role}");
    }
    let out = |login| Visit::as_user(&server, login).get("/chains/ic/list").body.matches("未交回").count();
    assert!(out("captain") > 0 && out("captain") == out("admin"));
    let other = sent(
        &Visit::as_user(&server, "admin"),
        "/chains/ic/list/packet",
        &[("squad", "s-bur2"), ("form", "html"), ("contacts", "")],
    );
    assert_eq!(other.status, 200, "{}", other.body);
    assert!(out("captain") < out("admin"), "a packet of another squad is not told");
}

fn whom_to_call_is_told_and_written_down_at_targets_of_the_squad() {
    let (_city, server) = served();
    for role in ["captain", "recruiter"] {
        let visit = Visit::as_user(&server, role);
        for (firm, status) in [(OWN, 200), (OTHERS, 403), (FREE, 403), ("cxmt", 403)] {
            let answer = sent(&visit, &format!("/enterprise/phones?id={firm}"), &[]);
            assert_eq!(answer.status, status, "{role} {firm}: {}", answer.body);
            assert_eq!(answer.body.contains("本队的联系人"), status == 200, "{role} {firm}");
            let name = format!("{role}记下的人");
            let pairs = [("of", firm), ("name", &*name), ("phone", "13900000000"), ("ground", "名片")];
            let written = sent(&visit, "/enterprise/contacts", &pairs);
            assert_eq!(written.status, if status == 200 { 303 } else { 403 }, "{role} {firm}: {}", written.body);
        }
    }
}

/// The words kept from the day a firm was listed name funds and people.
fn why_a_firm_was_listed_is_told_to_whoever_may_see_whom_it_names() {
    let (_city, server) = served();
    for (role, told) in [("admin", true), ("member", true), ("captain", false), ("recruiter", false)] {
        let visit = Visit::as_user(&server, role);
        let list = visit.get("/api/v1/list?chain=ic").body;
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        let own = list["entries"].as_array().unwrap().iter().find(|entry| entry["enterprise"] == OWN).unwrap();
        assert_eq!(own["why"].as_str().unwrap().is_empty(), !told, "{role}: {own}");
        let page = visit.get(&format!("/chains/ic/list/entry?target={OWN}")).body;
        assert_eq!(page.contains("列入理由"), told, "{role}: {page}");
    }
}

fn a_squad_on_no_chain_is_told_so() {
    let city = City::sample();
    super::visit::first(&city);
    let squads = city.write("squads.csv", "squad,name,kind\ns-idle,示例闲队,station\n");
    city.import(&[&squads]);
    super::visit::add(&city, "idle", &["captain:s-idle"]);
    let (_city, server) = city.served();
    let page = Visit::as_user(&server, "idle").get("/");
    assert!(page.status == 200 && page.body.contains("还没有您能看的产业链"), "{}", page.body);
    assert!(!page.body.contains("还没有数据") && !page.body.contains("集成电路"), "{}", page.body);
}
