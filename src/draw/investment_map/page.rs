//! The document as one page that works from disk: pictures and tables inside, no request, no script.

use std::collections::HashMap;

use askama::Template;

use super::{Cover, InvestmentMap, Part};
use crate::draw::{BriefSheet, DocumentHead, LinkTo, PageTable, RowAt, Table, TableQuery, TextBlock};

#[derive(Template)]
#[template(path = "investment_map.html")]
struct MapPage<'a> {
    facts: &'a DocumentHead,
    cover: Option<&'a Cover>,
    contents: Vec<(String, &'static str, usize)>,
    parts: Vec<PartShown<'a>>,
}

enum PartShown<'a> {
    Brief(&'a BriefSheet),
    Text(&'a TextBlock),
    Picture(String),
    Rows(TableShown<'a>),
}

struct TableShown<'a> {
    id: String,
    table: &'a Table,
    shown: PageTable,
}

/// The page.
///
/// # Errors
/// Where the template cannot be written.
pub fn map_page(map: &InvestmentMap) -> Result<String, askama::Error> {
    let mut places = HashMap::new();
    for (nth, table) in map.tables().enumerate() {
        for (at, row) in table.rows().enumerate() {
            places.insert(RowAt { table: table.name, key: row.key.clone() }, format!("#s{nth}r{at}"));
        }
    }
    let to = |thing: &LinkTo| match thing {
        LinkTo::Row(row) => places.get(row).cloned(),
        _ => None,
    };
    let mut ids = (0..).map(|nth| format!("s{nth}"));
    let parts = map.shown().filter_map(|(_, part)| match part {
        Part::Cover(_) => None,
        Part::Brief(sheet) => Some(PartShown::Brief(sheet)),
        Part::Text(block) => Some(PartShown::Text(block)),
        Part::Picture(_, picture) => Some(PartShown::Picture(picture.svg())),
        Part::Rows(_, table) => {
            let shown = table.on_page(&TableQuery::default(), None, &to);
            Some(PartShown::Rows(TableShown { id: ids.next().unwrap_or_default(), table, shown }))
        }
    });
    let parts: Vec<PartShown> = parts.collect();
    let tables = parts.iter().filter_map(|part| match part {
        PartShown::Rows(shown) => Some((shown.id.clone(), shown.table.title, shown.table.len())),
        _ => None,
    });
    MapPage { facts: &map.facts, cover: map.cover(), contents: tables.collect(), parts }.render()
}
