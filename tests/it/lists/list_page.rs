//! The target list on its pages: who may change it, and a walk through it in a browser.

use serde_json::Value;

use crate::support::{Answer, City, Facts, Need, Server, in_browser};

pub fn facts(facts: &mut Facts) {
    facts.add("list_page::only_its_own_form_changes_a_list", only_its_own_form_changes_a_list);
    facts.add("list_page::a_stale_form_is_told_and_writes_nothing", a_stale_form_is_told_and_writes_nothing);
    facts.add("list_page::a_change_without_its_version_is_refused", a_change_without_its_version_is_refused);
    facts.add("list_page::the_answer_equals_the_command_lines", the_answer_equals_the_command_lines);
    facts.add_needing(Need::Browser, "list_page::gap_to_list_to_squad", gap_to_list_to_squad);
    facts.add_needing(Need::Browser, "list_page::the_keyboard_does_as_well", the_keyboard_does_as_well);
    facts.add_needing(Need::Browser, "list_page::a_phone_shows_it_whole", a_phone_shows_it_whole);
}

fn token(server: &Server) -> String {
    let page = server.get("/chains/c1/list").body;
    page.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

pub(super) fn post(server: &Server, path: &str, headers: &str, body: &str) -> Answer {
    let length = body.len();
    server.send_with_body(
        &format!("POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {length}\r\n{headers}", server.address),
        body,
    )
}

pub(super) fn form(server: &Server) -> String {
    format!("Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\n", server.address)
}

fn entries(server: &Server) -> Vec<Value> {
    server.json("/api/v1/list?chain=c1")["entries"].as_array().unwrap().clone()
}

fn only_its_own_form_changes_a_list() {
    let (_city, server) = City::tiny().served();
    let body = format!("token={}&enterprise=x00", token(&server));
    let (path, right) = ("/chains/c1/list/add", form(&server));
    let typed = "Content-Type: application/x-www-form-urlencoded\r\n";
    for (headers, body, status) in [
        (typed.to_owned(), body.as_str(), 403),
        (format!("Origin: null\r\n{typed}"), body.as_str(), 403),
        (format!("Origin: http://evil.example\r\n{typed}"), body.as_str(), 403),
        (format!("{right}Sec-Fetch-Site: cross-site\r\n"), body.as_str(), 403),
        (format!("Origin: http://{}\r\nContent-Type: text/plain\r\n", server.address), body.as_str(), 415),
        (right.clone(), "enterprise=x00", 403),
        (right.clone(), "token=0&enterprise=x00", 403),
    ] {
        let answer = post(&server, path, &headers, body);
        assert_eq!(answer.status, status, "{headers}{body}: {}", answer.body);
    }
    let large = format!("{body}&note={}", "x".repeat(300 << 10));
    assert_eq!(post(&server, path, &right, &large).status, 400);
    for get in [path, "/chains/c1/list/assign", "/chains/c1/list/set", "/chains/c1/list/drop"] {
        assert_eq!(server.get(&format!("{get}?{body}")).status, 405, "nothing changes by GET");
    }
    assert!(entries(&server).is_empty());
    let answer = post(&server, path, &right, &body);
    assert!(answer.status == 303 && answer.header("location").starts_with("/chains/c1/list?done="), "{}", answer.body);
    assert_eq!(entries(&server)[0]["enterprise"], "x00");
}

fn a_stale_form_is_told_and_writes_nothing() {
    let (city, server) = City::tiny().served();
    let (token, right) = (token(&server), form(&server));
    post(&server, "/chains/c1/list/add", &right, &format!("token={token}&enterprise=x00"));
    let version = entries(&server)[0]["version"].as_u64().unwrap();
    city.done(&["list", "set", "--chain", "c1", "x00", "--note", "one"]);
    let body = format!("token={token}&enterprise=x00&version={version}&note=two");
    let answer = post(&server, "/chains/c1/list/set", &right, &body);
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.body.contains("刚被别人改过"), "{}", answer.body);
    assert_eq!(entries(&server)[0]["note"], "one");
    let version = entries(&server)[0]["version"].as_u64().unwrap();
    let back = format!("token={token}&enterprise=x00&version={version}&state=assigned");
    let answer = post(&server, "/chains/c1/list/set", &right, &back);
    assert!(answer.status == 400 && answer.body.contains("还没有派给招商队"), "{}", answer.body);
}

fn a_change_without_its_version_is_refused() {
    let (city, server) = City::tiny().served();
    let (token, right) = (token(&server), form(&server));
    city.done(&["list", "add", "--chain", "c1", "x00", "x02"]);
    let shown = || entries(&server);
    let before = shown();
    let now = before[0]["version"].as_u64().unwrap();
    let ways = [
        ("set", "note=two", "enterprise=x00&version={}"),
        // What changes nothing is refused as well: its writer saw something else.
        ("set", "note=", "enterprise=x00&version={}"),
        ("drop", "reason=停产", "enterprise=x00&version={}"),
        ("assign", "squad=q1", "enterprise={}%7Cx00"),
        ("assign", "squad=q1", "enterprise=1%7Cx02&enterprise={}%7Cx00"),
    ];
    for (deed, said, seen) in ways {
        for (version, status, words) in [
            ("", 400, "没有写明看到的是哪一版"),
            ("x", 400, "没有写明看到的是哪一版"),
            ("-1", 400, "没有写明看到的是哪一版"),
            ("0", 409, "刚被别人改过"),
            (&(now + 1).to_string(), 409, "刚被别人改过"),
        ] {
            let body = format!("token={token}&{said}&{}", seen.replace("{}", version));
            let answer = post(&server, &format!("/chains/c1/list/{deed}"), &right, &body);
            assert_eq!(answer.status, status, "{deed} {body}: {}", answer.body);
            assert!(answer.body.contains(words), "{deed} {body}: {}", answer.body);
        }
    }
    for bare in ["set", "drop", "assign"] {
        let body = format!("token={token}&enterprise=x00&note=two&reason=x&squad=q1");
        assert_eq!(post(&server, &format!("/chains/c1/list/{bare}"), &right, &body).status, 400, "{bare}");
    }
    assert_eq!(shown(), before);
}

fn the_answer_equals_the_command_lines() {
    let (city, server) = City::tiny().served();
    city.done(&["list", "add", "--chain", "c1", "x00", "x02"]);
    let told = city.run(&["list", "show", "--chain", "c1", "--format", "json"]).json();
    assert_eq!(server.json("/api/v1/list?chain=c1"), told);
    let table = server.get("/chains/c1/list?state=listed&columns=all&format=csv");
    assert_eq!(table.body, city.run(&["list", "show", "--chain", "c1", "--format", "csv"]).out());
    assert!(
        table.header("content-disposition").contains("%E7%9B%AE%E6%A0%87%E6%B8%85%E5%8D%95"),
        "{:?}",
        table.headers
    );
    let page = server.get("/chains/c1/list").body;
    assert!(page.contains("特例x00有限公司") && page.contains("特例x02有限公司"));
    assert_eq!(server.get("/chains/c1/list?state=成").status, 400);
    assert_eq!(server.get("/chains/c1/list/entry?target=x04").status, 400);
    assert_eq!(server.get("/chains/c1/list/suggest").status, 200);
}

fn gap_to_list_to_squad() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        browser.open(&server.url("/chains/ic/gaps")).await;
        browser.until("document.querySelectorAll('tbody tr').length > 5").await;
        browser.open(&server.url("/chains/ic/segments/ic-litho")).await;
        browser.until("document.querySelectorAll('#segment .pick input').length > 2").await;
        let forms = "const f = [...document.querySelectorAll('#segment form')].find(f => f.querySelectorAll('.pick input').length > 2)";
        browser.ask(&format!("{forms}; [...f.querySelectorAll('.pick input')].slice(0, 3).forEach(i => i.click()); f.querySelector('button').click()")).await;
        browser
            .until("location.pathname === '/chains/ic/list' && document.querySelectorAll('tr[data-key]').length === 3")
            .await;
        browser.ask("document.querySelectorAll('.rows .pick input').forEach(i => i.click()); document.querySelector('.acting select').value = 's-sta1'").await;
        browser.click(".acting button").await;
        browser.until("document.querySelectorAll('.badge.assigned').length === 3").await;
        browser.click(".rows tbody th a").await;
        browser.until("document.querySelector('.sheet select[name=state]') !== null").await;
        browser.ask("document.querySelector('.sheet [name=state]').value = 'visited'; document.querySelector('.sheet [name=note]').value = '看过厂房'").await;
        browser.click(".sheet button").await;
        browser.until("document.querySelector('h1 .mark').textContent === '已走访' && document.querySelectorAll('.told li').length === 3").await;
        assert_eq!(browser.refused().await, serde_json::json!([]));
        let complaints = browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:?}");
    });
}

fn the_keyboard_does_as_well() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        browser.open(&server.url("/chains/ic/segments/ic-litho")).await;
        browser.until("document.querySelectorAll('#segment .pick input').length > 0").await;
        browser.ask("document.querySelector('#segment .pick input').focus()").await;
        browser.keys(" ").await;
        browser.until("document.activeElement.checked").await;
        browser.keys("\u{e007}").await;
        browser
            .until("location.pathname === '/chains/ic/list' && document.querySelectorAll('tr[data-key]').length === 1")
            .await;
        browser.ask("document.querySelector('a[href$=\"/list/suggest\"]').focus()").await;
        browser.keys("\u{e007}").await;
        browser.until("location.pathname.endsWith('/suggest') && document.querySelector('.pick input').checked").await;
        browser.ask("document.querySelector('.acting button').focus()").await;
        browser.keys("\u{e007}").await;
        browser
            .until(
                "location.pathname === '/chains/ic/list' && document.querySelectorAll('.badge.assigned').length === 1",
            )
            .await;
    });
}

fn a_phone_shows_it_whole() {
    let (city, server) = City::sample().served();
    let found = server.json("/api/v1/chains/ic/segments/ic-litho");
    let firms: Vec<&str> =
        found["candidates"].as_array().unwrap().iter().map(|f| f["enterprise"].as_str().unwrap()).collect();
    city.done(&[&["list", "add", "--chain", "ic"][..], &firms].concat());
    let first = firms[0].to_owned();
    in_browser(async move |browser| {
        browser.size(390, 844).await;
        let entry = format!("/chains/ic/list/entry?target={first}");
        for path in ["/chains/ic/list", &entry, "/chains/ic/list/suggest", "/chains/ic/segments/ic-litho"] {
            browser.open(&server.url(path)).await;
            browser.until("document.readyState === 'complete'").await;
            browser.until("document.documentElement.scrollWidth <= 390").await;
            let small = "return [...document.querySelectorAll('main button')].filter(b => b.offsetHeight && b.offsetHeight < 30).length";
            assert_eq!(browser.ask(small).await, 0, "{path}");
        }
    });
}
