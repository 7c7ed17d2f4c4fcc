//! What a returned file would do.

use serde::Serialize;

use crate::model::Day;

/// The three-way merge of a returned file, before or after it is written.
#[derive(Debug, Clone, Serialize)]
pub struct ReturnPreview {
    /// None, as the five that are only a packet's, where a list was exported.
    pub packet: Option<String>,
    /// Id.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// Id of the squad.
    pub squad: Option<String>,
    /// Name of the squad.
    pub squad_name: Option<String>,
    /// The receiver.
    pub to: Option<String>,
    /// The day it was handed out.
    pub issued: Option<Day>,
    /// The last day it is good for.
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
    /// New firms the squad wrote down.
    pub leads: Vec<Lead>,
    /// What the reader should know, in Chinese.
    pub notices: Vec<String>,
    /// The journal number; none where nothing was written.
    pub number: Option<u64>,
}

/// A target that is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewTarget {
    /// Id.
    pub enterprise: String,
    /// Its legal name; its record's id where that record is closed.
    pub name: String,
}

/// A cell that is written.
#[derive(Debug, Clone, Serialize)]
pub struct CellChange {
    /// Whose cell it is.
    #[serde(flatten)]
    pub target: PreviewTarget,
    /// The field's name in the schema.
    pub field: &'static str,
    /// What the list says; blank: nothing.
    pub before: String,
    /// What the file says.
    pub after: String,
}

/// A cell with two new values.
#[derive(Debug, Clone, Serialize)]
pub struct CellConflict {
    /// Whose cell it is.
    #[serde(flatten)]
    pub target: PreviewTarget,
    /// The field's name in the schema.
    pub field: &'static str,
    /// What was handed out.
    pub issued: String,
    /// What the file says.
    pub returned: String,
    /// What the list says.
    pub now: String,
}

/// A cell that says what cannot be.
#[derive(Debug, Clone, Serialize)]
pub struct RefusedCell {
    /// Whose cell it is.
    #[serde(flatten)]
    pub target: PreviewTarget,
    /// The field's name in the schema.
    pub field: &'static str,
    /// What the file says.
    pub returned: String,
    /// Why it cannot be, in Chinese.
    pub reason: String,
}

/// A row that is none of what was handed out.
#[derive(Debug, Clone, Serialize)]
pub struct Unknown {
    /// From 1, in its sheet.
    pub row: u64,
    /// What its key cell says.
    pub key: String,
    /// What its name cell says.
    pub name: String,
    /// Why it is none, in Chinese.
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
    /// From 1, in its sheet.
    pub row: u64,
    /// As written.
    pub name: String,
    /// What becomes of it.
    pub state: LeadState,
    /// Why, in Chinese.
    pub reason: String,
}
