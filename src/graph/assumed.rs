use super::{FirmIx, SegmentIx};
use crate::model::Adcode;

/// What if this firm did this segment in this region? A member fact that says so, laid over the graph for one question;
/// no record says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assumed {
    /// The firm that would come.
    pub firm: FirmIx,
    /// What it would do: a leaf.
    pub segment: SegmentIx,
    /// Where it would do it: of a what-if question, home.
    pub region: Adcode,
}
