//! Commands about who may log in.

pub mod user;
