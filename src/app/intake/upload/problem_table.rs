//! What is wrong with the rows of files, as a table.

use std::collections::HashSet;

use crate::draw::{Cell, Column, Table};
use crate::ingest::{ImportReport, Problem};

const COLUMNS: [Column; 7] = [
    Column::text("file", "文件"),
    Column::text("sheet", "工作表"),
    Column::count("row", "行"),
    Column::text("column", "列"),
    Column::text("value", "写的是"),
    Column::text("reason", "哪里不对"),
    Column::text("suggestion", "怎么改"),
];

/// The problems that are told as such: rows that make another of a record are told apart.
fn problems_told(report: &ImportReport) -> Vec<&Problem> {
    let renamed: HashSet<(&str, u64)> = report.renamings.iter().map(|r| (r.file.as_str(), r.row)).collect();
    let told = |problem: &&Problem| !problem.row.is_some_and(|row| renamed.contains(&(problem.file.as_str(), row)));
    report.problems.iter().filter(told).collect()
}

/// The problems of an import as a table.
pub fn problem_table(report: &ImportReport) -> Table {
    let told = problems_told(report);
    let sheets = told.iter().any(|problem| problem.sheet.is_some());
    let columns = COLUMNS.map(|column| if column.key == "sheet" && !sheets { column.hidden() } else { column });
    let mut table = Table::new("problems", "错误", columns, "没有错误。");
    for (at, problem) in told.into_iter().enumerate() {
        let cells = vec![
            Cell::text(&problem.file),
            Cell::or_blank(problem.sheet.as_deref()),
            problem.row.map_or(Cell::Absent, |row| Cell::Number(row as f64)),
            Cell::or_blank(problem.column.as_deref()),
            Cell::or_blank(problem.value.as_deref()),
            Cell::text(&problem.reason),
            Cell::text(&problem.suggestion),
        ];
        table.push(at.to_string(), cells);
    }
    table
}
