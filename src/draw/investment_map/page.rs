//! The document as one page that works from disk: pictures and tables inside, no request, no script.

use std::collections::HashMap;

use askama::Template;

use super::{InvestmentMap, Part, Section};
use crate::draw::{Cell, Column, DocumentHead, Row, RowAt};

#[derive(Template)]
#[template(path = "investment_map.html")]
struct MapPage<'a> {
    facts: &'a DocumentHead,
    contents: Vec<(String, &'static str, usize)>,
    parts: Vec<Shown<'a>>,
}

enum Shown<'a> {
    Picture(String),
    Rows(Table<'a>),
}

struct Table<'a> {
    id: String,
    section: &'a Section,
    rows: Vec<Line>,
}

struct Line {
    id: String,
    key: String,
    cells: Vec<Told>,
}

struct Told {
    text: String,
    /// `number`, `short` or nothing.
    class: &'static str,
    title: &'static str,
    /// The row it leads to.
    to: Option<String>,
}

/// The page.
///
/// # Errors
/// Where the template cannot be written.
pub fn map_page(map: &InvestmentMap) -> Result<String, askama::Error> {
    let mut places = HashMap::new();
    for (nth, section) in map.sections().enumerate() {
        for (at, row) in section.table.rows.iter().enumerate() {
            places.insert(RowAt { section: section.name, key: row.key.clone() }, format!("s{nth}r{at}"));
        }
    }
    let mut nth = 0;
    let parts = map.parts.iter().map(|part| match part {
        Part::Picture(picture) => Shown::Picture(picture.svg()),
        Part::Rows(section) => {
            nth += 1;
            Shown::Rows(table(nth - 1, section, &places))
        }
    });
    let contents = map.sections().enumerate();
    MapPage {
        facts: &map.facts,
        contents: contents.map(|(nth, s)| (format!("s{nth}"), s.name, s.table.rows.len())).collect(),
        parts: parts.collect(),
    }
    .render()
}

/// Characters of a text that stands on one line.
const SHORT: usize = 8;

/// How a column is set: numbers to the right, short texts on one line.
fn classes(section: &Section) -> Vec<&'static str> {
    let class = |(at, column): (usize, &Column)| {
        let mut cells = section.table.rows.iter().filter_map(|row| row.cells.get(at));
        match column.number {
            true => "number",
            false if cells.all(|cell| cell.told().chars().count() <= SHORT) => "short",
            false => "",
        }
    };
    section.table.columns.iter().enumerate().map(class).collect()
}

fn table<'a>(nth: usize, section: &'a Section, places: &HashMap<RowAt, String>) -> Table<'a> {
    let classes = classes(section);
    let told = |((cell, column), class): ((&Cell, &Column), &&'static str)| Told {
        text: cell.told(),
        class,
        title: column.title,
        to: match cell {
            Cell::Link { to, .. } => places.get(to).cloned(),
            Cell::Text(_) | Cell::Number { .. } => None,
        },
    };
    let line = |(at, row): (usize, &Row)| Line {
        id: format!("s{nth}r{at}"),
        key: row.key.clone(),
        cells: row.cells.iter().zip(&section.table.columns).zip(&classes).map(told).collect(),
    };
    Table { id: format!("s{nth}"), section, rows: section.table.rows.iter().enumerate().map(line).collect() }
}
