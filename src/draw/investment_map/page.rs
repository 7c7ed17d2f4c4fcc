//! The document as one page that works from disk: pictures and tables inside, no request, no script.

use std::collections::HashMap;

use askama::Template;

use super::{InvestmentMap, Part};
use crate::draw::{DocumentHead, LinkTo, PageTable, RowAt, Table, TableQuery};

#[derive(Template)]
#[template(path = "investment_map.html")]
struct MapPage<'a> {
    facts: &'a DocumentHead,
    contents: Vec<(String, &'static str, usize)>,
    parts: Vec<PartShown<'a>>,
}

enum PartShown<'a> {
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
    let parts = map.parts.iter().map(|part| match part {
        Part::Picture(picture) => PartShown::Picture(picture.svg()),
        Part::Rows(table) => {
            let shown = table.on_page(&TableQuery::default(), None, &to);
            PartShown::Rows(TableShown { id: ids.next().unwrap_or_default(), table, shown })
        }
    });
    let contents = map.tables().enumerate();
    MapPage {
        facts: &map.facts,
        contents: contents.map(|(nth, table)| (format!("s{nth}"), table.title, table.len())).collect(),
        parts: parts.collect(),
    }
    .render()
}
