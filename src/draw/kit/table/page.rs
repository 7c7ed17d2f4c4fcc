//! A table as a page shows it: what a template walks, with the addresses that sort it.

use std::collections::HashMap;

use super::{Cell, Column, LinkTo, Row, Table, TableQuery};

/// A table of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageTable {
    /// One a column shown, in order.
    pub heads: Vec<PageHead>,
    /// In order; one without a title where the table has no groups.
    pub groups: Vec<PageGroup>,
    /// The field of a form that the boxes before its rows are of, where rows can be ticked.
    pub ticks: Option<&'static str>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct PageHead {
    /// What the column is called.
    pub word: String,
    /// `number`, `short`, `sentences` or nothing.
    pub class: &'static str,
    /// Where a click sorts by it.
    pub address: Option<String>,
    /// `ascending` or `descending`, where the rows are sorted by it.
    pub sorted: Option<&'static str>,
}

/// Rows under a heading; without a title where the table has no groups.
#[derive(Debug, Clone, PartialEq)]
pub struct PageGroup {
    /// Blank where the table has no groups.
    pub title: String,
    /// In the order asked for.
    pub rows: Vec<PageRow>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRow {
    /// Its place on the page, from 0, over all groups.
    pub at: usize,
    /// What the row is known by, so that links lead to it.
    pub key: String,
    /// Whether it tells of other rows together.
    pub sums: bool,
    /// The box before it.
    pub tick: Option<PageTick>,
    /// One a head.
    pub cells: Vec<PageCell>,
}

/// A box before a row, to be ticked in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageTick {
    /// What the form sends.
    pub value: String,
    /// What is chosen by it.
    pub label: String,
    /// Whether it is ticked before anybody touches it.
    pub ticked: bool,
}

impl PageTick {
    /// One that nobody has ticked yet.
    pub fn open(value: &str, label: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), ticked: false }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct PageCell {
    /// As people read it.
    pub text: String,
    /// `number`, `short`, `sentences` or nothing.
    pub class: &'static str,
    /// The head of its column, for screens too narrow for heads; none of a cell where nothing stands.
    pub label: String,
    /// Whether it heads its row.
    pub heading: bool,
    /// How long the bar beside it is, in percent; of columns that have bars.
    pub bar: Option<u8>,
    /// Where it leads; none: it is no link.
    pub address: Option<String>,
    /// Its parts, where each may lead somewhere else, with where it does.
    pub parts: Vec<(String, Option<String>)>,
    /// The code of a word of a vocabulary; else empty.
    pub code: &'static str,
    /// Why it is not known, where that can be said.
    pub why: String,
}

/// Characters of a text that stands on one line.
const SHORT: usize = 8;

impl Table {
    /// The table for a page. `to` gives the address of what a cell leads to, `by` that of the page under another query; a
    /// page that cannot be sorted gives none.
    pub fn on_page(
        &self,
        query: &TableQuery,
        by: Option<&dyn Fn(&TableQuery) -> String>,
        to: &dyn Fn(&LinkTo) -> Option<String>,
    ) -> PageTable {
        let classes: Vec<&'static str> = (0..self.columns.len()).map(|at| self.class(at)).collect();
        let heading = self.heading();
        let heads = self.columns.iter().map(|column| PageHead {
            word: column.head(),
            class: match column.is_number() {
                true => "number",
                false if column.sentences => "sentences",
                false => "",
            },
            address: by.map(|by| by(&query.by(column))),
            sorted: query.falling(column).map(|falling| if falling { "descending" } else { "ascending" }),
        });
        let mut places = 0..;
        let groups = self.groups.iter().map(|group| PageGroup {
            title: group.title.clone(),
            rows: group.rows.iter().zip(&mut places).map(|(row, at)| self.page_row(row, at, &classes, to)).collect(),
        });
        let mut page = PageTable { heads: heads.collect(), groups: groups.collect(), ticks: None };
        let cells = page.groups.iter_mut().flat_map(|group| &mut group.rows).map(|row| &mut row.cells);
        cells.for_each(|cells| heading.into_iter().for_each(|at| cells[at].heading = true));
        page
    }

    fn page_row(
        &self,
        row: &Row,
        at: usize,
        classes: &[&'static str],
        to: &dyn Fn(&LinkTo) -> Option<String>,
    ) -> PageRow {
        let cells = row.cells.iter().zip(&self.columns).zip(classes);
        let cells = cells.map(|((cell, column), class)| cell.on_page(column, class, to)).collect();
        PageRow { at, key: row.key.clone(), sums: row.sums, tick: None, cells }
    }

    /// The column that heads the rows: the first that leads to things, else the first of words that says something in
    /// every row.
    fn heading(&self) -> Option<usize> {
        let leads = |at: &usize| self.rows().any(|row| matches!(row.cells[*at], Cell::Link { .. }));
        let says = |at: &usize| {
            let column = &self.columns[*at];
            !column.is_number() && self.rows().all(|row| !row.cells[*at].tells_nothing(column))
        };
        let mut columns = 0..self.columns.len();
        columns.clone().find(leads).or_else(|| columns.find(says))
    }

    /// How a column is set: numbers to the right, short texts on one line.
    fn class(&self, at: usize) -> &'static str {
        let column = &self.columns[at];
        let mut told = self.rows().map(|row| row.cells[at].words(column));
        match column.is_number() {
            true => "number",
            false if column.sentences => "sentences",
            false if told.all(|text| text.chars().count() <= SHORT) => "short",
            false => "",
        }
    }
}

impl PageTable {
    /// The table with boxes before its rows, of a field of a form; `boxes` has them by the keys of the rows.
    #[must_use]
    pub fn with_ticks(mut self, field: &'static str, boxes: &HashMap<String, PageTick>) -> Self {
        self.ticks = Some(field);
        let rows = self.groups.iter_mut().flat_map(|group| &mut group.rows);
        rows.for_each(|row| row.tick = boxes.get(&row.key).cloned());
        self
    }

    /// How many columns there are, with that of the boxes.
    pub fn width(&self) -> usize {
        self.heads.len() + usize::from(self.ticks.is_some())
    }
}

impl Cell {
    fn on_page(&self, column: &Column, class: &'static str, to: &dyn Fn(&LinkTo) -> Option<String>) -> PageCell {
        let (mut address, mut parts, mut code, mut why) = (None, Vec::new(), "", String::new());
        match self {
            Self::Link { to: thing, .. } | Self::Counted { to: thing, .. } | Self::Opens { to: thing, .. } => {
                address = to(thing);
            }
            Self::Links(links) => parts = links.iter().map(|(text, thing)| (text.clone(), to(thing))).collect(),
            Self::Word { code: of_word, .. } => code = of_word,
            Self::Unknown { why: reason } => why.clone_from(reason),
            _ => {}
        }
        let text = self.words(column);
        let label = if *self == Self::Absent || text.is_empty() { String::new() } else { column.head() };
        let length = |value: f64| value.clamp(0.0, 100.0).round() as u8;
        let bar = self.number().filter(|_| column.bar).map(length);
        PageCell { text, class, label, heading: false, bar, address, parts, code, why }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_sort_and_say_how_the_rows_are_sorted() {
        let columns = [Column::text("name", "企业"), Column::number("score", "得分", 1)];
        let mut table = Table::new("targets", "目标企业", columns, "没有。");
        table.push("e1", vec![Cell::enterprise("甲", "e1"), Cell::Number(61.24)]);
        let query = TableQuery::read(Some("-score"), None, Some("3")).unwrap();
        let by = |query: &TableQuery| {
            let written = query.written();
            written.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
        };
        let page = table.arranged(&query).unwrap().on_page(&query, Some(&by), &|_| Some("/enterprises/e1".to_owned()));
        let addresses: Vec<_> = page.heads.iter().map(|head| head.address.as_deref().unwrap()).collect();
        assert_eq!(addresses, ["sort=name", "sort=score"]);
        assert_eq!(page.heads[1].sorted, Some("descending"));
        let cells = &page.groups[0].rows[0].cells;
        assert_eq!((cells[0].class, cells[0].address.as_deref()), ("short", Some("/enterprises/e1")));
        assert_eq!((cells[1].class, cells[1].text.as_str()), ("number", "61.2"));
        assert_eq!((cells[0].heading, cells[1].heading), (true, false));
    }

    #[test]
    fn rows_are_headed_by_what_leads_somewhere_else_by_words_that_are_always_said() {
        let columns = [
            Column::count("place", "序"),
            Column::text("peer", "同业"),
            Column::text("path", "路径"),
            Column::text("name", "企业"),
        ];
        let heading = |name: fn(&str) -> Cell| {
            let mut table = Table::new("paths", "引荐路径", columns, "没有。");
            table.push("k1", vec![Cell::count(1), Cell::text(""), Cell::text("经甲"), name("乙")]);
            table.push("k2", vec![Cell::count(2), Cell::text("同业"), Cell::text("经丙"), Cell::Absent]);
            let page = table.on_page(&TableQuery::default(), None, &|_| None);
            page.groups[0].rows[0].cells.iter().position(|cell| cell.heading)
        };
        assert_eq!(heading(|name| Cell::enterprise(name, "e1")), Some(3));
        assert_eq!(heading(|name| Cell::text(name)), Some(2));
    }

    #[test]
    fn a_count_leads_to_what_was_counted_and_each_of_several_texts_to_its_own() {
        let columns = [Column::count("fill", "补链"), Column::text("missing", "最要紧的缺失")];
        let mut table = Table::new("overview", "总览", columns, "没有。");
        let fund = |id: &str| LinkTo::Fund(id.to_owned());
        let several = [("甲".to_owned(), fund("f2")), ("乙".to_owned(), LinkTo::Chain("c9".to_owned()))];
        table.push("c1", vec![Cell::counted(3, fund("f1")), Cell::Links(several.to_vec())]);
        table.push("c2", vec![Cell::counted(0, fund("f1")), Cell::Links(Vec::new())]);
        let to = |thing: &LinkTo| if let LinkTo::Fund(id) = thing { Some(format!("/{id}")) } else { None };
        let page = table.on_page(&TableQuery::default(), None, &to);
        let [first, second] = [0, 1].map(|at| &page.groups[0].rows[at].cells);
        assert_eq!((first[0].text.as_str(), first[0].address.as_deref()), ("3", Some("/f1")));
        let parts = vec![("甲".to_owned(), Some("/f2".to_owned())), ("乙".to_owned(), None)];
        assert_eq!((first[1].text.as_str(), &first[1].parts), ("甲、乙", &parts));
        assert_eq!((second[0].text.as_str(), &second[0].address, second[1].label.as_str()), ("0", &None, ""));
    }

    #[test]
    fn boxes_stand_before_the_rows_whose_keys_have_one() {
        let columns = [Column::count("place", "序"), Column::number("score", "得分", 0).barred()];
        let mut table = Table::new("targets", "目标企业", columns, "没有。");
        table.push("k1", vec![Cell::count(1), Cell::Number(130.0)]);
        table.push("k2", vec![Cell::count(2), Cell::Absent]);
        let tick = PageTick::open("e1", "甲");
        let boxes = HashMap::from([("k1".to_owned(), tick.clone())]);
        let page = table.on_page(&TableQuery::default(), None, &|_| None).with_ticks("enterprise", &boxes);
        let rows = &page.groups[0].rows;
        assert_eq!((&rows[0].tick, &rows[1].tick, page.width()), (&Some(tick), &None, 3));
        assert_eq!((rows[0].cells[1].bar, rows[1].cells[1].bar), (Some(100), None));
        assert!(rows.iter().all(|row| row.cells.iter().all(|cell| !cell.heading)), "no column but numbers");
    }
}
