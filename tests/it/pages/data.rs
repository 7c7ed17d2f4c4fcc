//! 数据: files brought in by the browser, looked at, imported, taken back; whatever is sent, nothing half stays.

use serde_json::Value;

use crate::support::{Answer, City, Facts, Server, add, data};

pub fn facts(facts: &mut Facts) {
    add!(facts, "data": files_are_looked_at_imported_and_taken_back);
}

const BOUNDARY: &str = "----test-boundary";

/// The token that forms of a server carry.
pub fn token(server: &Server) -> String {
    let page = server.get("/data").body;
    page.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned()
}

/// The body of a form with files.
fn parts(token: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body =
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n").into_bytes();
    for (name, content) in files {
        let head =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// Sends files as the form does.
pub fn uploaded(server: &Server, files: &[(&str, &[u8])]) -> Answer {
    sent(server, &parts(&token(server), files))
}

fn sent(server: &Server, body: &[u8]) -> Answer {
    let address = server.address;
    let head = format!(
        "POST /data HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Type: multipart/form-data; \
         boundary={BOUNDARY}\r\nContent-Length: {}\r\n",
        body.len()
    );
    server.send_bytes(&head, body)
}

/// Sends a form without files.
pub fn posted(server: &Server, path: &str, fields: &str) -> Answer {
    let (address, body) = (server.address, format!("token={}&{fields}", token(server)));
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
        body.len()
    );
    server.send_with_body(&head, &body)
}

/// The page of an upload once what it shows is worked out.
pub fn settled(server: &Server, address: &str) -> String {
    let started = std::time::Instant::now();
    loop {
        let page = server.get(address);
        assert_eq!(page.status, 200, "{}", page.body);
        if !page.body.contains("data-progress=") {
            return page.body;
        }
        assert!(started.elapsed().as_secs() < 60, "{}", page.body);
    }
}

fn files_are_looked_at_imported_and_taken_back() {
    let city = City::tiny();
    let server = Server::of(&city);
    let before = city.digest();
    let firms = "企业,名称,区划代码\nn1,新来一有限公司,340100\nn2,新来二有限公司,999999\n";
    let answer = uploaded(&server, &[("../../x/企业.csv", firms.as_bytes())]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let at = answer.header("location").to_owned();
    let page = settled(&server, &at);
    for word in ["还没有写入任何内容", "新增 1 行", "1 行有错误", "x/企业.csv", "999999", "导入其余 1 行"]
    {
        assert!(page.contains(word), "no {word} in {page}");
    }
    assert_eq!(city.digest(), before, "a preview writes nothing");
    let rejected = server.get(&format!("{at}/rejected/0"));
    assert!(rejected.body.contains("新来二有限公司") && !rejected.body.contains("新来一"), "{}", rejected.body);
    assert_eq!(posted(&server, &format!("{at}/apply"), "who=%E5%BC%A0%E4%B8%89").status, 303);
    let page = settled(&server, &at);
    assert!(page.contains("已导入：新增 1 行") && page.contains("撤销这次导入"), "{page}");
    let imports = city.json(&["imports"]);
    let made = imports["imports"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&made["who"], &made["rows"]), (&Value::from("张三"), &Value::from(1)));
    let page = posted(&server, &format!("/data/imports/{}/undo", made["import"].as_str().unwrap()), "").body;
    assert!(page.contains("已撤销") && page.contains("去掉新增的 1 行"), "{page}");
    assert!(
        city.run(&["find", "新来一"]).out().contains("没有") || !city.run(&["find", "新来一"]).out().contains("n1")
    );
    let _ = data("tiny");
}
