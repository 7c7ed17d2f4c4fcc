//! Bad files, tried through the program itself: nothing is half loaded, and the message says where, what and what to do.

mod backup;
mod large;
mod long_lines;
mod meaning;
mod report;
mod sheets;
mod store;
mod text;
mod tried;
mod workbook;

use crate::support::Facts;
pub use tried::{Tried, adds_up};
pub use workbook::{Value, Workbook, texts};

pub fn facts(facts: &mut Facts) {
    text::facts(facts);
    sheets::facts(facts);
    meaning::facts(facts);
    report::facts(facts);
    large::facts(facts);
    long_lines::facts(facts);
    store::facts(facts);
    backup::facts(facts);
}
