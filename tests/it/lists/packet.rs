//! A packet goes out, is filled in by whatever program, and comes back: exactly the edits are taken.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Formula, Workbook};
use serde_json::{Value, json};

use crate::crash::kill_at;
use crate::support::{City, Facts, Need, add, unpacked};

pub fn facts(facts: &mut Facts) {
    add!(facts, "packet": edits_come_back_exactly_and_once, rows_sorted_hidden_or_left_out_are_no_matter,
        what_both_changed_is_a_conflict, new_leads_become_records_once, the_page_needs_nothing_and_its_file_comes_back,
        contacts_go_out_only_when_asked_for, every_cell_is_a_text);
    for (point, happened) in [("return:merged", false), ("apply:written", false), ("apply:committed", true)] {
        let name = format!("packet::a_return_killed_at_{}_is_done_or_not_done", point.replace(':', "_"));
        facts.add_needing(Need::StopPoints, name, move || killed_at(point, happened));
    }
}

/// A city with three targets of q1 and one of q3, and a packet of q1.
pub struct Office {
    pub city: City,
    pub packet: PathBuf,
}

impl Office {
    pub fn new() -> Self {
        let city = City::tiny();
        city.done(&["list", "add", "--chain", "c1", "x00", "x02", "x04", "e00001"]);
        city.done(&["list", "assign", "--chain", "c1", "x00", "x02", "x04", "--squad", "q1"]);
        city.done(&["list", "assign", "--chain", "c1", "e00001", "--squad", "q3"]);
        city.done(&["list", "set", "--chain", "c1", "x04", "--note", "原来的备注"]);
        let packet = city.folder().join("out.xlsx");
        let out = packet.to_str().unwrap();
        city.done(&["packet", "--chain", "c1", "--squad", "q1", "--to", "示例接收人", "--out", out]);
        Self { city, packet }
    }

    pub fn entry(&self, enterprise: &str) -> Value {
        let shown = self.city.done(&["list", "show", "--chain", "c1", "--format", "json"]).json();
        shown["entries"].as_array().unwrap().iter().find(|e| e["enterprise"] == enterprise).unwrap().clone()
    }

    pub fn journal(&self) -> u64 {
        let found = self.city.done(&["list", "history", "--chain", "c1", "--format", "json"]).json();
        found["history"].as_array().unwrap().iter().map(|c| c["number"].as_u64().unwrap()).max().unwrap()
    }

    pub fn preview(&self, file: &Path) -> Value {
        self.city.done(&["return", file.to_str().unwrap(), "--format", "json"]).json()
    }

    pub fn apply(&self, file: &Path) -> Value {
        self.city.done(&["return", file.to_str().unwrap(), "--apply", "--format", "json"]).json()
    }

    pub fn refused(&self, file: &Path, words: &[&str]) {
        let done = self.city.run(&["return", file.to_str().unwrap(), "--apply"]);
        assert_eq!(done.code(), 1, "{}", done.out());
        words.iter().for_each(|word| assert!(done.err().contains(word), "no `{word}` in {}", done.err()));
    }

    /// The packet as another program saves it, after `edit`.
    pub fn edited(&self, edit: impl FnOnce(&mut Sheet, &mut Sheet)) -> PathBuf {
        let (mut list, mut leads) = (Sheet::read(&self.packet, "目标清单"), Sheet::read(&self.packet, "新线索"));
        edit(&mut list, &mut leads);
        let path = self.city.folder().join(format!("in{}.xlsx", list.rows.len() * 1000 + leads.rows.len()));
        save(&path, &[("目标清单", &list), ("新线索", &leads)]);
        path
    }
}

/// A sheet as texts; the first row is the header.
#[derive(Clone)]
pub struct Sheet {
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    pub fn read(path: &Path, name: &str) -> Self {
        let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
        let range = workbook.worksheet_range(name).unwrap();
        Self { rows: range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect() }
    }

    pub fn column(&self, name: &str) -> usize {
        self.rows[0].iter().position(|header| header == name).unwrap_or_else(|| panic!("no {name}: {:?}", self.rows[0]))
    }

    pub fn row(&self, name: &str) -> usize {
        self.rows.iter().position(|row| row[0] == name).unwrap_or_else(|| panic!("no {name}"))
    }

    pub fn set(&mut self, name: &str, column: &str, text: &str) {
        let (row, column) = (self.row(name), self.column(column));
        text.clone_into(&mut self.rows[row][column]);
    }

    pub fn add(&mut self, cells: &[(&str, &str)]) {
        let mut row = vec![String::new(); self.rows[0].len()];
        cells.iter().for_each(|(name, text)| (*text).clone_into(&mut row[self.column(name)]));
        self.rows.push(row);
    }
}

/// A cell that begins with `formula:` is saved as one, with `uncomputed:` as one without a value.
pub fn save(path: &Path, sheets: &[(&str, &Sheet)]) {
    let mut workbook = Workbook::new();
    for (name, sheet) in sheets {
        let saved = workbook.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(&sheet.rows) {
            for (column, text) in (0..).zip(cells) {
                match text.split_once(':') {
                    Some(("formula", formula)) => saved.write_formula(row, column, Formula::new(formula)).unwrap(),
                    Some(("uncomputed", formula)) => {
                        saved.write_formula(row, column, Formula::new(formula).set_result("")).unwrap()
                    }
                    _ => saved.write_string(row, column, text).unwrap(),
                };
            }
        }
    }
    workbook.save(path).unwrap();
}

pub const X00: &str = "特例x00有限公司";
pub const X02: &str = "特例x02有限公司";
pub const X04: &str = "特例x04有限公司";

pub fn fields(preview: &Value, list: &str) -> BTreeSet<(String, String)> {
    let told = preview[list].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    told.map(|cell| (text(&cell["enterprise"]), text(&cell["field"]))).collect()
}

pub fn set_of(pairs: &[(&str, &str)]) -> BTreeSet<(String, String)> {
    pairs.iter().map(|(x, y)| ((*x).to_owned(), (*y).to_owned())).collect()
}

fn edits_come_back_exactly_and_once() {
    let office = Office::new();
    let untouched = office.preview(&office.packet);
    assert_eq!(untouched["untouched"].as_array().unwrap().len(), 3, "{untouched}");
    assert_eq!((&untouched["applied"], &untouched["unknown"]), (&json!([]), &json!([])));
    let file = office.edited(|list, _| {
        list.set(X00, "状态", "已走访");
        list.set(X00, "下一步", "约董事长");
        list.set(X04, "备注", "");
        list.set(X04, "预计投资额（万元）", "1.5亿");
        list.set(X04, "期限", "2026年12月5日");
    });
    let (before, preview) = (office.journal(), office.preview(&file));
    assert_eq!(office.journal(), before, "a preview writes nothing");
    let expected =
        [("x00", "状态"), ("x00", "下一步"), ("x04", "备注"), ("x04", "预计投资额（万元）"), ("x04", "期限")];
    assert_eq!(fields(&preview, "applied"), set_of(&expected), "{preview}");
    assert!(office.apply(&file)["number"].as_u64().unwrap() > before);
    let (x00, x04) = (office.entry("x00"), office.entry("x04"));
    assert_eq!([&x00["state"], &x00["next"]], [&json!("visited"), &json!("约董事长")]);
    assert_eq!([&x04["note"], &x04["amount"], &x04["due"]], [&json!(""), &json!(15000.0), &json!("2026-12-05")]);
    assert_eq!(office.entry("x02")["state"], "assigned");
    let after = office.journal();
    let again = office.apply(&file);
    assert_eq!((&again["applied"], &again["number"], office.journal()), (&json!([]), &json!(null), after), "{again}");
}

fn rows_sorted_hidden_or_left_out_are_no_matter() {
    let office = Office::new();
    let file = office.edited(|list, _| {
        list.set(X02, "备注", "看过");
        list.rows[1..].reverse();
        let gone = list.row(X04);
        list.rows.remove(gone);
        for row in &mut list.rows {
            row.rotate_right(3);
        }
    });
    let preview = office.apply(&file);
    assert_eq!(fields(&preview, "applied"), set_of(&[("x02", "备注")]), "{preview}");
    assert_eq!(preview["missing"][0]["enterprise"], "x04", "{preview}");
    assert_eq!(office.entry("x04")["note"], "原来的备注");
}

fn what_both_changed_is_a_conflict() {
    let office = Office::new();
    office.city.done(&["list", "set", "--chain", "c1", "x00", "--note", "办公室写的", "--next", "等消息"]);
    let file = office.edited(|list, _| {
        list.set(X00, "备注", "队里写的");
        list.set(X00, "下一步", "等消息");
        list.set(X00, "拟合作项目", "二期");
    });
    let preview = office.apply(&file);
    let conflict = &preview["conflicting"][0];
    assert_eq!([&conflict["issued"], &conflict["returned"], &conflict["now"]], ["", "队里写的", "办公室写的"]);
    assert_eq!(fields(&preview, "applied"), set_of(&[("x00", "拟合作项目")]));
    let entry = office.entry("x00");
    assert_eq!([&entry["note"], &entry["project"]], ["办公室写的", "二期"]);
}

fn new_leads_become_records_once() {
    let office = Office::new();
    let long = "长".repeat(201);
    let file = office.edited(|_, leads| {
        leads.add(&[("企业", "全新线索有限公司"), ("所在地", "苏州"), ("备注", "展会上认识"), ("下一步", "寄资料")]);
        leads.add(&[("企业", "特例x10有限公司")]);
        leads.add(&[("企业", "成都恒润德新能源有限责任公司")]);
        leads.add(&[("企业", "另一家"), ("所在地", "没有的地方")]);
        leads.add(&[("企业", &long)]);
        leads.add(&[("企业", "全新线索有限公司")]);
        leads.add(&[("备注", "没有名称")]);
        leads.add(&[("企业", "@镕堃喆犇珺璟昇䶮㛃㭎𬍛𫖯𬭎")]);
    });
    let preview = office.apply(&file);
    let states: Vec<&str> = preview["leads"].as_array().unwrap().iter().map(|l| l["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["new", "known", "listed", "refused", "refused", "refused", "refused", "new"], "{preview}");
    let shown = office.city.done(&["list", "show", "--chain", "c1", "--squad", "q1", "--format", "json"]).json();
    let new = shown["entries"].as_array().unwrap().iter().find(|e| e["name"] == "全新线索有限公司").unwrap();
    assert_eq!([&new["state"], &new["note"], &new["next"]], ["assigned", "展会上认识", "寄资料"]);
    let history = office.city.done(&["history", "全新线索有限公司", "--format", "json"]).out();
    assert!(history.contains("squad:q1"), "{history}");
    let after = office.journal();
    let again = office.apply(&file);
    assert!(again["leads"].as_array().unwrap().iter().all(|l| l["state"] == "listed" || l["state"] == "refused"));
    assert_eq!((&again["number"], office.journal()), (&json!(null), after), "{again}");
    office.city.done(&["doctor"]);
}

fn the_page_needs_nothing_and_its_file_comes_back() {
    let office = Office::new();
    let page = office.city.folder().join("out.html");
    let arguments = ["packet", "--chain", "c1", "--squad", "q1", "--to", "<甲>&\"", "--out", page.to_str().unwrap()];
    office.city.done(&arguments);
    let text = std::fs::read_to_string(&page).unwrap();
    let drawn = text.replace("http://www.w3.org/2000/svg", "");
    assert!(!drawn.contains("http://") && !drawn.contains("https://") && !drawn.contains("src="), "asks for nothing");
    assert!(text.contains("仅供 &#60;甲&#62;&#38;&#34; 使用") && !text.contains("<甲>"));
    let keys: Vec<&str> = text.split("data-key=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(keys.len(), 3);
    let saved = json!({"liantu": "packet", "rows": [{"行键": keys[0], "备注": "手机上填的\n第二行", "状态": "已联系"}],
        "leads": [{"企业": "手机上的线索有限公司"}]});
    let file = office.city.write("saved.json", saved.to_string());
    let preview = office.apply(&file);
    assert_eq!(preview["applied"].as_array().unwrap().len(), 2, "{preview}");
    assert_eq!(preview["leads"][0]["state"], "new");
    let shown = office.city.done(&["list", "show", "--chain", "c1", "--state", "contacted", "--format", "json"]).json();
    assert_eq!(shown["entries"][0]["note"], "手机上填的 第二行");
}

fn contacts_go_out_only_when_asked_for() {
    let office = Office::new();
    let row = "of,name,title,phone,email\nx00,示例联系人,总助,000-1234-5678,a@example.invalid\n";
    office.city.import(&[&office.city.write("contacts.csv", row)]);
    let (without, with) = (office.city.folder().join("without.xlsx"), office.city.folder().join("with.xlsx"));
    let packet = ["packet", "--chain", "c1", "--squad", "q1", "--out"];
    office.city.done(&[&packet[..], &[without.to_str().unwrap()]].concat());
    office.city.done(&[&packet[..], &[with.to_str().unwrap(), "--contacts"]].concat());
    assert!(!unpacked(&without).contains("000-1234-5678"));
    assert!(unpacked(&with).contains("示例联系人 总助 a@example.invalid 000-1234-5678"));
    let again = office.city.run(&[&packet[..], &[with.to_str().unwrap()]].concat());
    assert_eq!(again.code(), 1);
    assert!(again.err().contains("已有这个文件"), "{}", again.err());
}

fn every_cell_is_a_text() {
    let office = Office::new();
    let long = "名".repeat(200);
    let rows = format!(
        "enterprise,name,adcode\nf1,'=cmd|calc,320500\nf2,'@甲,320500\nf3,'+乙-䶮㛃㭎𬍛𫖯𬭎,320500\nf4,{long},320500\n"
    );
    office.city.import(&[&office.city.write("enterprises.csv", rows)]);
    office.city.done(&["list", "add", "--chain", "c1", "f1", "f2", "f3", "f4"]);
    office.city.done(&["list", "assign", "--chain", "c1", "f1", "f2", "f3", "f4", "--squad", "q1"]);
    let out = office.city.folder().join("texts.xlsx");
    office.city.done(&["packet", "--chain", "c1", "--squad", "q1", "--to", "=甲&乙", "--out", out.to_str().unwrap()]);
    let text = unpacked(&out);
    assert!(!text.contains("<f>"), "no formula");
    let list = Sheet::read(&out, "目标清单");
    for name in ["=cmd|calc", "@甲", "+乙-䶮㛃㭎𬍛𫖯𬭎", &long] {
        list.row(name);
    }
    for word in ["autoFilter", "state=\"frozen\"", "dataValidation", "仅供 =甲", "有效至"] {
        assert!(text.contains(word), "{word}");
    }
    let office = Office { packet: out, ..office };
    assert_eq!(office.preview(&office.packet)["untouched"].as_array().unwrap().len(), 7);
}

fn killed_at(point: &str, happened: bool) {
    let office = Office::new();
    let file = office.edited(|list, leads| {
        list.set(X00, "备注", "写了");
        list.set(X02, "备注", "也写了");
        leads.add(&[("企业", "全新线索有限公司")]);
    });
    kill_at(&office.city, point, &["return", file.to_str().unwrap(), "--apply"]);
    let expected = if happened { "写了" } else { "" };
    assert_eq!(office.entry("x00")["note"], expected);
    assert_eq!(office.entry("x02")["note"], if happened { "也写了" } else { "" });
    office.apply(&file);
    assert_eq!(office.entry("x02")["note"], "也写了");
    let shown = office.city.done(&["list", "show", "--chain", "c1", "--squad", "q1", "--format", "json"]).json();
    assert_eq!(shown["entries"].as_array().unwrap().len(), 4, "the lead stands there once");
    office.city.done(&["doctor"]);
}
