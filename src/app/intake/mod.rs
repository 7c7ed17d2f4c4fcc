//! Bringing in, looking back, taking back: imports, the history of a thing, undo, blank templates.

pub mod history;
mod history_table;
pub mod import;
mod imports_table;
pub mod journal;
mod named_records;
pub mod templates;

pub use imports_table::imports_table;
pub(super) use journal::{key_text, place};
pub use named_records::NamedRecords;
