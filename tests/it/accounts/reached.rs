//! Served to many: over TLS, or behind a proxy. Nothing but a one-time link before the first account; nobody under another name,
//! and nobody beside the proxy.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::visit::{PASSWORD, Visit, add, first};
use crate::support::{City, Facts, NAME, Reach, Server, add as facts_of, data};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": other_addresses_need_tls_or_a_proxy, a_certificate_that_cannot_be_used_is_told,
        over_tls_there_is_only_a_link_before_the_first_account, over_tls_somebody_logs_in,
        over_tls_other_names_and_origins_are_refused, another_certificate_is_served_without_a_restart, who_does_not_agree_on_tls_holds_nobody_up,
        behind_a_proxy_there_is_only_a_link_before_the_first_account, behind_a_proxy_the_address_is_the_one_it_says,
        behind_a_proxy_a_stranger_is_not_answered, a_named_proxy_says_who_signed_on, who_signed_on_is_believed_of_nobody_else);
}

fn serve(city: &City, arguments: &[&str], says: &[&str]) {
    city.refused(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat(), says);
}

fn other_addresses_need_tls_or_a_proxy() {
    let city = City::tiny();
    city.refused(&["serve", "--listen", "0.0.0.0:0"], &["--tls-cert", "--behind-proxy", "没有加密"]);
    city.refused(&["serve", "--listen", "[::]:0"], &["没有加密"]);
    let unread = |arguments: &[&str], says: &[&str]| city.run(&[&["serve"], arguments].concat()).fails(64, says);
    for wrong in ["http://liantu.test", "liantu.test", "https://liantu.test/x", "https://"] {
        unread(&["--behind-proxy", wrong], &["https://名称"]);
    }
    for half in [&["--tls-cert", "x"][..], &["--tls-key", "x"], &["--trust-proxy", "10.0.0.1"]] {
        unread(half, &["错误"]);
    }
    unread(&["--behind-proxy", "https://liantu.test", "--sign-on-header", "X-User"], &["--trust-proxy"]);
}

fn a_certificate_that_cannot_be_used_is_told() {
    let city = City::tiny();
    let file = |name: &str| data("tls").join(name).to_str().unwrap().to_owned();
    let (certificate, key, other, text) =
        (file("cert.pem"), file("key.pem"), file("other-key.pem"), file("README.txt"));
    let ask = |certificate: &str, key: &str, says: &[&str]| {
        serve(&city, &["--tls-cert", certificate, "--tls-key", key], says);
    };
    ask("none.pem", &key, &["none.pem", "读不出证书"]);
    ask(&text, &key, &["README.txt", "里面没有证书"]);
    ask(&key, &key, &["里面没有证书"]);
    ask(&certificate, &certificate, &["读不出私钥"]);
    ask(&certificate, &other, &["other-key.pem", "不是", "cert.pem"]);
}

/// The path of the link that a server says at its start.
fn link(server: &mut Server) -> String {
    let (first, second) = (server.said(), server.said());
    assert!(first.contains("还没有能登录的系统管理员") && first.contains("admin"), "{first}");
    let link = second.trim().strip_prefix(&server.origin()).unwrap_or_else(|| panic!("{second}"));
    assert!(link.starts_with("/welcome/"), "{second}");
    link.to_owned()
}

fn only_a_link_lets_in(city: &City, started: fn(&City) -> Server) {
    let mut server = started(city);
    let older = link(&mut server);
    for path in ["/", "/chains/c1/gaps", "/people", "/data", "/me"] {
        assert_eq!((server.get(path).status, path), (303, path), "nobody is at the machine");
    }
    assert_eq!((server.get("/api/v1/chains").status, server.get(&older).status), (401, 200));
    drop(server);
    let mut server = started(city);
    let link = link(&mut server);
    assert_eq!(server.get(&older).status, 404, "each start tells a new one");
    let mut admin = Visit::of(&server);
    let token = admin.token(&link);
    assert_eq!(admin.send(&link, &token, &[("password", PASSWORD), ("again", PASSWORD)]).status, 303);
    assert_eq!(admin.log_in("admin", PASSWORD).status, 303);
    assert_eq!(admin.get("/people").status, 200);
    drop(server);
    let server = started(city);
    assert_eq!(Visit::as_user(&server, "admin").get("/people").status, 200);
    assert_eq!(city.json(&["user", "list"])["accounts"].as_array().unwrap().len(), 1);
    city.digest();
}

fn over_tls_there_is_only_a_link_before_the_first_account() {
    only_a_link_lets_in(&City::tiny(), Server::over_tls);
}

fn behind_a_proxy_there_is_only_a_link_before_the_first_account() {
    only_a_link_lets_in(&City::tiny(), Server::behind_proxy);
}

fn over_tls_somebody_logs_in() {
    let city = City::tiny();
    first(&city);
    let server = Server::over_tls(&city);
    let mut visit = Visit::of(&server);
    let answer = visit.log_in("admin", PASSWORD);
    let cookie = answer.header("set-cookie").to_owned();
    let name = format!("__Host-liantu-{}=", server.address.port());
    assert!(cookie.starts_with(&name) && cookie.ends_with("; Secure") && cookie.contains("; Path=/;"), "{cookie}");
    assert!(answer.header("strict-transport-security").starts_with("max-age=31536000"));
    assert_eq!(visit.get("/chains/c1/gaps").status, 200);
    let plain = name.trim_end_matches('=').trim_start_matches("__Host-").to_owned();
    visit.cookie = Some((plain, visit.cookie.clone().unwrap().1));
    assert!(!visit.is_in(), "a cookie that a sibling of the host could set is none");
    let here = City::tiny().served();
    assert_eq!(here.1.get("/").header("strict-transport-security"), "", "in the clear there is nothing to insist on");
}

fn another_certificate_is_served_without_a_restart() {
    let city = City::tiny();
    first(&city);
    let put = |from: &str, to: &str| std::fs::copy(data("tls").join(from), city.folder().join(to)).unwrap();
    put("cert.pem", "served-cert.pem");
    put("key.pem", "served-key.pem");
    let mut command = city.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.arg("--tls-cert").arg(city.folder().join("served-cert.pem"));
    command.arg("--tls-key").arg(city.folder().join("served-key.pem"));
    let server = Server::started(command).reached(Reach::Tls);
    let port = server.address.port();
    let get = |host: &str| server.send(&format!("GET /login HTTP/1.1\r\nHost: {host}:{port}\r\n")).status;
    let mut open = server.reach.connected(server.address).unwrap();
    let mut ask = || {
        let head = format!("GET /healthz HTTP/1.1\r\nHost: liantu.test:{port}\r\n\r\n");
        open.write_all(head.as_bytes()).unwrap();
        let mut answer = [0; 12];
        open.read_exact(&mut answer).unwrap();
        // What is left of the answer is read with the next one.
        String::from_utf8(answer.to_vec()).unwrap()
    };
    assert_eq!((get("next.liantu.example"), get("liantu.test"), ask().as_str()), (421, 200, "HTTP/1.1 200"));
    put("other-key.pem", "served-key.pem");
    server.signal("HUP");
    put("next-cert.pem", "served-cert.pem");
    put("next-key.pem", "served-key.pem");
    server.signal("HUP");
    let told = Instant::now();
    while get("next.liantu.example") != 200 {
        assert!(told.elapsed() < Duration::from_secs(20), "the new certificate is not served");
    }
    assert_eq!(get("liantu.test"), 200);
    let head = format!("GET /healthz HTTP/1.1\r\nHost: liantu.test:{port}\r\nConnection: close\r\n\r\n");
    open.write_all(head.as_bytes()).unwrap();
    let mut rest = String::new();
    open.read_to_string(&mut rest).unwrap();
    assert!(rest.matches("\"status\":\"ok\"").count() == 2, "a connection of before goes on: {rest}");
}

fn over_tls_other_names_and_origins_are_refused() {
    let city = City::tiny();
    first(&city);
    let server = Server::over_tls(&city);
    let port = server.address.port();
    let get = |host: &str, more: &str| server.send(&format!("GET /login HTTP/1.1\r\nHost: {host}\r\n{more}")).status;
    for host in [format!("{NAME}:{port}"), format!("LIANTU.test:{port}"), format!("127.0.0.1:{port}")] {
        assert_eq!(get(&host, ""), 200, "{host}");
    }
    for host in [NAME.to_owned(), format!("{NAME}:1"), format!("evil.example:{port}"), format!("localhost:{port}")] {
        assert_eq!(get(&host, ""), 421, "{host}");
    }
    let own = format!("{NAME}:{port}");
    for (origin, status) in [
        (format!("https://{own}"), 200),
        (format!("http://{own}"), 403),
        (format!("https://a.{own}"), 403),
        ("https://evil.example".to_owned(), 403),
        ("null".to_owned(), 403),
    ] {
        assert_eq!(get(&own, &format!("Origin: {origin}\r\n")), status, "{origin}");
    }
}

fn who_does_not_agree_on_tls_holds_nobody_up() {
    let city = City::tiny();
    first(&city);
    let server = Server::over_tls(&city);
    let connected = || TcpStream::connect(server.address).unwrap();
    let mut half: Vec<TcpStream> = (0..200).map(|_| connected()).collect();
    half.iter_mut().for_each(|stream| drop(stream.write_all(&[0x16, 3, 1, 2, 0])));
    let mut plain = connected();
    plain.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\nHost: liantu.test\r\n\r\n").unwrap();
    let mut told = Vec::new();
    let _ = plain.read_to_end(&mut told);
    assert!(!told.starts_with(b"HTTP"), "nothing is told in the clear");
    assert_eq!(server.get("/login").status, 200, "half-open clients make room");
    server.ends_when_told("clients that never agree");
}

fn behind_a_proxy_the_address_is_the_one_it_says() {
    let city = City::tiny();
    first(&city);
    add(&city, "wang", &["clerk"]);
    let mut server = Server::behind_proxy(&city);
    let cookie = Visit::of(&server).log_in("wang", PASSWORD).header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-liantu-443=") && cookie.ends_with("; Secure"), "{cookie}");
    assert_eq!(city.json(&["user", "sessions"])["sessions"][0]["address"], "203.0.113.9");
    for attempt in 1..=5 {
        assert_eq!(Visit::of(&server).log_in("wang", "wrong").status, 401, "{attempt}");
    }
    assert_eq!(Visit::of(&server).log_in("wang", PASSWORD).status, 429);
    server = server.reached(Reach::Proxy("1.2.3.4, 203.0.113.9"));
    assert_eq!(Visit::of(&server).log_in("wang", PASSWORD).status, 429, "what a client wrote before does not count");
    server = server.reached(Reach::Proxy("198.51.100.1"));
    assert_eq!(Visit::of(&server).log_in("wang", PASSWORD).status, 303, "another address is not held up");
}

fn behind_a_proxy_a_stranger_is_not_answered() {
    let city = City::tiny();
    first(&city);
    let server = Server::behind_proxy(&city).reached(Reach::Here);
    let get = |headers: &str| server.send(&format!("GET /login HTTP/1.1\r\n{headers}")).status;
    assert_eq!(get("Host: liantu.test\r\nX-Forwarded-For: 203.0.113.9\r\n"), 200);
    assert_eq!(get("Host: liantu.test\r\nX-Forwarded-Proto: http\r\n"), 421, "asked in the clear");
    assert_eq!(get(&format!("Host: {}\r\n", server.address)), 421, "not by its name");
    assert_eq!(get("Host: liantu.test:80\r\n"), 421);
    let mut command = city.command(&["serve", "--listen", "127.0.0.1:0", "--behind-proxy", "https://liantu.test"]);
    command.args(["--trust-proxy", "192.0.2.7"]);
    let other = Server::started(command);
    let sent = other.send("GET /login HTTP/1.1\r\nHost: liantu.test\r\nX-Forwarded-For: 192.0.2.7\r\n");
    assert!(sent.status == 421 && sent.body.contains("--trust-proxy"), "{}", sent.body);
}

fn signing_on(city: &City, more: &[&str]) -> Server {
    let mut command = city.command(&["serve", "--listen", "127.0.0.1:0", "--behind-proxy", "https://liantu.test"]);
    command.args(more);
    Server::started(command).reached(Reach::Here)
}

/// Asks for the log-in as the proxy does, with more headers.
fn asked_by_proxy(server: &Server, headers: &str) -> crate::support::Answer {
    let head =
        "GET /login?next=%2Fchains%2Fc1%2Fgaps HTTP/1.1\r\nHost: liantu.test\r\nX-Forwarded-For: 203.0.113.9\r\n";
    server.send(&format!("{head}{headers}"))
}

fn a_named_proxy_says_who_signed_on() {
    let city = City::tiny();
    first(&city);
    for login in ["wang", "gone"] {
        add(&city, login, &["clerk"]);
    }
    city.done(&["user", "disable", "gone"]);
    let server = signing_on(&city, &["--trust-proxy", "127.0.0.1", "--sign-on-header", "X-City-User"]);
    let let_in = asked_by_proxy(&server, "X-City-User: wang\r\n");
    assert_eq!((let_in.status, let_in.header("location")), (303, "/chains/c1/gaps"), "{}", let_in.body);
    let cookie = let_in.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = server.send(&format!("GET /me HTTP/1.1\r\nHost: liantu.test\r\nCookie: {cookie}\r\n"));
    assert!(page.status == 200 && page.body.contains("wang"), "{}", page.body);
    for refused in ["gone", "nobody", "", "wang\r\nX-City-User: admin"] {
        let page = asked_by_proxy(&server, &format!("X-City-User: {refused}\r\n"));
        assert_eq!((page.status, page.header("set-cookie")), (200, ""), "{refused}");
    }
    assert!(asked_by_proxy(&server, "X-City-User: gone\r\n").body.contains("统一登录送来的账号在这里没有，或已停用"));
    let other = server.send("GET / HTTP/1.1\r\nHost: liantu.test\r\nX-City-User: wang\r\n");
    assert_eq!(other.status, 303, "a session is begun at the log-in and nowhere else");
    let journal = city.json(&["journal"]).to_string();
    assert!(journal.contains("统一登录"), "{journal}");
    city.done(&["user", "disable", "wang"]);
    let page = server.send(&format!("GET /me HTTP/1.1\r\nHost: liantu.test\r\nCookie: {cookie}\r\n"));
    assert_eq!(page.status, 303, "whoever is disabled is out at once");
}

fn who_signed_on_is_believed_of_nobody_else() {
    let city = City::tiny();
    first(&city);
    add(&city, "wang", &["clerk"]);
    let server = signing_on(&city, &["--trust-proxy", "127.0.0.1"]);
    assert_eq!(asked_by_proxy(&server, "X-City-User: wang\r\n").header("set-cookie"), "", "nobody said which header");
    let server = signing_on(&city, &["--trust-proxy", "192.0.2.7", "--sign-on-header", "X-City-User"]);
    let stranger = asked_by_proxy(&server, "X-City-User: wang\r\n");
    assert_eq!((stranger.status, stranger.header("set-cookie")), (421, ""));
}
