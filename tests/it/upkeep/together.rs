//! Two people at one thing: the second is told what the first changed and decides; what only one changed is kept.

use serde_json::Value;

use crate::accounts::visit::{Visit, add, first};
use crate::support::{Answer, City, Facts, Server, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "together": of_two_who_write_one_field_the_second_decides, what_two_change_apart_is_kept_both,
        what_hangs_on_a_changed_field_is_asked_about, who_writes_of_a_target_that_went_is_told_and_keeps_their_words,
        cards_and_ticks_go_the_same_way, of_two_who_correct_one_value_the_second_decides,
        two_values_of_one_record_are_no_conflict, an_assessment_that_was_not_seen_is_told_first,
        a_page_is_told_when_what_it_shows_moved);
}

/// The sample with two members of one group.
fn served() -> (City, Server) {
    let city = City::sample();
    city.done(&["list", "add", "--chain", "ic", "smee", "asml", "--who", "甲"]);
    first(&city);
    add(&city, "mei", &["member:ic"]);
    add(&city, "lan", &["member:ic"]);
    add(&city, "yuan", &["member:nev"]);
    city.served()
}

const ENTRY: &str = "/chains/ic/list/entry?target=smee";

fn between<'a>(page: &'a str, begin: &str, end: &str) -> &'a str {
    let rest = page.split_once(begin).unwrap_or_else(|| panic!("no {begin} in {page}")).1;
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} in {rest}")).0
}

/// The version that a page's form sends.
fn seen(page: &str) -> String {
    between(page, "name=\"version\" value=\"", "\"").to_owned()
}

/// A form as a browser sends it: every field it shows.
fn say(visit: &mut Visit<'_>, seen: &str, said: &[(&str, &str)]) -> Answer {
    let token = visit.token("/me");
    let shown =
        [("enterprise", "smee"), ("version", seen), ("state", "listed"), ("squad", ""), ("next", ""), ("note", "")];
    let kept = shown.iter().filter(|(name, _)| said.iter().all(|(own, _)| own != name));
    let pairs: Vec<(&str, &str)> = kept.chain(said).copied().collect();
    visit.send("/chains/ic/list/set", &token, &pairs)
}

fn entry(city: &City) -> Value {
    let list = city.json(&["list", "show", "--chain", "ic"]);
    list["entries"].as_array().unwrap().iter().find(|entry| entry["record"] == "smee").cloned().unwrap_or_default()
}

fn of_two_who_write_one_field_the_second_decides() {
    let (city, server) = served();
    let [mut mei, mut lan] = ["mei", "lan"].map(|login| Visit::as_user(&server, login));
    let version = seen(&mei.get(ENTRY).body);
    assert_eq!(say(&mut mei, &version, &[("note", "约在周三"), ("next", "寄资料")]).status, 303);
    let told = say(&mut lan, &version, &[("note", "约在周五")]);
    assert_eq!(told.status, 409, "{}", told.body);
    for word in [
        "mei",
        "您看到的是空，现在是「约在周三」，您写的是「约在周五」",
        "value=\"约在周五\"",
        "清单上现在是：约在周三",
    ] {
        assert!(told.body.contains(word), "{word}: {}", told.body);
    }
    assert!(told.body.contains("value=\"寄资料\""), "what was left alone shows what stands there: {}", told.body);
    assert_eq!(entry(&city)["note"], "约在周三");
    let decided = say(&mut lan, &seen(&told.body), &[("note", "约在周五"), ("next", "寄资料")]);
    assert_eq!(decided.status, 303, "{}", decided.body);
    assert_eq!((entry(&city)["note"].as_str(), entry(&city)["next"].as_str()), (Some("约在周五"), Some("寄资料")));
    let same = say(&mut mei, &version, &[("note", "约在周五"), ("next", "寄资料")]);
    assert!(same.status == 303 && same.header("location").contains("done=0"), "who says the same writes nothing");
    for never in ["0", "999999"] {
        let told = say(&mut mei, never, &[("note", "丙")]);
        assert!(told.status == 409 && entry(&city)["note"] == "约在周五", "{never}: {}", told.body);
    }
}

fn what_two_change_apart_is_kept_both() {
    let (city, server) = served();
    let [mut mei, mut lan] = ["mei", "lan"].map(|login| Visit::as_user(&server, login));
    let version = seen(&mei.get(ENTRY).body);
    assert_eq!(say(&mut mei, &version, &[("note", "约在周三")]).status, 303);
    assert_eq!(say(&mut lan, &version, &[("next", "寄资料"), ("due", "2027-01-02")]).status, 303);
    assert_eq!(say(&mut mei, &version, &[("note", "约在周三"), ("squad", "s-top"), ("other", "s-top")]).status, 303);
    let token = lan.token("/me");
    let dropped = [("enterprise", "smee"), ("version", &*version), ("reason", "停产")];
    let told = lan.send("/chains/ic/list/drop", &token, &dropped);
    assert_eq!(told.status, 409, "who drops did not see that a squad has it: {}", told.body);
    let now = entry(&city);
    let told =
        ["note", "next", "due", "squad", "state"].map(|field| now[field].as_str().unwrap_or_default().to_owned());
    assert_eq!(told, ["约在周三", "寄资料", "2027-01-02", "s-top", "assigned"]);
}

fn what_hangs_on_a_changed_field_is_asked_about() {
    let (city, server) = served();
    let [mut mei, mut lan] = ["mei", "lan"].map(|login| Visit::as_user(&server, login));
    city.done(&["list", "assign", "--chain", "ic", "smee", "--squad", "s-top"]);
    let recruiters = city.json(&["group", "--chain", "ic"])["squads"].to_string();
    let version = seen(&mei.get(ENTRY).body);
    let page = mei.get(ENTRY).body;
    let choices = between(&page, "<select name=\"recruiter\">", "</select>");
    let recruiter = choices
        .split("value=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|id| !id.is_empty() && !id.contains('<'));
    let recruiter = recruiter.unwrap_or_else(|| panic!("nobody in {choices}: {recruiters}")).to_owned();
    let own = [("state", "assigned"), ("squad", "s-top"), ("recruiter", &*recruiter)];
    assert_eq!(say(&mut mei, &version, &own).status, 303);
    let told = say(
        &mut lan,
        &version,
        &[("state", "assigned"), ("squad", "s-spear"), ("other", "s-spear"), ("recruiter", "")],
    );
    assert!(told.status == 409 && told.body.contains("招商员"), "{}", told.body);
    assert_eq!(entry(&city)["recruiter"], *recruiter);
}

fn who_writes_of_a_target_that_went_is_told_and_keeps_their_words() {
    let (city, server) = served();
    let [mut mei, mut lan] = ["mei", "lan"].map(|login| Visit::as_user(&server, login));
    let token = mei.token("/me");
    let added = mei.send("/chains/ic/list/add", &token, &[("enterprise", "cxmt")]);
    let number = added.header("location").split("done=").nth(1).unwrap().to_owned();
    let page = lan.get("/chains/ic/list/entry?target=cxmt").body;
    assert_eq!(mei.send("/chains/ic/list/undo", &token, &[("number", &number)]).status, 303);
    let lost = [("enterprise", "cxmt"), ("note", "已经约好")];
    let told = say(&mut lan, &seen(&page), &lost);
    assert!((400..500).contains(&told.status), "{}", told.status);
    assert!(told.body.contains("已经约好") && told.body.contains("没有写入"), "{}", told.body);
    assert!(!city.json(&["list", "show", "--chain", "ic"]).to_string().contains("cxmt"));
}

fn cards_and_ticks_go_the_same_way() {
    let (city, server) = served();
    let [mut mei, mut lan] = ["mei", "lan"].map(|login| Visit::as_user(&server, login));
    let version = seen(&mei.get(ENTRY).body);
    let token = mei.token("/me");
    let card = |state| [("enterprise", "smee"), ("version", &*version), ("state", state)];
    assert_eq!(mei.send("/chains/ic/list/move?view=board", &token, &card("contacted")).status, 303);
    let own = lan.token("/me");
    let told = lan.send("/chains/ic/list/move?view=board", &own, &card("visited"));
    assert!(told.status == 409 && told.body.contains("现在是「已联系」"), "{}", told.body);
    assert_eq!(
        lan.send("/chains/ic/list/move?view=board", &own, &card("contacted")).status,
        303,
        "both moved it there"
    );
    let ticks =
        [format!("{version}|smee"), format!("{}|asml", seen(&lan.get("/chains/ic/list/entry?target=asml").body))];
    let assigned =
        |squad| vec![("enterprise", &*ticks[0]), ("enterprise", &*ticks[1]), ("squad", squad), ("other", squad)];
    assert_eq!(lan.send("/chains/ic/list/assign", &own, &assigned("s-top")).status, 303, "only the state had moved");
    let told = mei.send("/chains/ic/list/assign", &token, &assigned("s-spear"));
    assert!(told.status == 409 && told.body.contains("招商队"), "{}", told.body);
    let squads = city.json(&["list", "show", "--chain", "ic", "--squad", "s-top"]);
    assert_eq!(squads["entries"].as_array().unwrap().len(), 2, "none of them was written: {squads}");
}

/// Sends the form of a value that is open on a page.
fn correct(visit: &mut Visit<'_>, page: &str, (column, value): (&str, &str), version: &str) -> Answer {
    let token = visit.token("/me");
    let said = [("form", column), ("value", value), ("version", version), ("reason", "核实过"), ("ground", "电话")];
    visit.send(page, &token, &said)
}

fn of_two_who_correct_one_value_the_second_decides() {
    let (_city, server) = served();
    let (mut admin, mut mei, mut lan) =
        (Visit::as_user(&server, "admin"), Visit::as_user(&server, "mei"), Visit::as_user(&server, "lan"));
    let told = [("form", "meeting"), ("date", "2026-11-01"), ("promised", "一家"), ("ground", "纪要")];
    let token = mei.token("/me");
    assert_eq!(mei.send("/chains/ic/group", &token, &told).status, 303);
    for (page, column, [one, two]) in [
        ("/enterprise?id=cxmt".to_owned(), "website", ["https://a.example.cn", "https://b.example.cn"]),
        ("/chains/ic/segments/ic-etch".to_owned(), "products", ["甲机", "乙机"]),
        ("/chains/ic/group".to_owned(), "lead_unit", ["发改委", "经信局"]),
        ("/chains/ic/meetings/ic-2026-11-01".to_owned(), "promised", ["两家", "三家"]),
    ] {
        let of_firm = page.starts_with("/enterprise");
        let open = format!("{page}{}edit={column}", if of_firm { '&' } else { '?' });
        let version = seen(&mei.get(&open).body.replace("disabled", ""));
        let first = if of_firm { &mut admin } else { &mut mei };
        let done = correct(first, &page, (column, one), &version);
        assert_eq!(done.status, 303, "{page}: {}", done.body);
        let mut other = Visit::as_user(&server, "admin");
        let second = if of_firm { &mut other } else { &mut lan };
        let told = correct(second, &page, (column, two), &version);
        assert_eq!(told.status, 409, "{page}: {}", told.body);
        for word in [&*format!("现在是「{one}」，您写的是「{two}」"), if of_firm { "admin" } else { "mei" }]
        {
            assert!(told.body.contains(word), "{page} {word}: {}", told.body);
        }
        assert!(told.body.contains(&format!("value=\"{two}\"")), "{page}: {}", told.body);
        let decided = correct(second, &page, (column, two), &seen(&told.body));
        assert_eq!(decided.status, 303, "{page}: {}", decided.body);
        assert!(second.get(&page).body.contains(two), "{page}");
    }
}

fn two_values_of_one_record_are_no_conflict() {
    let (_city, server) = served();
    let [mut mei, mut lan] = ["mei", "lan"].map(|login| Visit::as_user(&server, login));
    let page = "/chains/ic/segments/ic-etch";
    let version = seen(&mei.get(&format!("{page}?edit=name")).body);
    assert_eq!(correct(&mut mei, page, ("name", "刻蚀机台"), &version).status, 303);
    let done = correct(&mut lan, page, ("products", "甲机"), &version);
    assert_eq!(done.status, 303, "{}", done.body);
    let shown = lan.get(page).body;
    assert!(shown.contains("刻蚀机台") && shown.contains("甲机"), "neither is lost: {shown}");
}

fn an_assessment_that_was_not_seen_is_told_first() {
    let (city, server) = served();
    let [mut mei, mut lan] = ["mei", "lan"].map(|login| Visit::as_user(&server, login));
    let page = "/chains/ic/segments/ic-etch";
    let version = seen(&lan.get(&format!("{page}?edit=assess")).body);
    let assess = |visit: &mut Visit<'_>, verdict: &str, version: &str| {
        let token = visit.token("/me");
        let said = [("verdict", verdict), ("reason", "看过现场"), ("who", ""), ("until", ""), ("version", version)];
        visit.send(&format!("{page}/assess"), &token, &said)
    };
    assert_eq!(assess(&mut mei, "strengthen", &version).status, 303);
    let told = assess(&mut lan, "fill", &version);
    assert!(told.status == 409 && told.body.contains("mei") && told.body.contains("强链"), "{}", told.body);
    assert!(!city.json(&["explain", "--chain", "ic", "--segment", "ic-etch"]).to_string().contains("\"who\":\"lan\""));
    assert_eq!(assess(&mut lan, "fill", &seen(&told.body)).status, 303);
    let withdraw = |visit: &mut Visit<'_>, version: &str| {
        let token = visit.token("/me");
        visit.send(&format!("{page}/withdraw"), &token, &[("reason", "看错"), ("ground", "现场"), ("version", version)])
    };
    let told = withdraw(&mut mei, &version);
    assert!(told.status == 409 && told.body.contains("lan"), "{}", told.body);
    let version = seen(&mei.get(&format!("{page}?edit=withdraw")).body);
    assert_eq!(withdraw(&mut mei, &version).status, 303);
    let told = withdraw(&mut lan, &version);
    assert!(told.status == 409 && told.body.contains("收回了认定"), "{}", told.body);
}

fn a_page_is_told_when_what_it_shows_moved() {
    let (city, server) = served();
    let mut mei = Visit::as_user(&server, "mei");
    let lan = Visit::as_user(&server, "lan");
    let watched = |page: &str| {
        let page = lan.get(page).body;
        let at = between(&page, "data-version-at=\"", "\"").replace("&#38;", "&").replace("&amp;", "&");
        (at, between(&page, "data-version=\"", "\"").to_owned())
    };
    let asked = |at: &str| {
        let answer = lan.get(at);
        let told: Value =
            serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{at} {error}: {}", answer.body));
        (told["version"].to_string(), told["who"].as_str().unwrap().to_owned())
    };
    let pages = [ENTRY, "/chains/ic/list", "/enterprise?id=cxmt", "/chains/ic/group", "/chains/ic/segments/ic-etch"];
    for page in pages {
        let (at, version) = watched(page);
        assert_eq!(asked(&at).0, version, "{page}: nothing moved");
    }
    let before = pages.map(watched);
    let version = seen(&mei.get(ENTRY).body);
    assert_eq!(say(&mut mei, &version, &[("note", "约在周三")]).status, 303);
    city.import(&[&city.write("chains.csv", "chain,name,leader,source\nic,集成电路,某长,新来源\n")]);
    for (at, (page, (address, version))) in pages.iter().zip(&before).enumerate() {
        let (now, who) = asked(address);
        assert_eq!(now != *version, [0, 1, 3].contains(&at), "{page}");
        assert!(at > 1 || who == "mei", "{page}: {who}");
    }
    let yuan = Visit::as_user(&server, "yuan");
    assert_eq!(yuan.get(&before[0].0).status, 404);
    assert_eq!(yuan.get(&before[3].0).status, 404);
    assert_eq!(Visit::of(&server).get(&before[0].0).status, 401);
}
