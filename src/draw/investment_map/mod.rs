//! The 招商地图 of a chain as it leaves the house: a cover, text, pictures and rows, and the forms of file they take.
//! Paper, workbook, page and JSON are all made of these rows, so that they cannot differ.

mod body_sheet;
mod cover;
mod page;
mod section;
mod workbook;

pub use cover::Cover;
pub use page::map_page;
pub use section::Section;
pub use workbook::{WorkbookError, map_workbook};

use super::brief::{BriefSheet, in_column};
use super::kit::table::Table;
use super::kit::{Document, DocumentHead, Pages, Paper, Picture, TextBlock};

/// The document.
#[derive(Debug, Clone)]
pub struct InvestmentMap {
    /// What every page and sheet says of it.
    pub facts: DocumentHead,
    /// What its file is called, without an ending.
    pub name: String,
    /// What it is printed on.
    pub paper: Paper,
    /// What of it is shown.
    pub sections: Vec<Section>,
    /// In reading order.
    pub parts: Vec<(Section, Part)>,
}

/// Something that stands in it.
#[derive(Debug, Clone)]
pub enum Part {
    /// Its first page.
    Cover(Cover),
    /// A column of its own.
    Brief(BriefSheet),
    /// Sentences in columns.
    Text(TextBlock),
    /// Drawn on pages, under this name in the contents.
    Picture(&'static str, Picture),
    /// Set in columns; the rows behind a section.
    Rows(Section, Table),
}

impl InvestmentMap {
    /// What is shown, in reading order.
    fn shown(&self) -> impl Iterator<Item = &(Section, Part)> {
        self.parts.iter().filter(|(section, _)| self.sections.contains(section))
    }

    /// Whether anything of it is read.
    fn has_text(&self) -> bool {
        self.shown().any(|(_, part)| matches!(part, Part::Cover(_) | Part::Brief(_) | Part::Text(_)))
    }

    /// The pictures that are shown, by name.
    fn pictures(&self) -> impl Iterator<Item = (&'static str, &Picture)> {
        self.shown().filter_map(|(_, part)| match part {
            Part::Picture(name, picture) => Some((*name, picture)),
            _ => None,
        })
    }

    /// The cover, where it is shown.
    fn cover(&self) -> Option<&Cover> {
        self.shown().find_map(|(_, part)| match part {
            Part::Cover(cover) => Some(cover),
            _ => None,
        })
    }

    /// The tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.parts.iter().filter_map(|(_, part)| match part {
            Part::Rows(_, table) => Some(table),
            _ => None,
        })
    }

    /// The tables behind what is shown.
    fn sheets(&self) -> impl Iterator<Item = &Table> {
        let all = self.sections.contains(&Section::Annex);
        self.parts.iter().filter_map(move |(_, part)| match part {
            Part::Rows(section, table) if all || self.sections.contains(section) => Some(table),
            _ => None,
        })
    }

    /// Pages; the last one tells what the font lacks, for those who only get the file.
    pub fn pages(&self) -> Pages {
        let mut document = Document::new(self.facts.clone(), self.paper);
        let mut contents: Vec<(String, usize)> = Vec::new();
        let mut number = 0;
        for (section, part) in self.shown() {
            let page = match part {
                Part::Cover(cover) => document.column(|svg, place| cover.paint(svg, place)),
                Part::Brief(sheet) => document.column(|svg, place| in_column(sheet, svg, place)),
                Part::Text(block) => document.text(block),
                Part::Picture(_, picture) => document.picture(picture),
                Part::Rows(_, table) => {
                    number += 1;
                    let table = table.clone().for_paper().numbered(number);
                    let page = document.table(&table);
                    contents.push((table.printed_heading(), page));
                    continue;
                }
            };
            let name = match part {
                Part::Picture(title, _) if *section == Section::Annex => format!("附图　{title}"),
                _ => section.word().to_owned(),
            };
            if *section != Section::Cover && contents.last().is_none_or(|(last, _)| *last != name) {
                contents.push((name, page));
            }
        }
        if let Some(cover) = self.cover() {
            let place = self.paper.first_column();
            document.onto(1, |svg| cover.contents(svg, place, &contents));
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
        let parts = vec![(Section::Annex, Part::Rows(Section::Gaps, table))];
        InvestmentMap {
            facts: example::facts(),
            name: String::new(),
            paper: Paper::A3,
            sections: Section::OF_MAP.to_vec(),
            parts,
        }
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
