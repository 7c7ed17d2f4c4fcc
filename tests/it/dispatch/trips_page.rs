//! The page of one's own trips and visits, at a browser.

use crate::accounts::roles::served;
use crate::accounts::visit::{PASSWORD, Visit, user};
use crate::support::{Answer, City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "trips": a_recruiter_logs_a_trip_and_two_visits, a_form_that_is_refused_keeps_what_was_typed);
}

fn city() -> (City, Server) {
    let (city, server) = served();
    let named = ["add", "r03", "--name", "示例招商员03", "--grant", "recruiter:s-spear", "--recruiter", "r03"];
    let done = user(&city, &named, PASSWORD);
    assert_eq!(done.code(), 0, "{}", done.err());
    (city, server)
}

fn sent(visit: &Visit<'_>, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let own = format!("Origin: http://{}\r\n", visit.server.address);
    visit.send_with(path, &own, &visit.token("/me"), pairs)
}

fn a_recruiter_logs_a_trip_and_two_visits() {
    let (city, server) = city();
    let visit = Visit::as_user(&server, "r03");
    let page = visit.get("/trips").body;
    assert!(
        page.contains("value=\"r03\" checked") && page.contains("示例招商员04") && !page.contains("示例招商员07"),
        "{page}"
    );
    let done = sent(&visit, "/trips/trip", &[("out", "2026-06-01"), ("people", "r03"), ("adcodes", "上海")]);
    assert_eq!(done.status, 303, "{}", done.body);
    for (firm, kind) in [("tongcheng", "visited"), ("smee", "called")] {
        let pairs =
            [("enterprise", firm), ("date", "2026-06-02"), ("kind", kind), ("people", "r03"), ("people", "r04")];
        let done = sent(&visit, "/trips/visit", &pairs);
        assert_eq!(done.status, 303, "{}", done.body);
        let page = visit.get(done.header("location")).body;
        assert!(page.contains("已记下：") && page.contains("撤销"), "{page}");
        assert_eq!(page.contains("改为已走访"), firm == "tongcheng", "another squad's target is not offered: {page}");
    }
    let page = visit.get("/trips").body;
    assert!(
        page.contains("走访 2") && page.contains("出行 1") && page.contains("示例招商员03、示例招商员04"),
        "{page}"
    );
    let file = visit.get("/trips?format=csv");
    assert!(file.status == 200 && file.body.contains("彤程新材"), "{}", file.body);
    let other = Visit::as_user(&server, "recruiter").get("/trips").body;
    assert!(other.contains("走访 0") && !other.contains("彤程新材"), "{other}");
    city.digest();
}

fn a_form_that_is_refused_keeps_what_was_typed() {
    let (city, server) = city();
    let visit = Visit::as_user(&server, "r03");
    let before = city.digest();
    for (path, pairs, says) in [
        (
            "visit",
            vec![("enterprise", "tongcheng"), ("date", "2026-06-02"), ("people", "r07"), ("result", "谈得好")],
            "没有您自己",
        ),
        (
            "visit",
            vec![("enterprise", "没有这家"), ("date", "2026-06-02"), ("people", "r03"), ("result", "谈得好")],
            "库里没有",
        ),
        (
            "trip",
            vec![("out", "2026-06-02"), ("back", "2026-06-01"), ("people", "r03"), ("purpose", "谈得好")],
            "早于出发",
        ),
    ] {
        let answer = sent(&visit, &format!("/trips/{path}"), &pairs);
        assert_eq!(answer.status, 400, "{}", answer.body);
        assert!(answer.body.contains(says) && answer.body.contains("谈得好"), "{says}: {}", answer.body);
    }
    assert_eq!(city.digest(), before);
}
