//! What the form of a mapping says, put into the table it was made for. What the form does not speak of stays.

use std::collections::BTreeMap;

use crate::http::frame::form::Fields;
use crate::http::frame::openapi::FormField;
use crate::http::intake::mapping_columns::{LEVEL, NOWHERE};
use crate::ingest::{CellsByHand, ColumnByHand, ColumnGoes, RowCondition, TableByHand};

/// What the form sends: of the table, of each column by its place, of each line of meanings, conditions and constants.
pub const SAID: [FormField; 40] = [
    ("part", "文件的第几部分，从 1 数"),
    ("nth", "这一部分读作的第几张表，从 1 数"),
    ("from", "这一页的第一列，从 1 数"),
    ("table", "是哪种表"),
    ("header_row", "表头在第几行"),
    ("header_rows", "表头有几行"),
    ("to_table", "换成哪种表"),
    ("to_header_row", "表头换到第几行"),
    ("to_header_rows", "表头换成几行"),
    ("to_encoding", "换成哪种文字编码；空：自动"),
    ("blank", "另外算作空白的词，用空格隔开"),
    ("source", "来源编号"),
    ("seen", "来源日期"),
    ("namespace", "放在编号前面的名字"),
    ("snapshot", "1：名单是来源的全部"),
    ("rest", "1：没有对应字段的列都不要"),
    ("keep_as", "记下这种读法，叫什么"),
    (
        "then",
        "add：再读作一张表；drop：不读作这张表；leave：不读这一部分；again：换表、表头或编码再看；from-n、part-n、nth-n：接着看第 n 列起、第 n 部分、第 n 张表",
    ),
    ("add", "再读作哪种表"),
    ("c{n}", "第 n 列（从 0 数）是哪个字段；空：留作其他信息，-：不要，+：一级环节"),
    ("u{n}", "第 n 列的单位"),
    ("d{n}", "第 n 列的日期怎么写"),
    ("s{n}", "第 n 列按什么分开，一格几个值"),
    ("j{n}", "几列合成一个值时中间放什么"),
    ("l{n}", "第 n 列的链接取网址还是文字"),
    ("r{n}", "第 n 列的汇率，如 美元=7.1"),
    ("t{n}", "1：第 n 列只取其中的数或地区"),
    ("m{n}", "1：第 n 列不合的值留作其他信息"),
    ("k{n}", "1：第 n 列的原文也留下"),
    ("w{n}", "1：第 n 列空着的格沿用上一行"),
    ("i{n}", "1：第 n 列进入编号的摘要"),
    ("x{n}", "第 n 个看不懂的写法"),
    ("xc{n}", "它在第几列"),
    ("v{n}", "它的意思，从几个里选；-：算作空白"),
    ("o{n}", "它的意思，另外写"),
    ("wc{n}", "第 n 个条件看哪一列"),
    ("wi{n}", "0：不读这样的行；1：只读这样的行"),
    ("wp{n}", "那一列写着什么"),
    ("kf{n}", "第 n 个常数是哪个字段"),
    ("kv{n}", "它的值"),
];

/// The most lines of conditions, constants and meanings that are read.
const MOST: usize = 200;

/// The table as the form says.
pub fn said(fields: &Fields, before: TableByHand) -> TableByHand {
    let table = before.table;
    let text = |name: &str| fields.text(name).to_owned();
    let words = |text: &str| text.split([' ', '　', '、']).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let conditions = lines("wc", fields).map(|(at, header)| RowCondition {
        header,
        patterns: words(fields.text(&format!("wp{at}"))),
        wanted: fields.text(&format!("wi{at}")) != "0",
    });
    let constants = lines("kf", fields).filter_map(|(at, name)| {
        let field = table.all_columns().find(|field| field.name == name)?;
        Some((field, fields.text(&format!("kv{at}")).to_owned()))
    });
    let mut columns = before.columns;
    let count = columns.len();
    for (at, column) in columns.iter_mut().enumerate() {
        if fields.sent(&format!("c{at}")).is_some() {
            correct(column, at, fields, table);
        }
    }
    meanings(fields, &mut columns[..count]);
    TableByHand {
        source: text("source"),
        seen: text("seen"),
        namespace: text("namespace"),
        snapshot: fields.text("snapshot") == "1",
        rest_left_out: fields.text("rest") == "1",
        blank: words(fields.text("blank")),
        conditions: conditions.filter(|condition| !condition.patterns.is_empty()).collect(),
        constants: constants.filter(|(_, text)| !text.is_empty()).collect(),
        columns,
        ..before
    }
}

/// A table guessed anew, with what was said before: of each column that has the same head, and of the whole.
pub fn carried(new: TableByHand, said: TableByHand) -> TableByHand {
    let same = new.table.kind == said.table.kind;
    let fields =
        |goes: &ColumnGoes| goes.field().is_none_or(|field| new.table.all_columns().any(|own| own.name == field.name));
    let by_hand = |column: &ColumnByHand| column.sureness.is_none() && fields(&column.goes);
    let kept = |column: ColumnByHand| {
        let before = said.columns.iter().find(|before| before.header == column.header);
        before.filter(|before| same || by_hand(before)).cloned().unwrap_or(column)
    };
    let constants =
        said.constants.iter().filter(|(field, _)| new.table.all_columns().any(|own| own.name == field.name));
    TableByHand {
        source: said.source.clone(),
        seen: said.seen.clone(),
        namespace: said.namespace.clone(),
        snapshot: said.snapshot,
        rest_left_out: said.rest_left_out,
        blank: said.blank.clone(),
        conditions: said.conditions.clone(),
        constants: constants.cloned().collect(),
        columns: new.columns.clone().into_iter().map(kept).collect(),
        ..new.clone()
    }
}

/// Lines of the form that say something, by their places.
fn lines<'a>(name: &'static str, fields: &'a Fields) -> impl Iterator<Item = (usize, String)> + 'a {
    let line = move |at: usize| fields.sent(&format!("{name}{at}")).map(|text| (at, text.trim().to_owned()));
    (0..MOST).map_while(line).filter(|(_, text)| !text.is_empty())
}

fn correct(column: &mut ColumnByHand, at: usize, fields: &Fields, table: &'static crate::model::CanonicalTable) {
    let text = |name: &str| fields.text(&format!("{name}{at}")).to_owned();
    let yes = |name: &str| fields.text(&format!("{name}{at}")) == "1";
    let goes = match fields.text(&format!("c{at}")) {
        "" => ColumnGoes::Extra,
        NOWHERE => ColumnGoes::Nowhere,
        LEVEL => ColumnGoes::Level,
        name => table.all_columns().find(|field| field.name == name).map_or(ColumnGoes::Extra, ColumnGoes::Field),
    };
    let other = goes != column.goes;
    if other {
        (column.sureness, column.reason) = (None, "人工指定".to_owned());
    }
    column.goes = goes;
    column.cells = CellsByHand {
        unit: text("u"),
        split: text("s"),
        join: text("j"),
        date: text("d"),
        take: yes("t"),
        link: text("l"),
        rates: rates(&text("r")),
        // What texts mean holds for the field they stood in.
        values: if other { BTreeMap::new() } else { std::mem::take(&mut column.cells.values) },
        misfit: yes("m"),
        keep: yes("k"),
        down: yes("w"),
        in_id: yes("i"),
    };
}

/// `美元=7.1；欧元=7.8`.
fn rates(text: &str) -> BTreeMap<String, String> {
    let pair = |part: &str| part.split_once(['=', '＝']).map(|(name, rate)| (name.trim().into(), rate.trim().into()));
    text.split(['；', ';', '，', ',', '、']).filter_map(pair).collect()
}

/// What texts mean: chosen, or written where nothing fits.
fn meanings(fields: &Fields, columns: &mut [ColumnByHand]) {
    for line in 0..MOST {
        let of = |name: &str| fields.sent(&format!("{name}{line}")).map(str::trim);
        let (Some(text), Some(at)) = (of("x"), of("xc").and_then(|at| at.parse::<usize>().ok())) else { return };
        let Some(column) = columns.get_mut(at) else { continue };
        let meaning = match (of("o").unwrap_or_default(), of("v").unwrap_or_default()) {
            ("", "") => None,
            ("", "-") => Some(String::new()),
            ("", chosen) => Some(chosen.to_owned()),
            (written, _) => Some(written.to_owned()),
        };
        match meaning {
            Some(meaning) => column.cells.values.insert(text.to_owned(), meaning),
            None => column.cells.values.remove(text),
        };
    }
}
