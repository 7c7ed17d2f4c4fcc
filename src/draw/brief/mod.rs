//! A brief: one sheet of A4, and the same as text.

mod bar;
mod paper;
mod sheet;
mod trend;

pub use bar::verdict_bar;
pub use paper::{brief, in_column};
pub use sheet::BriefSheet;
pub use trend::trend_picture;
