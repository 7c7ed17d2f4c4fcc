//! A random table in every form: the same rows, in the same groups and order, with the same numbers and words.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use proptest::collection::vec;
use proptest::prelude::*;
use resvg::usvg::roxmltree::{Document, Node};
use unicode_width::UnicodeWidthChar;

use super::*;
use crate::draw::{InvestmentMap, Paper, Part, Section, example, map_page, map_workbook};
use crate::normalize::formula::unguarded;

/// What is read out of a form: the word of the group, the key, the cells.
type Line = (String, String, Vec<String>);

const COLUMNS: [Column; 8] = [
    Column::text("name", "企业"),
    Column::count("count", "家数"),
    Column::number("score", "得分", 1).barred(),
    Column::share("evidence", "已知", 0),
    Column::money("revenue", "营业收入"),
    Column::rank("standing", "能级"),
    Column::text("names", "基金").hidden(),
    Column::text("posted", "驻点覆盖"),
];
const GROUPS: [(&str, &str, &str); 3] =
    [("away", "可招", "可招企业"), ("here", "已在本地", "已在本地，可增资扩产"), ("apart", "不列入", "不列入")];

fn text() -> impl Strategy<Value = String> {
    "[甲乙丙a-c0-9=+@＝＋－＠',;<>&\"| （）.-]{0,14}".prop_map(|text| text.trim().to_owned())
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![-1e3..1e3, -1e9..1e9, Just(0.0), Just(-0.04), Just(f64::NAN)]
}

fn cells() -> impl Strategy<Value = Vec<Cell>> {
    let name = prop_oneof![text().prop_map(Cell::Text), text().prop_map(|name| Cell::enterprise(name, "e1"))];
    let score = prop_oneof![4 => number().prop_map(Cell::Number), 1 => Just(Cell::Absent)];
    let why = Cell::Unknown { why: "没有来源".to_owned() };
    let evidence = prop_oneof![3 => (0.0..=1.0).prop_map(Cell::share), 1 => Just(why)];
    let revenue = prop_oneof![number().prop_map(Cell::Money), Just(Cell::unknown())];
    let standing = prop_oneof![
        Just(Cell::word("链主", "anchor", 0)),
        Just(Cell::word("龙头", "leading", 1)),
        Just(Cell::unknown())
    ];
    let link = text().prop_map(|name| (name, LinkTo::Fund("f1".to_owned())));
    let names = prop_oneof![vec(text(), 0..3).prop_map(Cell::Names), vec(link, 0..3).prop_map(Cell::Links)];
    let counted = |count| Cell::counted(count, LinkTo::Chain("c1".to_owned()));
    let count = prop_oneof![(0..2000usize).prop_map(Cell::count), (0..2000usize).prop_map(counted)];
    (name, count, score, evidence, revenue, standing, names, any::<bool>().prop_map(Cell::YesNo))
        .prop_map(|(a, b, c, d, e, f, g, h)| vec![a, b, c, d, e, f, g, h])
}

/// Tables with and without groups, some of them empty.
fn table() -> impl Strategy<Value = Table> {
    (vec(vec(cells(), 0..6), 1..=3), any::<bool>()).prop_map(|(groups, grouped)| {
        let table = Table::new("targets", "目标企业", COLUMNS, "没有。");
        let mut table = if grouped { table.grouped("列表") } else { table };
        for (nth, (rows, (key, word, title))) in groups.into_iter().zip(GROUPS).enumerate() {
            if grouped {
                table.begin(key, word, title);
            }
            for (at, cells) in rows.into_iter().enumerate() {
                table.push(format!("k{nth}/{at}"), cells);
            }
        }
        table
    })
}

/// What every form should tell.
fn expected(table: &Table, cell: fn(&Cell, &Column) -> String) -> Vec<Line> {
    let rows = table.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group.word, row)));
    let cells = |row: &Row| row.cells.iter().zip(&table.columns).map(|(c, column)| cell(c, column)).collect();
    rows.map(|(word, row)| (word.to_owned(), row.key.clone(), cells(row))).collect()
}

/// A record of a file: the group's word before the cells where groups are told, the key behind them.
fn line(table: &Table, mut record: Vec<String>) -> Line {
    let word = if table.tells_groups() { record.remove(0) } else { String::new() };
    let key = record.pop().unwrap();
    (word, key, record)
}

fn from_csv(table: &Table) -> Vec<Line> {
    let text = table.csv();
    let mut reader = ::csv::Reader::from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
    assert_eq!(reader.headers().unwrap().len(), table.columns.len() + 1 + usize::from(table.tells_groups()));
    reader
        .records()
        .map(|record| line(table, record.unwrap().iter().map(|f| unguarded(f).to_owned()).collect()))
        .collect()
}

/// Numbers come as numbers.
fn from_json(table: &Table) -> Vec<Line> {
    let json = serde_json::to_value(table).unwrap();
    let word = |key: &str| {
        let groups = json["groups"].as_array().unwrap();
        groups.iter().find(|group| group["key"] == key).unwrap()["word"].as_str().unwrap().to_owned()
    };
    let cell = |(value, column): (&serde_json::Value, &Column)| match value.as_f64() {
        Some(number) => column.written(number),
        None => value.as_str().unwrap().to_owned(),
    };
    let rows = json["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let cells = row["cells"].as_array().unwrap().iter().zip(&table.columns).map(cell).collect();
        (row["group"].as_str().map(word).unwrap_or_default(), row["key"].as_str().unwrap().to_owned(), cells)
    })
    .collect()
}

fn document(table: &Table) -> InvestmentMap {
    let parts = vec![(Section::Annex, Part::Rows(Section::Gaps, table.clone()))];
    InvestmentMap {
        facts: example::facts(),
        name: String::new(),
        paper: Paper::A3,
        sections: vec![Section::Annex],
        parts,
    }
}

fn from_workbook(table: &Table) -> Vec<Line> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(map_workbook(&document(table)).unwrap())).unwrap();
    let range = workbook.worksheet_range(table.title).unwrap();
    let before = usize::from(table.tells_groups());
    let rows = range.rows().skip(1).take(table.len());
    rows.map(|row| {
        let told = row.iter().enumerate().map(|(at, cell)| match cell {
            Data::Float(number) => table.columns[at - before].written(*number),
            other => other.to_string(),
        });
        line(table, told.collect())
    })
    .collect()
}

/// Out of the page of the document, which is well-formed XML behind its first line.
fn from_page(table: &Table) -> Vec<Line> {
    let page = map_page(&document(table)).unwrap();
    let document = Document::parse(page.split_once('\n').unwrap().1).unwrap();
    let said = |node: Node| node.descendants().filter_map(|n| n.is_text().then(|| n.text())?).collect::<String>();
    let mut word = String::new();
    let mut lines = Vec::new();
    for row in document.descendants().filter(|node| node.has_tag_name("tr")) {
        match (row.attribute("class"), row.attribute("data-key")) {
            (Some("group"), _) => {
                let title = said(row);
                word = GROUPS.iter().find(|(.., t)| *t == title).unwrap().1.to_owned();
            }
            (_, Some(key)) => {
                let cells = row
                    .children()
                    .filter(|node| node.has_tag_name("td") || node.has_tag_name("th"))
                    .map(said)
                    .collect();
                lines.push((word.clone(), key.to_owned(), cells));
            }
            _ => {}
        }
    }
    lines
}

/// The lines of a terminal, cut where the widest cell of each column of the group ends; they bear no keys.
fn from_terminal(table: &Table) -> Vec<Line> {
    let text = table.on_terminal();
    let mut lines = text.lines();
    let mut read = Vec::new();
    for group in &table.groups {
        if table.tells_groups() {
            assert_eq!(lines.by_ref().find(|line| !line.is_empty()), Some(&*group.title));
        }
        let absent = |at: usize| group.rows.iter().all(|row| row.cells[at] == Cell::Absent);
        let has: Vec<bool> = (0..table.columns.len()).map(|at| !(table.tells_groups() && absent(at))).collect();
        let heads = (!group.rows.is_empty()).then(|| cut(lines.next().unwrap(), table, &group.rows, &has));
        assert!(heads.is_none_or(|heads| heads.iter().zip(&table.columns).all(|(h, c)| *h == c.head() || h == "—")));
        for line in lines.by_ref().take(group.rows.len()) {
            read.push((group.word.to_owned(), String::new(), cut(line, table, &group.rows, &has)));
        }
    }
    read
}

/// The cells of a line; those of columns that are left out are dashes.
fn cut(line: &str, table: &Table, rows: &[Row], has: &[bool]) -> Vec<String> {
    let wide = |text: &str| text.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
    let mut rest = line.chars().peekable();
    let mut cells = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        if !has[at] {
            cells.push("—".to_owned());
            continue;
        }
        let told = rows.iter().map(|row| wide(&row.cells[at].words(column)));
        let width = told.max().unwrap_or(0).max(wide(&column.head()));
        let (mut cell, mut used) = (String::new(), 0);
        while let Some(c) = rest.next_if(|_| used < width) {
            used += c.width().unwrap_or(0);
            cell.push(c);
        }
        rest.by_ref().take(2).for_each(|gap| assert_eq!(gap, ' ', "{line}"));
        cells.push(cell.trim().to_owned());
    }
    cells
}

fn on_paper(table: &Table) -> Vec<Vec<String>> {
    // As wide as it likes: nothing wraps.
    let laid = table.laid(1e5, 10.0);
    let rows = laid.rows.iter().filter(|row| !row.heading);
    rows.map(|row| row.cells.iter().map(|lines| lines.concat()).collect()).collect()
}

fn without_keys(lines: Vec<Line>) -> Vec<Line> {
    lines.into_iter().map(|(word, _, cells)| (word, String::new(), cells)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_form_tells_the_same_rows(table in table(), falling: bool, at in 0..COLUMNS.len()) {
        let sort = format!("{}{}", if falling { "-" } else { "" }, COLUMNS[at].key);
        let query = TableQuery::read(Some(&sort), Some("all"), None).unwrap();
        for table in [table.clone(), table.arranged(&query).unwrap()] {
            let (told, plain) = (expected(&table, Cell::words), expected(&table, Cell::plain));
            prop_assert_eq!(from_csv(&table), plain.clone());
            prop_assert_eq!(from_json(&table), plain.clone());
            prop_assert_eq!(from_workbook(&table), plain);
            prop_assert_eq!(from_page(&table), told.clone());
            prop_assert_eq!(from_terminal(&table), without_keys(told.clone()));
            prop_assert_eq!(on_paper(&table), told.into_iter().map(|(.., cells)| cells).collect::<Vec<_>>());
        }
    }

    #[test]
    fn sorting_moves_rows_within_their_group_only(table in table(), falling: bool, at in 0..COLUMNS.len()) {
        let query = TableQuery { sort: Some((COLUMNS[at].word.to_owned(), falling)), columns: ColumnChoice::All, ..TableQuery::default() };
        let sorted = table.clone().arranged(&query).unwrap();
        for (before, after) in table.groups.iter().zip(&sorted.groups) {
            let keys = |group: &Group| {
                let mut keys: Vec<String> = group.rows.iter().map(|row| row.key.clone()).collect();
                keys.sort();
                keys
            };
            prop_assert_eq!(keys(before), keys(after));
            let nothing: Vec<bool> = after.rows.iter().map(|row| row.cells[at].tells_nothing(&COLUMNS[at])).collect();
            prop_assert!(nothing.is_sorted(), "what is unknown comes last: {nothing:?}");
        }
    }
}
