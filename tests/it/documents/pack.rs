//! 会议材料: what a working group's meeting has on its table, as one PDF and one workbook.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::map_document::{lines, sheets};
use crate::support::{City, Facts, Server, add, unpacked};

pub fn facts(facts: &mut Facts) {
    add!(facts, "pack": a_meeting_has_one_pdf_and_one_workbook, it_tells_what_the_other_questions_answer,
        what_was_promised_is_that_of_the_meeting_before, what_a_meeting_decides_is_due_after_it, a_meeting_is_named_by_id_or_day, contacts_stand_only_where_asked_for,
        the_page_of_the_group_leads_to_it);
}

/// What was written, by ending.
fn packed(city: &City, more: &[&str]) -> [PathBuf; 2] {
    let out = city.folder().join("材料");
    let done = city.done(&[&["pack", "--chain", "ic", "--out", out.to_str().unwrap()], more].concat()).out();
    ["pdf", "xlsx"].map(|ending| {
        let of = done.lines().filter_map(|line| line.strip_prefix("已写入 ")).map(PathBuf::from);
        let mut of = of.filter(|path| path.extension().is_some_and(|e| e == ending));
        let one = of.next().unwrap_or_else(|| panic!("no {ending}: {done}"));
        assert!(of.next().is_none(), "{done}");
        one
    })
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn a_meeting_has_one_pdf_and_one_workbook() {
    let city = City::sample();
    let [pdf, workbook] = packed(&city, &["--as-of", "2026-11-27"]);
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    // No meeting is to come: it is named for the day of the data.
    assert_eq!([name(&pdf), name(&workbook)], ["合肥市_集成电路_会议材料_2026-11-27"; 2].map(str::to_owned));
    let tables: Vec<String> = sheets(&workbook).into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(tables, ["缺口清单", "目标企业", "引荐路径", "有何变化", "邀请名单"]);
}

fn it_tells_what_the_other_questions_answer() {
    let city = City::sample();
    let [_, workbook] = packed(&city, &[]);
    let told = lines(&workbook);
    let whole = told.join("\n");
    let server = Server::of(&city);
    let guests = server.json("/api/v1/group?chain=ic");
    for guest in guests["invitation"]["invited"].as_array().unwrap() {
        let line = format!("{}：{}。", text(&guest["name"]), text(&guest["reason"]));
        assert!(told.contains(&line), "{line}");
    }
    let brief = server.json("/api/v1/chains/ic/brief");
    for gap in ["missing", "weak"].iter().flat_map(|kind| brief[kind]["first"].as_array().unwrap()) {
        assert!(told.iter().any(|line| line == text(&gap["reason"]["more"])), "{gap}");
        for target in gap["targets"].as_array().unwrap() {
            let line = told.iter().find(|line| line.starts_with(&format!("{}（", text(&target["name"])))).unwrap();
            if let Some(party) = target["call_first"].as_object().filter(|call| !call["party"].is_null()) {
                assert!(line.contains(&format!("先联系{}", text(&party["name"]))), "{line}");
            }
        }
    }
    let gaps = server.json("/api/v1/chains/ic/gaps");
    for gap in gaps["segments"].as_array().unwrap().iter().filter(|gap| !gap["priority"].is_null()) {
        assert!(told.iter().any(|line| line.contains(&format!(". {}（", text(&gap["name"])))), "{gap}");
    }
    assert!(whole.contains("听取上次议定事项办理情况：示例：光刻胶先走访两家，年底前谈一家。"), "{whole}");
    assert!(whole.contains("待议事项：") && whole.contains("为没有基金覆盖的缺口对接基金的责任单位："), "{whole}");
    assert!(whole.contains("请下列单位各明确一位联系人："), "{whole}");
    // What the brief tells of a gap stands nowhere else.
    let first = &brief["missing"]["first"][0];
    assert_eq!(told.iter().filter(|line| *line == text(&first["reason"]["more"])).count(), 1, "{whole}");
    assert!(whole.contains("个，前3个见简报"), "{whole}");
}

/// Two more meetings: one of the chain to come, one of all chains between the recorded ones.
const MORE: &str = "meeting,date,chain,kind,promised,source\n\
    m-next,2027-01-15,ic,group,,试\n\
    m-between,2026-10-01,,dispatch,十月先摸排真空泵,试\n\
    m-other,2027-01-02,nev,group,,试\n";

fn what_was_promised_is_that_of_the_meeting_before() {
    let city = City::sample();
    city.import(&[&city.write("meetings.csv", MORE)]);
    for (meeting, day, promised) in [
        ("m-next", "2027-01-15", "光刻胶先走访两家"),
        ("m-ic-10", "2026-10-23", "十月先摸排真空泵"),
        ("m-between", "2026-10-01", "各链在下次调度会前走访清单前十家"),
    ] {
        let [pdf, workbook] = packed(&city, &["--as-of", "2026-11-27", "--meeting", meeting]);
        assert!(name(&pdf).ends_with(day), "{}", pdf.display());
        let told = lines(&workbook);
        let of: Vec<&String> = told.iter().filter(|line| line.contains("听取上次议定事项办理情况：")).collect();
        assert!(of.len() == 1 && of[0].contains(promised), "{meeting}: {of:?}");
        assert!(told.iter().any(|line| line.starts_with("会议：") && line.ends_with(day)), "{told:?}");
    }
    // Nothing was held before the first.
    let [_, workbook] = packed(&city, &["--meeting", "2026-09-18"]);
    assert!(!lines(&workbook).iter().any(|line| line.contains("听取上次议定事项")));
}

fn a_meeting_is_named_by_id_or_day() {
    let city = City::sample();
    city.import(&[&city.write("meetings.csv", MORE)]);
    let of = |more: &[&str]| lines(&packed(&city, &[&["--as-of", "2026-11-27"], more].concat())[1]);
    let next = of(&["--meeting", "m-next"]);
    assert_eq!(next, of(&["--meeting", "2027-01-15"]));
    // The next one of this chain, though another chain meets sooner.
    assert_eq!(next, of(&[]));
    for other in ["m-other", "2027-01-02", "m-none"] {
        let out = city.folder().display().to_string();
        let words = ["没有会议", other, "m-ic-10（2026-10-23 工作组会）"];
        city.refused(&["pack", "--chain", "ic", "--out", &out, "--meeting", other], &words);
    }
}

const PHONE: &str = "000-0000-";

fn contacts_stand_only_where_asked_for() {
    let city = City::sample();
    let without = unpacked(&packed(&city, &[])[1]);
    assert!(!without.contains(PHONE) && !without.contains("联系方式"));
    let with = unpacked(&packed(&city, &["--contacts"])[1]);
    assert!(with.contains(PHONE) && with.contains("含联系方式，请妥善保管"));
    let file = rusqlite::Connection::open(city.store()).unwrap();
    let read = "SELECT count(*) FROM batch WHERE why LIKE '%会议材料%，含联系方式' AND seq IS NOT NULL";
    let read: i64 = file.query_row(read, [], |row| row.get(0)).unwrap();
    assert_eq!(read, 1, "whoever reads contacts stands in the journal");
}

fn the_page_of_the_group_leads_to_it() {
    let city = City::sample();
    let server = Server::of(&city);
    let page = server.get("/chains/ic/group?as_of=2026-11-27").body;
    for (ending, kind) in [("pdf", "application/pdf"), ("xlsx", "spreadsheetml")] {
        let path = format!("/api/v1/pack.{ending}?chain=ic&as_of=2026-11-27");
        assert!(page.contains(&path.replace('&', "&amp;")), "{path}");
        let head = format!("HEAD {path}&meeting=m-ic-10 HTTP/1.1\r\nHost: {}\r\n", server.address);
        let answer = server.send(&head);
        assert!(answer.status == 200 && answer.header("content-type").contains(kind), "{path}");
        assert!(answer.header("content-disposition").contains("2026-10-23"), "{path}");
        assert!(server.get(&format!("{path}&contacts=true")).status < 400);
        assert_eq!(server.status(&format!("{path}&meeting=none")), 404);
        assert_eq!(server.status(&format!("{path}&paper=A5")), 400);
    }
}

/// By the meeting after it, or two months later.
fn what_a_meeting_decides_is_due_after_it() {
    let city = City::sample();
    let meetings = "meeting,date,chain,kind,promised,source\n\
        first,2098-11-05,ic,group,,试\n\
        second,2099-01-15,,dispatch,,试\n\
        other,2098-12-02,nev,group,,试\n";
    city.import(&[&city.write("meetings.csv", meetings)]);
    for (meeting, by) in [("first", "2099-01-15（下次调度会）前办完"), ("second", "2099-03-15（会后两个月）前办完")]
    {
        let [_, workbook] = packed(&city, &["--meeting", meeting]);
        let told = lines(&workbook);
        let of: Vec<&String> = told.iter().filter(|line| line.contains("前办完")).collect();
        assert!(of.iter().all(|line| line.contains(by)), "{meeting}: {of:?}");
        assert!(of.iter().any(|line| line.contains("审定下一步工作：")) && of.len() == 2, "in both places: {told:?}");
    }
}
