//! A table as a page shows it, with what stands around it.

use std::collections::HashMap;

use super::file::TableFile;
use super::place::TablePlace;
use crate::draw::{Column, ColumnChoice, LinkTo, PageTable, PageTick, Table, TableQuery};
use crate::http::frame::failure::Failure;
use crate::http::frame::words::{FilterOption, options};

/// Pages told beside the one that is shown.
const NEAR: usize = 3;

/// A table of a page.
#[derive(Debug, Clone)]
pub struct ShownTable {
    /// Its name: what the ids of its rows begin with.
    pub id: &'static str,
    pub title: &'static str,
    /// What stands there where there is no row.
    pub empty: &'static str,
    pub shown: PageTable,
    /// Rows here, rows on all pages, and which of them is the first here, from 1.
    pub here: usize,
    pub total: usize,
    pub first: usize,
    pub pages: Vec<PagerLink>,
    /// What the form that chooses order and columns is sent to, and what it sends along.
    pub path: String,
    pub kept: Vec<(String, String)>,
    pub orders: Vec<FilterOption>,
    pub columns: Vec<FilterOption>,
    /// The page without an order or columns chosen.
    pub plain: String,
    pub csv: String,
    pub xlsx: String,
}

/// Another page of a table; without an address the one that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagerLink {
    pub word: String,
    pub address: Option<String>,
    /// `prev`, `next` or nothing.
    pub rel: &'static str,
}

impl ShownTable {
    pub(super) fn of(
        table: Table,
        query: TableQuery,
        per_page: usize,
        place: &TablePlace,
        to: &dyn Fn(&LinkTo) -> Option<String>,
    ) -> Result<Self, Failure> {
        let known = table.columns().to_vec();
        let last = table.pages(per_page);
        let query = TableQuery { page: query.page.clamp(1, last), columns: usual(query.columns, &known), ..query };
        let (id, title, empty, total) = (table.name, table.title, table.empty, table.total());
        let table = table.arranged(&TableQuery { per_page: Some(per_page), ..query.clone() })?;
        let by = |query: &TableQuery| place.address(query, None);
        let all = TableQuery { page: 1, ..query.clone() };
        Ok(Self {
            id,
            title,
            empty,
            here: table.len(),
            total,
            first: (query.page - 1) * per_page + 1,
            pages: pages(&query, last, &by),
            path: place.path.clone(),
            kept: place.sent_along.clone(),
            orders: orders(&query, &known),
            columns: options(known.iter().map(|c| (c.key, c.head(), table.columns().contains(c)))),
            plain: by(&TableQuery { page: 1, ..TableQuery::default() }),
            csv: place.address(&all, Some(TableFile::Csv)),
            xlsx: place.address(&all, Some(TableFile::Xlsx)),
            shown: table.on_page(&query, Some(&by), to),
        })
    }

    /// The table with boxes before its rows, of a field of a form; `boxes` has them by the keys of the rows.
    #[must_use]
    pub fn with_ticks(self, field: &'static str, boxes: &HashMap<String, PageTick>) -> Self {
        Self { shown: self.shown.with_ticks(field, boxes), ..self }
    }
}

/// The choice of columns; those that are shown without asking are no choice, so that addresses stay short.
fn usual(choice: ColumnChoice, known: &[Column]) -> ColumnChoice {
    let shown = known.iter().filter(|column| column.shown).map(|column| column.key);
    match choice {
        ColumnChoice::Named(names) if shown.eq(names.iter().map(String::as_str)) => ColumnChoice::Shown,
        choice => choice,
    }
}

/// The orders there are, each column both ways.
fn orders(query: &TableQuery, known: &[Column]) -> Vec<FilterOption> {
    let chosen = |column: &Column, falling| query.sort.as_ref() == Some(&(column.key.to_owned(), falling));
    let both = known.iter().flat_map(|column| {
        let rising = (column.key.to_owned(), format!("{} 升序", column.word), chosen(column, false));
        [rising, (format!("-{}", column.key), format!("{} 降序", column.word), chosen(column, true))]
    });
    options(both)
}

/// The pages of a table: the one before and after, the first, the last and the nearest; none where one is enough.
fn pages(query: &TableQuery, last: usize, by: &dyn Fn(&TableQuery) -> String) -> Vec<PagerLink> {
    if last < 2 {
        return Vec::new();
    }
    let here = query.page;
    let address = |page| by(&TableQuery { page, ..query.clone() });
    let step = |word: &str, page, rel| PagerLink { word: word.to_owned(), address: Some(address(page)), rel };
    let before = (here > 1).then(|| step("上一页", here - 1, "prev"));
    let after = (here < last).then(|| step("下一页", here + 1, "next"));
    let near = |page: &usize| *page == 1 || *page == last || page.abs_diff(here) <= NEAR;
    let numbered = (1..=last).filter(near).map(|page| PagerLink {
        word: page.to_string(),
        address: (page != here).then(|| address(page)),
        rel: "",
    });
    before.into_iter().chain(numbered).chain(after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(page: usize, last: usize) -> Vec<String> {
        let query = TableQuery { page, ..TableQuery::default() };
        let pages = pages(&query, last, &|query| format!("p{}", query.page));
        pages.into_iter().map(|page| format!("{}={}", page.word, page.address.unwrap_or_default())).collect()
    }

    #[test]
    fn a_pager_has_the_next_pages_the_first_and_the_last() {
        assert!(told(1, 1).is_empty());
        assert_eq!(told(1, 2), ["1=", "2=p2", "下一页=p2"]);
        let middle = told(10, 20);
        let expected =
            ["上一页=p9", "1=p1", "7=p7", "8=p8", "9=p9", "10=", "11=p11", "12=p12", "13=p13", "20=p20", "下一页=p11"];
        assert_eq!(middle, expected);
    }

    #[test]
    fn columns_that_are_seen_anyway_are_no_choice() {
        let known = [Column::text("name", "企业"), Column::count("n", "家数"), Column::text("id", "编号").hidden()];
        let named = |names: &[&str]| ColumnChoice::Named(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(usual(named(&["name", "n"]), &known), ColumnChoice::Shown);
        for choice in [named(&["n", "name"]), named(&["name"]), named(&["name", "n", "id"]), ColumnChoice::All] {
            assert_eq!(usual(choice.clone(), &known), choice);
        }
    }
}
