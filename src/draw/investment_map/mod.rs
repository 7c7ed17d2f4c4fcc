//! The 招商地图 of a chain as it leaves the house: one set of pictures and rows, and the forms of file it takes. Paper,
//! workbook, page and JSON are all made of these rows, so that they cannot differ.

mod page;
mod workbook;

pub use page::map_page;
pub use workbook::map_workbook;

use serde::Serialize;

use super::document::{Document, Facts, Pages};
use super::picture::Picture;
use super::table::Table;

/// The document.
#[derive(Debug, Clone)]
pub struct InvestmentMap {
    pub facts: Facts,
    /// In reading order.
    pub parts: Vec<Part>,
}

/// A picture or a table.
#[derive(Debug, Clone)]
pub enum Part {
    Picture(Picture),
    Rows(Section),
}

/// A table with its heading, and what must be known to read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Its heading and the name of its sheet: at most 31 characters.
    pub name: &'static str,
    pub notes: Vec<String>,
    #[serde(flatten)]
    pub table: Table,
}

impl InvestmentMap {
    /// The tables.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.parts.iter().filter_map(|part| match part {
            Part::Rows(section) => Some(section),
            Part::Picture(_) => None,
        })
    }

    /// A3 pages.
    pub fn pages(&self) -> Pages {
        let mut document = Document::new(self.facts.clone());
        for part in &self.parts {
            match part {
                Part::Picture(picture) => document.picture(picture),
                Part::Rows(section) => document.section(section.name, &section.notes, &section.table),
            }
        }
        document.finish()
    }
}
