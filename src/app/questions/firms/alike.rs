//! Which known firms the names of a file may mean, and why.

use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::app::{FirmsAlike, apart};
use crate::draw::{Cell, Column, Table};
use crate::graph::Graph;
use crate::ingest::{FileFault, HeaderPlace, Rows, SourceRow};
use crate::matching::{KnownAs, Likeness};
use crate::normalize::text;

/// Firms told of a name.
const TOLD: usize = 3;
/// Names a file may have.
const MOST_NAMES: usize = 200_000;
/// Heads of a column of names, where none is asked for; else the first column is read.
const HEADS: [&str; 8] = ["name", "名称", "企业名称", "企业全称", "公司名称", "单位名称", "企业", "公司"];

/// What the names of a file may mean.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MatchAnswer {
    /// How many names were asked about.
    pub names: usize,
    /// How many of them are one firm's for sure.
    pub same: usize,
    /// How many somebody has to look at.
    pub review: usize,
    /// The firms that each name may mean, best first; a name that means nobody has one line without a firm.
    pub lines: Vec<MatchLine>,
}

/// A firm that a name may mean.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MatchLine {
    /// The name as given.
    pub input: String,
    /// Id; none where the name means nobody known.
    pub enterprise: Option<String>,
    /// Its legal name.
    pub name: Option<String>,
    /// From 0 to 1; ranks the firms of one name.
    pub score: Option<f64>,
    /// `same`, `review` or `none`.
    pub verdict: &'static str,
    /// What speaks for it and against it, in Chinese.
    pub why: String,
}

const COLUMNS: [Column; 6] = [
    Column::text("input", "原文"),
    Column::text("enterprise", "编号"),
    Column::text("name", "企业"),
    Column::number("score", "得分", 2),
    Column::text("verdict", "判断"),
    Column::text("why", "理由"),
];

impl MatchAnswer {
    /// The lines as CSV, a column a field.
    ///
    /// # Errors
    /// None that is not ours.
    pub fn csv(&self) -> Result<String, AppError> {
        let fault = |error: String| AppError::Internal(error);
        let mut written = csv::Writer::from_writer(Vec::new());
        self.lines.iter().try_for_each(|line| written.serialize(line)).map_err(|error| fault(error.to_string()))?;
        let bytes = written.into_inner().map_err(|error| fault(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| fault(error.to_string()))
    }

    /// The lines as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("match", "名称匹配", COLUMNS, "文件里没有名称。");
        for (number, line) in self.lines.iter().enumerate() {
            let cells = [
                Cell::text(&line.input),
                Cell::or_blank(line.enterprise.as_deref()),
                Cell::or_blank(line.name.as_deref()),
                line.score.map_or(Cell::Absent, Cell::Number),
                Cell::text(line.verdict),
                Cell::text(&line.why),
            ];
            table.push(number.to_string(), cells.to_vec());
        }
        table
    }
}

/// The names that stand in a column of a CSV file, or of a sheet of a workbook, in their order; blank ones are left out.
///
/// # Errors
/// The file cannot be read, or has no such column.
pub fn names_in(path: &Path, sheet: Option<&str>, column: Option<&str>) -> Result<Vec<String>, AppError> {
    let told = |fault: FileFault| AppError::file(path, format!("{}；{}", fault.reason, fault.suggestion));
    let mut rows = Rows::open(path, sheet, None).map_err(told)?;
    let header = rows.header(HeaderPlace::FIRST).map_err(told)?;
    let place = place(&header, column)?;
    let mut names = Vec::new();
    while let Some(row) = rows.next_row().map_err(told)? {
        names.extend(row.cells.get(place).map(|cell| cell.text.clone()).filter(|name| !name.is_empty()));
        if names.len() > MOST_NAMES {
            return Err(AppError::BadRequest(format!("一次最多匹配 {MOST_NAMES} 个名称，请把文件分开")));
        }
    }
    Ok(names)
}

/// Where the column of names stands.
fn place(header: &SourceRow, column: Option<&str>) -> Result<usize, AppError> {
    let heads: Vec<String> = header.cells.iter().map(|cell| text::folded(&cell.text).to_lowercase()).collect();
    let at = |wanted: &str| heads.iter().position(|head| *head == text::folded(wanted).to_lowercase());
    match column {
        None => Ok(HEADS.iter().find_map(|head| at(head)).unwrap_or_default()),
        Some(column) => at(column).ok_or_else(|| {
            let there: Vec<&str> = header.cells.iter().map(|cell| cell.text.as_str()).collect();
            AppError::BadRequest(format!(
                "文件里没有列「{column}」，有：{}。请用 --column 写其中一列",
                there.join("、")
            ))
        }),
    }
}

impl Desk {
    /// Which known firms each name may mean, and why.
    ///
    /// # Errors
    /// The caller may not see facts, or the store cannot be read.
    pub async fn match_names(&self, names: Vec<String>) -> Result<MatchAnswer, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let (graph, alike) = (Arc::clone(&at.held().graph), at.held().alike(at.store()).await?);
        apart(move || answer(&graph, &alike, names)).await
    }
}

fn answer(graph: &Graph, alike: &FirmsAlike, names: Vec<String>) -> MatchAnswer {
    let mut answer = MatchAnswer { names: names.len(), same: 0, review: 0, lines: Vec::new() };
    for name in names {
        answer.tell(graph, alike, name);
    }
    answer
}

impl MatchAnswer {
    fn tell(&mut self, graph: &Graph, alike: &FirmsAlike, input: String) {
        let mut found = alike.meant(&KnownAs::named(&input));
        found.truncate(TOLD);
        match found.first().map(|best| best.judged.verdict) {
            Some(Likeness::Same) => self.same += 1,
            Some(_) => self.review += 1,
            None => {
                let why = "没有名称相近的企业".to_owned();
                let verdict = Likeness::None.word();
                self.lines.push(MatchLine { input, enterprise: None, name: None, score: None, verdict, why });
                return;
            }
        }
        for one in found {
            let firm = one.firm();
            self.lines.push(MatchLine {
                input: input.clone(),
                enterprise: Some(graph.firm_id(firm).to_owned()),
                name: Some(graph.firm_name(firm).to_owned()),
                score: Some((one.judged.score * 100.0).round() / 100.0),
                verdict: one.judged.verdict.word(),
                why: one.why(),
            });
        }
    }
}
