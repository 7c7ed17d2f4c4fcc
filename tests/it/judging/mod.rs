//! 同名: which records are one firm, as people say; undone, it leaves no trace.

mod brought;
mod deciding;
mod histories;
mod kept;
mod page;
mod pairs;

use deciding::{brings, judged};

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    brought::facts(facts);
    deciding::facts(facts);
    pairs::facts(facts);
    histories::facts(facts);
    kept::facts(facts);
    page::facts(facts);
}
