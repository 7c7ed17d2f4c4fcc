//! A squad's part of a target list as a file: issued with the versions of its rows, returned and merged three ways.

mod issue;
mod leads;
mod preview;
mod returned;

pub use issue::{Issued, NewPacket};
pub use preview::{CellChange, CellConflict, Lead, LeadState, Refused, ReturnPreview, Told, Unknown};
