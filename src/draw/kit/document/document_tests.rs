use super::*;
use crate::draw::{Cell, Column, Table, boxes, example};

fn table(title: &'static str, rows: Vec<[Cell; 4]>) -> Table {
    let columns = [
        Column::text("firm", "企业"),
        Column::text("segment", "环节"),
        Column::number("priority", "优先级", 1),
        Column::text("reason", "理由"),
    ];
    let mut table = Table::new("targets", title, columns, "没有。");
    for (n, cells) in rows.into_iter().enumerate() {
        table.push(n.to_string(), cells.to_vec());
    }
    table
}

fn row(n: usize) -> [Cell; 4] {
    let reason = "本地有下游整车，上游缺这一环；经基金引荐".repeat(n % 9);
    let name = Cell::text(format!("虚构企业{n}股份有限公司"));
    [name, Cell::text("隔膜"), Cell::Number(n as f64), Cell::text(reason)]
}

#[test]
fn every_row_stands_on_some_page_and_every_page_says_its_number() {
    let mut document = Document::new(example::facts(), Paper::A3);
    document.table(&table("目标", (0..150).map(row).collect()).noted(vec!["按得分".to_owned()]));
    document.table(&table("空的", Vec::new()));
    let pages = document.finish();
    let all = pages.svgs.len();
    assert!(all > 2);
    let mut told = Vec::new();
    for (at, page) in pages.svgs.iter().enumerate() {
        boxes::assert_readable(page, 7.0);
        let texts: Vec<String> = boxes::texts(page).into_iter().map(|t| t.text).collect();
        assert!(texts.contains(&format!("第 {} 页，共 {all} 页", at + 1)));
        assert!(texts.iter().any(|t| t.contains("数据截至 2026-11-23")));
        told.extend(texts);
    }
    assert!((0..150).all(|n| told.contains(&format!("虚构企业{n}股份有限公司"))));
    assert!(told.iter().any(|t| t == "没有。") && told.iter().any(|t| t == "目标（续）"));
    assert!(pages.svg().matches("<svg").count() == all + 1);
}

#[test]
fn a_heading_stands_above_its_first_row() {
    for before in 1..48 {
        let first = [Cell::text("首行有限公司"), Cell::text("甲"), Cell::count(1), Cell::text("理由".repeat(90))];
        let mut document = Document::new(example::facts(), Paper::A4);
        document.table(&table("前一张", (0..before).map(|_| row(0)).collect()));
        document.table(&table("后一张", vec![first]).noted(vec!["说明一".to_owned(), "说明二".to_owned()]));
        for page in &document.finish().svgs {
            let told: Vec<String> = boxes::texts(page).into_iter().map(|t| t.text).collect();
            let says = |text: &str| told.iter().any(|told| told == text);
            assert_eq!(says("后一张"), says("首行有限公司"), "after {before} rows: {told:?}");
        }
    }
}

#[test]
fn what_heads_a_group_stands_above_its_first_row() {
    for before in 1..60 {
        let mut document = Document::new(example::facts(), Paper::A4);
        let mut grouped = table("一张", Vec::new()).grouped("类别");
        grouped.begin("first", "先", "先头的");
        (0..before).for_each(|n| grouped.push(n.to_string(), row(0).to_vec()));
        grouped.begin("last", "后", "后头的");
        grouped
            .push("last", [Cell::text("首行有限公司"), Cell::text("甲"), Cell::count(1), Cell::text("理由")].to_vec());
        document.table(&grouped);
        for page in &document.finish().svgs {
            let told: Vec<String> = boxes::texts(page).into_iter().map(|t| t.text).collect();
            let says = |text: &str| told.iter().any(|told| told == text);
            assert_eq!(says("后头的"), says("首行有限公司"), "after {before} rows: {told:?}");
        }
    }
}

#[test]
fn characters_that_no_page_can_print_are_told() {
    let rare = [Cell::text("\u{2a6d7}有限公司"), Cell::text("甲"), Cell::count(1), Cell::text("")];
    let mut document = Document::new(example::facts(), Paper::A3);
    document.table(&table("目标", vec![rare]));
    let pages = document.finish();
    let told: Vec<String> = pages.lacking.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["字体里没有「\u{2a6d7}」（U+2A6D7），见“\u{2a6d7}有限公司”；文件中印作〓"]);
}

#[test]
fn long_texts_wrap_and_lose_nothing() {
    let name = format!("=1+1{}", "名".repeat(196));
    let reason = "理由".repeat(600);
    let long = [Cell::text(&name), Cell::text("隔膜"), Cell::Number(61.25), Cell::text(&reason)];
    let notes = (0..80).map(|n| format!("说明{n}：{}", "字".repeat(150))).collect();
    let mut document = Document::new(example::facts(), Paper::A3);
    document.table(&table("目标", vec![row(0), long, row(2)]).noted(notes));
    let pages = document.finish();
    let told: String = pages.svgs.iter().flat_map(|page| boxes::texts(page)).map(|t| t.text).collect();
    assert!(told.contains(&name) && told.contains(&reason) && told.contains("说明79："), "{told}");
    for page in &pages.svgs {
        boxes::assert_readable(page, 7.0);
        let lowest = boxes::texts(page).iter().map(|t| t.rect.bottom()).fold(0.0, f64::max);
        assert!(lowest < Paper::A3.size(PageLayout::Across).1, "{lowest}");
    }
}
