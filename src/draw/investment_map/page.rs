//! The document as one page that works from disk: pictures and tables inside, no request, no script.

use std::collections::HashMap;

use askama::Template;

use super::{Cover, InvestmentMap, Part};
use crate::draw::{BriefSheet, DocumentHead, LinkTo, PageTable, RowAt, Table, TableQuery, TextBlock, verdict_bar};

#[derive(Template)]
#[template(path = "investment_map.html")]
struct MapPage<'a> {
    facts: &'a DocumentHead,
    cover: Option<&'a Cover>,
    /// Where each part stands, and what it is called.
    contents: Vec<(String, String)>,
    parts: Vec<PartShown<'a>>,
}

enum PartShown<'a> {
    /// Where it stands, its bar of verdicts, and what it says.
    Brief(String, String, &'a BriefSheet),
    Text(String, &'a TextBlock),
    Picture(String, &'static str, String),
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
    let (mut ids, mut anchors) = ((0..).map(|nth| format!("s{nth}")), (0..).map(|nth| format!("p{nth}")));
    let mut anchor = || anchors.next().unwrap_or_default();
    let parts = map.shown().filter_map(|(_, part)| match part {
        Part::Cover(_) => None,
        Part::Brief(sheet) => Some(PartShown::Brief(anchor(), verdict_bar(&sheet.counts, &sheet.told), sheet)),
        Part::Text(block) => Some(PartShown::Text(anchor(), block)),
        Part::Picture(name, picture) => Some(PartShown::Picture(anchor(), name, picture.svg())),
        Part::Rows(_, table) => {
            let shown = table.on_page(&TableQuery::default(), None, &to);
            Some(PartShown::Rows(TableShown { id: ids.next().unwrap_or_default(), table, shown }))
        }
    });
    let parts: Vec<PartShown> = parts.collect();
    let contents = parts.iter().map(PartShown::called).collect();
    MapPage { facts: &map.facts, cover: map.cover(), contents, parts }.render()
}

impl PartShown<'_> {
    /// Where it stands, and its name among the contents.
    fn called(&self) -> (String, String) {
        match self {
            PartShown::Brief(at, ..) => (at.clone(), "简报".to_owned()),
            PartShown::Text(at, block) => (at.clone(), block.heading.clone()),
            PartShown::Picture(at, name, _) => (at.clone(), (*name).to_owned()),
            PartShown::Rows(shown) => {
                let (name, rows) = (shown.table.title, shown.table.len());
                (shown.id.clone(), format!("{name} {rows}"))
            }
        }
    }
}
