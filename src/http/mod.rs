//! Pages and JSON over HTTP, for this machine only. One file an endpoint: parameters, handler, tests.
//!
//! Invariant: nothing here reads a store; every answer comes from [`crate::app`].

mod address;
mod api_atlas;
mod api_chains;
mod api_gaps;
mod api_map;
mod api_relatedness;
mod api_segment;
mod failure;
mod filters;
mod guard;
mod health;
mod page_atlas;
mod page_gaps;
mod page_map;
mod page_overview;
mod page_segment;
mod router;
mod serve;
mod shell;
mod statics;
mod words;

pub use serve::{Listening, ServeError, listen};
