//! Who sees a part is told of that part, and counted nothing else.

use serde_json::Value;

use super::worked_city::{files, folder};
use crate::accounts::visit::{Visit, add, be, first};
use crate::support::{City, Facts, Server};

pub fn facts(facts: &mut Facts) {
    facts.add("parts::everybody_sees_their_part_of_the_sheet", everybody);
    facts.add("parts::frozen_sheets_are_for_who_sees_all_and_freezing_for_the_dispatcher", freezing);
}

/// The worked city with squad q2 assigned to chain c1, and an account of every role.
fn served() -> (City, Server) {
    let all = files(&folder("tiny"));
    let city = City::with(&all.iter().map(|file| file.as_path()).collect::<Vec<_>>());
    let assigned = city.write("assignments.csv", "chain,squad\nc1,q2\n");
    let group = city.write("fund_groups.csv", "chain,fund\nc1,f1\n");
    city.import(&[&assigned, &group]);
    first(&city);
    for (login, grant) in [
        ("dispatcher", "dispatcher"),
        ("auditor", "auditor"),
        ("clerk", "clerk"),
        ("leader", "leader:c1"),
        ("fund", "fund:f1"),
        ("captain", "captain:q1"),
        ("r3", "recruiter:q2"),
        ("stranger", "recruiter:q1"),
    ] {
        add(&city, login, &[grant]);
    }
    be(&city, "r3", "r3");
    city.served()
}

fn sheet(server: &Server, login: &str, rows: &str) -> Value {
    let asked = format!("/api/v1/score?period=2026-01/2026-02&cut_off=2026-02-28&rows={rows}");
    let answer = Visit::as_user(server, login).get(&asked);
    assert_eq!(answer.status, 200, "{login}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn ids(sheet: &Value) -> Vec<&str> {
    sheet["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect()
}

fn problems(sheet: &Value) -> Vec<String> {
    let all = sheet["problems"].as_array().unwrap().iter();
    all.map(|one| format!("{} {}", one["kind"].as_str().unwrap(), one["what"].as_str().unwrap())).collect()
}

fn everybody() {
    let (_city, server) = served();
    for (login, squads, recruiters, chains, funds) in [
        ("dispatcher", &["q1", "q2"][..], &["r1", "r2", "r3", "r4"][..], &["c1", "c2"][..], &["f1"][..]),
        ("auditor", &["q1", "q2"], &["r1", "r2", "r3", "r4"], &["c1", "c2"], &["f1"]),
        ("leader", &["q2"], &["r3"], &["c1"], &["f1"]),
        ("captain", &["q1"], &["r1", "r2"], &[], &["f1"]),
        ("r3", &[], &["r3"], &[], &[]),
        ("stranger", &[], &[], &[], &[]),
    ] {
        for (rows, expected) in [("squads", squads), ("recruiters", recruiters), ("chains", chains), ("funds", funds)] {
            assert_eq!(ids(&sheet(&server, login, rows)), expected, "{login} {rows}");
        }
    }
    for visit in ["clerk", "fund"].map(|login| Visit::as_user(&server, login)) {
        for address in ["/score", "/api/v1/score", "/stalled", "/api/v1/due", "/api/v1/duties", "/score/facts"] {
            assert_eq!(visit.get(address).status, 403, "{address}");
        }
        assert!(!visit.get("/data").body.contains("href=\"/score\""), "nothing is offered that is refused");
    }
    let [all, own, chain] = ["dispatcher", "captain", "leader"].map(|login| sheet(&server, login, "squads"));
    assert_eq!(own["rows"][0]["cells"], all["rows"][0]["cells"], "a captain's row is the city's");
    assert_eq!(own["total"]["cells"]["days"], own["rows"][0]["cells"]["days"], "all together is all that is seen");
    assert_eq!(chain["rows"][0]["cells"]["days"], all["rows"][1]["cells"]["days"]);
    let (own, chain) = (problems(&own), problems(&chain));
    assert!(own.contains(&"request n2".to_owned()) && !own.iter().any(|one| one.ends_with(" c2")), "{own:?}");
    assert!(!chain.iter().any(|one| one.ends_with(" c2") || one.starts_with("request")), "{chain:?}");
    let stranger = sheet(&server, "stranger", "recruiters");
    assert_eq!((problems(&stranger).len(), stranger["notices"].as_array().unwrap().len()), (0, 0));
    assert_eq!(stranger["total"]["cells"]["signed"], 0.0);
}

fn freezing() {
    let (_city, server) = served();
    let asked =
        [("period", "2026-01/2026-02"), ("rows", "squads"), ("cut_off", "2026-02-28"), ("home", ""), ("who", "")];
    for login in ["leader", "captain", "r3", "auditor", "clerk", "admin"] {
        let mut visit = Visit::as_user(&server, login);
        let token = visit.token("/me");
        let answer = visit.send("/score/freeze", &token, &asked);
        assert_eq!(answer.status, 403, "{login}: {}", answer.body);
        assert!(!visit.get("/score").body.contains("/score/freeze"), "{login} is not offered it");
    }
    for login in ["leader", "captain", "r3", "clerk"] {
        let visit = Visit::as_user(&server, login);
        for address in ["/score/frozen", "/api/v1/score/frozen", "/score/frozen/latest"] {
            assert_eq!(visit.get(address).status, 403, "{login} {address}");
        }
    }
    let mut dispatcher = Visit::as_user(&server, "dispatcher");
    let page = dispatcher.get("/score?period=2026-01/2026-02&cut_off=2026-02-28");
    assert!(page.body.contains("冻结这一张") && page.body.contains("PDF A3"), "{}", page.body);
    let token = dispatcher.token("/score");
    let done = dispatcher.send("/score/freeze", &token, &asked);
    assert_eq!(done.status, 303, "{}", done.body);
    let at = done.header("location").to_owned();
    let again = dispatcher.send("/score/freeze", &token, &asked);
    assert!(again.status == 400 && again.body.contains("已经冻结"), "{}", again.body);
    let left =
        dispatcher.send("/score/freeze", &token, &[("period", ""), ("rows", "squads"), ("cut_off", "2026-02-28")]);
    assert!(left.status == 400 && left.body.contains("没有写明时段"), "{}", left.body);
    let amend = dispatcher.send(&format!("{at}/amend"), &token, &[]);
    assert!(amend.status == 400 && amend.body.contains("不必修订"), "{}", amend.body);
    assert_eq!(Visit::as_user(&server, "auditor").get(&at).status, 200);
}
