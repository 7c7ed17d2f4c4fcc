use super::*;
use crate::draw::table::Row;
use crate::draw::{Cell, boxes, example};

fn table(rows: usize) -> Table {
    let mut table = Table::new(&["企业", "环节", "#优先级", "理由"], "没有。");
    let row = |n: usize| {
        let reason = "本地有下游整车，上游缺这一环；经基金引荐".repeat(n % 9);
        let name = Cell::text(format!("虚构企业{n}股份有限公司"));
        Row {
            key: n.to_string(), cells: vec![name, Cell::text("隔膜"), Cell::number(n as f64, 1), Cell::text(reason)]
        }
    };
    table.rows = (0..rows).map(row).collect();
    table
}

#[test]
fn every_row_stands_on_some_page_and_every_page_says_its_number() {
    let mut document = Document::new(example::facts());
    document.section("目标", &["按得分".to_owned()], &table(150));
    document.section("空的", &[], &table(0));
    let pages = document.finish();
    let all = pages.svgs.len();
    assert!(all > 2);
    let mut told = Vec::new();
    for (at, page) in pages.svgs.iter().enumerate() {
        boxes::assert_readable(page, 7.0);
        let texts: Vec<String> = boxes::texts(page).into_iter().map(|t| t.text).collect();
        assert!(texts.contains(&format!("第 {} 页，共 {all} 页", at + 1)));
        assert!(texts.iter().any(|t| t.contains("数据截至 2026-11-23") && t.contains("规则 1-a1b2c3d4")));
        told.extend(texts);
    }
    assert!((0..150).all(|n| told.contains(&format!("虚构企业{n}股份有限公司"))));
    assert!(told.iter().any(|t| t == "没有。") && told.iter().any(|t| t == "目标（续）"));
    assert!(pages.svg().matches("<svg").count() == all + 1);
}

#[test]
fn characters_that_no_page_can_print_are_told() {
    let mut rare = table(0);
    let cells = vec![Cell::text("\u{2a6d7}有限公司"), Cell::text("甲"), Cell::count(1), Cell::text("")];
    rare.rows.push(Row { key: "1".to_owned(), cells });
    let mut document = Document::new(example::facts());
    document.section("目标", &[], &rare);
    let pages = document.finish();
    let told: Vec<String> = pages.lacking.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["字体里没有「\u{2a6d7}」（U+2A6D7），见“\u{2a6d7}有限公司”；文件中印作〓"]);
}

#[test]
fn long_texts_wrap_and_lose_nothing() {
    let mut long = table(3);
    let name = format!("=1+1{}", "名".repeat(196));
    let reason = "理由".repeat(600);
    long.rows[1].cells = vec![Cell::text(&name), Cell::text("隔膜"), Cell::number(61.25, 1), Cell::text(&reason)];
    let notes: Vec<String> = (0..80).map(|n| format!("说明{n}：{}", "字".repeat(150))).collect();
    let mut document = Document::new(example::facts());
    document.section("目标", &notes, &long);
    let pages = document.finish();
    let told: String = pages.svgs.iter().flat_map(|page| boxes::texts(page)).map(|t| t.text).collect();
    assert!(told.contains(&name) && told.contains(&reason) && told.contains("说明79："), "{told}");
    for page in &pages.svgs {
        boxes::assert_readable(page, 7.0);
        let lowest = boxes::texts(page).iter().map(|t| t.rect.bottom()).fold(0.0, f64::max);
        assert!(lowest < HEIGHT, "{lowest}");
    }
}
