//! Bringing in, looking back, taking back: imports, the history of a thing, undo, blank templates.

pub mod history;
pub mod import;
pub mod journal;
pub mod templates;
