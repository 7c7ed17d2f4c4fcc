//! 认领: which squad has a firm for itself and until when; who else wanted it, and what was decided.
//!
//! Invariant: **Of any number of claims on one firm at once exactly one is granted.** A claim is one row of people's work
//! (`Kind::Claim`: founding record of the enterprise), written by compare-and-set; whoever comes second leaves a row of their own
//! (`Kind::Collision`: record, squad, id), which is never written over but by what is decided of it. No timer runs: whether a
//! claim holds is worked out from its row and the day (`work::Claim`).

mod answer;
mod asked;
mod collisions;
mod firm;
mod keep;
mod lead;
mod rule;
mod table;
mod take;
mod taken;
mod tied;
mod today;
mod told;

pub use answer::{ClaimLine, ClaimOffers, ClaimsAnswer, RuledLine};
pub use asked::{ClaimAsked, ClaimDone, Claimed, NewLead, RulingAsked};
pub use collisions::CollisionLine;
pub use table::{claims_table, collisions_table};
pub use taken::TakenAnswer;
