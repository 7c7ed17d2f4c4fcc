//! 同名: which records are one firm, as people say; what that does is undone as exactly.
//!
//! Invariant: **A judgement is a row beside the records, never a change of them** (`Kind::Judgement`: the pair of records).
//! The fold reads it before every other ground (`resolve/partition.rs`), so taking it back gives back every value and edge,
//! whatever was imported since. What people did on either firm hangs on the record it was done on; ids live on as aliases.
//! Who may not decide of both firms proposes; deciding of a pair settles what was proposed of it.

mod around;
mod asked;
mod candidates;
mod claims_joined;
mod judge;
mod lately;
mod proposals;
mod queue;
mod records;
mod table;
mod undo;
mod unmerge;
mod whom;

pub use asked::{JudgeAsked, JudgeDone, ProposalAsked, UnmergeAsked};
pub use lately::{JudgedLine, JudgementTold};
pub use proposals::ProposalLine;
pub use queue::{DuplicatesAnswer, DuplicatesQuestion, FirmBeside, PairLine, ValueBeside};
pub use table::duplicates_table;
