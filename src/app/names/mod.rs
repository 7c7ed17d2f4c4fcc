//! What names mean, without the graph: only the records that a name may mean are read.
//!
//! Invariant: **What a name means is read, not loaded.** People's work (`list set`, `assess`, `history`, `erase`)
//! reads the few small kinds whole and of enterprises only those a name may mean (`app/names`): who bears it, and
//! everything that shares an id, a code or a full legal name with these, until nothing new comes
//! (`resolve/closure.rs`). On that part the partition and the fold give what they give on all records; a property
//! test compares. Where more than 2,000 records are reached (a name that everybody bears), and where a name means
//! nothing, so that what is near it is told, all enterprises are read after all.

mod few;
mod found;
#[expect(clippy::module_inception, reason = "the folder is named for the subject, the file for the type")]
mod names;
mod parties;
mod reached;
mod ties;

pub use found::region_alone;
pub(super) use found::{chain, city_of, fund, given, one, region, segment, squad};
pub use names::Names;
pub(super) use parties::{firm, party};
pub(super) use reached::{Beginning, Record, judgements, reached};
pub(super) use ties::KnownTies;
