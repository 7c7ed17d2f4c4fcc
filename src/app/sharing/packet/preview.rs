//! What a returned file would do.

use serde::Serialize;

use crate::model::Day;

/// The three-way merge of a returned file, before or after it is written.
#[derive(Debug, Clone, Serialize)]
pub struct ReturnPreview {
    /// None, as the five that are only a packet's, where a list was exported.
    pub packet: Option<String>,
    pub chain: String,
    pub chain_name: String,
    pub squad: Option<String>,
    pub squad_name: Option<String>,
    pub to: Option<String>,
    pub issued: Option<Day>,
    pub expires: Option<Day>,
    /// Cells the receiver changed and nobody else did.
    pub applied: Vec<CellChange>,
    /// Cells both changed, differently: left as they are.
    pub conflicting: Vec<CellConflict>,
    /// Cells that cannot be what the receiver wrote: left as they are.
    pub refused: Vec<RefusedCell>,
    /// Rows that are none of what was handed out.
    pub unknown: Vec<Unknown>,
    /// Rows that came back as they went out, or say what the list says already.
    pub untouched: Vec<PreviewTarget>,
    /// Rows of the packet that the file no longer has.
    pub missing: Vec<PreviewTarget>,
    pub leads: Vec<Lead>,
    pub notices: Vec<String>,
    /// The journal number; none where nothing was written.
    pub number: Option<u64>,
}

/// A target that is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewTarget {
    pub enterprise: String,
    pub name: String,
}

/// A cell that is written.
#[derive(Debug, Clone, Serialize)]
pub struct CellChange {
    #[serde(flatten)]
    pub target: PreviewTarget,
    pub field: &'static str,
    pub before: String,
    pub after: String,
}

/// A cell with two new values.
#[derive(Debug, Clone, Serialize)]
pub struct CellConflict {
    #[serde(flatten)]
    pub target: PreviewTarget,
    pub field: &'static str,
    pub issued: String,
    pub returned: String,
    pub now: String,
}

/// A cell that says what cannot be.
#[derive(Debug, Clone, Serialize)]
pub struct RefusedCell {
    #[serde(flatten)]
    pub target: PreviewTarget,
    pub field: &'static str,
    pub returned: String,
    pub reason: String,
}

/// A row that is none of what was handed out.
#[derive(Debug, Clone, Serialize)]
pub struct Unknown {
    /// From 1, in its sheet.
    pub row: u64,
    pub key: String,
    pub name: String,
    pub reason: String,
}

/// What a new lead is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadState {
    /// Becomes an enterprise record, and is listed.
    New,
    /// An enterprise that is known, and is listed.
    Known,
    /// On the list already.
    Listed,
    /// Cannot be taken.
    Refused,
}

/// A new lead.
#[derive(Debug, Clone, Serialize)]
pub struct Lead {
    pub row: u64,
    pub name: String,
    pub state: LeadState,
    pub reason: String,
}
