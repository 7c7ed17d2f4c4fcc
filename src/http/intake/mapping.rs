//! `/data/uploads/{upload}/files/{place}`: what each column of a file is, corrected by hand on its first rows.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::intake::upload::{MappedPlace, PartShown, SaidByHand, ThenDo};
use crate::app::{Desk, ReadAs};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{FilterOption, options};
use crate::http::intake::mapping_columns::{COLUMNS_SHOWN, ColumnForm, columns, fits, places};
use crate::http::intake::mapping_lines::{
    ConditionForm, ConstantForm, UnreadForm, conditions, constants, unread_forms,
};
use crate::http::intake::mapping_said::{carried, said};
use crate::http::intake::upload_page::{address_of, encodings};
use crate::ingest::{PartAsked, PartSeen, SourceRow, TableByHand};
use crate::model::schema::TABLES;
use crate::model::{CanonicalTable, Kind};

/// Which part is shown.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct MappingQuery {
    /// The place of the sheet or array, from 1.
    part: Parameter<usize>,
    /// The place of the table among those the part feeds, from 1.
    nth: Parameter<usize>,
    /// The first column shown, from 1.
    from: Parameter<usize>,
}

/// The way to another view of the file; the one that is shown has none.
struct Tab {
    word: String,
    address: Option<String>,
    /// What the form says that leads there and keeps what was chosen here.
    then: String,
}

/// Other views of the file; none where there is but one.
struct Tabs {
    /// Sheets or arrays.
    parts: Vec<Tab>,
    /// Tables the part feeds.
    feeds: Vec<Tab>,
    /// Ranges of columns.
    ranges: Vec<Tab>,
}

#[derive(Template)]
#[template(path = "data_mapping.html")]
struct MappingPage {
    shell: Shell,
    upload: String,
    path: String,
    name: String,
    tabs: Tabs,
    /// Further tables that the same rows may feed.
    also: Vec<FilterOption>,
    /// From 1.
    part: usize,
    nth: usize,
    read: bool,
    table: &'static str,
    tables: Vec<FilterOption>,
    /// 0 where rows have names of their own, as in JSON.
    header_row: u64,
    header_rows: usize,
    /// What a file of text may be written in; none of any other file.
    encodings: Vec<FilterOption>,
    said: TableByHand,
    /// Which keys of the language fit each field of the table.
    fits: String,
    blank: String,
    /// A column of the source each; none where it has no name.
    columns: Vec<Option<ColumnForm>>,
    rows: Vec<RowShown>,
    unread: Vec<UnreadForm>,
    conditions: Vec<ConditionForm>,
    constants: Vec<ConstantForm>,
    kept_as: String,
    /// Why what was said cannot be meant.
    wrong: Option<String>,
}

/// A row as it stands in the file.
struct RowShown {
    number: u64,
    header: bool,
    /// Above the header.
    above: bool,
    cells: Vec<String>,
}

impl MappingPage {
    /// Whether anything of what stands folded below the table is said.
    fn says_more(&self) -> bool {
        let said = &self.said;
        let texts = [&said.source, &said.seen, &said.namespace].iter().any(|text| !text.is_empty());
        let lines = !said.conditions.is_empty() || !said.constants.is_empty();
        texts || lines || said.snapshot || said.rest_left_out
    }
}

/// What of a part is looked at: its place, and the first column that is shown, from 0.
#[derive(Debug, Clone, Copy)]
struct View {
    place: MappedPlace,
    from: usize,
}

/// What is shown again of a form.
#[derive(Debug, Default)]
struct Refused {
    /// Why what was said cannot be meant.
    wrong: Option<String>,
    /// Under which name it was to be kept.
    keep_as: Option<String>,
}

/// Shows it.
pub async fn show(
    Now(desk): Now,
    Path((id, file)): Path<(String, usize)>,
    QueryOf(query): QueryOf<MappingQuery>,
) -> Result<Response, Failure> {
    let place = |given: Option<usize>| given.unwrap_or(1).saturating_sub(1);
    let (part, table) = (place(query.part.read("part")?), place(query.nth.read("nth")?));
    let view = View { place: MappedPlace { file, part, table }, from: place(query.from.read("from")?) };
    let shown = desk.store_desk().part_shown(&id, view.place, PartAsked::default())?;
    answer(&desk, &id, view, shown, Refused::default())
}

/// Takes what was said, and leads to what an import would change now, or to what is to be said next; where it cannot be
/// meant, it is shown again as it was said.
pub async fn save(Now(desk): Now, Path((id, file)): Path<(String, usize)>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let place = |name: &str| fields.text(name).parse::<usize>().unwrap_or(1).saturating_sub(1);
    let view = View { place: MappedPlace { file, part: place("part"), table: place("nth") }, from: place("from") };
    let shown = as_asked(&desk, &id, view.place, asked(&fields, ""))?;
    let table = said(&fields, shown.table.clone());
    if fields.text("then") == "again" || (fields.text("then").is_empty() && is_other(&shown, &fields)) {
        return again(&desk, &id, view, table, &fields).await;
    }
    let keep_as = Some(fields.text("keep_as").to_owned()).filter(|name| !name.is_empty());
    let asked = SaidByHand { table: table.clone(), keep_as: keep_as.clone(), then: then(&fields) };
    let next = match desk.store_desk().read_by_hand(&id, view.place, asked)? {
        Err(wrong) => {
            let refused = Refused { wrong: Some(wrong), keep_as };
            return answer(&desk, &id, view, PartShown { table, read: true, ..shown }, refused);
        }
        Ok(next) => next,
    };
    let upload = address_of(&id);
    let to = |view: View| address(&format!("{upload}/files/{file}"), view);
    let address = match (next, elsewhere(&fields, view)) {
        (Some(place), _) => to(View { place, from: 0 }),
        (None, Some(view)) => to(view),
        (None, None) => upload,
    };
    Ok((StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response())
}

/// Shows the part with another header, or as another table, in another encoding: what was said of a column stays with its
/// head, and all that stands below the columns.
async fn again(desk: &Desk, id: &str, view: View, table: TableByHand, fields: &Fields) -> Result<Response, Failure> {
    let encoded = match fields.sent("to_encoding") {
        Some(encoding) => desk.store_desk().read_in(id, view.place.file, encoding).await?,
        None => Ok(()),
    };
    let shown = as_asked(desk, id, view.place, asked(fields, "to_"))?;
    let table = carried(shown.table.clone(), table);
    let refused = Refused { wrong: encoded.err(), keep_as: fields.sent("keep_as").map(str::to_owned) };
    answer(desk, id, View { from: 0, ..view }, PartShown { table, ..shown }, refused)
}

/// Whether a form asks for another table, header or encoding than it was made for, whatever button was pressed.
fn is_other(shown: &PartShown, fields: &Fields) -> bool {
    let written_in = shown.file.written_in.as_ref().map_or("", |written| written.encoding);
    !same(shown, asked(fields, "to_")) || fields.sent("to_encoding").is_some_and(|said| said != written_in)
}

/// What a form says of table and header, under names that begin so.
fn asked(fields: &Fields, begin: &str) -> PartAsked {
    let text = |name: &str| fields.text(&format!("{begin}{name}"));
    PartAsked {
        table: Kind::from_word(text("table")).filter(|kind| kind.is_record()),
        header_row: text("header_row").parse().ok(),
        header_rows: text("header_rows").parse().ok(),
    }
}

/// Which view of the file a button of the form leads to.
fn elsewhere(fields: &Fields, view: View) -> Option<View> {
    let (what, nth) = fields.text("then").split_once('-')?;
    let at = nth.parse::<usize>().ok()?.saturating_sub(1);
    match what {
        "from" => Some(View { from: at, ..view }),
        "nth" => Some(View { place: MappedPlace { table: at, ..view.place }, from: 0 }),
        "part" => Some(View { place: MappedPlace { part: at, table: 0, ..view.place }, from: 0 }),
        _ => None,
    }
}

/// The part as it is asked for.
fn as_asked(desk: &Desk, id: &str, place: MappedPlace, asked: PartAsked) -> Result<PartShown, Failure> {
    let shown = desk.store_desk().part_shown(id, place, PartAsked::default())?;
    if same(&shown, asked) {
        return Ok(shown);
    }
    Ok(desk.store_desk().part_shown(id, place, asked)?)
}

/// What comes once the table is as it was said.
fn then(fields: &Fields) -> ThenDo {
    let then = fields.text("then");
    match (then, Kind::from_word(fields.text("add")).filter(|kind| kind.is_record())) {
        ("drop", _) => ThenDo::Drop,
        ("leave", _) => ThenDo::LeaveOut,
        ("add", Some(kind)) => ThenDo::Add(kind),
        _ if then.contains('-') => ThenDo::Look,
        _ => ThenDo::Nothing,
    }
}

/// Whether a part stands as the form was made for.
fn same(shown: &PartShown, asked: PartAsked) -> bool {
    let (row, lines) = shown.seen.header;
    asked.table.is_none_or(|kind| kind == shown.table.table.kind)
        && asked.header_row.is_none_or(|asked| asked == row)
        && asked.header_rows.is_none_or(|asked| asked == lines)
}

fn address(path: &str, View { place, from }: View) -> String {
    let nth = if place.table > 0 { format!("&nth={}", place.table + 1) } else { String::new() };
    let from = if from > 0 { format!("&from={}", from + 1) } else { String::new() };
    format!("{path}?part={}{nth}{from}", place.part + 1)
}

fn answer(desk: &Desk, id: &str, view: View, shown: PartShown, refused: Refused) -> Result<Response, Failure> {
    let upload = address_of(id);
    let path = format!("{upload}/files/{}", view.place.file);
    let (tabs, also) = (Tabs::of(&shown, view, &path), also(&shown));
    let PartShown { file, seen, table: said, read, unread, .. } = shown;
    let kept_as = refused.keep_as.or_else(|| match &file.read_as {
        ReadAs::Mapped(mapping) => mapping.kept_as.clone(),
        _ => None,
    });
    let all = TABLES.iter().map(|table| (table.file(), table.kind.zh(), table.kind == said.table.kind));
    page(&MappingPage {
        shell: Shell::new(desk, "各列是什么", Some(("", "data")), &Standpoint::default())?,
        tabs,
        also,
        part: view.place.part + 1,
        nth: view.place.table + 1,
        read,
        table: said.table.file(),
        tables: options(all),
        header_row: seen.header.0,
        header_rows: seen.header.1,
        encodings: encodings(&file),
        fits: fits(said.table),
        blank: said.blank.join(" "),
        columns: columns(&said, &seen, view.from),
        rows: rows(&seen, view.from),
        unread: unread_forms(&said, unread),
        conditions: conditions(&said),
        constants: constants(&said),
        upload,
        path,
        name: file.name,
        said,
        kept_as: kept_as.unwrap_or_default(),
        wrong: refused.wrong,
    })
}

impl Tabs {
    fn of(shown: &PartShown, view: View, path: &str) -> Self {
        let View { place, .. } = view;
        let tab = |word: &str, here: bool, then: String, place: MappedPlace| Tab {
            word: word.to_owned(),
            then,
            address: (!here).then(|| address(path, View { place, from: 0 })),
        };
        let part = |(at, word): (usize, &String)| {
            tab(word, at == place.part, format!("part-{}", at + 1), MappedPlace { part: at, table: 0, ..place })
        };
        let fed = |(at, own): (usize, &TableByHand)| {
            let here = at == place.table;
            let table = if here { &shown.table } else { own };
            tab(table.table.kind.zh(), here, format!("nth-{}", at + 1), MappedPlace { table: at, ..place })
        };
        let several = |count: usize| if count > 1 { count } else { 0 };
        Self {
            parts: shown.parts.iter().take(several(shown.parts.len())).enumerate().map(part).collect(),
            feeds: shown.tables.iter().take(several(shown.tables.len())).enumerate().map(fed).collect(),
            ranges: ranges(shown.table.columns.len(), view, path),
        }
    }
}

/// Further tables that the same rows may feed: those that are likely first.
fn also(shown: &PartShown) -> Vec<FilterOption> {
    let said = &shown.table;
    let open = |table: &&'static CanonicalTable| {
        table.kind != said.table.kind && !shown.tables.iter().any(|own| own.table.kind == table.kind)
    };
    let likely = |table: &CanonicalTable| said.also.iter().any(|own| own.kind == table.kind);
    let mut all: Vec<&'static CanonicalTable> = TABLES.iter().filter(open).collect();
    all.sort_by_key(|table| (!likely(table), table.kind != Kind::Member));
    options(all.into_iter().map(|table| (table.file(), table.kind.zh(), false)))
}

/// Ranges of columns; none where one page has them all.
fn ranges(count: usize, view: View, path: &str) -> Vec<Tab> {
    if count <= COLUMNS_SHOWN {
        return Vec::new();
    }
    let range = |from: usize| Tab {
        word: format!("第 {}–{} 列", from + 1, (from + COLUMNS_SHOWN).min(count)),
        address: (from != view.from).then(|| address(path, View { from, ..view })),
        then: format!("from-{}", from + 1),
    };
    (0..count).step_by(COLUMNS_SHOWN).map(range).collect()
}

/// The first rows as they stand.
fn rows(seen: &PartSeen, from: usize) -> Vec<RowShown> {
    let (first, lines) = seen.header;
    let begin = seen.rows.iter().position(|row| row.number == first).unwrap_or_default();
    let cell = |row: &SourceRow, place: usize| row.cells.get(place).map_or_else(String::new, |c| shortened(&c.text));
    let places: Vec<usize> = places(seen, from).collect();
    let row = |(at, row): (usize, &SourceRow)| RowShown {
        number: row.number,
        header: (begin..begin + lines).contains(&at),
        above: at < begin,
        cells: places.iter().map(|place| cell(row, *place)).collect(),
    };
    seen.rows.iter().enumerate().map(row).collect()
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
