//! Rules of people's work on a chain's target list: pure, without a graph and without a store.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod assignment;
mod claim;
mod entry;
mod frozen_sheet;
mod merge;
mod packet;
mod squad_change;
mod step;

pub use assignment::{SquadChoice, SquadRoom, Wish, assign};
pub use claim::{CLAIM_DAYS, CLAIM_ENDS_SOON, Claim, Collision};
pub use entry::Entry;
pub use frozen_sheet::FrozenSheet;
pub use merge::{Merged, merged, merged_texts};
pub use packet::{Packet, PacketRow, list_key, list_mark, read_list_key, row_key};
pub use squad_change::follow_squad;
pub use step::{StepRefused, step};
