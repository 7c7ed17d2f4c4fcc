//! Projects over HTTP: who sees which, what is written of them, what is asked about at once.

use crate::accounts::roles::served;
use crate::accounts::visit::{PASSWORD, Visit, user};
use crate::support::{Answer, City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "projects": each_sees_and_enters_the_projects_of_their_own, an_amount_ten_times_another_is_asked_about_at_once,
        what_cannot_be_of_a_node_is_told_in_the_form, what_was_written_of_a_project_is_taken_back_by_whoever_may,
        what_is_due_and_stalled_waits_today);
}

fn city() -> (City, Server) {
    let (city, server) = served();
    for (login, name, grant) in [
        ("r03", "示例招商员03", "recruiter:s-spear"),
        ("r04", "示例招商员04", "recruiter:s-spear"),
        ("r07", "示例招商员07", "recruiter:s-bur2"),
    ] {
        let done = user(&city, &["add", login, "--name", name, "--grant", grant], PASSWORD);
        assert_eq!(done.code(), 0, "{}", done.err());
    }
    (city, server)
}

fn sent(visit: &Visit<'_>, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let own = format!("Origin: http://{}\r\n", visit.server.address);
    visit.send_with(path, &own, &visit.token("/me"), pairs)
}

const NEW: [(&str, &str); 3] = [("name", "示例新项目"), ("enterprise", "tongcheng"), ("amount", "2亿")];

fn each_sees_and_enters_the_projects_of_their_own() {
    let (_city, server) = city();
    for (login, sees) in [
        ("admin", true),
        ("dispatcher", true),
        ("auditor", true),
        ("leader", true),
        ("member", true),
        ("captain", true),
        ("r03", true),
        ("r04", false),
        ("r07", false),
        ("elsewhere", false),
    ] {
        let visit = Visit::as_user(&server, login);
        let list = visit.get("/projects");
        assert!(list.status == 200 && list.body.contains("示例项目") == sees, "{login}: {}", list.body);
        assert_eq!(visit.get("/projects/j1").status, if sees { 200 } else { 404 }, "{login}");
        assert_eq!(visit.get("/api/v1/projects/j1").status, if sees { 200 } else { 404 }, "{login}");
        assert!(sees || !visit.get("/projects?format=csv&stand=stalled").body.contains("示例项目"), "{login}");
    }
    for login in ["clerk", "fund"] {
        assert_eq!(Visit::as_user(&server, login).get("/projects").status, 403, "{login}");
    }
    for (login, more, status) in [
        ("auditor", [("chain", "ic"), ("credit", "")], 403),
        ("leader", [("chain", "ic"), ("credit", "")], 403),
        ("member", [("chain", "nev"), ("credit", "")], 404),
        ("member", [("chain", ""), ("credit", "")], 400),
        ("member", [("chain", "ic"), ("credit", "")], 303),
        ("captain", [("chain", "ic"), ("credit", "r07")], 400),
        ("captain", [("chain", "ic"), ("credit", "示例招商员04")], 303),
        ("r03", [("chain", "ic"), ("credit", "r04")], 400),
        ("r03", [("chain", "ic"), ("credit", "r03")], 303),
        ("dispatcher", [("chain", "nev"), ("credit", "s-top")], 303),
    ] {
        let visit = Visit::as_user(&server, login);
        let done = sent(&visit, "/projects", &[&NEW[..], &more[..]].concat());
        assert_eq!(done.status, status, "{login} {more:?}: {}", done.body);
        if status == 303 {
            let page = visit.get(done.header("location")).body;
            assert!(
                page.contains("已记下：") && page.contains("20,000 万元") && page.contains("撤销"),
                "{login}: {page}"
            );
        }
    }
}

fn an_amount_ten_times_another_is_asked_about_at_once() {
    let (city, server) = city();
    let rows = "project,name,enterprise,chain,amount\nm1,甲,cxmt,ic,10000\nm2,乙,cxmt,ic,30000\n";
    city.import(&[&city.write("projects.csv", rows)]);
    let visit = Visit::as_user(&server, "dispatcher");
    let big = [("name", "示例大项目"), ("enterprise", "tongcheng"), ("chain", "ic"), ("amount", "120000000")];
    let asked = sent(&visit, "/projects", &big);
    assert_eq!(asked.status, 400, "{}", asked.body);
    for words in ["120000000 万元", "10000 倍", "中位数（12000 万元）", "示例大项目", "name=\"sure\""] {
        assert!(asked.body.contains(words), "{words}: {}", asked.body);
    }
    assert_eq!(sent(&visit, "/projects", &[&big[..], &[("sure", "1")]].concat()).status, 303);
    let told = |date, invested| [("form", "progress"), ("date", date), ("invested", invested)];
    for (date, invested, says) in [
        ("2026-03-31", "3000", "10 倍"),
        ("2026-03-31", "200", "累计数，200 万元比上次的 300 万元少"),
        ("2099-01-01", "400", "还没到"),
    ] {
        let asked = sent(&visit, "/projects/j1", &told(date, invested));
        assert!(asked.status == 400 && asked.body.contains(says), "{says}: {}", asked.body);
    }
    assert_eq!(sent(&visit, "/projects/j1", &told("2026-03-31", "2900")).status, 303);
    let project = server_json(&visit, "/api/v1/projects/j1");
    assert_eq!(
        (project["progress"][0]["invested"].as_f64(), project["project"]["invested"].as_f64()),
        (Some(2900.0), Some(2900.0))
    );
}

fn server_json(visit: &Visit<'_>, path: &str) -> serde_json::Value {
    serde_json::from_str(&visit.get(path).body).unwrap()
}

fn what_cannot_be_of_a_node_is_told_in_the_form() {
    let (city, server) = city();
    let visit = Visit::as_user(&server, "r03");
    let before = city.digest();
    for (pairs, says) in [
        (vec![("node", "producing"), ("actual", "2024-12-01")], "这样投产就早于签约了"),
        (vec![("node", "negotiating"), ("actual", "2025-02-01")], "这样签约就早于洽谈了"),
        (vec![("node", "land"), ("actual", "2099-01-01")], "2099-01-01还没到"),
        (vec![("node", "land"), ("actual", "")], "请写计划日期或实际日期"),
        (vec![("node", "land"), ("actual", "2025-02-30")], "2025-02-30"),
        (vec![("node", "奠基"), ("actual", "2025-02-01")], "奠基"),
        (vec![("node", "land"), ("actual", "2025-04-01"), ("who", "某人")], "某人"),
    ] {
        let answer = sent(&visit, "/projects/j1", &[&[("form", "node")], &pairs[..]].concat());
        assert!([400, 404].contains(&answer.status) && answer.body.contains(says), "{says}: {}", answer.body);
    }
    assert_eq!(city.digest(), before);
    let odd = [("form", "node"), ("node", "negotiating"), ("actual", "2025-02-01"), ("sure", "1")];
    assert_eq!(sent(&visit, "/projects/j1", &odd).status, 303, "what is sure is written");
}

fn what_was_written_of_a_project_is_taken_back_by_whoever_may() {
    let (_city, server) = city();
    let own = Visit::as_user(&server, "r03");
    let node = [("form", "node"), ("node", "land"), ("actual", "2025-04-01")];
    let done = sent(&own, "/projects/j1", &node);
    assert_eq!(done.status, 303, "{}", done.body);
    let page = own.get(done.header("location")).body;
    let undo = page.split("action=\"/edits/").nth(1).unwrap().split('"').next().unwrap();
    let undo = format!("/edits/{undo}");
    let reached =
        |node: usize| server_json(&own, "/api/v1/projects/j1")["nodes"][node]["actual"].as_str().map(str::to_owned);
    assert_eq!(reached(3).as_deref(), Some("2025-04-01"));
    assert_eq!(server_json(&own, "/api/v1/projects/j1")["nodes"][3]["planned"], "2025-06", "what a file said stays");
    for login in ["r04", "r07", "elsewhere"] {
        let refused = sent(&Visit::as_user(&server, login), &undo, &[("back", "/projects/j1")]);
        assert!([403, 404].contains(&refused.status), "{login}: {}", refused.status);
    }
    assert_eq!(sent(&Visit::as_user(&server, "captain"), &undo, &[("back", "/projects/j1")]).status, 303);
    assert_eq!(reached(3), None);
}

fn what_is_due_and_stalled_waits_today() {
    let (_city, server) = city();
    for (login, waits) in [("dispatcher", true), ("r03", true), ("r07", false), ("clerk", false)] {
        let sections = server_json(&Visit::as_user(&server, login), "/api/v1/today")["sections"].to_string();
        for words in ["示例项目：已签约未供地", "示例项目：签约满一年没有开工", "示例项目：供地逾期"]
        {
            assert_eq!(sections.contains(words), waits, "{login} {words}: {sections}");
        }
    }
}
