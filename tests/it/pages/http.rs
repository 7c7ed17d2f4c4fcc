//! The service over HTTP: the same answers as the command line's, and nothing for those it is not meant for.

use serde_json::Value;

use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "http": answers_equal_the_command_lines, the_picture_equals_the_command_lines,
        only_a_host_of_this_machine_is_served, other_sites_are_refused, only_reading_is_allowed,
        every_answer_has_its_headers, what_is_wrong_has_a_code_and_chinese_text, names_in_addresses_are_served,
        health_tells_the_journal, what_others_write_is_seen, the_network_is_not_served, a_taken_port_is_told,
        names_of_firms_cannot_write_markup, strange_requests_are_answered);
}

fn answers_equal_the_command_lines() {
    let (city, server) = City::tiny().served();
    let told = |arguments: &[&str]| city.run(&[arguments, &["--format", "json"]].concat()).json();
    assert_eq!(server.json("/api/v1/chains"), told(&["chains"]));
    for (query, options) in [
        ("", &[][..]),
        ("?home=&as_of=", &[]),
        ("?home=310000&as_of=2026-06-30", &["--home", "310000", "--as-of", "2026-06-30"]),
        ("?home=%E5%90%88%E8%82%A5", &["--home", "合肥"]),
    ] {
        let gaps = [&["gaps", "--chain", "c1"], options].concat();
        assert_eq!(server.json(&format!("/api/v1/chains/c1/gaps{query}")), told(&gaps), "{query}");
        let explain = [&["explain", "--chain", "c1", "--segment", "c1-s08"], options].concat();
        assert_eq!(server.json(&format!("/api/v1/chains/c1/segments/c1-s08{query}")), told(&explain), "{query}");
    }
}

fn the_picture_equals_the_command_lines() {
    let (city, server) = City::tiny().served();
    let out = city.folder().join("图.svg");
    city.done(&["atlas", "--chain", "c1", "--out", &out.display().to_string()]);
    let picture = server.get("/api/v1/chains/c1/atlas.svg?width=1600");
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert!(picture.body == std::fs::read_to_string(&out).unwrap());
}

fn only_a_host_of_this_machine_is_served() {
    let (_city, server) = City::tiny().served();
    let port = server.address.port();
    let ask = |host: &str| server.send(&format!("GET /healthz HTTP/1.1\r\n{host}")).status;
    for name in ["127.0.0.1", "localhost", "LocalHost", "[::1]"] {
        assert_eq!(ask(&format!("Host: {name}:{port}\r\n")), 200, "{name}");
    }
    let other = port ^ 1;
    for host in [
        format!("Host: evil.example:{port}\r\n"),
        "Host: 127.0.0.1\r\n".to_owned(),
        format!("Host: 127.0.0.1:{other}\r\n"),
        format!("Host: 127.0.0.1.evil.example:{port}\r\n"),
        format!("Host: localhost:{port}\r\nHost: localhost:{port}\r\n"),
        "Host:\r\n".to_owned(),
    ] {
        assert_eq!(ask(&host), 421, "{host}");
    }
    assert_eq!(server.send("GET /healthz HTTP/1.0\r\n").status, 421, "no Host at all");
    let told = server.send("GET / HTTP/1.1\r\nHost: evil.example\r\n").body;
    assert!(told.contains("host_not_served") && told.contains("请用 127.0.0.1 或 localhost"), "{told}");
}

fn other_sites_are_refused() {
    let (_city, server) = City::tiny().served();
    let ask = |origin: &str| {
        let head = format!("GET /api/v1/chains HTTP/1.1\r\nHost: {}\r\nOrigin: {origin}\r\n", server.address);
        server.send(&head)
    };
    assert_eq!(ask(&format!("http://{}", server.address)).status, 200);
    for origin in ["null", "http://evil.example", "http://127.0.0.1", &format!("https://{}", server.address)] {
        let answer = ask(origin);
        assert_eq!(answer.status, 403, "{origin}");
        assert!(answer.body.contains("origin_refused") && answer.body.contains("不接受其他网站"), "{}", answer.body);
    }
}

fn only_reading_is_allowed() {
    let (_city, server) = City::tiny().served();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FLY"] {
        for path in ["/", "/api/v1/chains", "/nothing"] {
            let answer = server.send(&format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", server.address));
            assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method} {path}");
            assert!(answer.body.contains("method_not_allowed"), "{}", answer.body);
        }
    }
    let head = server.send(&format!("HEAD /api/v1/chains HTTP/1.1\r\nHost: {}\r\n", server.address));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

fn every_answer_has_its_headers() {
    let (_city, server) = City::tiny().served();
    let pages = ["/", "/chains/c1/atlas", "/chains/c1/gaps", "/chains/c1/segments/c1-s08", "/nothing"];
    let rest = ["/api/v1/chains", "/api/v1/chains/c1/atlas.svg", "/healthz", "/static/liantu.css", "/chains/x/gaps"];
    for path in pages.into_iter().chain(rest) {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy");
        for word in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
            assert!(policy.contains(word), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert!(!answer.header("cache-control").is_empty(), "{path}");
    }
    assert_eq!(server.get("/chains/c1/gaps").header("cache-control"), "no-store");
    assert_eq!(server.get("/static/liantu.css").header("cache-control"), "no-cache");
}

fn what_is_wrong_has_a_code_and_chinese_text() {
    let (_city, server) = City::tiny().served();
    for (path, status, code, words) in [
        ("/api/v1/chains/c9/gaps", 404, "not_found", "没有产业链「c9」"),
        ("/api/v1/chains/c1/segments/zzz", 404, "not_found", "没有环节「zzz」"),
        ("/api/v1/chains/c1/gaps?home=340198", 404, "not_found", "没有地区「340198」"),
        ("/api/v1/chains/c1/gaps?home=%E9%BC%93%E6%A5%BC%E5%8C%BA", 400, "ambiguous", "不止一个"),
        ("/api/v1/chains/c1/gaps?as_of=2026-02-30", 400, "bad_parameter", "2026-02-30"),
        ("/api/v1/chains/c1/gaps?home=1&home=2", 400, "bad_query", "参数读不懂"),
        ("/api/v1/chains/c1/atlas.svg?width=99999", 400, "bad_parameter", "280 到 4000"),
        ("/api/v1/chains/%FF/gaps", 400, "bad_address", "地址读不懂"),
        ("/api/v1/nothing", 404, "page_not_found", "没有这个页面"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        let error = serde_json::from_str::<Value>(&answer.body).unwrap()["error"].clone();
        assert_eq!(error["code"], code, "{path}");
        assert!(error["message"].as_str().unwrap().contains(words), "{path}: {error}");
        assert!(error["advice"].as_str().unwrap().starts_with('请'), "{path}: {error}");
        // The same on a page.
        let page = server.get(&path.replace("/api/v1", "").replace("atlas.svg", "atlas"));
        assert_eq!(page.status, status, "{path} as a page");
        assert!(page.body.contains(&format!("data-code=\"{code}\"")), "{path}: {}", page.body);
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
    }
}

fn names_in_addresses_are_served() {
    let (_city, server) = City::tiny().served();
    let by_name = server.json("/api/v1/chains/%E7%A4%BA%E4%BE%8B%E4%BA%A7%E4%B8%9A%E9%93%BE1/gaps");
    assert_eq!(by_name, server.json("/api/v1/chains/c1/gaps"));
}

fn health_tells_the_journal() {
    let (_city, server) = City::tiny().served();
    let answer = server.get("/healthz");
    assert_eq!((answer.status, answer.body.as_str()), (200, r#"{"journal":1,"status":"ok"}"#));
}

fn what_others_write_is_seen() {
    let (city, server) = City::tiny().served();
    let more = city.write("chains.csv", "chain,name,adcode\nc2,第二条,340100\n");
    city.import(&[&more]);
    let started = std::time::Instant::now();
    while server.json("/healthz")["journal"] != 2 {
        assert!(started.elapsed().as_secs() < 20, "the server follows");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(server.json("/api/v1/chains")["chains"][1]["chain"], "c2");
}

fn the_network_is_not_served() {
    let city = City::tiny();
    for address in ["0.0.0.0:7878", "[::]:7878", "192.0.2.1:7878"] {
        let done = city.run(&["serve", "--listen", address]);
        assert_eq!((done.code(), done.out().as_str()), (1, ""));
        for word in [address, "网络", "127.0.0.1"] {
            assert!(done.err().contains(word), "{}", done.err());
        }
    }
}

fn a_taken_port_is_told() {
    let (city, server) = City::tiny().served();
    let taken = server.address.to_string();
    let done = city.run(&["serve", "--listen", &taken]);
    assert_eq!(done.code(), 1);
    assert!(done.err().contains(&taken) && done.err().contains("换一个端口"), "{}", done.err());
}

const NASTY: &str = r#"<script>alert(1)</script>"&'"#;

fn names_of_firms_cannot_write_markup() {
    let city = City::tiny();
    let quoted = format!("\"{}\"", NASTY.replace('"', "\"\""));
    let firms = format!(
        "enterprise,name,adcode,standing,source,source_url\nx1,{quoted},340100,anchor,{quoted},https://a.example/?<>&x\n"
    );
    let members = format!("enterprise,segment,product\nx1,c1-s08,{quoted}\n");
    let chains = format!("chain,name,adcode\nc2,{quoted},340100\n");
    let segments = format!("segment,chain,name,stage\nn1,c2,{quoted},upstream\n");
    let files =
        [("enterprises.csv", firms), ("members.csv", members), ("chains.csv", chains), ("segments.csv", segments)];
    let written: Vec<_> = files.iter().map(|(name, content)| city.write(name, content)).collect();
    city.import(&written.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
    let server = Server::of(&city);
    let mut shown = 0;
    for path in [
        "/",
        "/chains/c1/atlas",
        "/chains/c1/segments/c1-s08",
        "/chains/c2/atlas",
        "/chains/c2/gaps",
        "/chains/c2/segments/n1",
        "/api/v1/chains/c1/atlas.svg?width=4000",
        "/chains/c2/gaps?text=%3Cscript%3Ealert(1)%3C/script%3E",
    ] {
        let body = server.get(path).body;
        assert!(!body.contains("<script>") && !body.contains("alert(1)</script"), "{path}: {body}");
        shown += usize::from(body.contains("alert(1)"));
    }
    assert_eq!(shown, 8, "every page shows the name, escaped");
    let told = server.json("/api/v1/chains/c1/segments/c1-s08").to_string();
    assert!(told.contains("<script>alert(1)"), "JSON gives the name as it is: {told}");
}

fn strange_requests_are_answered() {
    let (_city, server) = City::tiny().served();
    let host = format!("Host: {}\r\n", server.address);
    let long = "a".repeat(6_000);
    for (line, allowed) in [
        (format!("GET /chains/{long}/gaps HTTP/1.1\r\n"), &[404][..]),
        (format!("GET /{} HTTP/1.1\r\n", "x/".repeat(3_000)), &[404]),
        ("GET /static/../../Cargo.toml HTTP/1.1\r\n".to_owned(), &[404]),
        ("GET /static/%2e%2e%2fCargo.toml HTTP/1.1\r\n".to_owned(), &[404]),
        ("GET /chains/c1%00/gaps HTTP/1.1\r\n".to_owned(), &[404]),
        (format!("GET / HTTP/1.1\r\nX: {}\r\n", "y".repeat(500_000)), &[400, 431]),
    ] {
        let answer = server.send(&(line.clone() + &host));
        assert!(allowed.contains(&answer.status), "{}: {}", &line[..40], answer.status);
    }
    assert_eq!(server.get("/healthz").status, 200, "it still runs");
}
