//! The 招商地图 as a document: the same rows in every form of file, contacts only where asked for, and odd input.

use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use resvg::usvg::roxmltree::{self, Document};
use serde_json::Value;

use crate::support::{City, Done, Facts, Server, add, find_program, unpacked};

pub fn facts(facts: &mut Facts) {
    add!(facts, "map_document": every_form_has_the_same_rows, rows_are_what_other_questions_answer, the_page_shows_the_same_rows,
        files_have_their_names, the_workbook_is_made_for_excel, contacts_stand_only_where_asked_for,
        the_list_filters_map_and_targets);
}

fn written(city: &City, name: &str, more: &[&str]) -> PathBuf {
    let out = city.folder().join(name);
    city.done(&[&["map", "--chain", "ic", "--out", out.to_str().unwrap()], more].concat());
    out
}

/// A table of the document: what its cells tell.
#[derive(Debug, PartialEq)]
pub struct Told {
    pub name: String,
    columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub keys: Vec<String>,
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn texts(value: &Value, read: impl Fn(&Value) -> String) -> Vec<String> {
    value.as_array().unwrap().iter().map(read).collect()
}

/// The sections of the JSON; numbers as JSON writes them.
fn sections(document: &Value) -> Vec<Told> {
    let section = |section: &Value| {
        let rows = section["rows"].as_array().unwrap();
        Told {
            name: text(&section["name"]),
            columns: texts(&section["columns"], |column| text(&column["title"])),
            rows: rows.iter().map(|row| texts(&row["cells"], text)).collect(),
            keys: rows.iter().map(|row| text(&row["key"])).collect(),
        }
    };
    document["sections"].as_array().unwrap().iter().map(section).collect()
}

/// The same out of the workbook.
pub fn sheets(path: &Path) -> Vec<Told> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let names = workbook.sheet_names();
    assert_eq!(names[0], "目录");
    let sheet = |name: &String| {
        let range = workbook.worksheet_range(name).unwrap();
        let cell = |cell: &Data| match cell {
            Data::Float(number) => number.to_string(),
            other => other.to_string(),
        };
        let mut rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(cell).collect()).collect();
        let mut columns = rows.remove(0);
        assert_eq!(columns.pop().as_deref(), Some("行键"));
        let keys = rows.iter_mut().map(|row| row.pop().unwrap()).collect();
        // A sheet tells its groups in a column, the other forms by headings; problems by name are of no group.
        if columns[0] == "类别" && name != "点人点事" {
            columns.remove(0);
            assert!(rows.iter_mut().all(|row| ["缺失", "薄弱", "待摸排", "优势"].contains(&&*row.remove(0))));
        }
        Told { name: name.clone(), columns, rows, keys }
    };
    // What is read stands on a sheet of its own, and so does each picture.
    let told = names[1..].iter().filter(|name| !NO_TABLES.contains(&name.as_str()));
    told.map(sheet).collect()
}

const NO_TABLES: [&str; 3] = ["正文", "全景图", "分布图"];

/// What is read, a line a row.
pub fn lines(path: &Path) -> Vec<String> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let range = workbook.worksheet_range(NO_TABLES[0]).unwrap();
    range.rows().map(|row| row[0].to_string()).collect()
}

/// What the sheet of contents says of each sheet.
pub fn contents(path: &Path) -> Vec<String> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let range = workbook.worksheet_range("目录").unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect::<Vec<_>>().join(" ")).collect()
}

/// The same out of the page, which is well-formed XML behind its first line.
pub fn tables(path: &Path) -> Vec<Told> {
    let page = std::fs::read_to_string(path).unwrap();
    let page = page.split_once('\n').unwrap().1.to_owned();
    let document = Document::parse(&page).unwrap();
    let said = |node: roxmltree::Node| -> String {
        node.descendants().filter_map(|n| n.is_text().then(|| n.text())?).collect()
    };
    let named = |node: roxmltree::Node, name: &str| -> Vec<String> {
        node.descendants().filter(|n| n.has_tag_name(name)).map(said).collect()
    };
    let heads = |node: roxmltree::Node| -> Vec<String> {
        node.descendants().filter(|n| n.attribute("scope") == Some("col")).map(said).collect()
    };
    let section = |section: roxmltree::Node| {
        let rows: Vec<_> = section.descendants().filter(|n| n.attribute("data-key").is_some()).collect();
        Told {
            name: named(section, "h2")[0].split(' ').next().unwrap().to_owned(),
            columns: heads(section),
            keys: rows.iter().map(|row| row.attribute("data-key").unwrap().to_owned()).collect(),
            rows: rows.into_iter().map(|row| row.children().filter(|n| n.is_element()).map(said).collect()).collect(),
        }
    };
    let ours = |n: &roxmltree::Node| n.has_tag_name("section") && n.attribute("id").is_some();
    document.descendants().filter(ours).map(section).collect()
}

/// A number as JSON and workbooks write it; any other text as it is.
fn plain(told: &str) -> String {
    told.parse::<f64>().map_or_else(|_| told.to_owned(), |number| number.to_string())
}

fn every_form_has_the_same_rows() {
    let city = City::sample();
    let json = Server::of(&city).json("/api/v1/map/document?chain=ic");
    for (name, value) in [("chain", "ic"), ("home", "340100"), ("basis", "feeds"), ("title", "合肥市集成电路招商地图")]
    {
        assert_eq!(json[name], value, "{name}");
    }
    let expected = sections(&json);
    assert_eq!(expected.len(), 7);
    assert!(expected.iter().filter(|section| section.rows.is_empty()).map(|s| &s.name).eq(["有何变化"]));
    let with_rows = |told: Vec<Told>| -> Vec<Told> {
        let told = told.into_iter().filter(|section| section.name != "有何变化");
        told.map(|section| Told {
            rows: section.rows.iter().map(|row| row.iter().map(|c| plain(c)).collect()).collect(),
            ..section
        })
        .collect()
    };
    let expected = with_rows(expected);
    let workbook = with_rows(sheets(&written(&city, "a.xlsx", &[])));
    for (found, expected) in workbook.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(workbook.len(), expected.len());
    assert_eq!(with_rows(tables(&written(&city, "a.html", &[]))), expected);
    let svg = std::fs::read_to_string(written(&city, "a.svg", &[])).unwrap();
    let document = Document::parse(&svg).unwrap();
    let lines = document.descendants().filter(|n| n.has_tag_name("text"));
    let lines = lines.map(|n| n.children().filter(|c| c.is_text()).filter_map(|c| c.text()).collect::<String>());
    on_paper(&lines.collect::<String>(), &expected);
    if find_program(&["pdftotext"]).is_some() {
        let out = written(&city, "a.pdf", &[]);
        let done = std::process::Command::new("pdftotext").args([out.to_str().unwrap(), "-"]).output().unwrap();
        let pages = Done::of(done).out();
        for section in &expected {
            assert!(pages.contains(&section.name), "{}", section.name);
            assert!(section.rows.iter().all(|row| row[0] == "—" || pages.contains(&row[0])));
        }
    }
}

/// Every cell stands on the pages, row by row, in order, but for what is told once: lines of a cell follow one another.
fn on_paper(pages: &str, expected: &[Told]) {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let pages = squeezed(pages);
    let mut at = 0;
    for section in expected {
        // What all rows say, and what sources are called, stands in notes.
        let same =
            |at: usize| at > 0 && section.rows.len() > 3 && section.rows.iter().all(|r| r[at] == section.rows[0][at]);
        let told_once: Vec<bool> =
            (0..section.columns.len()).map(|at| same(at) || section.columns[at] == "依据").collect();
        for (nth, column) in section.columns.iter().enumerate().filter(|(nth, _)| told_once[*nth]) {
            for told in section.rows.iter().flat_map(|row| row[nth].split('、')).filter(|told| !told.is_empty()) {
                let noted = if column == "依据" { told.to_owned() } else { format!("{column}{told}") };
                assert!(told == "—" || pages.contains(&squeezed(&noted)), "{noted} is not on paper");
            }
        }
        for row in &section.rows {
            for (cell, column) in
                row.iter().zip(&section.columns).zip(&told_once).filter(|(_, once)| !**once).map(|(cell, _)| cell)
            {
                let exact = match (cell.parse::<f64>(), column.as_str()) {
                    (Ok(number), "优先级" | "得分" | "最高可得" | "增加优先级") => format!("{number:.1}"),
                    (Ok(number), "强度") => format!("{number:.3}"),
                    _ => squeezed(cell),
                };
                let found = pages[at..].find(&exact).unwrap_or_else(|| panic!("{exact} of {row:?} is not on paper"));
                at += found + exact.len();
            }
        }
    }
}

fn rows_are_what_other_questions_answer() {
    let city = City::sample();
    let server = Server::of(&city);
    let told = sections(&server.json("/api/v1/map/document?chain=ic&top=4"));
    let named = |name: &str| told.iter().find(|section| section.name == name).unwrap();
    let number = |value: &Value, decimals: usize| plain(&format!("{:.decimals$}", value.as_f64().unwrap()));
    let gaps = server.json("/api/v1/chains/ic/gaps");
    let gaps = gaps["segments"].as_array().unwrap();
    let mut ranked: Vec<&Value> = gaps.iter().collect();
    // What is missing, then what is weak, then what nobody looked at, then what is strong.
    ranked.sort_by_key(|gap| match gap["verdict"].as_str().unwrap() {
        "strengthen" => 1,
        "unsurveyed" => 2,
        "strong" => 3,
        _ => 0,
    });
    assert_eq!(named("缺口清单").keys, ranked.iter().map(|gap| text(&gap["segment"])).collect::<Vec<_>>());
    for (gap, row) in ranked.iter().zip(&named("缺口清单").rows) {
        assert_eq!([&row[1], &row[6]], [&text(&gap["name"]), &text(&gap["local"])]);
        // As many as its sentence says, or none.
        if let Some(more) = gap["reason"]["more"].as_str() {
            let told = more.split_once("外地可招").map_or("0", |(_, rest)| rest.split('家').next().unwrap());
            assert_eq!(row[8], told, "{more}");
        }
        if gap["verdict"] == "unsurveyed" {
            assert!(row[3].contains("还没有摸排") && row[4].starts_with("先摸排"), "{row:?}");
            continue;
        }
        if gap["priority"].is_null() {
            assert_eq!([&row[3], &row[4], &row[5]], ["—"; 3]);
            continue;
        }
        assert_eq!([&row[3], &row[4]], [&text(&gap["reason"]["headline"]), &text(&gap["reason"]["more"])]);
        assert_eq!(plain(&row[5]), number(&gap["priority"], 1));
    }
    let mut targets = named("目标企业").rows.iter().zip(&named("目标企业").keys);
    for gap in gaps.iter().filter(|gap| !gap["priority"].is_null()) {
        let segment = gap["segment"].as_str().unwrap();
        let answer = server.json(&format!("/api/v1/targets?chain=ic&segment={segment}&limit=4"));
        for line in ["targets", "here"].iter().flat_map(|list| answer[list].as_array().unwrap()) {
            let (row, key) = targets.next().unwrap();
            assert_eq!(*key, format!("{segment}/{}", line["enterprise"].as_str().unwrap()));
            let expected = [number(&line["score"], 1), number(&line["range"][1], 1)];
            assert_eq!([plain(&row[4]), plain(&row[5])], expected, "{row:?}");
            assert_eq!([&row[1], &row[2]], [&text(&gap["name"]), &text(&line["name"])]);
            assert!(row.contains(&text(&line["reason"])), "{row:?}");
        }
    }
    assert!(targets.next().is_none(), "no target that the API does not have");
    for (row, key) in named("引荐路径").rows.iter().zip(&named("引荐路径").keys) {
        let path = &server.json(&format!("/api/v1/paths?chain=ic&target={key}&k=1"))["paths"][0];
        assert_eq!(plain(&row[3]), number(&path["strength"], 3));
        let call = &path["call_first"];
        let called = if call["party"].is_null() { "—".to_owned() } else { text(&call["name"]) };
        assert_eq!([&row[4], &row[5]], [&text(&path["sentence"]), &called]);
    }
    let funds = server.json("/api/v1/funds?chain=ic");
    let of = |list: &str| texts(&funds[list], |line| text(&line["fund"]));
    assert_eq!(named("基金招商").keys, [of("coverage"), of("recommended")].concat());
    let guests = server.json("/api/v1/group?chain=ic");
    assert_eq!(named("邀请名单").keys, texts(&guests["invitation"]["invited"], |guest| text(&guest["guest"])));
    let places = server.json("/api/v1/map?chain=ic");
    let firms: Vec<String> = named("候选企业分布").rows.iter().map(|row| row[2].clone()).collect();
    assert_eq!(firms, texts(&places["places"], |place| text(&place["firms"])));
}

fn the_page_shows_the_same_rows() {
    let city = City::sample();
    let server = Server::of(&city);
    let told = sections(&server.json("/api/v1/map/document?chain=ic"));
    let page = server.get("/map?chain=ic").body;
    let mut rest = &page[page.find("<h2>按城市").unwrap()..];
    for row in &told.iter().find(|section| section.name == "候选企业分布").unwrap().rows {
        for cell in &row[1..] {
            let at = rest.find(cell.as_str()).unwrap_or_else(|| panic!("{cell} of {row:?}"));
            rest = &rest[at + cell.len()..];
        }
    }
    let gaps = server.get("/chains/ic/gaps").body;
    for row in told[0].rows.iter().filter(|row| row[5] != "—") {
        let priority = format!("{:.1}", row[5].parse::<f64>().unwrap());
        assert!(gaps.contains(&row[1]) && gaps.contains(&priority), "{row:?}");
    }
    assert!(page.contains("招商地图文件") && page.contains("/api/v1/map.xlsx?chain=ic"));
}

fn files_have_their_names() {
    let city = City::sample();
    let server = Server::of(&city);
    for (ending, kind) in [("pdf", "application/pdf"), ("xlsx", "spreadsheetml"), ("html", "text/html")] {
        let path = format!("/api/v1/map.{ending}?chain=ic&as_of=2026-11-24");
        let answer = server.send(&format!("HEAD {path} HTTP/1.1\r\nHost: {}\r\n", server.address));
        assert!(answer.status == 200 && answer.header("content-type").contains(kind), "{path}");
        let city_and_chain = "%E5%90%88%E8%82%A5%E5%B8%82_%E9%9B%86%E6%88%90%E7%94%B5%E8%B7%AF";
        let name =
            format!("filename*=UTF-8''{city_and_chain}_%E6%8B%9B%E5%95%86%E5%9C%B0%E5%9B%BE_2026-11-24.{ending}");
        let told = answer.header("content-disposition");
        assert!(told.starts_with("attachment;") && told.ends_with(&name), "{told}");
    }
    for (query, word) in
        [("since=soon", "since"), ("since=2999-01-01", "对比日期"), ("top=0", "top"), ("top=51", "1 到 50")]
    {
        let answer = server.get(&format!("/api/v1/map.pdf?chain=ic&{query}"));
        assert!(answer.status == 400 && answer.body.contains(word), "{query}: {}", answer.body);
    }
}

fn the_workbook_is_made_for_excel() {
    let text = unpacked(&written(&City::sample(), "a.xlsx", &[]));
    assert!(!text.contains("<f>"), "no formula");
    for word in
        ["autoFilter", "state=\"frozen\"", "dataBar", "location=\"'缺口清单'!A", "location=\"'目标企业'!A", "行键"]
    {
        assert!(text.contains(word), "{word}");
    }
    // Every sheet says on every page whose it is, what stands there and of when; of a table its heads too, without its keys.
    let sheets = text.matches("<worksheet").count();
    let head = "<oddHeader>&amp;L合肥市集成电路招商地图　&amp;A&amp;R数据截至 ";
    assert_eq!((sheets, text.matches(head).count()), (11, sheets), "{text}");
    assert_eq!(text.matches("_xlnm.Print_Titles").count(), 9);
    let hidden = text.split("<col ").filter(|col| col.split('>').next().unwrap().contains("hidden=\"1\""));
    assert_eq!(hidden.count(), 7);
}

const PHONE: &str = "000-0000-";

fn contacts_stand_only_where_asked_for() {
    let city = City::sample();
    let read = |path: PathBuf| match path.extension().unwrap() == "xlsx" {
        true => unpacked(&path),
        false => std::fs::read_to_string(path).unwrap(),
    };
    for name in ["a.xlsx", "a.html", "a.svg"] {
        let without = read(written(&city, name, &[]));
        assert!(!without.contains(PHONE) && !without.contains("联系方式"), "{name}");
        let with = read(written(&city, name, &["--contacts"]));
        assert!(with.contains(PHONE) && with.contains("含联系方式，请妥善保管"), "{name}");
    }
    let file = rusqlite::Connection::open(city.store()).unwrap();
    let journaled = "SELECT count(*) FROM batch WHERE why LIKE 'map ic a.%，含联系方式' AND seq IS NOT NULL";
    let journaled: i64 = file.query_row(journaled, [], |row| row.get(0)).unwrap();
    assert_eq!(journaled, 3, "whoever reads contacts stands in the journal");
    let doctor = city.run(&["doctor"]);
    assert_eq!(doctor.code(), 0, "{}{}", doctor.out(), doctor.err());
    let server = Server::of(&city);
    assert!(!server.get("/api/v1/map.html?chain=ic&contacts=true").body.contains(PHONE));
}

fn the_list_filters_map_and_targets() {
    let city = City::sample();
    for arguments in [
        &["list", "add", "--chain", "ic", "smee", "anji"][..],
        &["list", "assign", "--chain", "ic", "smee", "--squad", "s-sta1"],
    ] {
        city.done(arguments);
    }
    let server = Server::of(&city);
    let firms =
        |answer: &Value| answer["places"].as_array().unwrap().iter().map(|p| p["firms"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(firms(&server.json("/api/v1/map?chain=ic&squad=s-sta1")), 1);
    assert_eq!(firms(&server.json("/api/v1/map?chain=ic&state=listed")), 1);
    assert_eq!(firms(&server.json("/api/v1/map?chain=ic&squad=s-sta1&state=listed")), 0);
    let told = sections(&server.json("/api/v1/map/document?chain=ic&squad=s-sta1"));
    let targets = told.iter().find(|section| section.name == "目标企业").unwrap();
    assert!(!targets.keys.is_empty() && targets.keys.iter().all(|key| key.ends_with("/smee")), "{targets:?}");
    assert!(targets.rows.iter().all(|row| row.iter().any(|cell| cell.ends_with(" 已派发"))), "{targets:?}");
    let page = server.get("/map?chain=ic&squad=s-sta1").body;
    assert!(page.contains("<h2>按城市 1 处") && page.contains("<option value=\"s-sta1\" selected>"));
    assert_eq!(server.get("/api/v1/map?chain=ic&squad=nobody").status, 404);
    assert_eq!(server.get("/api/v1/map?chain=ic&state=nowhere").status, 400);
}
