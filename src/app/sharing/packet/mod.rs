//! A squad's part of a target list as a file: issued with the versions of its rows, returned and merged three ways.
//!
//! Invariant: **A packet comes back by its keys.** A row key is packet and record with a check; the file is read by
//! what it is, not by its name. A row of an exported list (`list show --format csv`) names its version and entry
//! itself, so nothing is kept of an export (`work/packet.rs`). Each cell is merged three ways: as issued (the version
//! kept), as returned, as it is now. `return` writes everything that can be applied, and the records of new leads
//! (source `squad:Q`), in one `Store::apply`, or nothing. Cells in files are texts, never formulas; a cell that came
//! back as a formula is refused. The page checks by the same rules while it is filled in: it carries them as data
//! (`rules.rs`). A text that it copied is read whole, as its sum says, or not at all (`ingest/pasted.rs`). In CSV a `'`
//! stands before what looks like a formula or like such a guarded cell; reading takes one off.

mod asked;
mod form;
mod given_out;
mod handed_out;
mod issue;
mod leads;
mod merging;
mod places;
mod preview;
mod preview_tables;
mod returned;
mod rules;
mod today;

pub use asked::{ReturnAsked, ReturnChoice};
pub use form::PacketForm;
pub(super) use given_out::came_back_word;
pub use issue::{Issued, NewPacket};
pub(super) use issue::{MAP_WIDTHS, receiver};
pub(super) use places::{map_input, places};
pub use preview::{CellChange, CellConflict, Lead, LeadState, PreviewTarget, RefusedCell, ReturnPreview, Unknown};
pub(super) use returned::MergedReturn;
pub(super) use rules::packet_rules;
pub(super) use today::SOON;
