//! Who does a segment, seen from home; the verdict on it; the priority of a gap; the answer that says so of a whole chain.

mod answer;
mod computed;
pub mod engine;
mod findings;
mod home;
mod notices;
mod overrule;
mod parents;
mod presence;
mod priority;
mod question;
mod summary;
mod survey;

pub use answer::{
    Assessed, Factors, GapAnswer, HeadlineParts, Reason, SegmentAnswer, SegmentFirms, Summary, VerdictCounts, shown_at,
};
pub use computed::{co_inputs, is_strong};
pub use engine::gaps;
pub use findings::ChainFindings;
pub use home::Home;
pub use notices::too_small;
pub use presence::{Presence, Viewpoint, Whereabouts};
pub use priority::{LocalFirms, linked};
pub use question::{GapQuestion, LeftOut};
pub use survey::Unlooked;
