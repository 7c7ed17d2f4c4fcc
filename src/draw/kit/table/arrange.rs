//! A table as a query asks for it: sorted within its groups, with chosen columns, one page of it.

use super::cell::Cell;
use super::column::Column;
use super::query::{ColumnChoice, TableQuery, TableQueryError};
use super::{Group, Row, Table};

/// Rows from which on a column of one word is told in a note.
const MANY: usize = 4;

impl Table {
    /// The table arranged. Sorting is within groups; rows that are equal keep their order, and what is unknown comes last
    /// both ways.
    ///
    /// # Errors
    /// The table has no such column; the error names those it has.
    pub fn arranged(mut self, query: &TableQuery) -> Result<Self, TableQueryError> {
        if let Some((name, falling)) = &query.sort {
            let at = self.column(name)?;
            let column = self.columns[at];
            self.groups.iter_mut().for_each(|group| sort(&mut group.rows, at, &column, *falling));
        }
        let chosen = self.chosen(&query.columns)?;
        self.keep(&chosen);
        if let Some(per_page) = query.per_page {
            self.turn_to(query.page, per_page.max(1));
        }
        Ok(self)
    }

    /// The table with the rows whose keys pass; of none of the others it tells how many there are, and no group is left
    /// without its rows.
    #[must_use]
    pub fn keeping(mut self, passes: impl Fn(&str) -> bool) -> Self {
        self.groups.retain_mut(|group| {
            let had = group.rows.len();
            group.rows.retain(|row| passes(&row.key));
            had == 0 || !group.rows.is_empty()
        });
        self.total = self.len();
        self
    }

    /// The table without its columns of sentences, for lines that have no room for them.
    #[must_use]
    pub fn without_sentences(mut self) -> Self {
        let others: Vec<usize> = (0..self.columns.len()).filter(|at| !self.columns[*at].sentences).collect();
        self.keep(&others);
        self
    }

    /// The table as it is set on paper: without the columns in which no row says anything, or all say the same, which a note
    /// then tells once. One of few rows keeps its columns.
    #[must_use]
    pub fn for_paper(mut self) -> Self {
        if self.is_empty() {
            return self;
        }
        for at in 0..self.columns.len() {
            if self.columns[at].footnoted {
                self.footnote(at);
            }
        }
        let mut told = Vec::new();
        let mut kept = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            match self.said_by_all(at) {
                Some(word) if word.is_empty() => {}
                Some(word) if self.len() >= MANY && at > 0 => told.push(format!("{} {word}", column.word)),
                _ => kept.push(at),
            }
        }
        self.keep(&kept);
        if !told.is_empty() {
            self.notes.push(format!("各行都是：{}。", told.join("，")));
        }
        self
    }

    /// Puts numbers in the place of a column's names, and the names into a note.
    fn footnote(&mut self, at: usize) {
        let mut names: Vec<String> = Vec::new();
        for row in self.groups.iter_mut().flat_map(|group| &mut group.rows) {
            let Cell::Names(told) = &mut row.cells[at] else { continue };
            for name in told {
                let place = names.iter().position(|known| known == name).unwrap_or_else(|| {
                    names.push(name.clone());
                    names.len() - 1
                });
                *name = (place + 1).to_string();
            }
        }
        let told: Vec<String> = (1..).zip(&names).map(|(place, name)| format!("{place} {name}")).collect();
        if !told.is_empty() {
            self.notes.push(format!("{}：{}。", self.columns[at].word, told.join("；")));
        }
    }

    /// What every row says in a column, blank for a dash; none where they differ.
    fn said_by_all(&self, at: usize) -> Option<String> {
        let column = &self.columns[at];
        let mut said = self.rows().map(|row| match &row.cells[at] {
            Cell::Absent => String::new(),
            cell => cell.words(column),
        });
        let first = said.next()?;
        said.all(|word| word == first).then_some(first)
    }

    /// The table with these columns only, in this order.
    ///
    /// # Panics
    /// The table has no such column, which is a fault of ours: keys are constants.
    #[must_use]
    pub fn only(mut self, keys: &[&str]) -> Self {
        let place = |key: &&str| self.columns.iter().position(|column| column.key == *key);
        let chosen: Option<Vec<usize>> = keys.iter().map(place).collect();
        self.keep(&chosen.expect("invariant: a table has the columns its own callers name"));
        self
    }

    /// How many pages there are.
    pub fn pages(&self, per_page: usize) -> usize {
        self.total.div_ceil(per_page.max(1)).max(1)
    }

    /// The place of a column, by its key or its word.
    pub(super) fn column(&self, name: &str) -> Result<usize, TableQueryError> {
        let by = |named: fn(&Column) -> &'static str| self.columns.iter().position(|column| named(column) == name);
        by(|column| column.key).or_else(|| by(|column| column.word)).ok_or_else(|| {
            let known: Vec<String> = self.columns.iter().map(|c| format!("{}（{}）", c.key, c.word)).collect();
            TableQueryError::NoColumn { table: self.title, asked: name.to_owned(), known: known.join("、") }
        })
    }

    fn chosen(&self, choice: &ColumnChoice) -> Result<Vec<usize>, TableQueryError> {
        match choice {
            ColumnChoice::All => Ok((0..self.columns.len()).collect()),
            ColumnChoice::Shown => Ok((0..self.columns.len()).filter(|at| self.columns[*at].shown).collect()),
            ColumnChoice::Named(names) => names.iter().map(|name| self.column(name)).collect(),
        }
    }

    fn keep(&mut self, chosen: &[usize]) {
        self.columns = chosen.iter().map(|at| self.columns[*at]).collect();
        for row in self.groups.iter_mut().flat_map(|group| &mut group.rows) {
            row.cells = chosen.iter().map(|at| row.cells[*at].clone()).collect();
        }
    }

    /// Keeps the rows of one page, and of the groups those that had none or have some there.
    fn turn_to(&mut self, page: usize, per_page: usize) {
        let first = (page.clamp(1, self.pages(per_page)) - 1) * per_page;
        let mut at = 0;
        self.groups.retain_mut(|group: &mut Group| {
            let had = group.rows.len();
            group.rows.retain(|_| {
                at += 1;
                (first + 1..=first + per_page).contains(&at)
            });
            had == 0 || !group.rows.is_empty()
        });
    }
}

fn sort(rows: &mut [Row], at: usize, column: &Column, falling: bool) {
    rows.sort_by(|one, other| {
        let (one, other): (&Cell, &Cell) = (&one.cells[at], &other.cells[at]);
        let nothing = one.tells_nothing(column).cmp(&other.tells_nothing(column));
        let order = one.compared(other, column);
        nothing.then(if falling { order.reverse() } else { order })
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let columns = [
            Column::text("name", "企业"),
            Column::number("score", "得分", 1),
            Column::rank("standing", "能级").hidden(),
        ];
        let mut table = Table::new("targets", "目标企业", columns, "没有。").grouped("列表");
        let standing = |code, rank| Cell::word(code, code, rank);
        table.begin("away", "可招", "可招企业");
        table.push("e1", vec![Cell::text("甲"), Cell::Number(61.24), standing("链主", 0)]);
        table.push("e2", vec![Cell::text("乙"), Cell::Absent, standing("龙头", 1)]);
        table.push("e3", vec![Cell::text("丙"), Cell::Number(7.0), Cell::unknown()]);
        table.push("e4", vec![Cell::text("丁"), Cell::Number(61.16), standing("链主", 0)]);
        table.begin("here", "已在本地", "已在本地");
        table.push("e5", vec![Cell::text("戊"), Cell::Number(99.0), standing("一般", 4)]);
        table
    }

    fn keys(sort: &str) -> Vec<String> {
        let query = TableQuery::read(Some(sort), None, None).unwrap();
        table().arranged(&query).unwrap().rows().map(|row| row.key.clone()).collect()
    }

    #[test]
    fn rows_sort_within_their_group_and_what_is_unknown_comes_last_both_ways() {
        assert_eq!(keys("score"), ["e3", "e1", "e4", "e2", "e5"], "61.24 and 61.16 are both told as 61.2");
        assert_eq!(keys("-得分"), ["e1", "e4", "e3", "e2", "e5"]);
        assert_eq!(keys("standing"), ["e1", "e4", "e2", "e3", "e5"], "by rank, hidden or not");
        assert_eq!(keys("-standing"), ["e2", "e1", "e4", "e3", "e5"]);
    }

    #[test]
    fn columns_are_chosen_and_an_unknown_one_is_refused_with_those_there_are() {
        let read = |columns| TableQuery::read(None, columns, None).unwrap();
        let heads =
            |columns| table().arranged(&read(columns)).unwrap().columns().iter().map(|c| c.key).collect::<Vec<_>>();
        assert_eq!(heads(None), ["name", "score"]);
        assert_eq!(heads(Some("all")), ["name", "score", "standing"]);
        assert_eq!(heads(Some("能级，name")), ["standing", "name"]);
        let error = table().arranged(&read(Some("name,price"))).unwrap_err().to_string();
        assert_eq!(error, "「目标企业」这张表没有「price」这一列；有 name（企业）、score（得分）、standing（能级）");
    }

    #[test]
    fn rows_that_do_not_pass_are_no_longer_counted() {
        let kept = table().keeping(|key| key != "e2" && key != "e5");
        assert_eq!(kept.rows().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["e1", "e3", "e4"]);
        assert_eq!((kept.total(), kept.len(), kept.groups().len()), (3, 3, 1));
    }

    #[test]
    fn pages_go_on_over_groups() {
        let page = |page| {
            let query = TableQuery { page, per_page: Some(3), ..TableQuery::default() };
            let table = table().arranged(&query).unwrap();
            let groups: Vec<_> = table.groups().iter().map(|group| (group.key, group.rows().len())).collect();
            assert_eq!((table.total(), table.pages(3)), (5, 2));
            groups
        };
        assert_eq!(page(1), [("away", 3)]);
        assert_eq!(page(2), [("away", 1), ("here", 1)]);
        assert_eq!(page(9), page(2), "beyond the last page is the last page");
    }
}
