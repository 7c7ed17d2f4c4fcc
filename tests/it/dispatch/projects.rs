//! Projects over HTTP: who sees which, what is written of them, what is asked about at once.

use crate::accounts::roles::served;
use crate::accounts::visit::Visit;
use crate::dispatch::served::recruiters;
use crate::support::{Answer, City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "projects": each_sees_and_enters_the_projects_of_their_own, an_amount_ten_times_another_is_asked_about_at_once,
        what_cannot_be_of_a_node_is_told_in_the_form, what_was_written_of_a_project_is_taken_back_by_whoever_may,
        what_is_due_and_stalled_waits_today,
        two_who_write_of_one_node_lose_nothing, a_project_is_changed_and_given_up_with_a_reason);
}

fn city() -> (City, Server) {
    let (city, server) = served();
    recruiters(&city);
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

/// The version that the form of something shows.
fn version(visit: &Visit<'_>, project: &str, form: &str) -> String {
    let page = visit.get(&format!("/projects/{project}?edit={form}")).body;
    let shown = page.split("name=\"version\" value=\"").nth(1).unwrap_or_else(|| panic!("{page}"));
    shown.split('"').next().unwrap().to_owned()
}

fn two_who_write_of_one_node_lose_nothing() {
    let (city, server) = city();
    let (one, other) = (Visit::as_user(&server, "dispatcher"), Visit::as_user(&server, "member"));
    let tell = |visit: &Visit<'_>, pairs: &[(&str, &str)]| sent(visit, "/projects/j1", pairs);
    let node = |visit: &Visit<'_>| -> (String, String, String) {
        let told: serde_json::Value = serde_json::from_str(&visit.get("/api/v1/projects/j1").body).unwrap();
        let nodes = told["nodes"].as_array().unwrap();
        let full = nodes.iter().find(|node| node["node"] == "full").unwrap();
        let text = |name: &str| full[name].as_str().unwrap_or_default().to_owned();
        (text("planned"), text("actual"), text("evidence"))
    };
    let seen = version(&one, "j1", "node:full");
    assert_eq!(seen, "0", "nothing stands there yet");
    let done = tell(&one, &[("form", "node:full"), ("version", &seen), ("planned", "2027-06"), ("evidence", "")]);
    assert_eq!(done.status, 303, "{}", done.body);
    // Somebody else saw nothing there either, and says something that does not contradict.
    let done = tell(&other, &[("form", "node:full"), ("version", &seen), ("planned", ""), ("evidence", "示例：函")]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(node(&one), ("2027-06".into(), String::new(), "示例：函".into()));
    let before = city.digest();
    let both = tell(&other, &[("form", "node:full"), ("version", &seen), ("planned", "2027-09"), ("evidence", "")]);
    assert_eq!(both.status, 409, "{}", both.body);
    for says in ["刚被别人改过（member）", "计划日期：您看到的是空，现在是「2027-06」，您写的是「2027-09」"]
    {
        assert!(both.body.contains(says), "{says}: {}", both.body);
    }
    assert!(both.body.contains("value=\"2027-09\""), "what was typed stays: {}", both.body);
    // Who saw nothing of it overwrites nothing.
    let blind = tell(&other, &[("form", "node"), ("node", "full"), ("planned", "2028-01")]);
    assert!(blind.status == 409 && blind.body.contains("已经有人写过"), "{} {}", blind.status, blind.body);
    assert_eq!(city.digest(), before);
    let done = tell(&other, &[("form", "node"), ("node", "full"), ("actual", "2026-11-01"), ("sure", "1")]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(node(&one), ("2027-06".into(), "2026-11-01".into(), "示例：函".into()));
    // Sent again with what stands now, it is meant.
    let now = version(&other, "j1", "node:full");
    let pairs = [("form", "node:full"), ("version", &*now), ("planned", "2027-09"), ("actual", ""), ("evidence", "")];
    assert_eq!(tell(&other, &pairs).status, 303);
    assert_eq!(node(&one), ("2027-09".into(), String::new(), String::new()));
    city.digest();
}

fn a_project_is_changed_and_given_up_with_a_reason() {
    let (city, server) = city();
    let visit = Visit::as_user(&server, "dispatcher");
    let form = visit.get("/projects/j1?edit=project").body;
    assert!(form.contains("改项目") && form.contains("name=\"dropped\"") && form.contains("终止原因"), "{form}");
    let seen = version(&visit, "j1", "project");
    let told = |more: &[(&str, &str)]| {
        let pairs = [&[("form", "project"), ("version", seen.as_str())], more].concat();
        sent(&visit, "/projects/j1", &pairs)
    };
    for (more, says) in [
        (&[("dropped", "2026-11-01")][..], "请写终止原因"),
        (&[("dropped", "2099-01-01"), ("reason", "不来了")], "还没到"),
        (&[("name", "")], "请写项目名称"),
        (&[("enterprise", "没有这家")], "没有这家"),
        (&[("amount", "-1")], "-1"),
    ] {
        let refused = told(more);
        assert!(refused.status == 400 && refused.body.contains(says), "{says}: {} {}", refused.status, refused.body);
    }
    let done = told(&[("name", "示例改名项目")]);
    assert_eq!(done.status, 303, "{}", done.body);
    let page = visit.get(done.header("location")).body;
    assert!(page.contains("示例改名项目") && page.contains("撤销"), "{page}");
    let done = told(&[("dropped", "2026-11-01"), ("reason", "企业调整计划")]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(visit.get("/projects/j1").body.contains("2026-11-01终止"));
    assert!(!visit.get("/projects").body.contains("示例改名项目"));
    assert!(visit.get("/projects?stand=dropped").body.contains("示例改名项目"));
    let undo = visit.get(done.header("location")).body;
    let edit = undo.split("action=\"/edits/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert_eq!(sent(&visit, &format!("/edits/{edit}/undo"), &[("back", "/projects/j1")]).status, 303);
    assert!(visit.get("/projects").body.contains("示例改名项目"), "it is there again");
    let foreign = Visit::as_user(&server, "elsewhere");
    assert_eq!(sent(&foreign, "/projects/j1", &[("form", "project"), ("name", "x")]).status, 404);
    city.digest();
}
