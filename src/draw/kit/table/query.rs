//! Which way a table is read: sorted by what, which columns, which page. It stands in the address of a page
//! (`?sort=-priority&columns=name,score&page=2`) and in options of the command line.

use super::Table;
use super::column::Column;

/// Which columns are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ColumnChoice {
    /// Those that people see without asking.
    #[default]
    Shown,
    /// Those that are hidden by default, too.
    All,
    /// By key or word, in this order.
    Named(Vec<String>),
}

/// How a table is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableQuery {
    /// The column to sort by, by key or word, and whether the greatest comes first.
    pub sort: Option<(String, bool)>,
    /// By default those that are shown.
    pub columns: ColumnChoice,
    /// From 1; what is beyond the last page is the last page.
    pub page: usize,
    /// None: all rows on one page.
    pub per_page: Option<usize>,
}

/// Why a table cannot be arranged so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableQueryError {
    /// The table has no such column.
    #[error("「{table}」这张表没有「{asked}」这一列；有 {known}")]
    NoColumn {
        /// What the table is called.
        table: &'static str,
        /// As given.
        asked: String,
        /// The words of those it has.
        known: String,
    },
    /// As given.
    #[error("页码「{0}」应为 1 或更大的整数")]
    NoPage(String),
}

/// What `columns=` says for all of them.
const ALL: &str = "all";

impl TableQuery {
    /// Reads what an address or options say; none of it need be there.
    ///
    /// # Errors
    /// The page is no number from 1.
    pub fn read(sort: Option<&str>, columns: Option<&str>, page: Option<&str>) -> Result<Self, TableQueryError> {
        let given = |text: Option<&str>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let sort = given(sort).map(|text| match text.strip_prefix('-') {
            Some(column) => (column.trim().to_owned(), true),
            None => (text, false),
        });
        let columns = match given(columns) {
            None => ColumnChoice::Shown,
            Some(text) if text == ALL => ColumnChoice::All,
            Some(text) => {
                let names = text.split([',', '，', '、']).map(|name| name.trim().to_owned());
                let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
                if names.is_empty() { ColumnChoice::Shown } else { ColumnChoice::Named(names) }
            }
        };
        let page = match given(page) {
            None => 1,
            Some(text) => match text.parse() {
                Ok(page) if page >= 1 => page,
                _ => return Err(TableQueryError::NoPage(text)),
            },
        };
        Ok(Self { sort, columns, page, per_page: None })
    }

    /// What an address says of it: names and values, without what goes without saying.
    pub fn written(&self) -> Vec<(&'static str, String)> {
        let sort =
            self.sort.as_ref().map(|(key, falling)| ("sort", if *falling { format!("-{key}") } else { key.clone() }));
        let columns = match &self.columns {
            ColumnChoice::Shown => None,
            ColumnChoice::All => Some(("columns", ALL.to_owned())),
            ColumnChoice::Named(names) => Some(("columns", names.join(","))),
        };
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        [sort, columns, page].into_iter().flatten().collect()
    }

    /// The same with the keys of a table's columns for their words.
    ///
    /// # Errors
    /// The table has no such column; the error names those it has.
    pub fn resolved(&self, table: &Table) -> Result<Self, TableQueryError> {
        let key = |name: &String| table.column(name).map(|at| table.columns()[at].key.to_owned());
        let sort = match &self.sort {
            None => None,
            Some((name, falling)) => Some((key(name)?, *falling)),
        };
        let columns = match &self.columns {
            ColumnChoice::Named(names) => ColumnChoice::Named(names.iter().map(key).collect::<Result<_, _>>()?),
            choice => choice.clone(),
        };
        Ok(Self { sort, columns, ..self.clone() })
    }

    /// The query of a click on a column's head: sorted by it, the other way where it already is; numbers begin with the
    /// greatest. It begins with the first page.
    pub(super) fn by(&self, column: &Column) -> Self {
        let falling = match self.falling(column) {
            Some(falling) => !falling,
            None => column.is_number(),
        };
        Self { sort: Some((column.key.to_owned(), falling)), page: 1, ..self.clone() }
    }

    /// Whether the rows are sorted by a column, and then whether the greatest comes first.
    pub(super) fn falling(&self, column: &Column) -> Option<bool> {
        self.sort.as_ref().filter(|(key, _)| key == column.key).map(|(_, falling)| *falling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let read = |sort, columns, page| TableQuery::read(sort, columns, page).unwrap();
        for nothing in [" ", ",", "，、"] {
            assert_eq!(read(None, Some(nothing), None), TableQuery { page: 1, ..TableQuery::default() });
        }
        for (sort, columns, page) in [("-score", "name,score", "3"), ("name", "all", "2")] {
            let query = read(Some(sort), Some(columns), Some(page));
            assert_eq!(
                query.written(),
                [("sort", sort), ("columns", columns), ("page", page)].map(|(n, v)| (n, v.to_owned()))
            );
        }
        for page in ["0", "-1", "两"] {
            let error = TableQuery::read(None, None, Some(page)).unwrap_err();
            assert!(error.to_string().contains(page));
        }
    }
}
