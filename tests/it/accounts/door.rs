//! Before the first account everything is as it was; from it on, nobody in particular is answered only what is public.

use super::visit::{OTHER, PASSWORD, Visit, add, first, user};
use crate::house::openapi::{operations, promised};
use crate::support::{City, Facts, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": the_first_account_closes_the_door_of_a_running_server,
        no_address_but_the_public_ones_answers_nobody, somebody_logs_in_and_out, the_admin_makes_an_account_by_a_one_time_link,
        weak_and_known_passwords_are_refused, log_in_leads_to_a_page_of_this_service_only, an_older_store_gets_accounts,
        accounts_are_kept_on_the_command_line, roles_are_chosen_by_their_names, what_was_typed_for_an_account_stays);
}

fn the_first_account_closes_the_door_of_a_running_server() {
    let (city, server) = City::tiny().served();
    assert_eq!(server.get("/chains/c1/gaps").status, 200);
    assert_eq!(server.get("/login").header("location"), "/", "nobody need log in yet");
    first(&city);
    let page = server.get("/chains/c1/gaps?as_of=2026-11-01");
    assert_eq!((page.status, page.header("location")), (303, "/login?next=%2Fchains%2Fc1%2Fgaps%3Fas_of%3D2026-11-01"));
    let json = server.get("/api/v1/chains");
    assert_eq!(json.status, 401);
    assert!(json.body.contains(r#""code":"log_in_first""#) && !json.body.contains("c1"), "{}", json.body);
    for open in ["/healthz", "/static/liantu.css", "/login"] {
        assert_eq!(server.get(open).status, 200, "{open}");
    }
    let (before, own) = (city.digest(), server.address);
    let nobody = Visit::of(&server);
    let token = nobody.token("/login");
    let origin = format!("Origin: http://{own}\r\n");
    let answer = nobody.send_with("/chains/c1/list/add", &origin, &token, &[("enterprise", "e00001")]);
    assert_eq!((answer.status, city.digest()), (401, before), "{}", answer.body);
}

fn no_address_but_the_public_ones_answers_nobody() {
    let (city, server) = City::tiny().served();
    first(&city);
    let answered: Vec<String> = operations(&promised())
        .into_iter()
        .filter(|operation| operation.told["x-right"] != "public" && operation.told["x-right"] != "link")
        .filter(|operation| {
            let path = operation.path.replace("{chain}", "c1").replace("{segment}", "c1-s08").replace(['{', '}'], "");
            let (method, own) = (operation.method.to_uppercase(), server.address);
            let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n";
            let form = if ["/data", "/data/returned", "/evidence/trips", "/evidence/projects"].contains(&&*path) {
                form.replace("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
            } else {
                form.to_owned()
            };
            let answer =
                server.send(&format!("{method} {path} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\n{form}"));
            let refused = match answer.status {
                303 => answer.header("location").starts_with("/login"),
                status => status == 401,
            };
            !refused
        })
        .map(|operation| operation.name())
        .collect();
    assert_eq!(answered, Vec::<String>::new(), "answered to nobody");
    for unknown in ["/nothing", "/chains/zzz/gaps", "/chains/c1/gaps", "/how"] {
        let answer = server.get(unknown);
        assert!(answer.status == 303 && !answer.body.contains("c1"), "{unknown}: what is there is not told");
    }
}

fn somebody_logs_in_and_out() {
    let (city, server) = City::tiny().served();
    first(&city);
    let mut visit = Visit::of(&server);
    let answer = visit.log_in(" ADMIN ", PASSWORD);
    let cookie = answer.header("set-cookie").to_owned();
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    let port = server.address.port();
    assert!(
        cookie.starts_with(&format!("liantu-{port}=")) && cookie.contains("; HttpOnly; SameSite=Lax; "),
        "{cookie}"
    );
    let page = visit.get("/chains/c1/gaps");
    assert!(page.status == 200 && page.body.contains("href=\"/me\"") && page.body.contains("href=\"/people\""));
    assert_eq!(city.json(&["user", "sessions"])["sessions"].as_array().unwrap().len(), 1);
    let kept = visit.cookie.clone().unwrap().1;
    assert!(kept.len() == 64 && !city.done(&["user", "sessions"]).out().contains(&kept));
    let token = visit.token("/me");
    let answer = visit.send("/logout", &token, &[]);
    assert_eq!((answer.status, answer.header("location"), visit.cookie.is_none()), (303, "/login", true));
    visit.cookie = Some((format!("liantu-{port}"), kept));
    assert!(!visit.is_in(), "the session ended, whoever still has its secret");
}

fn the_admin_makes_an_account_by_a_one_time_link() {
    let (city, server) = City::tiny().served();
    first(&city);
    let mut admin = Visit::as_user(&server, "admin");
    let token = admin.token("/people");
    let new = [("form", "add"), ("login", "wang"), ("name", "王某"), ("grants", "leader:c1")];
    let page = admin.send("/people", &token, &new);
    assert!(
        page.status == 200 && page.body.contains("王某") && page.body.contains("链长：示例产业链1"),
        "{}",
        page.body
    );
    let link = page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(!admin.get("/people").body.contains(&link), "it is told once");
    assert_eq!(Visit::of(&server).log_in("wang", "").status, 401);
    let mut wang = Visit::of(&server);
    assert!(wang.get(&link).body.contains("王某，请设密码"));
    let token = wang.token(&link);
    let weak = wang.send(&link, &token, &[("password", "wang123456"), ("again", "wang123456")]);
    assert!(weak.status == 400 && weak.body.contains("容易被猜中"), "{}", weak.body);
    let unlike = wang.send(&link, &token, &[("password", OTHER), ("again", PASSWORD)]);
    assert!(unlike.status == 400 && unlike.body.contains("两次写的不一样"));
    let set = wang.send(&link, &token, &[("password", OTHER), ("again", OTHER)]);
    assert_eq!((set.status, set.header("location")), (303, "/login?set=1"), "{}", set.body);
    let again = wang.send(&link, &token, &[("password", PASSWORD), ("again", PASSWORD)]);
    assert_eq!((again.status, wang.get(&link).status), (404, 404), "it is used");
    assert_eq!(wang.log_in("wang", PASSWORD).status, 401);
    assert_eq!(wang.log_in("wang", OTHER).status, 303);
    assert_eq!(wang.get("/chains/c1/gaps").status, 200);
    assert_eq!(wang.get("/people").status, 403);
    let token = wang.token("/me");
    let sent = wang.send("/people", &token, &[("form", "grant"), ("login", "wang"), ("grants", "admin")]);
    assert_eq!(sent.status, 403, "nobody makes themselves admin");
    let own = wang.send("/people", &token, &[("form", "add"), ("login", "li"), ("grants", "admin")]);
    assert_eq!((own.status, city.json(&["user", "list"])["accounts"].as_array().unwrap().len()), (403, 2));
}

fn roles_are_chosen_by_their_names() {
    let (city, server) = City::sample().served();
    first(&city);
    add(&city, "wang", &["leader:ic", "clerk"]);
    let mut admin = Visit::as_user(&server, "admin");
    let all = admin.get("/people").body;
    assert!(all.contains("数据员、链长：集成电路") && all.contains("href=\"/people?login=wang\""), "{all}");
    assert!(!all.contains("leader:ic<"), "ids are for programs: {all}");
    let own = admin.get("/people?login=wang").body;
    let boxes = |page: &str| page.matches("type=\"checkbox\" name=\"grants\"").count();
    assert!(boxes(&own) == 2 && own.contains("value=\"leader:ic\" checked> 链长：集成电路"), "{own}");
    for group in ["管全市", "链长", "工作组成员", "队长", "招商员", "基金组成员"] {
        assert!(own.contains(&format!("<optgroup label=\"{group}\">")), "{group}: {own}");
    }
    assert!(!own.contains("<option value=\"leader:ic\""), "what it has is not offered again: {own}");
    let token = admin.token("/people");
    let mut changed = |grants: &[&str]| {
        let own = [("form", "grant"), ("login", "wang")];
        let pairs: Vec<_> = own.into_iter().chain(grants.iter().map(|grant| ("grants", *grant))).collect();
        admin.send("/people", &token, &pairs)
    };
    let page = changed(&["leader:ic", "captain:s-spear"]);
    assert!(page.status == 200 && boxes(&page.body) == 2 && page.body.contains("队长：示例"), "{}", page.body);
    assert_eq!(
        city.json(&["user", "list"])["accounts"][1]["grants"],
        serde_json::json!(["leader:ic", "captain:s-spear"])
    );
    assert!(changed(&[""]).body.contains("没有选角色"));
    assert!(changed(&["leader:nowhere"]).status == 400);
    let gone = admin.get("/people?login=nobody");
    assert!(gone.status == 404 && gone.body.contains("没有账户「nobody」"), "{}", gone.body);
}

fn what_was_typed_for_an_account_stays() {
    let (city, server) = City::sample().served();
    first(&city);
    let mut admin = Visit::as_user(&server, "admin");
    let token = admin.token("/people");
    let new = [("form", "add"), ("login", "admin"), ("name", "李某"), ("grants", "member:ic"), ("recruiter", "")];
    let page = admin.send("/people", &token, &new);
    assert_eq!(page.status, 400, "the login is taken");
    for kept in ["value=\"admin\"", "value=\"李某\"", "<option value=\"member:ic\" selected>"] {
        assert!(page.body.contains(kept), "{kept}: {}", page.body);
    }
}

fn weak_and_known_passwords_are_refused() {
    let city = City::tiny();
    user(&city, &["first", "admin"], "short").fails(1, &["密码太短"]);
    user(&city, &["first", "admin"], "administrator1").fails(1, &["容易被猜中"]);
    assert_eq!(city.json(&["user", "list"])["accounts"], serde_json::json!([]), "a refused password makes no account");
    first(&city);
    user(&city, &["passwd", "admin"], PASSWORD).fails(1, &["用过的密码"]);
    assert_eq!(user(&city, &["passwd", "admin"], OTHER).code(), 0);
    user(&city, &["passwd", "admin"], PASSWORD).fails(1, &["用过的密码"]);
    let server = crate::support::Server::of(&city);
    let mut admin = Visit::of(&server);
    assert_eq!(admin.log_in("admin", OTHER).status, 303);
    let token = admin.token("/me");
    let third = "marble Kangaroo sings 9";
    let change = |before, new| [("before", before), ("password", new), ("again", new)];
    let wrong = admin.send("/me/password", &token, &change(PASSWORD, third));
    assert!(wrong.status == 401 && admin.is_in(), "{}", wrong.body);
    let used = admin.send("/me/password", &token, &change(OTHER, PASSWORD));
    assert!(used.status == 400 && used.body.contains("用过的密码"), "{}", used.body);
    assert_eq!(admin.send("/me/password", &token, &change(OTHER, third)).status, 303);
    assert_eq!(Visit::of(&server).log_in("admin", third).status, 303);
}

fn log_in_leads_to_a_page_of_this_service_only() {
    let (city, server) = City::tiny().served();
    first(&city);
    for (next, leads) in [
        ("/chains/c1/gaps?as_of=2026-11-01", "/chains/c1/gaps?as_of=2026-11-01"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
    ] {
        let answer = Visit::of(&server).log_in_to("admin", PASSWORD, next);
        assert_eq!((answer.status, answer.header("location")), (303, leads), "{next:?}");
        let mut cookies = answer.headers.iter().filter(|(name, _)| name == "set-cookie");
        assert!(cookies.all(|(_, cookie)| cookie.starts_with("liantu-")), "{next:?}");
    }
}

fn an_older_store_gets_accounts() {
    let city = City::new();
    let text = std::fs::read_to_string(crate::support::data("stores/layout-2").join("store.sql")).unwrap();
    rusqlite::Connection::open(city.store()).unwrap().execute_batch(&text).unwrap();
    let server = crate::support::Server::of(&city);
    assert_eq!(server.get("/chains/c1/list").status, 200);
    first(&city);
    assert_eq!(server.get("/chains/c1/list").status, 303);
    assert_eq!(Visit::as_user(&server, "admin").get("/chains/c1/list").status, 200);
    city.digest();
}

fn accounts_are_kept_on_the_command_line() {
    let city = City::tiny();
    let told = city.done(&["user", "first", "admin"]).out();
    assert!(told.contains("/welcome/") && told.contains("一小时"), "{told}");
    city.refused(&["user", "first", "other"], &["已经有账户"]);
    add(&city, "wang", &["leader:c1", "clerk"]);
    city.refused(&["user", "add", "WANG", "--grant", "clerk"], &["已有账户 wang"]);
    city.refused(&["user", "add", "a b", "--grant", "clerk"], &["账号", "不能用"]);
    city.refused(&["user", "add", "li", "--grant", "boss"], &["没有「boss」这个角色"]);
    city.refused(&["user", "add", "li", "--grant", "leader"], &["要写明"]);
    city.refused(&["user", "add", "li", "--grant", "leader:none"], &["没有产业链「none」"]);
    city.refused(&["user", "add", "li", "--grant", "clerk:c1"], &["管全市"]);
    city.refused(&["user", "grant", "nobody", "--grant", "clerk"], &["没有账户「nobody」"]);
    city.done(&["user", "grant", "wang", "--grant", "member:c1"]);
    city.done(&["user", "disable", "wang"]);
    let accounts = city.json(&["user", "list"]);
    let wang = accounts["accounts"].as_array().unwrap().iter().find(|account| account["login"] == "wang").unwrap();
    assert_eq!((&wang["grants"], &wang["disabled"]), (&serde_json::json!(["member:c1"]), &true.into()));
    city.done(&["user", "disable", "wang", "--undo"]);
    assert!(city.done(&["user", "list"]).out().contains("工作组成员 c1"));
    city.digest();
}
