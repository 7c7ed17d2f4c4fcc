//! Errors in their rows: the cells as they stand in the file, the one at fault marked.

use crate::app::intake::upload::problems_told;
use crate::app::{ReadAs, RowsOfFile, ToldRows, UploadedFile, is_at_fault};
use crate::http::frame::table::ShownTable;
use crate::ingest::{ImportReport, Problem};

/// Problems of one file or sheet that follow each other.
#[derive(Debug)]
pub struct ProblemBlock {
    pub file: String,
    pub sheet: Option<String>,
    /// The place of the file in the upload, where a person can say what its columns and words are.
    pub by_hand: Option<usize>,
    /// What the columns are called, and how many more there are.
    pub names: Vec<String>,
    pub more: usize,
    pub lines: Vec<ProblemLine>,
}

/// One problem.
#[derive(Debug)]
pub struct ProblemLine {
    pub row: Option<u64>,
    pub column: Option<String>,
    pub value: Option<String>,
    pub reason: String,
    pub suggestion: String,
    /// One for each name; none where the row is not at hand.
    pub cells: Vec<CellShown>,
}

/// A cell as it stands.
#[derive(Debug)]
pub struct CellShown {
    pub text: String,
    pub wrong: bool,
}

/// The problems that a page of their table shows, in its order.
pub fn problem_blocks(
    report: &ImportReport,
    told: Option<&ToldRows>,
    files: &[UploadedFile],
    shown: &ShownTable,
) -> Vec<ProblemBlock> {
    let all = problems_told(report);
    let keys = shown.shown.groups.iter().flat_map(|group| &group.rows).filter_map(|row| row.key.parse::<usize>().ok());
    let mut blocks: Vec<ProblemBlock> = Vec::new();
    for problem in keys.filter_map(|key| all.get(key)) {
        let rows = told.and_then(|told| told.of(&problem.file, problem.sheet.as_deref()));
        let same = |block: &&mut ProblemBlock| (&block.file, &block.sheet) == (&problem.file, &problem.sheet);
        match blocks.last_mut().filter(same) {
            Some(block) => block.lines.push(line(problem, rows)),
            None => blocks.push(block(problem, rows, files)),
        }
    }
    blocks
}

fn block(problem: &Problem, rows: Option<&RowsOfFile>, files: &[UploadedFile]) -> ProblemBlock {
    let readable = |file: &UploadedFile| {
        file.name == problem.file && matches!(file.read_as, ReadAs::Canonical | ReadAs::Mapped(_) | ReadAs::Unknown(_))
    };
    ProblemBlock {
        file: problem.file.clone(),
        sheet: problem.sheet.clone(),
        by_hand: files.iter().position(readable),
        names: rows.map(|rows| rows.names.clone()).unwrap_or_default(),
        more: rows.map_or(0, |rows| rows.more),
        lines: vec![line(problem, rows)],
    }
}

/// The header alone, without the field that a mapping names behind it.
fn header_of(column: &str) -> &str {
    let is_field = |rest: &str| rest.trim_end_matches('）').bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    column.rsplit_once('（').filter(|(_, rest)| is_field(rest)).map_or(column, |(header, _)| header)
}

fn line(problem: &Problem, rows: Option<&RowsOfFile>) -> ProblemLine {
    let cells = rows.and_then(|rows| Some((rows, rows.row(problem.row?)?)));
    let wrong = |name: &str| problem.column.as_deref().is_some_and(|column| is_at_fault(name, column));
    let cells = cells.map(|(rows, cells)| {
        let cell = |(name, text): (&String, &String)| CellShown { text: text.clone(), wrong: wrong(name) };
        rows.names.iter().zip(cells).map(cell).collect()
    });
    ProblemLine {
        row: problem.row,
        column: problem.column.as_deref().map(|column| header_of(column).to_owned()),
        value: problem.value.clone().filter(|value| !value.is_empty()),
        reason: problem.reason.clone(),
        suggestion: problem.suggestion.on_page().to_owned(),
        cells: cells.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_behind_a_header_is_not_told() {
        for (column, header) in [
            ("所在地（adcode）", "所在地"),
            ("注册资本（万元）（capital）", "注册资本（万元）"),
            ("注册资本（万元）", "注册资本（万元）"),
            ("名称", "名称"),
        ] {
            assert_eq!(header_of(column), header);
        }
    }
}
