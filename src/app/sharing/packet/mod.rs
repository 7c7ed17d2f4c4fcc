//! A squad's part of a target list as a file: issued with the versions of its rows, returned and merged three ways.

mod form;
mod handed_out;
mod issue;
mod leads;
mod merging;
mod places;
mod preview;
mod returned;

pub use form::PacketForm;
pub use issue::{Issued, NewPacket};
pub use preview::{CellChange, CellConflict, Lead, LeadState, PreviewTarget, RefusedCell, ReturnPreview, Unknown};
