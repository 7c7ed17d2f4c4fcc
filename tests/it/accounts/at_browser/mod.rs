//! Somebody at a real browser: a recruiter on a phone, and an office one after the other.

mod phone;
mod walk;

use crate::support::Facts;

pub use walk::{arrived, logged_in, says, text};

pub fn facts(facts: &mut Facts) {
    phone::facts(facts);
    walk::facts(facts);
}
