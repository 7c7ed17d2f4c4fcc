//! A squad's file dropped on 数据: the workbook and what the phone's page saved, cell by cell to take or to leave.

use serde_json::json;

use crate::lists::packet::{Office, X00, X02, X04};
use crate::pages::data::{brought, posted, settled};
use crate::support::{Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "data_return": a_returned_workbook_is_taken_cell_by_cell, conflicts_are_decided_one_by_one,
        what_the_phone_saved_is_taken_with_its_leads, a_page_that_was_not_saved_says_what_to_do,
        a_list_and_a_table_come_together);
}

/// The boxes of a field on a page, as a browser would send them: value, and whether it is ticked.
fn boxes(page: &str, field: &str) -> Vec<(String, bool)> {
    let tag = format!("type=\"checkbox\" name=\"{field}\" value=\"");
    let one = |rest: &str| {
        let (value, rest) = rest.split_once('"').unwrap();
        (value.to_owned(), rest.split('>').next().unwrap().contains("checked"))
    };
    page.split(&tag).skip(1).map(one).collect()
}

fn form(fields: &[(&str, &str)]) -> String {
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// What came back, as its page shows it; the page's address.
fn previewed(server: &Server, name: &str, content: &[u8]) -> (String, String) {
    let at = brought(server, &[(name, content)]);
    let told = settled(server, &at);
    assert!(told.contains("招商队交回的清单"), "{told}");
    let address = format!("{at}/files/0/return");
    (server.get(&address).body, address)
}

fn a_returned_workbook_is_taken_cell_by_cell() {
    let office = Office::new();
    let file = office.edited(|list, _| {
        list.set(X00, "状态", "已走访");
        list.set(X00, "下一步", "约董事长");
        list.set(X02, "备注", "看过厂房");
    });
    let server = Server::of(&office.city);
    let before = office.journal();
    let (page, address) = previewed(&server, "交回.xlsx", &std::fs::read(file).unwrap());
    assert_eq!(office.journal(), before, "a preview writes nothing");
    for word in ["约董事长", "看过厂房", "还没有写入任何内容"] {
        assert!(page.contains(word), "no {word} in {page}");
    }
    let all = boxes(&page, "take");
    assert!(all.len() == 3 && all.iter().all(|(_, ticked)| *ticked), "{all:?}");
    let kept: Vec<(&str, &str)> =
        all.iter().filter(|(key, _)| !key.contains("下一步")).map(|(key, _)| ("take", key.as_str())).collect();
    let done = posted(&server, &address, &form(&[&kept[..], &[("who", "张三")]].concat())).body;
    assert!(done.contains("已写入 2 格"), "{done}");
    assert_eq!([&office.entry("x00")["state"], &office.entry("x02")["note"]], ["visited", "看过厂房"]);
    assert_eq!(office.entry("x00")["next"], json!(""), "what was not ticked is left");
    let again = posted(&server, &address, &form(&kept));
    assert!(again.status == 400 && again.body.contains("已收回"), "{}", again.body);
}

fn conflicts_are_decided_one_by_one() {
    let office = Office::new();
    office.city.done(&["list", "set", "--chain", "c1", "x00", "--note", "办公室写的"]);
    office.city.done(&["list", "set", "--chain", "c1", "x04", "--note", "办公室改的"]);
    let file = office.edited(|list, _| {
        list.set(X00, "备注", "队里写的");
        list.set(X04, "备注", "队里改的");
    });
    let server = Server::of(&office.city);
    let (page, address) = previewed(&server, "交回.xlsx", &std::fs::read(file).unwrap());
    for word in ["两边都改了的 2", "办公室写的", "队里写的", "原来的备注"] {
        assert!(page.contains(word), "no {word} in {page}");
    }
    let all = boxes(&page, "take");
    assert!(all.len() == 2 && all.iter().all(|(_, ticked)| !ticked), "nobody's words are lost unasked: {all:?}");
    let theirs = all.iter().find(|(key, _)| key.contains("x00")).unwrap();
    let done = posted(&server, &address, &form(&[("take", &theirs.0)])).body;
    assert!(done.contains("已写入 1 格"), "{done}");
    assert_eq!([&office.entry("x00")["note"], &office.entry("x04")["note"]], ["队里写的", "办公室改的"]);
}

fn what_the_phone_saved_is_taken_with_its_leads() {
    let office = Office::new();
    let out = office.city.folder().join("out.html");
    office.city.done(&["packet", "--chain", "c1", "--squad", "q1", "--to", "甲", "--out", out.to_str().unwrap()]);
    let text = std::fs::read_to_string(&out).unwrap();
    let keys: Vec<&str> = text.split("data-key=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let saved = json!({"liantu": "packet", "rows": [{"行键": keys[0], "备注": "手机上填的", "状态": "已联系"}],
        "leads": [{"企业": "手机上的线索有限公司"}, {"企业": "不要的线索有限公司"}]});
    let server = Server::of(&office.city);
    let (page, address) = previewed(&server, "交回.json", saved.to_string().as_bytes());
    assert!(page.contains("手机上填的") && page.contains("手机上的线索有限公司"), "{page}");
    let cells = boxes(&page, "take");
    let leads = boxes(&page, "lead");
    assert_eq!((cells.len(), leads.len()), (2, 2), "{page}");
    let mut said: Vec<(&str, &str)> = cells.iter().map(|(key, _)| ("take", key.as_str())).collect();
    said.push(("lead", &leads[0].0));
    let done = posted(&server, &address, &form(&said)).body;
    assert!(done.contains("已写入 2 格、1 条新线索"), "{done}");
    let list = office.city.done(&["list", "show", "--chain", "c1", "--format", "json"]).out();
    assert!(list.contains("手机上的线索有限公司") && !list.contains("不要的线索有限公司"), "{list}");
}

fn a_page_that_was_not_saved_says_what_to_do() {
    let office = Office::new();
    let out = office.city.folder().join("out.html");
    office.city.done(&["packet", "--chain", "c1", "--squad", "q1", "--to", "甲", "--out", out.to_str().unwrap()]);
    let server = Server::of(&office.city);
    let at = brought(&server, &[("清单.html", &std::fs::read(out).unwrap())]);
    let told = settled(&server, &at);
    assert!(told.contains("不含填写的内容") && told.contains("按“存成文件”"), "{told}");
}

fn a_list_and_a_table_come_together() {
    let office = Office::new();
    let file = office.edited(|list, _| list.set(X02, "备注", "看过"));
    let server = Server::of(&office.city);
    let firms = "企业编号,名称\nn1,新来一有限公司\n";
    let at = brought(&server, &[("交回.xlsx", &std::fs::read(file).unwrap()), ("企业.csv", firms.as_bytes())]);
    let told = settled(&server, &at);
    assert!(told.contains("招商队交回的清单") && told.contains("新增 1 行"), "{told}");
    posted(&server, &format!("{at}/apply"), "");
    let told = settled(&server, &at);
    assert!(told.contains("已导入：新增 1 行"), "{told}");
    assert!(told.contains("files/0/return"), "the list still waits to be looked at: {told}");
    let page = server.get(&format!("{at}/files/0/return")).body;
    assert!(page.contains("看过") && page.contains("写入勾选的"), "{page}");
    assert_eq!(office.entry("x02")["note"], json!(""));
}
