//! The report of an import: counts that add up, problems with their places, bounded however many there are.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::Problem;
use super::advice::Advice;
use super::row_counts::RowCounts;
use crate::model::{Adcode, Stage};

/// How many problems and notices are told in full; the rest are counted.
pub const TOLD: usize = 1_000;

/// One file or sheet of an import.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    /// The file as the report names it.
    pub file: String,
    /// The sheet of a workbook; none for any other file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The canonical file it was read as.
    pub table: &'static str,
    /// Of its own rows.
    #[serde(flatten)]
    pub counts: RowCounts,
    /// Of the rejected rows, those that are no records, but totals and notes.
    #[serde(skip_serializing_if = "is_nought")]
    pub no_records: u64,
    /// Columns the schema does not know; kept as extra values.
    pub unknown_columns: Vec<String>,
}

/// What a snapshot closes of one table and source: rows that its list no longer holds. They are counted beside the rows
/// read, since no row of a file stands for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removal {
    /// The canonical file, without its ending.
    pub table: &'static str,
    /// Id of the source.
    pub source: String,
    /// Rows that were open before.
    pub open: u64,
    /// Those of them that are closed.
    pub removed: u64,
}

/// A row that makes another of a record: its name changes, and what tells it apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Renaming {
    /// The file as the report names it.
    pub file: String,
    /// Line of a CSV file or row of a sheet, from 1.
    pub row: u64,
    /// Id of the record.
    pub id: String,
    /// The name that stood there.
    pub before: String,
    /// The name the row gives.
    pub after: String,
}

/// A row that says something else than the one that stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RowChange {
    /// The file as the report names it.
    pub file: String,
    /// Line of a CSV file or row of a sheet, from 1.
    pub row: u64,
    /// The canonical file it belongs to.
    pub table: &'static str,
    /// The name of the thing, or the key of the row.
    pub what: String,
    /// What the cells say otherwise; none where only what the schema does not know, or where it was seen, is another.
    pub columns: Vec<ChangedCell>,
}

/// A value that a row says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChangedCell {
    /// Header of the column.
    pub column: &'static str,
    /// What stood there, shortened; blank where nothing.
    pub before: String,
    /// What is said now, shortened; blank where nothing.
    pub after: String,
}

impl RowChange {
    /// The values that change, in words.
    pub fn told(&self) -> String {
        let blank = |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
        let one = |cell: &ChangedCell| format!("{}：{} → {}", cell.column, blank(&cell.before), blank(&cell.after));
        let told: Vec<String> = self.columns.iter().map(one).collect();
        if told.is_empty() { "其他信息、来源或日期".to_owned() } else { told.join("；") }
    }
}

/// New firms of which something is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FirmsLacking {
    /// How many.
    pub count: u64,
    /// The first rows that bring them.
    pub first: Vec<RowPlace>,
}

/// A row of a firm of which a remark, or another column that no table has, speaks against it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RowAgainst {
    /// Where it stands.
    #[serde(flatten)]
    pub place: RowPlace,
    /// What the firm is called.
    pub name: String,
    /// Heading and text, shortened.
    pub said: String,
}

/// A segment that rows name and nobody knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AbsentSegment {
    /// As the rows name it.
    pub name: String,
    /// How many rows wait for it.
    pub rows: u64,
    /// Where in the chain the rows say that it stands, where they say one thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// Whether they say several.
    #[serde(skip)]
    pub torn: bool,
}

impl AbsentSegment {
    /// One more row waits for it, and may say where it stands.
    pub fn add(&mut self, stage: Option<Stage>) {
        self.rows += 1;
        self.torn |= self.stage.is_some() && stage.is_some() && self.stage != stage;
        self.stage = self.stage.or(stage).filter(|_| !self.torn);
    }
}

/// Where a row stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RowPlace {
    /// The file as the report names it.
    pub file: String,
    /// Line of a CSV file or row of a sheet, from 1.
    pub row: u64,
}

impl std::fmt::Display for RowPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} 第 {} 行", self.file, self.row)
    }
}

/// A new firm that may be one that is known, or another new one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FirmAlike {
    /// The row that brings it.
    #[serde(flatten)]
    pub place: RowPlace,
    /// What it is called there.
    pub name: String,
    /// Id of the firm that is known; none: the other one is new, too.
    pub enterprise: Option<String>,
    /// What the other one is called; a new one with its row.
    pub other: String,
    /// Whether both are one firm as soon as the files are imported, by a code or the full name. Else somebody decides of them.
    pub joins: bool,
    /// `same` where nothing speaks against it, else `review`.
    pub verdict: &'static str,
    /// What speaks for it and against it.
    pub why: String,
}

impl FirmAlike {
    /// What becomes of both, in a word.
    pub fn told(&self) -> &'static str {
        match (self.joins, self.verdict) {
            (true, _) => "导入后算一家",
            (false, "same") => "很可能是同一家",
            _ => "待核对",
        }
    }
}

impl std::fmt::Display for FirmsLacking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first: Vec<String> = self.first.iter().map(ToString::to_string).collect();
        let more = if self.count > self.first.len() as u64 { "等" } else { "" };
        write!(f, "{}{more}", first.join("、"))
    }
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ImportReport {
    /// Id of the import; `undo` takes it back.
    pub import: String,
    /// Its journal number, once committed with anything new.
    pub number: Option<u64>,
    /// Whether the store has it.
    pub committed: bool,
    /// Whether it was only tried: nothing is written.
    pub dry_run: bool,
    /// Whether the rows that are not rejected are loaded, or would be but for the dry run.
    #[serde(skip)]
    pub loads: bool,
    /// Whether a file could not be read to its end, so that nothing is loaded, whatever `--on-error` says.
    pub unreadable: bool,
    /// Of all files.
    #[serde(flatten)]
    pub counts: RowCounts,
    /// Of the rejected rows, those that are no records, but totals and notes.
    #[serde(skip_serializing_if = "is_nought")]
    pub no_records: u64,
    /// Rows that snapshots close, of all tables.
    pub removed: u64,
    /// The same by table and source.
    pub removals: Vec<Removal>,
    /// Rows that make another of a record, rejected or accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub renamings: Vec<Renaming>,
    /// The first rows that change, value by value; none of contacts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<RowChange>,
    /// The first new and changed rows of each file and table as they will stand; none of contacts.
    #[serde(skip)]
    pub landings: Vec<RowChange>,
    /// New firms of which no row says where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlocated: Option<FirmsLacking>,
    /// The prefecture in which most firms of the files are, new or known.
    #[serde(skip)]
    pub most_firms_in: Option<Adcode>,
    /// New firms that no row puts into a segment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unplaced: Option<FirmsLacking>,
    /// Firms that a list itself speaks against, as by 备注：已停产; the first [`TOLD`] of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<RowAgainst>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_nought")]
    pub against_more: u64,
    /// New firms of a dry run that may be firms that are known, or one with each other: those first of which somebody decides; the
    /// first [`TOLD`] of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alike: Vec<FirmAlike>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_nought")]
    pub alike_more: u64,
    /// Segments that rejected rows put firms into and nobody knows, in the order in which they came; 200 at most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent_segments: Vec<AbsentSegment>,
    /// Whether nothing is loaded because a snapshot would close too many rows unasked.
    pub removals_refused: bool,
    /// One for each file or sheet, in the order they were read.
    pub files: Vec<FileReport>,
    /// The first [`TOLD`] of them.
    pub problems: Vec<Problem>,
    /// How many more problems there were than are told.
    pub problems_more: u64,
    /// What someone should know though nothing is wrong, in Chinese; at most [`TOLD`].
    pub notices: Vec<Advice>,
    /// How many more there were.
    pub notices_more: u64,
    /// Whether something in an import folder looks like data and was not read; the notices say what.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub data_passed_over: bool,
    /// Where the rejected rows were written.
    pub rejected_files: Vec<String>,
}

fn is_nought(count: &u64) -> bool {
    *count == 0
}

impl ImportReport {
    /// The rejected rows with which something is wrong: those that are records.
    pub fn rejected_records(&self) -> u64 {
        self.counts.rejected - self.no_records
    }

    /// How many lines of the sources that is, where one may feed several tables; as far as they are told one by one.
    pub fn rejected_lines(&self) -> u64 {
        let told = self.problems.iter().filter(|problem| !problem.no_record && problem.row.is_some());
        let lines: HashSet<_> = told.map(|problem| (&problem.file, &problem.sheet, problem.row)).collect();
        if self.problems_more > 0 { self.rejected_records() } else { lines.len() as u64 }
    }

    /// Tells which new firms may be one with others, and how many more there are.
    pub fn tell_alike(&mut self, lines: Vec<FirmAlike>, more: usize) {
        (self.alike, self.alike_more) = (lines, more as u64);
    }

    /// Which firms a list itself speaks against, in a sentence; none where it does of none.
    pub fn told_against(&self) -> Option<String> {
        const SHOWN: usize = 3;
        let count = self.against.len() as u64 + self.against_more;
        let one = |row: &RowAgainst| format!("{}（{}，第 {} 行）", row.name, row.said, row.place.row);
        let first: Vec<String> = self.against.iter().take(SHOWN).map(one).collect();
        let more = if count > first.len() as u64 { "等" } else { "" };
        let told = format!(
            "{count} 家企业的名单里写着停产、注销一类的话：{}{more}。待核实：结论不因此改变；确实已注销的，请把“状态”改为注销",
            first.join("、")
        );
        (count > 0).then_some(told)
    }

    /// Adds a problem, or counts it where enough are told.
    pub fn problem(&mut self, problem: Problem) {
        if self.problems.len() < TOLD {
            self.problems.push(problem);
        } else {
            self.problems_more += 1;
        }
    }

    /// The problems told, those of one fault together, in the order in which each first came.
    pub fn grouped(&self) -> Vec<ProblemGroup<'_>> {
        let mut groups: Vec<ProblemGroup<'_>> = Vec::new();
        let mut places: HashMap<_, usize> = HashMap::new();
        for problem in &self.problems {
            let Problem { file, sheet, column, reason, suggestion, row, .. } = problem;
            let same = places.entry((file, sheet, column, reason, suggestion, row.is_some())).or_insert(groups.len());
            match groups.get_mut(*same) {
                Some(group) => group.problems.push(problem),
                None => groups.push(ProblemGroup { problems: vec![problem] }),
            }
        }
        groups
    }
}

/// Rows of one file with one fault.
#[derive(Debug)]
pub struct ProblemGroup<'a> {
    /// At least one.
    pub problems: Vec<&'a Problem>,
}

impl std::fmt::Display for ProblemGroup<'_> {
    /// A few are told one by one; more, with their number and the first places.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const FEW: usize = 3;
        let [first, ..] = self.problems.as_slice() else { return Ok(()) };
        if self.problems.len() <= FEW {
            let lines: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
            return f.write_str(&lines.join("\n✗ "));
        }
        write!(f, "{}", first.file)?;
        if let Some(sheet) = &first.sheet {
            write!(f, "［{sheet}］")?;
        }
        if let Some(column) = &first.column {
            write!(f, " 列 {column}")?;
        }
        let place = |problem: &&Problem| {
            let row = problem.row.map_or_else(String::new, |row| format!("第 {row} 行"));
            let value = problem.value.as_ref().filter(|value| !value.is_empty());
            row + &value.map_or_else(String::new, |value| format!("「{value}」"))
        };
        let places: Vec<String> = self.problems.iter().take(FEW).map(place).collect();
        write!(f, " 有 {} 行：{}。{}……", self.problems.len(), first.reason, places.join("、"))?;
        match first.fix() {
            fix if fix.is_empty() => Ok(()),
            fix => write!(f, "。{fix}"),
        }
    }
}
