//! docs/definitions.md as a test reads it: headings, tables, and the question that stands above a table.

use std::collections::BTreeMap;

use crate::support::project;

/// A table under a heading.
#[derive(Debug)]
pub struct Table {
    pub heading: String,
    /// The folder of files and the command asked of them, where the line above the table names both.
    pub question: Option<(String, String)>,
    header: Vec<String>,
    pub rows: Vec<BTreeMap<String, String>>,
}

impl Table {
    /// Whether the table has a column.
    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|cell| cell == column)
    }
}

/// The text of a file below docs.
pub fn text(name: &str) -> String {
    std::fs::read_to_string(project().join("docs").join(name)).expect("a document")
}

/// The headings of the second level, in order.
pub fn headings(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned).collect()
}

/// Every table of a document.
pub fn tables(text: &str) -> Vec<Table> {
    let (mut tables, mut heading, mut question) = (Vec::new(), String::new(), None);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut heading);
        }
        if line.starts_with('|') {
            let header = cells(line);
            lines.next();
            let mut rows = Vec::new();
            while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
                let row = cells(row);
                assert_eq!(row.len(), header.len(), "{heading}: {row:?}");
                rows.push(header.iter().cloned().zip(row).collect());
            }
            tables.push(Table { heading: heading.clone(), question: question.take(), header, rows });
        } else if !line.is_empty() {
            question = asked(line);
        }
    }
    tables
}

fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// “在 `FOLDER` 里问：`liantu COMMAND`”.
fn asked(line: &str) -> Option<(String, String)> {
    let (folder, rest) = line.strip_prefix("在 `")?.split_once("` 里问：`liantu ")?;
    Some((folder.to_owned(), rest.strip_suffix('`')?.to_owned()))
}
