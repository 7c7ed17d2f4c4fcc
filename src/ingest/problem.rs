//! What is wrong with a row, told so that a clerk can mend it.

use serde::Serialize;

use super::advice::Advice;
use super::cure::Cure;

/// One rejected row, or one file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file as the report names it.
    pub file: String,
    /// The sheet of a workbook; none for any other file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Line of a CSV file or row of a sheet, from 1; none for the file as a whole.
    pub row: Option<u64>,
    /// The header of the cell at fault; none for the row as a whole.
    pub column: Option<String>,
    /// What stands in it, shortened; none for the row as a whole.
    pub value: Option<String>,
    /// What is wrong, in Chinese.
    pub reason: String,
    /// What to do about it, in Chinese.
    pub suggestion: Advice,
    /// The finished line that a mapping could say so that the value is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mapping_line: Option<String>,
    /// Whether the row is no record, but a total or a note: nothing is wrong with it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_record: bool,
    /// Whether the row is rejected only since the firm that it speaks of is, which the same row tells.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub follows: bool,
}

/// What is wrong with one cell, before it is known where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The canonical column; none for the row as a whole.
    pub column: Option<&'static str>,
    /// What stands there, shortened; blank for the row as a whole.
    pub value: String,
    /// What is wrong, in Chinese.
    pub reason: String,
    /// What to do about it, in Chinese.
    pub suggestion: Advice,
    /// What a mapping could say so that the value is read.
    pub cure: Option<Box<Cure>>,
    /// Whether the row is no record, but a total or a note.
    pub no_record: bool,
}

impl Fault {
    /// A fault of a column's value.
    pub fn new(column: &'static str, value: &str, reason: impl Into<String>, suggestion: impl Into<Advice>) -> Self {
        Self {
            column: Some(column),
            value: shortened(value),
            reason: reason.into(),
            suggestion: suggestion.into(),
            cure: None,
            no_record: false,
        }
    }

    /// A fault of the row as a whole.
    pub fn of_row(reason: impl Into<String>, suggestion: impl Into<Advice>) -> Self {
        Self { column: None, ..Self::new("", "", reason, suggestion) }
    }

    /// The same, of a row that is no record.
    #[must_use]
    pub fn of_no_record(self) -> Self {
        Self { no_record: true, ..self }
    }

    /// The same, with what a mapping could say.
    #[must_use]
    pub fn cured_by(self, cure: impl Into<Option<Cure>>) -> Self {
        Self { cure: cure.into().map(Box::new), ..self }
    }
}

impl Problem {
    /// What to do about it, with the line that a mapping could say; blank where nothing is known.
    pub fn fix(&self) -> String {
        match &self.mapping_line {
            None => self.suggestion.to_string(),
            Some(line) if self.suggestion.is_empty() => format!("映射里可写：{line}"),
            Some(line) => format!("{}；映射里可写：{line}", self.suggestion),
        }
    }
}

/// A value as a message shows it: no control characters, not too long.
pub fn shortened(value: &str) -> String {
    const LONGEST: usize = 80;
    let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut text: String = value.chars().take(LONGEST).map(visible).collect();
    if value.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, "［{sheet}］")?;
        }
        if let Some(row) = self.row {
            write!(f, " 第 {row} 行")?;
        }
        if let Some(column) = &self.column {
            write!(f, " 列 {column}")?;
        }
        if let Some(value) = self.value.as_ref().filter(|v| !v.is_empty()) {
            write!(f, "「{value}」")?;
        }
        write!(f, "：{}", self.reason)?;
        match self.fix() {
            fix if fix.is_empty() => Ok(()),
            fix => write!(f, "。{fix}"),
        }
    }
}
