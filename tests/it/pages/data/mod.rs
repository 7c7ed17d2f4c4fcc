//! 数据: files brought in by the browser, looked at, imported, taken back.

mod again;
mod browser;
mod hostile;
mod landing;
mod mapping;
mod returned;
mod units;
mod waiting;

use serde_json::Value;

use crate::support::{Answer, City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "data": files_are_looked_at_imported_and_taken_back, a_mapping_is_corrected_and_kept_for_the_next_file,
        rows_of_another_name_are_told_apart, what_would_change_is_told_column_by_column,
        a_file_that_cannot_be_read_is_left_out_before_the_others_come, a_list_that_comes_back_is_taken_cell_by_cell, templates_are_handed_out,
        the_history_of_a_thing_is_told, an_empty_store_begins_on_the_page_of_data, two_imports_at_once_both_go_well,
        an_import_is_named_and_its_undo_is_told_first, what_moved_and_where_it_comes_from_are_reached);
    again::facts(facts);
    browser::facts(facts);
    hostile::facts(facts);
    landing::facts(facts);
    mapping::facts(facts);
    returned::facts(facts);
    units::facts(facts);
    waiting::facts(facts);
}

pub const BOUNDARY: &str = "----test-boundary";

/// The token that forms of a server carry.
pub fn token(server: &Server) -> String {
    let page = server.get("/data").body;
    page.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned()
}

/// The body of a form with files.
pub fn parts(token: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
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

/// The page of files that are taken in.
pub fn brought(server: &Server, files: &[(&str, &[u8])]) -> String {
    let answer = uploaded(server, files);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").to_owned()
}

/// Sends a body to where files are taken in.
pub fn sent(server: &Server, body: &[u8]) -> Answer {
    sent_with(server, "", body)
}

/// The same with more headers, as the cookies of whoever logged in.
pub fn sent_with(server: &Server, headers: &str, body: &[u8]) -> Answer {
    sent_to(server, "/data", headers, body)
}

/// The same to another address.
pub fn sent_to(server: &Server, path: &str, headers: &str, body: &[u8]) -> Answer {
    let address = server.address;
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n{headers}Content-Type: \
         multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {}\r\n",
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
    settled_for(|| server.get(address))
}

/// The same as somebody asks for it.
pub fn settled_for(ask: impl Fn() -> Answer) -> String {
    let started = std::time::Instant::now();
    loop {
        let page = ask();
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
    let firms = "企业编号,名称,区划代码\nn1,新来一有限公司,340100\nn2,新来二有限公司,999999\n";
    let at = brought(&server, &[("../../x/企业.csv", firms.as_bytes())]);
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
    // What lacks is told where it would be counted, until the clerk is done with it.
    let counted = ["/chains/c1/gaps", "/chains/c1/brief"];
    for page in counted.map(|address| server.get(address).body) {
        assert!(
            page.contains("企业.csv导入时退回了1行，这里没有算上它们") && page.contains(&format!("{at}\"")),
            "{page}"
        );
    }
    let imports = city.json(&["imports"]);
    let made = imports["imports"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&made["who"], &made["rows"]), (&Value::from("张三"), &Value::from(1)));
    let import = format!("/data/imports/{}", made["import"].as_str().unwrap());
    assert!(server.get("/data").body.contains(&import) && server.get(&import).body.contains("张三"));
    let page = posted(&server, &format!("{import}/undo"), "").body;
    assert!(page.contains("已撤销") && page.contains("去掉新增的 1 行"), "{page}");
    let again = posted(&server, &format!("{import}/undo"), "");
    assert!(again.status == 400 && again.body.contains("撤销过"), "{}", again.body);
    city.run(&["history", "n1"]);
    assert_eq!(city.json(&["imports"])["imports"].as_array().unwrap().last().unwrap()["undone"], 3);
}

fn a_mapping_is_corrected_and_kept_for_the_next_file() {
    let city = City::tiny();
    let server = Server::of(&city);
    let list = "某市名单,,\n单位,地方,钱数\n甲示例有限公司,合肥市,50000000\n乙示例有限公司,合肥市,待补\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    let asked = mapping::asked_as(&server, &at, "to_table=enterprises&to_header_row=2&to_header_rows=1");
    for word in ["各列是什么", "甲示例有限公司", "name=\"c0\"", "name=\"c2\"", "name=\"u2\""] {
        assert!(asked.contains(word), "no {word} in {asked}");
    }
    let place = "part=1&table=enterprises&header_row=2&header_rows=1";
    // Nothing says which column is the name: it is said, and what was chosen stays.
    let wrong = posted(&server, &format!("{at}/files/0"), &format!("{place}&c0=&c1=adcode&c2=capital&u2=%E5%85%83"));
    assert!(wrong.status == 200 && wrong.body.contains("还缺必需的"), "{}", wrong.body);
    assert!(wrong.body.contains("<option value=\"元\" selected>"), "{}", wrong.body);
    let said = "c0=name&c1=adcode&c2=capital&u2=%E5%85%83&blank=%E5%BE%85%E8%A1%A5&keep_as=%E6%9F%90%E5%B8%82%E5%90%8D%E5%8D%95";
    let saved = posted(&server, &format!("{at}/files/0"), &format!("{place}&{said}"));
    assert_eq!(saved.status, 303, "{}", saved.body);
    let page = settled(&server, &at);
    assert!(page.contains("新增 2 行") && !page.contains("处错误"), "{page}");
    posted(&server, &format!("{at}/apply"), "");
    assert!(settled(&server, &at).contains("已导入"));
    let history = city.run(&["history", "甲示例有限公司", "--format", "json"]).json().to_string();
    assert!(history.contains("\"5000\""), "yuan are read as such: {history}");
    let next = "某市名单,,\n单位,地方,钱数\n丙示例有限公司,合肥市,10000\n";
    let at = brought(&server, &[("下月.csv", next.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("按存下的“某市名单”") && page.contains("新增 1 行"), "{page}");
}

fn what_would_change_is_told_column_by_column() {
    let city = City::tiny();
    let server = Server::of(&city);
    let name = city.json(&["find", "e00001"])["enterprises"][0]["name"].as_str().unwrap().to_owned();
    let changed = format!("enterprise,name,park\ne00001,{name},东园区\n");
    let at = brought(&server, &[("enterprises.csv", changed.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("修改 1 行") && page.contains("→ 东园区"), "{page}");
    assert!(!page.contains("→ （空）"), "what the file does not mention stays: {page}");
}

fn a_file_that_cannot_be_read_is_left_out_before_the_others_come() {
    let city = City::tiny();
    let server = Server::of(&city);
    let firms = "企业编号,名称,区划代码\nn1,新来一有限公司,340100\n";
    let list = "甲,乙\n1,2\n";
    let page = b"<!doctype html><title>packet</title>";
    let files = [("企业.csv", firms.as_bytes()), ("天书.csv", list.as_bytes()), ("清单.html", &page[..])];
    let at = brought(&server, &files);
    let told = settled(&server, &at);
    assert!(told.contains("还不会读") && told.contains("不能读") && told.contains("按“存成文件”"), "{told}");
    assert!(!told.contains("class=\"main\""), "nothing can be imported yet: {told}");
    let refused = posted(&server, &format!("{at}/apply"), "");
    assert!(refused.status == 400 && refused.body.contains("还不会读"), "{}", refused.body);
    for place in [1, 2] {
        assert_eq!(posted(&server, &format!("{at}/files/{place}/leave"), "leave=1").status, 303);
    }
    assert!(settled(&server, &at).contains("还是导入"));
    posted(&server, &format!("{at}/apply"), "");
    assert!(settled(&server, &at).contains("已导入：新增 1 行"));
    let late = posted(&server, &format!("{at}/files/1/leave"), "leave=0");
    assert!(late.status == 400 && late.body.contains("不能再改"), "{}", late.body);
}

fn rows_of_another_name_are_told_apart() {
    let city = City::tiny();
    let server = Server::of(&city);
    let renamed = "enterprise,name,adcode\ne00001,完全另一家有限公司,310000\n";
    let at = brought(&server, &[("enterprises.csv", renamed.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("1 行换了名称") && page.contains("完全另一家有限公司"), "{page}");
    assert!(!page.contains("处错误"), "it is told once: {page}");
    let file = server.get(&format!("{at}?table=renamings&columns=id,after,row&format=csv")).body;
    assert!(file.contains("编号,文件里的名称,行") && file.contains("\ne00001,完全另一家有限公司"), "{file}");
    posted(&server, &format!("{at}/apply"), "renames=1");
    assert!(settled(&server, &at).contains("已导入：修改 1 行"));
}

fn a_list_that_comes_back_is_taken_cell_by_cell() {
    let city = City::sample();
    let targets = city.run(&["targets", "--chain", "ic", "--format", "json"]).json();
    let names: Vec<String> =
        (0..2).map(|at| targets["targets"][at]["enterprise"].as_str().unwrap().to_owned()).collect();
    city.done(&["list", "add", "--chain", "ic", &names[0], &names[1]]);
    let exported = city.run(&["list", "show", "--chain", "ic", "--format", "csv"]).out();
    let mut reader = csv::Reader::from_reader(exported.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().unwrap().clone();
    let note = header.iter().position(|name| name == "备注").expect("a note");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for (at, row) in reader.records().enumerate() {
        let row = row.unwrap();
        let told = format!("交回的话{at}");
        writer
            .write_record(row.iter().enumerate().map(|(i, cell)| if i == note { told.as_str() } else { cell }))
            .unwrap();
    }
    let server = Server::of(&city);
    let at = brought(&server, &[("交回.csv", &writer.into_inner().unwrap())]);
    assert!(settled(&server, &at).contains("招商队交回的清单"));
    let preview = server.get(&format!("{at}/files/0/return")).body;
    assert!(
        preview.contains("交回的话0") && preview.contains("交回的话1") && preview.contains("写入勾选的"),
        "{preview}"
    );
    let keys: Vec<&str> =
        preview.split("name=\"take\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(keys.len(), 2, "{preview}");
    assert_eq!(preview.matches("checked=\"checked\"").count(), 2, "what only the squad changed is offered: {preview}");
    let encoded: String = keys[1].bytes().map(|byte| format!("%{byte:02X}")).collect();
    let done = posted(&server, &format!("{at}/files/0/return"), &format!("take={encoded}")).body;
    assert!(done.contains("已写入 1 格"), "{done}");
    let list = server.json("/api/v1/list?chain=ic").to_string();
    assert_eq!(list.matches("交回的话").count(), 1, "only what was ticked: {list}");
    let again = server.get(&format!("{at}/files/0/return"));
    assert!(again.status == 400 && again.body.contains("已收回"), "{}", again.body);
}

fn templates_are_handed_out() {
    let (_city, server) = City::tiny().served();
    let workbook = server.get("/data/templates/%E9%93%BE%E5%9B%BE%E6%A8%A1%E6%9D%BF.xlsx");
    assert!(workbook.status == 200 && workbook.content.starts_with(b"PK"));
    let firms = server.get("/data/templates/enterprises.csv");
    assert!(firms.body.contains("名称") && firms.header("content-disposition").contains("attachment"));
    for none in ["x.csv", "entries.csv", "..%2f..%2fCargo.toml", "enterprises"] {
        assert_eq!(server.get(&format!("/data/templates/{none}")).status, 404, "{none}");
    }
}

fn the_history_of_a_thing_is_told() {
    let (_city, server) = City::tiny().served();
    let told = server.get("/data/history?thing=e00001").body;
    let row = told.lines().find(|line| line.contains("能级：单项冠军")).unwrap_or_default();
    for part in ["enterprises.csv 第", "data-label=\"日志号\" class=\"number\">1<"] {
        assert!(row.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("champion"), "codes are told by their words: {told}");
    let nothing = server.get("/data/history?thing=%E6%B2%A1%E6%9C%89%E8%BF%99%E5%AE%B6");
    assert!(nothing.status == 200 && nothing.body.contains("没有这家"), "{}", nothing.body);
    assert!(nothing.body.contains("/find?text="), "{}", nothing.body);
}

fn an_empty_store_begins_on_the_page_of_data() {
    let city = City::new();
    let server = Server::of(&city);
    assert!(city.store().exists(), "serving makes an empty store");
    assert!(server.get("/").body.contains("href=\"/data\""));
    assert!(server.get("/data").body.contains("从哪里开始"));
}

fn two_imports_at_once_both_go_well() {
    let city = City::tiny();
    let server = Server::of(&city);
    let rows = |from: usize| {
        (from..from + 2_000).map(|n| format!("together{n},同时第{n}有限公司,340100\n")).collect::<String>()
    };
    let at = [0, 10_000].map(|from| {
        let file = format!("enterprise,name,adcode\n{}", rows(from));
        let at = brought(&server, &[("enterprises.csv", file.as_bytes())]);
        settled(&server, &at);
        at
    });
    let server = &server;
    std::thread::scope(|scope| {
        for at in &at {
            scope.spawn(move || posted(server, &format!("{at}/apply"), ""));
        }
    });
    for at in &at {
        let page = settled(server, at);
        assert!(page.contains("已导入：新增 2,000 行"), "{page}");
    }
}

fn an_import_is_named_and_its_undo_is_told_first() {
    let city = City::tiny();
    let server = Server::of(&city);
    let files = [
        ("甲/企业.csv", "企业编号,名称\nn1,新来一有限公司\nn2,新来二有限公司\n"),
        ("乙.csv", "企业编号,名称\nn3,新来三有限公司\n"),
    ];
    let at = brought(&server, &files.map(|(name, text)| (name, text.as_bytes())));
    settled(&server, &at);
    posted(&server, &format!("{at}/apply"), "who=%E5%BC%A0%E4%B8%89");
    settled(&server, &at);
    let name = city.json(&["find", "n1"])["enterprises"][0]["name"].as_str().unwrap().to_owned();
    let changed = format!("企业编号,名称,园区\nn1,{name},东园区\nn9,新来九有限公司,\nn8,坏,坏,坏\n");
    let at = brought(&server, &[("企业.csv", changed.as_bytes())]);
    settled(&server, &at);
    posted(&server, &format!("{at}/apply"), "");
    settled(&server, &at);
    let page = server.get("/data").body;
    for word in ["2 个文件 · ", "张三", "本机", "新增 3", "新增 1，改 1", "#undo"] {
        assert!(page.contains(word), "no {word} in {page}");
    }
    let imports = city.json(&["imports"])["imports"].as_array().unwrap().clone();
    let made = |back: usize| imports[imports.len() - back]["import"].as_str().unwrap().to_owned();
    let first = server.get(&format!("/data/imports/{}", made(2))).body;
    assert!(first.contains("去掉它新增的 2 行") && first.contains("1 行之后又被改过，不会动"), "{first}");
    let last = server.get(&format!("/data/imports/{}", made(1))).body;
    assert!(last.contains("去掉它新增的 1 行，把它改过或关闭的 1 行恢复"), "{last}");
    assert!(last.contains("下载没有导入的行"), "{last}");
    let waits = || server.json("/api/v1/today").to_string().contains("退回1行");
    assert!(waits(), "what was rejected waits");
    let before = city.digest();
    let done = posted(&server, &format!("/data/imports/{}/undo", made(1)), "").body;
    assert!(!waits() && !server.get("/data").body.contains("有退回的行"), "nothing of what was taken back waits");
    assert!(done.contains("恢复 1 行，去掉新增的 1 行") && city.digest() != before, "{done}");
}

fn what_moved_and_where_it_comes_from_are_reached() {
    let (_city, server) = City::sample().served();
    let data = server.get("/data").body;
    for (address, word) in [
        ("/data/moved", "从这天结束时"),
        ("/data/sources", "可信度"),
        ("/data/imports", "历次导入"),
        ("/data/history", "历史"),
    ] {
        assert!(data.contains(&format!("\"{address}\"")), "{address} is reached");
        let page = server.get(address);
        assert!(page.status == 200 && page.body.contains(word), "{address}: {}", page.body);
    }
    let told = server.get("/data/moved?chain=ic").body;
    assert!(told.contains("两天各按当时所知计算"), "{told}");
    let before = server.get("/data/moved?chain=ic&from=2020-01-01");
    assert!(before.status == 200 && before.body.contains("那时还没有导入过任何内容"), "{}", before.body);
    let none = server.get("/data/moved?chain=ic&from=x");
    assert_eq!(none.status, 400);
    let history = server.get("/data/history?thing=%E9%95%BF%E9%91%AB%E5%AD%98%E5%82%A8").body;
    assert!(!history.contains("adcode："), "fields are told in Chinese: {history}");
}
