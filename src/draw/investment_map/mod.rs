//! The 招商地图 of a chain as it leaves the house: one set of pictures and rows, and the forms of file it takes. Paper,
//! workbook, page and JSON are all made of these rows, so that they cannot differ.

mod page;
mod workbook;

pub use page::map_page;
pub use workbook::map_workbook;

use super::kit::table::Table;
use super::kit::{Document, DocumentHead, Pages, Picture};

/// The document.
#[derive(Debug, Clone)]
pub struct InvestmentMap {
    /// What every page and sheet says of it.
    pub facts: DocumentHead,
    /// In reading order.
    pub parts: Vec<Part>,
}

/// A picture or a table.
#[derive(Debug, Clone)]
pub enum Part {
    /// Drawn on pages.
    Picture(Picture),
    /// Set in columns.
    Rows(Table),
}

impl InvestmentMap {
    /// The tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.parts.iter().filter_map(|part| match part {
            Part::Rows(table) => Some(table),
            Part::Picture(_) => None,
        })
    }

    /// A3 pages; the last one tells what the font lacks, for those who only get the file.
    pub fn pages(&self) -> Pages {
        let mut document = Document::new(self.facts.clone());
        for part in &self.parts {
            match part {
                Part::Picture(picture) => document.picture(picture),
                Part::Rows(table) => document.table(table),
            }
        }
        let notes: Vec<String> = document.lacking().iter().map(ToString::to_string).collect();
        if !notes.is_empty() {
            document.table(&Table::new("lacking", "字体没有的字", [], "").noted(notes));
        }
        document.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{Cell, Column, boxes, example};

    fn map(name: &str) -> InvestmentMap {
        let columns = [Column::text("firm", "企业"), Column::number("score", "得分", 1).barred()];
        let mut table = Table::new("targets", "目标企业", columns, "没有。");
        table.push("e1", vec![Cell::text(name), Cell::Number(61.25)]);
        InvestmentMap { facts: example::facts(), parts: vec![Part::Rows(table)] }
    }

    #[test]
    fn the_last_page_tells_what_the_font_lacks() {
        let pages = map("\u{2a6d7}有限公司").pages();
        let told: Vec<String> = boxes::texts(pages.svgs.last().unwrap()).into_iter().map(|t| t.text).collect();
        assert!(told.iter().any(|t| t.contains("U+2A6D7")) && pages.lacking.len() == 1, "{told:?}");
        assert!(map("镕堃喆犇珺璟昇䶮㛃㭎𬍛𫖯𬭎").pages().lacking.is_empty());
    }

    #[test]
    fn names_cannot_write_markup_or_formulas() {
        let odd = map("=1+1<script>alert('x')</script>");
        let page = map_page(&odd).unwrap();
        assert!(!page.contains("<script") && page.contains("61.2") && page.contains("data-key=\"e1\""));
        assert!(map_workbook(&odd).unwrap().starts_with(b"PK"));
    }
}
