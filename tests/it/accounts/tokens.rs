//! Programs come with a token: the rights of its account, and no more.

use super::visit::{Visit, add, first};
use crate::pages::data::settled_for;
use crate::support::{Answer, City, Facts, Server, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": a_token_has_the_rights_of_its_account, a_token_ends_with_its_account_and_its_day,
        a_token_is_revoked, a_token_needs_no_form_secret_and_no_site_can_send_it,
        a_program_brings_files_in_with_its_token_and_takes_them_over);
}

fn made(city: &City, login: &str) -> String {
    let told = city.done(&["user", "token", login]).out();
    let secret = told.split("liantu_").nth(1).unwrap_or_else(|| panic!("{told}"));
    format!("liantu_{}", &secret[..64])
}

fn ask(server: &Server, path: &str, header: &str) -> Answer {
    server.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{header}", server.host()))
}

fn get(server: &Server, path: &str, token: &str) -> Answer {
    ask(server, path, &format!("Authorization: Bearer {token}\r\n"))
}

fn served() -> (City, Server) {
    let city = City::tiny();
    first(&city);
    add(&city, "wang", &["leader:c1"]);
    city.served()
}

fn a_token_has_the_rights_of_its_account() {
    let (city, server) = served();
    let token = made(&city, "wang");
    assert_eq!(get(&server, "/api/v1/chains/c1/gaps", &token).status, 200);
    assert_eq!(get(&server, "/people", &token).status, 403);
    assert_eq!(ask(&server, "/api/v1/chains", &format!("authorization: bearer   {token}\r\n")).status, 200);
    let other = token.replace(|c: char| c.is_ascii_digit(), "f");
    for wrong in ["", "x", &token[7..], &token[..70], &format!("{token}0"), &other, &token.to_uppercase()] {
        assert_eq!(get(&server, "/api/v1/chains", wrong).status, 401, "{wrong}");
    }
    assert_eq!(ask(&server, "/api/v1/chains", &format!("Authorization: Basic {token}\r\n")).status, 401);
    let admin = Visit::as_user(&server, "admin").cookie.unwrap();
    let both = format!("Authorization: Bearer {token}\r\nCookie: {}={}\r\n", admin.0, admin.1);
    assert_eq!(ask(&server, "/people", &both).status, 403, "the token counts, not the cookie beside it");
    let cookie = format!("Cookie: {}={token}\r\n", admin.0);
    assert_eq!(ask(&server, "/api/v1/chains", &cookie).status, 401, "a token is no session");
    assert_eq!(get(&server, "/api/v1/chains", &admin.1).status, 401, "and a session is no token");
    let kept = std::fs::read(city.store()).unwrap();
    assert!(!kept.windows(71).any(|bytes| bytes == token.as_bytes()), "only its digest is kept");
    city.digest();
}

fn a_token_ends_with_its_account_and_its_day() {
    let (city, server) = served();
    let token = made(&city, "wang");
    city.done(&["user", "grant", "wang", "--grant", "clerk"]);
    assert_eq!(get(&server, "/api/v1/chains/c1/gaps", &token).status, 200, "the rights are those of now");
    city.done(&["user", "disable", "wang"]);
    assert_eq!(get(&server, "/api/v1/chains", &token).status, 401);
    city.refused(&["user", "token", "wang"], &["已停用"]);
    city.done(&["user", "disable", "wang", "--undo"]);
    assert_eq!(get(&server, "/api/v1/chains", &token).status, 401, "enabled again, it does not come back");
    city.refused(&["user", "token", "wang", "--until", "2020-01-01"], &["2020-01-01", "已经过了"]);
    city.refused(&["user", "token", "nobody"], &["没有账户"]);
    let token = made(&city, "wang");
    let store = rusqlite::Connection::open(city.store()).unwrap();
    store.execute("UPDATE token SET until = '2026-01-01T00:00:00.000+08:00'", []).unwrap();
    assert_eq!(get(&server, "/api/v1/chains", &token).status, 401);
    assert_eq!(city.json(&["user", "tokens"])["tokens"], serde_json::json!([]));
}

fn a_token_is_revoked() {
    let (city, server) = served();
    let (one, other) = (made(&city, "wang"), made(&city, "wang"));
    let told = city.json(&["user", "tokens", "wang"]);
    let ids: Vec<String> =
        told["tokens"].as_array().unwrap().iter().map(|token| token["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 2);
    let mut admin = Visit::as_user(&server, "admin");
    let form = admin.token("/me");
    assert_eq!(admin.send("/me/tokens", &form, &[("id", &ids[0])]).status, 400, "another's is not one's own");
    let mut wang = Visit::as_user(&server, "wang");
    assert!(wang.get("/me").body.contains(&ids[0]));
    let form = wang.token("/me");
    assert_eq!(wang.send("/me/tokens", &form, &[("id", &ids[0])]).status, 303);
    city.done(&["user", "tokens", "wang", "--revoke", &ids[1]]);
    city.refused(&["user", "tokens", "wang", "--revoke", &ids[1]], &["没有令牌"]);
    for token in [one, other] {
        assert_eq!(get(&server, "/api/v1/chains", &token).status, 401);
    }
    let history = rusqlite::Connection::open(city.store()).unwrap();
    let sql = "SELECT count(*) FROM batch WHERE why LIKE 'account token wang %' OR why LIKE 'account no-token wang %'";
    assert_eq!(history.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 4);
    city.digest();
}

fn a_token_needs_no_form_secret_and_no_site_can_send_it() {
    let (city, server) = served();
    add(&city, "li", &["member:c1"]);
    let token = made(&city, "li");
    let send = |more: &str| {
        let body = "enterprise=e00001";
        let (own, length) = (server.host(), body.len());
        let head = format!(
            "POST /chains/c1/list/add HTTP/1.1\r\nHost: {own}\r\nContent-Type: application/x-www-form-urlencoded\r\n{more}\
             Content-Length: {length}\r\n"
        );
        server.send_with_body(&head, body).status
    };
    let bearer = format!("Authorization: Bearer {token}\r\n");
    assert_eq!(send(""), 403);
    assert_eq!(send(&format!("{bearer}Origin: https://evil.example\r\n")), 403);
    assert_eq!(send(&format!("{bearer}Sec-Fetch-Site: cross-site\r\n")), 403);
    assert_eq!(send("Authorization: Bearer liantu_wrong\r\n"), 401);
    assert_eq!(city.json(&["list", "show", "--chain", "c1"])["entries"].as_array().map_or(0, Vec::len), 0);
    assert_eq!(send(&bearer), 303);
    let preflight = format!(
        "OPTIONS /api/v1/chains HTTP/1.1\r\nHost: {}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Headers: authorization\r\n",
        server.host()
    );
    let answer = server.send(&preflight);
    assert!(answer.status == 403 && answer.header("access-control-allow-origin").is_empty());
}

fn a_program_brings_files_in_with_its_token_and_takes_them_over() {
    let (city, server) = served();
    add(&city, "shuju", &["clerk"]);
    let (clerk, leader) = (made(&city, "shuju"), made(&city, "wang"));
    let sent = |token: &str| {
        let body = "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"enterprises.csv\"\r\n\r\n\
                    enterprise,name\nneu,示例新来的企业\n\r\n--x--\r\n";
        let (own, length) = (server.host(), body.len());
        let head = format!(
            "POST /data HTTP/1.1\r\nHost: {own}\r\nContent-Type: multipart/form-data; boundary=x\r\n\
             Authorization: Bearer {token}\r\nContent-Length: {length}\r\n"
        );
        server.send_with_body(&head, body)
    };
    assert_eq!(sent(&leader).status, 403, "a token has the rights of its account");
    assert_eq!(sent("liantu_wrong").status, 401);
    let taken = sent(&clerk);
    assert_eq!(taken.status, 303, "{}", taken.body);
    let upload = taken.header("location").to_owned();
    let page = settled_for(|| get(&server, &upload, &clerk));
    assert!(page.contains("示例新来的企业") || page.contains("enterprises.csv"), "{page}");
    let head = format!(
        "POST {upload}/apply HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Authorization: Bearer {clerk}\r\nContent-Length: 0\r\n",
        server.host()
    );
    assert_eq!(server.send_with_body(&head, "").status, 303);
    settled_for(|| get(&server, &upload, &clerk));
    assert!(city.done(&["find", "示例新来的企业"]).out().contains("示例新来的企业"));
}
