//! What a page showed, and whether somebody changed it since.

mod judged;
mod row;
mod version;

pub use row::RowForm;
pub(in crate::app) use row::{RowMeant, SettledRow, WorkRow};
pub use version::ThingVersion;
