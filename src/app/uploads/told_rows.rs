//! Rows with errors as they stand in their files, so that a page can mark the cell at fault.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ingest::{ImportReport, Input, Inputs, Problem, joined, used_names};

/// Columns of a file that are kept: those at fault, and the first ones.
const COLUMNS: usize = 12;
/// Letters of a cell that are kept.
const LONGEST: usize = 40;

/// A file, and a sheet of it.
type Place = (String, Option<String>);

/// The rows of the problems that are told, by where they stand.
#[derive(Debug, Default)]
pub struct ToldRows(HashMap<Place, RowsOfFile>);

/// Rows of one file or sheet.
#[derive(Debug, Default)]
pub struct RowsOfFile {
    /// The names of the columns that are kept.
    pub names: Vec<String>,
    /// Columns that are not kept.
    pub more: usize,
    rows: BTreeMap<u64, Vec<String>>,
}

impl ToldRows {
    /// Reads the rows once more. What cannot be read again is left out: the problems themselves are told in any case.
    pub fn read(inputs: &Inputs, report: &ImportReport) -> Self {
        let mut problems: HashMap<Place, Vec<&Problem>> = HashMap::new();
        for problem in report.problems.iter().filter(|problem| problem.row.is_some()) {
            problems.entry((problem.file.clone(), problem.sheet.clone())).or_default().push(problem);
        }
        let of = |(place, problems): (Place, Vec<&Problem>)| {
            let input = inputs.files.iter().find(|input| (&input.name, &input.sheet) == (&place.0, &place.1))?;
            Some((place, rows_of(input, &problems)?))
        };
        Self(problems.into_iter().filter_map(of).collect())
    }

    /// Those of one file or sheet.
    pub fn of(&self, file: &str, sheet: Option<&str>) -> Option<&RowsOfFile> {
        self.0.get(&(file.to_owned(), sheet.map(str::to_owned)))
    }
}

impl RowsOfFile {
    /// The cells of a row, one for each name.
    pub fn row(&self, number: u64) -> Option<&[String]> {
        self.rows.get(&number).map(Vec::as_slice)
    }
}

fn rows_of(input: &Input, problems: &[&Problem]) -> Option<RowsOfFile> {
    let mut reader = input.open(None).ok()?;
    let names = used_names(&joined(&reader.header_lines(input.header()).ok()?));
    let at_fault = problems.iter().filter_map(|problem| problem.column.as_deref());
    let at_fault: BTreeSet<&str> = at_fault.collect();
    let mut kept: BTreeSet<usize> =
        (0..names.len()).filter(|at| at_fault.iter().any(|column| is_at_fault(&names[*at], column))).collect();
    for (at, name) in names.iter().enumerate() {
        if kept.len() < COLUMNS && !name.is_empty() {
            kept.insert(at);
        }
    }
    let wanted: BTreeSet<u64> = problems.iter().filter_map(|problem| problem.row).collect();
    let last = wanted.last().copied().unwrap_or_default();
    let mut rows = BTreeMap::new();
    while let Ok(Some(row)) = reader.next_row() {
        if row.number > last {
            break;
        }
        if wanted.contains(&row.number) {
            let cell = |at: &usize| row.cells.get(*at).map_or_else(String::new, |cell| beginning(&cell.text));
            rows.insert(row.number, kept.iter().map(cell).collect());
        }
    }
    let more = names.len() - kept.len();
    Some(RowsOfFile { names: kept.iter().map(|at| names[*at].clone()).collect(), more, rows })
}

/// Whether a problem names a column: by its header, or with the field behind it, or with others that are joined.
pub fn is_at_fault(name: &str, column: &str) -> bool {
    let headers = column.rsplit_once('（').map_or(column, |(headers, _)| headers);
    !name.is_empty() && (name == column || name == headers || headers.split('＋').any(|header| header == name))
}

fn beginning(text: &str) -> String {
    let more = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    text.chars().take(LONGEST).collect::<String>() + more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_a_column_in_several_ways() {
        for (name, column, named) in [
            ("区划代码", "区划代码", true),
            ("注册资本（万元）", "注册资本（万元）", true),
            ("注册资本（万元）", "注册资本（万元）（capital）", true),
            ("市", "省＋市（adcode）", true),
            ("", "", false),
            ("注册资本", "注册资本（万元）（capital）", false),
        ] {
            assert_eq!(is_at_fault(name, column), named, "{name} {column}");
        }
    }
}
