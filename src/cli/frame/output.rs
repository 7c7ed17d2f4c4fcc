//! Printing answers: tables for people, JSON and CSV for programs.

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;

use crate::app::AppError;
use crate::draw::{ColumnChoice, Table, TableQuery, TableQueryError};

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum Format {
    /// 对齐的表格
    #[default]
    Table,
    Json,
    Csv,
}

/// Writes to standard output; a reader that went away ends the command quietly.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes to standard error, and cannot fail.
pub fn to_stderr(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Prints JSON.
pub fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    print(&(serde_json::to_string_pretty(value)? + "\n"))
}

/// What an answer is told by where it is not asked for as JSON.
pub enum Printed {
    /// A table, and what stands before and after it on a terminal.
    Table { before: String, table: Table, after: String },
    /// Sentences; the table is printed as CSV, or where its columns are asked for.
    Sentences { text: String, table: Table },
}

impl Printed {
    /// A table alone.
    pub fn table(table: Table) -> Self {
        Self::Table { before: String::new(), table, after: String::new() }
    }
}

/// How an answer is printed, and how its table is arranged.
#[derive(Debug, Clone, clap::Args)]
pub struct Printing {
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// 按这一列排序，列名前加 - 从大到小，如 --sort=-score；未知的总在最后
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    sort: Option<String>,
    /// 只要这些列，用逗号分开；all 是全部列
    #[arg(long, value_name = "A,B")]
    columns: Option<String>,
}

impl Printing {
    /// Prints an answer: as JSON just as it is, as CSV all columns of its table, else as it is told on a terminal.
    pub fn print(&self, answer: &impl Serialize, told: impl FnOnce() -> Printed) -> anyhow::Result<()> {
        let asked = self.sort.is_some() || self.columns.is_some();
        if self.format == Format::Json {
            if asked {
                let message = "--sort 和 --columns 只用于表格和 CSV；JSON 总是整个回答";
                return Err(AppError::BadRequest(message.to_owned()).into());
            }
            return print_json(answer);
        }
        let csv = self.format == Format::Csv;
        let (before, table, after) = match told() {
            Printed::Sentences { text, .. } if !csv && !asked => return print(&text),
            Printed::Sentences { table, .. } => (String::new(), table, String::new()),
            Printed::Table { before, table, after } => (before, table, after),
        };
        let refused = |error: TableQueryError| AppError::BadRequest(error.to_string());
        let mut query = TableQuery::read(self.sort.as_deref(), self.columns.as_deref(), None).map_err(refused)?;
        if csv && self.columns.is_none() {
            query.columns = ColumnChoice::All;
        }
        let wide = csv || self.columns.is_some();
        let table = table.arranged(&query).map_err(refused)?;
        let table = if wide { table } else { table.without_sentences() };
        print(&if csv { table.csv() } else { format!("{before}{}{after}", table.on_terminal()) })
    }
}

/// What is not known.
pub fn unknown() -> String {
    "未知".into()
}
