//! `/data/uploads/{upload}/files/{place}`: what each column of a file is, corrected by hand on its first rows.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::Desk;
use crate::app::ReadAs;
use crate::app::intake::upload::{ColumnByHand, ColumnGoes, PartByHand, PartShown, is_amount};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{FilterOption, options};
use crate::http::intake::upload_page::address_of;
use crate::ingest::{ColumnDraft, PartAsked, PartSeen, SourceRow, Sureness};
use crate::model::schema::TABLES;
use crate::model::{CanonicalTable, Kind};

/// What the form sends that says how a part of a file is read.
pub const SAID: [FormField; 9] = [
    ("c{n}", "第 n 列（从 0 数）是哪个字段；空：留作附加值，-：不要"),
    ("u{n}", "第 n 列（从 0 数）的单位"),
    ("part", "文件的第几部分，从 1 数"),
    ("read", "0：不读这一部分"),
    ("table", "是哪种表"),
    ("header_row", "表头在第几行"),
    ("header_rows", "表头有几行"),
    ("blank", "另外算作空白的词，用空格隔开"),
    ("keep_as", "记下这种读法，叫什么"),
];

/// Units of amounts, as a mapping writes them.
const UNITS: [&str; 5] = ["元", "千元", "万元", "百万", "亿元"];
/// What a menu says of a column that is not taken.
const NOWHERE: &str = "-";

/// Which part is shown, and how it is to be drafted.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct MappingQuery {
    /// The place of the sheet or array, from 1.
    part: Parameter<usize>,
    /// Which canonical table it feeds; guessed where it is not said.
    table: Parameter<String>,
    /// Row the header begins in, from 1 as the file counts.
    header_row: Parameter<usize>,
    /// How many rows the header has: 1 to 3.
    header_rows: Parameter<usize>,
}

#[derive(Template)]
#[template(path = "data_mapping.html")]
struct MappingPage {
    shell: Shell,
    upload: String,
    path: String,
    name: String,
    /// Name and whether it is the one shown, of each sheet or array.
    parts: Vec<(String, bool)>,
    /// The place of the one shown, from 1.
    part: usize,
    read: bool,
    tables: Vec<FilterOption>,
    /// 0 where rows have names of their own, as in JSON.
    header_row: u64,
    header_rows: usize,
    blank: String,
    doubts: Vec<String>,
    /// A column of the source each; none where it has no name.
    columns: Vec<Option<ColumnForm>>,
    rows: Vec<RowShown>,
    kept_as: String,
    /// Why what was said cannot be meant.
    wrong: Option<String>,
}

/// The menu over a column.
struct ColumnForm {
    at: usize,
    header: String,
    fields: Vec<FilterOption>,
    /// None where the values are no numbers.
    units: Option<Vec<FilterOption>>,
    /// How sure the guess is, as a class, and why.
    sure: &'static str,
    why: String,
}

/// A row as it stands in the file.
struct RowShown {
    number: u64,
    header: bool,
    /// Above the header.
    above: bool,
    cells: Vec<String>,
}

/// Shows it.
pub async fn show(
    Now(desk): Now,
    Path((id, place)): Path<(String, usize)>,
    QueryOf(query): QueryOf<MappingQuery>,
) -> Result<Response, Failure> {
    let asked = PartAsked {
        table: query.table.given().and_then(Kind::from_word).filter(|kind| kind.is_record()),
        header_row: query.header_row.read("header_row")?.map(|row| row as u64),
        header_rows: query.header_rows.read("header_rows")?,
    };
    let part = query.part.read("part")?.unwrap_or(1);
    let shown = desk.store_desk().part_shown(&id, place, part - 1, asked)?;
    answer(&desk, (&id, place), part, shown, None)
}

/// Takes what was said, and leads to what an import would change now; where it cannot be meant, it is shown again as it
/// was said.
pub async fn save(Now(desk): Now, Path((id, place)): Path<(String, usize)>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let part = fields.text("part").parse().unwrap_or(1).max(1);
    let said = said(&fields);
    match desk.store_desk().read_by_hand(&id, place, part - 1, &said)? {
        Ok(()) => Ok((StatusCode::SEE_OTHER, [(LOCATION, address_of(&id))]).into_response()),
        Err((shown, wrong)) => answer(&desk, (&id, place), part, *shown, Some(wrong)),
    }
}

/// What the form says of a part.
fn said(fields: &Fields) -> PartByHand {
    let mut columns = BTreeMap::new();
    for at in 0.. {
        let Some(goes) = fields.sent(&format!("c{at}")) else { break };
        let goes = match goes.trim() {
            "" => ColumnGoes::Extra,
            NOWHERE => ColumnGoes::Nowhere,
            field => ColumnGoes::Field(field.to_owned()),
        };
        let unit = fields.text(&format!("u{at}"));
        let unit = UNITS.contains(&unit).then(|| unit.to_owned());
        columns.insert(at, ColumnByHand { goes, unit });
    }
    PartByHand {
        table: Kind::from_word(fields.text("table")).filter(|kind| kind.is_record() && fields.text("read") != "0"),
        header_row: fields.text("header_row").parse().ok(),
        header_rows: fields.text("header_rows").parse().ok(),
        blank: fields
            .text("blank")
            .split([' ', '　', '、'])
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect(),
        columns,
        keep_as: Some(fields.text("keep_as").to_owned()).filter(|name| !name.is_empty()),
    }
}

fn answer(
    desk: &Desk,
    (id, place): (&str, usize),
    part: usize,
    shown: PartShown,
    wrong: Option<String>,
) -> Result<Response, Failure> {
    let upload = address_of(id);
    let PartShown { file, parts, seen, read } = shown;
    let draft = &seen.draft;
    let kept_as = match &file.read_as {
        ReadAs::Mapped(mapping) => mapping.kept_as.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let tables = TABLES.iter().map(|table| (table.file(), table.kind.zh(), table.kind == draft.table.kind));
    page(&MappingPage {
        shell: Shell::new(desk, "各列是什么", Some(("", "data")), &Standpoint::default())?,
        path: format!("{upload}/files/{place}"),
        upload,
        name: file.name.clone(),
        parts: parts.into_iter().enumerate().map(|(at, name)| (name, at + 1 == part)).collect(),
        part,
        read,
        tables: options(tables),
        header_row: seen.header.0,
        header_rows: seen.header.1,
        blank: draft.blank.join(" "),
        doubts: draft.doubts.clone(),
        columns: columns(&seen),
        rows: rows(&seen),
        kept_as,
        wrong,
    })
}

/// A menu for each column of the source that has a name.
fn columns(seen: &PartSeen) -> Vec<Option<ColumnForm>> {
    let mut next = 0..;
    let form = |name: &String| {
        let at = if name.is_empty() { None } else { next.next() }?;
        Some(column(at, seen.draft.columns.get(at)?, seen.draft.table))
    };
    seen.names.iter().map(form).collect()
}

/// The first rows as they stand.
fn rows(seen: &PartSeen) -> Vec<RowShown> {
    let (first, lines) = seen.header;
    let begin = seen.rows.iter().position(|row| row.number == first).unwrap_or_default();
    let cell = |row: &SourceRow, place: usize| row.cells.get(place).map_or_else(String::new, |c| shortened(&c.text));
    let row = |(at, row): (usize, &SourceRow)| RowShown {
        number: row.number,
        header: (begin..begin + lines).contains(&at),
        above: at < begin,
        cells: (0..seen.names.len()).map(|place| cell(row, place)).collect(),
    };
    seen.rows.iter().enumerate().map(row).collect()
}

fn column(at: usize, column: &ColumnDraft, table: &'static CanonicalTable) -> ColumnForm {
    let chosen = column.field.map(|field| field.name);
    let kept = ("", "（留作附加值）", chosen.is_none() && !column.ignored);
    let nowhere = (NOWHERE, "（不要这一列）", column.ignored);
    let fields = table.all_columns().map(|field| {
        let must = if field.role.must_be_given() { "（必填）" } else { "" };
        (field.name.to_owned(), format!("{}{must}", field.header()), chosen == Some(field.name))
    });
    let others = [kept, nowhere].into_iter().map(|(code, word, chosen)| (code.to_owned(), word.to_owned(), chosen));
    let number = |text: &String| text.trim().trim_end_matches('…').replace(',', "").parse::<f64>().is_ok();
    let numbers = column.samples.iter().any(number);
    let units = column.field.map_or(numbers && !column.ignored, is_amount).then(|| {
        let unit = |unit: &'static str| (unit, unit, column.unit.as_deref() == Some(unit));
        let usual = ("", "单位看表头", column.unit.is_none());
        options(std::iter::once(usual).chain(UNITS.into_iter().map(unit)))
    });
    let sure = match column.sureness {
        _ if chosen.is_none() => "sure",
        Sureness::Sure => "sure",
        Sureness::Likely => "likely",
        Sureness::Unsure => "unsure",
    };
    let why = match chosen {
        Some(_) => format!("{}：{}", column.sureness.zh(), column.reason),
        None => column.reason.clone(),
    };
    ColumnForm { at, header: column.header.clone(), fields: options(others.chain(fields)), units, sure, why }
}

/// The beginning of a cell.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 24;
    let mut begin: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        begin.push('…');
    }
    begin
}
