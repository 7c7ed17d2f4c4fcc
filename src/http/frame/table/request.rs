//! What an address asks of the tables of a page: `?sort=-priority&columns=name,score&page=2`, of its first table unless
//! `table=` names another; `format=csv` or `format=xlsx` asks for the rows as a file.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use serde_json::json;

use super::file::{self, TableFile, TableOrigin};
use super::place::TablePlace;
use super::shown::ShownTable;
use crate::draw::{ColumnChoice, LinkTo, Table, TableQuery};
use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::openapi::{Asks, Telling};
use crate::http::frame::query::Parameter;
use crate::http::frame::serving::Turn;

/// Rows on one page, and cells of a table that is so wide that a page of as many rows would be heavy.
const PER_PAGE: usize = 40;
const CELLS: usize = 1_100;
/// A box a column sends this name many times.
const COLUMNS: &str = "columns";
/// This file's own parameters, and what stands in them.
const OWN: [(&str, &str); 5] = [
    ("table", "这些参数说的是页面上哪张表；不写是第一张"),
    ("sort", "按哪一列排；前面加 - 是从大到小"),
    (COLUMNS, "显示哪些列，用逗号隔开，或写多次"),
    ("page", "第几页，从 1 起"),
    ("format", "要成文件：csv 或 xlsx"),
];

/// What is asked of the tables of a page, and everything else its address says, so that links keep it.
#[derive(Debug, Clone)]
pub struct TableRequest {
    path: String,
    /// The parameters that are not about tables, as they were written.
    others: Vec<(String, String)>,
    /// The table the rest is about; by default the first of the page.
    table: Option<String>,
    query: TableQuery,
    file: Option<TableFile>,
    /// A workbook is a document: it has its turn for as long as it is asked for.
    _turn: Option<Turn>,
}

impl<S: Send + Sync> FromRequestParts<S> for TableRequest {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let read = Self::read(parts.uri.path(), parts.uri.query().unwrap_or_default())?;
        let turn = match read.file {
            Some(TableFile::Xlsx) => Some(Turn::waited_for(&parts.extensions).await?),
            Some(TableFile::Csv) | None => None,
        };
        Ok(Self { _turn: turn, ..read })
    }
}

impl Asks for TableRequest {
    fn tell(telling: &mut Telling) {
        for (name, words) in OWN {
            let mut schema = json!({ "type": "string", "description": words });
            match name {
                "page" => schema["type"] = "integer".into(),
                "format" => schema["enum"] = json!(TableFile::ALL.map(TableFile::code)),
                _ => {}
            }
            telling.parameter(name, schema);
        }
        telling.file(TableFile::Csv.kind());
        telling.file(TableFile::Xlsx.kind());
        telling.fails(&[FailureCode::BadQuery, FailureCode::BadParameter, FailureCode::BadTableQuery]);
    }
}

impl TableRequest {
    /// What the query of a page asks.
    ///
    /// # Errors
    /// It cannot be read, or asks what a table has not.
    pub fn read(path: &str, query: &str) -> Result<Self, Failure> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).map_err(|_| Failure::bad_query())?;
        let given = pairs.into_iter().filter(|(_, value)| !value.trim().is_empty());
        let (own, others): (Vec<_>, Vec<_>) = given.partition(|(name, _)| OWN.iter().any(|(own, _)| own == name));
        let all = |wanted: &str| -> Vec<&str> {
            let named = own.iter().filter(|(name, _)| name == wanted);
            named.map(|(_, value)| value.trim()).collect()
        };
        let one = |name: &str| match all(name) {
            values if values.len() > 1 => Err(Failure::bad_query()),
            values => Ok(values.first().copied()),
        };
        let columns = all(COLUMNS).join(",");
        let file = one("format")?.map(Parameter::<TableFile>::of);
        Ok(Self {
            path: path.to_owned(),
            table: one("table")?.map(str::to_owned),
            query: TableQuery::read(one("sort")?, Some(&columns), one("page")?)?,
            file: file.map(|file| file.read("format")).transpose()?.flatten(),
            _turn: None,
            others,
        })
    }

    /// The same without a parameter that is told once and kept by no link.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.others.retain(|(known, _)| known != name);
        self
    }

    /// Whether a table that is not the first of its page is asked about, so that what folds it up stays open.
    pub fn asks_of(&self, table: &str) -> bool {
        self.table.as_deref() == Some(table)
    }

    /// The same of the page at another address: a form of it was sent here, and it is shown again.
    #[must_use]
    pub fn of_page(self, path: String) -> Self {
        Self { path, ..self }
    }

    /// Answers a page that has these tables: by the file of the one that is asked about, or by the page. `to` gives the
    /// address of what a cell leads to.
    pub fn answer<const N: usize>(
        &self,
        tables: [Table; N],
        origin: &TableOrigin,
        to: &dyn Fn(&LinkTo) -> Option<String>,
        page: impl FnOnce([ShownTable; N]) -> Result<Response, Failure>,
    ) -> Result<Response, Failure> {
        let as_many = "invariant: as many tables are shown as are given";
        self.answer_some(tables.into(), origin, to, |shown| page(shown.try_into().expect(as_many)))
    }

    /// The same of a page whose tables depend on what is asked; one without tables is a page whatever is asked of them.
    pub fn answer_some(
        &self,
        tables: Vec<Table>,
        origin: &TableOrigin,
        to: &dyn Fn(&LinkTo) -> Option<String>,
        page: impl FnOnce(Vec<ShownTable>) -> Result<Response, Failure>,
    ) -> Result<Response, Failure> {
        let about = self.about(&tables)?;
        let mut shown = Vec::new();
        for (at, table) in tables.into_iter().enumerate() {
            let usual = TableQuery { page: 1, ..TableQuery::default() };
            let query = if at == about { self.query.resolved(&table)? } else { usual };
            if let Some(form) = self.file.filter(|_| at == about) {
                return file::made(table.arranged(&query)?, form, origin);
            }
            let place = self.place((at > 0).then_some(table.name));
            let per_page = PER_PAGE.min(CELLS / columns_shown(&table, &query).max(1));
            shown.push(ShownTable::of(table, query, per_page, &place, to)?);
        }
        page(shown)
    }

    /// Where a table of the page stands; it has a name unless it is the first.
    fn place(&self, table: Option<&str>) -> TablePlace {
        let table = table.map(|table| ("table".to_owned(), table.to_owned()));
        TablePlace { path: self.path.clone(), sent_along: self.others.iter().cloned().chain(table).collect() }
    }

    /// Which of a page's tables is asked about.
    fn about(&self, tables: &[Table]) -> Result<usize, Failure> {
        let Some(asked) = self.table.as_ref().filter(|_| !tables.is_empty()) else { return Ok(0) };
        let known = || tables.iter().map(|table| format!("{}（{}）", table.name, table.title)).collect::<Vec<_>>();
        let found = tables.iter().position(|table| table.name == asked);
        found.ok_or_else(|| Failure::bad_parameter("table", asked, &format!("{}之一", known().join("、"))))
    }

    /// What a form of filters keeps: the order and the columns. It begins with the first page.
    pub fn keeps(&self) -> Vec<(&'static str, String)> {
        let table = self.table.iter().map(|table| ("table", table.clone()));
        table.chain(TableQuery { page: 1, ..self.query.clone() }.written()).collect()
    }
}

/// How many columns a page shows of a table.
fn columns_shown(table: &Table, query: &TableQuery) -> usize {
    match &query.columns {
        ColumnChoice::Named(named) => named.len(),
        ColumnChoice::All => table.columns().len(),
        ColumnChoice::Shown => table.columns().iter().filter(|column| column.shown).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{Cell, Column};

    #[test]
    fn boxes_of_columns_are_one_choice_and_links_keep_everything_else() {
        let asked =
            TableRequest::read("/a", "home=340100&columns=name&columns=score&sort=-score&page=2&text=a+b").unwrap();
        assert_eq!(asked.query.columns, ColumnChoice::Named(vec!["name".to_owned(), "score".to_owned()]));
        let next = TableQuery { page: 3, ..asked.query.clone() };
        let kept = "/a?home=340100&text=a%20b";
        assert_eq!(asked.place(None).address(&next, None), format!("{kept}&sort=-score&columns=name%2Cscore&page=3"));
        let plain = TableQuery { page: 1, ..TableQuery::default() };
        assert_eq!(
            asked.place(Some("plan")).address(&plain, Some(TableFile::Csv)),
            format!("{kept}&table=plan&format=csv")
        );
        let told_once = asked.clone().without("text");
        assert_eq!(told_once.place(None).address(&plain, None), "/a?home=340100");
        assert_eq!(asked.keeps(), [("sort", "-score".to_owned()), ("columns", "name,score".to_owned())]);
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for query in ["sort=a&sort=b", "page=0", "page=x", "page=1&page=2", "format=pdf", "table=a&table=b"] {
            assert!(TableRequest::read("/a", query).is_err(), "{query}");
        }
        assert!(TableRequest::read("/a", "sort=&page=+&format=&columns=&columns=").is_ok(), "blank values are absent");
    }

    #[test]
    fn a_table_that_the_page_does_not_have_is_refused_and_the_first_is_meant_by_default() {
        let table = |name| {
            let mut table = Table::new(name, "表", [Column::text("name", "企业")], "没有。");
            table.push("k", vec![Cell::text("甲")]);
            table
        };
        let about = |query: &str| TableRequest::read("/a", query).unwrap().about(&[table("gaps"), table("plan")]);
        assert_eq!((about("").ok(), about("table=plan").ok()), (Some(0), Some(1)));
        assert!(about("table=other").is_err());
    }
}
