//! Commands of claims on firms.

pub mod claim;
pub mod read;
