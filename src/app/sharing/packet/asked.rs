//! What is done with a file that came back.

use std::collections::HashSet;

/// Whether it is only looked at, and what of it is taken.
#[derive(Debug, Clone, Default)]
pub struct ReturnAsked {
    /// Write what is taken; else only look.
    pub apply: bool,
    /// Who takes it back; by default the caller.
    pub who: Option<String>,
    /// What a person chose; by default every cell that nobody else changed, and every new lead.
    pub chosen: Option<ReturnChoice>,
}

/// What a person chose of a file that came back.
#[derive(Debug, Clone, Default)]
pub struct ReturnChoice {
    /// Cells whose returned value is taken, also where somebody else changed them: enterprise and word of the field.
    pub cells: HashSet<(String, String)>,
    /// Rows of new leads that are taken.
    pub leads: HashSet<u64>,
}

impl ReturnChoice {
    /// Whether a cell is among those chosen.
    pub(super) fn has(&self, enterprise: &str, field: &str) -> bool {
        self.cells.iter().any(|(of, word)| of == enterprise && word == field)
    }
}
