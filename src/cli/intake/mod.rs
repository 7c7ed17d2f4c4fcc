//! Commands that bring in, look back and take back.

pub mod history;
pub mod import;
pub mod imports;
pub mod mapping;
pub mod templates;
pub mod undo;
