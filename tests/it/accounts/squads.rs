//! What captain and recruiter do: in the part of a list that their squad has, and nowhere else.

use super::roles::{FREE_NOTE, OWN_NOTE, served};
use super::visit::{PASSWORD, Visit, user};
use crate::support::{Answer, City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "accounts": a_squad_says_how_far_its_own_targets_are_and_no_other, a_list_is_counted_as_far_as_it_is_seen,
        what_others_wrote_of_a_target_is_not_told_to_whom_it_is_given, a_captain_hands_out_the_packets_of_the_own_squad,
        whom_to_call_is_told_and_written_down_at_targets_of_the_squad,
        why_a_firm_was_listed_is_told_to_whoever_may_see_whom_it_names, a_squad_on_no_chain_is_told_so,
        an_account_is_the_recruiter_that_the_admin_says_and_nobody_by_their_name,
        who_is_at_a_firm_is_told_by_the_chains_it_is_in, trips_are_told_and_put_right_by_the_chains_of_the_squad,
        a_guess_at_a_history_tells_nothing);
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

fn an_account_is_the_recruiter_that_the_admin_says_and_nobody_by_their_name() {
    let (city, server) = served();
    // Called as a recruiter of the squad is, with the id of one as login: that makes nobody one.
    let named = ["add", "r03", "--name", "示例招商员03", "--grant", "recruiter:s-spear"];
    assert_eq!(user(&city, &named, PASSWORD).code(), 0);
    let went = [("people", "r03"), ("out", "2026-01-05"), ("back", "2026-01-06")];
    let told = sent(&Visit::as_user(&server, "r03"), "/trips/trip", &went);
    assert!(told.status == 400 && told.body.contains("还没有对上招商员名册"), "{}", told.body);

    let (visit, mut admin) = (Visit::as_user(&server, "recruiter"), Visit::as_user(&server, "admin"));
    assert!(admin.get("/people").body.contains("还没有对上"), "the admin is told who lacks it");
    let token = admin.token("/people");
    let mut said = |recruiter: &str| {
        admin.send("/people", &token, &[("form", "recruiter"), ("login", "recruiter"), ("recruiter", recruiter)])
    };
    assert!(said("没有这人").body.contains("没有招商员「没有这人」"));
    assert_eq!(said("示例招商员03").status, 200);
    assert!(!visit.is_in(), "whose account it is changed: it logs in anew");
    let accounts = city.json(&["user", "list"]);
    let account = accounts["accounts"].as_array().unwrap().iter().find(|one| one["login"] == "recruiter").unwrap();
    assert_eq!(account["recruiter"], "r03");
    let visit = Visit::as_user(&server, "recruiter");
    assert_eq!(sent(&visit, "/trips/trip", &went).status, 303);
    city.refused(&["user", "recruiter", "r03", "r03"], &["招商员 r03 已经是账户 recruiter 的"]);
    let deed = "SELECT count(*) FROM batch WHERE why = 'account recruiter recruiter r03'";
    let file = rusqlite::Connection::open(city.store()).unwrap();
    assert_eq!(file.query_row(deed, [], |row| row.get::<_, i64>(0)).unwrap(), 1, "the journal says so");

    city.done(&["user", "recruiter", "recruiter"]);
    city.done(&["user", "recruiter", "r03", "r03"]);
    let told = sent(&Visit::as_user(&server, "recruiter"), "/trips/trip", &went);
    assert!(told.status == 400 && told.body.contains("还没有对上招商员名册"), "{}", told.body);
    city.digest();
}

/// What insiders reached once, with an account, the table of rights and a running service.
fn who_is_at_a_firm_is_told_by_the_chains_it_is_in() {
    let (_city, server) = served();
    // A fund of the group of `ic` holds a firm of `ic`; somebody of another chain asks of it, and by their own chain.
    let elsewhere = Visit::as_user(&server, "elsewhere");
    for path in [
        "/enterprise?id=smee",
        "/enterprise?id=smee&chain=nev",
        "/api/v1/enterprise?id=smee&chain=nev",
        "/chains/nev/funds/f-secret",
        "/api/v1/fund?chain=nev&fund=f-secret",
        "/api/v1/reach?chain=nev&from=f-secret",
        "/chains/nev/paths?from=fund:f-secret",
    ] {
        let answer = elsewhere.get(path);
        assert!(!answer.body.contains("秘密基金"), "{path}: {}", answer.body);
    }
    let own = Visit::as_user(&server, "member").get("/enterprise?id=smee&chain=ic");
    assert!(own.body.contains("秘密基金"), "whoever sees the funds of its chain is told: {}", own.body);
    // Somebody with an office at a firm of `nev` alone: a squad on `ic` asks by `ic`.
    let (captain, member) = (Visit::as_user(&server, "captain"), Visit::as_user(&server, "member"));
    for path in ["/enterprise?id=gotion-power&chain=ic", "/api/v1/paths?chain=ic&target=gotion-power"] {
        assert!(!captain.get(path).body.contains("示例企业家丁"), "{path}");
        assert!(member.get(path).body.contains("示例企业家丁"), "{path}: a member sees people of all chains");
    }
}

fn trips_are_told_and_put_right_by_the_chains_of_the_squad() {
    let (city, server) = served();
    let visits =
        "visit,enterprise,date,people,next\nv-nev,gotion,2026-01-05,r05,秘密再去\nv-ic,smee,2026-01-05,r03,本链再去\n";
    let visits = city.write("visits.csv", visits);
    city.import(&[&visits]);
    for (login, told, kept) in [("member", "本链再去", "秘密再去"), ("elsewhere", "秘密再去", "本链再去")]
    {
        let visit = Visit::as_user(&server, login);
        for page in
            ["/trips", "/api/v1/trips", "/api/v1/trips?person=r05", "/api/v1/trips?squad=s-bur1", "/trips?format=csv"]
        {
            assert!(!visit.get(page).body.contains(kept), "{login} {page}");
        }
        assert!(visit.get("/api/v1/trips").body.contains(told), "{login}");
    }
    let member = Visit::as_user(&server, "member");
    let before = city.digest();
    assert_eq!(member.get("/trips/change?of=visits:v-nev").status, 404);
    assert_eq!(member.get("/trips/change?of=visits:v-ic").status, 200);
    let change =
        [("of", "visits:v-nev"), ("enterprise", "smee"), ("date", "2026-01-05"), ("people", "r05"), ("version", "1")];
    assert_eq!(sent(&member, "/trips/change", &change).status, 404);
    assert_eq!(city.digest(), before);
}

fn a_guess_at_a_history_tells_nothing() {
    let (city, server) = served();
    let twins = city.write("people.csv", "person,name\nt-1,秘密同名\nt-2,秘密同名\n");
    city.import(&[&twins]);
    for login in ["elsewhere", "fund", "recruiter"] {
        let visit = Visit::as_user(&server, login);
        let told = |thing: &str| {
            let page = visit.get(&format!("/data/history?thing={thing}"));
            assert_eq!(page.status, 200, "{login} {thing}");
            page.body.replace(thing, "")
        };
        let nothing = told("nothing-there");
        for thing in ["x-one", "m-x-secret"] {
            assert_eq!(told(thing), nothing, "{login} {thing}");
        }
        if login != "elsewhere" {
            for person in ["p-secret", "t-1", "%E7%A7%98%E5%AF%86%E5%90%8C%E5%90%8D"] {
                let page = visit.get(&format!("/data/history?thing={person}")).body;
                assert!(page.contains("没有您能看的"), "{login} {person}: {page}");
            }
        }
    }
    let recruiter = Visit::as_user(&server, "recruiter");
    assert!(recruiter.get("/data/history?thing=f-secret").body.contains("没有您能看的"));
    assert!(recruiter.get("/data/history?thing=r05").body.contains("没有您能看的"), "people of squads of other chains");
    assert!(recruiter.get("/data/history?thing=r03").body.contains("招商员"), "and one's own are told");
}
