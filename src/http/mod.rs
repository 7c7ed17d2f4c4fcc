//! Pages and JSON over HTTP, for this machine only. One file an endpoint: parameters, handler, tests.
//!
//! Invariant: nothing here reads a store; every answer comes from [`crate::app`].

mod address;
mod api_atlas;
mod api_chains;
mod api_enterprise;
mod api_find;
mod api_fund;
mod api_funds;
mod api_gaps;
mod api_group;
mod api_list;
mod api_map;
mod api_map_document;
mod api_paths;
mod api_plan;
mod api_plane;
mod api_reach;
mod api_relatedness;
mod api_segment;
mod api_targets;
mod change_list;
mod change_packet;
mod download;
mod fact_line;
mod failure;
mod filters;
mod form;
mod guard;
mod health;
mod page_atlas;
mod page_enterprise;
mod page_entry;
mod page_find;
mod page_fund;
mod page_funds;
mod page_gaps;
mod page_group;
mod page_list;
mod page_map;
mod page_overview;
mod page_paths;
mod page_segment;
mod page_suggest;
mod page_targets;
mod router;
mod serve;
mod shell;
mod statics;
mod token;
mod words;

pub use router::router;
pub use serve::{Listening, ServeError, listen};
