//! What comes back and cannot be taken, or not all of it: each with a sentence that says so.

use std::io::Read;

use liantu::app::sharing::packet::ReturnAsked;
use liantu::app::{App, Clock};
use liantu::gaps::Rules;
use liantu::store::Store;
use serde_json::json;

use super::packet::{Office, Sheet, X00, X02, X04, fields, save, set_of};
use crate::support::{Facts, add, block_on, desk};

pub fn facts(facts: &mut Facts) {
    add!(facts, "packet_refused": rows_that_are_not_its_own_are_unknown, a_name_typed_over_is_told, columns_left_out_are_untouched, formulas_are_not_taken_and_texts_like_them_are, a_state_that_cannot_be_is_refused_alone, two_squads_return_one_target, files_that_are_none_are_told, too_many_rows_are_told, a_million_rows_are_refused_soon, a_packet_past_its_day_is_told_and_taken, a_squad_without_targets_gets_no_packet);
}

fn rows_that_are_not_its_own_are_unknown() {
    let office = Office::new();
    let other = office.city.folder().join("other.xlsx");
    office.city.done(&["packet", "--chain", "c1", "--squad", "q3", "--out", other.to_str().unwrap()]);
    let other = Sheet::read(&other, "目标清单");
    let file = office.edited(|list, _| {
        let key = list.column("行键");
        let (x00, x02) = (list.row(X00), list.row(X02));
        list.rows[x00][key].push('0');
        list.set(X02, "备注", "第一次");
        let mut twice = list.rows[x02].clone();
        let note = list.column("备注");
        "第二次".clone_into(&mut twice[note]);
        let mut foreign = other.rows[1].clone();
        "别队的".clone_into(&mut foreign[other.column("备注")]);
        let mut bare = list.rows[x02].clone();
        bare[key].clear();
        list.rows.extend([twice, foreign, bare]);
    });
    let preview = office.apply(&file);
    let reasons: Vec<&str> =
        preview["unknown"].as_array().unwrap().iter().map(|u| u["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons.len(), 4, "{preview}");
    for (reason, word) in reasons.iter().zip(["改过", "两次", "另一个离线包", "没有行键"]) {
        assert!(reason.contains(word), "{reason}");
    }
    assert_eq!(office.entry("x02")["note"], "第一次");
    assert_eq!(office.entry("e00001")["note"], "");
}

fn a_name_typed_over_is_told() {
    let office = Office::new();
    let file = office.edited(|list, _| {
        list.set(X00, "备注", "照收");
        list.set(X00, "企业", "另一家有限公司");
    });
    let preview = office.preview(&file);
    assert_eq!(fields(&preview, "applied"), set_of(&[("x00", "备注")]), "{preview}");
    let notice = preview["notices"][0].as_str().unwrap();
    assert!(notice.contains("另一家有限公司") && notice.contains(X00) && notice.contains("新线索"), "{notice}");
}

fn columns_left_out_are_untouched() {
    let office = Office::new();
    let without = |name: &str| {
        office.edited(|list, leads| {
            list.set(X00, "下一步", "打电话");
            let column = list.column(name);
            list.rows.iter_mut().for_each(|row| drop(row.remove(column)));
            leads.add(&[]);
        })
    };
    let preview = office.preview(&without("备注"));
    assert_eq!(fields(&preview, "applied"), set_of(&[("x00", "下一步")]), "{preview}");
    office.refused(&without("行键"), &["目标清单", "行键", "请不要删"]);
}

fn formulas_are_not_taken_and_texts_like_them_are() {
    let office = Office::new();
    let file = office.edited(|list, _| {
        list.set(X00, "备注", "formula:=1+1");
        list.set(X04, "备注", "formula:=HYPERLINK(\"http://evil.example\")");
        list.set(X02, "备注", "=cmd|' /C calc'!A0");
        // Neither is one whose value was never stored, where nothing stood.
        list.set(X02, "下一步", "uncomputed:=A1");
    });
    let preview = office.apply(&file);
    let refused = [("x00", "备注"), ("x04", "备注"), ("x02", "下一步")];
    assert_eq!(fields(&preview, "refused"), set_of(&refused), "{preview}");
    assert_eq!(fields(&preview, "applied"), set_of(&[("x02", "备注")]));
    assert_eq!(office.entry("x04")["note"], "原来的备注");
    let csv = office.city.done(&["list", "show", "--chain", "c1", "--format", "csv"]).out();
    assert!(csv.contains(",'=cmd|' /C calc'!A0,"), "{csv}");
}

fn a_state_that_cannot_be_is_refused_alone() {
    let office = Office::new();
    office.city.done(&["list", "set", "--chain", "c1", "x00", "--state", "visited"]);
    let packet = office.city.folder().join("later.xlsx");
    office.city.done(&["packet", "--chain", "c1", "--squad", "q1", "--out", packet.to_str().unwrap()]);
    let office = Office { packet, ..office };
    let file = office.edited(|list, _| {
        list.set(X00, "状态", "已联系");
        list.set(X00, "备注", "照写");
        list.set(X02, "状态", "成了");
        list.set(X04, "状态", "已放弃");
    });
    let preview = office.apply(&file);
    assert_eq!(fields(&preview, "refused"), set_of(&[("x00", "状态"), ("x02", "状态"), ("x04", "状态")]), "{preview}");
    assert!(preview["refused"][0]["reason"].as_str().unwrap().contains("不能退回"), "{preview}");
    assert_eq!([&office.entry("x00")["state"], &office.entry("x00")["note"]], ["visited", "照写"]);
    let file = office.edited(|list, leads| {
        list.set(X04, "状态", "已放弃");
        list.set(X04, "理由", "已落户别处");
        list.set(X02, "状态", "");
        leads.add(&[]);
    });
    office.apply(&file);
    assert_eq!([&office.entry("x04")["state"], &office.entry("x02")["state"]], ["dropped", "assigned"]);
}

fn two_squads_return_one_target() {
    let office = Office::new();
    office.city.done(&["list", "assign", "--chain", "c1", "x00", "--squad", "q3"]);
    let second = office.city.folder().join("second.xlsx");
    office.city.done(&["packet", "--chain", "c1", "--squad", "q3", "--out", second.to_str().unwrap()]);
    let first = office.edited(|list, _| list.set(X00, "备注", "一队写的"));
    let preview = office.apply(&first);
    assert!(preview["conflicting"][0]["now"].as_str().unwrap().contains("已改派"), "{preview}");
    assert_eq!(office.entry("x00")["note"], "");
    let office = Office { packet: second, ..office };
    let second = office.edited(|list, _| list.set(X00, "备注", "三队写的"));
    office.apply(&second);
    assert_eq!(office.entry("x00")["note"], "三队写的");
}

fn files_that_are_none_are_told() {
    let office = Office::new();
    let (city, folder) = (&office.city, office.city.folder());
    let renamed = folder.join("renamed.xls");
    std::fs::copy(&office.packet, &renamed).unwrap();
    assert_eq!(office.preview(&renamed)["untouched"].as_array().unwrap().len(), 3, "what it is, not what it is called");
    office.refused(
        &city.write("old.xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
        &["old.xls", "不是可读的 .xls 工作簿", "另存为 .xlsx"],
    );
    office.refused(&city.write("text.xlsx", "企业,状态\n"), &["认不出", "交回"]);
    office.refused(&city.write("empty.xlsx", ""), &["认不出"]);
    office.refused(
        &city.write("torn.xlsx", &std::fs::read(&office.packet).unwrap()[..2000]),
        &["torn.xlsx", "不是可读的"],
    );
    office.refused(&city.write("page.html", "<!doctype html><html></html>"), &["网页", "存成文件"]);
    office.refused(&city.write("saved.json", "{\"rows\": [1]}"), &["saved.json", "不是网页存下的文件"]);
    office.refused(&folder.join("nothing.xlsx"), &["nothing.xlsx"]);
    let plain = folder.join("plain.xlsx");
    save(&plain, &[("别的表", &Sheet { rows: vec![vec!["企业".into(), "行键".into()]] })]);
    office.refused(&plain, &["目标清单", "别的表"]);
    let alien = folder.join("alien.xlsx");
    save(
        &alien,
        &[(
            "目标清单",
            &Sheet { rows: vec![vec!["企业".into(), "行键".into()], vec!["甲".into(), "没有-这个".into()]] },
        )],
    );
    office.refused(&alien, &["不是本库发出的离线包"]);
}

fn too_many_rows_are_told() {
    let office = Office::new();
    let file = office.edited(|list, _| {
        let row = list.rows[1].clone();
        list.rows.extend(std::iter::repeat_n(row, 30_000));
    });
    office.refused(&file, &["超过 20000 行"]);
}

fn a_million_rows_are_refused_soon() {
    let office = Office::new();
    let path = office.city.folder().join("million.xlsx");
    let source = std::fs::File::open(&office.packet).unwrap();
    let mut from = zip::ZipArchive::new(source).unwrap();
    let mut to = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for i in 0..from.len() {
        let mut part = from.by_index(i).unwrap();
        let (name, mut content) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut content).unwrap();
        if name.ends_with("sheet1.xml") {
            let mut text = String::from_utf8(content).unwrap();
            let end = text.find("</sheetData>").unwrap();
            let rows: String =
                (5..=1_000_000).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>")).collect();
            text.insert_str(end, &rows);
            content = text.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut to, &content).unwrap();
    }
    to.finish().unwrap();
    office.refused(&path, &["million.xlsx", "超过 20000 行", "交回原来的文件"]);
}

fn a_packet_past_its_day_is_told_and_taken() {
    let office = Office::new();
    let file = office.edited(|list, _| list.set(X00, "备注", "晚了"));
    let preview = office.preview(&file);
    assert_eq!(preview["notices"], json!([]));
    let expires: liantu::model::Day = preview["expires"].as_str().unwrap().parse().unwrap();
    let at = |days: i32| {
        let day = liantu::model::Day::of_number(expires.number() + days);
        let noon = format!("{day}T12:00:00+08:00").parse().unwrap();
        block_on(async {
            let store = Store::open(&office.city.store()).await.unwrap();
            let app = App::open(store, Rules::default(), Clock::Fixed(noon)).await.unwrap();
            desk(&app, None).await.returned(&file, "清单", &ReturnAsked::default()).await.unwrap()
        })
    };
    assert!(at(0).notices.is_empty(), "the last day is one of its days");
    let late = at(1);
    assert!(late.notices[0].contains("已过有效期") && late.notices[0].contains(&expires.to_string()), "{late:?}");
    assert_eq!(late.applied.len(), 1, "the office decides");
}

fn a_squad_without_targets_gets_no_packet() {
    let office = Office::new();
    let out = office.city.folder().join("none.xlsx");
    for (arguments, words) in [
        (["--squad", "q2", "--out", "none.xlsx"], "还没有派给招商队"),
        (["--squad", "没有的队", "--out", "none.xlsx"], "没有招商队"),
        (["--squad", "q1", "--out", "none.docx"], "只能写成 .xlsx 或 .html"),
    ] {
        let told = office.city.run(&[&["packet", "--chain", "c1"][..], &arguments].concat());
        assert_eq!(told.code(), 1);
        assert!(told.err().contains(words), "{}", told.err());
    }
    assert!(!out.exists());
}
