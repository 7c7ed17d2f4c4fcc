//! What people see of all pages: in a browser, on paper, with a screen reader.

mod accessible;
mod look;
mod printed;
mod walk;

pub use accessible::is_accessible;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    accessible::facts(facts);
    look::facts(facts);
    printed::facts(facts);
    walk::facts(facts);
}
