//! By which limits and formulas a server answers.

use thiserror::Error;

use super::formula::PointsFormula;
use super::formula_error::FormulaError;
use super::presets::Presets;
use super::sheet_columns::ScoreRows;

/// Limits, and at most one formula of points for sheets of each kind of rows.
#[derive(Debug, Clone, Default)]
pub struct Scoring {
    presets: Presets,
    formulas: Vec<(ScoreRows, String)>,
}

/// Why a server cannot answer by what it was given.
#[derive(Debug, Error)]
pub enum ScoringError {
    /// A formula is wrong.
    #[error("公式文件{0}")]
    Formula(#[from] FormulaError),
    /// Two formulas are for the same rows.
    #[error("有两个公式文件是给{0}的；只能有一个")]
    Two(&'static str),
}

impl Scoring {
    /// Other limits than the built-in ones, and the texts of formulas.
    ///
    /// # Errors
    /// A formula is wrong, or there are two for the same rows.
    pub fn new(presets: Presets, texts: Vec<String>) -> Result<Self, ScoringError> {
        let mut formulas: Vec<(ScoreRows, String)> = Vec::new();
        for text in texts {
            let rows = PointsFormula::rows(&text)?;
            if formulas.iter().any(|(known, _)| *known == rows) {
                return Err(ScoringError::Two(rows.zh()));
            }
            formulas.push((rows, text));
        }
        Ok(Self { presets, formulas })
    }

    /// The limits.
    pub fn presets(&self) -> &Presets {
        &self.presets
    }

    /// The text of the formula for a sheet; none: no points and no ranks.
    pub fn formula(&self, rows: ScoreRows) -> Option<&str> {
        self.formulas.iter().find(|(known, _)| *known == rows).map(|(_, text)| text.as_str())
    }
}
