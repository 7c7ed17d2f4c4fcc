//! Mappings: how a source's files, with their own names, headers and ways of writing, become canonical rows.

mod by_hand;
mod cured;
mod error;
mod filling;
mod guess;
mod line;
mod near;
mod parse;
mod parse_column;
mod pattern;
mod rows_of;
mod rule;
mod section;
mod steps;
mod told;
mod view;

pub use by_hand::{CellsByHand, ColumnByHand, ColumnGoes, RowCondition, TableByHand, keys_for, mapping_text};
pub use cured::unless;
pub use error::{At, MappingError};
pub use filling::RowFilling;
pub use guess::{ColumnDraft, MappingDraft, PartAsked, PartSeen, Sureness, TableDraft, guess, part_seen, parts_of};
pub use line::list;
pub use parse::Mapping;
pub use rule::{ColumnRule, Mode, TableRule};
pub use view::View;
