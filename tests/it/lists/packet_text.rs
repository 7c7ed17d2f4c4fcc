//! The text that the page of a packet copies, through a chat, back on the command line and on 数据.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Output, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde_json::{Value, json};

use super::packet::{Office, Sheet, fields, set_of};
use crate::pages::data::posted;
use crate::support::{City, Facts, Server, add, unpacked};

pub fn facts(facts: &mut Facts) {
    add!(facts, "packet_text": a_text_comes_back_as_a_file_or_by_standard_input, a_text_that_lost_something_changes_nothing,
        leads_alone_come_back_too, a_text_is_pasted_on_data, what_cannot_be_taken_is_told_where_it_was_pasted,
        whom_to_call_first_goes_along_and_its_number_by_right);
}

/// The page of a packet of the office, and the keys of its rows.
fn page(office: &Office) -> (String, Vec<String>) {
    let out = office.city.folder().join("out.html");
    if out.exists() {
        std::fs::remove_file(&out).unwrap();
    }
    office.city.done(&["packet", "--chain", "c1", "--squad", "q1", "--to", "甲", "--out", out.to_str().unwrap()]);
    let text = std::fs::read_to_string(out).unwrap();
    let after = |mark: &str| -> Vec<String> {
        text.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    (after("\"packet\":\"").remove(0), after("data-key=\""))
}

/// What the page's script makes of what it hands back.
fn copied(back: &Value) -> String {
    let said = back.to_string();
    let step = |rest: u32| if rest & 1 == 1 { (rest >> 1) ^ 0xedb8_8320 } else { rest >> 1 };
    let sum = !said.bytes().fold(!0, |rest, byte| (0..8).fold(rest ^ u32::from(byte), |rest, _| step(rest)));
    let code = STANDARD_NO_PAD.encode(said);
    let lines: Vec<&str> = code.as_bytes().chunks(60).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("【链图回填】填了 1 家\nLIANTU-{:06}-{sum:08x}\n{}\n（完）", code.len(), lines.join("\n"))
}

fn filled(office: &Office) -> Value {
    let (packet, keys) = page(office);
    json!({"liantu": "packet", "packet": packet, "changes_only": true,
        "rows": [{"行键": keys[0], "备注": "“直”的和\"弯\"的 — 都在", "状态": "已走访"}], "leads": []})
}

fn by_standard_input(city: &City, text: &str, arguments: &[&str]) -> Output {
    let mut command = city.command(&[&["return", "-", "--format", "json"], arguments].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn a_text_comes_back_as_a_file_or_by_standard_input() {
    let office = Office::new();
    let text = format!("队长 10:32\r\n{}\r\n收到", copied(&filled(&office)).replace('\n', "\r\n\r\n"));
    let preview = office.preview(&office.city.write("聊天.txt", &text));
    assert_eq!(preview["applied"].as_array().unwrap().len(), 2, "{preview}");
    assert_eq!((&preview["missing"], preview["untouched"].as_array().unwrap().len()), (&json!([]), 2), "{preview}");
    let done = by_standard_input(&office.city, &text, &["--apply"]);
    assert!(done.status.success(), "{done:?}");
    let after: Value = serde_json::from_slice(&done.stdout).unwrap();
    let enterprise = after["applied"][0]["enterprise"].as_str().unwrap();
    let entry = office.entry(enterprise);
    assert_eq!([&entry["note"], &entry["state"]], ["“直”的和\"弯\"的 — 都在", "visited"]);
}

fn a_text_that_lost_something_changes_nothing() {
    let office = Office::new();
    let text = copied(&filled(&office));
    let before = office.journal();
    let cut: PathBuf = office.city.write("截断.txt", &text[..text.len() - 30]);
    office.refused(&cut, &["截断.txt", "没有贴全", "什么也没有收", "复制文字"]);
    let at = text.rfind("\n（完").unwrap() - 20;
    let other = if &text[at..=at] == "A" { "B" } else { "A" };
    let changed = office.city.write("改过.txt", format!("{}{other}{}", &text[..at], &text[at + 1..]));
    office.refused(&changed, &["改过.txt", "被改动"]);
    let done = by_standard_input(&office.city, &text[..text.len() - 30], &["--apply"]);
    let told = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.code() == Some(1) && told.contains("标准输入") && told.contains("没有贴全"), "{told}");
    assert_eq!(office.journal(), before);
}

fn leads_alone_come_back_too() {
    let office = Office::new();
    let (packet, _) = page(&office);
    let lead = json!({"企业": "手机上的线索有限公司", "所在地": "苏州"});
    let back = json!({"liantu": "packet", "packet": packet, "changes_only": true, "rows": [], "leads": [lead]});
    let preview = office.apply(&office.city.write("线索.txt", copied(&back)));
    assert_eq!((&preview["leads"][0]["state"], &preview["packet"]), (&json!("new"), &json!(packet)), "{preview}");
    // An earlier packet of the same squad is told by its id, and rows of another one are none of it.
    let (later, keys) = page(&office);
    let rows = json!([{"行键": keys[0], "备注": "别的包"}]);
    let back = json!({"liantu": "packet", "packet": packet, "changes_only": true, "rows": rows, "leads": []});
    let preview = office.apply(&office.city.write("混.txt", copied(&back)));
    assert!(later != packet && preview["unknown"][0]["reason"].as_str().unwrap().contains("另一个离线包"), "{preview}");
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn a_text_is_pasted_on_data() {
    let office = Office::new();
    let text = format!("办公室好：\n{}\n谢谢", copied(&filled(&office)));
    let server = Server::of(&office.city);
    assert!(server.get("/data").body.contains("粘贴招商队发来的文字"));
    let before = office.journal();
    let led = posted(&server, "/data/pasted", &format!("text={}", encoded(&text)));
    assert_eq!(led.status, 303, "{}", led.body);
    let address = led.header("location").to_owned();
    let page = server.get(&address).body;
    assert!(page.contains("“直”的和&#34;弯&#34;的 — 都在") && page.contains("还没有写入任何内容"), "{page}");
    assert_eq!(office.journal(), before, "a preview writes nothing");
    let boxes: String = page
        .split("name=\"take\" value=\"")
        .skip(1)
        .map(|rest| format!("take={}&", encoded(rest.split('"').next().unwrap())))
        .collect();
    let done = posted(&server, &address, &boxes).body;
    assert!(done.contains("已写入 2 格"), "{done}");
}

fn what_cannot_be_taken_is_told_where_it_was_pasted() {
    let office = Office::new();
    let text = copied(&filled(&office));
    let server = Server::of(&office.city);
    let foreign = json!({"liantu": "packet", "packet": "0123456789ab", "changes_only": true, "rows": [], "leads": []});
    for (pasted, words) in [
        (&text[..text.len() - 40], &["没有贴全", "role=\"alert\""][..]),
        (&copied(&foreign), &["不是本库发出的离线包"]),
        ("今天看了三家", &["认不出", "今天看了三家"]),
        (" ", &["没有贴文字"]),
    ] {
        let answer = posted(&server, "/data/pasted", &format!("text={}", encoded(pasted)));
        assert_eq!(answer.status, 400, "{}", answer.body);
        for word in words.iter().chain(&["粘贴招商队发来的文字", "<details class=\"paste\" open>"]) {
            assert!(answer.body.contains(word), "no {word} in {}", answer.body);
        }
        assert!(!server.get("/data").body.contains("还没有处理完的"), "nothing of it stays");
    }
}

fn whom_to_call_first_goes_along_and_its_number_by_right() {
    let city = City::sample();
    let row = "of,name,title,phone,email\n";
    let targets = city.json(&["targets", "--chain", "ic"])["targets"].clone();
    let ids = targets.as_array().unwrap().iter().map(|t| t["enterprise"].as_str().unwrap().to_owned());
    let paths = |id: &str| city.json(&["paths", "--chain", "ic", "--target", id])["paths"][0].clone();
    let (id, path) = ids
        .map(|id| (paths(&id), id))
        .find(|(path, _)| path["call_first"]["party"].is_string())
        .map(|(p, i)| (i, p))
        .unwrap();
    let source = path["nodes"][0].as_str().unwrap().split_once(':').unwrap().1.to_owned();
    let name = path["call_first"]["name"].as_str().unwrap().to_owned();
    let contacts = format!("{row}{source},{name},,000-1234-5678,\n{id},对方联系人,总助,000-8765-4321转8,\n");
    city.import(&[&city.write("contacts.csv", contacts)]);
    city.done(&["list", "add", "--chain", "ic", &id]);
    city.done(&["list", "assign", "--chain", "ic", &id, "--squad", "s-sta1"]);
    let packet = |file: &str, more: &[&str]| {
        let out = city.folder().join(file);
        let arguments = ["packet", "--chain", "ic", "--squad", "s-sta1", "--out", out.to_str().unwrap()];
        city.done(&[&arguments[..], more].concat());
        out
    };
    let called = |file: &PathBuf| {
        let list = Sheet::read(file, "目标清单");
        list.rows[1][list.column("先联系")].clone()
    };
    let (without, with) = (packet("a.xlsx", &[]), packet("b.xlsx", &["--contacts"]));
    assert!(called(&without).contains(&name) && !unpacked(&without).contains("000-1234-5678"), "{}", called(&without));
    assert!(called(&with).contains(&name), "{}", called(&with));
    let pages =
        [packet("a.html", &[]), packet("b.html", &["--contacts"])].map(|file| std::fs::read_to_string(file).unwrap());
    assert!(pages.iter().all(|page| page.contains("先联系：") && page.contains(&name)));
    assert!(!pages[0].contains("tel:") && pages[1].contains("href=\"tel:00087654321,8\""));
    assert_eq!(called(&with).contains("000-1234-5678"), pages[1].contains("href=\"tel:00012345678\""));
    assert!(
        fields(&city.done(&["return", with.to_str().unwrap(), "--format", "json"]).json(), "applied") == set_of(&[])
    );
}
