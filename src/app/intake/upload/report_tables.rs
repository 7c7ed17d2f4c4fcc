//! What is wrong with the rows of files, and what they would change, as tables.

use std::collections::HashSet;

use crate::draw::{Cell, Column, Table};
use crate::ingest::{ImportReport, Problem};
use crate::model::Kind;

const COLUMNS: [Column; 7] = [
    Column::text("file", "文件"),
    Column::text("sheet", "工作表"),
    Column::count("row", "行"),
    Column::text("column", "列"),
    Column::text("value", "写的是"),
    Column::text("reason", "哪里不对"),
    Column::text("suggestion", "怎么改"),
];

const CHANGES: [Column; 5] = [
    Column::text("what", "哪一条"),
    Column::text("table", "表"),
    Column::text("changes", "改什么"),
    Column::text("file", "文件"),
    Column::count("row", "行"),
];

const RENAMINGS: [Column; 5] = [
    Column::text("id", "编号"),
    Column::text("before", "库里的名称"),
    Column::text("after", "文件里的名称"),
    Column::text("file", "文件"),
    Column::count("row", "行"),
];

const ALIKE: [Column; 6] = [
    Column::text("name", "新企业"),
    Column::text("told", "判断"),
    Column::text("other", "像哪一家"),
    Column::sentences("why", "理由"),
    Column::text("file", "文件"),
    Column::count("row", "行"),
];

/// The new firms that may be firms that are known, or one with each other, as far as they are told, as a table.
pub fn alike_table(report: &ImportReport) -> Table {
    let mut table = Table::new("alike", "新企业和别家像的", ALIKE, "没有和别家像的新企业。");
    for (at, line) in report.alike.iter().enumerate() {
        let other = Cell::text(match &line.enterprise {
            Some(id) => format!("{}（{id}）", line.other),
            None => line.other.clone(),
        });
        let row = Cell::Number(line.place.row as f64);
        let (name, told, why) = (Cell::text(&line.name), Cell::text(line.told()), Cell::text(&line.why));
        table.push(at.to_string(), vec![name, told, other, why, Cell::text(&line.place.file), row]);
    }
    table
}

/// The rows that make another of a record, as far as they are told, as a table.
pub fn renaming_table(report: &ImportReport) -> Table {
    let mut table = Table::new("renamings", "换了名称的行", RENAMINGS, "没有换了名称的行。");
    for (at, renaming) in report.renamings.iter().enumerate() {
        let [id, before, after, file] =
            [&renaming.id, &renaming.before, &renaming.after, &renaming.file].map(Cell::text);
        table.push(at.to_string(), vec![id, before, after, file, Cell::Number(renaming.row as f64)]);
    }
    table
}

/// The rows that change, as far as they are told, as a table.
pub fn change_table(report: &ImportReport) -> Table {
    let mut table = Table::new("changes", "修改", CHANGES, "没有修改。");
    for (at, change) in report.changes.iter().enumerate() {
        let kind = Kind::from_word(change.table).map_or(change.table, Kind::zh);
        let (file, row) = (Cell::text(&change.file), Cell::Number(change.row as f64));
        table.push(
            at.to_string(),
            vec![Cell::text(&change.what), Cell::text(kind), Cell::text(change.told()), file, row],
        );
    }
    table
}

/// The problems that are told as such: rows that make another of a record are told apart, those that are no record,
/// those that only follow from another, and those that wait for a segment.
pub fn problems_told(report: &ImportReport) -> Vec<&Problem> {
    let renamed: HashSet<(&str, u64)> = report.renamings.iter().map(|r| (r.file.as_str(), r.row)).collect();
    let renames = |problem: &Problem| problem.row.is_some_and(|row| renamed.contains(&(problem.file.as_str(), row)));
    let absent = |problem: &Problem| awaited(report, problem);
    let told = |problem: &&Problem| !problem.no_record && !problem.follows && !renames(problem) && !absent(problem);
    report.problems.iter().filter(told).collect()
}

/// Whether a row only waits for a segment that can be made of its name.
fn awaited(report: &ImportReport, problem: &Problem) -> bool {
    let value = problem.value.as_deref().unwrap_or_default();
    report.absent_segments.iter().any(|absent| absent.name == value)
}

/// Rows of the files, each once however many tables it feeds: those in which something is wrong, and those that only wait for
/// segments. Rows that are renamed are told apart until they are imported. As far as problems are told one by one.
pub fn wrong_rows(report: &ImportReport) -> [u64; 2] {
    let renamed = |problem: &Problem| {
        let row = problem.row.unwrap_or_default();
        !report.committed && report.renamings.iter().any(|one| one.file == problem.file && one.row == row)
    };
    if report.problems_more > 0 {
        let renamed = if report.committed { 0 } else { report.renamings.len() as u64 };
        return [report.rejected_records().saturating_sub(renamed), 0];
    }
    let (mut wrong, mut waiting) = (HashSet::new(), HashSet::new());
    for problem in report.problems.iter().filter(|problem| !problem.no_record && problem.row.is_some()) {
        let place = (&problem.file, &problem.sheet, problem.row);
        match awaited(report, problem) {
            true => waiting.insert(place),
            false => !renamed(problem) && wrong.insert(place),
        };
    }
    [wrong.len() as u64, waiting.difference(&wrong).count() as u64]
}

/// Rows of one file or sheet that only wait for segments, each once however many tables it feeds.
pub fn waiting_rows(report: &ImportReport, file: &str, sheet: Option<&str>) -> u64 {
    let of = |problem: &&Problem| problem.file == file && problem.sheet.as_deref() == sheet && awaited(report, problem);
    report.problems.iter().filter(of).filter_map(|problem| problem.row).collect::<HashSet<_>>().len() as u64
}

/// The rows that are passed over, each once, since they are totals and notes: where they stand, and what they look like.
pub fn no_records(report: &ImportReport) -> Vec<(String, String)> {
    let mut seen = HashSet::new();
    let told = report.problems.iter().filter(|problem| problem.no_record);
    let places = told.filter_map(|problem| {
        let sheet = problem.sheet.as_ref().map(|sheet| format!(" 工作表 {sheet}")).unwrap_or_default();
        Some((format!("{}{sheet} 第 {} 行", problem.file, problem.row?), problem.reason.clone()))
    });
    places.filter(|place| seen.insert(place.0.clone())).collect()
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
            Cell::text(problem.suggestion.on_page()),
        ];
        table.push(at.to_string(), cells);
    }
    table
}
