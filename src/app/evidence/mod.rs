//! 依据: files that show what was written down: a picture of a visit, a permit of a project.
//!
//! Invariant: **a file is seen by whoever sees what it shows, and by nobody else**; to others it is as if it were not there. It is
//! what is in it, whatever it is called; it goes out under a name of ours, once the journal says so.

mod answer;
mod name;
mod table;
mod take;
mod thing;
mod write;

pub use answer::{EvidenceAnswer, EvidenceLine};
pub(in crate::app) use answer::{EvidenceCounts, told_count};
pub use take::TakenEvidence;
pub use thing::EvidenceThing;
pub use write::{EvidenceGiven, EvidenceGone, MOST_OF_FILE, file_too_large};
