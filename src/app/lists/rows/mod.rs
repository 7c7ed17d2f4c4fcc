//! What people's work on lists is read from: rows of entries and of claims; and what a change of an entry does to a claim.

mod claims;
mod following;
mod lead;
mod listed;

pub use claims::TakenBy;
pub(in crate::app) use claims::{ClaimRow, claim_key};
pub(in crate::app) use following::talked;
pub(in crate::app) use lead::{LONGEST_NAME, LeadFirm};
pub(in crate::app) use listed::{Listed, NamedList, entry_key, entry_of, name_of};
