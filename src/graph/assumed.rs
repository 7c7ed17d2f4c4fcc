use super::{FirmIx, SegmentIx};
use crate::model::Adcode;

/// What if this firm did this segment in this region? A member fact that says so, laid over the graph for one question;
/// no record says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assumed {
    pub firm: FirmIx,
    pub segment: SegmentIx,
    pub region: Adcode,
}
