//! Facts as the store has them, asked for many at a time.

pub(in crate::app) mod asks;
pub(in crate::app) mod fact;
pub(in crate::app) mod row_words;

pub(in crate::app) use fact::FactReader;
pub use fact::{Fact, source_name};
